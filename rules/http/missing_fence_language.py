"""A code block that does not say its language.

Without a language nothing is coloured, tools cannot tell a request from JSON, and tests derived from the page pass
the block over.

The fix writes `http` or `json` where the content leaves no doubt; it is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import NEWLINE, CodeBlock, Edit, Example, Finding, Fix, Page, Severity, Span, Workspace, rule

_OBJECT = re.compile(r"\{\s*(?:\"[^\"\r\n]*\"\s*:|\})|\[\s*(?:[{\[\"\]\d])")


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("```http\nGET /domes\n```\n\n~~~ json\n{}\n~~~\n"),
        Example("    GET /domes\n"),
    ),
    invalid=(
        Example("⟦```⟧\nGET /domes\n```\n", fixed="```http\nGET /domes\n```\n"),
        Example('⟦```⟧\n{ "id": "7" }\n```\n', fixed='```json\n{ "id": "7" }\n```\n'),
        Example("⟦```⟧\nOpen the dome first.\n```\n"),
    ),
)
def missing_fence_language(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.code_blocks:
        if not block.info and not block.indented:
            marks = _marks(page, block)
            language = _language(block)
            fix = Fix(f"Write {language}", (Edit(Span(marks.end, marks.end), language),)) if language else None
            help_text = f"Write {language} behind the marks" if language else "Write the language behind the marks"
            yield Finding(marks, "The code block names no language", help_text, fix)


def _marks(page: Page, block: CodeBlock) -> Span:
    """Where the opening fence stands."""
    line = NEWLINE.split(page.text[block.span.start : block.span.end], 1)[0]
    start = min((at for mark in ("```", "~~~") if (at := line.find(mark)) >= 0), default=0)
    end = len(line) - len(line[start:].lstrip(line[start : start + 1])) if line else 0
    return Span(block.span.start + start, block.span.start + end)


def _language(block: CodeBlock) -> str:
    if block.messages and block.messages[0].start_line:
        return "http"
    return "json" if _OBJECT.match(block.body.text.strip()) else ""
