"""Every row of a permission table says that it is not supported.

An operation that nobody may call needs no page: at least one kind of account can call it, or the table was left as
the generator or a template wrote it.

"None" is another matter: it says that a token without permissions will do. Tables with a row for each resource are not
looked at. Pages with several tables may say in one of them that a case is not supported, so all of them have to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Severity, Table, Workspace, rule

from ._tables import permission_tables

_NO = re.compile(r"(?:not (?:supported|available)[ .]*)?", re.IGNORECASE)
_HEAD = "# Get dome\n\n## Permissions\n\n|{}|Permissions (from least to most privileged)|\n|:-|:-|\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(
            _HEAD.format("Permission type")
            + "|Delegated (work or school account)|Not supported.|\n|Application|Dome.Read|\n"
        ),
        Example(
            _HEAD.format("Permission type")
            + "|Delegated (work or school account)|Not supported.|\n|Application|None.|\n"
        ),
    ),
    invalid=(
        Example(
            _HEAD.format("⟦Permission type⟧")
            + "|Delegated (work or school account)|Not supported.|\n|Application|Not supported.|\n"
        ),
        Example(
            "|⟦Permission type⟧|Least privileged permissions|Higher privileged permissions|\n|:-|:-|:-|\n"
            "|Application|Not supported.|Not supported.|\n",
            path="api-reference/beta/includes/permissions/dome-get-permissions.md",
        ),
    ),
)
def no_permission_supported(page: Page, workspace: Workspace) -> Iterator[Finding]:
    tables = permission_tables(page, workspace)
    if tables and all(table.rows and _is_refusal(table) for table in tables):
        span = tables[0].header.cell(0).span
        yield Finding(span, "No kind of permission is supported", "Name the permissions, or delete the page")


def _is_refusal(table: Table) -> bool:
    cells = [cell.text for row in table.rows for cell in row.cells[1:]]
    return any(cells) and all(_NO.fullmatch(text) for text in cells)
