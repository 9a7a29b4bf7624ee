"""Which tables of a page say what permissions a caller needs, and what their rows and cells are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from doclint.api import Page, Row, Slice, Table, TableKind, plain_text

SECTIONS = ("permissions", "prerequisites")
"""Where the permissions of an API stand: the second is what pages on device management say."""

LABELS = ("Delegated (work or school account)", "Delegated (personal Microsoft account)", "Application")
"""The rows of a permission table."""


_SCOPE = re.compile(r"[A-Za-z]\.[A-Za-z]")


def permission_tables(page: Page) -> Iterator[Table]:
    """The tables with a row for each kind of permission, and permissions in their other columns."""
    return (table for table in page.tables if table.kind is TableKind.PERMISSIONS and _lists_permissions(table))


def permission_cells(page: Page) -> Iterator[Slice]:
    """The cells that hold permissions: of permission tables, and of those with a row for each resource."""
    return (cell for cells in cells_by_table(page) for cell in cells)


def cells_by_table(page: Page) -> Iterator[list[Slice]]:
    """The same cells, those of each table together."""
    for table in page.tables:
        if (table.kind is TableKind.PERMISSIONS and _lists_permissions(table)) or _is_matrix(table):
            width = len(table.header.cells)
            yield [cell for row in table.rows for cell in row.cells[1:width]]


def name_permission(cells: Iterable[Slice]) -> bool:
    """Whether one of the cells names a permission: where none does, "None" or nothing may mean that none is needed."""
    return any(_SCOPE.search(cell.text) for cell in cells)


def is_subrow(row: Row) -> bool:
    """Whether a row belongs to the one above: its label is indented, in bold, or the link of a resource."""
    label = row.cell(0).text
    return label.startswith(("&nbsp;", "&emsp;", "&ensp;", "**", "[", "-")) and plain_text(label) not in LABELS


def _lists_permissions(table: Table) -> bool:
    others = [plain_text(cell.text).lower() for cell in table.header.cells[1:]]
    return bool(others) and all("permission" in other or "privileged" in other for other in others)


def _is_matrix(table: Table) -> bool:
    others = [plain_text(cell.text).lower() for cell in table.header.cells[1:]]
    return bool(others) and all(other.startswith(("delegated", "application")) for other in others)
