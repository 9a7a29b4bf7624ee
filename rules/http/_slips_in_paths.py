"""Names in paths that cannot be meant as they are written, whatever the rest of the path."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from doclint.api import Segment, SegmentKind, Span

from ._paths import Path

_KEYS = (SegmentKind.KEY, SegmentKind.PLACEHOLDER)


class Slip(NamedTuple):
    """A name, what it was meant to be, and what is wrong with it."""

    span: Span
    right: str
    message: str


def slips(paths: Iterable[Path]) -> Iterator[Slip]:
    """A singular before a key where another path has the plural; `user` as a root; `users/me`."""
    paths = tuple(paths)
    keyed = {one.name for path in paths for one, other in pairwise(path) if _is_keyed(one, other)}
    for path in paths:
        for one, other in pairwise(path):
            if one.name == "users" and other.name == "me":
                yield Slip(Span(one.span.start, other.span.end), "me", "`users/me` stands for `me`")
            elif one is path[0] and one.name == "user":
                yield Slip(
                    one.span,
                    "users" if _is_keyed(one, other) else "me",
                    "The path begins with `user`, not with `users` or `me`",
                )
            elif _is_keyed(one, other) and f"{one.name}s" in keyed:
                plural = f"{one.text}s"
                message = f"The path has `{one.text}` before a key, elsewhere the page has `{plural}`"
                yield Slip(one.span, plural, message)


def _is_keyed(one: Segment, other: Segment) -> bool:
    return one.kind is SegmentKind.LITERAL and other.kind in _KEYS
