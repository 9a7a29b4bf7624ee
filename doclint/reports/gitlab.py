"""GitLab's Code Quality report, which shows findings in merge requests."""

from __future__ import annotations

import json
from typing import Any, TextIO

from doclint.report import Located, Report
from doclint.reports.context import Context
from doclint.reports.wording import with_help
from doclint.rule import Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
"""``critical`` and ``blocker`` would be too much for documentation."""


def write_gitlab(report: Report, stream: TextIO, context: Context) -> None:
    """Write a JSON array with a line for each finding that counts."""
    counting = (diagnostic for diagnostic in report.diagnostics if diagnostic.hidden is None)
    listed = (json.dumps(_issue(diagnostic, context)) for diagnostic in counting)
    stream.write("[")
    stream.writelines(f"{',' if number else ''}\n  {issue}" for number, issue in enumerate(listed))
    stream.write("\n]\n")


def _issue(diagnostic: Located, context: Context) -> dict[str, Any]:
    return {
        "type": "issue",
        "check_name": diagnostic.rule,
        "description": with_help(diagnostic, ". "),
        "severity": _SEVERITIES[diagnostic.severity],
        "fingerprint": diagnostic.fingerprint,
        "location": {
            "path": context.in_repository(diagnostic.path),
            "lines": {"begin": diagnostic.line, "end": diagnostic.end_line},
        },
    }
