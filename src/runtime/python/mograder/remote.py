"""A notebook's own way to a course server without tokens: list, submit, ask.

In the page, the Submit button is the better one: it knows who you are and keeps a receipt.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from mograder import _http

_BOUNDARY = "----MograderBoundary"


def fetch(url: str, assignment: str, dest: str | Path = ".") -> list[Path]:
    """Download the files of an assignment into `dest` and return their paths.

    Raises ValueError, which lists the known names, for an unknown assignment; errors of the network as in `submit`.
    """
    base = url.rstrip("/")
    assignments = {entry["name"]: entry for entry in json.loads(_http.request("GET", f"{base}/assignments"))}
    if assignment not in assignments:
        known = ", ".join(sorted(assignments)) or "none"
        raise ValueError(f"There is no assignment {assignment!r}. Assignments here: {known}")
    folder = Path(dest)
    folder.mkdir(parents=True, exist_ok=True)
    return [_download(base, file, folder) for file in assignments[assignment].get("files", [])]


def submit(url: str, assignment: str, filepath: str | Path, user: str) -> str:
    """Hand in a file under a user's name and return the server's word for it, "ok" as a rule.

    Raises FileNotFoundError before anything is sent, urllib.error.HTTPError when the server refuses, and
    ConnectionError when it cannot be reached, as is normal in a notebook that runs in the page.
    """
    path = Path(filepath)
    address = f"{url.rstrip('/')}/assignments/{quote(assignment, safe='')}/submit?user={quote(user, safe='')}"
    headers = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
    answer = json.loads(_http.request("POST", address, _form_with(path.name, path.read_bytes()), headers))
    return str(answer.get("status", "unknown"))


def status(url: str, assignment: str, user: str) -> dict[str, Any]:
    """What the server knows of a submission: `status`, `graded`, `grade`, `feedback`. Errors as in `submit`."""
    address = f"{url.rstrip('/')}/assignments/{quote(assignment, safe='')}/status?user={quote(user, safe='')}"
    known: dict[str, Any] = json.loads(_http.request("GET", address))
    return known


def _download(base: str, file: dict[str, str], folder: Path) -> Path:
    address = file["url"]
    # Only the last part of a name is used: a server does not choose where on this machine a file lands.
    path = folder / Path(file["filename"]).name
    path.write_bytes(_http.request("GET", address if "://" in address else f"{base}/{address.lstrip('/')}"))
    return path


def _form_with(filename: str, content: bytes) -> bytes:
    name = filename.replace("\\", "_").replace('"', "_").replace("\r", "_").replace("\n", "_")
    head = (
        f"--{_BOUNDARY}\r\n"
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    return head.encode() + content + f"\r\n--{_BOUNDARY}--\r\n".encode()
