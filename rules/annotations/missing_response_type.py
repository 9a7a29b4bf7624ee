"""A response with a JSON body does not say of which type it is.

The `@odata.type` of a response annotation tells tools what the body is to be checked against, and by which type readers
find the example. Without it the example is not checked at all.

Error objects, and bodies that hold nothing but `@odata` annotations, have no documented type and need none. The fix
takes the type from the body's own `@odata.type`, where there is one. It is not safe, since the example is tested from
then on.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import CodeBlock, Edit, Example, Finding, Fix, JsonNode, Page, Severity, Span, Workspace, rule

_SUCCESS = range(200, 300)
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
        annotation, body = block.annotation, _typed_body(block)
        member = annotation.root.member("blockType") if annotation and annotation.root else None
        if annotation is None or body is None or member is None:
            continue
        if not any(annotation.values.get(key) for key in ("@odata.type", "@type", "isEmpty", "expectError")):
            place = Span(member.key_span.start, member.node.span.end)
            yield Finding(
                place,
                "The response has a JSON body, but its annotation does not say of which type it is",
                'Add `"@odata.type"` with the type that the Response section names',
                _fix(body, place),
            )


def _typed_body(block: CodeBlock) -> JsonNode | None:
    """The JSON object of a successful response, when it holds something a type could describe."""
    for message in block.messages:
        if message.is_response and message.code in _SUCCESS and message.json and message.json.root:
            root = message.json.root
            if root.kind == "object" and any(not m.key.startswith("@") and m.key != "error" for m in root.members):
                return root
    return None


def _fix(body: JsonNode, place: Span) -> Fix | None:
    own = body.at("@odata.type")
    if own is None or not isinstance(own.value, str) or "(" in own.value:
        return None
    name = own.value.removeprefix("#")
    return Fix(f"Say {name}", (Edit(Span(place.end, place.end), f', "@odata.type": "{name}"'),), safe=False)
