"""What is wrong with a configuration, as diagnostics of its file."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from doclint.config import ConfigurationError, check_config
from doclint.errors import DoclintError
from doclint.lsp.diagnostics import SOURCE
from doclint.lsp.places import Places
from doclint.run import rules_of_this_installation
from doclint.text import Source, Span, utf8

NAME = "configuration"
"""The code of these diagnostics."""


def faults_of_text(path: Path, text: str, encoding: str) -> dict[Path, list[types.Diagnostic]]:
    """What is wrong with a configuration that is being written, by file: it may extend another that is wrong."""
    try:
        check_config(path, rules_of_this_installation(), utf8(text))
    except DoclintError as error:
        return faults(path, error, encoding)
    return {}


def faults(path: Path, error: DoclintError, encoding: str) -> dict[Path, list[types.Diagnostic]]:
    """An error as diagnostics, by file; at the top of ``path`` when it says no place."""
    found: dict[Path, list[types.Diagnostic]] = {}
    for complaint in error.complaints if isinstance(error, ConfigurationError) else ():
        if complaint.source is not None:
            file = Path.cwd() / complaint.source.path
            found.setdefault(file, []).append(
                _diagnostic(complaint.message, complaint.source, complaint.span, encoding)
            )
    return found or {path: [_diagnostic(str(error), Source(str(path), ""), Span(0, 0), encoding)]}


def _diagnostic(message: str, source: Source, span: Span, encoding: str) -> types.Diagnostic:
    line = source.line(source.line_column(span.start)[0]).span
    end = max(span.start, min(span.end, line.end))  # a value may go on for many lines
    return types.Diagnostic(
        range=Places(source, encoding).range(Span(span.start, end)),
        message=message,
        severity=types.DiagnosticSeverity.Error,
        code=NAME,
        source=SOURCE,
    )
