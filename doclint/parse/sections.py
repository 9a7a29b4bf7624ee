"""The sections that headings open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from doclint.parse.blocks import Heading
from doclint.text import Span


class Section(NamedTuple):
    """A heading and all that stands under it, subsections included.

    ``path`` are the titles from the top of the page to this one, ``end`` is where the section ends, ``own_end`` where
    its first subsection begins, or else the same.
    """

    heading: Heading
    path: tuple[str, ...]
    end: int
    own_end: int

    @property
    def span(self) -> Span:
        """The heading and all that stands under it."""
        return Span(self.heading.span.start, self.end)

    @property
    def content(self) -> Span:
        """What stands under the heading."""
        return Span(self.heading.span.end, self.end)

    @property
    def own(self) -> Span:
        """The content up to the first subsection."""
        return Span(self.heading.span.end, self.own_end)

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
    own_ends = [heading.span.start for heading in opening[1:]] + [end]
    found: list[Section] = []
    levels: list[int] = []
    path: list[str] = []
    for heading, section_end, own_end in zip(opening, _ends(opening, end), own_ends, strict=False):
        while levels and levels[-1] >= heading.level:
            levels.pop()
            path.pop()
        levels.append(heading.level)
        path.append(heading.text)
        found.append(Section(heading, tuple(path), section_end, own_end))
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
