"""Example requests whose path none of the page's request lines describes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from doclint.api import Edit, Page, SegmentKind, Span

from ._paths import Difference, Path, compare, fits
from ._request_lines import Request

_KEYS = (SegmentKind.KEY, SegmentKind.PLACEHOLDER)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MOST_COMPARED = 5
_OF_COLLECTIONS = ("add", "create", "list")
"""How titles begin of pages whose paths end in a collection, not in a key."""


class Stray(NamedTuple):
    """An example, the request line nearest to it, and where the two differ."""

    shown: Request
    listed: Request
    differences: tuple[Difference, ...]
    section_is_wrong: bool
    """Whether the request line is likelier to be wrong than the example."""

    @property
    def wrong(self) -> Request:
        """The one of the two that is likelier to be wrong."""
        return self.listed if self.section_is_wrong else self.shown

    @property
    def right(self) -> Request:
        """The other one."""
        return self.shown if self.section_is_wrong else self.listed

    @property
    def cause(self) -> tuple[object, ...]:
        """The same for strays that one mistake explains."""
        return self.section_is_wrong, *((_names(d.listed), _names(d.shown)) for d in self.differences)

    @property
    def place(self) -> Span:
        """The segments that differ, or the one before what is missing; at the beginning of a path the one after it."""
        (first, _, at), (last, _, end) = self.sides(0), self.sides(-1)
        before = [segment.span.start for segment in self.wrong.path if segment.span.end <= at]
        start = first[0].span.start if first else before[-1] if before else at
        end = last[-1].span.end if last else end
        return Span(start, end) if end > start else self.wrong.path[0].span

    def sides(self, number: int) -> tuple[Path, Path, int]:
        """What the wrong one has at a difference, what the right one has, and where in the wrong one that begins."""
        difference = self.differences[number]
        if self.section_is_wrong:
            return difference.listed, difference.shown, difference.listed_at
        return difference.shown, difference.listed, difference.shown_at

    def edits(self, page: Page) -> Iterator[Edit]:
        """Write what the right one has, with a placeholder for a key; none where an example would need a key."""
        has, lacks, at = self.sides(0)
        if len(self.differences) > 1 or (not self.section_is_wrong and any(s.kind in _KEYS for s in lacks)):
            return
        written = (page.text[slice(*s.span)] for s in lacks)
        text = "/".join("{id}" if s.kind is SegmentKind.KEY else own for s, own in zip(lacks, written, strict=True))
        start = self.wrong.path[0].span.start
        if has and lacks:
            yield Edit(Span(has[0].span.start, has[-1].span.end), text)
        elif lacks:
            yield Edit(Span(at, at), f"{text}/" if at == start else f"/{text}")
        else:
            is_first = has[0].span.start == start
            yield Edit(Span(start if is_first else at, has[-1].span.end + is_first), "")


def strays(page: Page, listed: Sequence[Request], shown: Sequence[Request]) -> Iterator[Stray]:
    """The examples of a page that surely ask for what its HTTP request section lists, but by another path."""
    if not listed:
        return
    odd = [one for one in shown if not fits([pattern.path for pattern in listed], one.path)]
    compared = [(one, *_nearest(one, listed)) for one in odd[:_MOST_COMPARED]]
    found = [(one, pattern, differences) for one, pattern, differences in compared if differences]
    others_fit = len(odd) < len(shown) or len(found) < len(compared)
    methods = {pattern.method for pattern in listed}
    leading = next((one for one in shown if one.method in methods), None)
    for one, pattern, differences in found:
        if _is_sure(differences, is_first=one is leading, others_fit=others_fit):
            unconfirmed = len(differences) == 1 and not any(fits([pattern.path], other.path) for other in shown)
            wrong = unconfirmed and _section_is_wrong(page, differences[0], one.method)
            yield Stray(one, pattern, differences, wrong)


def _nearest(shown: Request, listed: Sequence[Request]) -> tuple[Request, tuple[Difference, ...]]:
    """The request line that takes the fewest changes, one of the example's method if there is any."""
    compared: list[tuple[Request, int, tuple[Difference, ...]]] = []
    for pattern in listed:
        cost, differences = compare(pattern.path, shown.path, shown.method)
        if not differences:
            return pattern, ()
        compared.append((pattern, cost, differences))
    same = [pattern for pattern in listed if pattern.method == shown.method]
    pattern, _, differences = min(compared, key=lambda one: (bool(same) and one[0] not in same, one[1]))
    if shown.method != "POST":
        differences = tuple(_with_word_as_key(pattern, difference) for difference in differences)
    return pattern, differences


def _is_sure(differences: tuple[Difference, ...], *, is_first: bool, others_fit: bool) -> bool:
    """Whether an example cannot be another step of the task, or the collection or property of what is listed."""
    if is_first:
        return not others_fit or not any(d.is_last and not (d.listed and d.shown) for d in differences)
    return all(d.is_slip or not (d.is_last or (d.listed and d.shown)) for d in differences)


def _section_is_wrong(page: Page, difference: Difference, method: str) -> bool:
    """Whether the request line, and not the example, has the mistake."""
    listed, shown = difference.listed, difference.shown
    title = page.h1.text if page.h1 else ""
    if not listed:
        is_named = difference.is_last and _named(shown, title) > 0
        return difference.is_first or is_named or (method != "POST" and shown[-1].kind in _KEYS)
    if not shown:
        of_collection = method == "POST" or title.lower().startswith(_OF_COLLECTIONS)
        return of_collection and difference.is_last and listed[-1].kind is not SegmentKind.SYSTEM
    one, other = listed[0].name, shown[0].name
    if one == "user" or f"{one}s" == other:
        return True
    if other == "user" or f"{other}s" == one:
        return False
    return _named(shown, title) > _named(listed, title)


def _with_word_as_key(pattern: Request, difference: Difference) -> Difference:
    """The same, with a word that only the example has as the key it is: after a plural, and none itself."""
    before = next((s for s in pattern.path if s.span.end == difference.listed_at), None)
    if difference.listed or len(difference.shown) > 1 or before is None or not before.name.endswith("s"):
        return difference
    word = difference.shown[0]
    is_key = word.kind is SegmentKind.LITERAL and word.name[-1] not in "s$"
    return difference._replace(shown=(word._replace(kind=SegmentKind.KEY),)) if is_key else difference


def _named(path: Path, title: str) -> int:
    """How many letters of a name the title of a page has, if it has all of its words."""
    words = [word.lower().rstrip("s") for word in _WORD.findall(path[-1].text)]
    said = title.lower()
    return sum(map(len, words)) if all(word in said for word in words) else 0


def _names(path: Path) -> tuple[str, ...]:
    return tuple(s.name if s.kind in (SegmentKind.LITERAL, SegmentKind.SYSTEM) else s.kind for s in path)
