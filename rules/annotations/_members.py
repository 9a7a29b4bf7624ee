"""Members added to annotations, laid out as those that are there."""

from __future__ import annotations

from doclint.api import Edit, JsonMember, Page, Span


def members_after(page: Page, member: JsonMember, *texts: str) -> Edit:
    """An edit that puts members behind another one: on lines of their own where that stands on one."""
    start, end = member.key_span.start, member.node.span.end
    line = page.source.line(page.source.line_column(start)[0])
    indent = page.text[line.span.start : start]
    joint = ", " if indent.strip() else f",\n{indent}"
    return Edit(Span(end, end), "".join(joint + text for text in texts))
