"""Reviewdog Diagnostic Format: reviewdog comments with it on what a change touches, and suggests the fixes."""

from __future__ import annotations

import json
from typing import Any, TextIO

from doclint.report import Located, Report
from doclint.reports.context import Context
from doclint.reports.wording import with_help
from doclint.rule import Fix
from doclint.text import Source, Span


def write_rdjson(report: Report, stream: TextIO, context: Context) -> None:
    """Write a DiagnosticResult, with a line for each finding that counts. Paths are those of the current folder."""
    counting = (diagnostic for diagnostic in report.diagnostics if diagnostic.hidden is None)
    listed = (json.dumps(_diagnostic(diagnostic, report, context)) for diagnostic in counting)
    stream.write('{\n  "source": {"name": "doclint"},\n  "diagnostics": [')
    stream.writelines(f"{',' if number else ''}\n    {diagnostic}" for number, diagnostic in enumerate(listed))
    stream.write("\n  ]\n}\n")


def _diagnostic(diagnostic: Located, report: Report, context: Context) -> dict[str, Any]:
    source, url = report.sources[diagnostic.path], context.url(diagnostic.rule)
    shown = {
        "message": with_help(diagnostic, "\n"),
        "location": {"path": context.shown(diagnostic.path), "range": _range(source, diagnostic.span)},
        "severity": diagnostic.severity.upper(),
        "code": {"value": diagnostic.rule} | ({"url": url} if "://" in url else {}),
    }
    return shown | ({"suggestions": [_suggestion(source, diagnostic.fix)]} if diagnostic.fix else {})


def _suggestion(source: Source, fix: Fix) -> dict[str, Any]:
    """A fix as one replacement: each suggestion stands for itself, and edits of a fix belong together."""
    edits = sorted(fix.edits, key=lambda edit: edit.span)
    whole = Span(edits[0].span.start, max(edit.span.end for edit in edits))
    pieces, at = [], whole.start
    for edit in edits:
        pieces += [source.text[at : edit.span.start], edit.text]
        at = edit.span.end
    return {"range": _range(source, whole), "text": "".join(pieces)}


def _range(source: Source, span: Span) -> dict[str, Any]:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: Source, offset: int) -> dict[str, int]:
    line = source.line_column(offset)[0]
    return {"line": line, "column": source.byte(offset) - source.byte(source.line_starts[line - 1]) + 1}
