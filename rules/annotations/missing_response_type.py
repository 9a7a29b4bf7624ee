"""A response with a JSON body does not say of which type it is.

The `@odata.type` of a response annotation tells tools what the body is to be checked against, and by which type readers
find the example. Without it the example is not checked at all.

Error objects, and bodies that hold nothing but `@odata` annotations, have no documented type and need none. The fix
takes the type from the body's own `@odata.type`, else from the one link of the Response section to a type, where the
body looks like it. It is not safe, since the example is tested from then on.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Annotation, Edit, Example, Finding, Fix, Page, Severity, Span, Workspace, rule

from ._members import members_after
from ._response_types import ResponseType, response_type, typed_body

_SAYS = ("@odata.type", "@type", "isEmpty", "expectError")
"""What tells of which type a body is, or that it is of none."""
HEAD = "\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n"
BODY = HEAD + '{\n  "@odata.type": "#microsoft.graph.telescope",\n  "id": "1"\n}\n```\n'
TYPE = '"@odata.type": "microsoft.graph.telescope"'


@rule(
    severity=Severity.WARNING,
    valid=(
        Example('<!-- { "blockType": "response", ' + TYPE + " } -->" + BODY),
        Example('<!-- { "blockType": "response" } -->\n```http\nHTTP/1.1 204 No Content\n```\n'),
        Example('<!-- { "blockType": "ignored" } -->' + BODY),
    ),
    invalid=(
        Example(
            '<!-- { ⟦"blockType": "response"⟧ } -->' + BODY,
            fixed='<!-- { "blockType": "response", ' + TYPE + " } -->" + BODY,
        ),
        Example(
            '<!-- {\n  ⟦"blockType": "response"⟧,\n  "truncated": true\n} -->\n'
            '```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "value": [ { "id": "1" } ] }\n```\n'
        ),
    ),
)
def missing_response_type(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.annotated("response"):
        annotation = block.annotation
        if annotation is None or any(map(annotation.values.get, _SAYS)):
            continue
        body = typed_body(block)
        member = annotation.root.member("blockType") if body and annotation.root else None
        if body and member:
            place = Span(member.key_span.start, member.node.span.end)
            yield Finding(
                place,
                "The response has a JSON body, but its annotation does not say of which type it is",
                'Add `"@odata.type"` with the type that the Response section names',
                _fix(annotation, response_type(body, page, workspace), page),
            )


def _fix(annotation: Annotation, known: ResponseType | None, page: Page) -> Fix | None:
    """Say the type in the place that is left for it, else behind the last member."""
    root = annotation.root
    if known is None or root is None:
        return None
    said, empty = root.member("isCollection"), root.member("@odata.type")
    if said and said.node.value is not known.is_collection:
        return None
    members = known.members[:1] if said else known.members
    if empty is None:
        edit = members_after(page, root.members[-1], *members)
    else:
        edit = Edit(Span(empty.key_span.start, empty.node.span.end), ", ".join(members))
    return Fix(f"Say {known.name}", (edit,), safe=False)
