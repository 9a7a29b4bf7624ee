"""Every page's facts, arranged so that any question of a rule has a quick answer."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple

from doclint.enums import EnumFact
from doclint.facts import Facts
from doclint.plain import digest
from doclint.types import PropertyFact, ResourceFact

_ALMOST_ALL = 0.95
"""The share of pages that makes a custom."""
_RARER = 3
"""How many times rarer than its model a scope must be to be taken for a slip."""
_LONG_ENOUGH = 6
"""Letters that the first part of a scope must have for one other letter to be a slip rather than another name."""
_COMMON = 3
"""How many pages must use a permission scope for it to be taken as spelt right."""
_BROADLY = 10
"""How many resource types pages must document for the docs set to be taken as the reference of an API, not a part."""
_LACKING = (3, 0.1)
"""How many of the types that pages speak of they may leave undocumented, likewise: so many, or such a part of all."""


class Mark(NamedTuple):
    """The name of a fact's place: the page, and the key of the fact there (``Facts.marks``)."""

    path: str
    key: str


class Query(NamedTuple):
    """One question to the workspace: the name of the method, and what it was given."""

    question: str
    about: tuple[str, ...] = ()


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


class Index:
    """Every page's facts and every file's name, arranged for lookup. Never changes once made."""

    def __init__(self, facts: Mapping[str, Facts], files: frozenset[str]) -> None:
        self._facts = facts
        self._files = files | facts.keys()
        self._answers: dict[Query, Any] = {}
        self._digests: dict[Query, str] = {}

    @property
    def facts(self) -> Mapping[str, Facts]:
        """What each page tells, by its path, places left out."""
        return self._facts

    def answer(self, query: Query) -> Any:
        """The answer to any question; for a rule, or to see whether an old answer stands."""
        if query not in self._answers:
            self._answers[query] = getattr(self, query.question)(*query.about)
        return self._answers[query]

    def digest(self, query: Query) -> str:
        """What the answer to a question comes down to; the same for equal answers, in any process."""
        if query not in self._digests:
            self._digests[query] = digest(self.answer(query))
        return self._digests[query]

    def exists(self, path: str) -> bool:
        """See ``Workspace``."""
        return path in self._files or path in self._folders

    def spelling(self, path: str) -> str | None:
        """See ``Workspace``."""
        return self._by_lower_case.get(path.lower())

    def has_lower_case_names(self) -> bool:
        """See ``Workspace``."""
        names = [posixpath.basename(path) for path in self._facts]
        return sum(name == name.lower() for name in names) >= _ALMOST_ALL * len(names)

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

    def include_cycle(self, path: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        includer: dict[str, str] = {}
        left = [path]
        while left:
            at = left.pop()
            facts = self._facts.get(at)
            new = [include for include in facts.includes if include not in includer] if facts else []
            includer.update(dict.fromkeys(new, at))
            left += new
            if path in includer:
                return _chain(path, includer)
        return ()

    def is_linked(self, path: str) -> bool:
        """See ``Workspace``."""
        return path.lower() in self._linked

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
        short = name.rpartition(".")[2]
        names = self._short_names.get((version, short), ())
        full = name if name in names else next((known for known in names if "." not in name or known == short), "")
        return _merged(full, self._resources[version, full]) if full else None

    def enum(self, version: str, name: str) -> DocumentedEnum | None:
        """See ``Workspace``."""
        namespace, _, short = name.rpartition(".")
        known = self._enums.get((version, short), ())
        counts = Counter(fact.namespace for _, fact in known if fact.namespace)
        usual = min(counts, key=lambda other: (-counts[other], len(other), other), default="")
        chosen = namespace if namespace in counts else usual
        said = [(path, fact) for path, fact in known if fact.namespace in (chosen, "")]
        members = dict.fromkeys(member for _, fact in said for member in fact.members)
        paths = tuple(path for path, _ in said)
        is_flags = any(fact.is_flags for _, fact in said)
        return DocumentedEnum(short, paths, tuple(members), is_flags, chosen) if said else None

    def type_names(self, version: str, name: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        names = self._names_by_lower_case.get((version, name.rpartition(".")[2].lower()), ())
        return tuple(full for full in names if "." not in name or "." not in full or full.lower() == name.lower())

    def documents_types(self, version: str) -> bool:
        """See ``Workspace``."""
        return version in self._broadly_documented

    def types_on(self, path: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        if path not in self._facts:
            return ()
        defined = self._facts[path].defined
        return (*(fact.name for fact in defined.resources), *(fact.full_name for fact in defined.enums))

    def derived(self, version: str, name: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        return self._derived.get((version, name.rpartition(".")[2].lower()), ())

    def closest_type(self, version: str, name: str) -> str | None:
        """See ``Workspace``."""
        short = name.rpartition(".")[2]
        close = get_close_matches(short, self._names_by_initial.get((version, short[:1].lower()), ()), n=1, cutoff=0.8)
        return close[0] if close else None

    @cached_property
    def _resources(self) -> Mapping[tuple[str, str], tuple[tuple[str, ResourceFact], ...]]:
        """What each page says of the type of a version and full name.

        A page that gives no namespace means the one type of that short name that others document, if there is one.
        """
        said = [
            (facts.version, fact.name, (path, fact))
            for path, facts in sorted(self._facts.items())
            for fact in facts.defined.resources
        ]
        full = _grouped(dict.fromkeys(((v, name.rpartition(".")[2]), name) for v, name, _ in said if "." in name))
        return _grouped(
            ((v, full[v, name][0] if len(full.get((v, name), ())) == 1 else name), what) for v, name, what in said
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
    def _names_by_initial(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The short names of types and enums by the first letter, which slips seldom change, in lower case."""
        names = sorted({*self._short_names, *self._enums})
        return _grouped(((version, short[:1].lower()), short) for version, short in names)

    @cached_property
    def _derived(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        return _grouped(
            ((version, base.rpartition(".")[2].lower()), full)
            for (version, full), said in sorted(self._resources.items())
            for base in dict.fromkeys(base for _, fact in said for base in fact.bases)
        )

    @cached_property
    def _broadly_documented(self) -> frozenset[str]:
        """The versions whose pages document enough types, and most of those that their examples speak of."""
        documented = Counter(version for version, _ in self._resources)
        used = Counter(version for version, _ in self._types)
        known = Counter(version for version, short in self._types if (version, short) in self._names_by_lower_case)
        few, part = _LACKING
        lacking = {v: used[v] - known[v] for v in used}
        return frozenset(
            v for v, n in documented.items() if n >= _BROADLY and lacking.get(v, 0) <= max(few, part * used[v])
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
    def _linked(self) -> frozenset[str]:
        return frozenset(link for path, facts in self._facts.items() for link in facts.links if link != path.lower())

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


def _chain(path: str, includer: Mapping[str, str]) -> tuple[str, ...]:
    """The files from the one that a path includes down to the path itself, given which file includes which."""
    chain = [path]
    while (at := includer[chain[-1]]) != path:
        chain.append(at)
    return tuple(reversed(chain))


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
