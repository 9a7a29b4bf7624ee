"""JSON for programs: one document, or a line a finding."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from doclint import __version__
from doclint.report import Located, Place, Report, place_of
from doclint.reports.context import Context
from doclint.reports.shards import Shard, scope_to_json
from doclint.rule import Fix, Severity
from doclint.text import Source

SCHEMA_VERSION = "1.0"
"""Within 1.x keys are only added."""


def write_json(report: Report, stream: TextIO, context: Context) -> None:
    """Write one JSON document, with a line for each finding. It is ASCII, so that no console can spoil it."""
    members = {**_head(), **_tail(report, context)}
    if context.shard:
        members["shard"] = _shard(context.shard, report, context)
    stream.write("{\n")
    stream.writelines(f"  {json.dumps(key)}: {json.dumps(value)},\n" for key, value in members.items())
    stream.write('  "findings": [')
    findings = enumerate(_findings(report, context))
    stream.writelines(f"{',' if number else ''}\n    {json.dumps(finding)}" for number, finding in findings)
    stream.write("\n  ]\n}\n")


def write_jsonl(report: Report, stream: TextIO, context: Context) -> None:
    """Write a header line, a line a finding, and a summary line; where that is missing, the run was aborted."""
    stream.write(json.dumps({"type": "header", **_head()}) + "\n")
    stream.writelines(json.dumps({"type": "finding", **finding}) + "\n" for finding in _findings(report, context))
    stream.write(json.dumps({"type": "summary", **_tail(report, context)}) + "\n")


def _head() -> dict[str, Any]:
    return {"schema_version": SCHEMA_VERSION, "tool": {"name": "doclint", "version": __version__}}


def _tail(report: Report, context: Context) -> dict[str, Any]:
    return {
        "run": {
            "root": context.root,
            "files": report.files,
            "cached": report.cached,
            "duration_ms": context.duration_ms,
            "exit_code": context.exit_code,
            "complete": not report.failures,
        },
        "summary": {
            **{str(severity): report.count(severity) for severity in Severity},
            "fixable_safe": report.fixable(safe=True),
            "fixable_unsafe": report.fixable(safe=False),
            "suppressed": report.count_hidden("directive"),
            "baselined": report.count_hidden("baseline"),
            "fixed": report.fixed,
        },
        "errors": [{"rule": d.rule, "path": d.path, "message": d.message} for d in report.failures],
    }


def _shard(shard: Shard, report: Report, context: Context) -> dict[str, Any]:
    """What merging takes beside the findings that are shown: those that are not, and what their rules say."""
    found = sorted({diagnostic.rule for diagnostic in (*report.diagnostics, *report.hidden)})
    about = {name: context.documented[name] for name in found if name in context.documented}
    return {
        "number": shard.number,
        "of": shard.of,
        "run": shard.run,
        "baseline": shard.baseline,
        "scope": scope_to_json(shard),
        "rules": {name: one._asdict() for name, one in about.items()},
        "hidden": [_finding(diagnostic, report.sources[diagnostic.path], context) for diagnostic in report.hidden],
    }


def _findings(report: Report, context: Context) -> Iterator[dict[str, Any]]:
    return (_finding(diagnostic, report.sources[diagnostic.path], context) for diagnostic in report.diagnostics)


def _finding(diagnostic: Located, source: Source, context: Context) -> dict[str, Any]:
    return {
        "rule": diagnostic.rule,
        "category": diagnostic.category,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "url": context.url(diagnostic.rule),
        "path": diagnostic.path,
        "range": _range(diagnostic.place),
        "source_line": diagnostic.source_line,
        "related": [
            {"message": related.message, "path": related.place.path, "range": _range(related.place)}
            for related in diagnostic.related
        ],
        "fix": _fix(diagnostic.fix, source) if diagnostic.fix else None,
        "fingerprint": diagnostic.fingerprint,
        "identity": diagnostic.identity,
        "suppressed": diagnostic.hidden._asdict() if diagnostic.hidden else None,
    }


def _fix(fix: Fix, source: Source) -> dict[str, Any]:
    return {
        "title": fix.title,
        "safe": fix.safe,
        "edits": [{"range": _range(place_of(source, edit.span)), "text": edit.text} for edit in fix.edits],
    }


def _range(place: Place) -> dict[str, Any]:
    return {"start": place.start._asdict(), "end": place.end._asdict()}
