"""One synchronous HTTP request, from CPython by urllib and from a browser's worker by XMLHttpRequest."""

from __future__ import annotations

import io
import sys
import urllib.error
import urllib.request
from email.message import Message

TIMEOUT_SECONDS = 30

NO_NETWORK = (
    "This notebook cannot reach {host} from here. Notebooks in Atelier run without network access unless the course or "
    "you allow a host. To submit your work, use the Submit button of the page; nothing has been sent."
)


def request(method: str, url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> bytes:
    """Send a request and return the answer's bytes.

    Raises urllib.error.HTTPError when the server refuses, and ConnectionError, whose message says what to do instead,
    when it cannot be reached.
    """
    if sys.platform == "emscripten":
        return _request_in_browser(method, url, body, headers or {})
    asked = urllib.request.Request(url, data=body, headers=headers or {}, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=TIMEOUT_SECONDS) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError:
        raise
    except OSError as error:
        raise ConnectionError(f"{url} cannot be reached: {error}") from error


def _request_in_browser(method: str, url: str, body: bytes | None, headers: dict[str, str]) -> bytes:
    from pyodide.ffi import JsException, to_js

    try:
        from js import XMLHttpRequest
    except ImportError:  # Pyodide under Node has none
        raise _no_network(url) from None
    try:
        asked = XMLHttpRequest.new()
        asked.open(method, url, False)
        asked.responseType = "arraybuffer"
        for name, value in headers.items():
            asked.setRequestHeader(name, value)
        asked.send(None if body is None else to_js(body))
    except JsException:
        raise _no_network(url) from None
    # A policy that forbids the request shows, in some browsers, as an answer without a status.
    if asked.status == 0:
        raise _no_network(url)
    answer = asked.response.to_bytes() if asked.response else b""
    if asked.status >= 400:
        raise urllib.error.HTTPError(url, asked.status, asked.statusText, Message(), io.BytesIO(answer))
    return answer


def _no_network(url: str) -> ConnectionError:
    host = urllib.request.Request(url).host if "://" in url else "its own site"
    return ConnectionError(NO_NETWORK.format(host=host))
