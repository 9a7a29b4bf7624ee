"""What type each JSON object in the examples of a page is believed to be, and what documents each of its members.

A body's type is told by its own ``@odata.type``, by the annotation of its block, or, of a request, by the page's
Request body section; below it the documented types of properties tell, at any depth. An ``@odata.type`` always decides:
a derived type may stand where its base is documented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from doclint.bodies import Body, annotated_type, examples, type_in
from doclint.documented import Documented, DocumentedType
from doclint.lazy import lazy
from doclint.page import Page
from doclint.parse.blocks import CodeBlock
from doclint.parse.http_text import Message
from doclint.parse.json_text import JsonMember, JsonNode
from doclint.parse.tables import TableKind
from doclint.text import Span
from doclint.types import property_fact
from doclint.typesystem import Lineage, lineage, resolve_type
from doclint.workspace import Workspace, resolve

_FIRST_ERROR = 400
_CREATED = 201


class Origin(StrEnum):
    """How the type of an object is known."""

    OWN = "its own @odata.type"
    ANNOTATION = "the annotation of its block"
    SUBJECT = "the resource that the request is about"
    PROPERTY = "the documented type of a property"
    TABLE = "the page's request table alone"


@dataclass(frozen=True)
class TypedObject:
    """A JSON object of an example and what documents it.

    ``lineage`` is its type with all types above it; None when only the page's request table documents it, by ``rows``.
    The response that shows what was created or updated has the rows, too. ``is_root``: the body speaks of this object.
    ``via`` documents the property whose value, or item, the object is. ``target`` is what the request of the example
    asks for, with its query; empty when that is not known.
    """

    node: JsonNode
    body: Body
    origin: Origin
    lineage: Lineage | None
    rows: Mapping[str, tuple[Documented, ...]]
    is_root: bool
    via: Documented | None = None
    target: str = ""

    @property
    def type(self) -> DocumentedType | None:
        """The type itself."""
        return self.lineage.types[0] if self.lineage else None

    def documented(self, name: str) -> tuple[Documented, ...]:
        """What documents a property: its type, and of a request first the page's table; several where pages differ."""
        rows = self.rows.get(name, ())
        known = self.lineage.documented.get(name, ()) if self.lineage else ()
        return rows if rows and (self.body.is_request or not known) else known

    @lazy
    def members(self) -> tuple[tuple[JsonMember, tuple[Documented, ...]], ...]:
        """The members that are properties, each with what documents it; control information is left out."""
        return tuple((member, self.documented(member.key)) for member in self.node.members if "@" not in member.key)


def typed_objects(page: Page, workspace: Workspace) -> tuple[TypedObject, ...]:
    """The objects in a page's examples that something documents, outermost first."""
    return workspace.once(_typed_objects, page)


def request_rows(page: Page) -> Mapping[str, tuple[Documented, ...]]:
    """The rows of the tables in the Request body section, by name; several where tables of one page have one name."""
    found: dict[str, tuple[Documented, ...]] = {}
    spans = {table.span for table in page.tables if any(title.lower() == "request body" for title in table.section)}
    for row in page.properties if spans else ():
        if row.table.span in spans:
            place = row.type.raw.span if row.type.raw else row.name.span
            known = found.get(row.name.text, ())
            found[row.name.text] = (*known, Documented(property_fact(row), page.path, place))
    return found


def _typed_objects(page: Page, workspace: Workspace) -> tuple[TypedObject, ...]:
    reader = _Reader(page, workspace)
    return tuple(found for body in examples(page, workspace) if body.root for found in reader.read(body, body.root))


class _Expected(NamedTuple):
    """What a value is believed to be before it is looked at."""

    type: DocumentedType | None
    origin: Origin
    rows: Mapping[str, tuple[Documented, ...]]
    is_root: bool = False
    via: Documented | None = None


_NOTHING = _Expected(None, Origin.OWN, {})


