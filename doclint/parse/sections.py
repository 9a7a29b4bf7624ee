"""The sections that headings open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from doclint.parse.blocks import Heading
from doclint.text import Span


class Section(NamedTuple):
    """A heading and all that stands under it, subsections included.

    ``span`` begins with the heading, ``content`` after it, ``own`` is the content up to the first subsection.
    ``path`` are the titles from the top of the page to this one.
    """

    heading: Heading
    path: tuple[str, ...]
    span: Span
    content: Span
    own: Span

    @property
    def title(self) -> str:
        """The heading without markup."""
        return self.heading.text

    @property
    def level(self) -> int:
        """1 to 6."""
        return self.heading.level


def read_sections(headings: Sequence[Heading], end: int) -> tuple[Section, ...]:
    """The sections of a page of that length, in the order of their headings. Tabs open none."""
    opening = [heading for heading in headings if not heading.tab and not heading.nested]
    found: list[Section] = []
    path: list[Heading] = []
    ends = _ends(opening, end)
    for number, heading in enumerate(opening):
        while path and path[-1].level >= heading.level:
            path.pop()
        path.append(heading)
        next_start = opening[number + 1].span.start if number + 1 < len(opening) else end
        found.append(
            Section(
                heading,
                tuple(above.text for above in path),
                Span(heading.span.start, ends[number]),
                Span(heading.span.end, ends[number]),
                Span(heading.span.end, next_start),
            )
        )
    return tuple(found)


def _ends(headings: Sequence[Heading], end: int) -> list[int]:
    """Where each section ends: at the next heading of its level or above. One pass, with a stack."""
    ends = [end] * len(headings)
    unfinished: list[int] = []
    for number, heading in enumerate(headings):
        while unfinished and headings[unfinished[-1]].level >= heading.level:
            ends[unfinished.pop()] = heading.span.start
        unfinished.append(number)
    return ends
