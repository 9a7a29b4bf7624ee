"""The cells of a page that name a type."""

from __future__ import annotations

from collections.abc import Sequence

from doclint.api import Page, TableKind, TypeCell, Workspace, read_type_cell


def type_cells(page: Page, workspace: Workspace) -> Sequence[TypeCell]:
    """The types of properties, relationships and parameters, and what methods return.

    The type column of header tables is left out: it holds no types of the API.
    """
    return workspace.once(_type_cells, page)


def _type_cells(page: Page, _: Workspace) -> list[TypeCell]:
    cells = [row.type for row in page.properties]
    for table in page.tables:
        column = table.column("return type", "returns") if table.kind is TableKind.METHODS else None
        if column is not None:
            cells += (read_type_cell(row.cell(column)) for row in table.rows)
    return [cell for cell in cells if cell.name]
