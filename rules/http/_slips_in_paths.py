"""Names in paths that cannot be meant as they are written, whatever the rest of the path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from doclint.api import Edit, Segment, SegmentKind, Span

from ._paths import Path

_KEYS = (SegmentKind.KEY, SegmentKind.PLACEHOLDER)


class Slip(NamedTuple):
    """A name, what it was meant to be (nothing: it is to go, with the slash after it), and what is wrong with it."""

    span: Span
    right: str
    message: str

    @property
    def edit(self) -> Edit:
        """Writes what was meant."""
        return Edit(self.span if self.right else Span(self.span.start, self.span.end + 1), self.right)


def slips(paths: Iterable[Path]) -> Iterator[Slip]:
    """A singular before a key where another path has the plural; `user` as a root; `users/me`; what is no segment."""
    pairs = [
        (one, other, one.name, one is path[0], _is_keyed(one, other)) for path in paths for one, other in pairwise(path)
    ]
    keyed = {name for _, _, name, _, is_keyed in pairs if is_keyed}
    for one, other, name, is_first, is_keyed in pairs:
        if name == "users" and other.name == "me":
            yield Slip(Span(one.span.start, other.span.end), "me", "`users/me` stands for `me`")
        elif is_first and name == "user":
            right = "users" if is_keyed else "me"
            yield Slip(one.span, right, "The path begins with `user`, not with `users` or `me`")
        elif is_keyed and f"{name}s" in keyed:
            plural = f"{one.text}s"
            message = f"The path has `{one.text}` before a key, elsewhere the page has `{plural}`"
            yield Slip(one.span, plural, message)
        if _is_glued(one, other):
            glued = f"{one.text}{other.text}"
            message = f"A slash is missing in `{glued}`"
            yield Slip(Span(one.span.start, other.span.end), f"{one.text}/{other.text}", message)
        elif one.text == "$":
            message = f"`$` before `{other.text}` names nothing"
            yield Slip(one.span, "", message)


def _is_glued(one: Segment, other: Segment) -> bool:
    return one.span.end == other.span.start and one.kind is SegmentKind.LITERAL and other.text.startswith("{")


def _is_keyed(one: Segment, other: Segment) -> bool:
    return one.kind is SegmentKind.LITERAL and other.kind in _KEYS
