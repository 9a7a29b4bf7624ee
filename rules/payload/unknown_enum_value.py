"""A value in an example that is no member of its enum.

The members are those that the page of the enum lists, and those that the description of the property enumerates. Names
of members are matched with their letter case. Of flags enums, and of others whose examples do so, a list divided by
commas holds members (OData JSON Format 4.01, 7.1).

Where only a description enumerates the values of a String, which writers do not always do in full, it is a warning.
Placeholders and names of types have rules of their own.

Another letter case is mended safely where the members are in camel case. Else the fix, where there is one, writes the
member that is spelt most alike, which is a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from doclint.api import (
    PRIMITIVES,
    Documented,
    Edit,
    Example,
    Finding,
    Fix,
    JsonNode,
    Members,
    Page,
    Related,
    Severity,
    Workspace,
    members_of,
    rule,
    type_word,
)

from ._bodies import shown
from ._documented import documented_members
from ._plausible import is_placeholder

_ALIKE = 0.8
_SHOWN = 6
_MOST = 100
"""How many members one value can name; more is prose."""

_DOME = {
    "api-reference/beta/resources/domemode.md": "# domeMode enum type\n\nNamespace: microsoft.graph\n\n## Members\n"
    "|Member|Description|\n|:---|:---|\n|idle|.|\n|slewing|.|\n|unknownFutureValue|.|\n"
}
_PAGE = (
    "## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n|mode|[domeMode](../resources/domemode.md)|.|\n"
    "|colour|String|The possible values are: `red`, `white`.|\n\n"
    "## Example\n```http\nPATCH https://graph.microsoft.com/beta/domes/4\n\n%s\n```\n"
)


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(_PAGE % '{ "mode": "slewing", "colour": null }', others=_DOME),
        Example(_PAGE % '{ "mode": "idle,slewing", "colour": "{colour}" }', others=_DOME),
        Example(_PAGE % '{ "mode": "anything" }'),
    ),
    invalid=(
        Example(_PAGE % '{ "mode": ⟦"Idle"⟧ }', others=_DOME, fixed=_PAGE % '{ "mode": "idle" }'),
        Example(
            _PAGE % '{ "mode": ⟦"turning"⟧, "colour": ⟦"wite"⟧ }',
            others=_DOME,
            fixed=_PAGE % '{ "mode": "turning", "colour": "white" }',
        ),
    ),
)
def unknown_enum_value(page: Page, workspace: Workspace) -> Iterator[Finding]:
    version = workspace.version(page) or ""
    for member, doc in documented_members(page, workspace):
        if doc.fact.alternatives > 1 or (doc.fact.type in PRIMITIVES and not doc.fact.values):
            continue
        values = [node for node in (member.node, *member.node.items) if isinstance(node.value, str) and node.value]
        members = members_of(workspace, version, doc.path, doc.fact) if values else None
        if members:
            for node in values:
                yield from _findings(member.key, doc, members, node)


def _findings(name: str, doc: Documented, members: Members, node: JsonNode) -> Iterator[Finding]:
    """What is wrong with one value, which may be a list of members."""
    text = str(node.value)
    if text.count(",") > _MOST:
        return
    unknown = [part for part in (piece.strip() for piece in text.split(",")) if part not in members.names]
    if not unknown or is_placeholder(text) or _is_type(text, doc):
        return
    meant = {part: _meant(part, members.names) for part in unknown}
    first, other = next(iter(meant.items()))
    is_case = all(better and better.lower() == part.lower() for part, better in meant.items())
    listed = doc.fact.type in PRIMITIVES
    message = f'"{shown(first)}" is {"not among the values" if listed else "no member of the enum"} of {shown(name)}'
    if is_case:
        message = f'"{shown(first)}" differs in letter case from {other}, a value of {shown(name)}'
    yield Finding(
        node.span,
        message,
        f"Write {other}" if is_case else f"Give one of {_some(members.names)}",
        _fix(text, meant, node, is_safe=is_case and all(map(_is_camel_case, meant.values()))),
        (Related("The values are documented here", doc.place if listed else members.place),),
        Severity.WARNING if listed else None,
    )


def _is_camel_case(member: str | None) -> bool:
    """Whether a member is spelt as members are; tables that capitalise theirs are as likely wrong as the example."""
    return member is not None and member[:1].islower()


def _is_type(text: str, doc: Documented) -> bool:
    """Whether the name of a type stands there, which is another rule's matter."""
    return type_word(text) is not None or text == doc.fact.type.rpartition(".")[2]


def _meant(part: str, names: Sequence[str]) -> str | None:
    """The member that a value may be meant to be."""
    same = next((name for name in names if name.lower() == part.lower()), None)
    return same or next(iter(get_close_matches(part, names, n=1, cutoff=_ALIKE)), None)


def _fix(text: str, meant: Mapping[str, str | None], node: JsonNode, *, is_safe: bool) -> Fix | None:
    if not all(meant.values()):
        return None
    mended = ",".join(_mended(piece, meant) for piece in text.split(","))
    return Fix(f"Write {mended}", (Edit(node.inner, mended),), safe=is_safe)


def _mended(piece: str, meant: Mapping[str, str | None]) -> str:
    """A piece of a list with the member in place of the slip, blanks kept."""
    part = piece.strip()
    return piece.replace(part, meant.get(part) or part)


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
