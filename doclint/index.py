"""Every page's facts, arranged so that any question of a rule has a quick answer, while pages change."""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any, NamedTuple

from doclint.documented import DocumentedEnum, DocumentedType, by_full_name, merged_enum, merged_type
from doclint.facts import Facts
from doclint.ledger import Ledger
from doclint.plain import digest
from doclint.slips import closest_file, ends, is_scope_slip, may_be_meant, scope_slips
from doclint.types import ResourceFact

_ALMOST_ALL = 0.95
"""The share of pages that makes a custom."""
_RARER = 3
"""How many times rarer than its model a scope must be to be taken for a slip."""
_COMMON = 3
"""How many pages must use a permission scope for it to be taken as spelt right."""
_BROADLY = 10
"""How many resource types pages must document for the docs set to be taken as the reference of an API, not a part."""
_LACKING = (3, 0.1)
"""How many of the types that pages speak of they may leave undocumented, likewise: so many, or such a part of all."""

_VALUES = 5
"""How many of the values that examples show are told."""
_CLOSE = 5
"""How many of the names that are spelt alike are looked at."""


class Query(NamedTuple):
    """One question to the workspace: the name of the method, and what it was given."""

    question: str
    about: tuple[str, ...] = ()


class Answer(NamedTuple):
    """An answer, what it comes down to, and what it rests on.

    ``digest`` is the same for equal answers, in any process. ``marks`` are those of the keys it was worked out from
    (see ``Ledger``): as long as no update names one of them, the answer is the same.
    """

    value: Any
    digest: str
    marks: tuple[int, ...]


class Found(NamedTuple):
    """What somebody has found out by asking, and the questions with their answers."""

    value: Any
    asked: Mapping[Query, Answer]


