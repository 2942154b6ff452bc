"""What installing packages needs of Python: digests, wheels from a package index, and reasons for failed imports.

Nothing here touches the network: files come through the ``fetch`` that the page hands over.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Awaitable, Callable
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from typing import Any


def digest(data: Any) -> str:
    """SHA-256 of a JavaScript buffer, in hexadecimal digits (an insecure page has no Web Crypto)."""
    return hashlib.sha256(data.to_memoryview()).hexdigest()


def has_module(name: str) -> bool:
    """Whether ``import name`` would find something; nothing is imported."""
    try:
        return name in sys.modules or find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def package_of(module: str) -> str:
    """The package that is known to bring a module, by marimo's table: ``dotenv`` is in ``python-dotenv``."""
    from marimo._runtime.packages.module_name_to_pypi_name import module_name_to_pypi_name

    return module_name_to_pypi_name().get(module, module.replace("_", "-"))


class Installer:
    """micropip with our way of fetching."""

    def __init__(
        self,
        fetch: Callable[[str], Awaitable[Any]],
        load: Callable[[Any], Awaitable[None]],
        index_url: str,
    ) -> None:
        """``fetch`` resolves to a JavaScript buffer or rejects; ``load`` loads packages of the lock file by name;
        ``index_url`` has ``{package_name}`` in it.
        """
        from micropip import package_index
        from micropip._compat import compatibility_layer
        from micropip.package_manager import PackageManager

        class Layer(compatibility_layer):  # type: ignore[misc, valid-type]
            @staticmethod
            async def fetch_bytes(url: str, kwargs: dict[str, str]) -> bytes:
                if url.startswith("emfs:"):
                    return await compatibility_layer.fetch_bytes(url, kwargs)
                return (await fetch(url)).to_bytes()

            @staticmethod
            async def fetch_string_and_headers(
                url: str, kwargs: dict[str, str]
            ) -> tuple[str, dict[str, str]]:
                text = (await fetch(url)).to_string()
                return text, {"content-type": "application/json"}

            loadPackage = staticmethod(load)

        # micropip asks the lock file first only while the index is its default one.
        package_index.DEFAULT_INDEX_URLS[:] = [index_url]
        self._manager = PackageManager(Layer)

    async def install(self, requirement: str) -> str:
        """Installs a requirement and what it needs. "" when that worked, else a reason code."""
        from zipfile import BadZipFile

        try:
            await self._manager.install(requirement)
        except (BadZipFile, KeyError):
            return "package-damaged"
        except RuntimeError as error:
            return "package-damaged" if "checksum" in str(error) else "package-unreadable"
        except (json.JSONDecodeError, UnicodeDecodeError):
            return "index-unreadable"
        except ValueError as error:
            return _reason(str(error))
        except Exception:
            return "package-unreadable"
        return ""


def _reason(message: str) -> str:
    """micropip tells its refusals apart by their words only."""
    if "already installed" in message:
        return "package-conflict"
    return "no-wheel" if "wheel" in message.lower() else "not-on-index"


_SENTENCES = {
    "unreachable": "it could not be fetched: the network or the package server does not answer",
    "not-found": "its file is not where it should be",
    "not-on-index": "no package of this name is known",
    "no-wheel": "there is no version of it that runs in a browser",
    "package-damaged": "the file that came is damaged, or not the one that was expected",
    "compiled": "it is compiled code that nobody has built for browsers",
    "system": "it steers the computer itself, which a browser does not allow",
    "network": "it opens network connections that a browser does not allow",
    "compiler": "it needs a compiler while it runs, which a browser does not have",
}


class _Reasons:
    """Last in ``sys.meta_path``: an import that fails says why its package is not here."""

    def __init__(self) -> None:
        self.by_module: dict[str, tuple[str, str]] = {}

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        known = self.by_module.get(name)
        # Who merely asks whether there is such a module gets an answer, not an exception.
        if known is None or sys._getframe(2).f_code.co_name != "_find_and_load_unlocked":
            return None
        package, reason = known
        sentence = _SENTENCES.get(reason, "it could not be installed")
        raise ModuleNotFoundError(f"No module named {name!r}. Package {package}: {sentence}.", name=name)

    # Python leaves the import system's own frames out of an import error's traceback; this one is such a frame.
    find_spec.__code__ = find_spec.__code__.replace(co_filename="<frozen importlib._bootstrap>")


_reasons = _Reasons()


def explain(reasons: str) -> None:
    """Why modules cannot be imported, JSON: ``{module: [package, reason code]}``. Replaces what was said before."""
    _reasons.by_module = {module: (package, code) for module, (package, code) in json.loads(reasons).items()}
    if _reasons not in sys.meta_path:
        sys.meta_path.append(_reasons)  # type: ignore[arg-type]
