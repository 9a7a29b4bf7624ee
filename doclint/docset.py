"""Find and read the files of a docs set."""

from __future__ import annotations

import os
import re
import stat
import time
import warnings
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from pathspec import lookup_pattern

from doclint.errors import DoclintError
from doclint.text import Source, decode

MARKDOWN = (".md", ".markdown")
"""How the names of pages end, in lower case."""

_NO_MARKDOWN = f"no Markdown file ({', '.join(MARKDOWN)})"
_CACHES = frozenset(f".{tool}_cache" for tool in ("doclint", "mypy", "pytest", "ruff", "rumdl"))
TOOL_FOLDERS = _CACHES | {
    "__pycache__",
    ".cache",
    ".hypothesis",
    "node_modules",
    ".git",
    ".hg",
    ".svn",
    ".venv",
    ".tox",
    ".nox",
}
"""The names of folders that hold nothing of the docs set."""


TOOLS = "tool folder"
"""The filter that keeps these folders out."""

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is changed again says so: no file system tells time more coarsely."""


class Reason(NamedTuple):
    """What kept a file out of the pages: ``filter`` is the kind of filter, ``text`` says what the file therefore is."""

    filter: str
    text: str


class Stamp(NamedTuple):
    """What a file system says of a file, so that another content can hardly go with the same stamp.

    Bytes, nanoseconds of the last change of the content and of anything about the file, and the file's number.
    """

    size: int
    modified: int
    changed: int
    number: int


@dataclass(frozen=True)
class Files:
    """The files under a folder. Paths are POSIX, relative to it.

    ``pages`` are to be linted, in order; ``left_out`` are the files and folders that are not, though one might expect
    it; ``names`` are all files, pages included; ``failed`` the folders that could not be listed. ``stamps`` are those
    of the pages that have been left alone for a while: one that was changed just now could be so again, unnoticed.
    """

    pages: tuple[str, ...]
    left_out: Mapping[str, Reason]
    names: frozenset[str]
    failed: Mapping[str, str]
    stamps: Mapping[str, Stamp] = field(default_factory=dict)

    def why_not(self, path: str) -> Reason | None:
        """Why a file is not among the pages; None when it is, or does not exist."""
        if path in self.left_out or path not in self.names or is_markdown(path):
            return self.left_out.get(path)
        return Reason("type", _NO_MARKDOWN)

    def with_names(self, paths: Mapping[str, Reason | None]) -> Files:
        """The same with files that need not exist yet, an editor's buffer, each with what keeps it out of the pages."""
        left_out = {path: reason for path, reason in paths.items() if reason}
        return replace(self, names=self.names | paths.keys(), left_out={**self.left_out, **left_out})


class Patterns:
    """Globs as in a ``.gitignore`` file: ``*``, ``**``, ``?``, ``[a-z]``, ``!`` to take back."""

    def __init__(self, globs: Iterable[str]) -> None:
        self._globs = [glob.removeprefix("./") for glob in globs if glob.strip()]
        try:
            with warnings.catch_warnings(action="ignore", category=FutureWarning):  # of "[[]", which is right
                lines = [lookup_pattern("gitignore")(glob) for glob in self._globs]
        except (ValueError, re.error) as error:
            raise DoclintError(f"not a glob: {error}") from error
        self._patterns = [(line, glob) for line, glob in zip(lines, self._globs, strict=True)][::-1]

    def match(self, path: str) -> str | None:
        """The glob that decides that a path is matched."""
        for pattern, glob in self._patterns:
            if pattern.match_file(path):
                return glob if pattern.include else None
        return None


class Reading(NamedTuple):
    """Pages as read: the sources, and the reasons why others could not be."""

    sources: dict[str, Source]
    failed: dict[str, str]


def find_files(root: Path, include: Sequence[str], exclude: Sequence[str], prefix: str = "") -> Files:
    """Find all files under a folder, and the pages among them.

    The globs are about paths with ``prefix`` before them: the place of ``root`` in the folder that they are relative
    to. Links to folders are not followed. Folders of version control and of tools are not entered; other hidden ones
    are, since pages may link to what is in them, but they hold no pages.
    """
    wanted, unwanted = Patterns(include), Patterns(exclude)
    settled = time.time_ns() - _SETTLED
    pages: list[str] = []
    stamps: dict[str, Stamp] = {}
    names: list[str] = []
    left_out: dict[str, Reason] = {}
    failed: dict[str, str] = {}
    for path, not_entered, entry in _walk(root, failed):
        if not path.endswith("/"):
            names.append(path)
        is_page = is_markdown(path)
        reason = not_entered or (is_page and _reason(path, prefix + path, wanted, unwanted))
        if reason:
            left_out[path] = reason
        elif is_page:
            pages.append(path)
            stamp = _stamp(entry)
            if stamp and stamp.modified < settled:
                stamps[path] = stamp
    return Files(tuple(sorted(pages)), left_out, frozenset(names), failed, stamps)


