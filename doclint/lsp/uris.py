"""URIs and the files they name."""

from __future__ import annotations

import os
from pathlib import Path

from pygls.uris import from_fs_path, to_fs_path


def path_of(uri: str) -> Path | None:
    """The file that a URI names; None for other schemes, and for what no file can be called."""
    try:
        path = to_fs_path(uri)
    except ValueError:  # a URI that is none
        return None
    return Path(os.path.abspath(path)) if path and "\0" not in path else None  # noqa: PTH100, resolve() follows links


def uri_of(file: Path) -> str:
    """The URI of a file."""
    return from_fs_path(str(file)) or ""


def key_of(uri: str) -> str:
    """What open texts are known by: clients spell one URI in several ways."""
    path = path_of(uri)
    return str(path) if path else uri
