"""A request annotation does not name the request.

Tools file a request under the `name` of its annotation: snippets in other languages, test results, and the response
that belongs to it. A request without a name gets no snippets, and tests call it by a number that changes.

The fix makes a name of that of the file. It is not safe, since snippets are made from then on.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Span, Workspace, rule

from ._members import members_after
from ._names import new_request_names

_LIKE_NAME = frozenset({"id", "Name", "names"})
"""Keys written by mistake for ``name``: another finding."""

FENCE = "\n```http\nGET https://graph.microsoft.com/beta/telescopes\n```\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example('<!-- { "blockType": "request", "name": "list_telescopes" } -->' + FENCE),
        Example('<!-- { "blockType": "ignored" } -->' + FENCE),
    ),
    invalid=(
        Example(
            '<!-- { ⟦"blockType": "request"⟧ } -->' + FENCE,
            path="api-reference/beta/api/telescope-list.md",
            fixed='<!-- { "blockType": "request", "name": "telescope_list" } -->' + FENCE,
        ),
        Example(
            '<!-- {\n  "blockType": "request",\n  "name": ⟦""⟧\n} -->' + FENCE,
            fixed='<!-- {\n  "blockType": "request",\n  "name": "page"\n} -->' + FENCE,
        ),
    ),
)
def missing_request_name(page: Page, workspace: Workspace) -> Iterator[Finding]:
    names = new_request_names(page, workspace)
    for block in page.annotated("request"):
        annotation = block.annotation
        if annotation is None or annotation.text("name") or annotation.values.keys() & _LIKE_NAME:
            continue
        member = annotation.root.member("blockType") if annotation.root else None
        if member is None:
            continue
        empty, name = annotation.at("name"), next(names)
        if empty:
            place, edit = empty.span, Edit(empty.span, f'"{name}"')
        else:
            place = Span(member.key_span.start, member.node.span.end)
            edit = members_after(page, member, f'"name": "{name}"')
        fix = Fix(f"Name it {name}", (edit,), safe=False)
        yield Finding(place, "The request has no name", f'Add `"name"`, for example "{name}"', fix)
