"""What a page says about types: the resource types and enums it defines.

A resource type is built from the page's property tables (which decide its types), the annotation of its JSON
representation, and the prose that names its base type. Enums come from enum pages, from ``x values`` sections and from
the values that a description enumerates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from doclint.enums import EnumFact, enum_parts
from doclint.page import Page, PageKind
from doclint.parse.blocks import CodeBlock
from doclint.parse.possible_values import read_possible_values
from doclint.parse.properties import PropertyRow
from doclint.parse.tables import Table, TableKind
from doclint.text import Slice, Span

_TITLE = re.compile(
    r"(?P<name>[A-Za-z_][\w.]*)\s+(?:(?:complex|entity|resource)\s+type|resource|facet)\b", re.IGNORECASE
)
_BASE = re.compile(
    r"\b(?:inherit(?:s|ed)\s+from|(?<=will\s)inherit\s+from|derive[sd]\s+from|(?:sub-?(?:class|type)|derivative)\s+(?:of|from)"
    r"|(?:\A|(?<=[\r\n])|(?<=is\s))a\s(?:type|kind)\s+of)\s+"
    r"(?:(?:the|an?)\s+)?(?:abstract\s+|base\s+)*(?:class\s+|type\s+)?"
    r"(?:[*`]*\[[*`]*(?P<linked>[A-Za-z][\w.]*\w)[*`]*\]|[*`]+(?P<marked>[A-Za-z][\w.]*\w)|(?P<bare>(?-i:[a-z]\w*[.A-Z][\w.]*\w)))",
    re.IGNORECASE,
)
_SORT = re.compile(
    r"(?:\A|(?<=[\r\n]))an?[ ][*`]*\[[*`]*(?P<linked>[A-Za-z][\w.]*\w)[*`]*\]"
    r"(?:\([^()\s]*\)|\[[^\[\]]*\])[*`]*[ ](?:that|which)\b",
    re.IGNORECASE,
)
"""The first words on a type that is told by another: "A [camera] that takes spectra"."""
_TOLD = (
    (_BASE, ("inherit", "deriv", "subclass", "sub-class", "subtype", "sub-type", "type", "kind")),
    (_SORT, ("that", "which")),
)
"""How prose tells a base type, with words of which each has one: to look for these is much the quicker."""
_OTHER_THING = re.compile(r"\bproperties of\b.*\bdefinition\b", re.IGNORECASE)
"""A section about the JSON text inside a string property: its table documents no properties of the type."""
_MARKS = "*`_ \t\"'\\"


class PropertyFact(NamedTuple):
    """A documented property or relationship of a type.

    ``type`` is the canonical name in the type cell; ``target`` the link in it, as written; ``values`` what the
    description enumerates; ``says`` what it says in a word (``read-only`` ...). ``alternatives`` counts the types of
    "a or b"; ``type`` is the first of them then.
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
    """What one page says of a resource type. Names are full where the page gives the namespace.

    ``bases`` are the names of types it is said to inherit from: in its annotation, its prose, and for single
    properties ("Inherited from ..."), which may be types further up.
    """

    name: str
    properties: tuple[PropertyFact, ...] = ()
    bases: tuple[str, ...] = ()
    is_open: bool = False
    is_abstract: bool = False
    key: str = ""
    optional: frozenset[str] = frozenset()
    nullable: frozenset[str] | None = None
    shown: frozenset[str] = frozenset()
    """The names in the JSON representation that no table has."""
    is_complete: bool = False
    """Whether a table documents the properties, or the page says that there are none; else a sample alone does."""


@dataclass(frozen=True)
class TypeFacts:
    """The types a page defines, and where: ``marks`` by ``resource:name``, ``property:type/name``, ``enum:name``."""

    resources: tuple[ResourceFact, ...] = ()
    enums: tuple[EnumFact, ...] = ()
    marks: tuple[tuple[str, Span], ...] = field(default=(), compare=False)


class ResourcePart(NamedTuple):
    """The parts of a page that speak of one resource type.

    ``name`` is the full name where the page gives the namespace, placed where the page names it. ``block`` is the
    JSON representation, which has an annotation or, on a page without any, a heading that says so; ``rows`` document
    its properties and relationships.
    """

    name: Slice
    block: CodeBlock | None
    rows: tuple[PropertyRow, ...]


