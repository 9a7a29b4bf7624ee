"""Possible values in a description are not set in back-ticks.

Values are to be typed as they stand. In back-ticks they are neither translated nor taken for words of the sentence,
and tools can read the list; bold type, quotation marks and nothing at all are what other writers used.

The fix sets all values of the list in back-ticks, and takes bold type and quotation marks away. It is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    Preset,
    Severity,
    Slice,
    Span,
    Workspace,
    read_possible_values,
    rule,
)

_FIRST = re.compile(
    r"\b(?:possible|allowed|valid|supported|accepted|permitted)\s(?:enum\s)?values"
    r"(?:\s(?:is|are|include|for\s[^:.|]{1,60}\sare))?\s{0,2}:?\s{0,2}(?:<(?:br|ul|li)\s?/?>\s{0,2}){0,4}"
    r"(?:\*\*?(?P<bold>\w+)\*|['\"\u2018\u201c](?P<quoted>\w+)['\"\u2019\u201d]"
    r"|(?P<bare>[A-Za-z]\w*)(?=\s?(?:,|<br|\||- |\()|\s(?:and|or|thru|through)\s))",
    re.IGNORECASE,
)
_MARKS = ("**", "*", "'", '"', "\u2018", "\u201c", "")
_HEAD = "|Property|Type|Description|\n|:---|:---|:---|\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    valid=(
        Example(f"{_HEAD}|kind|mountKind|The possible values are: `fork`, `german`.|\n"),
        Example(f"{_HEAD}|size|Int32|Valid values are 0 to 100. Other values are invalid, or unknown.|\n"),
    ),
    invalid=(
        Example(
            f"{_HEAD}|kind|mountKind|Possible values are: **⟦fork⟧**, **german**.|\n"
            "|use|String|Possible values: ⟦day⟧, night.|\n",
            fixed=f"{_HEAD}|kind|mountKind|Possible values are: `fork`, `german`.|\n"
            "|use|String|Possible values: `day`, `night`.|\n",
        ),
        Example(f"{_HEAD}|style|String|Possible values are: ⟦Light1⟧ thru Light21.|\n"),
    ),
)
def enum_value_format(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for row in page.properties:
        text = row.description
        plain = [value for value in read_possible_values(text) if not _before(text, value).endswith("`")]
        first = _FIRST.search(text.text) if "alue" in text.text else None
        if plain:
            yield _finding(plain[0], _fix(text, plain))
        elif first and first.lastgroup:
            yield _finding(text.group(first, first.lastgroup), None)


def _finding(value: Slice, fix: Fix | None) -> Finding:
    return Finding(
        value.span, f'The possible value "{value.text}" is not in back-ticks', "Set each value in back-ticks", fix
    )


def _fix(text: Slice, values: list[Slice]) -> Fix:
    edits = []
    for value in values:
        width = len(next(mark for mark in _MARKS if _before(text, value).endswith(mark)))
        edits.append(Edit(Span(value.span.start - width, value.span.end + width), f"`{value.text}`"))
    return Fix("Set the values in back-ticks", tuple(edits))


def _before(text: Slice, value: Slice) -> str:
    return text.text[: value.span.start - text.span.start]