class _Reader:
    """One reading of a page's bodies, with what has been looked up for it."""

    def __init__(self, page: Page, workspace: Workspace) -> None:
        self.page = page
        self.workspace = workspace
        self.version = workspace.version(page) or ""

    def read(self, body: Body, root: JsonNode) -> Iterator[TypedObject]:
        """The objects of one body."""
        expected = self._expected(body)
        exchange = self._exchanges.get(body.block.span)
        target = exchange[0].target.text if exchange else ""
        tops = _tops(root, expected)
        stack = [(top, expected) for top in reversed(tops)]
        while stack:
            node, expected = stack.pop()
            stack += [(item, expected) for item in reversed(node.items) if _holds_more(item)]
            if node.kind == "object":
                found = self._typed(node, body, expected, target)
                if found.lineage or found.rows:
                    yield found
                    below = [(m.node, self._of_property(docs)) for m, docs in found.members if _holds_more(m.node)]
                else:
                    below = [(m.node, _NOTHING) for m in node.members if _holds_more(m.node) and "@" not in m.key]
                stack += reversed(below)

    def _typed(self, node: JsonNode, body: Body, expected: _Expected, target: str) -> TypedObject:
        own = node.member("@odata.type") or node.member("odata.type")  # a slip that rules tell, but it is meant
        documented, origin = expected.type, expected.origin
        if own and isinstance(own.node.value, str):
            documented, origin = self._named(type_in(own.node.value)[0]), Origin.OWN
        line = lineage(self.workspace, self.version, documented) if documented else None
        return TypedObject(node, body, origin, line, expected.rows, expected.is_root, expected.via, target)

    def _expected(self, body: Body) -> _Expected:
        """What the page says of the body as a whole."""
        is_error = body.message and body.message.code and body.message.code >= _FIRST_ERROR
        if is_error or body.is_attached:
            return _NOTHING
        name = annotated_type(body.block)[0]
        rows = self._rows if body.is_request or self._echoes(body) else {}
        if known := self._named(name):
            return _Expected(known, Origin.ANNOTATION, rows, is_root=True)
        if not name and (subject := self._subject(body)):
            return _Expected(subject, Origin.SUBJECT, rows, is_root=True)
        return _Expected(None, Origin.TABLE, rows, is_root=True)

    def _subject(self, body: Body) -> DocumentedType | None:
        """The type of the thing that a request creates or updates, as its section or its response tells."""
        exchange = self._exchanges.get(body.block.span)
        if not exchange:
            return None
        request, responses = exchange
        named = (annotated_type(block) for block in responses if self._makes(exchange))
        known = next((known for name, many in named if not many and (known := self._named(name))), None)
        is_sent = body.is_request and request.method.text in ("POST", "PATCH", "PUT") and not self._has_parameters
        return known or (self._linked if is_sent else None)

    def _echoes(self, body: Body) -> bool:
        """Whether a response shows the thing that the request before it has created or updated."""
        exchange = self._exchanges.get(body.block.span)
        return exchange is not None and self._makes(exchange)

    @staticmethod
    def _makes(exchange: tuple[Message, tuple[CodeBlock, ...]]) -> bool:
        """Whether a request creates or updates the very thing that it sends."""
        request, responses = exchange
        is_created = any(message.code == _CREATED for block in responses for message in block.messages)
        return request.method.text in ("PATCH", "PUT") or (request.method.text == "POST" and is_created)

    @lazy
    def _exchanges(self) -> Mapping[Span, tuple[Message, tuple[CodeBlock, ...]]]:
        """By the place of each block of an example: its request, and the blocks of the responses."""
        return {
            block.span: (exchange.message, exchange.responses)
            for exchange in self.page.exchanges.pairs
            if exchange.message
            for block in (exchange.request, *exchange.responses)
        }

    @lazy
    def _rows(self) -> Mapping[str, tuple[Documented, ...]]:
        return request_rows(self.page)

    @lazy
    def _has_parameters(self) -> bool:
        """Whether the Request body section has the parameters of an action, not the properties of a resource."""
        return any(
            table.kind is TableKind.PARAMETERS and any(title.lower() == "request body" for title in table.section)
            for table in self.page.tables
        )

    @lazy
    def _linked(self) -> DocumentedType | None:
        """The one resource type that the prose of the Request body section links to."""
        section = self.page.section("request body")
        if not section:
            return None
        tables = [table.span for table in self.page.tables if section.span.overlaps(table.span)]
        links = (link for link in self.page.links if section.span.holds(link.span) and link.is_relative and link.path)
        paths = {
            resolve(self.page.path, link.path) for link in links if not any(span.holds(link.span) for span in tables)
        }
        names = {name for path in paths if path for name in self.workspace.types_on(path)}
        return self._named(names.pop()) if len(names) == 1 else None

    def _named(self, name: str) -> DocumentedType | None:
        return self._resolved(self.page.path, name, "") if name else None

    def _of_property(self, docs: tuple[Documented, ...]) -> _Expected:
        """What the value of a property is; nothing when the pages that document it differ."""
        known = {self._resolved(doc.path, doc.fact.type, doc.fact.target) for doc in docs if doc.fact.alternatives == 1}
        documented = known.pop() if len(known) == 1 else None
        return _Expected(documented, Origin.PROPERTY, {}, via=docs[0]) if documented else _NOTHING

    def _resolved(self, path: str, name: str, target: str) -> DocumentedType | None:
        known = resolve_type(self.workspace, self.version, path, name, target)
        return known if isinstance(known, DocumentedType) else None


def _holds_more(node: JsonNode) -> bool:
    return node.kind in ("object", "array")


def _tops(root: JsonNode, expected: _Expected) -> list[JsonNode]:
    """The objects that a body speaks of: itself, or what it lists or wraps as ``value``."""
    if root.kind == "array":
        return [item for item in root.items if item.kind == "object"]
    value = root.member("value")
    if not value or "value" in expected.rows:
        return [root]
    alone = all(member.key == "value" or "@" in member.key for member in root.members)
    own = expected.type.named("value") if expected.type else ()
    if own and (not alone or value.node.kind != "array" or any(prop.fact.is_collection for prop in own)):
        return [root]  # the type has a property of that name, and this is it
    if value.node.kind == "array":
        return [item for item in value.node.items if item.kind == "object"]
    return [value.node] if value.node.kind == "object" and alone else [root]
