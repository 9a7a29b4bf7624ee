"""Keep a docs set linted while its pages change. The one engine behind every front end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from doclint.cache import Cache, Entry
from doclint.checking import CRASH, Diagnostic, Plan, decode_found, unreadable
from doclint.documented import Mark
from doclint.facts import Places, Told, is_contents, read_places
from doclint.index import Index
from doclint.page import Page, parse_page
from doclint.plain import digest_of
from doclint.text import Source, Span
from doclint.workers import Ask, Outcome, Worker, Workers
from doclint.workspace import Settings

Suppress = Callable[[Page, Sequence[Diagnostic], frozenset[str]], tuple[Diagnostic, ...]]
"""What marks the diagnostics of a page that are suppressed there, given the names of the rules that ran."""


def keep(_page: Page, diagnostics: Sequence[Diagnostic], _ran: frozenset[str]) -> tuple[Diagnostic, ...]:
    """Suppress nothing."""
    return tuple(diagnostics)


class _Result(NamedTuple):
    """What checking a page gave, and the answers that rests on. ``stood`` names the state in which it was last right.

    That is, the state of all that pages tell each other. It is right in any later state, too, as long as nothing has
    changed that has one of the ``marks`` (see ``Ledger``); None where they are not known. ``rules`` is the cache's key
    of the rules that ran.
    """

    found: bytes = b""
    asked: bytes = b""
    rules: str = ""
    stood: str = ""
    marks: frozenset[int] | None = None


class Session:
    """The current state of a docs set and of what is wrong with it.

    Results are kept as the rules gave them; suppressions are applied to them afterwards.
    """

    def __init__(
        self,
        plan: Plan,
        settings: Settings,
        suppress: Suppress = keep,
        workers: Workers | None = None,
        cache: Cache | None = None,
    ) -> None:
        self._plan = plan
        self._suppress = suppress
        self._workers = workers or Worker(plan, settings)
        self._cache = cache
        self._sources: dict[str, Source] = {}
        self._unreadable: dict[str, str] = {}
        self._told: dict[str, Told] = {}
        self._results: dict[str, _Result] = {}
        self._settled: dict[str, tuple[Diagnostic, ...]] = {}
        self._places: dict[str, Places] = {}
        self._files: frozenset[str] = frozenset()
        self._touched: set[str] = set()
        """Pages that were taken in since the state was last named."""
        self._weights: dict[str, int] = {}
        """What each page adds to the state: a digest of what it says."""
        self._names: frozenset[str] = frozenset()
        self._weight_of_names = ""
        self._is_named = False
        self._state = ""
        """The state that all pages together are in, as far as it is known."""
        self._news: set[str] = set()
        """Pages of which the workers do not know what they say now."""
        self._taught = ""
        """The state that the workers know of."""
        self._read: set[str] = set()
        """Pages whose text the workers have."""
        self.reasons: dict[str, str] = {}
        """Why the cache could not spare pages a check, so far as they are not as they were."""

    def update(self, changes: Mapping[str, Source | None], files: Iterable[str] | None = None) -> None:
        """Take in pages as they are now, None for one that is gone, and, when given, the names of all other files."""
        for path in changes:
            self._forget(path)
        unknown = [source for path, source in changes.items() if source is not None and not self._recall(path, source)]
        self._read.update(source.path for source in unknown)
        self._workers.read(unknown)
        if files is not None:
            self._files = frozenset(files)
        self._is_named = False

    def fail(self, path: str, reason: str) -> None:
        """Take in that a page could not be read."""
        self._forget(path)
        self._sources[path] = Source(path, "")
        self._unreadable[path] = reason
        self._is_named = False

    def check(self, paths: Iterable[str] | None = None) -> frozenset[str]:
        """Check those of the pages, or of all, whose last result no longer stands; return their paths."""
        self._settle()
        checked = set()
        asks = {}
        for path in self._sources if paths is None else paths:
            if path not in self._unreadable:
                if path not in self._results or self._results[path].stood != self._state:
                    asks[path] = self._ask(path)
            elif path not in self._settled:
                self._settled[path] = (unreadable(path, self._unreadable[path]),)
                checked.add(path)
        if asks:
            self._teach()
            checked.update(path for path, outcome in self._workers.check(asks).items() if self._take(path, outcome))
        return frozenset(checked)

    def diagnostics(self, path: str) -> tuple[Diagnostic, ...]:
        """What is wrong with one page, as of its last check; what is suppressed is marked so."""
        if path not in self._settled:
            rules, source = self._plan(path), self._sources[path]
            found = decode_found(self._results[path].found, path, rules)
            if "doclint" in source.text.lower() or "\\u" in source.text:  # else it cannot hold a suppression
                found = self._suppress(parse_page(source), found, frozenset(rule.name for rule in rules))
            self._settled[path] = found
        return self._settled[path]

    def source(self, path: str) -> Source:
        """The current text of one page."""
        return self._sources[path]

    def paths(self) -> frozenset[str]:
        """The paths of all pages."""
        return frozenset(path for path in self._sources if not is_contents(path))

    def files(self) -> frozenset[str]:
        """The names of all files, as they were last given."""
        return self._files

    def index(self) -> Index:
        """Everything that the pages tell each other, as it is now."""
        self._settle()
        self._teach()
        return self._workers.index()

    def heading_path(self, path: str, offset: int) -> tuple[str, ...]:
        """The titles of the sections that an offset of a page lies in, from the top."""
        places = self._places_of(path)
        return places.heading_path(offset) if places else ()

    def resolve(self, path: str, place: Span | Mark) -> tuple[str, Span] | None:
        """The page and the span of a related place of a finding on the page ``path``."""
        if isinstance(place, Mark):
            places = self._places_of(place.path)
            span = places.marks.get(place.key) if places else None
            return (place.path, span) if span else None
        return path, place

    def save(self) -> None:
        """Write what is new to the cache, if there is one."""
        if self._cache:
            self._cache.save({path: entry for path in self._told if (entry := self._entry(path))}, self._files)

    def close(self) -> None:
        """Let the workers go."""
        self._workers.close()

    def _entry(self, path: str) -> Entry | None:
        """What the cache is to keep of a page; nothing when a rule crashed there."""
        told, (found, asked, rules, stood, _) = self._told[path], self._results.get(path, _Result())
        if self._cache is None or _CRASHED in found:
            return None
        return Entry(self._cache.key_of_text(self._sources[path]), *told, found, asked, rules, stood)

    def _recall(self, path: str, source: Source) -> bool:
        """Take in a page, and say whether its facts are known without reading it."""
        self._sources[path] = source
        if self._cache is None:
            return False
        entry, self.reasons[path] = self._cache.entry(path, source)
        if entry is None:
            return False
        self._told[path] = Told(entry.said, entry.places)
        if entry.rules == self._cache.key_of_rules(self._plan(path)):
            self._results[path] = _Result(entry.found, entry.asked, entry.rules, entry.stood, None)
            del self.reasons[path]
        return True

    def _forget(self, path: str) -> None:
        self._touched.add(path)
        self._read.discard(path)
        for state in (
            self._sources, self._unreadable, self._told, self._results, self._settled, self._places, self.reasons
        ):  # fmt: skip
            state.pop(path, None)

    def _settle(self) -> None:
        """Gather what the workers have read, name the state, and let results stand that the way to it left alone."""
        if self._is_named:
            return
        self._told |= {path: told for path, told in self._workers.told().items() if path in self._read}
        for path in self._touched:
            old, new = self._weights.pop(path, 0), _weight(path, self._told.get(path))
            if new:
                self._weights[path] = new
            if new != old:
                self._news.add(path)
        self._touched.clear()
        last, self._state = self._state, self._name()
        self._is_named = True
        if self._state != last and last and self._taught == last:
            marks = self._teach()
            for path, result in self._results.items():
                if result.stood == last and result.marks is not None and marks.isdisjoint(result.marks):
                    self._results[path] = result._replace(stood=self._state)

    def _name(self) -> str:
        """A name for the state: what all pages say, in whatever order, and the names of all files."""
        names = self._files | self._sources.keys()
        if names != self._names:
            self._names, self._weight_of_names = names, digest_of(*map(_bytes, sorted(names)))
        return f"{self._weight_of_names}{sum(self._weights.values()) % _WHOLE:x}"

    def _teach(self) -> frozenset[int]:
        """Tell the workers what is new, and return the marks of what that has changed."""
        if self._taught == self._state:
            return frozenset()
        said = {path: self._told[path].said for path in self._news if path in self._told}
        marks = self._workers.learn(said, self._news - said.keys(), self._files)
        self._news, self._taught = set(), self._state
        return marks

    def _ask(self, path: str) -> Ask:
        last = self._results.get(path)
        return Ask(None if path in self._read else self._sources[path], last.asked if last else None)

    def _take(self, path: str, outcome: Outcome) -> bool:
        """Take in what a check gave, and say whether it was made: the last result may have stood."""
        if outcome.found is None:
            self._results[path] = self._results[path]._replace(stood=self._state)
            return False
        rules = self._cache.key_of_rules(self._plan(path)) if self._cache else ""
        self._results[path] = _Result(outcome.found, outcome.asked, rules, self._state, outcome.marks)
        self._settled.pop(path, None)
        if outcome.why:
            self.reasons[path] = f"another answer to {outcome.why}"
        return True

    def _places_of(self, path: str) -> Places | None:
        if path not in self._places and path in self._told:
            self._places[path] = read_places(self._told[path].places)
        return self._places.get(path)


_CRASHED = f'"{CRASH}"'.encode()
"""What results hold that are not worth keeping."""


_WHOLE = 1 << 128


def _weight(path: str, told: Told | None) -> int:
    """A number of 128 bits for what a page says, other than 0; 0 for one that says nothing."""
    return int(digest_of(_bytes(path), told.said, size=16), 16) or 1 if told else 0


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
