"""The annotation of an example says something else than the example shows.

Tools read the annotation and not the text: a request that is annotated as a response is never tested, a type without a
body promises what never comes, and a collection that is annotated as one object (or the reverse) is read wrongly.
Compared are `blockType` with the message, `@odata.type` and `isCollection` with the body's presence and shape, and the
type with those that the objects in the body name themselves. Derived types fit, and error objects fit everything.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import (
    PRIMITIVES,
    Annotation,
    DocumentedType,
    Example,
    Finding,
    JsonNode,
    Message,
    Page,
    Related,
    Severity,
    Workspace,
    canonical_type,
    lineage,
    resolve_type,
    rule,
)

from ._claims import Claim, claim_of, is_other_type

_RESPONSE = '<!-- {{ "blockType": "response", {} }} -->\n```http\nHTTP/1.1 200 OK\n\n{}\n```\n'
_LIST = '{ "value": [ { "id": "1" } ] }'


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(_RESPONSE.format('"@odata.type": "contoso.dome"', '{ "id": "1" }')),
        Example(_RESPONSE.format('"@odata.type": "contoso.dome", "isCollection": true', _LIST)),
        Example(_RESPONSE.format('"@odata.type": "Collection(contoso.dome)"', _LIST)),
        Example('<!-- { "blockType": "response" } -->\n```http\nHTTP/1.1 204 No Content\n```\n'),
    ),
    invalid=(
        Example(_RESPONSE.format('⟦"@odata.type": "contoso.dome"⟧', _LIST)),
        Example(_RESPONSE.format('"@odata.type": "contoso.dome", ⟦"isCollection": true⟧', '{ "id": "1" }')),
        Example(_RESPONSE.format('⟦"@odata.type": "contoso.dome"⟧', "").replace("200 OK", "204 No Content")),
        Example('<!-- { ⟦"blockType": "request"⟧, "name": "a" } -->\n```http\nHTTP/1.1 200 OK\n\n{ "id": "1" }\n```\n'),
    ),
)
def annotation_body_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.annotated("request", "response", "ignored"):
        message = next((message for message in block.messages if message.start_line), None)
        if block.annotation is None or message is None:
            continue
        if block.kind != "ignored" and message.is_response != (block.kind == "response"):
            yield _kind(block.annotation, message)
        elif message.is_response:
            claim = claim_of(block.annotation)
            root = message.json.root if message.json else None
            if claim and not message.body:
                yield from _no_body(claim, message)
            elif claim and root and root.kind == "object" and not root.member("error"):
                yield from _number(claim, root, page, workspace)
                yield from _type(claim, root, page, workspace)


def _kind(annotation: Annotation, message: Message) -> Finding:
    shown = "response" if message.is_response else "request"
    return Finding(
        Claim(annotation, "", is_collection=False).place("blockType"),
        f"The annotation says {annotation.block_type}, but the example is a {shown}",
        f'Write `"blockType": "{shown}"`',
        related=(Related("The example begins here", message.start_line.span),),
    )


def _no_body(claim: Claim, message: Message) -> Iterator[Finding]:
    if canonical_type(claim.name) not in PRIMITIVES:
        what = f"names the type {claim.name}" if claim.name else "says that this is a collection"
        yield Finding(
            claim.place("@odata.type", "isCollection"),
            f"The annotation {what}, but the response has no body",
            "Show the body, or remove this",
            related=(Related("The response", message.start_line.span),),
        )


def _number(claim: Claim, root: JsonNode, page: Page, workspace: Workspace) -> Iterator[Finding]:
    value = root.member("value")
    is_collection = value is not None and value.node.kind == "array"
    if claim.is_collection and not is_collection:
        yield Finding(
            claim.place("isCollection", "@odata.type"),
            "The annotation says that this is a collection, but the body is one object",
            "Show the collection in `value`, or correct the annotation",
        )
    elif claim.name and is_collection and not claim.is_collection and not _has_value(claim, page, workspace):
        yield Finding(
            claim.place("@odata.type"),
            f"The annotation says that this is one {claim.name.rpartition('.')[2]}, but the body is a collection",
            'Add `"isCollection": true`',
        )


def _has_value(claim: Claim, page: Page, workspace: Workspace) -> bool:
    """Whether the type itself has a property `value`, so that an array there means no collection of the type."""
    version = workspace.version(page) or ""
    known = resolve_type(workspace, version, page.path, claim.name)
    return isinstance(known, DocumentedType) and "value" in lineage(workspace, version, known).properties


def _type(claim: Claim, root: JsonNode, page: Page, workspace: Workspace) -> Iterator[Finding]:
    value = root.member("value")
    for node in (root, *(value.node.items if value else ())):
        said = node.at("@odata.type")
        own = said.value.removeprefix("#") if said and isinstance(said.value, str) else claim.name
        if said and is_other_type(own, claim.name, workspace, workspace.version(page) or ""):
            yield Finding(
                claim.place("@odata.type"),
                f'The annotation names the type {claim.name}, but the body says "{own}"',
                "Name one type in both",
                related=(Related("The type in the body", said.span),),
            )
            return
