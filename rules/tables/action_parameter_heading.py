"""The body of an action is described by a table of properties.

What an action is sent are its parameters: they belong to the call and to no type, and have other rules than properties
have (OData CSDL 4.01, 12.9). A table that calls them properties sends readers to look for a type that has them.

Only pages with a title of the form "type: action" are looked at, unless the table speaks of the properties of one
parameter. The fix renames the column; since readers see it, it is not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, PageKind, Preset, Severity, Workspace, rule

_ACTION = re.compile(r"[a-z]\w*:[ \t]*[a-z]\w*(?: \(deprecated\))?", re.ASCII)
_PROPERTY = re.compile(r"property\b", re.IGNORECASE)
_HEAD = "# dome: open\n\n## Request body\n\n"
_ROWS = "|Type|Description|\n|:-|:-|:-|\n|slit|Int32|How far.|\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(f"{_HEAD}|Parameter{_ROWS}"),
        Example(f"# Update dome\n\n## Request body\n\n|Property{_ROWS}"),
    ),
    invalid=(
        Example(f"{_HEAD}|⟦Property⟧{_ROWS}", fixed=f"{_HEAD}|Parameter{_ROWS}"),
        Example(f"{_HEAD}| **⟦Property⟧** {_ROWS}", fixed=f"{_HEAD}| **Parameter** {_ROWS}"),
    ),
)
def action_parameter_heading(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is not PageKind.API or page.h1 is None or not _ACTION.fullmatch(page.h1.text):
        return
    section = page.section("request body")
    table = next((t for t in page.tables if section and section.own.holds(t.span)), None)
    match = _PROPERTY.search(table.header.cell(0).text) if table else None
    if table and match:
        place = table.header.cell(0).group(match)
        fix = Fix("Write Parameter", (Edit(place.span, "Parameter"),), safe=False)
        yield Finding(place.span, "The parameters of an action are called properties", "Write Parameter", fix)
