"""The table of a request body gives a property another type than the page of its resource type does.

Readers who follow the link to the type cannot tell which of the two holds, and tools take the one for requests and the
other for responses. Aliases, namespaces and letter case make no difference, nor do types derived from the documented
one, nor the several types of numbers with fractions. Actions have parameters of their own, so their tables are not
compared.

There is no fix, as either table may be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import (
    DocumentedEnum,
    DocumentedProperty,
    DocumentedType,
    Example,
    Finding,
    Page,
    PageKind,
    PropertyRow,
    Related,
    Severity,
    Workspace,
    is_derived,
    resolve_type,
    rule,
    typed_objects,
)

_FRACTIONS = frozenset({"Decimal", "Double", "Single"})
_FOLDER = "api-reference/beta/resources/"
_LENS = {
    f"{_FOLDER}lens.md": "# lens resource type\n\nNamespace: contoso.sky\n\n## Properties\n"
    "|Property|Type|Description|\n|:---|:---|:---|\n|width|Double|x|\n|tags|String collection|x|\n"
}
_HEAD = (
    "# Create lens\n\n## HTTP request\n```http\nPOST /lenses\n```\n\n## Request body\n"
    "Supply a JSON representation of the [lens](../resources/lens.md) object.\n\n"
    "|Property|Type|Description|\n|:---|:---|:---|\n"
)
_TAIL = (
    '\n## Examples\n<!-- { "blockType": "request", "@odata.type": "contoso.sky.lens" } -->\n'
    "```http\nPOST https://graph.microsoft.com/beta/lenses\nContent-Type: application/json\n\n{ }\n```\n"
)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(
            f"{_HEAD}|width|double|x|\n|tags|Collection(String)|x|\n|mode|String|Not of the type.|\n{_TAIL}",
            others=_LENS,
        ),
        Example(f"{_HEAD}|width|Int32|x|\n{_TAIL}"),
        Example(f"{_HEAD}|width|Int32|x|\n{_TAIL}".replace("# Create lens", "# lens: grind"), others=_LENS),
    ),
    invalid=(
        Example(f"{_HEAD}|width|⟦String⟧|x|\n{_TAIL}", others=_LENS),
        Example(f"{_HEAD}|tags|⟦String⟧|x|\n{_TAIL}", others=_LENS),
    ),
)
def body_table_type(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is not PageKind.API or page.h1 is None or ":" in page.h1.text:
        return
    version = workspace.version(page) or ""
    roots = [one for one in typed_objects(page, workspace) if one.is_root and one.body.is_request and one.lineage]
    if not roots or not roots[0].lineage:
        return
    properties = roots[0].lineage.properties
    for row in page.properties:
        if row.type.canonical and any(title.lower() == "request body" for title in row.table.section):
            documented = properties.get(_name(row, page), ())
            if documented and all(_differ(row, prop, page, workspace, version) for prop in documented):
                yield _finding(row, documented[0])


def _name(row: PropertyRow, page: Page) -> str:
    """The name of the property; none where the row is about a property of its value (`mount/height`)."""
    return "" if page.text[row.name.span.end : row.name.span.end + 1] in ("/", ".") else row.name.text


def _differ(row: PropertyRow, prop: DocumentedProperty, page: Page, workspace: Workspace, version: str) -> bool:
    fact, cell = prop.fact, row.type
    if not fact.type or not fact.alternatives == len(cell.alternatives) == 1:
        return False
    if fact.is_collection != cell.is_collection:
        return True
    if fact.type.rpartition(".")[2].lower() == cell.short_name.lower():
        return False
    if {fact.type, cell.canonical} <= _FRACTIONS:
        return False
    here = resolve_type(workspace, version, page.path, cell.canonical, cell.target)
    there = resolve_type(workspace, version, prop.path, fact.type, fact.target)
    if isinstance(here, DocumentedType) and isinstance(there, DocumentedType):
        return is_derived(workspace, version, here, there.name) is False
    texts = (isinstance(one, DocumentedEnum) or one == "String" for one in (here, there))
    return here is not None and there is not None and not all(texts)


def _finding(row: PropertyRow, other: DocumentedProperty) -> Finding:
    elsewhere = f"{other.fact.type} collection" if other.fact.is_collection else other.fact.type
    return Finding(
        row.type.raw.span,
        f'"{row.name.text}" is {row.type.raw.text} here, but {elsewhere} on the page of its type',
        "Document the property alike on both pages",
        related=(Related("Documented otherwise here", other.mark),),
    )
