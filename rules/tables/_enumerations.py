"""The values that the tables of a page enumerate in words."""

from __future__ import annotations

from collections.abc import Sequence

from doclint.api import Page, PropertyRow, Slice, Workspace, read_possible_values


def enumerations(page: Page, workspace: Workspace) -> Sequence[tuple[PropertyRow, tuple[Slice, ...]]]:
    """The typed rows whose descriptions enumerate values, each with these."""
    return workspace.once(_enumerations, page)


def _enumerations(page: Page, _: Workspace) -> list[tuple[PropertyRow, tuple[Slice, ...]]]:
    listed = ((row, read_possible_values(row.description)) for row in page.properties if row.type.name)
    return [(row, values) for row, values in listed if values]
