"""A property in an example that no page documents for its type.

Readers take the names in their code from examples, and clients fail on names that the API does not know. Either the
example is wrong, by a slip or because the property was renamed, or the table of the type lacks a row. An object's type
is what its `@odata.type`, the annotation of its block, the Request body section, or the documented type of the property
above it says; its base types count at any depth. Where just the page's request table is known, what is sent is compared
with that.

Accepted are properties of derived types, unless the object names its own type, objects that mostly have other
properties than their type, which is to blame then, open types and types whose table or base
type is not documented, what the request expands, and names with `_` or `.`, which extensions have. There, and in
responses that the page's request table alone documents, only slips are reported: another letter case, or nearly the
name of a property that the object lacks.

The fix writes the name that is spelt most alike. The name may be right and the table wrong, so it is not safe. There is
none where the JSON representation of the type has the name just so, or only the table's name is spelt oddly
(`DomeID`, `Shutter`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from doclint.api import (
    Edit,
    Example,
    Finding,
    Fix,
    JsonMember,
    Mark,
    Names,
    Origin,
    Page,
    Related,
    Severity,
    Span,
    TypedObject,
    Workspace,
    names_in,
    rule,
    typed_objects,
)

from ._bodies import shown
from ._names import is_extension, meant_name, names_of

_MOST = 100
"""How many members of one object are judged: nobody writes more unknown ones, and each is compared with all names."""
_ODD = re.compile(r"\A[A-Z]|[A-Z]{2}")
"""Found in names of properties that are not in camel case."""
_EXPAND = re.compile(r"expand=[^&]*")

_DOME = {
    "api-reference/beta/resources/dome.md": "# dome resource type\n\nNamespace: microsoft.graph\n\n## Properties\n"
    "|Property|Type|Description|\n|:---|:---|:---|\n|displayName|String|The name.|\n|isOpen|Boolean|Whether open.|\n"
}
_ANSWER = (
    '<!-- { "blockType": "response", "@odata.type": "microsoft.graph.dome" } -->\n```http\nHTTP/1.1 200 OK\n\n%s\n```\n'
)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(_ANSWER % '{ "displayName": "North", "isOpen": true, "extension_7f_owner": "4" }', others=_DOME),
        Example(_ANSWER % '{ "anything": true }'),
    ),
    invalid=(
        Example(
            _ANSWER % '{ "displayname": "North" }'.replace('"displayname"', '⟦"displayname"⟧'),
            others=_DOME,
            fixed=_ANSWER % '{ "displayName": "North" }',
        ),
        Example(
            "## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n|azimuth|Double|.|\n|tilt|Double|.|\n\n"
            "## Example\n```http\nPATCH https://graph.microsoft.com/beta/domes/4\n\n"
            '{ "azimuth": 4.5, "tilt": 3, ⟦"colour"⟧: "red" }\n```\n'
        ),
    ),
)
def unknown_property(page: Page, workspace: Workspace) -> Iterator[Finding]:
    found: dict[tuple[str, str], list[_Unknown]] = {}
    for typed in typed_objects(page, workspace):
        for unknown in _unknown(typed, workspace, workspace.version(page) or ""):
            name = typed.type.name if typed.type else ""
            found.setdefault((name, unknown.member.key), []).append(unknown)
    for same in found.values():
        yield _finding(same[0], len(same) - 1)


class _Unknown(NamedTuple):
    """A member that nothing documents, and the name that may be meant."""

    typed: TypedObject
    member: JsonMember
    meant: str | None


def _unknown(typed: TypedObject, workspace: Workspace, version: str) -> Iterator[_Unknown]:
    members = [member for member, documented in typed.members if not documented and _is_judged(typed, member)]
    if not members:
        return
    may = _names(typed, workspace, version)
    known, present = may.known, names_of(typed)
    lower = {name.lower() for name in known}
    strange = [name for name in present if name.lower() not in lower]
    has_all = may.all and (typed.origin is Origin.OWN or 2 * len(strange) <= len(present))
    left = sorted(known - present)
    for member in members[:_MOST]:
        meant = None if member.key in known else meant_name(member.key, left)
        is_case = meant is not None and meant.lower() == member.key.strip().lower()
        if member.key not in known and (is_case or has_all):
            yield _Unknown(typed, member, meant)


def _is_judged(typed: TypedObject, member: JsonMember) -> bool:
    if is_extension(member.key) or (typed.is_root and member.key == "error"):
        return False
    return not any(member.key in re.findall(r"\w+", match[0]) for match in _EXPAND.finditer(typed.target))


def _names(typed: TypedObject, workspace: Workspace, version: str) -> Names:
    """What the properties of an object may be called, as far as its type and the request table tell."""
    if not typed.lineage:
        return Names(frozenset(typed.rows), typed.body.is_request)
    may = names_in(workspace, version, typed.lineage, is_exact=typed.origin is Origin.OWN)
    return Names(may.known.union(typed.rows), may.all)


def _finding(unknown: _Unknown, more: int) -> Finding:
    typed, member, meant = unknown
    where = f"of {typed.type.name}" if typed.type else "in the request table"
    others = f", nor in {more} more place{'s' if more > 1 else ''}" if more else ""
    message = f"{shown(member.key)} is no documented property {where}{others}"
    if not typed.type:
        message = f"{shown(member.key)} is not {where}{others}"
    if meant and meant.lower() == member.key.strip().lower():
        message = f"{shown(member.key)} differs in letter case from the documented property {meant}"
    key = Span(*member.key_span)
    return Finding(
        key,
        message,
        f"Write {meant}, if that is meant" if meant else "Correct the name, or document the property",
        Fix(f'Write "{meant}"', (Edit(key, f'"{meant}"'),), safe=False)
        if meant and _is_better(meant, unknown)
        else None,
        tuple(_related(typed, meant)),
    )


def _is_better(meant: str, unknown: _Unknown) -> bool:
    """Whether the documented name is to be trusted rather than the example's."""
    typed, key = unknown.typed, unknown.member.key
    is_shown = any(key in documented.shown for documented in (typed.lineage.types if typed.lineage else ()))
    return not is_shown and not (_ODD.search(meant) and not _ODD.search(key))


def _related(typed: TypedObject, meant: str | None) -> Iterator[Related]:
    if meant and (documented := typed.documented(meant)):
        yield Related(f"{meant} is documented here", documented[0].place)
    elif typed.type:
        yield Related("The type is documented here", Mark(typed.type.paths[0], f"resource:{typed.type.name}"))