def why_left_out(path: str, include: Sequence[str], exclude: Sequence[str], prefix: str = "") -> Reason | None:
    """What keeps a file, which need not exist, out of the pages; see ``find_files``. None when nothing does."""
    if not is_markdown(path):
        return Reason("type", _NO_MARKDOWN)
    if is_of_tool(path):
        return Reason("tool folder", "in a folder of a tool, which is not entered")
    return _reason(path, prefix + path, Patterns(include), Patterns(exclude))


def is_of_tool(path: str) -> bool:
    """Whether a path lies in, or is, a folder of version control or of a tool."""
    return not TOOL_FOLDERS.isdisjoint(path.split("/"))


def files_named(root: Path, ending: str) -> list[str]:
    """The files under a folder whose names end so, in order; those of version control and of tools are left out."""
    return sorted(path for path, not_entered, _ in _walk(root, {}) if not not_entered and path.endswith(ending))


class Choice(NamedTuple):
    """The pages to report on, and what the filters took away from what was asked for."""

    paths: tuple[str, ...]
    left_out: Mapping[str, Reason]

    def only(self, paths: Container[str]) -> Choice:
        """Of the pages those."""
        return self._replace(paths=tuple(path for path in self.paths if path in paths))


def choose(files: Files, asked: Iterable[str]) -> Choice:
    """The pages that were asked for: all of a folder's, and files by name; everything when nothing is asked for.

    A file asked for by name counts as included, but not when it is excluded or no Markdown.
    """
    chosen: set[str] = set()
    left_out: dict[str, Reason] = {}
    for path in asked or ("",):
        reason = files.why_not(path)
        if path not in files.names:
            chosen.update(page for page in (*files.pages, *files.failed) if _is_under(page, path))
            left_out |= {page: why for page, why in files.left_out.items() if _is_under(page, path)}
        elif reason is None or reason.filter in ("include", "hidden"):
            chosen.add(path)
        else:
            left_out[path] = reason
    return Choice(tuple(sorted(chosen)), left_out)


def is_markdown(path: str) -> bool:
    """Whether a path is a page's, by its name."""
    return path.lower().endswith(MARKDOWN)


def read_pages(root: Path, paths: Iterable[str], overlay: Mapping[str, bytes]) -> Reading:
    """Read pages, or take what ``overlay`` says they hold; what cannot be read is told apart."""
    reading = Reading({}, {})
    folder = os.path.join(root, "")  # noqa: PTH118, a Path for each page takes as long as to read it
    for path in paths:
        try:
            raw = overlay[path] if path in overlay else _read(f"{folder}{path}")
        except OSError as error:
            reading.failed[path] = f"The file cannot be read: {_said(error)}"
            continue
        problem = _problem_of(raw)
        if problem:
            reading.failed[path] = problem
        else:
            reading.sources[path] = decode(path, raw)
    return reading


def _walk(root: Path, failed: dict[str, str]) -> Iterator[tuple[str, Reason | None, os.DirEntry[str]]]:
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(root / folder) as entries:
                found = list(entries)
        except OSError as error:
            failed[folder.rstrip("/") or "."] = f"The folder cannot be listed: {_said(error)}"
            continue
        for entry in found:
            path = folder + entry.name
            if not _is_folder(entry):
                yield path, None, entry
            elif entry.is_symlink():
                yield path, Reason("link", "a link to a folder, which is not followed"), entry
            elif entry.name in TOOL_FOLDERS:
                yield path + "/", Reason(TOOLS, "a folder of a tool, which is not entered"), entry
            else:
                folders.append(path + "/")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself; reading it will say so
        return False


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    """The stamp of a regular file."""
    try:
        said = entry.stat()
    except OSError:
        return None
    return Stamp(said.st_size, said.st_mtime_ns, said.st_ctime_ns, said.st_ino) if stat.S_ISREG(said.st_mode) else None


def _reason(path: str, full_path: str, wanted: Patterns, unwanted: Patterns) -> Reason | None:
    if path.startswith(".") or "/." in path:
        return Reason("hidden", "hidden")
    glob = unwanted.match(full_path)
    if glob is not None:
        return Reason("exclude", f"excluded by {glob!r}")
    return None if wanted.match(full_path) else Reason("include", "not included by any pattern")


def _read(path: str) -> bytes:
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116, opening a pipe or a device might never return
        raise OSError("it is no regular file")
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123
        return file.readall()


def _problem_of(raw: bytes) -> str | None:
    """Why bytes are no page, if they are none."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "The file is UTF-16, save it as UTF-8"
    return "The file is binary, it holds NUL bytes" if b"\0" in raw else None


def _is_under(path: str, folder: str) -> bool:
    return folder in ("", ".") or path == folder or path.startswith(folder + "/")


def _said(error: OSError) -> str:
    return error.strerror or str(error)
