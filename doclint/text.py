"""Source text and the places in it.

Everything doclint knows about a page is placed by half-open offsets into its decoded text, counted
in code points. Lines, columns, UTF-8 bytes and UTF-16 columns are computed from them for output only.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from doclint.lazy import lazy

NEWLINE = re.compile(r"\r\n|\n|\r")
"""What CommonMark 2.1 calls a line ending; ``str.splitlines`` breaks at characters where Markdown does not."""

LINE_START = r"(?<![^\r\n])"
"""In a regular expression over page text: where a line begins. With ``re.MULTILINE``, ``^`` knows line feeds only."""

_LINE_FEED = re.compile(r"\n")
"""The same for text without carriage returns. A single character is found several times as fast as one of two."""

_CHUNK = 4096  # code points
_UTF8_BOM = b"\xef\xbb\xbf"
_ESCAPED = re.compile("[\udc80-\udcff]")  # how the codec "surrogateescape" hands on a byte that is no UTF-8


new_tuple = tuple.__new__
"""Makes the named tuples of which there are millions, in half the time that their classes take."""


class Span(NamedTuple):
    """A half-open range of offsets into one page's text."""

    start: int
    end: int

    def holds(self, other: Span | int) -> bool:
        """Whether an offset, or the whole of another span, lies within this one."""
        if isinstance(other, int):
            return self.start <= other < self.end
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one offset."""
        return self.start < other.end and other.start < self.end


class Slice(NamedTuple):
    """A stretch of a page, verbatim: its text and where that stands."""

    text: str
    span: Span

    def part(self, start: int, end: int | None = None) -> Slice:
        """The part between two offsets counted from the beginning of this slice."""
        text, (at, _) = self
        if end is None or end > len(text):
            end = len(text)
        if not start and end == len(text):
            return self
        return new_tuple(Slice, (text[start:end], new_tuple(Span, (at + start, at + end))))

    def group(self, match: re.Match[str], group: int | str = 0) -> Slice:
        """What one group of a match over ``self.text`` matched."""
        return self.part(*match.span(group))

    def strip(self, chars: str | None = None) -> Slice:
        """Without leading and trailing blanks, or without any of ``chars`` at either end."""
        text = self.text
        start = len(text) - len(text.lstrip(chars))
        end = max(start, len(text.rstrip(chars)))
        return self if end - start == len(text) else self.part(start, end)

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self.text)


def slice_at(start: int, text: str) -> Slice:
    """The slice of that text that begins at an offset of the page."""
    return new_tuple(Slice, (text, new_tuple(Span, (start, start + len(text)))))


class Position(NamedTuple):
    """A place in a file: line and column from 1, columns in code points; ``byte`` from 0, in the file's bytes."""

    line: int
    column: int
    byte: int


class Problem(NamedTuple):
    """Something the parser could not read. Rules turn problems into findings."""

    kind: str
    span: Span
    message: str


@dataclass(frozen=True)
class Source:
    """One page's text: its path in the docs set (POSIX), and how the bytes became text."""

    path: str
    text: str
    bom: bool = False
    replaced: tuple[int, ...] = ()
    """Offsets of U+FFFD characters that each stand for one byte that was no UTF-8."""

    @lazy
    def line_starts(self) -> Sequence[int]:
        """The offset of the first character of each line."""
        return array("I", [0, *[match.end() for match in _line_ends(self.text, 0, len(self.text))]])

    def line_column(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both from 1, columns in code points."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def byte(self, offset: int) -> int:
        """The offset in the file, in bytes, byte order mark included."""
        if self.text.isascii():
            return offset + (len(_UTF8_BOM) if self.bom else 0)
        chunk = offset // _CHUNK
        size = self._chunk_bytes[chunk] + len(utf8(self.text[chunk * _CHUNK : offset]))
        return size - 2 * bisect_left(self.replaced, offset) + (len(_UTF8_BOM) if self.bom else 0)

    def position(self, offset: int) -> Position:
        """Line, column and byte of an offset."""
        return Position(*self.line_column(offset), self.byte(offset))

    @lazy
    def _chunk_bytes(self) -> tuple[int, ...]:
        """How many bytes of UTF-8 stand before each chunk, so that no offset costs more than one chunk."""
        chunks = (self.text[start : start + _CHUNK] for start in range(0, len(self.text), _CHUNK))
        return tuple(accumulate((len(utf8(chunk)) for chunk in chunks), initial=0))

    def lines(self, first: int, last: int) -> Span:
        """The span of whole lines ``first`` up to but excluding ``last``, both from 0, line endings included."""
        starts = self.line_starts
        end = starts[last] if last < len(starts) else len(self.text)
        return new_tuple(Span, (starts[first] if first < len(starts) else starts[-1], end))

    def line(self, number: int) -> Slice:
        """One line, counted from 1, without its line ending."""
        span = self.lines(number - 1, number)
        return slice_at(span.start, self.text[span.start : span.end].rstrip("\r\n"))

    def line_slices(self, span: Span) -> Iterator[Slice]:
        """The lines of a span, without their line endings; the first and last are cut to the span."""
        text, (start, last) = self.text, span
        for match in _line_ends(text, start, last):
            end, after = match.span()
            yield slice_at(start, text[start:end])
            start = after
        if start < last:
            yield slice_at(start, text[start:last])

    def slice(self, span: Span) -> Slice:
        """The text of a span, with its place."""
        return Slice(self.text[span.start : span.end], span)


def line_end(text: str, at: int) -> tuple[int, int]:
    """Where the line ends that an offset lies in, and where the next one begins."""
    feed = text.find("\n", at)
    stop = feed if feed >= 0 else len(text)
    carriage = text.find("\r", at, stop)
    if carriage >= 0:
        return carriage, carriage + 1 + text.startswith("\n", carriage + 1)
    return stop, min(stop + 1, len(text))


def decode(path: str, raw: bytes) -> Source:
    """Decode the bytes of a page. Never fails: each byte that is no UTF-8 becomes U+FFFD and is noted.

    UTF-16 is recognised by its byte order mark only.
    """
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if raw.startswith(mark):
            return Source(path, raw[2:].decode(codec, "replace"))
    bom = raw.startswith(_UTF8_BOM)
    text = raw[len(_UTF8_BOM) if bom else 0 :].decode("utf-8", "surrogateescape")
    replaced = () if text.isascii() else tuple(match.start() for match in _ESCAPED.finditer(text))
    return Source(path, _ESCAPED.sub("\ufffd", text) if replaced else text, bom, replaced)


def _line_ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The line endings between two offsets."""
    pattern = _LINE_FEED if text.find("\r", start, end) < 0 else NEWLINE
    return pattern.finditer(text, start, end)


def utf8(text: str) -> bytes:
    """The bytes of any text, half a surrogate pair included."""
    return text.encode("utf-8", "surrogatepass")
