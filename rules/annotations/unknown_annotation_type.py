"""The type in the annotation of an example is documented nowhere.

Tools check the example against that type, so they check nothing; and readers do not find the example by its type.
Primitive types, `Stream` and collections of all of them are fine, and names that differ from a documented one by their
letter case are left to inconsistent-odata-type, those of private namespaces to internal-namespace. Where the docs set
does not document most of the types it speaks of, nothing is said: any other may well be documented elsewhere.

The fix writes the documented name that was most likely meant. It is not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    PRIMITIVES,
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    Severity,
    Slice,
    Workspace,
    canonical_type,
    rule,
)

_NAME = re.compile(r"#?(?:collection\(\s*#?)?(?P<name>[\w.]+)", re.IGNORECASE)
_NO_TYPES = frozenset({"error", "json", "none", "object"})
_KINDS = ("request", "response", "example", "ignored")
_RESPONSE = '<!-- { "blockType": "response", "@odata.type": "%s" } -->\n```http\nHTTP/1.1 200 OK\n\n{ }\n```\n'
_FOLDER = "api-reference/beta/resources/"
_LENS = {f"{_FOLDER}lens.md": "# lens resource type\n\nNamespace: microsoft.graph\n"}
_PART = '<!-- {{ "blockType": "resource", "@odata.type": "microsoft.graph.part{}" }} -->\n```json\n{{ }}\n```\n'
_TYPES = {f"{_FOLDER}part{n}.md": _PART.format(n) for n in range(10)}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(_RESPONSE % "Collection(microsoft.graph.lens)", others=_LENS | _TYPES),
        Example(_RESPONSE % "Stream" + _RESPONSE % "Collection(Edm.String)", others=_TYPES),
        Example(_RESPONSE % "microsoft.graph.dome", others=_LENS),
    ),
    invalid=(
        Example(
            _RESPONSE % "Collection(⟦microsoft.graph.lense⟧)",
            others=_LENS | _TYPES,
            fixed=_RESPONSE % "Collection(microsoft.graph.lens)",
        ),
        Example(_RESPONSE % "⟦microsoft.graph.observatory⟧", others=_TYPES),
    ),
)
def unknown_annotation_type(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.annotated(*_KINDS):
        said = block.annotation.text("@odata.type") if block.annotation else ""
        name = _NAME.match(said)
        if block.annotation and name and _is_judged(name["name"]) and _is_unknown(name["name"], page, workspace):
            node = block.annotation.at("@odata.type")
            if node and page.text[node.inner.start : node.inner.end] == said:
                yield _finding(Slice(said, node.inner).group(name, "name"), page, workspace)


def _is_judged(name: str) -> bool:
    return canonical_type(name) not in PRIMITIVES and name.rpartition(".")[2].lower() not in _NO_TYPES


def _is_unknown(name: str, page: Page, workspace: Workspace) -> bool:
    namespaces = tuple(f"{namespace.lower()}." for namespace in workspace.settings.namespaces)
    if any(full.lower() == name.lower() or "." not in full for full in _alike(name, page, workspace)):
        return False
    if "." in name and not name.lower().startswith(namespaces):
        return False
    return workspace.documents_types(workspace.version(page) or "")


def _alike(name: str, page: Page, workspace: Workspace) -> tuple[str, ...]:
    """The documented types of that short name, those of that full name first."""
    version = workspace.version(page) or ""
    return (*workspace.type_names(version, name), *workspace.type_names(version, name.rpartition(".")[2]))


def _finding(name: Slice, page: Page, workspace: Workspace) -> Finding:
    known = _alike(name.text, page, workspace)
    meant = known[0] if known else _closest(name.text, workspace, workspace.version(page) or "")
    return Finding(
        name.span,
        f'No page documents the type "{name.text}"',
        f'Did you mean "{meant}"?' if meant else "Name a documented type, or document it",
        Fix(f'Write "{meant}"', (Edit(name.span, meant),), safe=False) if meant else None,
    )


def _closest(name: str, workspace: Workspace, version: str) -> str:
    """The full name of the documented type that is spelt most like this one."""
    short = workspace.closest_type(version, name) or ""
    return next(iter(workspace.type_names(version, short)), short) if short else ""
