"""A type in a table is written with its namespace where it should be without, or the other way round.

Two namespaces may have a type of the same name, so a type outside the default namespace is written in full,
`microsoft.graph.optics.lens`. Types of the default namespace, the first of those configured, are not, since nearly all
are of it.

Types of properties, relationships and parameters are looked at, and only those that pages document under one full name.
There is one finding for a type on a page, with the number of places; the fix writes the name as it should be in all of
them. It is not safe, as readers see it.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, PageKind, Preset, Severity, TypeCell, Workspace, rule

_LENS = (
    "# lens resource type\n\nNamespace: microsoft.graph.optics\n\n## JSON representation\n\n"
    '<!-- { "blockType": "resource", "@odata.type": "microsoft.graph.optics.lens" } -->\n'
    '```json\n{ "id": "String" }\n```\n'
)
_DOME = _LENS.replace("graph.optics", "graph").replace("lens", "dome")
_OTHERS = {"api-reference/beta/resources/lens.md": _LENS, "api-reference/beta/resources/dome.md": _DOME}
_PATH = "api-reference/beta/resources/slit.md"
_HEAD = "# slit resource type\n\n## Properties\n\n|Property|Type|Description|\n|-|-|-|\n"
_TABLE = _HEAD + "|part|{}|A part.|\n|other|{}|Other.|\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(
            _TABLE.format("[microsoft.graph.optics.lens](lens.md) collection", "[dome](dome.md)"),
            path=_PATH,
            others=_OTHERS,
        ),
        Example(_TABLE.format("lid", "String"), path=_PATH, others=_OTHERS),
    ),
    invalid=(
        Example(
            _TABLE.format("[⟦lens⟧](lens.md) collection", "[lens](lens.md)"),
            path=_PATH,
            others=_OTHERS,
            fixed=_TABLE.format(
                "[microsoft.graph.optics.lens](lens.md) collection", "[microsoft.graph.optics.lens](lens.md)"
            ),
        ),
        Example(
            _TABLE.format("[⟦microsoft.graph.dome⟧](dome.md)", "String"),
            path=_PATH,
            others=_OTHERS,
            fixed=_TABLE.format("[dome](dome.md)", "String"),
        ),
    ),
)
def type_qualification(page: Page, workspace: Workspace) -> Iterator[Finding]:
    version = workspace.version(page)
    if version is None or page.kind not in (PageKind.API, PageKind.RESOURCE) or not workspace.settings.namespaces:
        return
    default = workspace.settings.namespaces[0]
    wrong: dict[str, list[TypeCell]] = {}
    for prop in page.properties:
        cell = prop.type
        if cell.name and not cell.is_primitive and not cell.alternatives[1:]:
            wrong.setdefault(cell.name.text, []).append(cell)
    for name, cells in wrong.items():
        right = _right(name, version, default, workspace)
        if right and right != name:
            yield _finding(name, right, cells)


def _right(name: str, version: str, default: str, workspace: Workspace) -> str | None:
    """How the type of that name is to be written; None when pages document none or several of the name."""
    known = workspace.type_names(version, name.rpartition(".")[2])
    if len(known) != 1 or name not in (known[0], known[0].rpartition(".")[2]):
        return None
    namespace, _, short = known[0].rpartition(".")
    if namespace == default:
        return short
    return known[0] if namespace.startswith(f"{default}.") else None


def _finding(name: str, right: str, cells: list[TypeCell]) -> Finding:
    more = f" (and {len(cells) - 1} more on this page)" if cells[1:] else ""
    is_bare = "." not in name
    message = f"{name} is of another namespace, but written without it" if is_bare else f"{name} needs no namespace"
    edits = tuple(Edit(cell.name.span, right) for cell in cells)
    return Finding(cells[0].name.span, message + more, f"Write {right}", Fix(f"Write {right}", edits, safe=False))
