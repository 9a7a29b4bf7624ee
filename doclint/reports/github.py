"""Annotations of GitHub Actions: workflow commands that put findings beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from typing import TextIO

from doclint.report import Located, Report
from doclint.reports.concise import line_of
from doclint.reports.context import Context
from doclint.reports.wording import with_help
from doclint.rule import Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_MOST_OF_A_LEVEL = 10
"""GitHub drops what goes beyond ten errors, ten warnings and ten notices of a step."""

_LONGEST_MESSAGE = 4096


def write_github(report: Report, stream: TextIO, context: Context, *, rest: bool = True) -> None:
    """Write the worst findings as annotations, and the ``rest``, which GitHub would not show, as plain lines."""
    ranks = list(Severity)
    shown: Counter[Severity] = Counter()
    left: list[Located] = []
    counting = (d for d in report.diagnostics if d.hidden is None)
    for diagnostic in sorted(counting, key=lambda d: ranks.index(d.severity)):
        shown[diagnostic.severity] += 1
        if shown[diagnostic.severity] > _MOST_OF_A_LEVEL:
            left.append(diagnostic)
        else:
            stream.write(_command(diagnostic, context) + "\n")
    if rest:
        for diagnostic in left:
            stream.write(_plain(line_of(diagnostic, context)) + "\n")
    if left:
        stream.write(f"{len(left)} more findings are not annotated: GitHub shows {_MOST_OF_A_LEVEL} of each severity\n")


def _command(diagnostic: Located, context: Context) -> str:
    place = diagnostic.place
    properties = {
        "title": diagnostic.rule,
        "file": context.in_repository(diagnostic.path),
        "line": place.start.line,
        "endLine": place.end.line,
    }
    if place.start.line == place.end.line:  # GitHub refuses columns of a range of lines
        properties |= {"col": place.start.column, "endColumn": place.end.column}
    message = with_help(diagnostic, "\n")
    listed = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{_LEVELS[diagnostic.severity]} {listed}::{_escaped(message[:_LONGEST_MESSAGE])}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _plain(line: str) -> str:
    """A line that the runner does not take for a command, whatever the page says that it quotes."""
    return (f"./{line}" if line.startswith("::") else line).replace("##[", "# #[")
