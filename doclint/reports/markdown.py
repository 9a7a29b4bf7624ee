"""Markdown for the summary of a CI job: how much was found, and a table of it, the worst first."""

from __future__ import annotations

import re
from typing import TextIO

from doclint.excerpt import visible
from doclint.report import Located, Report
from doclint.reports.context import Context
from doclint.reports.wording import counts, hidden, plural, with_help
from doclint.rule import Severity

LIMIT = 1_000_000
"""Bytes: GitHub takes summaries of up to 1 MiB, and shows none that is larger."""

_RESERVE = 200
"""Bytes for the line that says how many findings are left out."""

_SYNTAX = re.compile(r"[\\`*_\[\]<>|~&$:]")


def write_markdown(report: Report, stream: TextIO, context: Context) -> None:
    """Write a heading, and a table as long as a job's summary may be."""
    ranks = list(Severity)
    counting = [diagnostic for diagnostic in report.diagnostics if diagnostic.hidden is None]
    checked = ", ".join((f"{plural(report.files, 'page')} checked", *hidden(report)))
    head = f"## doclint: {counts(report)}\n\n{checked}.\n"
    stream.write(head)
    if not counting:
        return
    table = "\n| | where | what | rule |\n|---|---|---|---|\n"
    stream.write(table)
    room = LIMIT - _RESERVE - len((head + table).encode())
    for number, diagnostic in enumerate(sorted(counting, key=lambda d: ranks.index(d.severity))):
        row = _row(diagnostic, context)
        room -= len(row.encode(errors="backslashreplace"))
        if room < 0:
            left = plural(len(counting) - number, "further finding")
            stream.write(f"\n{left} left out, there is no room for more.\n")
            return
        stream.write(row)


def _row(diagnostic: Located, context: Context) -> str:
    place = f"{context.in_repository(diagnostic.path)}:{diagnostic.line}:{diagnostic.column}"
    return f"| {diagnostic.severity} | {_text(place)} | {_text(with_help(diagnostic, '. '))} | {diagnostic.rule} |\n"


def _text(text: str) -> str:
    """A text in a table's cell, whatever signs of Markdown or HTML are in it."""
    return _SYNTAX.sub(r"\\\g<0>", visible(text))
