"""What the pages of a docs set say of types, put together: names resolved, base types followed, members gathered.

Plain functions over a ``Workspace``. Every step asks it one question, so a result rests on just the answers it used.
``version`` is what ``Workspace.version`` says of a page, or an empty string where it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from doclint.documented import Documented, DocumentedEnum, DocumentedProperty, DocumentedType, Mark
from doclint.lazy import lazy
from doclint.parse.type_cells import PRIMITIVES, canonical_type
from doclint.types import PropertyFact
from doclint.workspace import Workspace, resolve

ROOT_TYPE = "entity"
"""The short name of the type that all entity types go back to. It need not be documented: it has an ``id`` at most."""
_MOST_BASES = 100
"""Where a line is cut short: no real type has a tenth as many above it."""


@dataclass(frozen=True)
class Lineage:
    """A type and all the types above it, nearest first.

    ``unknown`` are the bases that no page documents, as they are named. ``is_cyclic``: the type is its own ancestor.
    """

    types: tuple[DocumentedType, ...]
    unknown: tuple[str, ...] = ()
    is_cyclic: bool = False

    @lazy
    def properties(self) -> Mapping[str, tuple[DocumentedProperty, ...]]:
        """All properties by name, own and inherited; more than one of a name where pages differ, the nearest first."""
        found: dict[str, list[DocumentedProperty]] = {}
        for documented in self.types:
            for prop in documented.properties:
                found.setdefault(prop.fact.name, []).append(prop)
        return {name: tuple(props) for name, props in found.items()}

    @lazy
    def documented(self) -> Mapping[str, tuple[Documented, ...]]:
        """The rows that document all properties, by name."""
        return {
            name: tuple([Documented(prop.fact, prop.path, prop.mark) for prop in props])
            for name, props in self.properties.items()
        }

    @property
    def is_complete(self) -> bool:
        """Whether there can be no other properties: every type up to the root is documented, by a table, and closed."""
        return not self.unknown and not self.is_open and all(documented.is_complete for documented in self.types)

    @property
    def is_open(self) -> bool:
        """Whether instances may have properties that no page documents."""
        return any(documented.is_open for documented in self.types)

    def is_never_null(self, name: str) -> bool:
        """Whether the rows say that a property is not nullable, or ``nullableProperties`` are listed without it."""
        props = self.properties.get(name, ())
        if props and all("not nullable" in prop.fact.says for prop in props):
            return True
        lists = (above.nullable for above in self.types if above.nullable is not None and above.named(name))
        return any(name not in listed for listed in lists)

    @property
    def optional(self) -> frozenset[str]:
        """The properties that annotations call optional."""
        return frozenset().union(*(documented.optional for documented in self.types))


class Names(NamedTuple):
    """The names that the properties of an object may have; others may be right, too, unless they are ``all``."""

    known: frozenset[str]
    all: bool


@dataclass(frozen=True)
class Members:
    """The values that an enum or a property can have, and where that is documented."""

    names: tuple[str, ...]
    place: Mark


def resolve_type(
    workspace: Workspace, version: str, page_path: str, type_name: str, target: str = ""
) -> str | DocumentedType | DocumentedEnum | None:
    """What a type's name on a page stands for: a primitive's name, a documented type or enum, or nothing known.

    The page that its link leads to decides (``target``, as written), when that documents a type of that short name;
    then the namespace of the page's own types. Letter case counts: ``Workspace.type_names`` knows the other spellings.
    """
    primitive = canonical_type(type_name)
    if primitive in PRIMITIVES and not target:
        return primitive
    return workspace.once_about(_resolved, version, page_path, type_name, target)


def lineage(workspace: Workspace, version: str, documented: DocumentedType) -> Lineage:
    """The type with all types above it, at any depth, cycles included."""
    return workspace.remembered(_lineage, version, documented)


def base_of(workspace: Workspace, version: str, documented: DocumentedType, base: str) -> DocumentedType | None:
    """The type that a type calls its base: of its own namespace first, and in other letter case if it must be."""
    found = _near(workspace, version, base, documented.name.rpartition(".")[0])
    for name in () if found else workspace.type_names(version, base):
        found = found or workspace.resource(version, name)
    return found if isinstance(found, DocumentedType) else None


def is_derived(workspace: Workspace, version: str, documented: DocumentedType, base: str) -> bool | None:
    """Whether a type is, or goes back to, the type of that full or short name; None when its line is not all known."""
    if _same_type(documented.name, base):
        return True
    line = lineage(workspace, version, documented)
    names = [name for above in line.types for name in (above.name, *above.bases)]
    if any(_same_type(name, base) for name in names):
        return True
    return None if line.unknown else False


def descendants(workspace: Workspace, version: str, documented: DocumentedType) -> Iterator[DocumentedType]:
    """The types below a type, at any depth."""
    seen = {documented.name}
    left = [documented.name]
    while left:
        for name in workspace.derived(version, left.pop()):
            if name not in seen:
                seen.add(name)
                left.append(name)
                if below := workspace.resource(version, name):
                    yield below


def names_in(workspace: Workspace, version: str, line: Lineage, *, is_exact: bool) -> Names:
    """What the properties of an object of a type are called; it may be of a derived type unless it ``is_exact``.

    Nearly all types are entities, whose ``id`` is not always documented.
    """
    documented = line.types[0]
    is_root = documented.name.rpartition(".")[2] == ROOT_TYPE
    below = () if is_exact or is_root else tuple(descendants(workspace, version, documented))
    known = {prop.fact.name for derived in below for prop in derived.properties}
    is_closed = line.is_complete and bool(line.properties) and all(d.is_complete and not d.is_open for d in below)
    return Names(frozenset((*line.properties, *known, "id")), is_closed and (is_exact or not is_root))


def members_of(workspace: Workspace, version: str, page_path: str, fact: PropertyFact) -> Members | None:
    """The values that a property on a page can have: its enum's members, and what its description enumerates.

    None when neither is documented, as for properties that are no enums.
    """
    known = resolve_type(workspace, version, page_path, fact.type, fact.target)
    if isinstance(known, DocumentedEnum):
        names = tuple(dict.fromkeys((*known.members, *fact.values)))
        return Members(names, Mark(known.paths[0], f"enum:{known.name}"))
    if fact.values and not isinstance(known, DocumentedType):
        owner = next(iter(workspace.types_on(page_path)), "")
        return Members(fact.values, Mark(page_path, f"property:{owner}/{fact.name}"))
    return None


def _resolved(
    workspace: Workspace, version: str, page_path: str, type_name: str, target: str
) -> str | DocumentedType | DocumentedEnum | None:
    """What a name stands for that has a link or is no primitive's."""
    canonical = canonical_type(type_name)
    primitive = canonical if canonical in PRIMITIVES else None
    file = target.partition("#")[0]
    linked = resolve(page_path, file) if file else None
    if linked and (found := workspace.remembered(_documented_on, version, linked, type_name.rpartition(".")[2])):
        return found[0]
    if primitive and not linked:
        return primitive
    own = () if "." in type_name else workspace.types_on(page_path)
    namespaces = dict.fromkeys([name.rpartition(".")[0] for name in own])
    return workspace.remembered(_near, version, type_name, *namespaces) or primitive