def types_of(page: Page) -> TypeFacts:
    """The types that a page defines."""
    resources = [(part, _resource(page, part)) for part in resource_parts(page)]
    enums = enum_parts(page)
    marks = [(f"resource:{part.name.text}", part.name.span) for part, _ in resources]
    marks += [
        (f"property:{part.name.text}/{row.name.text}", row.name.span) for part, _ in resources for row in part.rows
    ]
    marks += [(f"enum:{fact.name}", name.span) for fact, name in enums]
    return TypeFacts(tuple(fact for _, fact in resources), tuple(fact for fact, _ in enums), tuple(marks))


def resource_parts(page: Page) -> tuple[ResourcePart, ...]:
    """The resource types that a page documents, each with the parts of the page that do."""
    blocks: dict[str, CodeBlock] = {}
    for block in _resource_blocks(page):
        if name := _type_name(block):
            blocks.setdefault(name, block)
    if not blocks:
        titled = _titled(page)
        return (ResourcePart(titled, _shown(page), _rows(page, _tables(page))),) if titled else ()
    tables: dict[str, list[Table]] = {name: [] for name in blocks}
    for table in _tables(page):
        tables[max(blocks, key=lambda name: _shared(table.section, blocks[name].section))].append(table)
    return tuple(
        ResourcePart(
            Slice(name, block.annotation.span if block.annotation else block.span), block, _rows(page, tables[name])
        )
        for name, block in blocks.items()
    )


def stated_bases(page: Page) -> tuple[Slice, ...]:
    """The base types that a page names, in annotations of resources and in prose."""
    annotations = (block.annotation for block in _resource_blocks(page) if block.annotation)
    nodes = (annotation.at("baseType") for annotation in annotations if annotation.text("baseType"))
    stated = [Slice(node.value, node.inner) for node in nodes if node and isinstance(node.value, str)]
    return (*(slice_.part(slice_.text.startswith("#")) for slice_ in stated if slice_), *_prose_bases(page))


def property_fact(row: PropertyRow) -> PropertyFact:
    """What a row of a table documents."""
    return PropertyFact(
        name=row.name.text,
        type=row.type.canonical,
        is_collection=row.type.is_collection,
        is_relationship=is_relationship(row),
        target=row.type.target,
        says=row.says,
        values=tuple([value.text for value in read_possible_values(row.description)]),
        alternatives=len(row.type.alternatives),
    )


def is_relationship(row: PropertyRow) -> bool:
    """Whether a row documents a navigation property, by its table's header or by the section it stands in."""
    return row.table.kind is TableKind.RELATIONSHIPS or _is_about_relationships(row.table.section[1:])


@lru_cache(500)
def _is_about_relationships(section: tuple[str, ...]) -> bool:
    return any(title.lower().startswith("relationship") for title in section)


def _resource_blocks(page: Page) -> Iterator[CodeBlock]:
    return page.annotated("resource") if "resource" in page.text else iter(())


def _type_name(block: CodeBlock) -> str:
    """The full type name in a resource annotation; ``@type`` is a frequent slip for ``@odata.type``."""
    annotation = block.annotation
    name = (annotation.text("@odata.type") or annotation.text("@type")) if annotation else ""
    return name.strip().removeprefix("#")


