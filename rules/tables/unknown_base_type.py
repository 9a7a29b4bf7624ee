"""A resource type is derived from a type that no page documents, or from itself.

Nobody can tell then which properties it inherits, and tools give up on it. The base type is what the annotation of the
JSON representation says (`baseType`), and what the prose says ("Inherits from ..."). Nothing is said where the name
links to a page that documents no types, and where a docs set documents few types at all. `entity`, which all entity
types go back to, need not be documented.

The fix writes the name in the letter case of its page, or the one that was most likely meant. It is not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import (
    ROOT_TYPE,
    DocumentedType,
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    Severity,
    Slice,
    Workspace,
    base_of,
    lineage,
    resolve,
    rule,
    stated_bases,
)

from ._representation import parts_of

_PATH = "api-reference/beta/resources/lens.md"
_FOLDER = "api-reference/beta/resources/"
_HEAD = "# lens resource type\n\nNamespace: contoso.sky\n\n"
_ANNOTATED = (
    '\n\n<!-- { "blockType": "resource", "@odata.type": "contoso.sky.lens", "baseType": "%s" } -->\n```json\n{ }\n```\n'
)
_PART = {f"{_FOLDER}part.md": "# part resource type\n\nNamespace: contoso.sky\n\nInherits from [lens](lens.md).\n"}
_TYPES = {f"{_FOLDER}part{n}.md": f"# part{n} resource type\n" for n in range(10)}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(f"{_HEAD}Inherits from [part1](part1.md).{_ANNOTATED % '#contoso.sky.entity'}", _PATH, _TYPES),
        Example(f"{_HEAD}Inherits from [part](part.md).", _PATH, {f"{_FOLDER}part.md": "# Parts\n"} | _TYPES),
        Example(_HEAD + _ANNOTATED % "contoso.sky.part", _PATH),
    ),
    invalid=(
        Example(
            f"{_HEAD}Derived from [⟦Part1⟧](part1.md).{_ANNOTATED % '⟦contoso.sky.glass⟧'}",
            _PATH,
            _TYPES,
            fixed=f"{_HEAD}Derived from [part1](part1.md).{_ANNOTATED % 'contoso.sky.glass'}",
        ),
        Example(_HEAD + _ANNOTATED % "⟦contoso.sky.part⟧", _PATH, _PART),
    ),
)
def unknown_base_type(page: Page, workspace: Workspace) -> Iterator[Finding]:
    version = workspace.version(page) or ""
    part = next(iter(parts_of(page, workspace)), None)
    documented = workspace.resource(version, part.name.text) if part else None
    if documented is None or not (documented.bases or "baseType" in page.text):
        return
    for base in stated_bases(page):
        above = base_of(workspace, version, documented, base.text)
        if above is None or _short(above.name) != _short(base.text):
            finding = _unknown(base, above, page, workspace)
        else:
            finding = (
                None
                if _says_itself(base, above, documented, page)
                else _cycle(base, above, documented, workspace, version)
            )
        if finding:
            yield finding


def _unknown(base: Slice, above: DocumentedType | None, page: Page, workspace: Workspace) -> Finding | None:
    version = workspace.version(page) or ""
    if _short(base.text) == ROOT_TYPE or (above is None and not _is_judged(base, page, workspace)):
        return None
    meant = above.name if above else workspace.closest_type(version, base.text) or ""
    name = meant if "." in base.text else _short(meant)
    return Finding(
        base.span,
        f'The base type "{base.text}" is spelt "{name}"' if above else f'No page documents the base type "{base.text}"',
        f'Write "{name}"' if above else f'Did you mean "{name}"?' if name else "Document it, or name another",
        Fix(f'Write "{name}"', (Edit(base.span, name),), safe=False) if name else None,
        severity=Severity.WARNING if above else None,
    )


def _is_judged(base: Slice, page: Page, workspace: Workspace) -> bool:
    link = next((link for link in page.links if link.span.holds(base.span) and link.path), None)
    path = resolve(page.path, link.path) if link else None
    has_types = bool(path and workspace.types_on(path))
    return has_types if path and workspace.exists(path) else workspace.documents_types(workspace.version(page) or "")


def _says_itself(base: Slice, above: DocumentedType, documented: DocumentedType, page: Page) -> bool:
    """Whether prose names the type itself, as in "types derived from lens"."""
    return above.name == documented.name and not any(note.span.holds(base.span) for note in page.annotations)


def _cycle(
    base: Slice, above: DocumentedType, documented: DocumentedType, workspace: Workspace, version: str
) -> Finding | None:
    line = lineage(workspace, version, above)
    if all(known.name != documented.name for known in line.types):
        return None
    return Finding(
        base.span,
        f'{_short(documented.name)} is derived from "{base.text}", and that from {_short(documented.name)}',
        "Say which of them is the base of the others",
    )


def _short(name: str) -> str:
    return name.rpartition(".")[2]
