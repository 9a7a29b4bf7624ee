"""A heading has nothing under it.

Readers take an empty section for something that was forgotten. Where there is nothing to say, the authoring guidelines
ask for "None.", or for a sentence such as "Don't supply a request body for this method."

A table, a code block, an include or a subheading is something, a comment is not. When the following headings belong
under the empty one, they need to be one level deeper.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import zip_longest

from doclint.api import Example, Finding, Page, PageKind, Section, Severity, Workspace, rule

_TEXT = re.compile(r"\S")
REQUEST = "### Request\n\n```http\nGET /telescopes\n```\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("# telescope resource type\n\n## Relationships\n\nNone.\n\n## Examples\n\n" + REQUEST),
        Example("# Get telescope\n\n## Request body\n\n[!INCLUDE [none](../../includes/no-body.md)]\n"),
    ),
    invalid=(
        Example("# Get telescope\n\n## ⟦Request body⟧\n\n<!-- to do -->\n\n## Response\n\n`204 No Content`\n"),
        Example("# Get telescope\n\n## Examples\n\n### ⟦Example 1⟧\n\n" + REQUEST),
    ),
)
def empty_section(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is PageKind.INCLUDE:
        return
    code = [block.span.start for block in page.code_blocks]
    for section, following in zip_longest(page.sections, page.sections[1:]):
        start, end = section.content
        if _TEXT.search(page.visible, start, end) or bisect_left(code, start) < bisect_left(code, end):
            continue
        yield Finding(section.heading.title.span, f'The section "{section.title}" is empty', _help(section, following))


def _help(section: Section, following: Section | None) -> str:
    if following and following.level == section.level and section.title.lower().startswith("example"):
        return f'Give the headings that belong to it one # more, beginning with "{following.title}"'
    return 'Write what belongs here, or "None."'
