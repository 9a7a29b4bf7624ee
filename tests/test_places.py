"""Each finding marks the thing it speaks of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doclint import check
from doclint.report import Located

SAMPLE = Path(__file__).parent.parent / "sample_docs"
REPORT = check(SAMPLE, config={"extends": "all", "namespaces": ["contoso.observatory"], "hosts": ["api.contoso.com"]})
_WORD = re.compile(r"\w+|[^\w\s]+")
_LACKS = re.compile(
    r"\b(?:no|not|lacks?|missing|never|nothing|only|comma|blank|colon|empty|needs|superfluous)\b", re.IGNORECASE
)


@pytest.mark.parametrize("found", REPORT.diagnostics, ids=lambda d: f"{d.path.rpartition('/')[2]}:{d.line}:{d.rule}")
def test_place_holds_what_the_message_speaks_of(found: Located) -> None:
    source = REPORT.sources[found.path]
    marked = source.text[found.span.start : found.span.end] + "\n" + source.line(found.line).text
    said = {word.lower() for word in _WORD.findall(f"{found.message} {found.help}")}
    assert said & {word.lower() for word in _WORD.findall(marked)} or _LACKS.search(found.message), (
        marked,
        found.message,
    )


@pytest.mark.parametrize("found", REPORT.diagnostics, ids=lambda d: f"{d.path.rpartition('/')[2]}:{d.line}:{d.rule}")
def test_lines_columns_and_bytes_lead_to_the_place(found: Located) -> None:
    source = REPORT.sources[found.path]
    for position, offset in ((found.place.start, found.span.start), (found.place.end, found.span.end)):
        line = source.line_starts[position.line - 1]
        assert line + position.column - 1 == offset
        assert SAMPLE.joinpath(found.path).read_bytes()[: position.byte].decode() == source.text[:offset]


def test_findings_are_not_all_at_the_top() -> None:
    assert sum(found.line == 1 for found in REPORT.diagnostics) <= 1
