"""An object in an example where a collection is documented, or the reverse.

A collection is an array, and a response wraps it in an object as `value` (OData JSON Format 4.01, 12 and 13). Code that
reads one where the other comes fails. Compared are properties with their documented types, at any depth; of what a GET
returns, one entity that is wrapped as `{ "value": {…} }` is reported, too. Whether a response fits its annotation is a
matter of annotation-body-mismatch.

One generator wraps single entities on purpose: its pages are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import (
    Body,
    Dialect,
    Example,
    Finding,
    JsonNode,
    Message,
    Page,
    Related,
    Severity,
    Span,
    Workspace,
    annotated_type,
    examples,
    rule,
)

from ._bodies import KINDS, shown
from ._documented import confuses_collection, documented_members, type_text

_FIRST_ERROR = 400

_DOMES = (
    '```http\nGET https://graph.microsoft.com/beta/domes\n```\n<!-- { "blockType": "response", '
    '"@odata.type": "microsoft.graph.dome", "isCollection": %s } -->\n```http\nHTTP/1.1 200 OK\n\n%s\n```\n'
)
_TABLE = "## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n|sites|[site](site.md) collection|.|\n\n"
_PATCH = "## Example\n```http\nPATCH https://graph.microsoft.com/beta/domes/4\n\n%s\n```\n"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(_DOMES % ("true", '{ "value": [ { "id": "4" } ] }')),
        Example(_DOMES % ("false", '{ "id": "4", "value": { "tilt": 3 } }')),
        Example(_TABLE + _PATCH % '{ "sites": [ { "id": "4" } ] }'),
    ),
    invalid=(
        Example("## Examples\n" + _DOMES % ("false", '{ ⟦"value"⟧: { "id": "4" } }')),
        Example(_TABLE + _PATCH % '{ "sites": ⟦{⟧ "id": "4" } }'),
    ),
)
def collection_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if workspace.dialect(page) is not Dialect.INTUNE:
        for body in examples(page, workspace):
            message = body.message
            if body.root and message and message.is_response and (message.code or 0) < _FIRST_ERROR:
                yield from _of_body(body, body.root, page, workspace)
    for member, doc in documented_members(page, workspace):
        if doc.fact.alternatives == 1 and confuses_collection(doc, member.node):
            name = shown(member.key)
            yield Finding(
                _bracket(member.node),
                f"{name} is documented as {type_text(doc)}, but the example gives {KINDS[member.node.kind]}",
                "Give an array" if doc.fact.is_collection else "Give one object, or document a collection",
                related=(Related(f"{name} is documented here", doc.place),),
            )


def _of_body(body: Body, root: JsonNode, page: Page, workspace: Workspace) -> Iterator[Finding]:
    value, annotation = root.member("value"), body.block.annotation
    if not annotation or not value or value.node.kind != "object":
        return
    name, is_collection = annotated_type(body.block)
    is_alone = all(m is value or "@" in m.key for m in root.members)
    if name and is_alone and not is_collection and workspace.once(_methods, page).get(body.block.span) == "GET":
        message = f"One {name} is wrapped in value, as only collections are"
        related = (Related("The annotation is here", annotation.span),)
        yield Finding(value.key_span, message, "Show the object itself", related=related)


def _methods(page: Page, _: Workspace) -> dict[Span, str]:
    """The method of the request before each response."""
    requests: list[tuple[Message, Span]] = [
        (exchange.message, block.span)
        for exchange in page.exchanges.pairs
        if exchange.message
        for block in exchange.responses
    ]
    return {span: message.method.text for message, span in requests}


def _bracket(node: JsonNode) -> Span:
    """The bracket that opens an object or array: it is what tells the one from the other."""
    return Span(node.span.start, node.span.start + 1)
