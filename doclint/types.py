"""What a page says about types: the resource types and enums it defines.

A resource type is built from the page's property tables (which decide its types), the annotation of its JSON
representation, and the prose that names its base type. Enums come from enum pages, from ``x values`` sections and from
the values that a description enumerates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from doclint.page import Page, PageKind
from doclint.parse.blocks import CodeBlock
from doclint.parse.possible_values import read_possible_values
from doclint.parse.properties import PropertyRow
from doclint.parse.tables import Table, TableKind
from doclint.text import Slice, Span

_TITLE = re.compile(
    r"(?P<name>[A-Za-z_][\w.]*)\s+(?:(?:complex|entity|resource)\s+type|resource|facet)\b", re.IGNORECASE
)
_ENUM_TITLE = re.compile(r"(?P<name>[A-Za-z_][\w.]*)\s+(?:enum(?:eration)?(?:\s+type)?|values)\b", re.IGNORECASE)
_INHERITS = re.compile(
    r"\b(?:inherits\s+from|derive[sd]\s+from|is\s+a\s+subtype\s+of|extends)\s+(?:the\s+)?(?:abstract\s+)?"
    r"\[?[*`]{0,2}(?P<name>[A-Za-z_][\w.]*)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z_][\w.\- ]*\Z")
_MARKS = "*`_ \t\"'\\"


@dataclass(frozen=True)
class PropertyFact:
    """A documented property or relationship of a type.

    ``type`` is the canonical name in the type cell; ``target`` the link in it, as written; ``values`` what the
    description enumerates; ``says`` what it says in a word (``read-only`` ...).
    """

    name: str
    type: str
    is_collection: bool
    is_relationship: bool
    target: str
    says: frozenset[str]
    values: tuple[str, ...]
    alternatives: int = 1


@dataclass(frozen=True)
class ResourceFact:
    """What one page says of a resource type. Names are full where the page gives the namespace."""

    name: str
    properties: tuple[PropertyFact, ...] = ()
    base: str = ""
    is_open: bool = False
    is_abstract: bool = False
    key: str = ""
    optional: frozenset[str] = frozenset()
    nullable: frozenset[str] | None = None
    has_table: bool = False
    """Whether a table documents the properties; if not, they are known from the JSON representation only."""


@dataclass(frozen=True)
class EnumFact:
    """The members that one page gives an enum."""

    name: str
    members: tuple[str, ...]
    is_flags: bool = False


@dataclass(frozen=True)
class TypeFacts:
    """The types a page defines, and where: ``marks`` by ``resource:name``, ``property:type/name``, ``enum:name``."""

    resources: tuple[ResourceFact, ...] = ()
    enums: tuple[EnumFact, ...] = ()
    marks: tuple[tuple[str, Span], ...] = field(default=(), compare=False)


def types_of(page: Page) -> TypeFacts:
    """The types that a page defines."""
    resources = tuple(_resources(page))
    enums = tuple(_enums(page))
    marks = [(f"resource:{fact.name}", span) for fact, span, _ in resources]
    marks += [(f"property:{fact.name}/{row.name.text}", row.name.span) for fact, _, rows in resources for row in rows]
    marks += [(f"enum:{fact.name}", span) for fact, span in enums]
    return TypeFacts(tuple(fact for fact, _, _ in resources), tuple(fact for fact, _ in enums), tuple(marks))


def _resources(page: Page) -> Iterator[tuple[ResourceFact, Span, tuple[PropertyRow, ...]]]:
    blocks = [block for block in page.annotated("resource") if _type_name(block)]
    if not blocks:
        named = _titled(page)
        if named:
            rows = tuple(row for row in page.properties if _documents_type(row.table))
            yield _resource(page, named.text, None, rows), named.span, rows
        return
    taken: set[Span] = set()
    for number, block in enumerate(blocks):
        name = _type_name(block)
        tables = [
            t for t in page.tables if t.span not in taken and _belongs(t, block, alone=len(blocks) == 1 or not number)
        ]
        taken |= {table.span for table in tables}
        rows = tuple(row for row in page.properties if row.table in tables)
        yield _resource(page, name, block, rows), block.annotation.span if block.annotation else block.span, rows


def _type_name(block: CodeBlock) -> str:
    """The full type name in a resource annotation; ``@type`` is a frequent slip for ``@odata.type``."""
    if not block.annotation:
        return ""
    name = block.annotation.text("@odata.type") or block.annotation.text("@type")
    return name.strip().removeprefix("#")


def _titled(page: Page) -> Slice | None:
    """The type that the first heading of a resource page names; the name alone is placed."""
    if page.kind is not PageKind.RESOURCE or page.h1 is None:
        return None
    match = _TITLE.match(page.h1.text)
    if not match or not any(_documents_type(table) for table in page.tables):
        return None
    name = match["name"]
    full = f"{page.namespace.text}.{name}" if page.namespace and "." not in name else name
    return Slice(full, page.h1.title.span)


def _documents_type(table: Table) -> bool:
    """Whether a table on a resource page documents the page's own type."""
    return table.kind in (TableKind.PROPERTIES, TableKind.RELATIONSHIPS)


