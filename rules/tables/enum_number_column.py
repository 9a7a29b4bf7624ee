"""A table of an enumeration's members shows their numbers.

The service sends and takes members by name. Numbers in a table invite clients to send them, and to rely on an order
that may change; the authoring guidelines leave them out.

A column called Value counts when each of its cells is a number. There is no fix: whoever takes the column away should
see that the names are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Preset, Severity, TableKind, Workspace, rule

_NUMBER = re.compile(r"`?-?(?:\d{1,10}|0x[0-9a-fA-F]{1,8})`?", re.ASCII)
_COLUMNS = ("value", "numeric value", "number")
_PATH = "api-reference/beta/resources/hue.md"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example("# hue enum type\n\n## Members\n\n|Member|Description|\n|-|-|\n|red|Red.|\n", path=_PATH),
        Example("# hue enum type\n\n## Members\n\n|Member|Value|\n|-|-|\n|red|crimson|\n|blue|2|\n", path=_PATH),
    ),
    invalid=(
        Example("# hue enum type\n\n## Members\n\n|Member|⟦Value⟧|\n|-|-|\n|red|0|\n|blue|1|\n", path=_PATH),
        Example("### hue values\n\n|Member|⟦Numeric value⟧|Description|\n|-|-|-|\n|red|0x1|Red.|\n", path=_PATH),
    ),
)
def enum_number_column(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for table in page.tables:
        column = table.column(*_COLUMNS) if table.kind is TableKind.MEMBERS else None
        if column and table.rows and all(_NUMBER.fullmatch(row.cell(column).text) for row in table.rows):
            span = table.header.cell(column).span
            yield Finding(span, "The table shows the numbers of the members", "Take the column away")
