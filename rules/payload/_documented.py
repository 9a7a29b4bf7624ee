"""What a page's own tables say of the properties in its examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from doclint.api import JsonMember, Page, PropertyRow, Span

from ._bodies import Body, objects

_CREATED = "201"
_POSSIBLE = re.compile(
    r"\b(?:possible|allowed|supported|valid) values?\b[^.:`]*(?P<list>(?:[^.]|\.(?=\w))*)", re.IGNORECASE
)
_MEMBER = re.compile(r"`([\w.-]+)`")


def documented(page: Page, body: Body) -> Iterator[tuple[JsonMember, PropertyRow]]:
    """The members at the top of a body, or of the items it lists, that the page's tables document.

    A request is described by the tables of the Request body section. So is the response to a request that creates or
    updates a thing; of other responses an API page has no table.
    """
    if not body.root or not body.message or (body.message.is_response and not _echoes(page, body)):
        return
    rows = _unambiguous(row for row in page.properties if _in_request_body(row))
    for node in objects(body.root) if rows else ():
        yield from ((member, rows[member.key]) for member in node.members if member.key in rows)


def rows_by_place(page: Page, body: Body) -> dict[Span, PropertyRow]:
    """The same rows by the place of the values they speak of, the items of arrays included."""
    return {node.span: row for member, row in documented(page, body) for node in (member.node, *member.node.items)}


def possible_values(row: PropertyRow) -> tuple[str, ...]:
    """The values that a description lists: "The possible values are: `open`, `closed`."."""
    match = _POSSIBLE.search(row.description.text)
    return tuple(_MEMBER.findall(match["list"])) if match else ()


def type_text(row: PropertyRow) -> str:
    """The documented type for a message: "String collection"."""
    return f"{row.type.short_name} collection" if row.type.is_collection else row.type.short_name


def _in_request_body(row: PropertyRow) -> bool:
    return any(title.lower() == "request body" for title in row.table.section)


def _echoes(page: Page, body: Body) -> bool:
    """Whether a response shows the thing that the request before it has created or updated."""
    created = body.message is not None and body.message.status.text == _CREATED
    methods = ("PATCH", "PUT", "POST") if created else ("PATCH", "PUT")
    return any(
        exchange.message is not None and exchange.message.method.text in methods
        for exchange in page.exchanges.pairs
        if any(block is body.block for block in exchange.responses)
    )


def _unambiguous(rows: Iterable[PropertyRow]) -> dict[str, PropertyRow]:
    """The rows by name; names that the tables give several types are left out."""
    found: dict[str, PropertyRow] = {}
    doubtful = set()
    for row in rows:
        first = found.setdefault(row.name.text, row)
        if first.type[2:4] != row.type[2:4]:
            doubtful.add(row.name.text)
    return {name: row for name, row in found.items() if name not in doubtful}
