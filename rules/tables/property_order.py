"""A table of properties or relationships that is not in alphabetical order.

Long tables are searched by eye. `id` may come first, and deprecated properties last, in an order of their own. Letter
case does not count. Tables that group their rows are sorted within each group.

There is one finding for a table, at the first row out of place. The fix sorts the rows and is safe. Pages of classic
form follow other orders, so the rule is on in `strict` only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from doclint.api import (
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    Preset,
    Row,
    Severity,
    Table,
    TableKind,
    Workspace,
    plain_text,
    rule,
)

_KINDS = (TableKind.PROPERTIES, TableKind.RELATIONSHIPS)
_SECTIONS = ("properties", "relationships")
_HEADER = "## Properties\n\n|Property|Type|\n|:---|:---|\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(f"{_HEADER}|id|String|\n|Aperture|Int32|\n|**dome**|Int32|\n|azimuth (deprecated)|Int32|\n"),
        Example(f"{_HEADER}|**Optics**|\n|lens|String|\n|**Mechanics**|\n|gear|String|\n|motor|String|\n"),
    ),
    invalid=(
        Example(
            f"{_HEADER}|id|String|\n|dome|Int32|\n|⟦aperture⟧|Int32|\n|lens|Int32|\n|id2|Int32|\n",
            fixed=f"{_HEADER}|id|String|\n|aperture|Int32|\n|dome|Int32|\n|id2|Int32|\n|lens|Int32|\n",
        ),
        Example(
            f"{_HEADER}|**Optics**|\n|mirror|String|\n|⟦lens⟧|String|\n|**Mechanics**|\n|gear|String|\n",
            fixed=f"{_HEADER}|**Optics**|\n|lens|String|\n|mirror|String|\n|**Mechanics**|\n|gear|String|\n",
        ),
    ),
)
def property_order(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for table in page.tables:
        if table.kind not in _KINDS or not table.section or table.section[-1].lower() not in _SECTIONS:
            continue
        if any(not row.cell(0) for row in table.rows):
            continue  # rows cut in two; table-cell-count says so
        ordered = [(row, moved) for group in _groups(table) for row, moved in zip(group, _sorted(group), strict=True)]
        out_of_place = next((after for group in _groups(table) for after in _first_unsorted(group)), None)
        if out_of_place:
            edits = tuple(
                Edit(row.span, page.text[moved.span.start : moved.span.end]) for row, moved in ordered if row != moved
            )
            name = out_of_place.cell(0)
            message = f'"{plain_text(name.text)}" is out of alphabetical order'
            fix = Fix("Sort the rows", edits) if _is_whole(table) else None
            yield Finding(name.span, message, "Sort the rows by name", fix)


def _is_whole(table: Table) -> bool:
    """Whether no line of a table may be the rest of the row above, which a line break has cut off."""
    return all(row.is_divider or len(row.cells) == len(table.header.cells) for row in table.rows)


def _groups(table: Table) -> list[list[Row]]:
    """The rows between dividers."""
    groups: list[list[Row]] = [[]]
    for row in table.rows:
        if row.is_divider:
            groups.append([])
        else:
            groups[-1].append(row)
    return groups


def _sorted(group: list[Row]) -> list[Row]:
    """The rows in order: ``id`` stays first, and deprecated rows last, where they are."""
    deprecated_last = bool(group) and _is_deprecated(group[-1])
    first = group[:1] if group and _name(group[0]) == "id" else []
    rest = group[len(first) :]
    return first + sorted(rest, key=lambda row: (deprecated_last and _is_deprecated(row), _name(row)))


def _first_unsorted(group: list[Row]) -> Iterator[Row]:
    """The first row that stands below one it should stand above."""
    places = {row.span: number for number, row in enumerate(_sorted(group))}
    return (after for before, after in pairwise(group) if places[after.span] < places[before.span])


def _name(row: Row) -> str:
    return plain_text(row.cell(0).text).partition(" ")[0].lstrip("@$").lower()


def _is_deprecated(row: Row) -> bool:
    return "deprecated" in row.cell(0).text.lower()
