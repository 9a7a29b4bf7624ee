"""Where each block of a page begins and ends, lists included, for those who speak of "the next block"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from doclint.page import Page
from doclint.parse.table_rule import pipe_table
from doclint.text import NEWLINE, Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


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
    text = page.text
    if page.front_matter:
        end = page.front_matter.span.end
        text = "\n" * len(NEWLINE.findall(text, 0, end)) + text[end:]
    return [
        Extent(token.type.removesuffix("_open"), page.source.lines(*token.map), *token.map)
        for token in _parser().parse(text)
        if token.map and token.type != "inline"
    ]


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415, only pages with suppressions need it

    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    parser.block.ruler.at("table", pipe_table, {"alt": ["paragraph", "reference"]})
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser
