"""An example that lacks a property which documentation says is there.

A request has to send what its table calls required, without conditions. A response whose annotation does not say
`"truncated": true` shows the whole object: every property that is documented for its type, inherited ones included, and
in nested objects, too.

Accepted are properties that the annotation of the type, or a row, calls optional, relationships, what `$select` leaves
out, objects of types that are not documented whole, and parts of objects: a request that sends none of the rows of its
table is described elsewhere, and a table may speak of nested objects, too. What is bound (`site@odata.bind`) is not
missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import (
    Documented,
    Example,
    Finding,
    Page,
    Related,
    Severity,
    Span,
    TypedObject,
    Workspace,
    rule,
    typed_objects,
)

from ._bodies import shown

_SHOWN = 4

_TABLE = (
    "## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n|name|String|The name. Required.|\n"
    "|tilt|Double|Required if it turns.|\n\n## Example\n```http\nPOST https://graph.microsoft.com/beta/domes\n\n%s\n```\n"
)
_DOME = {
    "api-reference/beta/resources/dome.md": "# dome resource type\n\nNamespace: microsoft.graph\n\n## Properties\n"
    "|Property|Type|Description|\n|:---|:---|:---|\n|name|String|.|\n|tilt|Double|Optional.|\n|isOpen|Boolean|.|\n"
}
_ANSWER = (
    '<!-- { "blockType": "response", "truncated": %s, "@odata.type": "microsoft.graph.dome" } -->\n'
    "```http\nHTTP/1.1 200 OK\n\n%s\n```\n"
)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(_TABLE % '{ "name": "North" }'),
        Example(_ANSWER % ("true", '{ "name": "North" }'), others=_DOME),
        Example(_ANSWER % ("false", '{ "name": "North", "isOpen": null }'), others=_DOME),
    ),
    invalid=(
        Example(_TABLE % '⟦{⟧ "tilt": 3 }'),
        Example(_ANSWER % ("false", '⟦{⟧ "name": "North" }'), others=_DOME),
    ),
)
def missing_property(page: Page, workspace: Workspace) -> Iterator[Finding]:
    seen: set[tuple[str, ...]] = set()
    for typed in typed_objects(page, workspace):
        missing = list(_required(typed) if typed.body.is_request else _left_out(typed))
        names = tuple(doc.fact.name for doc in missing)
        key = (typed.type.name if typed.type else "", *names)
        if missing and key not in seen:
            seen.add(key)
            yield _finding(typed, missing)


def _required(typed: TypedObject) -> Iterator[Documented]:
    """The required properties that a request does not send."""
    if not typed.is_root or not typed.rows:
        return
    sent = _names(typed)
    is_of_table = any(name.lower() in sent for name in typed.rows)
    missing = [
        documented[0]
        for name, documented in (typed.rows.items() if is_of_table else ())
        if _bare(name) not in sent and all("required" in doc.fact.says for doc in documented)
    ]
    below = {str(path[-1]).lower() for path, _ in typed.node.walk() if path} if missing else set()
    yield from (documented for documented in missing if _bare(documented.fact.name) not in below)


def _left_out(typed: TypedObject) -> Iterator[Documented]:
    """The documented properties that a response shown whole does not have."""
    annotation, line, message = typed.body.block.annotation, typed.lineage, typed.body.message
    if typed.body.block.kind != "response" or not annotation or not message or not line or not line.is_complete:
        return
    is_whole = str(annotation.values.get("truncated")).lower() != "true" and "select=" not in typed.target
    if not is_whole or typed.node.member("@removed"):
        return
    shown_names = _names(typed)
    for name, props in line.properties.items():
        is_free = any(p.fact.is_relationship or "optional" in p.fact.says for p in props) or name in line.optional
        if not is_free and name.lower() not in shown_names:
            yield typed.documented(name)[0]


def _names(typed: TypedObject) -> frozenset[str]:
    """The names that an object has, bound ones included, in lower case: slips of letter case are another rule's."""
    return frozenset(_bare(member.key) for member in typed.node.members)


def _bare(name: str) -> str:
    return name.partition("@")[0].lower()


def _finding(typed: TypedObject, missing: list[Documented]) -> Finding:
    names = ", ".join(shown(doc.fact.name) for doc in missing[:_SHOWN])
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    if typed.body.is_request:
        message, advice = f"The request lacks {names}{more}, documented as required", "Send it, or correct the table"
    else:
        of = typed.type.name if typed.type else ""
        message = f"The response lacks {names}{more}, documented for {of}"
        advice = 'Show it, or say "truncated": true in the annotation'
    start = typed.node.span.start
    related = (Related(f"{shown(missing[0].fact.name)} is documented here", missing[0].place),)
    return Finding(Span(start, start + 1), message, advice, related=related)
