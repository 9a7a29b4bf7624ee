"""SARIF 2.1.0, which code scanning of GitHub and others read: one run, with rules, results, fixes and fingerprints."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TextIO
from urllib.parse import quote

from doclint import __version__
from doclint.report import Located, Place, Report, place_of
from doclint.reports.context import About, Context
from doclint.reports.wording import with_help
from doclint.rule import Fix, Severity
from doclint.text import Source

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "doclint/v1"
"""The name of the partial fingerprint, which knows neither lines nor wording. Its meaning changes with its number."""

_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
"""The words of GitHub for severities of problems that are none of security."""

_LONGEST_DESCRIPTION = 1024
"""What GitHub takes of the description of a rule."""

_PLACEHOLDER = re.compile(r"\{\d+\}")
_LINK = re.compile(r"[\[\]\\]")


def write_sarif(report: Report, stream: TextIO, context: Context) -> None:
    """Write a log of one run, with a line for each result. It is ASCII, so that no console can spoil it."""
    failures = set(report.failures)
    shown = [diagnostic for diagnostic in report.diagnostics if diagnostic not in failures]
    run = _run(shown, report.failures, context)
    stream.write(f'{{\n  "$schema": {json.dumps(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [{{\n')
    stream.writelines(f"    {json.dumps(key)}: {json.dumps(value)},\n" for key, value in run.items())
    stream.write('    "results": [')
    results = enumerate(_results(shown, report.sources, context))
    stream.writelines(f"{',' if number else ''}\n      {json.dumps(result)}" for number, result in results)
    stream.write("\n    ]\n  }]\n}\n")


def _run(shown: Sequence[Located], failures: Sequence[Located], context: Context) -> dict[str, Any]:
    """All of a run but its results: what is wrong with pages is ``shown``, and with the run, ``failures``."""
    driver = {
        "name": "doclint",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(one, context.documented.get(one.rule)) for one in _rules(shown)],
    }
    if failures:
        driver["notifications"] = [_rule(one, context.documented.get(one.rule)) for one in _rules(failures)]
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root folder of the repository"}}},
        "invocations": [
            {
                "executionSuccessful": not failures,
                "exitCode": context.exit_code,
                "toolExecutionNotifications": [_notification(failure, context) for failure in failures],
            }
        ],
        "artifacts": [{"location": _artifact(path, context)} for path in sorted({d.path for d in shown})],
    }


def _rules(diagnostics: Iterable[Located]) -> list[Located]:
    """A diagnostic of each rule, in the order of their names."""
    by_name = {diagnostic.rule: diagnostic for diagnostic in diagnostics}
    return [by_name[name] for name in sorted(by_name)]


def _rule(diagnostic: Located, about: About | None) -> dict[str, Any]:
    severity, docs, url = about or About(diagnostic.severity, diagnostic.rule)
    summary = docs.partition("\n")[0]
    described = {
        "id": diagnostic.rule,
        "shortDescription": {"text": summary[:_LONGEST_DESCRIPTION]},
        "fullDescription": {"text": docs.partition("\n\n")[2][:_LONGEST_DESCRIPTION] or summary},
        "help": {"text": docs, "markdown": docs},
        "defaultConfiguration": {"level": _LEVELS[severity]},
        "properties": {"tags": [diagnostic.category], "problem.severity": _PROBLEMS[severity]},
    }
    return described | ({"helpUri": url} if "://" in url else {})  # it has to be absolute


def _results(shown: Sequence[Located], sources: Mapping[str, Source], context: Context) -> Iterator[dict[str, Any]]:
    indices = {one.rule: index for index, one in enumerate(_rules(shown))}
    with_suppressions = any(diagnostic.hidden for diagnostic in shown)
    for diagnostic in shown:
        result = {
            "ruleId": diagnostic.rule,
            "ruleIndex": indices[diagnostic.rule],
            "level": _LEVELS[diagnostic.severity],
            "message": _message(diagnostic),
            "locations": [_location(diagnostic.place, context)],
            "partialFingerprints": {FINGERPRINT: diagnostic.fingerprint},
        }
        if diagnostic.related:
            result["relatedLocations"] = [
                {"id": number, **_location(related.place, context), "message": {"text": _plain(related.message)}}
                for number, related in enumerate(diagnostic.related)
            ]
        if diagnostic.fix:
            result["fixes"] = [_fix(diagnostic.fix, sources[diagnostic.path], context)]
        if with_suppressions:  # a viewer takes those of a run for all or none
            result["suppressions"] = _suppressions(diagnostic)
        if context.baseline is not None:
            known = diagnostic.hidden is not None and diagnostic.hidden.by == "baseline"
            result["baselineState"] = "unchanged" if known else "new"
        yield result


def _notification(failure: Located, context: Context) -> dict[str, Any]:
    return {
        "descriptor": {"id": failure.rule, "index": 0},
        "level": "error",
        "message": _message(failure),
        "locations": [_location(failure.place, context)],
    }


def _suppressions(diagnostic: Located) -> list[dict[str, Any]]:
    if diagnostic.hidden is None:
        return []
    by, reason, _ = diagnostic.hidden
    kind = {"kind": "inSource" if by == "directive" else "external"}
    return [kind | ({"justification": reason} if reason else {})]


def _fix(fix: Fix, source: Source, context: Context) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(place_of(source, edit.span)), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    return {
        "description": {"text": _plain(fix.title)},
        "artifactChanges": [{"artifactLocation": _artifact(source.path, context), "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }


def _location(place: Place, context: Context) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(place.path, context), "region": _region(place)}}


def _artifact(path: str, context: Context) -> dict[str, Any]:
    return {"uri": quote(context.in_repository(path), errors="surrogateescape"), "uriBaseId": _ROOT}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    }


def _message(diagnostic: Located) -> dict[str, str]:
    return {"text": _plain(with_help(diagnostic, ". "))}


def _plain(text: str) -> str:
    """A text in which SARIF sees no placeholder and no link.

    Only what a reader would take for one is escaped: few of them undo it.
    """
    text = _PLACEHOLDER.sub(r"{\g<0>}", text)
    return _LINK.sub(r"\\\g<0>", text) if "](" in text else text
