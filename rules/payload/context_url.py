"""An `@odata.context` that says something else than the body.

The context URL tells clients what the body holds (OData JSON Format 4.01, 4.5.1, and Protocol, 10): it has the address
of the metadata document and, behind `#`, the entity set or type; `/$entity` means one entity, without it an entity set
means a list of them. When an example was made from another one, the context URL is often forgotten.

Reported are context URLs without `$metadata#`, `/$entity` over a list, a collection of a type over one object, and the
name of another type than the body's. Sets are not compared with requests, since one entity is in many sets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from doclint.api import (
    Example,
    Finding,
    JsonNode,
    Page,
    Related,
    Severity,
    Span,
    TypedObject,
    Workspace,
    examples,
    is_derived,
    rule,
    typed_objects,
)

from ._bodies import shown

_TYPE = re.compile(r"(?:\A|/)(?P<many>Collection\()?(?P<name>[A-Za-z]\w*(?:\.\w+)+)\)?(?:/\$entity)?\Z")
_PARENTHESES = re.compile(r"(?<!Collection)\([^()]*\)")

_PAGE = "```http\nHTTP/1.1 200 OK\n\n%s\n```\n"
_URL = "https://graph.microsoft.com/beta/$metadata#"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(_PAGE % f'{{ "@odata.context": "{_URL}domes/$entity", "id": "4" }}'),
        Example(_PAGE % f'{{ "@odata.context": "{_URL}sites(\'7\')/domes", "value": [] }}'),
        Example(_PAGE % f'{{ "@odata.context": "{_URL}Collection(Edm.String)", "value": ["a"] }}'),
    ),
    invalid=(
        Example(_PAGE % f'{{ "@odata.context": ⟦"{_URL}domes/$entity"⟧, "value": [] }}'),
        Example(_PAGE % '{ "@odata.context": ⟦"https://graph.microsoft.com/beta/domes"⟧, "value": [] }'),
        Example(_PAGE % f'{{ "@odata.context": ⟦"{_URL}Collection(microsoft.graph.dome)"⟧, "id": "4" }}'),
    ),
)
def context_url(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if "@odata.context" not in page.text:
        return
    typed = {o.node.span: o for o in typed_objects(page, workspace) if o.is_root}
    for body in examples(page, workspace):
        context = body.root.member("@odata.context") if body.root else None
        if body.root and context and isinstance(context.node.value, str):
            finding = _shape(body.root, context.node) or _type(body.root, context.node, typed, page, workspace)
            if finding:
                yield finding


def _shape(root: JsonNode, context: JsonNode) -> Finding | None:
    """What the URL says of the shape of the body, if that is wrong."""
    url, fragment = str(context.value), _fragment(context)
    value = root.member("value")
    is_list = value is not None and value.node.kind == "array"
    if "$metadata" not in url and url.startswith("http") and "#" not in url:
        return Finding(
            context.span, "The context URL names no metadata", "Give the address of $metadata, # and the set"
        )
    if is_list and value and fragment.endswith("/$entity"):
        message = "The context URL says one entity ($entity), but the body is a list"
        return Finding(context.span, message, "Delete /$entity", related=(Related("The list is here", value.key_span),))
    if fragment.startswith("Collection(") and not value:
        message = "The context URL says a collection, but the body is one object"
        return Finding(context.span, message, "Give the context URL of this response")
    return None


def _type(
    root: JsonNode, context: JsonNode, typed: Mapping[Span, TypedObject], page: Page, workspace: Workspace
) -> Finding | None:
    """What the URL says of the type of the body, if that is another."""
    match = _TYPE.search(_fragment(context))
    value = root.member("value")
    first = next(iter(value.node.items), None) if value else None
    known = typed.get(root.span) or (typed.get(first.span) if first else None)
    if not match or not known or not known.type or match["name"].lower().startswith("edm."):
        return None
    version, named = workspace.version(page) or "", workspace.resource(workspace.version(page) or "", match["name"])
    is_same = match["name"].lower() == known.type.name.lower()
    if is_same or not named or is_derived(workspace, version, known.type, named.name) is not False:
        return None
    if is_derived(workspace, version, named, known.type.name) is not False:
        return None
    message = f"The context URL names {shown(match['name'])}, but the body is {known.type.name} by {known.origin.value}"
    return Finding(context.span, message, "Give the context URL of this response")


def _fragment(context: JsonNode) -> str:
    return _PARENTHESES.sub("", str(context.value).partition("#")[2])
