"""The outline of a page: its sections, and the annotated blocks and the tables in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol import types

from doclint.lsp.places import Places
from doclint.page import Page
from doclint.parse.blocks import CodeBlock
from doclint.parse.sections import Section
from doclint.parse.tables import TableKind
from doclint.text import Span

_KINDS = {
    "request": types.SymbolKind.Method,
    "response": types.SymbolKind.Event,
    "resource": types.SymbolKind.Class,
}


class _Item(NamedTuple):
    """Something of the outline; ``name_span`` is what is marked when it is chosen."""

    span: Span
    name: str
    detail: str
    kind: types.SymbolKind
    name_span: Span


def outline(page: Page, places: Places) -> list[types.DocumentSymbol]:
    """The symbols of a page, each in the section it stands in."""
    top: list[types.DocumentSymbol] = []
    open_items: list[tuple[Span, list[types.DocumentSymbol]]] = []
    for item in sorted(_items(page), key=lambda item: (item.span.start, -item.span.end)):
        while open_items and not open_items[-1][0].holds(item.span):
            open_items.pop()
        symbol = types.DocumentSymbol(
            name=item.name or "(no title)",  # editors refuse empty names
            detail=item.detail or None,
            kind=item.kind,
            range=places.range(item.span),
            selection_range=places.range(item.name_span),
            children=[],
        )
        siblings = open_items[-1][1] if open_items else top
        siblings.append(symbol)
        open_items.append((item.span, list(symbol.children or ())))
        symbol.children = open_items[-1][1]
    return top


def _items(page: Page) -> Iterator[_Item]:
    yield from map(_section, page.sections)
    yield from (_block(block) for block in page.code_blocks if block.annotation)
    for table in page.tables:
        if table.kind is not TableKind.OTHER:
            detail = f"{len(table.rows)} rows"
            yield _Item(table.span, f"{table.kind} table", detail, types.SymbolKind.Array, table.header.span)


def _section(section: Section) -> _Item:
    return _Item(section.span, section.title, "", types.SymbolKind.String, section.heading.title.span)


def _block(block: CodeBlock) -> _Item:
    annotation = block.annotation
    kind = block.kind or "block"
    name = annotation.text("name") if annotation else ""
    of_type = annotation.text("@odata.type") if annotation else ""
    start = annotation.span.start if annotation else block.span.start
    return _Item(
        Span(start, block.span.end),
        name or kind,
        " ".join(word for word in (kind if name else "", of_type) if word),
        _KINDS.get(kind, types.SymbolKind.Object),
        Span(start, block.span.start) if start < block.span.start else block.span,
    )
