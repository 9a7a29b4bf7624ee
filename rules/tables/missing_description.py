"""A property, parameter, method, header or member without a description.

The description is what the table is for: a name and a type alone leave readers to guess. Rows that group others, rows
with too few cells (which table-cell-count reports) and tables without a description column are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Row, Severity, TableKind, Workspace, plain_text, rule

_BLANK = re.compile(r"(?:&nbsp;|<br ?/?>|[\s.–—-])*\Z")
_KINDS = (
    *(TableKind.PROPERTIES, TableKind.RELATIONSHIPS, TableKind.PARAMETERS),
    *(TableKind.METHODS, TableKind.HEADERS, TableKind.MEMBERS),
)
_HEADER = "|Property|Type|Description|\n|:---|:---|:---|\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f"{_HEADER}|**Optics**| | |\n|id|String|The identifier.|\n|name|String|\n"),
        Example("|Member|Value|\n|:---|:---|\n|open|1|\n"),
    ),
    invalid=(
        Example(f"{_HEADER}|⟦aperture⟧|Int32| |\n|id|String|The identifier.|\n"),
        Example("|Method|Return type|Description|\n|---|---|---|\n|⟦[Aim](../api/telescope-aim.md)⟧|None|-|\n"),
    ),
)
def missing_description(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for table in page.tables:
        column = table.column("description") if table.kind in _KINDS else None
        for row in table.rows if column else ():
            if column is not None and _lacks(row, column):
                name = row.cell(0)
                yield Finding(name.span, f'"{plain_text(name.text)}" has no description', "Say what it is for")


def _lacks(row: Row, column: int) -> bool:
    if column >= len(row.cells) or not _BLANK.match(row.cells[column].text):
        return False
    return bool(row.cell(0)) and not row.is_divider
