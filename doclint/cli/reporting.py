"""The part of ``doclint check`` and ``doclint merge`` that says what was found."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple, TextIO, TypeVar

import click

from doclint.cli.options import choice, with_options
from doclint.cli.terminal import wants_color, width
from doclint.config.validate import closest
from doclint.errors import DoclintError
from doclint.report import Report
from doclint.reports import FORMATS, HUMAN_FORMATS, Context, write_github, write_statistics, write_statistics_json
from doclint.reports.wording import counts, hidden, plural
from doclint.rule import Severity

Command = TypeVar("Command", bound=Callable[..., Any])

_NEVER = "never"
_FINDINGS, _FAILED = 1, 2
_OF_PROGRAMS = ("json", "jsonl")
"""The formats in which statistics are JSON."""


class Copy(NamedTuple):
    """A file that is to have the report, and in which format."""

    format: str
    path: str


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What the options say of reporting, named like them."""

    format: str | None = None
    report: tuple[Copy, ...] = ()
    statistics: bool = False
    quiet: bool = False
    color: bool | None = None
    max_findings: int | None = None
    show_suppressed: bool = False
    fail_on: str = Severity.ERROR
    max_warnings: int | None = None

    @property
    def failing(self) -> frozenset[Severity]:
        """The severities that make a run fail."""
        severities = list(Severity)
        known = () if self.fail_on == _NEVER else severities[: severities.index(Severity(self.fail_on)) + 1]
        return frozenset(known)

    def refuse_nonsense(self) -> None:
        """``DoclintError`` when the options do not go together."""
        if self.statistics and self.format not in (None, *HUMAN_FORMATS, *_OF_PROGRAMS):
            raise DoclintError(f"--statistics are text or JSON, they do not go with --format {self.format}")


def _copies(_ctx: click.Context, _param: click.Parameter, values: Sequence[str]) -> tuple[Copy, ...]:
    copies = tuple(Copy(*value.partition("=")[::2]) for value in values)
    for form, path in copies:
        if form not in FORMATS:
            raise click.BadParameter(f"unknown format {form}{closest(form, FORMATS) or _known()}")
        if not path:
            raise click.BadParameter(f"{form} goes to no file, write {form}=PATH")
        if not Path(path).parent.is_dir():
            raise click.BadParameter(f"{path}: there is no such folder")
    paths = [Path(copy.path).absolute() for copy in copies]
    twice = next((copy.path for copy, path in zip(copies, paths, strict=True) if paths.count(path) > 1), None)
    if twice:
        raise click.BadParameter(f"{twice} is given twice")
    return copies


_OPTIONS = (
    choice("--format", list(FORMATS), help="Default: full on a terminal, else concise"),
    click.option(
        "--report", multiple=True, metavar="FORMAT=PATH", callback=_copies, help="Write a file in this format as well"
    ),
    click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them"),
    click.option("--max-findings", type=click.IntRange(0), metavar="N", help="Show people at most so many findings"),
    click.option("--quiet", "-q", is_flag=True, help="Print findings only"),
    click.option("--color/--no-color", default=None, help="Default: on a terminal; see also NO_COLOR and FORCE_COLOR"),
    click.option(
        "--show-suppressed", is_flag=True, help="Show what does not count because a page or the baseline says so"
    ),
    choice("--fail-on", [*Severity, _NEVER], default=Severity.ERROR, help="What exit code 1 is for"),
    click.option(
        "--max-warnings", type=click.IntRange(0), metavar="N", help="Exit with 1 when there are more warnings"
    ),
)


def report_options(command: Command) -> Command:
    """The options that say how to report, and when a run fails."""
    return with_options(_OPTIONS, command)


def verdict(report: Report, telling: Telling) -> int:
    """The exit code that a report calls for."""
    if report.failures:
        return _FAILED
    if any(report.count(severity) for severity in telling.failing):
        return _FINDINGS
    too_many = telling.max_warnings is not None and report.count(Severity.WARNING) > telling.max_warnings
    return _FINDINGS if too_many else 0


def write_copies(report: Report, context: Context, telling: Telling) -> None:
    """Write the files that are asked for. ``DoclintError`` when one cannot be written."""
    report = report.with_hidden() if telling.show_suppressed else report
    for form, path in telling.report:
        try:
            with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:  # noqa: PTH123
                FORMATS[form](report, stream, context)
        except OSError as error:
            raise DoclintError(f"{path}: the report cannot be written: {error.strerror}") from error


def on_stream(context: Context, stream: TextIO, telling: Telling) -> Context:
    """The same circumstances for what people may read."""
    color = wants_color(telling.color, stream)
    return replace(context, color=color, width=width(stream), limit=telling.max_findings)


def write_report(report: Report, stream: TextIO, context: Context, telling: Telling) -> None:
    """Write the report that goes to standard output."""
    report = report.with_hidden() if telling.show_suppressed else report
    form = telling.format or ("full" if stream.isatty() else "concise")
    if telling.statistics:
        write = write_statistics_json if form in _OF_PROGRAMS else write_statistics
        write(report, stream, context)
        return
    FORMATS[form](report, stream, context)
    if form in HUMAN_FORMATS and os.environ.get("GITHUB_ACTIONS") == "true":
        write_github(report, stream, context, rest=False)


def summary(report: Report, telling: Telling, fixed: str = "", *, is_shown: bool = True) -> str:
    """What was found, in a line; ``fixed`` says what was done about it. With ``--quiet``, only what is not shown.

    ``is_shown``: the report was to be shown at all.
    """
    cut = _cut(report, telling) if is_shown else ""
    if telling.quiet:
        return cut
    fixable = report.fixable(safe=True) + report.fixable(safe=False)
    parts = [f"{plural(report.files, 'page')} checked: {counts(report)}"]
    parts += [fixed] if fixed else []
    parts += [f"{fixable} with a fix"] if fixable else []
    parts += hidden(report)
    parts += [cut] if cut else []
    return "; ".join(parts)


def _cut(report: Report, telling: Telling) -> str:
    """How many findings people are not shown since they asked for fewer; empty when they see all."""
    limit = telling.max_findings
    if limit is None or telling.statistics or telling.format not in (None, *HUMAN_FORMATS):
        return ""
    cut = len(report.diagnostics) + (len(report.hidden) if telling.show_suppressed else 0) - limit
    return f"{cut} not shown (--max-findings {limit})" if cut > 0 else ""


def _known() -> str:
    return f", known are {', '.join(FORMATS)}"
