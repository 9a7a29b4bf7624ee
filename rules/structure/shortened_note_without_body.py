"""A note says that the response is shortened, but the response has no body.

Templates put "The response object shown here might be shortened for readability" before every response. Before a
`204 No Content` it makes readers look for an object that never comes.

The fix deletes the note. Accepted on purpose: Intune pages, whose generator ends the sentence before each response so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeVar

from doclint.api import (
    CodeBlock,
    Dialect,
    Edit,
    Example,
    Finding,
    Fix,
    Heading,
    Page,
    Severity,
    Slice,
    Span,
    Workspace,
    rule,
)

from ._lines import without_lines

BlockT = TypeVar("BlockT", CodeBlock, Heading)

_REACH = 20
_NOTE = re.compile(
    r"[Tt]h(?:e|is) response objects?\b[^.\r\n]{0,40}\b(?:shortened|truncated) for (?:readability|brevity|clarity)"
    r"[^\r\n]*"
)
_MARK = re.compile(r"\*{0,2}Note\b[:*]{0,3}[ \t\xa0]*\Z", re.IGNORECASE)
_QUOTATION = re.compile(r"[ \t>]*\Z")
_ALERT = re.compile(r"[ \t]*>[ \t]*\[!NOTE\][ \t]*\Z", re.IGNORECASE)
_EXAMPLE = """### Response
{}<!-- {{ "blockType": "response" }} -->
``` http
HTTP/1.1 204 No Content
```
"""
_SAID = "The response object shown here might be shortened for readability."


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(_EXAMPLE.format("")),
        Example(_EXAMPLE.format(f"> **Note:** {_SAID}\n").replace("204 No Content", "200 OK\n\n{}")),
    ),
    invalid=(
        Example(_EXAMPLE.format(f"> ⟦**Note:** {_SAID}⟧\n\n"), fixed=_EXAMPLE.format("")),
        Example(_EXAMPLE.format(f"It answers. ⟦Note: {_SAID}⟧\n\n"), fixed=_EXAMPLE.format("It answers.\n\n")),
        Example(_EXAMPLE.format(f"> [!NOTE]\n> ⟦{_SAID}⟧\n\n"), fixed=_EXAMPLE.format("")),
    ),
)
def shortened_note_without_body(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if "response object" not in page.text or workspace.dialect(page) is Dialect.INTUNE:
        return
    for match in _NOTE.finditer(page.visible):
        block = _first_after(match.end(), page.code_blocks)
        heading = _first_after(match.end(), page.headings)
        if block is None or (heading and heading.span.start < block.span.start):
            continue
        answers = [message for message in block.messages if message.is_response]
        if answers and not any(message.body for message in answers):
            note = _with_mark(page, match)
            status = answers[0].status.text
            yield Finding(
                note.span,
                f"The note speaks of a response object, but the response {status} has no body".replace("  ", " "),
                "Delete the note",
                Fix("Delete the note", (_removal(page, note.span),)),
            )


def _with_mark(page: Page, match: re.Match[str]) -> Slice:
    start = max(0, match.start() - _REACH)
    mark = _MARK.search(page.visible[start : match.start()])
    return page.source.slice(Span(start + mark.start() if mark else match.start(), match.end())).strip()


def _first_after(offset: int, blocks: Sequence[BlockT]) -> BlockT | None:
    at = bisect_left(blocks, offset, key=lambda block: block.span.start)
    return blocks[at] if at < len(blocks) else None


def _removal(page: Page, note: Span) -> Edit:
    """Delete the note; with its line, and the head of its alert, when nothing else stands there."""
    number = page.source.line_column(note.start)[0]
    before = page.source.slice(Span(page.source.line(number).span.start, note.start))
    if not _QUOTATION.match(before.text):
        return Edit(Span(before.span.start + len(before.text.rstrip()), note.end), "")
    above = page.source.line(number - 1) if number > 1 else before
    return without_lines(page, Span(above.span.start if _ALERT.match(above.text) else note.start, note.end))
