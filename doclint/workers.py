"""Who parses and checks pages: one in this process, or several (see ``processes``) that each keep those they are given.

Texts go in, facts come out, all pages' facts go in, results come out; pages never leave their process. What goes back
and forth is the JSON that the cache keeps, so that nothing is made twice.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, Protocol, TypeVar

from doclint.checking import Asked, EnabledRule, Plan, check_pages, decode_asked, encode_asked, encode_found
from doclint.facts import Facts, Told, facts_of, is_contents, read_said, told_of, without_places
from doclint.index import Index
from doclint.page import Kept, Page, keep_of, parse_page
from doclint.text import Source
from doclint.workspace import Settings

ItemT = TypeVar("ItemT")

_KEPT = 50_000
"""Pages of which one worker keeps the blocks until they are checked, some 20 KB each.

Those of further ones are read again, which takes an eighth of the time; to pack and unpack them would take as long.
"""
_TOGETHER = 10
"""Pages that one worker checks at once (see ``check_pages``): further ones would gain nothing more."""


class Ask(NamedTuple):
    """A page to be checked, if any answer that its last result rests on (``asked``, if there is one) has changed.

    ``is_read``: one of the workers has read the page; ``source`` is None where that is the one who is asked.
    """

    source: Source | None
    asked: bytes | None = None
    is_read: bool = False


class Outcome(NamedTuple):
    """What a page's check gave, and the answers it rests on, with their marks as numbers of 32 bits.

    ``found`` is None where the last result stands; else ``why`` is the answer that made the check necessary, if it was
    one.
    """

    found: bytes | None
    asked: bytes = b""
    marks: bytes = b""
    why: str = ""


class Workers(Protocol):
    """Those who parse and check."""

    def read(self, sources: Collection[Source]) -> None:
        """Begin to read pages."""

    def told(self) -> Mapping[str, Told]:
        """The facts of all pages read since this was last asked."""

    def learn(self, said: Mapping[str, bytes], gone: Collection[str], files: frozenset[str]) -> frozenset[int]:
        """Take in the facts of pages that have changed, those that are no more, and the names of all files.

        Gives the marks of what has changed (see ``Index``).
        """

    def check(self, asks: Mapping[str, Ask]) -> Iterator[tuple[str, Outcome]]:
        """Check pages: what comes of them, in any order, as it comes. To be gone through to its end."""

    def index(self) -> Index:
        """All facts that were taken in, arranged."""

    def close(self) -> None:
        """Let go of everything."""


class Worker:
    """One who does the work, in whatever process."""

    def __init__(self, plan: Plan, settings: Settings) -> None:
        self._plan = plan
        self._settings = settings
        self._sources: dict[str, Source] = {}
        self._kept: dict[str, Kept] = {}
        """What was found in pages that are yet to be checked."""
        self._facts: dict[str, tuple[bytes, Facts]] = {}
        """What pages say that were read since the last lesson, as JSON and as it is."""
        self._told: dict[str, Told] = {}
        self._index = Index({}, frozenset())

    def read(self, sources: Collection[Source]) -> None:
        """See ``Workers``."""
        for source in sources:
            page = parse_page(source)
            facts = facts_of(page, self._settings.versions)
            self._sources[source.path] = source
            self._told[source.path] = told = told_of(facts)
            self._facts[source.path] = told.said, without_places(facts)
            self._kept.pop(source.path, None)
            if not is_contents(source.path):  # which is never checked
                self._kept[source.path] = keep_of(page, with_blocks=len(self._kept) < _KEPT)

    def told(self) -> Mapping[str, Told]:
        """See ``Workers``."""
        told, self._told = self._told, {}
        return told

    def learn(self, said: Mapping[str, bytes], gone: Collection[str], files: frozenset[str]) -> frozenset[int]:
        """See ``Workers``."""
        facts: dict[str, Facts | None] = {path: self._facts_in(path, raw) for path, raw in said.items()}
        self._facts.clear()
        for path in gone:
            facts[path] = None
            self._sources.pop(path, None)
            self._kept.pop(path, None)
        return self._index.update(facts, files)

    def check(self, asks: Mapping[str, Ask]) -> Iterator[tuple[str, Outcome]]:
        """See ``Workers``."""
        for part in batches(asks.items(), _TOGETHER):
            yield from self._check(dict(part))

    def index(self) -> Index:
        """See ``Workers``."""
        return self._index

    def close(self) -> None:
        """See ``Workers``."""

    def _facts_in(self, path: str, said: bytes) -> Facts:
        read, facts = self._facts.get(path, (b"", None))
        return facts if facts and read == said else read_said(said)

    def _check(self, asks: Mapping[str, Ask]) -> Iterator[tuple[str, Outcome]]:
        """Check some pages at once, those together that have the same rules."""
        pages: list[Page] = []
        whys: dict[str, str] = {}
        for path, ask in asks.items():
            why = "" if ask.asked is None else self._changed(decode_asked(ask.asked))
            if ask.asked is None or why:
                pages.append(self._page(path, ask))
                whys[path] = why
            else:
                yield path, Outcome(None)
        for rules, alike in _by_rules(pages, self._plan):
            for page, result in zip(alike, check_pages(alike, self._index, self._settings, rules), strict=True):
                marks = array("I", sorted(result.marks)).tobytes()
                found, asked = encode_found(result.diagnostics, page), encode_asked(result.asked)
                yield page.path, Outcome(found, asked, marks, whys[page.path])

    def _page(self, path: str, ask: Ask) -> Page:
        kept = self._kept.pop(path, None)
        return parse_page(ask.source) if ask.source and not ask.is_read else parse_page(self._sources[path], kept)

    def _changed(self, asked: Asked) -> str:
        """The first question whose answer is no longer the same."""
        changed = (query for query, old in asked.items() if self._index.answer(query).digest != old)
        query = next(changed, None)
        return f"{query.question}({', '.join(query.about)})" if query else ""


def _by_rules(pages: Iterable[Page], plan: Plan) -> Iterable[tuple[Sequence[EnabledRule], list[Page]]]:
    """The pages that have the very same rules, after these."""
    found: dict[int, tuple[Sequence[EnabledRule], list[Page]]] = {}
    for page in pages:
        rules = plan(page.path)
        found.setdefault(id(rules), (rules, []))[1].append(page)
    return found.values()


def batches(items: Iterable[ItemT], size: int) -> Iterator[list[ItemT]]:
    """The items, so many at a time."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
