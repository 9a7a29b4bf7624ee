"""Pipe tables (GitHub Flavored Markdown 0.29, 4.10), each cell with its place.

A pipe inside a code span divides no cells, as docfx reads it; an escaped one never does.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from doclint.parse.inline import code_spans
from doclint.text import Slice, Span, new_tuple, slice_at

_PIPE = re.compile(r"\|(?<!\\\|)")
_DELIMITER = re.compile(r"[ \t|:-]+\Z")
_DIRECTIVE = "<!-- doclint-"
_CONTAINER = re.compile(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+[ \t>]*)*")
"""The marks of quotations and of list items at the beginning of a line."""


class TableKind(StrEnum):
    """What the rows of a table are, by the section it stands in and its first header cell."""

    PROPERTIES = "properties"
    RELATIONSHIPS = "relationships"
    METHODS = "methods"
    PERMISSIONS = "permissions"
    HEADERS = "headers"
    PARAMETERS = "parameters"
    MEMBERS = "members"
    OTHER = "other"


class Row(NamedTuple):
    """A table row: its cells without surrounding blanks, and its whole line."""

    cells: tuple[Slice, ...]
    span: Span

    def cell(self, column: int | None) -> Slice:
        """The cell of a column; an empty slice at the end of the row when there is none."""
        if column is None or column >= len(self.cells):
            return Slice("", Span(self.span.end, self.span.end))
        return self.cells[column]

    @property
    def is_divider(self) -> bool:
        """Whether this groups the rows below it: one cell, in bold, the others missing or empty."""
        text = self.cells[0].text if self.cells else ""
        bold = text.startswith("**") and text.endswith("**") and len(text) > len("****")
        return bold and not any(cell.text for cell in self.cells[1:])


class Table(NamedTuple):
    """A pipe table. ``section`` are the titles of the sections it stands in, from the top."""

    kind: TableKind
    header: Row
    delimiter: Row
    rows: tuple[Row, ...]
    span: Span
    section: tuple[str, ...] = ()

    def column(self, *names: str) -> int | None:
        """The number of the first column whose header is one of these names, in any letter case."""
        return _column(tuple([text for text, _ in self.header.cells]), names)


def read_table(lines: Iterable[Slice], section: tuple[str, ...]) -> Table:
    """The table of these lines: header, delimiter row, rows. The lines hold at least the first two."""
    header, delimiter, *rows = (split_row(line) for line in lines)
    span = Span(header.span.start, (rows or [delimiter])[-1].span.end)
    return Table(_kind(header, section), header, delimiter, tuple(rows), span, section)


def split_row(line: Slice) -> Row:
    """The cells of one line of a table; outer pipes are optional, marks of a quotation or list are passed over."""
    text, span = line
    start, end, cells = _usual_cells(text) if len(text) <= _LONGEST_USUAL else _cells(text)
    at = span.start
    whole = span if end - start == len(text) else Span(at + start, at + end)
    return new_tuple(Row, (tuple([slice_at(at + offset, cell) for offset, cell in cells]), whole))


def is_delimiter_row(text: str) -> bool:
    """Whether a line could divide a table's header from its rows."""
    return "-" in text and "|" in text and _DELIMITER.match(text.lstrip(" \t>")) is not None


class _Cells(NamedTuple):
    """What a row consists of, as offsets into its line: where it begins and ends, and where each cell does begin."""

    start: int
    end: int
    cells: tuple[tuple[int, str], ...]


def _cells(text: str) -> _Cells:
    container = _CONTAINER.match(text)
    end = len(text.rstrip(" \t"))
    start = min(container.end(), end) if container else 0
    pieces = _split(text, start, end) if "`" in text or "\\" in text else text[start:end].split("|")
    leading = len(pieces) > 1 and not pieces[0]
    trailing = len(pieces) > 1 + leading and not pieces[-1]
    at = start + leading
    cells: list[tuple[int, str]] = []
    for piece in pieces[leading : len(pieces) - trailing]:
        bare = piece.strip(" \t")
        cells.append((at + (piece.index(bare) if bare else len(piece)), bare))
        at += len(piece) + 1
    return _Cells(start, end, tuple(map(_without_directives, cells) if _DIRECTIVE in text else cells))


def _split(text: str, start: int, end: int) -> list[str]:
    """What stands between the pipes that divide cells: those not escaped, and in no code span."""
    pipes = _outside(code_spans(text, start), [match.start() for match in _PIPE.finditer(text, start, end)])
    return [text[a + 1 : b] for a, b in pairwise([start - 1, *pipes, end])]


_LONGEST_USUAL = 300
_usual_cells = lru_cache(500)(_cells)
"""Two of three rows stand word for word on a page before: headers, permissions, properties of many types."""


def _without_directives(cell: tuple[int, str]) -> tuple[int, str]:
    """The cell without the comments at its end that speak to doclint: they are about the cell, not part of it."""
    start, text = cell
    while text.endswith("-->") and (at := text.rfind("<!--")) >= 0 and text.startswith(_DIRECTIVE, at):
        text = text[:at].rstrip(" \t")
    return start, text


def _outside(code: list[Span], pipes: list[int]) -> list[int]:
    """The pipes that stand in none of the code spans, which are in order."""
    starts = [span.start for span in code]
    before = ((pipe, bisect_right(starts, pipe) - 1) for pipe in pipes)
    return [pipe for pipe, number in before if number < 0 or pipe >= code[number].end]


@lru_cache(500)  # a docs set has few kinds of tables
def _column(headers: tuple[str, ...], names: tuple[str, ...]) -> int | None:
    wanted = {name.lower() for name in names}
    return next((number for number, text in enumerate(headers) if _title(text) in wanted), None)


@lru_cache(500)
def _title(text: str) -> str:
    return text.replace("&nbsp;", " ").strip("*_` ").lower()


def _kind(header: Row, section: tuple[str, ...]) -> TableKind:
    first = _title(header.cell(0).text)
    titles = {title.lower() for title in section}
    by_first = _BY_FIRST_CELL.get(first)
    if by_first:
        return by_first
    if first == "value":  # what one property or parameter may be
        return TableKind.MEMBERS if "members" in titles else TableKind.OTHER
    return next((kind for title, kind in _BY_SECTION if title in titles and first in _NAMES), TableKind.OTHER)


_NAMES = frozenset({"name", "property", "property name", "key", "parameter", "parameter name", "header"})

_BY_FIRST_CELL = {
    "permission type": TableKind.PERMISSIONS,
    "property": TableKind.PROPERTIES,
    "property name": TableKind.PROPERTIES,
    "properties": TableKind.PROPERTIES,
    "relationship": TableKind.RELATIONSHIPS,
    "relationship name": TableKind.RELATIONSHIPS,
    "relationships": TableKind.RELATIONSHIPS,
    "method": TableKind.METHODS,
    "function": TableKind.METHODS,
    "header": TableKind.HEADERS,
    "parameter": TableKind.PARAMETERS,
    "parameter name": TableKind.PARAMETERS,
    "query parameter": TableKind.PARAMETERS,
    "member": TableKind.MEMBERS,
}

_BY_SECTION = (
    ("permissions", TableKind.PERMISSIONS),
    ("request headers", TableKind.HEADERS),
    ("optional request headers", TableKind.HEADERS),
    ("function parameters", TableKind.PARAMETERS),
    ("path parameters", TableKind.PARAMETERS),
    ("query parameters", TableKind.PARAMETERS),
    ("optional query parameters", TableKind.PARAMETERS),
    ("request body", TableKind.PARAMETERS),
    ("members", TableKind.MEMBERS),
    ("properties", TableKind.PROPERTIES),
    ("relationships", TableKind.RELATIONSHIPS),
    ("methods", TableKind.METHODS),
)
