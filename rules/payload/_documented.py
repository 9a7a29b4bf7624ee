"""What a page's own tables say of the properties in its examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from doclint.api import JsonMember, Page, PropertyRow, Span

from ._bodies import Body, objects

_CREATED = 201
_POSSIBLE = re.compile(
    r"\b(?:possible|allowed|supported|valid) values?\b[^.:`]*(?P<list>(?:[^.]|\.(?=\w))*)", re.IGNORECASE
)
_MEMBER = re.compile(r"`([\w.-]+)`")


class Documentation(NamedTuple):
    """What a page documents for its bodies.

    ``rows``: the properties of a request, by name. ``methods``: of each block with a response, by where it begins, the
    method of the request before it.
    """

    rows: Mapping[str, PropertyRow]
    methods: Mapping[int, str]

    def members(self, body: Body) -> Iterator[tuple[JsonMember, PropertyRow]]:
        """The members at the top of a body, or of the items it lists, that are documented.

        A request is described by the tables of the Request body section. So is the response to a request that creates
        or updates a thing; of other responses an API page has no table.
        """
        if self.rows and body.root and body.message and (not body.message.is_response or self._echoes(body)):
            for node in objects(body.root):
                yield from ((member, self.rows[member.key]) for member in node.members if member.key in self.rows)

    def by_place(self, body: Body) -> dict[Span, PropertyRow]:
        """The rows by the place of the value they speak of, the items of arrays included."""
        return {node.span: row for member, row in self.members(body) for node in (member.node, *member.node.items)}

    def _echoes(self, body: Body) -> bool:
        """Whether a response shows the thing that the request before it has created or updated."""
        method = self.methods.get(body.block.span.start)
        return method in ("PATCH", "PUT") or (
            method == "POST" and body.message is not None and body.message.code == _CREATED
        )


def documentation(page: Page) -> Documentation:
    """What the tables of an API page document."""
    rows = _unambiguous(row for row in page.properties if _in_request_body(row))
    methods = {
        block.span.start: exchange.message.method.text
        for exchange in (page.exchanges.pairs if rows else ())
        if exchange.message
        for block in exchange.responses
    }
    return Documentation(rows, methods)


def possible_values(row: PropertyRow) -> tuple[str, ...]:
    """The values that a description lists: "The possible values are: `open`, `closed`."."""
    match = _POSSIBLE.search(row.description.text)
    return tuple(_MEMBER.findall(match["list"])) if match else ()


def type_text(row: PropertyRow) -> str:
    """The documented type for a message: "String collection"."""
    return f"{row.type.short_name} collection" if row.type.is_collection else row.type.short_name


def _in_request_body(row: PropertyRow) -> bool:
    return any(title.lower() == "request body" for title in row.table.section)


def _unambiguous(rows: Iterable[PropertyRow]) -> dict[str, PropertyRow]:
    """The rows by name; names that the tables give several types are left out."""
    found: dict[str, PropertyRow] = {}
    doubtful = set()
    for row in rows:
        first = found.setdefault(row.name.text, row)
        if (first.type.canonical, first.type.is_collection) != (row.type.canonical, row.type.is_collection):
            doubtful.add(row.name.text)
    return {name: row for name, row in found.items() if name not in doubtful}
