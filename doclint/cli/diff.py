"""What fixes change, as a unified diff."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import unified_diff
from typing import TextIO

from click import style

from doclint.reports import Context
from doclint.text import NEWLINE, Source

_COLORS = {"+": "green", "-": "red", "@": "cyan"}


def write_diff(before: Mapping[str, Source], after: Callable[[str], Source], stream: TextIO, context: Context) -> None:
    """Write what makes the pages as they were into the pages as they are, in the form that ``git apply`` takes."""
    for path in sorted(before):
        name = context.shown(path)
        old, new = _lines(before[path].text), _lines(after(path).text)
        for line in unified_diff(old, new, f"a/{name}", f"b/{name}"):
            shown = line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            stream.write(style(shown, fg=_COLORS.get(line[0])) if context.color else shown)


def _lines(text: str) -> list[str]:
    return list(_with_endings(text))


def _with_endings(text: str) -> Iterator[str]:
    start = 0
    for match in NEWLINE.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    if start < len(text):
        yield text[start:]
