"""What a URL in a page is there for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from enum import Enum, auto

from doclint.api import LINE_START, Page

_CONTROL = re.compile(
    r'"@?(?:[^"\s]*@)?odata\.(?:context|(?:next|delta|read|edit|navigation|association|mediaRead|mediaEdit)Link)"'
    r"\s*:\s*\"\Z",
    re.IGNORECASE,
)
_LOCATION = re.compile(LINE_START + r"[ \t]*(?:(?:content|operation)-)?location:[ \t]*\Z", re.IGNORECASE)
_LONGEST_KEY = 200


class Place(Enum):
    """What a URL is there for."""

    EXAMPLE = auto()
    """An example request goes to it."""
    REQUEST = auto()
    """Another request goes to it, such as a pattern of the HTTP request section."""
    CONTROL = auto()
    """It is control information of a payload (OData JSON Format 4.01, 4.6)."""
    LOCATION = auto()
    """A header of a response names it."""
    OTHER = auto()
    """It is the value of a property, or stands in prose."""
    HIDDEN = auto()
    """It stands in a comment or in the front matter."""


def place_of(page: Page, offset: int, requests: Mapping[int, Place]) -> Place:
    """What the URL at an offset is there for; ``requests`` are those of the page, by offset."""
    if offset in requests:
        return requests[offset]
    if page.visible.startswith("http", offset):
        return Place.OTHER
    at = bisect_right(page.code_blocks, offset, key=lambda block: block.span.start)
    if not at or not page.code_blocks[at - 1].span.holds(offset):
        return Place.HIDDEN
    before = page.text[max(0, offset - _LONGEST_KEY) : offset]
    if _LOCATION.search(before):
        return Place.LOCATION
    return Place.CONTROL if _CONTROL.search(before) else Place.OTHER


def requests_of(page: Page) -> dict[int, Place]:
    """The offsets of the URLs that requests go to."""
    examples = {id(pair.request) for pair in page.exchanges.pairs}
    return {
        message.target.span.start: Place.EXAMPLE if id(block) in examples else Place.REQUEST
        for block in page.code_blocks
        for message in block.messages
        if message.target and not message.is_response
    }
