"""What has changed since a commit, and the pages that it matters to."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from doclint.config import read_document, settings_in
from doclint.docset import is_markdown
from doclint.errors import DoclintError
from doclint.session import Session
from doclint.text import Source, decode

_DIFF = ("diff", "--name-only", "--no-renames", "--relative", "--ignore-submodules=none", "-z")


class Changes(NamedTuple):
    """The files that have changed, work tree and untracked ones included, and what they held at the commit.

    Paths are those of the docs set; ``before`` has None for files that are new, and for folders that are repositories
    of their own (submodules). ``config`` is the file by which the configuration is another than it was, if it is: then
    any page may have other findings.
    """

    before: Mapping[str, bytes | None]
    config: Path | None = None

    def with_folders(self, pages: Iterable[str]) -> Changes:
        """The same with those of the pages that lie in such folders, as new ones: git says no more of them."""
        new = (path.rstrip("/") for path, raw in self.before.items() if raw is None and not is_markdown(path))
        folders = tuple(f"{path}/" for path in new)
        inside = dict.fromkeys(path for path in pages if path.startswith(folders))
        return self._replace(before={**inside, **self.before})

    def pages(self) -> dict[str, Source | None]:
        """The pages as they were."""
        return {
            path: None if raw is None else decode(path, raw) for path, raw in self.before.items() if is_markdown(path)
        }

    def files(self, now: Iterable[str]) -> frozenset[str]:
        """The names of all files as they were, given those there are now."""
        there = {path for path, raw in self.before.items() if raw is not None}
        return frozenset((set(now) - self.before.keys()) | there)


def changes_since(root: Path, ref: str, config: Iterable[Path] | None) -> Changes:
    """What has changed under a folder since a commit, or if HEAD is not built on that, since the last that both are.

    ``DoclintError`` where git does not know it. ``config`` are the files that the configuration is
    made of, or could have been; None when there is to be none.
    """
    said = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if said is None:
        raise DoclintError(f"--changed-since: {_why_unknown(root, ref)}")
    commit = (_git(root, "merge-base", said.strip(), "HEAD") or said).decode().strip()
    before = {path: _git(root, "show", f"{commit}:./{path}") for path in _changed(root, commit, ["."])}
    if config is None:
        return Changes(before)
    return Changes(before, _other_config(root, commit, config) or _other_settings(root, before))


def affected(session: Session, changes: Changes) -> frozenset[str]:
    """The changed pages, and those to which the others then gave another answer to what their results rest on.

    All pages must have been checked; afterwards the session is as it was.
    """
    now = session.paths()
    before = (changes := changes.with_folders(now)).pages()
    pages = {path: session.source(path) if path in now else None for path in before}
    files = session.files()
    session.update(before, changes.files(files))
    others = session.check(now - before.keys())
    session.update(pages, files)
    session.check(now)
    return others | (before.keys() & now)


def _other_config(root: Path, commit: str, files: Iterable[Path]) -> Path | None:
    """The first of these files, of those that git keeps, that says something else than at a commit."""
    top = Path(os.fsdecode(_output(root, "rev-parse", "--show-toplevel").removesuffix(b"\n"))).resolve()
    kept = {file.relative_to(top).as_posix(): file for file in map(Path.resolve, files) if file.is_relative_to(top)}
    for path in _changed(top, commit, kept) if kept else ():
        now = kept[path].read_bytes() if kept[path].is_file() else None
        if _meaning(kept[path], now) != _meaning(kept[path], _git(top, "show", f"{commit}:{path}")):
            return kept[path]
    return None


def _other_settings(root: Path, before: Mapping[str, bytes | None]) -> Path | None:
    """The first of the changed files that are configurations of API Doctor's, or were, by what they say."""
    for path, raw in before.items():
        if path.endswith(".json"):
            now = (root / path).read_bytes() if (root / path).is_file() else b""
            if settings_in(raw or b"") != settings_in(now):
                return root / path
    return None


def _meaning(file: Path, raw: bytes | None) -> object:
    """What a configuration says, whatever its layout; None when there is none."""
    if raw is None:
        return None
    try:
        document = read_document(file, raw)
    except DoclintError:
        return raw
    return document.value if document.source else None


def _changed(folder: Path, commit: str, paths: Iterable[str]) -> list[str]:
    """The changed files among these files, or in these folders; untracked ones included, ignored ones not."""
    changed = _names(folder, *_DIFF, commit, "--", *paths)
    return changed + _names(folder, "ls-files", "--others", "--exclude-standard", "-z", "--", *paths)


def _names(root: Path, *command: str) -> list[str]:
    return [os.fsdecode(name) for name in _output(root, *command).split(b"\0") if name]


def _output(root: Path, *command: str) -> bytes:
    said = _git(root, *command)
    if said is None:
        raise DoclintError(f"--changed-since: git {command[0]} fails in {root}")
    return said


def _why_unknown(root: Path, ref: str) -> str:
    done = _run(root, "rev-parse", "--is-shallow-repository")
    if done.returncode:
        return f"git in {root}: {done.stderr.decode(errors='replace').strip()}"
    why = ", a shallow clone, which has the last commits only" if done.stdout.strip() == b"true" else ""
    return f"git knows no commit {ref} in {root}{why}"


def _git(root: Path, *command: str | bytes) -> bytes | None:
    """What git prints; None when it fails."""
    done = _run(root, *command)
    return None if done.returncode else done.stdout


def _run(root: Path, *command: str | bytes) -> subprocess.CompletedProcess[bytes]:
    # Without GIT_WORK_TREE, GIT_DIR, which git gives to hooks, makes a work tree of whatever folder git is run in.
    ignored = "" if "GIT_WORK_TREE" in os.environ else "GIT_DIR"
    environment = {name: value for name, value in os.environ.items() if name != ignored}
    git = ("git", "--literal-pathspecs", "-C", str(root), *command)
    try:
        return subprocess.run(git, env=environment, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise DoclintError(f"git cannot be run: {error.strerror}") from error
