"""The thread of the language server: one call at a time, the urgent first, and none that nobody waits for."""

from __future__ import annotations

import asyncio
from threading import Event

from doclint.lsp.engine import Engine, Urgency


def test_the_urgent_goes_first_and_what_is_cancelled_is_never_done() -> None:
    async def calls() -> list[str]:
        engine, goes_on, done = Engine(), Event(), list[str]()
        first = asyncio.create_task(engine.run(Urgency.ASKED, goes_on.wait))
        await asyncio.sleep(0)  # the first has its turn, the others queue
        waiting = {
            name: asyncio.create_task(engine.run(urgency, done.append, name))
            for name, urgency in (("read", Urgency.BACKGROUND), ("given up", Urgency.ASKED), ("asked", Urgency.ASKED))
        }
        await asyncio.sleep(0)
        waiting.pop("given up").cancel()
        goes_on.set()
        await asyncio.gather(first, *waiting.values())
        engine.close()
        return done

    assert asyncio.run(calls()) == ["asked", "read"]


def test_a_turn_that_is_cancelled_when_it_comes_is_passed_on() -> None:
    async def calls() -> list[str]:
        engine, done = Engine(), list[str]()

        async def begin() -> None:
            await engine.run(Urgency.ASKED, done.append, "first")
            given_up.cancel()  # it has been given its turn, and has not taken it yet

        first = asyncio.create_task(begin())
        await asyncio.sleep(0)
        given_up = asyncio.create_task(engine.run(Urgency.ASKED, done.append, "given up"))
        last = asyncio.create_task(engine.run(Urgency.ASKED, done.append, "last"))
        await asyncio.gather(first, last)
        engine.close()
        return done

    assert asyncio.run(calls()) == ["first", "last"]
