"""A key that stands twice in one JSON object.

RFC 8259 (4) asks for unique names: most readers of JSON keep the last value and drop the others in silence, so the
example does not say what it shows. Usually one of the two was meant to have another name, or is left over from a copy.
Where brackets are missing, which is another rule's matter, keys are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, JsonMember, JsonNode, Page, Related, Severity, Workspace, bodies, rule

from ._bodies import nodes, shown

_BROKEN = frozenset({"unclosed", "unexpected", "unterminated-string"})
"""Slips after which it is a guess what belongs to one object."""


@rule(
    severity=Severity.WARNING,
    valid=(
        Example('```json\n{ "dome": { "id": "4" }, "id": "7", "ID": "8" }\n```\n'),
        Example('```json\n[ { "id": "4" }, { "id": "7" } ]\n```\n'),
    ),
    invalid=(
        Example('```json\n{ "id": "4", "name": "North", ⟦"id"⟧: "7" }\n```\n'),
        Example('```http\nHTTP/1.1 200 OK\n\n{ "value": [ { "a": 1, ⟦"a"⟧: 1, ⟦"a"⟧: 2 } ] }\n```\n'),
    ),
)
def duplicate_key(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for body in bodies(page, workspace):
        if body.root and not any(slip.kind in _BROKEN for slip in body.document.slips):
            for node in nodes(body.root):
                if len({member.key for member in node.members}) < len(node.members):
                    yield from _repeated(node)


def _repeated(node: JsonNode) -> Iterator[Finding]:
    first: dict[str, JsonMember] = {}
    for member in node.members:
        earlier = first.setdefault(member.key, member)
        if earlier is not member:
            yield Finding(
                member.key_span,
                f'"{shown(member.key)}" stands twice in this object',
                "Delete one of the two, or give it the name that was meant",
                related=(Related("The first is here", earlier.key_span),),
            )
