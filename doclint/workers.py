"""Where pages are parsed and checked: in this process, or in several that each keep the pages they are given.

Texts go in, facts come out, all pages' facts go in, results come out; pages never leave their process. What goes back
and forth is the JSON that the cache keeps, so that nothing is made twice.
"""

from __future__ import annotations

import gc
import multiprocessing
import sys
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, Protocol
from zlib import crc32

from doclint.checking import Asked, Plan, check_page, decode_asked, encode_asked, encode_found
from doclint.errors import DoclintError
from doclint.facts import Facts, Told, facts_of, read_said, told_of, without_places
from doclint.index import Index
from doclint.page import parse_page
from doclint.parse.blocks import Blocks
from doclint.text import Source, utf8
from doclint.workspace import Settings

_KEPT = 10_000
"""Pages whose blocks one worker keeps until they are checked, some 30 KB each; those of further ones are read again.

The rest of a page takes as much memory again, and is soon read a second time.
"""


class Ask(NamedTuple):
    """A page to be checked, if any answer that its last result rests on (``asked``, if there is one) has changed.

    ``source`` is None where the worker has read the page.
    """

    source: Source | None
    asked: bytes | None = None


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

    def check(self, asks: Mapping[str, Ask]) -> Mapping[str, Outcome]:
        """Check pages."""

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
        self._blocks: dict[str, Blocks] = {}
        """Those of pages that are yet to be checked."""
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
            self._blocks.pop(source.path, None)
            if len(self._blocks) < _KEPT:
                self._blocks[source.path] = page.blocks

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
            self._blocks.pop(path, None)
        return self._index.update(facts, files)

    def check(self, asks: Mapping[str, Ask]) -> Mapping[str, Outcome]:
        """See ``Workers``."""
        return {path: self._check(path, ask) for path, ask in asks.items()}

    def index(self) -> Index:
        """See ``Workers``."""
        return self._index

    def close(self) -> None:
        """See ``Workers``."""

    def _facts_in(self, path: str, said: bytes) -> Facts:
        read, facts = self._facts.get(path, (b"", None))
        return facts if facts and read == said else read_said(said)

    def _check(self, path: str, ask: Ask) -> Outcome:
        why = ""
        if ask.asked is not None:
            why = self._changed(decode_asked(ask.asked))
            if not why:
                return Outcome(None)
        blocks = self._blocks.pop(path, None)
        page = parse_page(ask.source) if ask.source else parse_page(self._sources[path], blocks)
        result = check_page(page, self._index, self._settings, self._plan(path))
        marks = array("I", sorted(result.marks)).tobytes()
        return Outcome(encode_found(result.diagnostics), encode_asked(result.asked), marks, why)

    def _changed(self, asked: Asked) -> str:
        """The first question whose answer is no longer the same."""
        changed = (query for query, old in asked.items() if self._index.answer(query).digest != old)
        query = next(changed, None)
        return f"{query.question}({', '.join(query.about)})" if query else ""


class Processes:
    """Workers in processes of their own. A page belongs to one of them for good, by its path."""

    def __init__(self, count: int, make_plan: Callable[[], Plan], settings: Settings) -> None:
        # Forking is much the quickest, and safe on Linux as long as there are no threads.
        method = "fork" if sys.platform == "linux" else "spawn"
        context: Any = multiprocessing.get_context(method)
        self._ends: list[Connection] = []
        self._processes: list[Any] = []
        for _ in range(count):
            end, far_end = context.Pipe()
            self._ends.append(end)
            inherited = tuple(self._ends) if method == "fork" else ()
            process = context.Process(target=_serve, args=(far_end, inherited, make_plan, settings), daemon=True)
            process.start()
            far_end.close()
            self._processes.append(process)

    def read(self, sources: Collection[Source]) -> None:
        """See ``Workers``."""
        for number, own in enumerate(self._dealt({source.path: source for source in sources})):
            if own:
                self._send(number, "read", list(own.values()))

    def told(self) -> Mapping[str, Told]:
        """See ``Workers``."""
        return {path: told for answer in self._ask_all([("told",)] * len(self._ends)) for path, told in answer.items()}

    def learn(self, said: Mapping[str, bytes], gone: Collection[str], files: frozenset[str]) -> frozenset[int]:
        """See ``Workers``."""
        marks: list[frozenset[int]] = self._ask_all([("learn", said, gone, files)] * len(self._ends))
        return marks[0]  # all give the same

    def check(self, asks: Mapping[str, Ask]) -> Mapping[str, Outcome]:
        """See ``Workers``."""
        answers = self._ask_all([("check", own) for own in self._dealt(asks)])
        return {path: outcome for answer in answers for path, outcome in answer.items()}

    def index(self) -> Index:
        """See ``Workers``."""
        self._send(0, "index")
        try:
            index: Index = self._ends[0].recv()
        except (EOFError, OSError) as error:
            raise DoclintError(_LOST) from error
        return index

    def close(self) -> None:
        """See ``Workers``."""
        for end in self._ends:
            end.close()
        for process in self._processes:
            process.join()

    def _owner(self, path: str) -> int:
        return crc32(utf8(path)) % len(self._ends)

    def _dealt(self, items: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The items of each worker."""
        dealt: list[dict[str, Any]] = [{} for _ in self._ends]
        for path, item in items.items():
            dealt[self._owner(path)][path] = item
        return dealt

    def _ask_all(self, messages: Sequence[tuple[Any, ...]]) -> list[Any]:
        for number, message in enumerate(messages):
            self._send(number, *message)
        try:
            return [end.recv() for end in self._ends]
        except (EOFError, OSError) as error:
            raise DoclintError(_LOST) from error

    def _send(self, number: int, *message: Any) -> None:
        try:
            self._ends[number].send(message)
        except OSError as error:
            raise DoclintError(_LOST) from error


_LOST = "a worker process ended unexpectedly, perhaps for want of memory; try --jobs 1"
_ANSWERED = frozenset({"told", "learn", "check", "index"})


def _serve(end: Connection, inherited: Sequence[Connection], make_plan: Callable[[], Plan], settings: Settings) -> None:
    """Work through what comes in, until the other end closes."""
    for other_end in inherited:  # as long as anyone has them open, nobody hears that the run is over
        other_end.close()
    gc.disable()  # next to nothing here is cyclic, and looking for it takes a fifth of the time
    worker: Any = Worker(make_plan(), settings)
    try:
        while True:
            name, *arguments = end.recv()
            answer = getattr(worker, name)(*arguments)
            if name in _ANSWERED:
                end.send(answer)
    except (EOFError, OSError, KeyboardInterrupt):  # the run is over, or was given up
        return
