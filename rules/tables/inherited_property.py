"""A property is said to be inherited from a type that does not have it.

"Inherited from [instrument](instrument.md)" sends readers to the page of the base type for more. If neither that page
nor one about a type above it has the property, one of the two is out of date: the property was renamed or removed
there, or is the type's own. There is one finding a page and base type. Nothing is said where the base type is open, or
is documented in part only.

There is no fix, as either page may be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    ROOT_TYPE,
    DocumentedType,
    Example,
    Finding,
    Mark,
    Page,
    PageKind,
    Preset,
    PropertyRow,
    Related,
    Severity,
    TableKind,
    Workspace,
    lineage,
    resolve_type,
    rule,
)

_INHERITED = re.compile(
    r"\binherited from (?:the )?(?:\[[*`]{0,2}(?P<linked>[A-Za-z][\w.]{0,99})[*`]{0,2}\]\((?P<target>[^()\s]{1,300})\)"
    r"|[*`]{1,2}(?P<bare>[A-Za-z][\w.]{0,99})[*`])",
    re.IGNORECASE,
)
_PATH = "api-reference/beta/resources/lens.md"
_BASE = "api-reference/beta/resources/part.md"
_HEAD = (
    "# lens resource type\n\nNamespace: contoso.sky\n\nInherits from [part](part.md).\n\n## Properties\n"
    "|Property|Type|Description|\n|:---|:---|:---|\n|"
)
_ROW = "|String|What it is called. Inherited from [part](../resources/part.md).|\n"
_PART = (
    "# part resource type\n\nNamespace: contoso.sky\n\n## Properties\n"
    "|Property|Type|Description|\n|:---|:---|:---|\n|name|String|x|\n"
)


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(f"{_HEAD}name{_ROW}", _PATH, {_BASE: _PART}),
        Example(f"{_HEAD}label{_ROW}", _PATH, {_BASE: _PART.replace("Namespace", "An open type.\n\nNamespace")}),
        Example(f"{_HEAD}label{_ROW}", _PATH),
    ),
    invalid=(
        Example(f"{_HEAD}⟦label⟧{_ROW}", _PATH, {_BASE: _PART}),
        Example(f"{_HEAD}⟦Name⟧{_ROW}", _PATH, {_BASE: _PART}),
    ),
)
def inherited_property(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is not PageKind.RESOURCE or "nherited from" not in page.text:
        return
    version = workspace.version(page) or ""
    found: dict[str, list[tuple[PropertyRow, str]]] = {}
    for row in page.properties:
        if row.table.kind is TableKind.PROPERTIES and (said := _INHERITED.search(row.description.text)):
            name = said["linked"] or said["bare"]
            base = resolve_type(workspace, version, page.path, name, said["target"] or "")
            if isinstance(base, DocumentedType) and _lacks(base, row.name.text, workspace, version):
                found.setdefault(base.name, []).append((row, base.paths[0]))
    yield from (_finding(name, rows) for name, rows in found.items())


def _lacks(base: DocumentedType, name: str, workspace: Workspace, version: str) -> bool:
    line = lineage(workspace, version, base)
    is_root = base.name.rpartition(".")[2] == ROOT_TYPE
    return name.isidentifier() and not is_root and line.is_complete and name not in line.properties


def _finding(base: str, rows: list[tuple[PropertyRow, str]]) -> Finding:
    """One finding for all properties that a base type does not have."""
    row, path = rows[0]
    others = f" and {len(rows) - 1} more are" if len(rows) > 1 else " is"
    return Finding(
        row.name.span,
        f"{row.name.text}{others} said to be inherited from {base.rpartition('.')[2]}, which has no such property",
        "Correct the name, the base type, or the page of the base type",
        related=(Related("The base type", Mark(path, f"type:{base}")),),
    )
