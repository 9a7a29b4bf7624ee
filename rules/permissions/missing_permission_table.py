"""A Permissions section that lists no permissions.

Readers look here for the least privilege their app needs. The section holds either a table with a row for each kind of
permission, or, since permissions are generated, an include from `includes/permissions`. Any table counts, so that
pages with a row for each resource are fine.

Pages on device management call the section Prerequisites.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, PageKind, Section, Severity, Workspace, rule

from ._tables import SECTIONS


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(
            "# Get telescope\n\n## Permissions\n\n"
            "|Permission type|Permissions (from least to most privileged)|\n|:---|:---|\n"
            "|Delegated (work or school account)|Telescope.Read|\n"
        ),
        Example(
            '# Get telescope\n\n## Permissions\n\n<!-- { "blockType": "permissions", "name": "telescope_get" } -->\n'
            "[!INCLUDE [permissions-table](../includes/permissions/telescope-get-permissions.md)]\n"
        ),
    ),
    invalid=(
        Example("# Get telescope\n\n## ⟦Permissions⟧\n\nThe app needs Telescope.Read.\n\n## HTTP request\n"),
        Example("# Get telescope\n\n## ⟦Prerequisites⟧\n\nOne of the following permissions is required.\n"),
    ),
)
def missing_permission_table(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is not PageKind.API:
        return
    section = page.section(*SECTIONS)
    if section and not _lists_permissions(page, section):
        yield Finding(
            section.heading.title.span,
            f'The section "{section.title}" has neither a permission table nor an include with one',
            "Add a table with the three kinds of permission, or the include from includes/permissions",
        )


def _lists_permissions(page: Page, section: Section) -> bool:
    included = any("permission" in link.path.lower() for link in page.includes if section.span.holds(link.span))
    return included or any(section.span.holds(table.span) for table in page.tables)
