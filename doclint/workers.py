"""Where pages are parsed and checked: in this process, or in several that each keep the pages they are given.

Texts go in, facts come out, all pages' facts go in, results come out; pages never leave their process. What goes back
and forth is the JSON that the cache keeps, so that nothing is made twice.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import sys
from array import array
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, Protocol, TypeVar, cast

from doclint.checking import Asked, EnabledRule, Plan, check_pages, decode_asked, encode_asked, encode_found
from doclint.errors import DoclintError
from doclint.facts import Facts, Told, facts_of, is_contents, read_said, told_of, without_places
from doclint.index import Index
from doclint.page import Kept, Page, keep_of, parse_page
from doclint.text import Source
from doclint.workspace import Settings

ItemT = TypeVar("ItemT")
_USUAL_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""How a process begins: forking is much the quickest, and safe on Linux as long as there are no threads."""
_Request = tuple[Any, ...]
"""The name of a method, and its arguments."""

_KEPT = 10_000
"""Pages of which one worker keeps what it found as it is until they are checked, some 30 KB each.

What it found in further ones is packed: that takes a fifth of the memory, and a quarter of the time to read them again.
"""
PART = 20
"""Pages that go to a process at once: enough that the talk costs little, so few that all processes end together."""


_TOGETHER = 10
"""Pages that one worker checks at once (see ``check_pages``): further ones would gain nothing more."""


class Ask(NamedTuple):
    """A page to be checked, if any answer that its last result rests on (``asked``, if there is one) has changed.

    ``is_read``: one of the workers has read the page; ``source`` is None where that is the one who is asked.
    """

    source: Source | None
    asked: bytes | None = None
    is_read: bool = False


_Part = list[tuple[str, Ask]]
"""Pages that are to be checked, by their paths."""
_LATE = 2
"""How many parts must lie before a process for another to take one of them, whose pages it has to read first."""


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
        self._kept: dict[str, Kept | bytes | None] = {}
        """What was found in pages that are yet to be checked, some of it packed."""
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
                kept = keep_of(page)
                self._kept[source.path] = kept if len(self._kept) < _KEPT else _packed(kept)

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
        kept = _unpacked(self._kept.pop(path, None))
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


def _packed(kept: Kept) -> bytes | None:
    """What is kept of a page, with all that has been read in its blocks; None where they are nested too deeply."""
    try:
        return pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)
    except RecursionError:
        return None


def _unpacked(kept: Kept | bytes | None) -> Kept | None:
    return pickle.loads(kept) if isinstance(kept, bytes) else kept  # noqa: S301, our own


