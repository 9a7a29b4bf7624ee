"""The part of ``doclint check`` that fixes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import click

from doclint.checking import Diagnostic
from doclint.cli.inputs import STDIN
from doclint.cli.options import with_options
from doclint.errors import DoclintError
from doclint.fix import Fixed, fix_pages
from doclint.reports import HUMAN_FORMATS
from doclint.run import Job
from doclint.session import Session
from doclint.writing import write_pages

Command = TypeVar("Command", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--fix", is_flag=True, help="Make the fixes that are safe"),
    click.option("--unsafe-fixes", is_flag=True, help="With --fix, --fix-only or --diff: the other fixes as well"),
    click.option("--diff", is_flag=True, help="Show what fixes would change, and write nothing"),
    click.option("--fix-only", is_flag=True, help="Make the fixes and report nothing else"),
)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What the options say of fixing, named like them."""

    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    fix_only: bool = False

    @property
    def is_any(self) -> bool:
        """Whether anything is to be fixed."""
        return self.fix or self.fix_only or self.diff

    def wants(self, found: Diagnostic) -> bool:
        """Whether a finding has a fix that is to be made."""
        return bool(found.fix and not found.suppressed and (found.fix.safe or self.unsafe_fixes))

    def refuse_nonsensical_fixes(self, paths: Iterable[str], form: str | None) -> None:
        """``DoclintError`` when the options do not go together, or with the paths and the output format."""
        if self.unsafe_fixes and not self.is_any:
            raise DoclintError("--unsafe-fixes goes with --fix, --fix-only or --diff")
        if STDIN in paths and self.is_any and not self.diff:
            raise DoclintError("standard input cannot be fixed in place, use --diff")
        if self.diff and form not in (None, *HUMAN_FORMATS):
            raise DoclintError(f"--diff is for people, it does not go with --format {form}")


@dataclass(frozen=True)
class Fixing:
    """What was fixed, and the pages that could not be written, and why."""

    fixed: Fixed = field(default_factory=Fixed)
    failed: Mapping[str, str] = field(default_factory=dict)


def fix_options(command: Command) -> Command:
    """The options that say what to fix."""
    return with_options(_OPTIONS, command)


def fixed_as_wished(job: Job, session: Session, paths: Sequence[str], wish: Wish) -> Fixing:
    """Fix pages of a session, which must have been checked, and write them unless only a diff is wished for.

    Links are left alone; those to a page that is fixed are mended by that. Afterwards the session holds what the files
    hold, or would hold.
    """
    if not wish.is_any:
        return Fixing()
    links = {path for path in paths if (job.root / path).is_symlink()}
    fixed = fix_pages(session, [path for path in paths if path not in links], unsafe=wish.unsafe_fixes)
    if wish.diff:
        return Fixing(fixed)
    failed = write_pages(job.root, fixed.before, map(session.source, fixed.before))
    _look_again(job, session, failed.keys() | links)
    session.check(paths)
    left = (path for path in sorted(links) if any(wish.wants(found) for found in session.diagnostics(path)))
    return Fixing(fixed.without(failed), failed | dict.fromkeys(left, "it is a link"))


def _look_again(job: Job, session: Session, paths: Iterable[str]) -> None:
    """Take in what the files of these pages hold."""
    reading = job.read(paths)
    session.update(reading.sources)
    for path, reason in reading.failed.items():
        session.fail(path, reason)
