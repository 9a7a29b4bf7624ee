"""The request headers of an operation do not list Authorization.

Nearly every request is refused without a token, and readers who build one from the table leave the header out. The
authoring guidelines ask for it as the first row.

The fix adds the row; it is safe. A section with headers in words, or with a table of another kind, is accepted when it
speaks of authorization at all. A page without the section is the matter of `missing-section`.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Preset, Severity, Workspace, rule

from ._header_rows import header_section, header_tables, row_added, row_of

_HEADING = "# Get dome\n\n## Request headers\n\n"
_TEXT = "Bearer {token}. Required."


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    valid=(
        Example(_HEADING + "|Name|Description|\n|---|---|\n|`authorization`|Bearer {token}. Required.|\n"),
        Example("# dome resource type\n\n## Request headers\n\nNone.\n", path="api-reference/beta/resources/dome.md"),
    ),
    invalid=(
        Example(
            _HEADING + "|⟦Name⟧|Description|\n|---|---|\n|If-Match|The version of the dome.|\n",
            fixed=_HEADING + f"|Name|Description|\n|---|---|\n|Authorization|{_TEXT}|\n"
            "|If-Match|The version of the dome.|\n",
        ),
        Example("# Get dome\n\n## ⟦Request headers⟧\n\nNone.\n"),
    ),
)
def missing_authorization_row(page: Page, workspace: Workspace) -> Iterator[Finding]:
    section = header_section(page)
    if section is None:
        return
    tables = header_tables(page)
    if any(row_of(table, "authorization") for table in tables):
        return
    message, advice = "The request headers do not list Authorization", f'Add a row: "Authorization", "{_TEXT}"'
    if tables:
        table = tables[0]
        fix = row_added(page, table, table.delimiter, "Authorization", _TEXT) if len(table.header.cells) > 1 else None
        yield Finding(table.header.cell(0).span, message, advice, fix)
    elif "authorization" not in page.visible[section.content.start : section.content.end].lower():
        yield Finding(section.heading.title.span, message, advice)
