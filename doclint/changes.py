"""What has changed since a commit, and the pages that it matters to."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from doclint.docset import is_markdown
from doclint.errors import DoclintError
from doclint.session import Session
from doclint.text import Source, decode


class Changes(NamedTuple):
    """The files that have changed, work tree and untracked ones included, and what they held at the commit.

    Paths are those of the docs set; ``before`` has None for files that are new.
    """

    before: Mapping[str, bytes | None]

    def pages(self) -> dict[str, Source | None]:
        """The pages as they were."""
        return {
            path: None if raw is None else decode(path, raw) for path, raw in self.before.items() if is_markdown(path)
        }

    def files(self, now: Iterable[str]) -> frozenset[str]:
        """The names of all files as they were, given those there are now."""
        there = {path for path, raw in self.before.items() if raw is not None}
        return frozenset((set(now) - self.before.keys()) | there)


def changes_since(root: Path, ref: str) -> Changes:
    """What has changed under a folder since a commit. ``DoclintError`` where git does not know it."""
    said = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if said is None:
        raise DoclintError(f"--changed-since: git knows no commit {ref} in {root}")
    commit = said.decode().strip()
    changed = _names(root, "diff", "--name-only", "--no-renames", "--relative", "-z", commit, "--", ".")
    changed += _names(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return Changes({path: _git(root, "show", f"{commit}:./{path}") for path in changed})


def affected(session: Session, changes: Changes) -> frozenset[str]:
    """The changed pages, and those to which the others then gave another answer to what their results rest on.

    All pages must have been checked; afterwards the session is as it was.
    """
    before, now = changes.pages(), session.paths()
    pages = {path: session.source(path) if path in now else None for path in before}
    files = session.files()
    session.update(before, changes.files(files))
    others = session.check(now - before.keys())
    session.update(pages, files)
    session.check(now)
    return others | (before.keys() & now)


def _names(root: Path, *command: str) -> list[str]:
    said = _git(root, *command)
    if said is None:
        raise DoclintError(f"--changed-since: git {command[0]} fails in {root}")
    return [name.decode("utf-8", "surrogateescape") for name in said.split(b"\0") if name]


def _git(root: Path, *command: str) -> bytes | None:
    """What git prints; None when it fails."""
    try:
        done = subprocess.run(("git", "-C", str(root), *command), capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise DoclintError(f"git cannot be run: {error.strerror}") from error
    return done.stdout if done.returncode == 0 else None
