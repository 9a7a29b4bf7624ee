"""The JSON representation on a resource page beside the tables that document the same type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from doclint.api import (
    DocumentedType,
    JsonDocument,
    JsonMember,
    JsonNode,
    Lineage,
    Page,
    PropertyRow,
    ResourcePart,
    Workspace,
    is_relationship,
    lineage,
    resolve_type,
    resource_parts,
)

NAME = re.compile(r"\w+")
"""What can be the name of a property."""

_MOST_GUESSES = 40_000
"""Pairs of names that are compared letter by letter to find which was meant; no real page has as many."""


@dataclass(frozen=True)
class Representation:
    """A type's sample, the rows of its tables, and what is known of its bases."""

    part: ResourcePart
    document: JsonDocument
    root: JsonNode
    line: Lineage | None

    @cached_property
    def rows(self) -> Mapping[str, PropertyRow]:
        """The documented properties and relationships by name; of two rows of one name the first."""
        found: dict[str, PropertyRow] = {}
        for row in self.part.rows:
            found.setdefault(row.name.text, row)
        return found

    @cached_property
    def members(self) -> Mapping[str, JsonMember]:
        """The properties that the sample shows, by name, control annotations left out."""
        return {member.key: member for member in self.root.members if "@" not in member.key}

    @cached_property
    def undocumented(self) -> Mapping[str, PropertyRow | None]:
        """The names in the sample that no table has, each with the row that was most likely meant."""
        unknown = [name for name in self.members if name not in self.rows and name not in self._inherited]
        absent = {row.strip().lower(): row for row in self.rows if row not in self.members}
        is_few = len(unknown) * len(absent) <= _MOST_GUESSES
        return {name: self._meant(name.strip().lower(), absent, is_few=is_few) for name in unknown}

    @cached_property
    def missing(self) -> tuple[PropertyRow, ...]:
        """The rows of own properties that the sample should show, and does not under any spelling."""
        meant = {row.name.text for row in self.undocumented.values() if row}
        return tuple(
            row
            for name, row in self.rows.items()
            if name not in self.members and name not in meant and "@" not in name and self._is_own(row)
        )

    @cached_property
    def _inherited(self) -> frozenset[str]:
        above = self.line.types[1:] if self.line else ()
        return frozenset(prop.fact.name for documented in above for prop in documented.properties)

    def _meant(self, name: str, absent: Mapping[str, str], *, is_few: bool) -> PropertyRow | None:
        close = [name] if name in absent else get_close_matches(name, absent, n=1, cutoff=0.85) if is_few else []
        return self.rows[absent[close[0]]] if close else None

    def _is_own(self, row: PropertyRow) -> bool:
        is_inherited = row.inherited_from or row.name.text in self._inherited
        return not (is_inherited or is_relationship(row) or "deprecated" in row.says)


def parts_of(page: Page, workspace: Workspace) -> Sequence[ResourcePart]:
    """The resource types that a page documents."""
    return workspace.once(_parts, page)


def representations(page: Page, workspace: Workspace) -> Sequence[Representation]:
    """The samples of resource types on a page that tables document, too."""
    return workspace.once(_representations, page)


def sample_value(row: PropertyRow, page: Page, workspace: Workspace) -> str:
    """What a sample shows for a property: the name of its primitive type, an object that names its type, or text."""
    known = resolve_type(workspace, workspace.version(page) or "", page.path, row.type.canonical, row.type.target)
    if isinstance(known, DocumentedType):
        value = f'{{"@odata.type": "{known.name}"}}'
    else:
        value = f'"{_WORDS.get(known, known) if isinstance(known, str) else "String"}"'
    return f"[{value}]" if row.type.is_collection else value


_WORDS = {
    "DateTimeOffset": "String (timestamp)",
    "Duration": "String (duration)",
    "TimeOfDay": "String (time of day)",
    "Int16": "Integer",
    "Int32": "Integer",
    "Int64": "Integer",
}
"""How samples write the primitive types that they do not give their own names."""


def _parts(page: Page, _: Workspace) -> Sequence[ResourcePart]:
    return resource_parts(page)


def _representations(page: Page, workspace: Workspace) -> Sequence[Representation]:
    return tuple(_read(page, workspace))


def _read(page: Page, workspace: Workspace) -> Iterator[Representation]:
    version = workspace.version(page) or ""
    for part in parts_of(page, workspace):
        document = part.block.json if part.block and part.rows else None
        if document and document.root and document.root.kind == "object":
            documented = workspace.resource(version, part.name.text)
            line = lineage(workspace, version, documented) if documented else None
            yield Representation(part, document, document.root, line)
