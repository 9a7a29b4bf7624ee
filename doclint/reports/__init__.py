"""Output formats: plain functions of a report, a text stream and the circumstances."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TextIO

from doclint.report import Report
from doclint.reports.concise import write_concise
from doclint.reports.context import Context, context_in, documented_by
from doclint.reports.full import write_full
from doclint.reports.github import write_github
from doclint.reports.gitlab import write_gitlab
from doclint.reports.json_report import write_json, write_jsonl
from doclint.reports.junit import write_junit
from doclint.reports.markdown import write_markdown
from doclint.reports.rdjson import write_rdjson
from doclint.reports.sarif import write_sarif
from doclint.reports.statistics import write_statistics, write_statistics_json

Write = Callable[[Report, TextIO, Context], None]

FORMATS: Mapping[str, Write] = {
    "full": write_full,
    "concise": write_concise,
    "json": write_json,
    "jsonl": write_jsonl,
    "github": write_github,
    "sarif": write_sarif,
    "gitlab": write_gitlab,
    "junit": write_junit,
    "rdjson": write_rdjson,
    "markdown": write_markdown,
}
"""The function that writes each format, by the name that ``--format`` takes."""

HUMAN_FORMATS = frozenset({"full", "concise"})
"""The formats made for people, which may be shortened."""

__all__ = [
    "FORMATS",
    "HUMAN_FORMATS",
    "Context",
    "Write",
    "context_in",
    "documented_by",
    "write_github",
    "write_statistics",
    "write_statistics_json",
]
