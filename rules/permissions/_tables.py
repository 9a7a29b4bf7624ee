"""Which tables of a page say what permissions a caller needs, and what their rows and cells are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from doclint.api import Page, Row, Slice, Table, TableKind, Workspace, plain_text

SECTIONS = ("permissions", "prerequisites")
"""Where the permissions of an API stand: the second is what pages on device management say."""

LABELS = ("Delegated (work or school account)", "Delegated (personal Microsoft account)", "Application")
"""The rows of a permission table."""


_SCOPE = re.compile(r"[A-Za-z]\.[A-Za-z]")


def permission_tables(page: Page, workspace: Workspace) -> Sequence[Table]:
    """The tables with a row for each kind of permission, and permissions in their other columns."""
    return workspace.once(_permission_tables, page)


def permission_cells(page: Page, workspace: Workspace) -> Sequence[Slice]:
    """The cells that hold permissions: of permission tables, and of those with a row for each resource."""
    return workspace.once(_permission_cells, page)


def cells_by_table(page: Page, workspace: Workspace) -> Sequence[Sequence[Slice]]:
    """The same cells, those of each table together."""
    return workspace.once(_cells_by_table, page)


def name_permission(cells: Iterable[Slice]) -> bool:
    """Whether one of the cells names a permission: where none does, "None" or nothing may mean that none is needed."""
    return any(_SCOPE.search(cell.text) for cell in cells)


def is_subrow(row: Row) -> bool:
    """Whether a row belongs to the one above: its label is indented, in bold, or the link of a resource."""
    label = row.cell(0).text
    return label.startswith(("&nbsp;", "&emsp;", "&ensp;", "**", "[", "-")) and plain_text(label) not in LABELS


def _permission_tables(page: Page, _: Workspace) -> list[Table]:
    return [table for table in page.tables if _lists_permissions(table)]


def _permission_cells(page: Page, workspace: Workspace) -> list[Slice]:
    return [cell for cells in cells_by_table(page, workspace) for cell in cells]


def _cells_by_table(page: Page, _: Workspace) -> list[list[Slice]]:
    tables = [table for table in page.tables if _lists_permissions(table) or _is_matrix(table)]
    return [[cell for row in table.rows for cell in row.cells[1 : len(table.header.cells)]] for table in tables]


def _lists_permissions(table: Table) -> bool:
    if table.kind is not TableKind.PERMISSIONS:
        return False
    others = _titles(table)
    return bool(others) and all("permission" in other or "privileged" in other for other in others)


def _is_matrix(table: Table) -> bool:
    others = _titles(table)
    return bool(others) and all(other.startswith(("delegated", "application")) for other in others)


def _titles(table: Table) -> list[str]:
    """What stands above all columns but the first."""
    return _lower(tuple([cell.text for cell in table.header.cells[1:]]))


@lru_cache(500)  # tables have the same headers over and over
def _lower(titles: tuple[str, ...]) -> list[str]:
    return [plain_text(title).lower() for title in titles]
