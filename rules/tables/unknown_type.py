"""A type cell names no type.

Readers look for a type that does not exist, and tools cannot follow the property any further. Known are the primitive
types of OData and the resource types and enums that the docs set documents, in letter case too. A name is let pass
that links to a page which documents no types, or whose description lists its values; and where the docs set does not
document most of the types it speaks of, since then any other may well be documented elsewhere.

Where a name differs from a known one by little, that one is proposed; the fix writes it. It is a guess, so it is not
safe. Names with a link, and names that are wrong by their letter case alone, are warnings: readers find the type.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import islice

from doclint.api import (
    ALIASES,
    PRIMITIVES,
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    Severity,
    Span,
    TypeCell,
    Workspace,
    canonical_type,
    resolve,
    resolve_type,
    rule,
)

from ._enumerations import enumerations
from ._types import type_cells

_NOT_MEANT = frozenset(
    {
        "a",
        "an",
        "any",
        "complextype",
        "entity",
        "entitytype",
        "error",
        "json",
        "none",
        "nothing",
        "number",
        "numeric",
        "object",
        "the",
        "untyped",
        "void",
    }
)
"""Words that say that there is something, or nothing, rather than name a type, in lower case."""
_MOST = 200
"""Unknown names that are told of one page, as finding out what was meant takes a while; no real page has as many."""
_HEADER = "|Property|Type|Description|\n|:---|:---|:---|\n"
_LENS = {"api-reference/beta/resources/lens.md": "# lens resource type\n\nA piece of glass.\n"}
_TYPES = {f"api-reference/beta/resources/part{n}.md": f"# part{n} resource type\n" for n in range(10)}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(
            f"{_HEADER}|lens|lens|x|\n|size|int|x|\n|dome|[dome](dome.md)|x|\n|sky|Json|x|\n", others=_LENS | _TYPES
        ),
        Example(f"{_HEADER}|mount|mountKind|Possible values are: `fork`, `german`.|\n", others=_TYPES),
        Example(
            f"{_HEADER}|mount|mount|In a docs set that documents few types, others may be documented elsewhere.|\n"
        ),
    ),
    invalid=(
        Example(
            f"{_HEADER}|lenses|⟦Lens⟧ collection|x|\n|name|⟦Stirng⟧|x|\n|mount|⟦mount⟧|x|\n",
            others=_LENS | _TYPES,
            fixed=f"{_HEADER}|lenses|lens collection|x|\n|name|String|x|\n|mount|mount|x|\n",
        ),
        Example(
            f"{_HEADER}|lens|[⟦eyepiece⟧](../resources/lens.md)|x|\n",
            others=_LENS,
            fixed=f"{_HEADER}|lens|[lens](../resources/lens.md)|x|\n",
        ),
    ),
)
def unknown_type(page: Page, workspace: Workspace) -> Iterator[Finding]:
    version = workspace.version(page) or ""
    unknown: dict[str, list[TypeCell]] = {}
    for cell in type_cells(page, workspace):
        if cell.is_primitive and not cell.target:
            continue
        names_one = len(cell.alternatives) == 1 and cell.canonical.lower() not in _NOT_MEANT
        if names_one and not _is_known(cell, page, workspace, version) and not _is_enumerated(cell, page, workspace):
            unknown.setdefault(cell.canonical, []).append(cell)
    for cells in islice(unknown.values(), _MOST):
        if finding := _finding(cells, page, workspace, version):
            yield finding


def _is_known(cell: TypeCell, page: Page, workspace: Workspace, version: str) -> bool:
    if resolve_type(workspace, version, page.path, cell.canonical, cell.target) is not None:
        return True
    return bool(cell.target) and not workspace.types_on(_linked(cell, page))


def _is_enumerated(cell: TypeCell, page: Page, workspace: Workspace) -> bool:
    return cell.name.span in workspace.once(_enumerated, page)


def _enumerated(page: Page, workspace: Workspace) -> frozenset[Span]:
    """The places of the types whose values the description of their row enumerates."""
    return frozenset(row.type.name.span for row, _ in enumerations(page, workspace))


def _linked(cell: TypeCell, page: Page) -> str:
    return resolve(page.path, cell.target.partition("#")[0]) or ""


def _finding(cells: list[TypeCell], page: Page, workspace: Workspace, version: str) -> Finding | None:
    cell = cells[0]
    name, meant = cell.name.text, _meant(cell, page, workspace, version)
    if not meant and not workspace.documents_types(version):
        return None
    is_case = name.lower() == meant.lower()
    times = f" ({len(cells)} times on this page)" if len(cells) > 1 else ""
    message = f'The type "{name}" is spelt "{meant}"' if is_case else f'"{name}" is the name of no documented type'
    hint = f'Write "{meant}"' if is_case else f'Did you mean "{meant}"?' if meant else "Name a type, or document it"
    edits = tuple(Edit(cell.name.span, meant) for cell in cells)
    return Finding(
        cell.name.span,
        message + times,
        hint,
        Fix(f'Write "{meant}"', edits, safe=False) if meant else None,
        severity=Severity.WARNING if is_case or cell.target else None,
    )


def _meant(cell: TypeCell, page: Page, workspace: Workspace, version: str) -> str:
    """The known name that was most likely meant: the linked page's, one in other letter case, or spelt alike."""
    on_page = workspace.types_on(_linked(cell, page)) if cell.target else ()
    same = workspace.type_names(version, cell.canonical)
    found: list[str] = [*(name for name in same if name in on_page), *same, *(on_page if len(on_page) == 1 else ())]
    if found:
        is_full = "." in cell.name.text and not cell.name.text.endswith(".md")
        return found[0] if is_full else found[0].rpartition(".")[2]
    words = [*(name.lower() for name in PRIMITIVES), *ALIASES]
    for word in get_close_matches(cell.short_name.lower(), words, n=1, cutoff=0.8):
        return canonical_type(str(word))
    return workspace.closest_type(version, cell.canonical) or "" if workspace.documents_types(version) else ""
