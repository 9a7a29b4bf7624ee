"""Something that is done in a process of its own, while this one goes on."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr
from traceback import print_exc
from typing import NoReturn

Wait = Callable[[], None]
"""What waits for something to be done."""


def aside(work: Callable[[], None]) -> Wait:
    """Begin to do something that changes nothing in this process. What it says on standard error is said at its end.

    It is done at once where no process can be forked off: on systems where that is not safe, or when it is refused.
    """
    child = _forked() if sys.platform == "linux" else None
    if child is None:
        work()
        return lambda: None
    number, pipe = child
    if not number:
        _do(work, pipe)

    def wait() -> None:
        with open(pipe, encoding="utf-8", errors="surrogateescape") as end:  # noqa: PTH123, it is no file
            said = end.read()
        if said and sys.stderr:
            sys.stderr.write(said)
        os.waitpid(number, 0)

    return wait


def _forked() -> tuple[int, int] | None:
    """The number of a new process, 0 in that process itself, and its end of a pipe between the two; None if refused."""
    try:
        ours, theirs = os.pipe()
    except OSError:
        return None
    try:
        number = os.fork()
    except OSError:
        os.close(ours)
        os.close(theirs)
        return None
    os.close(theirs if number else ours)
    return number, ours if number else theirs


def _do(work: Callable[[], None], pipe: int) -> NoReturn:
    """Do the work, hand over what it says, and end without what is to be done when the run ends."""
    try:
        with redirect_stderr(io.StringIO()) as said:
            try:
                work()
            except Exception:  # noqa: BLE001, it must not end there unheard
                print_exc()
        os.write(pipe, said.getvalue().encode("utf-8", "surrogateescape"))
    finally:
        os._exit(0)
