"""One line a finding: ``path:line:column: severity rule message``. The form does not change."""

from __future__ import annotations

from itertools import islice
from typing import TextIO

from click import style

from doclint.excerpt import visible
from doclint.report import Located, Report
from doclint.reports.context import MARKERS, Context


def write_concise(report: Report, stream: TextIO, context: Context) -> None:
    """Write one line a finding."""
    shown = islice(report.diagnostics, context.limit)
    stream.writelines(line_of(diagnostic, context) + "\n" for diagnostic in shown)


def line_of(diagnostic: Located, context: Context) -> str:
    """The line of one finding."""
    place = f"{visible(context.shown(diagnostic.path))}:{diagnostic.line}:{diagnostic.column}"
    severity, rule = str(diagnostic.severity), diagnostic.rule
    if context.color:
        place, rule = style(place, bold=True), style(rule, bold=True)
        severity = style(severity, fg=MARKERS[diagnostic.severity])
    return f"{place}: {severity} {rule} {visible(diagnostic.message + why_hidden(diagnostic))}"


def why_hidden(diagnostic: Located) -> str:
    """Why a finding does not count, in brackets, to end its line with; empty when it does."""
    if diagnostic.hidden is None:
        return ""
    what = "suppressed" if diagnostic.hidden.by == "directive" else "in the baseline"
    return f" ({what}{': ' if diagnostic.hidden.reason else ''}{diagnostic.hidden.reason})"
