"""An `@odata.type` in an example that names no documented type.

The value tells clients which class to read an object as. A name that no page documents is a slip, or its page is
missing. The type has to be of a namespace that the configuration calls public; internal namespaces and slips of letter
case are other rules' matter. Nothing is reported where the docs set does not document types broadly.

The fix writes the documented name that is spelt most alike; it is a guess, so it is not safe.
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
    JsonNode,
    Page,
    Severity,
    Span,
    Workspace,
    bodies,
    rule,
    type_in,
)

from ._bodies import nodes, shown

_EXTENSION = re.compile(r"\bopenTypeExtension\.", re.IGNORECASE)

_PAGE = '```http\nHTTP/1.1 200 OK\n\n{ "site": { "@odata.type": "%s" } }\n```\n'
_TYPES = {
    f"api-reference/beta/resources/{name.lower()}.md": f"# {name} resource type\n\nNamespace: microsoft.graph\n"
    for name in ("dome", "site", "camera", "mirror", "motor", "plate", "filter", "exposure", "observer", "telescope")
}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(_PAGE % "#microsoft.graph.dome", others=_TYPES),
        Example(_PAGE % "#microsoft.graph.anything"),
        Example(_PAGE % "#Collection(String)", others=_TYPES),
    ),
    invalid=(
        Example(
            _PAGE % "#⟦microsoft.graph.telescop⟧",
            others=_TYPES,
            fixed=_PAGE % "#microsoft.graph.telescope",
        ),
        Example(_PAGE % "⟦microsoft.graph.anything⟧", others=_TYPES),
    ),
)
def unknown_odata_type(page: Page, workspace: Workspace) -> Iterator[Finding]:
    version = workspace.version(page) or ""
    roots = tuple(f"{root}." for root in workspace.settings.namespaces)
    reported = set()
    for node in _types(page, workspace):
        name = type_in(str(node.value))[0]
        if name in reported or not name.startswith(roots) or name.rpartition(".")[2] in PRIMITIVES:
            continue
        if _EXTENSION.search(name) or workspace.type_names(version, name) or not workspace.documents_types(version):
            continue
        reported.add(name)
        yield _finding(name, node, workspace, version)


def _types(page: Page, workspace: Workspace) -> Iterator[JsonNode]:
    """The values of ``@odata.type`` in the JSON of a page, in order."""
    for body in bodies(page, workspace):
        if body.root and page.text.find('"@odata.type"', *body.document.span) >= 0:
            members = [member for node in nodes(body.root) for member in node.members if member.key == "@odata.type"]
            found = [member.node for member in members if isinstance(member.node.value, str)]
            yield from sorted(found, key=lambda node: node.span)


def _finding(name: str, node: JsonNode, workspace: Workspace, version: str) -> Finding:
    start = node.inner.start + str(node.value).find(name)
    span = Span(start, start + len(name))
    close = workspace.closest_type(version, name)
    meant = next(iter(workspace.type_names(version, close)), None) if close else None
    return Finding(
        span,
        f'"{shown(name)}" is no documented type',
        f"Write {meant}, if that is meant, or document the type" if meant else "Correct the name, or document the type",
        Fix(f"Write {meant}", (Edit(span, meant),), safe=False) if meant else None,
    )
