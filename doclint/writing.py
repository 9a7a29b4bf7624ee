"""Write pages back: whole or not at all, as they were but for their text."""

from __future__ import annotations

import os
import re
import stat
import sys
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from time import time

from doclint.text import Source

BOM = "\ufeff"
"""What a page that has it begins with, and its text does not."""
_PREFIX, _SUFFIX = ".doclint-", ".tmp"
_TEMPORARY = re.compile(rf"{re.escape(_PREFIX)}[a-z0-9_]{{8}}{re.escape(_SUFFIX)}")
"""The names that ``write_atomically`` lets ``tempfile`` make up."""
_LEFT = 3600.0
"""Seconds after which nobody is writing such a file any more."""


def write_pages(root: Path, before: Mapping[str, Source], after: Iterable[Source]) -> dict[str, str]:
    """Write pages in their new form. The answer says which could not be written, and why.

    A page whose file is not any more what ``before`` says is left alone, unless it is what it is to be.
    """
    failed: dict[str, str] = {}
    folders = set()
    for source in after:
        path = root / source.path
        try:
            _write(path, encode(before[source.path]), encode(source))
            folders.add(path.parent)
        except (OSError, UnicodeEncodeError) as error:
            failed[source.path] = getattr(error, "strerror", None) or str(error)
    for folder in folders:
        _tidy(folder)
    return failed


def write_atomically(path: Path, content: bytes) -> None:
    """Put a file in the place of another, or of none, so that at any moment one of the two is there, whole."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=_PREFIX, suffix=_SUFFIX)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _resemble(temporary, path)
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def encode(source: Source) -> bytes:
    """The bytes of a page; the inverse of ``doclint.text.decode`` where nothing had to be replaced."""
    return ((BOM if source.bom else "") + source.text).encode("utf-8")


def _write(path: Path, old: bytes, new: bytes) -> None:
    if path.is_symlink():
        raise OSError("it is a link")
    if not os.access(path, os.W_OK):
        raise OSError("it is write-protected")
    now = path.read_bytes()
    if now == new:  # somebody else was of the same mind
        return
    if now != old:
        raise OSError("it was changed meanwhile")
    write_atomically(path, new)


def _tidy(folder: Path) -> None:
    """Delete what runs that were killed while they wrote have left in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        ours = [e for e in entries if _TEMPORARY.fullmatch(e.name) and e.is_file(follow_symlinks=False)]
        for entry in ours:
            if entry.stat(follow_symlinks=False).st_mtime < time() - _LEFT:
                os.unlink(entry)  # noqa: PTH108


def _resemble(temporary: str, path: Path) -> None:
    """Give a file the permissions of another, and its owner and group as far as one may; the usual ones without it."""
    old = path.stat() if path.exists() else None
    if old and sys.platform != "win32":
        with suppress(OSError):  # in a container one is often somebody else: the superuser
            os.chown(temporary, old.st_uid, old.st_gid)
    os.chmod(temporary, stat.S_IMODE(old.st_mode) if old else _usual_mode())  # noqa: PTH101, after os.chown()


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
