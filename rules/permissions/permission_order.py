"""Permissions that are not listed from the least to the most privileged, although the header says so.

Readers take the first permission that does. The order of two permissions is known where one holds the other: reading
comes before writing, and without `.All` before with it. Where the header says "from most to least privileged", as on
older pages, the order is the reverse.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from doclint.api import Example, Finding, Page, Preset, Related, Severity, Slice, Workspace, rule

from ._scopes import read_scopes
from ._tables import permission_tables

_MOST = 50
_OPERATIONS = ("ReadBasic", "Read", "ReadWrite")
_LEAST_FIRST = "|Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n"
_MOST_FIRST = "|Permission type|Permissions (from most to least privileged)|\n|:---|:---|\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    valid=(
        Example(
            f"{_LEAST_FIRST}|Application|Dome.ReadWrite, Telescope.Read, Telescope.Read.All, Telescope.ReadWrite|\n"
        ),
        Example(f"{_MOST_FIRST}|Application|Telescope.ReadWrite.All, Telescope.Read.All|\n"),
    ),
    invalid=(
        Example(f"{_LEAST_FIRST}|Application|Telescope.ReadWrite.All, Dome.Read, ⟦Telescope.Read.All⟧|\n"),
        Example(f"{_MOST_FIRST}|Application|Telescope.Read, ⟦Telescope.Read.All⟧, Telescope.ReadWrite.All|\n"),
    ),
)
def permission_order(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for table in permission_tables(page, workspace):
        for column, header in enumerate(table.header.cells):
            said = header.text.lower()
            if "least to most" in said or "most to least" in said:
                for row in table.rows:
                    yield from _disorder(row.cell(column), least_first="least to most" in said)


def _disorder(cell: Slice, *, least_first: bool) -> Iterator[Finding]:
    """The first permission of a list that stands behind one it should stand before."""
    scopes = read_scopes(cell)
    words = scopes.text.split()
    if not scopes.is_list or "and" in words or "plus" in words:
        return
    for before, after in combinations(scopes.names[:_MOST], 2):
        lower, higher = (after, before) if least_first else (before, after)
        if _holds(higher.text, lower.text):
            message = f'"{after.text}" stands behind "{before.text}", against the order that the header names'
            yield Finding(after.span, message, "Reorder the list", related=(Related("Behind this", before.span),))
            return


def _holds(higher: str, lower: str) -> bool:
    """Whether the first permission allows all that the second does, and more."""
    (resource, operation, *rest), (other, other_operation, *other_rest) = higher.split("."), lower.split(".")
    if resource != other or operation not in _OPERATIONS or other_operation not in _OPERATIONS:
        return False
    if rest not in ([], ["All"]) and rest != other_rest:
        return False
    if other_rest not in ([], ["All"]) and rest != other_rest:
        return False
    more = _OPERATIONS.index(operation) - _OPERATIONS.index(other_operation)
    wider = len(rest) - len(other_rest)
    return more >= 0 and wider >= 0 and more + wider > 0
