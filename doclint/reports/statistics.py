"""How often each rule was broken."""

from __future__ import annotations

import json
from collections import Counter
from typing import NamedTuple, TextIO

from doclint.report import Located, Report
from doclint.reports.context import Context
from doclint.rule import Severity


class Row(NamedTuple):
    """The findings of one rule that have the same severity."""

    findings: int
    severity: Severity
    category: str
    rule: str
    fixable_safe: int
    fixable_unsafe: int


def write_statistics(report: Report, stream: TextIO, _context: Context) -> None:
    """Write a table, the most frequent first."""
    rows = _rows(report)
    widths = [max((len(str(row[column])) for row in rows), default=0) for column in range(4)]
    for row in rows:
        fixable = row.fixable_safe + row.fixable_unsafe
        said = f"  {fixable} with a fix" if fixable else ""
        stream.write(
            f"{row.findings:>{widths[0]}}  {row.severity:<{widths[1]}}  {row.rule:<{widths[3]}}{said}".rstrip() + "\n"
        )


def write_statistics_json(report: Report, stream: TextIO, _context: Context) -> None:
    """Write the same as a JSON array."""
    json.dump([row._asdict() for row in _rows(report)], stream, indent=2)
    stream.write("\n")


def _rows(report: Report) -> list[Row]:
    counting = tuple(d for d in report.diagnostics if d.hidden is None)
    counts = Counter((d.severity, d.category, d.rule) for d in counting)
    safe, unsafe = _fixable(counting, safe=True), _fixable(counting, safe=False)
    rows = [Row(counts[key], *key, safe[key], unsafe[key]) for key in counts]
    return sorted(rows, key=lambda row: (-row.findings, row.rule, row.severity))


def _fixable(diagnostics: tuple[Located, ...], *, safe: bool) -> Counter[tuple[Severity, str, str]]:
    return Counter((d.severity, d.category, d.rule) for d in diagnostics if d.fix and d.fix.safe == safe)
