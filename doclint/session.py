"""Keep a docs set linted while its pages change. The one engine behind every front end."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from doclint.cache import LOST, Cache, Summary, difference
from doclint.checking import Diagnostic, EnabledRule, Plan, decode_found, unreadable
from doclint.docset import Reading, Stamp
from doclint.documented import Mark
from doclint.facts import Places, is_contents, read_places
from doclint.index import Index
from doclint.page import Page, parse_page
from doclint.pages import Pages, Read
from doclint.plain import digest_of
from doclint.results import Result, kept, may_suppress
from doclint.text import Source, Span, utf8
from doclint.workers import Ask, Outcome, Worker, Workers
from doclint.workspace import Settings

Suppress = Callable[[Page, Sequence[Diagnostic], frozenset[str]], tuple[Diagnostic, ...]]
"""What marks the diagnostics of a page that are suppressed there, given the names of the rules that ran."""


def keep(_page: Page, diagnostics: Sequence[Diagnostic], _ran: frozenset[str]) -> tuple[Diagnostic, ...]:
    """Suppress nothing."""
    return tuple(diagnostics)


def read_nothing(_paths: Collection[str]) -> Reading:
    """Read no page."""
    return Reading({}, {})


class Session:
    """The current state of a docs set and of what is wrong with it.

    A session begins where the cache ends: with the pages, answers and results as they were saved last, and what is
    different now is a change like any other. Results are kept as the rules gave them; suppressions are applied to them
    afterwards.
    """

    def __init__(  # noqa: PLR0913, everything that a session works with
        self,
        plan: Plan,
        settings: Settings,
        suppress: Suppress = keep,
        *,
        hire: Callable[[int], Workers] | None = None,
        cache: Cache | None = None,
        read: Read = read_nothing,
    ) -> None:
        self._plan = plan
        self._settings = settings
        self._suppress = suppress
        self._hire = hire
        self._hired: Workers | None = None
        self._work = 0
        """How many pages there are to read or check, as far as is known."""
        self._cache = cache
        self._pages = Pages(settings.versions, cache, read)
        self._unreadable: dict[str, str] = {}
        self._results: dict[str, Result] = {}
        self._settled: dict[str, tuple[Diagnostic, ...]] = {}
        self._places: dict[str, Places] = {}
        self._last_rules: tuple[Sequence[EnabledRule], Mapping[str, EnabledRule]] = (), {}
        self._files: frozenset[str] = frozenset()
        known = cache.summary if cache else Summary({}, frozenset(), "")
        self._touched: set[str] = set(known.briefs)
        """Pages that were taken in since the state was last named."""
        self._weights: dict[str, int] = {path: brief.weight for path, brief in known.briefs.items()}
        """What each page adds to the state: a digest of what it says."""
        self._names = known.names
        self._is_named = False
        self._state = known.state
        """The state that all pages together were in when it was last named: the names, and what the pages say."""
        self._news: set[str] = set()
        """Pages of which the workers do not know what they said in that state."""
        self._taught = ""
        """The state that the workers know of."""
        self._checked: set[str] = set()
        """Pages whose last result this session has made."""
        self._has_news = False
        """Whether pages or results were taken in of which the cache does not know."""
        self._read: set[str] = set()
        """Pages whose text the workers have."""
        self.reasons: dict[str, str] = {}
        """Why the cache could not spare pages a check, so far as they are not as they were."""

    def recall(self, paths: Iterable[str], stamps: Mapping[str, Stamp]) -> list[str]:
        """Take in those of the pages whose files are as the cache knows them; return the others: they are to be read.

        To be called once, before any other page is taken in.
        """
        paths = list(paths)
        found = self._pages.recall({path: stamps[path] for path in paths if path in stamps})
        for path in found:
            self._recall(path)
        self._work = len(paths) - len(self._results)
        return [path for path in paths if path not in found]

    def refresh(self, paths: Iterable[str], stamps: Mapping[str, Stamp], files: frozenset[str]) -> None:
        """Take in all pages as their files are now: one is read only if its file may have changed."""
        paths = frozenset(paths)
        changes: dict[str, Source | None] = dict.fromkeys(self.paths() - paths)
        texts, failed = self._pages.reread({path: stamps.get(path) for path in paths})
        self.update(changes | texts, files)
        for path, reason in failed.items():
            self.fail(path, reason)

    def update(self, changes: Mapping[str, Source | None], files: Iterable[str] | None = None) -> None:
        """Take in pages as they are now, None for one that is gone, and, when given, the names of all other files."""
        unknown = []
        for path, source in changes.items():
            self._forget(path)
            if source is None:
                continue
            reason = self._pages.take(source)
            if not reason:
                self._recall(path)
                brief = self._pages.brief(path)
                self._has_news |= brief is None or brief.stamp != self._pages.stamp(path)
                continue
            self._has_news = True
            unknown.append(source)
            if self._cache:
                self.reasons[path] = reason
        if unknown:
            self._read.update(source.path for source in unknown)
            self._workers.read(unknown)
        if files is not None:
            self._files = frozenset(files)
        self._is_named = False

    def fail(self, path: str, reason: str) -> None:
        """Take in that a page could not be read."""
        self._forget(path)
        self._pages.distrust(path)
        self._unreadable[path] = reason
        self._is_named = False

    def stale(self, paths: Iterable[str] | None = None) -> list[str]:
        """Those of the pages, or of all, whose last result may not stand any more."""
        paths = list(self.paths() if paths is None else paths)
        doubtful = [path for path in paths if not self._is_quiet(path)]
        while True:
            self._doubt(doubtful)
            self._settle()
            self._fetch("found", doubtful)
            doubtful = [path for path in paths if path not in self._unreadable and not self._stands(path)]
            if not self._doubt(doubtful):
                return doubtful

    def check(self, paths: Iterable[str] | None = None) -> frozenset[str]:
        """Check those of the pages, or of all, whose last result no longer stands; return their paths."""
        return frozenset(path for path, is_checked in self.checking(paths) if is_checked)

    def checking(self, paths: Iterable[str] | None = None) -> Iterator[tuple[str, bool]]:
        """The same, one page after the other: each that is stale, and whether its last result no longer stood."""
        paths = list(self.paths() if paths is None else paths)
        for path in paths:
            if path in self._unreadable and path not in self._settled:
                self._settled[path] = (unreadable(path, self._unreadable[path]),)
                yield path, True
        stale = self.stale(paths)
        if stale:
            self._teach()
            for path, outcome in self._workers.check(self._asks(stale)):
                yield path, self._take(path, outcome)

    def diagnostics(self, path: str) -> tuple[Diagnostic, ...]:
        """What is wrong with one page, as of its last check; what is suppressed is marked so."""
        if path not in self._settled:
            self._settled[path] = () if self._is_quiet(path) else self._judged(path)
        return self._settled[path]

    def is_recalled(self, path: str) -> bool:
        """Whether the last result of a page is one that the cache has kept, found in another run."""
        return path in self._results and path not in self._checked

    def source(self, path: str) -> Source:
        """The current text of one page."""
        return self._pages.source(path) if path in self._pages else Source(path, "")

    def paths(self) -> frozenset[str]:
        """The paths of all pages."""
        return frozenset(path for path in (*self._pages.paths, *self._unreadable) if not is_contents(path))

    def files(self) -> frozenset[str]:
        """The names of all files, as they were last given."""
        return self._files

    def index(self) -> Index:
        """Everything that the pages tell each other, as it is now."""
        self._settle()
        self._teach()
        return self._workers.index()

    def fetch_places(self, paths: Iterable[str]) -> None:
        """Get ready to tell where things stand on pages, all at once."""
        self._pages.places(frozenset(paths))

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

    def is_unsaved(self) -> bool:
        """Whether there is something that the cache should know, and does not."""
        self._settle()
        return self._cache is not None and (self._has_news or self._state != self._cache.summary.state)

    def save(self) -> None:
        """Write what is new to the cache, if there is one."""
        if self._cache and self.is_unsaved():
            briefs, entries = kept(self._cache, self._pages, self._results, self._weights)
            self._cache.save(Summary(briefs, self._names, self._state), entries)
            self._pages.saved(briefs)
            for path in entries.keys() & self._results.keys():
                self._results[path] = self._results[path]._replace(is_new=False)
            self._has_news = False

    def close(self) -> None:
        """Let the workers go. Others are hired if there is more to do."""
        if self._hired:
            self._hired.close()
            self._hired = None
            self._work = 0
            self._taught = ""
            self._read.clear()

    @property
    def _workers(self) -> Workers:
        """Those who parse and check; nobody is hired before there is something to do."""
        if self._hired is None:
            self._hired = self._hire(self._work) if self._hire else Worker(self._plan, self._settings)
        return self._hired

    def _recall(self, path: str) -> None:
        """Take in the last result of a page that is as the cache knows it."""
        brief = self._pages.brief(path)
        if brief is None or self._cache is None:
            return
        rules = self._cache.key_of_rules(self._plan(path))
        if brief.rules == rules:
            self._results[path] = Result(brief.rules, brief.stood)
        elif not is_contents(path):
            self.reasons[path] = difference(brief.rules, rules)

    def _forget(self, path: str) -> None:
        self._touched.add(path)
        self._read.discard(path)
        self._checked.discard(path)
        self._pages.drop(path)
        self._unreadable.pop(path, None)
        self._results.pop(path, None)
        self._settled.pop(path, None)
        self._places.pop(path, None)
        self.reasons.pop(path, None)

    def _doubt(self, paths: Iterable[str]) -> bool:
        """Look at the texts of pages that nobody has seen yet; whether one is not what its stamp promised."""
        changed, failed = self._pages.news(paths)
        if changed:
            self.update(changed)
        for path, reason in failed.items():
            self.fail(path, reason)
        return bool(changed or failed)

    def _settle(self) -> None:
        """Gather what the workers have read, name the state, and let results stand that the way to it left alone."""
        if self._is_named:
            return
        for path, told in self._hired.told().items() if self._hired else ():
            if path in self._read:
                self._pages.tell(path, told)
        for path in self._touched:
            old, new = self._weights.pop(path, 0), self._weight(path)
            if new:
                self._weights[path] = new
            if new != old:
                self._news.add(path)
        self._touched.clear()
        last, self._state = self._state, self._name()
        self._is_named = True
        if last and self._state != last:
            self._move(last)

    def _name(self) -> str:
        """A name for the state: what all pages say, in whatever order, and the names of all files."""
        names, weight = self._files | self.paths(), self._state.partition("-")[0]
        if names != self._names or not weight:
            self._names, weight = names, digest_of(*map(utf8, sorted(names)))
        return f"{weight}-{sum(self._weights.values()) % _WHOLE:x}"

    def _weight(self, path: str) -> int:
        """A number of 128 bits for what a page says, other than 0; 0 for one that says nothing."""
        if path not in self._pages:
            return 0
        brief = self._pages.brief(path)
        if brief:
            return brief.weight
        return int(digest_of(utf8(path), self._pages.said([path])[path], size=16), 16) or 1

    def _move(self, last: str) -> None:
        """Let those results stand in the new state that were right in the last one, and rest on nothing that is new."""
        if self._taught != last and not self._teach_last(last):
            return
        marks = self._teach()
        standing = [path for path, result in self._results.items() if result.stood == last]
        self._fetch("marks", standing)
        for path in standing:
            result = self._results[path]
            if result.marks is not None and marks.isdisjoint(array("I", result.marks)):
                self._results[path] = result._replace(stood=self._state)

    def _teach_last(self, last: str) -> bool:
        """Tell the workers, who know nothing yet, the state that the cache was saved in, if that can be done."""
        if self._taught or self._cache is None or self._cache.summary.state != last:
            return False
        said = self._cache.get("said", self._cache.summary.briefs.keys())
        if len(said) < len(self._cache.summary.briefs):
            return False
        self._workers.learn(said, (), self._cache.summary.names)
        self._taught = last
        return True

    def _teach(self) -> frozenset[int]:
        """Tell the workers what is new, and return the marks of what that has changed."""
        if self._taught == self._state:
            return frozenset()
        said = self._pages.said(self._news if self._taught else self._pages.paths)
        marks = self._workers.learn(said, self._news - said.keys(), self._files)
        self._news, self._taught = set(), self._state
        return marks

    def _stands(self, path: str) -> bool:
        result = self._results.get(path)
        return result is not None and result.stood == self._state

    def _is_quiet(self, path: str) -> bool:
        """Whether it is known of a page that nothing is wrong with it if its last result stands, its text unseen."""
        result, brief = self._results.get(path), self._pages.brief(path)
        return bool(result and not result.is_new and brief and brief.is_quiet)

    def _fetch(self, field: Literal["found", "asked", "marks"], paths: Iterable[str]) -> None:
        """Fetch a field of results from the cache, all at once. A result of which it has lost the findings is none."""
        results = {path: result for path in paths if (result := self._results.get(path))}
        missing = [path for path, result in results.items() if getattr(result, field) is None]
        for path, value in self._cache.get(field, missing).items() if self._cache and missing else ():
            fetched: dict[str, Any] = {field: value}
            self._results[path] = self._results[path]._replace(**fetched)
        for path in missing if field == "found" else ():
            if self._results[path].found is None:
                del self._results[path]

    def _asks(self, paths: Sequence[str]) -> dict[str, Ask]:
        self._fetch("asked", paths)
        last = {path: result.asked for path in paths if (result := self._results.get(path))}
        return {path: Ask(self.source(path), last.get(path), path in self._read) for path in paths}

    def _take(self, path: str, outcome: Outcome) -> bool:
        """Take in what a check gave, and say whether it was made: the last result may have stood."""
        self._has_news = True
        if outcome.found is None:
            self._results[path] = self._results[path]._replace(stood=self._state)
            return False
        rules = self._cache.key_of_rules(self._plan(path)) if self._cache else ""
        self._results[path] = Result(rules, self._state, outcome.found, outcome.asked, outcome.marks, is_new=True)
        self._checked.add(path)
        self._settled.pop(path, None)
        if outcome.why:
            self.reasons[path] = f"another answer to {outcome.why}"
        elif self._cache:
            self.reasons.setdefault(path, LOST)
        return True

    def _judged(self, path: str) -> tuple[Diagnostic, ...]:
        """The diagnostics of a page, after what it says about suppressing them."""
        if path in self._unreadable:
            return (unreadable(path, self._unreadable[path]),)
        rules, source = self._plan(path), self.source(path)
        found = decode_found(self._results[path].found or b"", path, self._named(rules))
        if not may_suppress(source):
            return found
        return self._suppress(parse_page(source), found, frozenset(rule.name for rule in rules))

    def _named(self, rules: Sequence[EnabledRule]) -> Mapping[str, EnabledRule]:
        """Rules by their names. Many pages have the same."""
        last, by_name = self._last_rules
        if last is not rules:
            by_name = {rule.name: rule for rule in rules}
            self._last_rules = rules, by_name
        return by_name

    def _places_of(self, path: str) -> Places | None:
        if path not in self._places and path in self._pages:
            self._places[path] = read_places(self._pages.places([path])[path])
        return self._places.get(path)


_WHOLE = 1 << 128
