"""Show a place of a text with carets under it, as compilers do."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from doclint.text import Source, Span

_TAB = "    "
_MOST_LINES = 4
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of text, and so could make a line read as what it is not."""


class Excerpt(NamedTuple):
    """One line of an excerpt: its number, what it says, and the carets under it; no number: lines left out."""

    number: int | None
    text: str
    carets: str = ""


def excerpt(source: Source, span: Span, width: int = 100) -> Iterator[Excerpt]:
    """The lines that a span touches, none wider than ``width`` columns, at most four."""
    first = source.line_column(span.start)[0]
    last = max(first, source.line_column(max(span.start, span.end - 1))[0])
    count = last - first + 1
    shown = count if count <= _MOST_LINES else _MOST_LINES - 1
    for number in range(first, first + shown):
        yield _excerpt_line(source, number, span, width)
    if shown < count:
        yield Excerpt(None, f"… {count - shown} more lines")


def visible(text: str) -> str:
    """A text on one line, with nothing in it that would move a terminal's cursor or turn its text round."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c.encode("unicode_escape").decode("ascii") if _is_unsafe(c) else c for c in text)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def cells(text: str) -> list[str]:
    """What a terminal is given for each character of a text."""
    return [_TAB if c == "\t" else "\ufffd" if _is_unsafe(c) else c for c in text]


def _excerpt_line(source: Source, number: int, span: Span, width: int) -> Excerpt:
    line = source.lines(number - 1, number)
    end = line.end
    while end > line.start and source.text[end - 1] in "\r\n":
        end -= 1
    start = min(max(span.start, line.start), end)
    stop = min(max(span.end, start), end)
    # Only what could be shown is looked at: a line may have millions of characters.
    begin, finish = max(line.start, start - width), min(end, start + width)
    shown = cells(source.text[begin:finish])
    mark = start - begin
    first, last = _window(shown, mark, width, whole=begin == line.start and finish == end)
    head = "…" if first or begin > line.start else ""
    tail = "…" if last < len(shown) or finish < end else ""
    carets = columns("".join(shown[mark : min(last, mark + stop - start)]))
    indent = columns(head + "".join(shown[first:mark]))
    return Excerpt(number, head + "".join(shown[first:last]) + tail, " " * indent + "^" * max(1, carets))


def _window(shown: Sequence[str], mark: int, width: int, *, whole: bool) -> tuple[int, int]:
    """Which cells to show so that the marked one stands in the first third, with room for "…" at both ends."""
    if whole and columns("".join(shown)) <= width:
        return 0, len(shown)
    room = width // 3
    first = mark
    while first and columns(shown[first - 1]) <= room:
        first -= 1
        room -= columns(shown[first])
    room += width - width // 3 - 2
    last = mark
    while last < len(shown) and columns(shown[last]) <= room:
        room -= columns(shown[last])
        last += 1
    return first, last


def _is_unsafe(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in _TURNING


def _columns(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
