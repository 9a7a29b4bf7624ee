"""What all pages of a version say of a type, put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from doclint.enums import EnumFact
from doclint.text import Span
from doclint.types import PropertyFact, ResourceFact


class Mark(NamedTuple):
    """The name of a fact's place: the page, and the key of the fact there (``Facts.marks``)."""

    path: str
    key: str


class DocumentedProperty(NamedTuple):
    """A property of a type, and the page that documents it. Pages may differ: then there are several of one name.

    ``owner`` is the type as that page names it, which is another than the type in question where it is inherited.
    """

    fact: PropertyFact
    path: str
    owner: str

    @property
    def mark(self) -> Mark:
        """The place of the row that documents it."""
        return Mark(self.path, f"property:{self.owner}/{self.fact.name}")


class Documented(NamedTuple):
    """What documents a member of a JSON object: a row of a table, on the page of that path."""

    fact: PropertyFact
    path: str
    place: Span | Mark


@dataclass(frozen=True)
class DocumentedType:
    """What all pages of a version say of a resource type, merged; own properties only, without those of its bases.

    ``bases`` are the names of types that it is said to inherit from, directly or not. ``is_complete`` says that the
    properties are documented, not only shown in a sample.
    """

    name: str
    paths: tuple[str, ...]
    properties: tuple[DocumentedProperty, ...]
    bases: tuple[str, ...]
    is_open: bool
    is_abstract: bool
    is_complete: bool
    keys: frozenset[str]
    optional: frozenset[str]
    nullable: frozenset[str] | None
    shown: frozenset[str] = frozenset()
    """The names in JSON representations that no table has."""

    def __hash__(self) -> int:
        """Types are looked up a great deal, and few differ in anything but their names."""
        return hash(self.name)

    def named(self, name: str) -> tuple[DocumentedProperty, ...]:
        """The properties of that very name, one for each page that documents it differently."""
        return tuple(prop for prop in self.properties if prop.fact.name == name)


@dataclass(frozen=True)
class DocumentedEnum:
    """An enum with the members that all pages of a version give it. ``name`` is short, ``is_flags`` a guess."""

    name: str
    paths: tuple[str, ...]
    members: tuple[str, ...]
    is_flags: bool
    namespace: str = ""

    @property
    def full_name(self) -> str:
        """The name with the namespace, where a page gives it."""
        return f"{self.namespace}.{self.name}" if self.namespace else self.name


def by_full_name(said: Iterable[tuple[str, ResourceFact]]) -> dict[str, list[tuple[str, ResourceFact]]]:
    """What pages say of the types of one short name, given in path order; the full names with the most pages first.

    A page that gives no namespace means the one type of that short name that others document, if there is one.
    """
    said = list(said)
    if len(said) == 1:
        return {said[0][1].name: said}
    full = {fact.name for _, fact in said if "." in fact.name}
    only = next(iter(full)) if len(full) == 1 else None
    found: dict[str, list[tuple[str, ResourceFact]]] = {}
    for path, fact in said:
        found.setdefault(fact.name if "." in fact.name or only is None else only, []).append((path, fact))
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), len(item[0]), item[0])))


def merged_type(name: str, said: Sequence[tuple[str, ResourceFact]]) -> DocumentedType:
    """What pages say of one type, given in path order."""
    facts = [fact for _, fact in said]
    sure = [(path, fact) for path, fact in said if fact.is_complete] or said
    properties: dict[PropertyFact, DocumentedProperty] = {}
    for path, fact in sure:
        for prop in fact.properties:
            properties.setdefault(prop, DocumentedProperty(prop, path, fact.name))
    nullable = [fact.nullable for fact in facts if fact.nullable is not None]
    return DocumentedType(
        name=name,
        paths=tuple(path for path, _ in said),
        properties=tuple(properties.values()),
        bases=tuple(dict.fromkeys(base for fact in facts for base in fact.bases)),
        is_open=any(fact.is_open for fact in facts),
        is_abstract=any(fact.is_abstract for fact in facts),
        is_complete=any(fact.is_complete for fact in facts),
        keys=frozenset(fact.key for fact in facts if fact.key),
        optional=frozenset().union(*(fact.optional for fact in facts)),
        nullable=frozenset().union(*nullable) if nullable else None,
        shown=frozenset().union(*(fact.shown for fact in facts)),
    )


def merged_enum(name: str, said: Sequence[tuple[str, EnumFact]]) -> DocumentedEnum | None:
    """What pages say of an enum, given its short or full name and what they say of all enums of the short one.

    Of several namespaces that know the short name, the name's own counts, else that of most pages.
    """
    namespace, _, short = name.rpartition(".")
    counts = Counter(fact.namespace for _, fact in said if fact.namespace)
    usual = min(counts, key=lambda other: (-counts[other], len(other), other), default="")
    chosen = namespace if namespace in counts else usual
    said = [(path, fact) for path, fact in said if fact.namespace in (chosen, "")]
    members = dict.fromkeys(member for _, fact in said for member in fact.members)
    paths = tuple(path for path, _ in said)
    is_flags = any(fact.is_flags for _, fact in said)
    return DocumentedEnum(short, paths, tuple(members), is_flags, chosen) if said else None
