"""The cells of a page that name a type."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Page, TableKind, TypeCell, read_type_cell


def type_cells(page: Page) -> Iterator[TypeCell]:
    """The types of properties, relationships and parameters, and what methods return.

    The type column of header tables is left out: it holds no types of the API.
    """
    yield from (row.type for row in page.properties if row.type.name)
    for table in page.tables:
        column = table.column("return type", "returns") if table.kind is TableKind.METHODS else None
        if column is not None:
            cells = (read_type_cell(row.cell(column)) for row in table.rows)
            yield from (cell for cell in cells if cell.name)
