"""What belongs at a place of a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from doclint.api import Page, Row, Span, Table, TableKind, TextKind, plain_text

T = TypeVar("T")
_QUOTED = 80
OF_PAGE = "a description of the page"
_FRONT_MATTER = {
    "author": "a GitHub login",
    "ms.reviewer": "a GitHub login",
    "ms.prod": "the name of a product",
    "ms.subservice": "the name of a product",
    "description": OF_PAGE,
    "title": "the title of the page",
}


class Place(NamedTuple):
    """What belongs at a place: the span to write it in, its name (empty in a comment), whether it is a table cell."""

    limits: Span
    belongs: str
    is_cell: bool = False


def place_of(page: Page, offset: int) -> Place:
    """The place that an offset lies in: a value of the front matter, a cell, else a line."""
    number = page.source.line_column(offset)[0]
    line = page.source.lines(number - 1, number)
    match page.text_kind(offset):
        case TextKind.FRONT_MATTER if page.front_matter:
            entry = _last_before(offset, page.front_matter.entries, lambda entry: entry.key.span)
            if entry and entry.inner.span.holds(offset):
                key = entry.key.text
                return Place(entry.inner.span, _FRONT_MATTER.get(key, f"the value of {key}"))
        case TextKind.TABLE:
            return _place_in_table(page, offset) or Place(line, "text")
        case TextKind.COMMENT:
            comment = _last_before(offset, page.comments, lambda comment: comment.span)
            end = comment.content.span.end if comment else line.end
            return Place(Span(line.start, min(line.end, end)), "")
        case TextKind.CODE:
            return Place(line, "example code")
    section = page.section_at(offset)
    return Place(line, f'the text of "{section.title}"' if section else "text")


def _place_in_table(page: Page, offset: int) -> Place | None:
    table = _last_before(offset, page.tables, lambda table: table.span)
    row = table and (_last_before(offset, table.rows, lambda row: row.span) or table.header)
    column = bisect_right(row.cells, offset, key=lambda cell: cell.span.start) - 1 if row else -1
    if not table or not row or column < 0:
        return None
    return Place(row.cells[column].span, _cell_text(table, row, column), is_cell=True)


def _cell_text(table: Table, row: Row, column: int) -> str:
    name = plain_text(row.cell(0).text[:_QUOTED])
    if row is table.header or column == 0:
        return "the text of this cell"
    if table.kind is TableKind.PERMISSIONS:
        return f'the permission for "{name}"'
    header = plain_text(table.header.cell(column).text[:_QUOTED]).lower()
    return f'the {header or "text"} of "{name}"'


def _last_before(offset: int, items: Sequence[T], place: Callable[[T], Span]) -> T | None:
    """The last of these that begins at or before an offset."""
    at = bisect_right(items, offset, key=lambda item: place(item).start)
    return items[at - 1] if at else None
