"""A table of methods says that a deletion returns something.

A deletion answers 204 and sends nothing back. Readers who find a type in the column look for a body that never comes,
as do tools that write clients from the table.

The authoring guidelines ask for "None". "No content", a dash and an empty cell are accepted, and so are rows whose text
only begins with the word ("Delete history"). The fix writes "None"; since readers see it, it is not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    Preset,
    Row,
    Severity,
    Slice,
    TableKind,
    Workspace,
    plain_text,
    rule,
)

from ._links import links_in

_DELETES = re.compile(r"-delete\.md\Z", re.IGNORECASE)
_NOTHING = re.compile(r"(?:none|no content|no response body|204.{0,20}|void|n/?a|[-–—])?[ .]*", re.IGNORECASE)
_HEAD = "# dome resource type\n\n## Methods\n\n|Method|Return type|Description|\n|-|-|-|\n"
_PATH = "api-reference/beta/resources/dome.md"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(_HEAD + "|[Delete](../api/dome-delete.md)|None|Tears it down.|\n", path=_PATH),
        Example(_HEAD + "|[Get](../api/dome-get.md)|[dome](dome.md)|Reads it.|\n", path=_PATH),
    ),
    invalid=(
        Example(
            _HEAD + "|[Delete](../api/dome-delete.md)|⟦[dome](dome.md)⟧|Tears it down.|\n",
            path=_PATH,
            fixed=_HEAD + "|[Delete](../api/dome-delete.md)|None|Tears it down.|\n",
        ),
        Example(
            _HEAD + "|[Delete dome](../api/dome-delete.md)|⟦Boolean⟧|Tears it down.|\n",
            path=_PATH,
            fixed=_HEAD + "|[Delete dome](../api/dome-delete.md)|None|Tears it down.|\n",
        ),
    ),
)
def method_return_type(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for table in page.tables:
        column = table.column("return type", "returns") if table.kind is TableKind.METHODS else None
        for row in table.rows if column else ():
            cell = row.cell(column)
            if not _NOTHING.fullmatch(plain_text(cell.text)) and _deletes(page, row):
                yield _finding(cell)


def _deletes(page: Page, row: Row) -> bool:
    return any(_DELETES.search(link.path) for link in links_in(page, row.cell(0).span))


def _finding(cell: Slice) -> Finding:
    message = f"A deletion is said to return {plain_text(cell.text)[:60]}"
    return Finding(cell.span, message, "Write None", Fix("Write None", (Edit(cell.span, "None"),), safe=False))
