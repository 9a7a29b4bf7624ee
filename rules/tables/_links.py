"""The links in a part of a page."""

from __future__ import annotations

from bisect import bisect_left

from doclint.api import Link, Page, Span


def links_in(page: Page, span: Span) -> tuple[Link, ...]:
    """The links that begin in a span, in order."""
    first = bisect_left(page.links, span.start, key=lambda link: link.span.start)
    return page.links[first : bisect_left(page.links, span.end, lo=first, key=lambda link: link.span.start)]
