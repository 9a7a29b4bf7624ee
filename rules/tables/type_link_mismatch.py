"""The link in a type cell leads to the page of another type.

Whoever follows it reads about the wrong properties, and tools that go by the link take the one type for the other.
Nothing is said of links to pages that document no types, nor of names that no page documents (see unknown-type).

There is no fix: as often the name is what is wrong.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from doclint.api import (
    DocumentedEnum,
    DocumentedType,
    Example,
    Finding,
    Page,
    Severity,
    Span,
    TypeCell,
    Workspace,
    resolve,
    resolve_type,
    rule,
)

from ._types import type_cells

_HEADER = "|Property|Type|Description|\n|:---|:---|:---|\n"
_FOLDER = "api-reference/beta/resources/"
_PAGES = {f"{_FOLDER}{name}.md": f"# {name} resource type\n" for name in ("lens", "dome")}


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f"{_HEADER}|lens|[lens](lens.md#properties)|x|\n", f"{_FOLDER}telescope.md", _PAGES),
        Example(f"{_HEADER}|mount|[mount](lens.md)|No page documents it.|\n", f"{_FOLDER}telescope.md", _PAGES),
        Example(
            f"{_HEADER}|lens|[lens](overview.md)|x|\n",
            others={**_PAGES, "api-reference/beta/api/overview.md": "# Sky\n"},
        ),
    ),
    invalid=(
        Example(
            f"{_HEADER}|lens|[lens](⟦../resources/dome.md⟧) collection|x|\n",
            others=_PAGES,
        ),
    ),
)
def type_link_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    version = workspace.version(page) or ""
    for cell in type_cells(page, workspace):
        file = cell.target.partition("#")[0]
        if not file:
            continue
        linked = resolve(page.path, file)
        on_page = workspace.types_on(linked) if linked else ()
        if not on_page or any(name.rpartition(".")[2].lower() == cell.short_name.lower() for name in on_page):
            continue
        meant = resolve_type(workspace, version, page.path, cell.canonical)
        if isinstance(meant, DocumentedType | DocumentedEnum) and linked not in meant.paths:
            yield _finding(cell, on_page, meant, page)


def _finding(cell: TypeCell, on_page: tuple[str, ...], meant: DocumentedType | DocumentedEnum, page: Page) -> Finding:
    start = cell.raw.span.start + cell.raw.text.index(f"({cell.target}") + 1
    place = Span(start, start + len(cell.target))
    path = posixpath.relpath(meant.paths[0], posixpath.dirname(page.path))
    others = f" and {len(on_page) - 1} more" if len(on_page) > 1 else ""
    return Finding(
        place,
        f'The link of the type "{cell.name.text}" leads to the page of {on_page[0].rpartition(".")[2]}{others}',
        f"Link to {path}, or name the type that is meant",
    )