def _lineage(workspace: Workspace, version: str, documented: DocumentedType) -> Lineage:
    found: dict[str, DocumentedType] = {documented.name: documented}
    unknown: dict[str, None] = {}
    is_cyclic = False
    left = [documented]
    while left and len(found) < _MOST_BASES:
        here = left.pop(0)
        for base in here.bases:
            above = base_of(workspace, version, here, base)
            is_cyclic = is_cyclic or (above is not None and above.name == documented.name)
            if above is None and base.rpartition(".")[2] != ROOT_TYPE:
                unknown[base] = None
            elif above is not None and above.name not in found:
                found[above.name] = above
                left.append(above)
    return Lineage(tuple(found.values()), (*unknown, *(here.name for here in left)), is_cyclic)


def _documented_on(
    workspace: Workspace, version: str, path: str, short: str
) -> tuple[DocumentedType | DocumentedEnum | None, ...]:
    """What a short name means that leads to a page: nothing where the page documents no type of that name."""
    for name in workspace.types_on(path):
        if name.rpartition(".")[2] == short:
            known = workspace.resource(version, name)
            return (known if known and path in known.paths else workspace.enum(version, name) or known,)
    return ()


def _near(workspace: Workspace, version: str, name: str, *namespaces: str) -> DocumentedType | DocumentedEnum | None:
    """The type or enum of a name, which without a namespace means that of one of these namespaces first."""
    if "." not in name:
        for namespace in namespaces:
            full = f"{namespace}.{name}"
            if namespace and (found := workspace.resource(version, full)):
                return found
            enum = workspace.enum(version, full) if namespace else None
            if enum and enum.namespace == namespace:
                return enum
    return workspace.resource(version, name) or workspace.enum(version, name)


def _same_type(one: str, other: str) -> bool:
    """Whether two names stand for one type; a short name fits any namespace."""
    if "." in one and "." in other:
        return one == other
    return one.rpartition(".")[2] == other.rpartition(".")[2]
