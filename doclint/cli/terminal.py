"""What the command line asks of the terminal."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from time import monotonic
from typing import TextIO

from doclint.errors import DoclintError
from doclint.run import Track

_NARROWEST, _USUAL, _WIDEST = 40, 100, 160
_PATIENCE = 1.0
"""Seconds after which people want to see that something happens."""


def wants_color(choice: bool | None, stream: TextIO) -> bool:  # noqa: FBT001, it is what the option says
    """Whether to colour the output: as asked for, else by the environment, else on a terminal."""
    if choice is not None:
        return choice
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR", "")
    return forced not in ("", "0") or (stream.isatty() and os.environ.get("TERM") != "dumb")


def width(stream: TextIO) -> int:
    """How many columns an excerpt may take."""
    if not stream.isatty():
        return _USUAL
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size((_USUAL, 24)).columns))


@contextmanager
def output() -> Iterator[TextIO]:
    """Standard output that takes any text, and does not mind when its reader has gone (``doclint … | head``).

    ``DoclintError`` when it cannot be written to.
    """
    if not sys.stdout:  # it was closed: nobody wants to know
        yield io.StringIO()
        return
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    try:
        yield stream
        stream.flush()
    except OSError as error:
        if error.filename is not None:  # another file's
            raise
        # Else Python would complain once more when it flushes the stream at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if not isinstance(error, BrokenPipeError):
            raise DoclintError(f"standard output: {error.strerror}") from error


def progress(*, wanted: bool) -> Track:
    """A bar on standard error, if that is a terminal, and only when the work takes its time."""
    began = monotonic()

    def track(steps: Iterable[str], what: str, count: int) -> Iterator[str]:
        advance: Callable[[int], None] | None = None
        with ExitStack() as shown:
            for done, step in enumerate(steps, 1):
                yield step
                if advance is None and monotonic() - began > _PATIENCE:
                    advance = _bar(shown, what, count)
                if advance is not None:
                    advance(done)

    return track if wanted and sys.stderr and sys.stderr.isatty() else lambda steps, _what, _count: steps


def _bar(shown: ExitStack, what: str, count: int) -> Callable[[int], None]:
    """Show the bar; what moves it."""
    from rich.console import Console  # noqa: PLC0415, most runs are over before a bar would show
    from rich.progress import Progress  # noqa: PLC0415

    bar = shown.enter_context(Progress(console=Console(stderr=True), transient=True))
    task = bar.add_task(what, total=count)
    return lambda done: bar.update(task, completed=done)
