"""A kind of permission without a word on which permissions it takes.

An empty cell leaves it open whether no permission is needed, none is supported, or the author did not know. Where
the rows below refine an empty one (indented, or in bold), nothing is missing.

The fix writes "Not supported.", which may be wrong, so it is not safe. There is none where the table names no
permission at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from doclint.api import Edit, Example, Finding, Fix, Page, Row, Severity, Table, Workspace, rule

from ._tables import is_subrow, name_permission, permission_tables


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(
            "|Permission type|Permissions|\n|---|---|\n"
            "|Delegated (work or school account)| |\n"
            "|&nbsp; &nbsp; **Observatory**|Telescope.Read|\n"
            "|Application|Not supported.|\n"
        ),
        Example("|Permission type|Permissions|\n|---|---|\n|Application|Telescope.Read.All|\n"),
    ),
    invalid=(
        Example(
            "|Permission type|Permissions|\n|---|---|\n"
            "|Delegated (work or school account)|Telescope.Read|\n|⟦Application⟧||\n",
            fixed="|Permission type|Permissions|\n|---|---|\n"
            "|Delegated (work or school account)|Telescope.Read|\n|Application|Not supported.|\n",
        ),
        Example(
            "|Permission type|Least privileged permissions|Higher privileged permissions|\n|---|---|---|\n"
            "|Delegated (work or school account)|Telescope.Read|Not available.|\n"
            "|⟦Application⟧|Telescope.Read.All|  |\n",
            fixed="|Permission type|Least privileged permissions|Higher privileged permissions|\n|---|---|---|\n"
            "|Delegated (work or school account)|Telescope.Read|Not available.|\n"
            "|Application|Telescope.Read.All|  Not available.|\n",
        ),
    ),
)
def permission_empty_cell(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for table in permission_tables(page, workspace):
        for row, below in zip_longest(table.rows, table.rows[1:]):
            refined = below is not None and is_subrow(below) and not is_subrow(row)
            empty = [number for number, cell in enumerate(row.cells) if number and not cell]
            fits = len(row.cells) <= len(table.header.cells)
            if empty and fits and row.cell(0) and not refined:
                yield _finding(table, row, empty)


def _finding(table: Table, row: Row, empty: list[int]) -> Finding:
    texts = {number: _text(table, row, number) for number in empty}
    edits = tuple(Edit(row.cells[number].span, text) for number, text in texts.items())
    is_open = name_permission(cell for other in table.rows for cell in other.cells[1:])
    return Finding(
        row.cell(0).span,
        f'No permission is given for "{row.cell(0).text}"',
        f'Name the permissions, or say "{texts[empty[0]]}"',
        Fix(f'Write "{texts[empty[0]]}"', edits, safe=False) if is_open else None,
    )


def _text(table: Table, row: Row, number: int) -> str:
    """What generated tables say: there may be none that is higher than the least, or none at all."""
    higher = "higher" in table.header.cell(number).text.lower()
    return "Not available." if higher and "." in row.cell(1).text.rstrip(".") else "Not supported."
