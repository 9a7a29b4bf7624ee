"""``doclint check --watch``: look again whenever something changes, and say what that has changed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from doclint.cli.inputs import Request
from doclint.cli.reporting import Telling, on_stream, write_report
from doclint.cli.terminal import output
from doclint.config import all_rules
from doclint.docset import TOOL_FOLDERS, choose
from doclint.errors import DoclintError
from doclint.report import Report
from doclint.reports import HUMAN_FORMATS, context_in, documented_by
from doclint.run import refresh, report_on
from doclint.session import Session

_PAUSE = 1000
"""Milliseconds after which files are read that nobody tells about."""


def require_watcher(telling: Telling, *, files_alone: bool) -> None:
    """``DoclintError`` when what watches files is not installed, or there is no point in watching."""
    if not files_alone or telling.report or telling.format not in (None, *HUMAN_FORMATS):
        raise DoclintError(
            "--watch tells people what becomes of files: it goes with no fix, --diff, --shard, --changed-since, "
            "--report, format for programs or standard input"
        )
    try:
        import watchfiles  # noqa: F401, PLC0415, it is an extra
    except ImportError as error:
        raise DoclintError("--watch needs watchfiles: pip install 'doclint[watch]'") from error


def changes_under(root: Path, files: Callable[[], Iterable[Path]]) -> Iterator[None]:
    """Wait, and come back whenever something has changed under a folder, or in those files, until Ctrl-C.

    The files that lie elsewhere are read every other moment: to be told of them, one would have to watch all that is
    in their folders, for editors replace files. A folder that may not be read is not watched. ``DoclintError`` when
    the system does not tell of changes.
    """
    from watchfiles import watch  # noqa: PLC0415, it is an extra

    def matters(_change: object, path: str) -> bool:
        return TOOL_FOLDERS.isdisjoint(Path(path).parts[len(root.parts) :])

    def elsewhere() -> dict[Path, bytes | None]:
        return {file: _content(file) for file in files() if not file.resolve().is_relative_to(root.resolve())}

    known = elsewhere()
    waits = watch(root, watch_filter=matters, rust_timeout=_PAUSE, yield_on_timeout=True, ignore_permission_denied=True)
    try:
        for number, changes in enumerate(waits):
            # what happened before anybody watched shows at the first look
            if changes or number == 0 or any(_content(file) != known[file] for file in known):
                known = elsewhere()
                yield
    except OSError as error:
        raise DoclintError(f"--watch: {error}") from error


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


class Watch:
    """A docs set that is looked at again and again.

    ``settle`` reads the configuration, and whatever that is made of; ``begin`` checks all pages as it says.
    """

    def __init__(
        self,
        settle: Callable[[], Request],
        begin: Callable[[Request], Session],
        asked: Request,
        session: Session,
        telling: Telling,
    ) -> None:
        self._settle = settle
        self._begin = begin
        self._asked = asked
        self._session = session
        self._telling = telling

    def follow(self, first: Report, changes: Iterable[None]) -> Report:
        """Look again at each change, show what is new, and say what is gone; the report of the last look."""
        gc.freeze()  # what there is now stays to the end; from here on there is none after which all is given back
        gc.enable()
        click.echo(f"watching {self._asked.job.root}, Ctrl-C ends it", err=True)
        last = first
        with suppress(KeyboardInterrupt):  # it may come while nobody waits for changes
            for _ in changes:
                before, last = last, self._look_again() or last
                self._tell(before, last)
        return last

    def _look_again(self) -> Report | None:
        try:
            return self._look()
        except DoclintError as error:  # most likely a slip in the configuration, which will be mended
            click.echo(f"Error: {error}", err=True)
            return None

    def _look(self) -> Report:
        asked = self._settle()
        if asked != self._asked:
            click.echo("the configuration has changed", err=True)
            session = self._begin(asked)
            self._session.close()
            self._asked, self._session = asked, session
        job = self._asked.job
        files = job.files()
        chosen = choose(files, self._asked.asked)
        refresh(self._session, job, files, chosen)
        return report_on(job, self._session, chosen)

    def _tell(self, before: Report, now: Report) -> None:
        """Say what one report has that the other has not; a finding is the same wherever it moves on its page."""
        known, left = ({found.fingerprint: found for found in report.diagnostics} for report in (before, now))
        new = tuple(found for mark, found in left.items() if mark not in known)
        gone = [found for mark, found in known.items() if mark not in left]
        if not new and not gone:
            return
        job = self._asked.job
        context = context_in(job.root, documented_by(all_rules(job.config, job.rules)))
        if new:
            with output() as stream:
                shown = replace(now, diagnostics=new, hidden=())
                write_report(shown, stream, on_stream(context, stream, self._telling), self._telling)
        for found in gone:
            place = f"{context.shown(found.path)}:{found.place.start.line}:{found.place.start.column}"
            click.echo(f"{place}: gone: {found.rule} {found.message}")
        click.echo(f"{len(new)} new, {len(gone)} gone, {len(left)} left", err=True)
