"""What a text keeps of the one it was made of by edits: known, not found out by comparing the two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

from doclint.text import Span

_COMPARED = 10_000
"""Pairs of lines, at most, that are looked at for those that an edit has put back as they were."""


class Kept(NamedTuple):
    """A stretch of text that was at ``before`` and is at ``now``."""

    before: int
    now: int
    length: int


class Put(NamedTuple):
    """What is put in the place of a span."""

    span: Span
    text: str


class Change(NamedTuple):
    """Whole lines of the text before, and those that are in their place now; either may be none."""

    before: Span
    now: Span


def edited(text: str, edits: Sequence[Put]) -> str:
    """A text after edits, which are given in order and do not overlap."""
    pieces: list[str] = []
    at = 0
    for span, put in edits:
        pieces += (text[at : span.start], put)
        at = span.end
    return "".join((*pieces, text[at:]))


def still_kept(kept: Sequence[Kept], edits: Sequence[Put], end: int) -> tuple[Kept, ...]:
    """What is still kept after edits, in order, of a text as long as ``end`` that keeps so much of the one before."""
    found: list[Kept] = []
    at = 0
    for span, moved in _between(edits, end):
        while at < len(kept) and kept[at].now < span.end:
            before, now, length = kept[at]
            start, stop = max(now, span.start), min(now + length, span.end)
            if start < stop:
                found.append(Kept(before + start - now, start + moved, stop - start))
            if now + length > span.end:
                break  # there may be more of it behind the next edit
            at += 1
    return tuple(found)


def changed_lines(before: str, now: str, kept: Sequence[Kept]) -> Iterator[Change]:
    """The lines that are others, in order. Lines end with a line feed, and with nothing else, as they do for git."""
    return _joined(change for region in _regions(before, now, kept) for change in _trimmed(before, now, region))


def lines_of(text: str) -> list[str]:
    """The lines of a text, each with its line feed; the last may have none."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]


def _between(edits: Iterable[Put], end: int) -> Iterator[tuple[Span, int]]:
    """What lies before, between and behind edits, and how far each has moved."""
    at = moved = 0
    for span, text in edits:
        yield Span(at, span.start), moved
        at = span.end
        moved += len(text) - (span.end - span.start)
    yield Span(at, end), moved


def _regions(before: str, now: str, kept: Sequence[Kept]) -> Iterator[Change]:
    """The whole lines round what is not kept."""
    line = at = (0, 0)  # where lines begin in both, and where the last kept stretch ends
    is_open = False
    for piece in (*kept, Kept(len(before), len(now), 0)):
        if not is_open and at != piece[:2]:
            is_open = True
            back = at[0] - max(line[0], before.rfind("\n", line[0], at[0]) + 1)
            line = (at[0] - back, at[1] - back)
        end = _line_start(before, now, piece) if is_open else None
        if end:
            yield Change(Span(line[0], end[0]), Span(line[1], end[1]))
            is_open, line = False, end
        at = (piece.before + piece.length, piece.now + piece.length)


def _line_start(before: str, now: str, piece: Kept) -> tuple[int, int] | None:
    """Where in a kept stretch a line begins, in both texts; None when none does."""
    if piece.before == len(before) or all(
        not start or text[start - 1] == "\n" for text, start in ((before, piece.before), (now, piece.now))
    ):
        return piece.before, piece.now
    at = before.find("\n", piece.before, piece.before + piece.length) + 1
    return (at, piece.now + at - piece.before) if at else None


def _trimmed(before: str, now: str, change: Change) -> Iterator[Change]:
    """A change without the lines that are as they were."""
    old, new = (lines_of(text[span.start : span.end]) for text, span in zip((before, now), change, strict=True))
    olds, news = (
        (*accumulate(map(len, lines), initial=span.start),) for lines, span in zip((old, new), change, strict=True)
    )
    if len(old) * len(new) <= _COMPARED:
        codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    else:
        codes = [("replace", 0, len(old), 0, len(new))]
    for kind, i, j, k, m in codes:
        if kind != "equal":
            yield Change(Span(olds[i], olds[j]), Span(news[k], news[m]))


def _joined(changes: Iterable[Change]) -> Iterator[Change]:
    """The same with those as one between which nothing stands."""
    last: Change | None = None
    for change in changes:
        if last and last.before.end == change.before.start:
            last = Change(*(Span(one.start, two.end) for one, two in zip(last, change, strict=True)))
            continue
        if last:
            yield last
        last = change
    if last:
        yield last
