"""A page of an operation without a body does not say so in the standard words.

The sentence "Don't supply a request body for this method." under Request body tells readers, and the tools that read
the section, that nothing is to be sent. Where the section is empty or says it in other words, they have to guess.

Only pages are looked at whose request lines are all GET or DELETE, and whose section holds neither a table nor a block
of code. The fix turns "Do not supply" and "Do not provide" into the standard sentence; it is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, PageKind, Preset, Section, Severity, Span, Workspace, rule

_SENTENCE = "Don't supply a request body for this method."
_STANDARD = re.compile(r"Don['’]t supply a request body for this method\.")
_NEAR = re.compile(
    r"(?:Do not|Don['’]t) (?:supply|provide|specify|include|send) (?:a|any) request body"
    r"(?: for this (?:method|API))?\.?",
    re.IGNORECASE,
)
_BODILESS = frozenset({"GET", "DELETE"})
_HEAD = "# Get dome\n\n## HTTP request\n\n```http\nGET /domes/{id}\n```\n\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    valid=(
        Example(f"{_HEAD}## Request body\n\n{_SENTENCE}\n"),
        Example(f"{_HEAD.replace('GET', 'POST')}## Request body\n\nNone.\n"),
    ),
    invalid=(
        Example(
            f"{_HEAD}## Request body\n\n⟦Do not supply a request body for this method.⟧\n",
            fixed=f"{_HEAD}## Request body\n\n{_SENTENCE}\n",
        ),
        Example(f"{_HEAD}## ⟦Request body⟧\n\nEmpty.\n"),
    ),
)
def request_body_wording(page: Page, workspace: Workspace) -> Iterator[Finding]:
    section = page.section("request body") if page.kind is PageKind.API else None
    if section is None or not _sends_nothing(page) or _is_described(page, section):
        return
    if _STANDARD.search(page.prose, *section.content):
        return
    near = _NEAR.search(page.prose, *section.content)
    span = Span(*near.span()) if near else section.heading.title.span
    fix = Fix("Write the standard sentence", (Edit(span, _SENTENCE),)) if near else None
    yield Finding(
        span, "The section does not say in the standard words that no body is sent", f'Write "{_SENTENCE}"', fix
    )


def _sends_nothing(page: Page) -> bool:
    section = page.section("http request")
    blocks = [block for block in page.code_blocks if section and section.span.holds(block.span)]
    methods = {message.method.text.upper() for block in blocks for message in block.messages if message.method}
    return bool(methods) and methods <= _BODILESS


def _is_described(page: Page, section: Section) -> bool:
    blocks = [*(table.span for table in page.tables), *(block.span for block in page.code_blocks)]
    return any(section.content.holds(span) for span in blocks)