class Index:
    """Every page's facts and every file's name, arranged for lookup.

    Answers are kept until something that they were worked out from changes, so the cost of an update is that of what
    it changes; an index equals a fresh one of the same facts at any time.
    """

    def __init__(self, facts: Mapping[str, Facts], files: frozenset[str]) -> None:
        self._noted: set[int] = set()
        self._pages = Ledger(_PARTS_OF_PAGES, _SAID_BY_PAGES, _COUNTED_ON_PAGES, self._noted.add)
        self._names = Ledger(_PARTS_OF_NAMES, _SAID_BY_NAMES, {}, self._noted.add)
        self._paths: set[str] = set()
        self._files: frozenset[str] = frozenset()
        self._known: dict[str, bool] = {}
        self._answers: dict[Query, Answer] = {}
        self.found: dict[Hashable, Found] = {}
        """What is found out by asking, for those who ask to keep; empty after an update that changes any answer."""
        self._slips: dict[tuple[str, str], list[str]] = {}
        """The permission scopes by what may be left of them after a slip; empty until it is asked for."""
        self.update(facts, files)

    def __reduce__(self) -> tuple[Any, ...]:
        """Goes to another process as what it is made of."""
        return Index, (dict(self.facts), self._files)

    @property
    def facts(self) -> Mapping[str, Facts]:
        """What each page tells, by its path, places left out."""
        return self._pages.items

    def update(self, facts: Mapping[str, Facts | None], files: frozenset[str]) -> frozenset[int]:
        """Take in pages as they are now, None for one that is gone, and the names of all files.

        Gives the marks of what has changed: what rests on none of them is as it was.
        """
        if not self.facts:  # without pages there is nobody who has asked anything
            self._answers.clear()
            self._names = Ledger(_PARTS_OF_NAMES, _SAID_BY_NAMES, {}, self._noted.add)
            self._known = {}
        marks = self._pages.update(facts)
        paths = {path for path, said in facts.items() if said is not None}
        gone = facts.keys() - paths
        if files != self._files or not self._known or not paths <= self._paths or gone & self._paths:
            self._files, self._paths = files, (self._paths - gone) | paths
            known = _known_names(self._files | self._paths)
            names: dict[str, bool | None] = dict.fromkeys(self._known.keys() - known.keys())
            names |= {name: is_file for name, is_file in known.items() if self._known.get(name) != is_file}
            self._known = known
            marks |= self._names.update(names)
        if marks or not self._answers:
            self._slips.clear()
        changed = [query for query, known in self._answers.items() if not marks.isdisjoint(known.marks)]
        for query in changed:
            del self._answers[query]
        if changed or not self._answers:
            self.found.clear()
        return frozenset(marks)

    def answer(self, query: Query) -> Answer:
        """The answer to any question; for a rule, or to see whether an old answer stands."""
        known = self._answers.get(query)
        if known is None:
            self._noted.clear()
            value = getattr(self, query.question)(*query.about)
            known = self._answers[query] = Answer(value, _digest(value), tuple(self._noted))
        return known

    def exists(self, path: str) -> bool:
        """See ``Workspace``."""
        return self._names.part("name", path) is not None

    def spelling(self, path: str) -> str | None:
        """See ``Workspace``."""
        return next((name for name, _ in self._names.rows("lower case", path.lower())), None)

    def has_lower_case_names(self) -> bool:
        """See ``Workspace``."""
        lower, other = (self._pages.count("case", case) for case in ("lower", "other"))
        return lower >= _ALMOST_ALL * (lower + other)

    def closest_path(self, path: str) -> str | None:
        """See ``Workspace``."""
        folder, name = posixpath.split(path)
        same_name = [other for other, _ in self._names.rows("file", name.lower()) if other != path]
        if same_name:
            return max(same_name, key=lambda other: (len(posixpath.commonpath((other, path))), other))
        alike = (rows for end in ends(name) for _, rows in self._names.rows("alike", (folder, end)))
        close = closest_file(name, (other for names in alike for other in names))
        return posixpath.join(folder, close) if close else None

    def anchors(self, path: str) -> frozenset[str] | None:
        """See ``Workspace``."""
        if self._pages.part("anchors", path) is None:
            return None
        seen, left = {path}, [path]
        found: set[str] = set()
        while left:
            at = left.pop()
            found.update(self._pages.part("anchors", at) or ())
            new = [include for include in self._includes(at) if include not in seen]
            seen.update(new)
            left += new
        return frozenset(found)

    def include_cycle(self, path: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        includer: dict[str, str] = {}
        left = [path]
        while left:
            at = left.pop()
            new = [include for include in self._includes(at) if include not in includer]
            includer.update(dict.fromkeys(new, at))
            left += new
            if path in includer:
                return _chain(path, includer)
        return ()

    def is_linked(self, path: str) -> bool:
        """See ``Workspace``."""
        link = path.lower()
        own = (self._pages.part("links", name) or () for name, _ in self._names.rows("lower case", link))
        return self._pages.count("link", link) > sum(link in links for links in own)

    def type_spellings(self, version: str, name: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        counts = Counter(self._said("used type", (version, name.lower())))
        return tuple(sorted(counts, key=lambda name: (-counts[name], name)))

    def type_pages(self, version: str, name: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        used = self._pages.rows("used type", (version, _short(name).lower()))
        return tuple(path for path, names in used if name in names)

    def closest_scope(self, name: str) -> str | None:
        """See ``Workspace``."""
        scopes = self._pages.keys("scope")
        if not self._slips:
            for other in scopes:
                for slip in scope_slips(other):
                    self._slips.setdefault(slip, []).append(other)
        alike = {other for slip in scope_slips(name) for other in self._slips.get(slip, ())}
        near = [other for other in alike if is_scope_slip(name, other)]
        counts = {other: self._pages.count("scope", other) for other in (name, *near)}
        enough = max(_COMMON, _RARER * counts[name])
        common = (other for other in near if counts[other] >= enough)
        return max(common, key=lambda other: (counts[other], other), default=None)

    def request_name_pages(self, name: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        return tuple(path for path, _ in self._pages.rows("request", name))

    def resource(self, version: str, name: str) -> DocumentedType | None:
        """See ``Workspace``."""
        short = _short(name)
        named = self._named(version, short)
        full = name if name in named else next((known for known in named if "." not in name or known == short), "")
        return merged_type(full, named[full]) if full else None

    def enum(self, version: str, name: str) -> DocumentedEnum | None:
        """See ``Workspace``."""
        rows = self._pages.rows("enum", (version, _short(name)))
        return merged_enum(name, [(path, fact) for path, facts in rows for fact in facts])

    def type_names(self, version: str, name: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        shorts = sorted(set(self._said("spelling", (version, _short(name).lower()))))
        names = [full for short in shorts for full in self._named(version, short)]
        names += [short for short in shorts if self._pages.rows("enum", (version, short))]
        return tuple(
            full for full in dict.fromkeys(names) if "." not in name or "." not in full or full.lower() == name.lower()
        )

    def documents_types(self, version: str) -> bool:
        """See ``Workspace``."""
        documented, used, known = (
            {key for of, key in self._pages.keys(table) if of == version} for table in ("type", "used type", "spelling")
        )
        few, part = _LACKING
        return len(documented) >= _BROADLY and len(used - known) <= max(few, part * len(used))

    def types_on(self, path: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        return self._pages.part("types", path) or ()

    def derived(self, version: str, name: str) -> tuple[str, ...]:
        """See ``Workspace``."""
        below = set(self._said("base", (version, _short(name).lower())))
        named = (self._named(version, short) for short in {_short(full) for full in below})
        return tuple(
            sorted(full for types in named for full, said in types.items() if any(f.name in below for _, f in said))
        )

    def example_values(self, version: str, of: str, like: str) -> tuple[str, ...]:
        """See ``Workspace``; ``like`` is a JSON object in which null stands for what is wanted."""
        beside: dict[str, Any] = json.loads(like)
        wanted = [name for name in beside if beside[name] is None]
        said = self._said("value", (version, _short(of)))
        known = [json.loads(values) for owner, values in said if owner == of or "." not in owner or "." not in of]
        counts: Counter[str] = Counter()
        best: dict[str, tuple[int, int, int]] = {}
        for values in known:
            shown = {name: values[name] for name in wanted if name in values}
            if shown:
                text = json.dumps(shown)
                alike = sum(values.get(name) == value for name, value in beside.items() if value is not None)
                counts[text] += 1
                best[text] = max(best.get(text, (0, 0, 0)), (len(shown), alike, len(values)))

        def rank(text: str) -> tuple[int, int, int, int, str]:
            shown, alike, size = best[text]
            return -shown, -alike, -counts[text], -size, text

        return tuple(sorted(counts, key=rank))[:_VALUES]

    def closest_type(self, version: str, name: str) -> str | None:
        """See ``Workspace``."""
        short = _short(name)
        shorts = sorted(set(self._said("initial", (version, short[:1].lower()))))
        close = get_close_matches(short, shorts, n=_CLOSE, cutoff=0.8)
        return next((other for other in close if may_be_meant(short, other)), None)

    def _said(self, table: str, key: str | tuple[str, ...]) -> list[Any]:
        """All that pages say in a table under a key, in path order."""
        return [value for _, values in self._pages.rows(table, key) for value in values]

    def _includes(self, path: str) -> tuple[str, ...]:
        return self._pages.part("includes", path) or ()

    def _named(self, version: str, short: str) -> dict[str, list[tuple[str, ResourceFact]]]:
        """What each page says of the types of a version and short name, by full name."""
        rows = self._pages.rows("type", (version, short))
        return by_full_name((path, fact) for path, facts in rows for fact in facts)


@cache
def _digest_of_usual(value: object) -> str:
    return digest(value)


def _digest(value: object) -> str:
    """The digest of an answer; that of most is one of a few."""
    return _digest_of_usual(value) if value is None or isinstance(value, bool) or value == () else digest(value)


def _short(name: str) -> str:
    return name.rpartition(".")[2]


def _alike(folder: str, name: str) -> list[tuple[tuple[str, str], str]]:
    """A file of a folder, by what a slip in its name may leave alone."""
    return [((folder, end), name) for end in ends(name)]


def _known_names(files: frozenset[str]) -> dict[str, bool]:
    """The names of all files and of the folders they are in; whether each is a file's."""
    folders = {posixpath.dirname(path) for path in files}
    folders |= {parent for folder in folders for parent in _parents(folder)} | {"."}
    return dict.fromkeys(folders, False) | dict.fromkeys(files, True)


def _type_shorts(facts: Facts) -> list[str]:
    """The short names of the types and enums that a page documents."""
    names = [fact.name for fact in facts.defined.resources] + [fact.name for fact in facts.defined.enums]
    return [_short(name) for name in names]


_PARTS_OF_PAGES: Mapping[str, Any] = {
    "anchors": lambda facts: facts.anchors,
    "includes": lambda facts: facts.includes,
    "links": lambda facts: facts.links,
    "types": lambda facts: (
        *(fact.name for fact in facts.defined.resources),
        *(fact.full_name for fact in facts.defined.enums),
    ),
}
"""What is asked of a single page."""

_SAID_BY_PAGES: Mapping[str, Any] = {
    "request": lambda _, facts: [(name, True) for name in facts.request_names],
    "used type": lambda _, facts: [((facts.version, _short(name).lower()), name) for name in sorted(facts.types)],
    "type": lambda _, facts: [((facts.version, _short(fact.name)), fact) for fact in facts.defined.resources],
    "enum": lambda _, facts: [((facts.version, _short(fact.name)), fact) for fact in facts.defined.enums],
    "base": lambda _, facts: [
        ((facts.version, _short(base).lower()), fact.name) for fact in facts.defined.resources for base in fact.bases
    ],
    "spelling": lambda _, facts: [((facts.version, short.lower()), short) for short in _type_shorts(facts)],
    "initial": lambda _, facts: [((facts.version, short[:1].lower()), short) for short in _type_shorts(facts)],
    "value": lambda _, facts: [((facts.version, _short(of)), (of, values)) for of, values in facts.values.items()],
}
"""What a page tells, in tables."""

_COUNTED_ON_PAGES: Mapping[str, Any] = {
    "case": lambda path, _: ["lower" if (name := posixpath.basename(path)) == name.lower() else "other"],
    "link": lambda _, facts: facts.links,
    "scope": lambda _, facts: facts.scopes,
}
"""Of what it is asked how many pages tell it. There is nothing to ask pages about but parts, tables and counts."""

_PARTS_OF_NAMES: Mapping[str, Any] = {"name": lambda is_file: is_file}

_SAID_BY_NAMES: Mapping[str, Any] = {
    "lower case": lambda path, _: [(path.lower(), True)],
    "file": lambda path, is_file: [(posixpath.basename(path).lower(), True)] if is_file else [],
    "alike": lambda path, is_file: _alike(*posixpath.split(path)) if is_file else (),
}
"""What the name of a file or folder tells."""


def _chain(path: str, includer: Mapping[str, str]) -> tuple[str, ...]:
    """The files from the one that a path includes down to the path itself, given which file includes which."""
    chain = [path]
    while (at := includer[chain[-1]]) != path:
        chain.append(at)
    return tuple(reversed(chain))


def _parents(folder: str) -> Iterator[str]:
    while folder := posixpath.dirname(folder):
        yield folder
