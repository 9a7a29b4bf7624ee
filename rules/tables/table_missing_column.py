"""A table of properties or relationships without a column for the name, the type or the description.

A resource's tables are where readers and tools learn its properties: without the type or the description there is
nothing to learn. Tables of just names and types, as pages on reports have them, are fine.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, PageKind, Severity, TableKind, Workspace, rule

_COLUMNS = {
    "name": ("property", "property name", "properties", "relationship", "relationship name", "name"),
    "type": ("type", "data type"),
    "description": ("description",),
}
_SECTIONS = ("properties", "relationships")


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(
            "# telescope resource type\n\n## Properties\n\n|Property|Type|Description|\n|---|---|---|\n|id|String|x|\n",
            path="api-reference/beta/resources/telescope.md",
        ),
        Example(
            "# telescope report\n\n## Properties\n\n|Property|Type|\n|:---|:---|\n|nights|Int32|\n",
            path="api-reference/beta/resources/telescopereport.md",
        ),
    ),
    invalid=(
        Example(
            "# telescope resource type\n\n## Properties\n\n⟦|Property|Description|⟧\n|:---|:---|\n|id|x|\n",
            path="api-reference/beta/resources/telescope.md",
        ),
        Example(
            "# telescope resource type\n\n## Relationships\n\n⟦|Relationship|Type|Notes|⟧\n|---|---|---|\n|a|dome|x|\n",
            path="api-reference/beta/resources/telescope.md",
        ),
    ),
)
def table_missing_column(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is not PageKind.RESOURCE:
        return
    for table in page.tables:
        wanted = table.kind in (TableKind.PROPERTIES, TableKind.RELATIONSHIPS)
        if not wanted or not table.section or table.section[-1].lower() not in _SECTIONS:
            continue
        missing = [name for name, titles in _COLUMNS.items() if table.column(*titles) is None]
        if missing and not (missing == ["description"] and len(table.header.cells) == len(("name", "type"))):
            columns = " and none for the ".join(missing)
            yield Finding(table.header.span, f"The table has no column for the {columns}", "Add the column")
