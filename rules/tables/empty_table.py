"""A table without rows.

A header with nothing below it looks like a mistake of the page or of its reader. Where a type has no properties,
relationships or methods of its own, the section says "None." instead.

The fix replaces such a table by "None."; it is safe. In other tables something is missing, so there is no fix.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, TableKind, Workspace, rule

_NONE = (TableKind.PROPERTIES, TableKind.RELATIONSHIPS, TableKind.METHODS)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("## Properties\n\nNone.\n"),
        Example("|Property|Type|\n|:---|:---|\n|id|String|\n"),
    ),
    invalid=(
        Example(
            "## Relationships\n\n⟦|Relationship|Type|Description|⟧\n|:---|:---|:---|\n\n## Methods\n",
            fixed="## Relationships\n\nNone.\n\n## Methods\n",
        ),
        Example("## Permissions\n\n⟦|Permission type|Permissions|⟧\n|:---|:---|\n"),
    ),
)
def empty_table(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for table in page.tables:
        if table.rows:
            continue
        fix = Fix('Write "None."', (Edit(table.span, "None."),)) if table.kind in _NONE else None
        help_text = 'Write "None." if there are none' if fix else "Fill the table or remove it"
        yield Finding(table.header.span, "The table has a header, but no rows", help_text, fix)
