"""Places in a text as editors count them: lines from 0, columns in the units of the agreed encoding."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from lsprotocol import types

from doclint.text import Source, Span

UTF16 = "utf-16"
_CODECS = {"utf-8": ("utf-8", 1), UTF16: ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@dataclass(frozen=True)
class Places:
    """The places of one text. ``encoding`` is ``utf-8``, ``utf-16`` or ``utf-32``."""

    source: Source
    encoding: str = UTF16

    def position(self, offset: int) -> types.Position:
        """Where an offset is; one behind the text is its end."""
        starts = self.source.line_starts
        offset = min(offset, len(self.source.text))
        line = bisect_right(starts, offset) - 1
        return types.Position(line, self._units(self.source.text[starts[line] : offset]))

    def range(self, span: Span) -> types.Range:
        """Where a span is."""
        return types.Range(self.position(span.start), self.position(span.end))

    def offset(self, position: types.Position) -> int:
        """The offset of a position; one behind its line, or behind the text, is the end of that."""
        starts = self.source.line_starts
        if position.line >= len(starts):
            return len(self.source.text)
        line = self.source.line(position.line + 1)
        return line.span.start + self._characters(line.text, position.character)

    def span(self, range_: types.Range) -> Span:
        """The span of a range; an upside-down one is empty."""
        start = self.offset(range_.start)
        return Span(start, max(start, self.offset(range_.end)))

    def whole(self) -> types.Range:
        """The range of the whole text."""
        return self.range(Span(0, len(self.source.text)))

    def _units(self, text: str) -> int:
        codec, size = _CODECS[self.encoding]
        return len(text) if text.isascii() else len(text.encode(codec, "surrogatepass")) // size

    def _characters(self, line: str, units: int) -> int:
        if line.isascii():
            return min(max(units, 0), len(line))
        codec, size = _CODECS[self.encoding]
        raw = line.encode(codec, "surrogatepass")[: max(units, 0) * size]
        return len(raw.decode(codec, "ignore"))
