"""A property without a type.

Readers cannot build a request from a property whose type is left open, and tools take the type of a property from
its table. Rows that group others, and rows with too few cells (which table-cell-count reports), are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Severity, Workspace, rule

_HEADER = "|Property|Type|Description|\n|:---|:---|:---|\n"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(f"{_HEADER}|**Optics**| | |\n|id|String|The identifier.|\n|name|\n"),
        Example("|Header|Type|Description|\n|:---|:---|:---|\n|Authorization||Bearer {{token}}.|\n"),
    ),
    invalid=(
        Example(f"{_HEADER}|id|String|The identifier.|\n|⟦aperture⟧| |In millimetres.|\n"),
        Example("|Parameter|Type|\n|---|---|\n|⟦target⟧||\n"),
    ),
)
def empty_type(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for row in page.properties:
        if row.type.raw.text.replace("&nbsp;", "").strip():
            continue
        column = row.table.column("type", "data type")
        if column is not None and column < len(row.row.cells):
            yield Finding(row.name.span, f'"{row.name.text}" has no type', "Name its type")
