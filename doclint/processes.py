"""Workers in several processes, which are told by messages what to do."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, cast

from doclint.checking import Plan
from doclint.errors import DoclintError
from doclint.facts import Told
from doclint.index import Index
from doclint.text import Source
from doclint.workers import Ask, Outcome, Worker, batches
from doclint.workspace import Settings

_USUAL_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""How a process begins: forking is much the quickest, and safe on Linux as long as there are no threads."""
PART = 20
"""Pages that go to a process at once: enough that the talk costs little, so few that all processes end together."""
_Request = tuple[Any, ...]
"""The name of a method, and its arguments."""
_Part = list[tuple[str, Ask]]
"""Pages that are to be checked, by their paths."""
_LATE = 2
"""How many parts must lie before a process for another to take one of them, whose pages it has to read first."""


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
