"""The JSON representation of a resource shows a property that its tables do not have.

One of the two is wrong: a property was renamed, removed or never described. All property and relationship tables of the
page count, and so do those of the base types; types that are open, or whose base types no page documents, may have
properties that are not in a table. Where a table has nearly the same name, property-not-in-json says so at the row.

The fix takes the table's spelling of what can be no name, as it has a blank in it. It is not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import (
    Edit,
    Example,
    Finding,
    Fix,
    JsonMember,
    Page,
    PropertyRow,
    Related,
    Severity,
    Span,
    Workspace,
    rule,
)

from ._representation import NAME, representations

PATH = "api-reference/beta/resources/lens.md"
ANNOTATION = '<!-- { "blockType": "resource", "@odata.type": "contoso.sky.lens" } -->\n```json\n'
_HEAD = "# lens resource type\n\nAbout lenses.\n\n## Properties\n"
_TABLE = f"{_HEAD}|Property|Type|\n|:---|:---|\n|id|String|\n|focalLength|Double|\n\n{ANNOTATION}"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(f'{_TABLE}{{ "@odata.type": "contoso.sky.lens", "id": "String", "focalLength": 1.0 }}\n```\n', PATH),
        Example(_TABLE.replace("About", "An open type of") + '{ "colour": "String" }\n```\n', PATH),
    ),
    invalid=(
        Example(
            f'{_TABLE}{{\n  "id": "String",\n  "focalLength": 1.0,\n  "⟦maker⟧": "String"\n}}\n```\n',
            PATH,
        ),
    ),
)
def json_property_not_in_table(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for sample in representations(page, workspace):
        if sample.line and (sample.line.is_open or sample.line.unknown):
            continue
        for name, meant in sample.undocumented.items():
            if meant is None or not NAME.fullmatch(name):
                yield _finding(sample.members[name], meant)


def _finding(member: JsonMember, meant: PropertyRow | None) -> Finding:
    place = Span(member.key_span.start + 1, member.key_span.end - 1)
    if meant is None:
        message = f'"{member.key}" is in the JSON representation, but in no property table'
        return Finding(place, message, "Describe it in the table, or remove it here")
    name = meant.name.text
    return Finding(
        place,
        f'"{member.key}" is spelt "{name}" in the table',
        f'Write "{name}"',
        Fix(f'Write "{name}"', (Edit(place, name),), safe=False),
        (Related(f'The table has "{name}"', meant.name.span),),
    )
