"""Findings as diagnostics of the protocol."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lsprotocol import types

from doclint.checking import UNUSED
from doclint.lsp.places import Places
from doclint.lsp.uris import key_of
from doclint.plain import digest_of
from doclint.report import Located
from doclint.rule import Severity
from doclint.text import Source, utf8

SOURCE = "doclint"
"""Who says so, to the reader of a diagnostic."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def diagnostic(
    found: Located,
    sources: Mapping[str, Source],
    encoding: str,
    uri_of: Callable[[str], str],
    link_of: Callable[[str], str | None],
) -> types.Diagnostic:
    """One finding. ``sources`` holds the page and those of related places, ``link_of`` says where a rule is explained.

    ``data`` is what clients hand back when they ask for actions: the fingerprint, and what kind of fix there is.
    """
    link = link_of(found.rule)
    return types.Diagnostic(
        range=Places(sources[found.path], encoding).range(found.span),
        message=f"{found.message}\n{found.help}" if found.help else found.message,
        severity=_SEVERITIES[found.severity],
        code=found.rule,
        code_description=types.CodeDescription(link) if link else None,
        source=SOURCE,
        tags=[types.DiagnosticTag.Unnecessary] if _is_unnecessary(found) else None,
        related_information=[
            types.DiagnosticRelatedInformation(
                types.Location(
                    uri_of(related.place.path), Places(sources[related.place.path], encoding).range(related.place.span)
                ),
                related.message,
            )
            for related in found.related
        ]
        or None,
        data={"fingerprint": found.fingerprint, "fix": found.fix and ("safe" if found.fix.safe else "unsafe")},
    )


def result_id(diagnostics: Sequence[types.Diagnostic]) -> str:
    """The same for the same diagnostics."""
    return digest_of(*(utf8(repr(one)) for one in diagnostics))


def document_report(diagnostics: Sequence[types.Diagnostic], previous: str | None) -> types.DocumentDiagnosticReport:
    """The answer to a client that has seen the result ``previous``."""
    name = result_id(diagnostics)
    if name == previous:
        return types.RelatedUnchangedDocumentDiagnosticReport(name)
    return types.RelatedFullDocumentDiagnosticReport(items=diagnostics, result_id=name)


def workspace_reports(
    found: Iterable[tuple[str, int | None, Sequence[types.Diagnostic]]], previous: Mapping[str, str]
) -> list[types.WorkspaceDocumentDiagnosticReport]:
    """What is new about documents, given as URI, version and diagnostics, to one who has seen ``previous``, by path."""
    reports: list[types.WorkspaceDocumentDiagnosticReport] = []
    for uri, version, diagnostics in found:
        name = result_id(diagnostics)
        if previous.get(key_of(uri)) != name and (diagnostics or key_of(uri) in previous):
            reports.append(types.WorkspaceFullDocumentDiagnosticReport(uri, diagnostics, version, result_id=name))
    return reports


def _is_unnecessary(found: Located) -> bool:
    """Whether the text at fault could as well not be there."""
    deleted = [edit.span for edit in found.fix.edits if not edit.text] if found.fix and found.fix.safe else []
    return found.rule == UNUSED or any(span.holds(found.span) and found.span.end > found.span.start for span in deleted)
