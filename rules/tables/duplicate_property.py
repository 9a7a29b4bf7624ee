"""A property, relationship, parameter or member twice in one table.

Two rows for one name leave it open which type and description hold. Tables that group their rows may repeat a name in
another group, and names that differ in letter case are different names.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Related, Severity, Slice, TableKind, Workspace, plain_text, rule

_KINDS = (TableKind.PROPERTIES, TableKind.RELATIONSHIPS, TableKind.PARAMETERS, TableKind.MEMBERS)
_HEADER = "|Property|Type|\n|:---|:---|\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f"{_HEADER}|**Optics**|\n|id|String|\n|**Mechanics**|\n|id|String|\n"),
        Example(f"{_HEADER}|id|String|\n\n{_HEADER}|id|String|\n"),
    ),
    invalid=(
        Example(f"{_HEADER}|id|String|\n|name|String|\n|⟦id⟧|Guid|\n"),
        Example("|Member|Value|\n|:---|:---|\n|open|0|\n|⟦**open**⟧|1|\n"),
    ),
)
def duplicate_property(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for table in page.tables:
        first: dict[str, Slice] = {}
        for row in table.rows if table.kind in _KINDS else ():
            cell = row.cell(0)
            name = plain_text(cell.text)
            if row.is_divider:
                first.clear()
            elif name in first:
                related = (Related("First here", first[name].span),)
                yield Finding(
                    cell.span, f'"{name}" stands twice in this table', "Keep one of the rows", related=related
                )
            elif name:
                first[name] = cell