def _belongs(table: Table, block: CodeBlock, *, alone: bool) -> bool:
    if not _documents_type(table):
        return False
    return alone or table.section[:-1] == block.section[:-1]


def _resource(page: Page, name: str, block: CodeBlock | None, rows: tuple[PropertyRow, ...]) -> ResourceFact:
    values = block.annotation.values if block and block.annotation else {}
    base = values.get("baseType")
    nullable = values.get("nullableProperties")
    facts = {fact.name: fact for fact in map(_property, rows)}
    return ResourceFact(
        name=name,
        properties=tuple(facts.values()) or tuple(_sample_properties(block)),
        base=base.removeprefix("#") if isinstance(base, str) and base else _prose_base(page),
        is_open=str(values.get("openType")).lower() == "true" or _says_open(page),
        is_abstract=any(str(values.get(key)).lower() == "true" for key in ("abstract", "isAbstract")),
        key=str(values.get("keyProperty") or ""),
        optional=frozenset(_names(values.get("optionalProperties"))),
        nullable=None if nullable is None else frozenset(_names(nullable)),
        has_table=bool(rows),
    )


def _property(row: PropertyRow) -> PropertyFact:
    return PropertyFact(
        name=row.name.text,
        type=row.type.canonical,
        is_collection=row.type.is_collection,
        is_relationship=row.table.kind is TableKind.RELATIONSHIPS,
        target=row.type.target,
        says=row.says,
        values=tuple(value.text for value in read_possible_values(row.description)),
        alternatives=len(row.type.alternatives),
    )


def _sample_properties(block: CodeBlock | None) -> Iterator[PropertyFact]:
    """The names in a JSON representation. A sample's values are no reliable types, so none is taken from them."""
    root = block.json.root if block and block.json else None
    for member in root.members if root else ():
        if "@" not in member.key:
            is_collection = member.node.kind == "array"
            yield PropertyFact(member.key, "", is_collection, False, "", frozenset(), ())  # noqa: FBT003


def _names(value: object) -> Iterable[str]:
    return (name for name in value if isinstance(name, str)) if isinstance(value, list) else ()


def _intro(page: Page) -> str:
    """The prose between the first heading and the first section."""
    first = next((section for section in page.sections if section.level == 1), None)
    return page.visible[first.own.start : first.own.end] if first else ""


def _prose_base(page: Page) -> str:
    match = _INHERITS.search(_intro(page)) if page.kind is PageKind.RESOURCE else None
    return match["name"] if match else ""


def _says_open(page: Page) -> bool:
    return "open type" in _intro(page).lower()


def _enums(page: Page) -> Iterator[tuple[EnumFact, Span]]:
    for table in page.tables:
        column = table.column("member", "members", "value", "name")
        name = _enum_name(page, table)
        if name is None or column is None:
            continue
        members = [cell.text.strip(_MARKS) for row in table.rows for cell in [row.cell(column)] if cell.text]
        if members and all(_NAME.match(member) for member in members):
            yield EnumFact(name.text, tuple(dict.fromkeys(members)), _says_flags(page, table)), name.span


def _enum_name(page: Page, table: Table) -> Slice | None:
    """The enum whose members a table lists: by the heading above it, or by the page's title."""
    section = page.section_at(table.span.start)
    if section is None:
        return None
    match = _ENUM_TITLE.match(section.title)
    if match is None and page.kind is PageKind.ENUM and table.kind is TableKind.MEMBERS and page.h1:
        match, section = _ENUM_TITLE.match(page.h1.text), page.section_at(page.h1.span.start)
    return Slice(match["name"], section.heading.title.span) if match and section else None


def _says_flags(page: Page, table: Table) -> bool:
    section = page.section_at(table.span.start)
    text = page.visible[section.span.start : section.span.end].lower() if section else ""
    return "flag" in text or "multivalue" in text