class Processes:
    """Workers in processes of their own. A page belongs to the one that has read it, as long as that keeps up.

    Each has one request at a time, and gets the next when it has answered: nobody ever speaks to one who is speaking.
    ``DoclintError`` when the system does not give so many processes, or one of them is lost.
    """

    def __init__(
        self, count: int, make_plan: Callable[[], Plan], settings: Settings, method: str = _USUAL_METHOD
    ) -> None:
        context: Any = multiprocessing.get_context(method)
        self._ends: list[Connection] = []
        self._processes: list[Any] = []
        self._owners: dict[str, Connection] = {}
        self._reading: list[Connection] = []
        """Those who have yet to say what the pages tell that they were given last."""
        self._told: dict[str, Told] = {}
        try:
            for _ in range(count):
                end, far_end = context.Pipe()
                self._ends.append(end)
                inherited = tuple(self._ends) if method == "fork" else ()
                process = context.Process(target=_serve, args=(far_end, inherited, make_plan, settings), daemon=True)
                process.start()
                far_end.close()
                self._processes.append(process)
        except OSError as error:
            self.close()
            raise DoclintError(f"{count} processes cannot be started: {error.strerror}; try --jobs 1") from error

    def read(self, sources: Collection[Source]) -> None:
        """See ``Workers``."""
        for part in batches(sources, PART):
            while len(self._reading) == len(self._ends):
                self._hear()
            end = next(end for end in self._ends if end not in self._reading)
            _send(end, ("read", part))
            self._reading.append(end)
            self._owners.update((source.path, end) for source in part)

    def told(self) -> Mapping[str, Told]:
        """See ``Workers``."""
        while self._reading:
            self._hear()
        told, self._told = self._told, {}
        return told

    def learn(self, said: Mapping[str, bytes], gone: Collection[str], files: frozenset[str]) -> frozenset[int]:
        """See ``Workers``."""
        lesson = ("learn", said, gone, files)
        marks: list[frozenset[int]] = list(self._answers({end: iter([lesson]) for end in self._ends}))
        return marks[0]  # all give the same

    def check(self, asks: Mapping[str, Ask]) -> Iterator[tuple[str, Outcome]]:
        """See ``Workers``."""
        owned: dict[Connection, dict[str, Ask]] = {end: {} for end in self._ends}
        left: dict[str, Ask] = {}
        for path, ask in asks.items():
            (owned[self._owners[path]] if ask.is_read else left)[path] = ask
        parts = {end: deque(batches(own.items(), PART)) for end, own in owned.items()}
        anyones = deque(batches(left.items(), PART))
        for outcomes in self._answers({end: _checks(own, anyones, parts.values()) for end, own in parts.items()}):
            yield from outcomes

    def index(self) -> Index:
        """See ``Workers``."""
        index: Index
        (index,) = self._answers({self._ends[0]: iter([("index",)])})
        return index

    def close(self) -> None:
        """See ``Workers``."""
        for end in self._ends:
            end.close()
        for process in self._processes:
            process.join()

    def _hear(self) -> None:
        """Wait for one of those who read, or more, to say what the pages tell."""
        for end in _speaking(self._reading):
            self._reading.remove(end)
            told: Mapping[str, Told] = _received(end)
            self._told.update((path, said) for path, said in told.items() if self._owners[path] is end)

    def _answers(self, requests: Mapping[Connection, Iterator[_Request]]) -> Iterator[Any]:
        """What each answers to its requests, as it comes."""
        asked = [end for end, own in requests.items() if _sent_next(end, own)]
        while asked:
            for end in _speaking(asked):
                answer = _received(end)
                if not _sent_next(end, requests[end]):
                    asked.remove(end)
                yield answer


def batches(items: Iterable[ItemT], size: int) -> Iterator[list[ItemT]]:
    """The items, so many at a time."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch


_LOST = "a worker process ended unexpectedly, perhaps for want of memory; try --jobs 1"


def _checks(own: deque[_Part], anyones: deque[_Part], all_parts: Collection[deque[_Part]]) -> Iterator[_Request]:
    """What one is to check: what it has read, then what nobody has, at last what others have and would come to late."""
    while True:
        if own:
            yield "check", {path: ask._replace(source=None) for path, ask in own.popleft()}
        elif anyones:
            yield "check", dict(anyones.popleft())
        elif len(most := max(all_parts, key=len)) >= _LATE:
            yield "check", {path: ask._replace(is_read=False) for path, ask in most.pop()}
        else:
            return


def _speaking(ends: Sequence[Connection]) -> list[Connection]:
    """Those of whom there is something to be heard, once there is."""
    return cast("list[Connection]", wait(ends))


def _received(end: Connection) -> Any:
    try:
        return end.recv()
    except (EOFError, OSError) as error:
        raise DoclintError(_LOST) from error


def _send(end: Connection, request: _Request) -> None:
    try:
        end.send(request)
    except OSError as error:
        raise DoclintError(_LOST) from error


def _sent_next(end: Connection, requests: Iterator[_Request]) -> bool:
    """Send the next request, and say whether there was one."""
    request = next(requests, None)
    if request:
        _send(end, request)
    return request is not None


def _serve(end: Connection, inherited: Sequence[Connection], make_plan: Callable[[], Plan], settings: Settings) -> None:
    """Work through what comes in, until the other end closes."""
    for other_end in inherited:  # as long as anyone has them open, nobody hears that the run is over
        other_end.close()
    gc.disable()  # next to nothing here is cyclic, and looking for it takes a fifth of the time
    worker = Worker(make_plan(), settings)
    try:
        while True:
            end.send(_answer(worker, *end.recv()))
    except (EOFError, OSError, KeyboardInterrupt):  # the run is over, or was given up
        os._exit(0)  # to take apart all that was read would take as long as reading some 200 pages


def _answer(worker: Worker, name: str, *arguments: Any) -> Any:
    """What a worker answers to a request; to pages that it is to read, what they tell."""
    answer = getattr(worker, name)(*arguments)
    if name == "read":
        return worker.told()
    return list(answer) if name == "check" else answer
