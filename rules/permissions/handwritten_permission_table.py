"""A page with generated permissions has a permission table written by hand.

Since 2023 the permissions of an operation are written by a tool into a file under `includes/permissions`, which the
page includes. A table of its own is not updated with the service, and soon says something else.

Only pages that are modern by their own marks (`ms.subservice`, or such an include) are looked at; on older ones the
table is the only place there is. Tables that say what differs by resource are accepted.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Dialect, Example, Finding, Page, PageKind, Preset, Severity, Workspace, rule

from ._tables import SECTIONS, permission_tables

_TABLE = (
    "|{}|Least privileged permissions|Higher privileged permissions|\n|:-|:-|:-|\n"
    "|Delegated (work or school account)|Dome.Read|Not available.|\n"
)
_MODERN = "---\nms.subservice: domes\n---\n# Get dome\n\n## Permissions\n\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example("---\nms.prod: domes\n---\n# Get dome\n\n## Permissions\n\n" + _TABLE.format("Permission type")),
        Example(_TABLE.format("Permission type"), path="api-reference/beta/includes/permissions/dome-get.md"),
    ),
    invalid=(
        Example(_MODERN + _TABLE.format("⟦Permission type⟧")),
        Example(
            "# Get dome\n\n## Permissions\n\n[!INCLUDE [a](../includes/permissions/dome-get-permissions.md)]\n\n"
            + _TABLE.format("⟦Permission type⟧")
        ),
    ),
)
def handwritten_permission_table(page: Page, workspace: Workspace) -> Iterator[Finding]:
    section = page.section(*SECTIONS)
    if section is None or page.kind is not PageKind.API or page.dialect is not Dialect.MODERN:
        return
    for table in permission_tables(page, workspace):
        if section.span.holds(table.span):
            yield Finding(
                table.header.cell(0).span,
                "The permission table stands on the page itself",
                "Include the generated table from includes/permissions",
            )
