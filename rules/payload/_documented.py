"""What the docs set says of the values in a page's examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from doclint.api import BUILT_IN, Documented, JsonMember, JsonNode, Page, Span, Workspace, typed_objects


def documented_values(page: Page, workspace: Workspace) -> Mapping[Span, Documented]:
    """What documents the values in a page's examples, by the place of the value; items of arrays are there, too."""
    return workspace.once(_by_place, page)


def documented_members(page: Page, workspace: Workspace) -> Sequence[tuple[JsonMember, Documented]]:
    """The members in a page's examples that all pages document alike, each with what documents it."""
    return workspace.once(_agreed_members, page)


def confuses_collection(documented: Documented, node: JsonNode) -> bool:
    """Whether there is an object in place of a collection, or an array in place of one object."""
    if documented.fact.is_collection:
        return node.kind == "object"
    return node.kind == "array" and bool(documented.fact.type) and documented.fact.type.lower() not in BUILT_IN


def type_text(documented: Documented) -> str:
    """The documented type for a message: "String collection"."""
    name = documented.fact.type.rpartition(".")[2]
    return f"{name} collection" if documented.fact.is_collection else name


def _by_place(page: Page, workspace: Workspace) -> dict[Span, Documented]:
    return {
        node.span: documented
        for member, documented in documented_members(page, workspace)
        for node in (member.node, *member.node.items)
    }


def _agreed_members(page: Page, workspace: Workspace) -> list[tuple[JsonMember, Documented]]:
    return [
        (member, known)
        for typed in typed_objects(page, workspace)
        for member, documented in typed.members
        if (known := _agreed(documented))
    ]


def _agreed(documented: Sequence[Documented]) -> Documented | None:
    """What all pages that document a property agree on; nothing when they give it several types."""
    if len(documented) <= 1:
        return documented[0] if documented else None
    types = {(d.fact.type.rpartition(".")[2], d.fact.is_collection, d.fact.alternatives) for d in documented}
    return documented[0] if len(types) == 1 else None
