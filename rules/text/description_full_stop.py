"""A description does not end with a full stop.

Descriptions are sentences, or stand for one; tools put them one after the other, in hovers, summaries and search
results, where those without an end run into the next.

The front matter and the Description column of tables of properties, relationships, parameters and members are looked
at. One word, code alone, and a text that ends in another mark (`?`, `:`, a list) are accepted. There is one finding for
a table; the fix puts the stops in, and is safe.
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
    PageKind,
    Preset,
    Severity,
    Slice,
    Span,
    TableKind,
    Workspace,
    rule,
)

_CODE = re.compile(r"`[^`]*`")
_END = re.compile(r"(?P<mark>[.!?:;…>]|&nbsp;)?[)\"'’*_\]`\s]*\Z")
_LONGEST_END = 60
_KINDS = (TableKind.PROPERTIES, TableKind.RELATIONSHIPS, TableKind.PARAMETERS, TableKind.MEMBERS, TableKind.METHODS)
_PATH = "api-reference/beta/resources/dome.md"


@rule(
    severity=Severity.INFO,
    preset=Preset.ALL,
    valid=(
        Example("---\ndescription: Reads a dome.\n---\n# Get dome\n"),
        Example(
            "|Property|Type|Description|\n|-|-|-|\n|id|String|Key|\n|name|String|Its name. Read-only.|\n", path=_PATH
        ),
    ),
    invalid=(
        Example(
            '---\ndescription: "⟦Reads a dome⟧"\n---\n# Get dome\n',
            fixed='---\ndescription: "Reads a dome."\n---\n# Get dome\n',
        ),
        Example(
            "|Property|Type|Description|\n|-|-|-|\n|id|String|⟦Its key⟧|\n|name|String|Name of the [dome](dome.md)|\n",
            path=_PATH,
            fixed="|Property|Type|Description|\n|-|-|-|\n|id|String|Its key.|\n"
            "|name|String|Name of the [dome](dome.md).|\n",
        ),
    ),
)
def description_full_stop(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind in (PageKind.INCLUDE, PageKind.CONCEPTUAL):
        return
    entry = page.front_matter.get("description") if page.front_matter else None
    if entry and _lacks_end(entry.inner):
        yield _finding([entry.inner])
    for table in page.tables:
        column = table.column("description") if table.kind in _KINDS else None
        cells = [row.cell(column) for row in table.rows if not row.is_divider] if column is not None else []
        lacking = [cell for cell in cells if _lacks_end(cell)]
        if lacking:
            yield _finding(lacking)


def _lacks_end(text: Slice) -> bool:
    end = _END.search(text.text[-_LONGEST_END:])
    is_ended = end is not None and end["mark"] is not None
    has_words = any(map(str.isalnum, _CODE.sub("", text.text)))
    return not is_ended and has_words and len(text.text.split()) > 1


def _finding(texts: list[Slice]) -> Finding:
    more = f" (and {len(texts) - 1} more in this table)" if texts[1:] else ""
    edits = tuple(Edit(Span(text.span.end, text.span.end), ".") for text in (t.strip() for t in texts))
    message = f"The description does not end with a full stop{more}"
    return Finding(texts[0].span, message, "End it with a full stop", Fix("End with a full stop", edits))
