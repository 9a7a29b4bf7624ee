"""A comment is never closed.

A comment ends at `-->`, wherever that is. Without it everything to the end of the page belongs to the comment: readers
and tools see nothing of it.

The fix closes the comment behind the JSON it holds. It is safe where nothing follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Comment, Edit, Example, Finding, Fix, Page, Severity, Span, Workspace, rule

_NEARLY_AN_END = re.compile(r"(?:[ \t]*-[-! ]*>?)?")


@rule(
    severity=Severity.ERROR,
    valid=(
        Example("<!-- A remark -->\n\nText with `<!--` in it.\n"),
        Example('```html\n<!-- example\n```\n\n<!-- {\n  "type": "#page.annotation"\n}-->'),
    ),
    invalid=(
        Example(
            '⟦<!--⟧ { "blockType": "ignored" }\n\n```http\nGET /telescopes\n```\n',
            fixed='<!-- { "blockType": "ignored" } -->\n\n```http\nGET /telescopes\n```\n',
        ),
        Example("Text.\n\n⟦<!--⟧ A remark\n\nMore text.\n"),
    ),
)
def unterminated_comment(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for comment in page.comments:
        if not comment.closed:
            place = Span(comment.span.start, comment.span.start + len("<!--"))
            yield Finding(place, "The comment is never closed, so it hides what follows", "Add `-->`", _fix(comment))


def _fix(comment: Comment) -> Fix | None:
    root = comment.annotation.root if comment.annotation else None
    if root is None or root.kind != "object":
        return None
    text, end = comment.content.text, root.span.end - comment.content.span.start
    ending = _NEARLY_AN_END.match(text, end)
    if ending is None or text[end - 1] != "}":
        return None
    edit = Edit(Span(root.span.end, root.span.end + len(ending[0])), " -->")
    return Fix("Close the comment", (edit,), safe=not text[ending.end() :].strip())
