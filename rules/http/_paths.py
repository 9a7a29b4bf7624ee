"""Whether an example's path is one that a pattern describes, and where they differ when it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, groupby
from typing import NamedTuple

from doclint.api import Segment, SegmentKind, Span

Path = tuple[Segment, ...]

_VALUES = (SegmentKind.KEY, SegmentKind.PLACEHOLDER, SegmentKind.ARGUMENTS, SegmentKind.FILE_PATH)
_ON_ANY_RESOURCE = ("$count", "$ref", "$value")
_SMALL, _ALIKE, _EDIT, _UNLIKE = 1, 90, 100, 150
"""What it costs to see past something, to take a name for a like one, to leave a segment out, to take any name."""


class Difference(NamedTuple):
    """A place where two paths part: what either has there, one of them perhaps nothing.

    ``listed_at`` and ``shown_at`` are the offsets where what they share before ends. ``is_first`` and ``is_last`` say
    that they share nothing before, or after.
    """

    listed: Path
    shown: Path
    listed_at: int
    shown_at: int
    is_first: bool
    is_last: bool

    @property
    def is_slip(self) -> bool:
        """Whether each has one name there, and the two are spelt nearly alike."""
        return len(self.listed) == len(self.shown) == 1 and _are_alike(self.listed[0], self.shown[0])


def fits(listed: Iterable[Path], shown: Path) -> bool:
    """Whether one of these patterns describes the path of an example, but for how resources are addressed."""
    patterns = list(listed)
    if any(_equal(pattern, shown) for pattern in patterns):
        return True
    settled = _settled(shown)
    return any(_equal(_settled(pattern), settled) for pattern in patterns)


def compare(listed: Path, shown: Path, method: str) -> tuple[int, tuple[Difference, ...]]:
    """How far two paths are apart (an edit is 100), and where they differ, from left to right.

    No differences: casts, ``$count`` and the like on what is read, omitted arguments, and ``...`` in the pattern.
    """
    plain = _align(listed, shown, method)
    settled = _settled(listed), _settled(shown)
    other = plain if settled == (listed, shown) else _align(*settled, method)
    cost, pairs = plain if plain[0] <= other[0] else other
    return cost, tuple(_differences(pairs, listed, shown)) if cost >= _ALIKE else ()


def _settled(path: Path) -> Path:
    """The same path in one form that stands for several of the same meaning.

    ``users/{id}``, and before something else ``groups/{id}`` and ``sites/{id}``, count as ``me``; each drive as
    ``drive``, whoever owns it; each item of a drive as ``root``; and the team of a group is a team.
    """
    found: list[Segment] = []
    at = 0
    while at < len(path):
        size, name = _alternate(path, at, found[-1].name if found else "")
        found.append(_joined(path[at : at + size], name) if size else path[at])
        at += size or 1
    owned = [segment.name for segment in found[:2]] == ["me", "drive"]
    return (_joined(tuple(found[:2]), "drive"), *found[2:]) if owned else tuple(found)


def _alternate(path: Path, at: int, before: str) -> tuple[int, str]:
    """How many segments from here on may be addressed in another way, and what they are called then."""
    name = path[at].name if path[at].kind is SegmentKind.LITERAL else ""
    kinds = [segment.kind for segment in path[at + 1 : at + 3]]
    keyed = 2 if kinds and kinds[0] is not SegmentKind.SYSTEM else 0
    with_file = keyed + 1 if kinds[1:] == [SegmentKind.FILE_PATH] else keyed
    if before == "drive":
        root = 2 if kinds[:1] == [SegmentKind.FILE_PATH] else 1
        return {"root": root, "items": with_file, "special": with_file, "bundles": with_file}.get(name, 0), "root"
    if name == "groups" and len(kinds) > 1 and path[at + 2].name == "team":
        return 3, "team"
    if at == 0 and name in ("groups", "sites") and keyed and len(path) > with_file:
        return with_file, "me"
    if at == 0 and name == "drives":
        return keyed, "drive"
    return {"users": (keyed, "me"), "user": (keyed, "user"), "teams": (keyed, "team")}.get(name, (0, ""))


def _joined(path: Path, name: str) -> Segment:
    return Segment(SegmentKind.LITERAL, name, Span(path[0].span.start, path[-1].span.end))


def _equal(listed: Path, shown: Path) -> bool:
    return len(listed) == len(shown) and all(_distance(listed, n, shown, n) <= _SMALL for n in range(len(listed)))


def _distance(listed: Path, row: int, shown: Path, column: int) -> int:
    """What it costs to take a segment of an example for one of the pattern."""
    one, other = listed[row], shown[column]
    if one.kind is other.kind and one.text == other.text:
        return 0
    if SegmentKind.ELLIPSIS in (one.kind, other.kind) or (one.kind in _VALUES and other.kind in _VALUES):
        return 0
    if SegmentKind.SYSTEM in (one.kind, other.kind):
        return 0 if one.name == other.name else 2 * _EDIT
    if one.kind not in _VALUES and other.kind not in _VALUES:
        return 0 if one.name == other.name else _ALIKE if _are_alike(one, other) else _UNLIKE
    return _distance_of_word(listed[: row + 1], shown[: column + 1])


def _distance_of_word(listed: Path, shown: Path) -> int:
    """The same for paths of which one ends in a value, the other in a word: a word can be a key (`folders/inbox`).

    It is one after the same name as the value's, and in a pattern only after a plural.
    """
    one, other = listed[-1], shown[-1]
    value, word = (one, other) if one.kind in _VALUES else (other, one)
    before = listed[-2] if len(listed) > 1 else one
    plain = value.kind in (SegmentKind.KEY, SegmentKind.PLACEHOLDER) and word.name != "me"
    if not plain or (word is one and not before.name.endswith("s")):
        return 2 * _EDIT
    return _SMALL if _agree(listed[:-1], shown[:-1]) else _EDIT - 1


def _agree(listed: Path, shown: Path) -> bool:
    """Whether two paths end alike, words for keys passed over."""
    pairs = zip(reversed(listed), reversed(shown), strict=False)
    ends = (pair for pair in pairs if (pair[0].kind in _VALUES) is (pair[1].kind in _VALUES))
    one, other = next(ends, (None, None))
    if one is None or other is None:
        return False
    return one.kind in _VALUES or one.name == other.name or _are_alike(one, other)


def _are_alike(one: Segment, other: Segment) -> bool:
    """Whether two names differ in one place, and that in no more than a quarter of the longer one."""
    if not one.kind is other.kind is SegmentKind.LITERAL:
        return False
    short, long = sorted((one.name, other.name), key=len)
    start = _shared(short, long)
    end = _shared(short[start:][::-1], long[start:][::-1])
    return 4 * (start + end) >= 3 * len(long)


def _shared(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _cost_of_lack(path: Path, at: int, method: str) -> int:
    """What it costs when the other path lacks a segment of this one."""
    segment, is_last = path[at], at == len(path) - 1
    free = (
        segment.kind in (SegmentKind.ARGUMENTS, SegmentKind.ELLIPSIS)
        or (segment.kind is SegmentKind.CAST and not (is_last and method != "GET"))
        or (segment.name in _ON_ANY_RESOURCE and is_last and method == "GET")
        or (segment.name == "root" and len(segment.text) == segment.span.end - segment.span.start and not is_last)
    )
    return _SMALL if free else _EDIT


_Pair = tuple[Segment | None, Segment | None, int]
"""What stands opposite each other, and what that costs."""


def _align(listed: Path, shown: Path, method: str) -> tuple[int, list[_Pair]]:
    """The cheapest way to put two paths opposite each other (Needleman and Wunsch 1970)."""
    down = [_cost_of_lack(listed, at, method) for at in range(len(listed))]
    right = [_cost_of_lack(shown, at, method) for at in range(len(shown))]
    over = [right, *([0] * len(right) if one.kind is SegmentKind.ELLIPSIS else right for one in listed)]
    table = [[0, *accumulate(right)]]
    for row, cost in enumerate(down):
        last, here = table[-1], [table[-1][0] + cost]
        for column, free in enumerate(over[row + 1]):
            opposite = last[column] + _distance(listed, row, shown, column)
            here.append(min(opposite, last[column + 1] + cost, here[column] + free))
        table.append(here)
    return table[-1][-1], _trace(table, listed, shown, (down, over))


def _trace(table: list[list[int]], listed: Path, shown: Path, costs: tuple[list[int], list[list[int]]]) -> list[_Pair]:
    """The way back through the table. Of several the one that leaves segments out as late as possible."""
    down, over = costs
    pairs: list[_Pair] = []
    row, column = len(listed), len(shown)
    while row or column:
        here = table[row][column]
        if row and here == table[row - 1][column] + down[row - 1]:
            row -= 1
            pairs.append((listed[row], None, down[row]))
        elif column and here == table[row][column - 1] + over[row][column - 1]:
            column -= 1
            pairs.append((None, shown[column], over[row][column]))
        else:
            row, column = row - 1, column - 1
            pairs.append((listed[row], shown[column], here - table[row][column]))
    return pairs[::-1]


def _differences(pairs: list[_Pair], listed: Path, shown: Path) -> Iterator[Difference]:
    """The runs of pairs that cost something."""
    ends = (listed[0].span.start, shown[0].span.start)
    runs = [(differs, list(run)) for differs, run in groupby(pairs, key=lambda pair: pair[2] > _SMALL)]
    for number, (differs, run) in enumerate(runs):
        there = tuple(one for one, _, _ in run if one)
        here = tuple(other for _, other, _ in run if other)
        if differs:
            yield Difference(there, here, *ends, is_first=number == 0, is_last=number == len(runs) - 1)
        ends = (there[-1].span.end if there else ends[0], here[-1].span.end if here else ends[1])
