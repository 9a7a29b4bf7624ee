"""The one thread that does the work of all docs sets, the most urgent first; the protocol's own thread stays free."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import IntEnum
from heapq import heappop, heappush
from itertools import count
from typing import ParamSpec, TypeVar

ResultT = TypeVar("ResultT")
Arguments = ParamSpec("Arguments")


class Urgency(IntEnum):
    """What goes before what."""

    ASKED = 0
    """Someone waits for the answer."""
    SHOWN = 1
    """Someone will look at it."""
    BACKGROUND = 2
    """A step of long work; each lets what is more urgent pass."""


class Engine:
    """Runs functions one after the other. A call that is cancelled before its turn is never made."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="doclint")
        self._waiting: list[tuple[Urgency, int, asyncio.Future[None]]] = []
        self._numbers = count()
        self._is_busy = False

    async def run(
        self, urgency: Urgency, work: Callable[Arguments, ResultT], *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> ResultT:
        """What a function gives, called when its turn comes."""
        await self._turn(urgency)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(*args, **kwargs))
        finally:
            self._pass_on()

    def close(self) -> None:
        """End the thread when it has done what it is at."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _turn(self, urgency: Urgency) -> None:
        if not self._is_busy:
            self._is_busy = True
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (urgency, next(self._numbers), turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it was given the turn and cannot take it any more
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        while self._waiting:
            _, _, turn = heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self._is_busy = False
