"""A type is documented on several pages that do not agree.

Readers take the page at hand for the whole truth, and tools take one of them. Told are properties that another page
gives another type, and enums whose members are others elsewhere, on another page or further down on the same one. That
one page shows fewer properties of a type than another is no conflict: types may be documented for each field of use.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import (
    DocumentedProperty,
    Example,
    Finding,
    Mark,
    Page,
    PropertyFact,
    PropertyRow,
    Related,
    Severity,
    Slice,
    TypeCell,
    Workspace,
    enum_parts,
    rule,
)

from ._representation import parts_of

_SHOWN = 3
_PATH = "api-reference/beta/resources/lens.md"
_OTHER = "api-reference/beta/resources/shop-lens.md"
_HEAD = "# lens resource type\n\nNamespace: contoso.sky\n\n## Properties\n|Property|Type|\n|:---|:---|\n"
_ENUM = "# lensKind enum type\n\nNamespace: contoso.sky\n\n|Member|\n|:---|\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f"{_HEAD}|id|String|\n|width|int|\n", _PATH, {_OTHER: f"{_HEAD}|width|Int32|\n|price|Double|\n"}),
        Example(f"{_ENUM}|wide|\n|long|\n", _PATH, {_OTHER: f"{_ENUM}|long|\n|wide|\n"}),
    ),
    invalid=(
        Example(f"{_HEAD}|id|String|\n|width|⟦Int32⟧|\n", _PATH, {_OTHER: f"{_HEAD}|width|Int32 collection|\n"}),
        Example(
            f"{_ENUM}|wide|\n".replace("lensKind enum type", "⟦lensKind enum type⟧"),
            _PATH,
            {_OTHER: f"{_ENUM}|wide|\n|long|\n"},
        ),
    ),
)
def conflicting_definition(page: Page, workspace: Workspace) -> Iterator[Finding]:
    version = workspace.version(page) or ""
    for part in parts_of(page, workspace):
        documented = workspace.resource(version, part.name.text)
        if documented is None or len(documented.paths) == 1:
            continue
        for row in part.rows:
            others = [prop for prop in documented.named(row.name.text) if _differ(prop.fact, row.type)]
            if others:
                yield _property(row, others[0])
    yield from _enums(page, workspace, version)


def _differ(fact: PropertyFact, cell: TypeCell) -> bool:
    """Whether a row gives a property another type than is known; aliases and namespaces make no difference."""
    if not fact.type or not cell.canonical or not fact.alternatives == len(cell.alternatives) == 1:
        return False
    is_other = fact.type.rpartition(".")[2].lower() != cell.short_name.lower()
    return is_other or fact.is_collection != cell.is_collection


def _property(row: PropertyRow, other: DocumentedProperty) -> Finding:
    elsewhere = f"{other.fact.type} collection" if other.fact.is_collection else other.fact.type
    return Finding(
        row.type.raw.span,
        f'"{row.name.text}" is {row.type.raw.text} here, but {elsewhere} in {other.path}',
        "Document the property alike on both pages",
        related=(Related("Documented otherwise here", other.mark),),
    )


def _enums(page: Page, workspace: Workspace, version: str) -> Iterator[Finding]:
    for enum, place in enum_parts(page):
        documented = workspace.enum(version, enum.full_name)
        if documented is None or len(documented.paths) == 1 or documented.namespace not in (enum.namespace, ""):
            continue
        missing = [member for member in documented.members if member not in enum.members]
        if missing:
            others = [path for path in documented.paths if path != page.path]
            yield _enum(Slice(enum.name, place.span), missing, others[0] if others else page.path)


def _enum(enum: Slice, missing: list[str], path: str) -> Finding:
    shown = ", ".join(f'"{name}"' for name in missing[:_SHOWN])
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    return Finding(
        enum.span,
        f"{enum.text} lacks {shown}{more}, which it has where it is documented a second time",
        "Give it the same members wherever it is documented, or document it once",
        related=(Related(f"{enum.text} is documented here, too", Mark(path, f"enum:{enum.text}")),),
    )
