"""Requests of an operation have a body, but its request headers do not list Content-Type.

Without the header a server has to guess what the body is, and many refuse it. Readers look for it in the table, where
the authoring guidelines ask for it behind Authorization.

The fix adds the row with the media type of the first example; it is safe. Only pages with a table of request headers
and an example with a body are looked at, and a body on GET or DELETE does not count: it is a defect of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Message, Page, Preset, Severity, Workspace, rule

from ._blocks import example_requests
from ._header_rows import header_section, header_tables, row_added, row_of

_TAKE_BODY = frozenset({"POST", "PATCH", "PUT"})
_PAGE = """# Create dome

## Request headers

|{}|Description|
|---|---|
|Authorization|Bearer {{token}}. Required.|
{}
## Examples

```http
POST https://graph.microsoft.com/beta/domes
Content-Type: application/json

{{ "name": "East" }}
```
"""


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    valid=(
        Example(_PAGE.format("Name", "|Content-type|application/json. Required.|\n")),
        Example(_PAGE.format("Name", "").replace('{ "name": "East" }\n', "")),
    ),
    invalid=(
        Example(
            _PAGE.format("⟦Name⟧", ""),
            fixed=_PAGE.format("Name", "|Content-Type|application/json. Required.|\n"),
        ),
        Example(
            _PAGE.format("⟦Name⟧", "").replace("|Authorization|Bearer {token}. Required.|\n", ""),
            fixed=_PAGE.format("Name", "").replace(
                "|Authorization|Bearer {token}. Required.|\n", "|Content-Type|application/json. Required.|\n"
            ),
        ),
    ),
)
def missing_content_type_row(page: Page, workspace: Workspace) -> Iterator[Finding]:
    section = header_section(page)
    tables = header_tables(page) if section else []
    if not tables or any(row_of(table, "content-type") for table in tables):
        return
    request = next((message for message in example_requests(page) if _has_body(message)), None)
    if request is None:
        return
    table = tables[0]
    text = f"{request.media_type or 'application/json'}. Required."
    after = row_of(table, "authorization") or table.delimiter
    fix = row_added(page, table, after, "Content-Type", text) if len(table.header.cells) > 1 else None
    yield Finding(
        table.header.cell(0).span,
        "The request headers do not list Content-Type, but the example has a body",
        f'Add a row: "Content-Type", "{text}"',
        fix,
    )


def _has_body(message: Message) -> bool:
    return message.method.text.upper() in _TAKE_BODY and bool(message.body.text.strip())