def _shared(section: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many sections two places of a page share, from the top."""
    return sum(1 for _ in takewhile(lambda titles: titles[0] == titles[1], zip(section, other, strict=False)))


def _titled(page: Page) -> Slice | None:
    """The type that the first heading of a resource page names; the heading alone is placed."""
    if page.kind is not PageKind.RESOURCE or page.h1 is None:
        return None
    match = _TITLE.match(page.h1.text)
    if not match:
        return None
    name = match["name"]
    full = f"{page.namespace.text}.{name}" if page.namespace and "." not in name else name
    return Slice(full, page.h1.title.span)


def _shown(page: Page) -> CodeBlock | None:
    """The first object under a heading that says it is a representation: the sample of a page without annotations."""
    for block in page.code_blocks:
        is_sample = block.section and "representation" in block.section[-1].lower() and not block.annotation
        if is_sample and block.json and block.json.root and block.json.root.kind == "object":
            return block
    return None


def _tables(page: Page) -> list[Table]:
    """The tables that document a page's own types."""
    return [
        table
        for table in page.tables
        if table.kind in (TableKind.PROPERTIES, TableKind.RELATIONSHIPS)
        and not any(_OTHER_THING.search(title) for title in table.section[2:])
    ]


def _rows(page: Page, tables: list[Table]) -> tuple[PropertyRow, ...]:
    """The rows of tables; lines of broken descriptions, which look like rows with a sentence for a name, are none."""
    spans = {table.span for table in tables}
    return tuple(
        row
        for row in (page.properties if spans else ())
        if row.table.span in spans and (row.type.raw or row.name.text == row.row.cells[0].text.strip(_MARKS))
    )


def _resource(page: Page, part: ResourcePart) -> ResourceFact:
    values = part.block.annotation.values if part.block and part.block.annotation else {}
    nullable = values.get("nullableProperties")
    facts = {fact.name: fact for fact in map(property_fact, part.rows)}
    sample = tuple(_sample_properties(part.block))
    base = values.get("baseType")
    bases = [base.strip().removeprefix("#")] if isinstance(base, str) else []
    bases += [base.text for base in _prose_bases(page)]
    bases += [row.inherited_from.canonical for row in part.rows if row.inherited_from]
    own = ("", part.name.text, part.name.text.rpartition(".")[2])
    intro = page.visible[slice(*page.sections[0].own)].lower() if page.sections else ""
    return ResourceFact(
        name=part.name.text,
        properties=tuple(facts.values()) or sample,
        bases=tuple(dict.fromkeys(name for name in bases if name not in own)),
        is_open=_is_true(values.get("openType")) or "open type" in intro,
        is_abstract=any(_is_true(values.get(key)) for key in ("abstract", "isAbstract")) or "abstract" in intro,
        key=str(values.get("keyProperty") or ""),
        optional=frozenset(_names(values.get("optionalProperties"))),
        nullable=None if nullable is None else frozenset(_names(nullable)),
        shown=frozenset(prop.name for prop in sample if facts and prop.name not in facts),
        is_complete=bool(part.rows) or _says_none(page),
    )


def _sample_properties(block: CodeBlock | None) -> Iterator[PropertyFact]:
    """The names in a JSON representation. A sample's values are no reliable types, so none is taken from them."""
    root = block.json.root if block and block.json else None
    for member in root.members if root else ():
        if "@" not in member.key:
            is_collection = member.node.kind == "array"
            yield PropertyFact(member.key, "", is_collection, False, "", frozenset(), ())  # noqa: FBT003


def _is_true(value: object) -> bool:
    return str(value).lower() == "true"


def _names(value: object) -> Iterable[str]:
    return (name for name in value if isinstance(name, str)) if isinstance(value, list) else ()


def _says_none(page: Page) -> bool:
    """Whether the page says that its type has no properties of its own."""
    section = page.section("properties")
    return bool(section and page.text[section.own.start : section.own.end].strip().lower().startswith("none"))


def _prose_bases(page: Page) -> Iterator[Slice]:
    """The base types that the prose of a resource page names, at its top and about its properties."""
    if page.kind is PageKind.RESOURCE:
        for section in (*page.sections[:1], *filter(None, [page.section("properties")])):
            told = [(prose, prose.text.lower()) for prose in _between_tables(page, section.own)]
            for pattern, words in _TOLD:
                for prose, lower in told:
                    if any(word in lower for word in words):
                        yield from (prose.group(match, match.lastgroup or 0) for match in pattern.finditer(prose.text))


def _between_tables(page: Page, span: Span) -> Iterator[Slice]:
    """What can be seen of a part of a page outside its tables."""
    at = span.start
    for table in page.tables:
        if at <= table.span.start < span.end:
            yield Slice(page.visible[at : table.span.start], Span(at, table.span.start))
            at = table.span.end
    if at < span.end:
        yield Slice(page.visible[at : span.end], Span(at, span.end))
