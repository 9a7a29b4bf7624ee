"""A property table of a resource has a property that its JSON representation does not show.

The representation is there to show the whole resource at a glance, and code is generated from it. Relationships,
inherited and deprecated properties need not be in it; nor is anything missing where it is cut short with an ellipsis.
Intune pages that group their properties by field of use show only those that belong to all of them.
A property that the sample shows under a similar name is reported here alone, not by json-property-not-in-table, too.

The fix adds the property with the name of its type for a value, or takes the spelling of the sample, which is nearer to
what code reads than a table is. Neither is safe: the other side may be what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    NEWLINE,
    PRIMITIVES,
    Dialect,
    Edit,
    Example,
    Finding,
    Fix,
    JsonMember,
    Page,
    PropertyRow,
    Related,
    Severity,
    Slice,
    Span,
    Workspace,
    rule,
)

from ._representation import NAME, Representation, representations, sample_value

PATH = "api-reference/beta/resources/lens.md"
ANNOTATION = '<!-- { "blockType": "resource", "@odata.type": "contoso.sky.lens" } -->\n```json\n'
_HEAD = "# lens resource type\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n"
_GLASS = {"api-reference/beta/resources/glass.md": "# glass resource type\n\nNamespace: contoso.sky\n"}
_WORD = re.compile(r"\w+")
_WORDS = re.compile(r"(?: +\w+)*")
_ODD = re.compile(r"\A[A-Z_]|[A-Z]{2}")
"""Found in names of properties that are not in camel case."""
_FEW = 3
"""More missing properties than this have one cause, and are one finding."""


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f'{_HEAD}|id|String|x|\n|size|Int32|x|\n\n{ANNOTATION}{{ "id": "String", "size": 1024 }}\n```\n', PATH),
        Example(
            f"{_HEAD}|id|String|Inherited from [part](part.md).|\n|size|Int32|Deprecated.|\n\n"
            "## Relationships\n|Relationship|Type|\n|:---|:---|\n|dome|[dome](dome.md)|\n\n"
            f"{ANNOTATION}{{ }}\n```\n",
            PATH,
        ),
    ),
    invalid=(
        Example(
            f"{_HEAD}|id|String|x|\n|⟦glass⟧|[glass](glass.md) collection|x|\n\n{ANNOTATION}{{\n"
            '  "id": "String"\n}\n```\n',
            PATH,
            _GLASS,
            fixed=f"{_HEAD}|id|String|x|\n|glass|[glass](glass.md) collection|x|\n\n{ANNOTATION}{{\n"
            '  "id": "String",\n  "glass": [{"@odata.type": "contoso.sky.glass"}]\n}\n```\n',
        ),
        Example(
            f'{_HEAD}|⟦focallength⟧|Double|x|\n\n{ANNOTATION}{{ "focalLength": 1.0 }}\n```\n',
            PATH,
            fixed=f'{_HEAD}|focalLength|Double|x|\n\n{ANNOTATION}{{ "focalLength": 1.0 }}\n```\n',
        ),
        Example(
            f"{_HEAD}|⟦id⟧|String|x|\n|a|Int32|x|\n|b|Int32|x|\n|c|Int32|x|\n\n{ANNOTATION}{{ }}\n```\n",
            PATH,
        ),
    ),
)
def property_not_in_json(page: Page, workspace: Workspace) -> Iterator[Finding]:
    is_intune = workspace.dialect(page) is Dialect.INTUNE
    grouped = {table.span for table in page.tables if is_intune and any(row.is_divider for row in table.rows)}
    for sample in representations(page, workspace):
        missing = tuple(row for row in sample.missing if row.table.span not in grouped)
        if any(slip.kind == "ellipsis" for slip in sample.document.slips):
            continue
        for name, row in sample.undocumented.items():
            if row and NAME.fullmatch(name) and name not in _WORD.findall(_cell_of(row).text):
                yield _misspelt(row, sample.members[name])
        for rows in [(row,) for row in missing] if len(missing) <= _FEW else [missing]:
            values = [(row.name.text, sample_value(row, page, workspace)) for row in rows]
            yield _finding(rows, sample, _fix(values, sample, page))


def _finding(rows: tuple[PropertyRow, ...], sample: Representation, fix: Fix | None) -> Finding:
    first = rows[0].name
    others = f" and {len(rows) - 1} more properties are" if len(rows) > 1 else " is"
    return Finding(
        first.span,
        f'"{first.text}"{others} in the table, but not in the JSON representation',
        f"Add {'them' if len(rows) > 1 else 'it'} to the JSON representation, or correct the table",
        fix,
        (Related("The JSON representation", Span(sample.root.span.start, sample.root.span.start + 1)),),
    )


def _misspelt(row: PropertyRow, member: JsonMember) -> Finding:
    written, shown = row.name.text, member.key
    is_better = not _ODD.search(shown) or bool(_ODD.search(written))
    is_other = row.type.canonical in PRIMITIVES and member.node.kind == "object"
    place = _whole_name(row, shown) if is_better and not is_other else None
    fix = Fix(f'Write "{shown}"', (Edit(place, shown),), safe=False) if place else None
    return Finding(
        row.name.span,
        f'"{written}" is "{shown}" in the JSON representation',
        "Spell it alike in both",
        fix,
        (Related(f'"{shown}" in the JSON representation', member.key_span),),
    )


def _cell_of(row: PropertyRow) -> Slice:
    """The cell that a name stands in: it may begin or end with what is no part of the name."""
    return next((cell for cell in row.row.cells if cell.span.holds(row.name.span)), row.name)


def _whole_name(row: PropertyRow, shown: str) -> Span | None:
    """Where the name stands, with the words behind it that belong to it; nothing where they do not seem to."""
    start, end = row.name.span
    cell = _cell_of(row)
    words = _WORDS.match(cell.text, end - cell.span.start)
    if not words or not words[0]:
        return row.name.span
    together = (row.name.text + words[0]).replace(" ", "")
    return Span(start, cell.span.start + words.end()) if together.lower() == shown.lower() else None


def _fix(values: list[tuple[str, str]], sample: Representation, page: Page) -> Fix | None:
    if not sample.root.members or sample.document.slips:
        return None
    last = sample.root.members[-1]
    *_, indent = NEWLINE.split(page.text[sample.root.span.start : last.key_span.start])
    between = ", " if indent.strip() else f",\n{indent}"
    added = "".join(f'{between}"{name}": {value}' for name, value in values)
    end = Span(last.node.span.end, last.node.span.end)
    return Fix("Add to the JSON representation", (Edit(end, added),), safe=False)
