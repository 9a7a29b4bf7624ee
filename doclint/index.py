"""Every page's facts, arranged so that any question of a rule has a quick answer."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple

from doclint.facts import Facts
from doclint.text import Span
from doclint.types import EnumFact, PropertyFact, ResourceFact

_RARER = 3
"""How many times rarer than its model a scope must be to be taken for a slip."""
_LONG_ENOUGH = 6
"""Letters that the first part of a scope must have for one other letter to be a slip rather than another name."""
_COMMON = 3
"""How many pages must use a permission scope for it to be taken as spelt right."""


class Mark(NamedTuple):
    """The name of a fact's place: the page, and the key of the fact there (``Facts.marks``)."""

    path: str
    key: str


class Query(NamedTuple):
    """One question to the workspace: the name of the method, and what it was given."""

    question: str
    about: tuple[str, ...] = ()


class DocumentedProperty(NamedTuple):
    """A property of a type, and the page that documents it. Pages may differ: then there are several of one name."""

    fact: PropertyFact
    path: str

    def mark(self, type_name: str) -> Mark:
        """The place of the row that documents it."""
        return Mark(self.path, f"property:{type_name}/{self.fact.name}")


@dataclass(frozen=True)
class DocumentedType:
    """What all pages of a version say of a resource type, merged; own properties only, without those of its bases.

    ``bases`` has more than one name where pages disagree. ``is_complete`` says that a table documents the properties.
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

    def named(self, name: str) -> tuple[DocumentedProperty, ...]:
        """The properties of that very name, one for each page that documents it differently."""
        return tuple(prop for prop in self.properties if prop.fact.name == name)


@dataclass(frozen=True)
class DocumentedEnum:
    """An enum with the members that all pages of a version give it."""

    name: str
    paths: tuple[str, ...]
    members: tuple[str, ...]
    is_flags: bool


class Index:
    """Every page's facts and every file's name, arranged for lookup. Never changes once made."""

    def __init__(self, facts: Mapping[str, Facts], files: frozenset[str]) -> None:
        self._facts = facts
        self._files = files | facts.keys()
        self._answers: dict[Query, Any] = {}

    def answer(self, query: Query) -> Any:
        """The answer to any question; for a rule, or to see whether an old answer stands."""
        if query not in self._answers:
            self._answers[query] = getattr(self, query.question)(*query.about)
        return self._answers[query]

    def place(self, mark: Mark) -> Span | None:
        """Where a fact stands now."""
        facts = self._facts.get(mark.path)
        return facts.marks.get(mark.key) if facts else None

    def exists(self, path: str) -> bool:
        """See ``Workspace``."""
        return path in self._files or path in self._folders

    def spelling(self, path: str) -> str | None:
        """See ``Workspace``."""
        return self._by_lower_case.get(path.lower())

    def closest_path(self, path: str) -> str | None:
        """See ``Workspace``."""
        folder, name = posixpath.split(path)
        same_name = [other for other in self._by_name.get(name.lower(), ()) if other != path]
        if same_name:
            return max(same_name, key=lambda other: (len(posixpath.commonpath((other, path))), other))
        close = get_close_matches(name, self._folder_contents.get(folder, ()), n=1, cutoff=0.85)
        return posixpath.join(folder, close[0]) if close else None

    def anchors(self, path: str) -> frozenset[str] | None:
        """See ``Workspace``."""
        if path not in self._facts:
            return None
        seen, left = {path}, [path]
        found: set[str] = set()
        while left:
            facts = self._facts.get(left.pop())
            if facts:
                found |= facts.anchors
                new = [include for include in facts.includes if include not in seen]
                seen.update(new)
                left += new
        return frozenset(found)

    def type_spellings(self, version: str, name: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        return self._types.get((version, name.lower()), ())

    def type_pages(self, version: str, name: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        return self._type_pages.get((version, name), ())

    def closest_scope(self, name: str) -> str | None:
        """See ``Workspace``."""
        counts = self._scopes
        enough = max(_COMMON, _RARER * counts[name])
        near = [other for other, count in counts.items() if count >= enough and _is_slip(name, other)]
        return max(near, key=lambda other: (counts[other], other), default=None)

    def request_name_pages(self, name: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        return self._request_names.get(name, ())

    def resource(self, version: str, name: str) -> DocumentedType | None:
        """See ``Workspace``."""
        full = name if "." in name else next(iter(self._short_names.get((version, name), ())), name)
        said = self._resources.get((version, full))
        return _merged(full, said) if said else None

    def enum(self, version: str, name: str) -> DocumentedEnum | None:
        """See ``Workspace``."""
        said = self._enums.get((version, name.rpartition(".")[2]))
        if not said:
            return None
        members = dict.fromkeys(member for _, fact in said for member in fact.members)
        paths = tuple(path for path, _ in said)
        return DocumentedEnum(said[0][1].name, paths, tuple(members), any(fact.is_flags for _, fact in said))

    def type_names(self, version: str, name: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        names = self._names_by_lower_case.get((version, name.rpartition(".")[2].lower()), ())
        return tuple(full for full in names if "." not in name or "." not in full or full.lower() == name.lower())

    def types_on(self, path: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        if path not in self._facts:
            return ()
        defined = self._facts[path].defined
        return (*(fact.name for fact in defined.resources), *(fact.name for fact in defined.enums))

    def derived(self, version: str, name: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        return self._derived.get((version, name.rpartition(".")[2]), ())

    def closest_type(self, version: str, name: str) -> str | None:
        """See ``Workspace``."""
        shorts = sorted({short for known, short in (*self._short_names, *self._enums) if known == version})
        close = get_close_matches(name.rpartition(".")[2], shorts, n=1, cutoff=0.8)
        return close[0] if close else None

    @cached_property
    def _resources(self) -> Mapping[tuple[str, str], tuple[tuple[str, ResourceFact], ...]]:
        return _grouped(
            ((facts.version, fact.name), (path, fact))
            for path, facts in sorted(self._facts.items())
            for fact in facts.defined.resources
        )

    @cached_property
    def _enums(self) -> Mapping[tuple[str, str], tuple[tuple[str, EnumFact], ...]]:
        return _grouped(
            ((facts.version, fact.name.rpartition(".")[2]), (path, fact))
            for path, facts in sorted(self._facts.items())
            for fact in facts.defined.enums
        )

    @cached_property
    def _short_names(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Full names by version and short name, those with the most pages first."""
        names = sorted(self._resources, key=lambda key: (-len(self._resources[key]), len(key[1]), key[1]))
        return _grouped(((version, full.rpartition(".")[2]), full) for version, full in names)

    @cached_property
    def _names_by_lower_case(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        names = (*self._resources, *self._enums)
        return _grouped(((version, full.rpartition(".")[2].lower()), full) for version, full in dict.fromkeys(names))

    @cached_property
    def _derived(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        return _grouped(
            ((version, fact.base.rpartition(".")[2]), full)
            for (version, full), said in sorted(self._resources.items())
            for fact in dict.fromkeys(fact for _, fact in said)
            if fact.base
        )

    @cached_property
    def _folders(self) -> frozenset[str]:
        folders = {posixpath.dirname(path) for path in self._files}
        return frozenset(folders | {parent for folder in folders for parent in _parents(folder)} | {"."})

    @cached_property
    def _by_lower_case(self) -> Mapping[str, str]:
        return {path.lower(): path for path in sorted(self._files | self._folders, reverse=True)}

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped((posixpath.basename(path).lower(), path) for path in sorted(self._files))

    @cached_property
    def _folder_contents(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped(posixpath.split(path) for path in sorted(self._files))

    @cached_property
    def _types(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        counts: dict[tuple[str, str], Counter[str]] = {}
        for facts in self._facts.values():
            for name in facts.types:
                short = name.rpartition(".")[2].lower()
                counts.setdefault((facts.version, short), Counter())[name] += 1
        return {key: tuple(sorted(c, key=lambda name: (-c[name], name))) for key, c in counts.items()}

    @cached_property
    def _type_pages(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        return _grouped(
            ((self._facts[path].version, name), path)
            for path in sorted(self._facts)
            for name in self._facts[path].types
        )

    @cached_property
    def _scopes(self) -> Counter[str]:
        return Counter(scope for facts in self._facts.values() for scope in facts.scopes)

    @cached_property
    def _request_names(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped((name, path) for path in sorted(self._facts) for name in self._facts[path].request_names)


def _merged(name: str, said: tuple[tuple[str, ResourceFact], ...]) -> DocumentedType:
    facts = [fact for _, fact in said]
    properties = {prop: path for path, fact in reversed(said) for prop in reversed(fact.properties)}
    nullable = [fact.nullable for fact in facts if fact.nullable is not None]
    return DocumentedType(
        name=name,
        paths=tuple(path for path, _ in said),
        properties=tuple(DocumentedProperty(prop, path) for prop, path in reversed(properties.items())),
        bases=tuple(dict.fromkeys(fact.base for fact in facts if fact.base)),
        is_open=any(fact.is_open for fact in facts),
        is_abstract=any(fact.is_abstract for fact in facts),
        is_complete=any(fact.has_table for fact in facts),
        keys=frozenset(fact.key for fact in facts if fact.key),
        optional=frozenset().union(*(fact.optional for fact in facts)),
        nullable=frozenset().union(*nullable) if nullable else None,
    )


def _parents(folder: str) -> Iterator[str]:
    while folder := posixpath.dirname(folder):
        yield folder


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, tuple[Any, ...]]:
    found: dict[Any, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


def _is_slip(name: str, other: str) -> bool:
    """Whether two permission scopes are the same but for letter case, dots, or a letter of their first part."""
    if name == other:
        return False
    if name.replace(".", "").lower() == other.replace(".", "").lower():
        return True
    (first, _, rest), (other_first, _, other_rest) = name.partition("."), other.partition(".")
    return rest == other_rest and len(first) >= _LONG_ENOUGH and _one_letter_off(first, other_first)


def _one_letter_off(one: str, other: str) -> bool:
    """Whether one letter is missing, in excess, wrong, or swapped with the next."""
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
        return swapped or short[at + 1 :] == long[at + 1 :]
    return len(long) == len(short) + 1 and short[at:] == long[at + 1 :]
