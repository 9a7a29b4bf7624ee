"""Where each block of a page begins and ends, lists included, for those who speak of "the next block"."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from doclint.page import Page
from doclint.text import Span


class Extent(NamedTuple):
    """One block: markdown-it's word for it without ``_open`` (``paragraph``, ``bullet_list``), and its lines.

    ``first`` and ``last`` count lines from 0; ``last`` is the line after the block.
    """

    kind: str
    span: Span
    first: int
    last: int


def read_extents(page: Page) -> list[Extent]:
    """All blocks of a page by their beginning, outer ones before those in them."""
    from doclint.parse.block_tokens import read_tokens  # noqa: PLC0415, only pages with suppressions need it

    first = bisect_left(page.source.line_starts, page.front_matter.span.end) if page.front_matter else 0
    return [
        Extent(token.type.removesuffix("_open"), page.source.lines(*token.map), *token.map)
        for token in read_tokens(page.source, first)
        if token.map and token.type != "inline"
    ]
