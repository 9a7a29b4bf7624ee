"""The JSON representation of a resource shows a property with another type than its table gives.

A sample of a resource holds the names of types where values belong ("String", "Boolean", 1024, an object with an
`@odata.type`); where they disagree with the table, readers cannot tell which to believe. A collection is shown as an
array, an enum as "String"; dates, GUIDs and binary values may be "String", too, as JSON has no other form for them.
Values that are no names of types, such as real examples, are let pass where their kind fits. "String (timestamp)" for a
date, a time of day or a duration is mild: authors write it for whatever tells of time. Of an empty array `strict` asks
what it holds.

The fix writes what the table says. It is not safe: the table may be what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    DocumentedEnum,
    DocumentedType,
    Edit,
    Example,
    Finding,
    Fix,
    JsonNode,
    Page,
    PropertyRow,
    Related,
    Severity,
    TypeWord,
    Workspace,
    is_derived,
    resolve_type,
    rule,
    type_word,
)

from ._representation import representations, sample_value

_INTEGERS = ("Byte", "Int16", "Int32", "Int64", "SByte")
_FLOATING = ("Decimal", "Double", "Single")
_NUMBERS = (*_INTEGERS, *_FLOATING, "number", "numeric")
_TEXT = ("Binary", "Date", "DateTimeOffset", "Duration", "Guid", "Stream", "String", "TimeOfDay")
_HEAD = (
    "# lens resource type\n\n## Properties\n|Property|Type|\n|:---|:---|\n"
    "|width|Double|\n|made|Date|\n|tags|String collection|\n\n"
    '<!-- { "blockType": "resource", "@odata.type": "contoso.sky.lens" } -->\n```json\n'
)
_LOOSE = re.compile(r"#?collection\(|\[|.*\(ISO 8601\)", re.IGNORECASE)
"""Words that say a collection, or what a generator writes for all kinds of dates."""
_OF_TIME = ("Date", "Duration", "TimeOfDay")
PATH = "api-reference/beta/resources/lens.md"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f'{_HEAD}{{ "width": 1024, "made": "String", "tags": ["String"] }}\n```\n', PATH),
        Example(f'{_HEAD}{{ "width": "Double", "made": "2024-02-29", "tags": null }}\n```\n', PATH),
    ),
    invalid=(
        Example(
            f'{_HEAD}{{ "width": ⟦"String"⟧, "made": ⟦"String (timestamp)"⟧, "tags": ⟦"String"⟧ }}\n```\n',
            PATH,
            fixed=f'{_HEAD}{{ "width": "Double", "made": "Date", "tags": ["String"] }}\n```\n',
        ),
    ),
)
def json_representation_type(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for sample in representations(page, workspace):
        for name, member in sample.members.items():
            row = sample.rows.get(name)
            if row and len(row.type.alternatives) == 1 and (shown := _what_else(row, member.node, page, workspace)):
                yield _finding(row, member.node, shown, sample_value(row, page, workspace))


def _finding(row: PropertyRow, node: JsonNode, shown: str, value: str) -> Finding:
    is_mild = row.type.canonical in _OF_TIME and shown.lower() == '"string (timestamp)"'
    documented = f"{row.type.name.text} collection" if row.type.is_collection else row.type.name.text
    return Finding(
        node.span,
        f'"{row.name.text}" is documented as {documented}, but shown as {shown}',
        f"Show {value}, or correct the table",
        None if _shows_properties(node) else Fix(f"Show {value}", (Edit(node.span, value),), safe=False),
        (Related(f'The type of "{row.name.text}"', row.type.raw.span),),
        Severity.INFO if is_mild else None,
    )


def _shows_properties(node: JsonNode) -> bool:
    """Whether there are objects with properties, which a fix would throw away."""
    return any("@" not in member.key for value in (node, *node.items) for member in value.members)


def _what_else(row: PropertyRow, node: JsonNode, page: Page, workspace: Workspace) -> str:
    """What the sample shows, where that is something else than the table says."""
    text = (node.at("@odata.type") or node).value
    if node.kind == "null" or (isinstance(text, str) and _LOOSE.match(text)) or row.type.canonical.lower() == "json":
        return ""
    if row.type.is_collection != (node.kind == "array"):
        return "an array" if node.kind == "array" else "a single value"
    version = workspace.version(page) or ""
    known = resolve_type(workspace, version, page.path, row.type.canonical, row.type.target)
    value = node.items[0] if node.items else node
    if value.kind == "array" or known is None:
        return "an empty array" if value is node and value.kind == "array" and workspace.settings.strict else ""
    if isinstance(known, DocumentedType):
        return _instead_of_object(known, value, workspace, version)
    if isinstance(known, DocumentedEnum):
        return "" if value.kind == "string" else _kind(value)
    return _instead_of_primitive(known, value)


def _instead_of_object(documented: DocumentedType, value: JsonNode, workspace: Workspace, version: str) -> str:
    said = value.at("@odata.type")
    name = said.value.removeprefix("#") if said and isinstance(said.value, str) else ""
    if value.kind == "object":
        shown = resolve_type(workspace, version, documented.paths[0], name) if name else None
        is_other = isinstance(shown, DocumentedType) and is_derived(workspace, version, shown, documented.name) is False
        return name if is_other else ""
    word = type_word(value.value) if isinstance(value.value, str) else None
    if word:
        return "" if word.canonical.lower().endswith(documented.name.rpartition(".")[2].lower()) else _quoted(value)
    return "" if value.kind == "string" else _kind(value)


def _instead_of_primitive(name: str, value: JsonNode) -> str:
    if value.kind == "object":
        return "" if name in ("Binary", "Stream") else "an object"
    if value.kind != "string":
        kinds = {"Boolean": "boolean", **dict.fromkeys(_NUMBERS, "number")}
        return "" if kinds.get(name) == value.kind else _kind(value)
    word = type_word(value.value) if isinstance(value.value, str) else None
    return "" if word is None or _agree(name, word) else _quoted(value)


def _agree(name: str, word: TypeWord) -> bool:
    """Whether the name of a type in a sample can stand for the primitive type of that name."""
    said = word.canonical
    if name in _NUMBERS:
        return said in (_FLOATING if name in _FLOATING else _INTEGERS) or said in ("number", "numeric")
    if name == "String":
        return said not in ("Boolean", "Guid", *_NUMBERS)
    if name in _TEXT:
        return said in ("String", name) or said not in (*_TEXT, *_NUMBERS, "Boolean")
    return said == name


def _quoted(value: JsonNode) -> str:
    return f'"{value.value}"'


def _kind(value: JsonNode) -> str:
    return {"object": "an object", "boolean": "a Boolean", "number": "a number", "string": "text"}.get(
        value.kind, value.kind
    )
