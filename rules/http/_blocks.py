"""What the rules of this category look for on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from http import HTTPStatus
from typing import NamedTuple

from doclint.api import CodeBlock, Message, Page, Problem, Slice, Span, Workspace

METHODS = frozenset({"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "MERGE", "TRACE", "CONNECT"})
_RENAMED = {413: "Content Too Large", 414: "URI Too Long", 416: "Range Not Satisfiable", 422: "Unprocessable Content"}
PHRASES = {status.value: status.phrase for status in HTTPStatus} | _RENAMED
"""The reason phrase of each status code (RFC 9110, whatever the version of Python knows)."""

_LONGEST = 80
_URL = re.compile(r"https?://(?P<host>[^/?#\s]*)(?:/(?P<segment>[\w.,{}-]*))?", re.IGNORECASE)


class Url(NamedTuple):
    """An absolute URL: its host, and the first segment of its path, empty when there is none."""

    host: Slice
    segment: Slice


def read_url(target: Slice) -> Url | None:
    """The parts of a URL; None when it is relative."""
    match = _URL.match(target.text)
    if not match:
        return None
    nothing = target.part(match.end(), match.end())
    return Url(target.group(match, "host"), target.group(match, "segment") if match["segment"] else nothing)


def goes_elsewhere(target: Slice, hosts: tuple[str, ...]) -> bool:
    """Whether a request goes to another service than the API."""
    match = _URL.match(target.text)
    return match is not None and match["host"].lower() not in hosts


def templates(page: Page, workspace: Workspace) -> Sequence[Message]:
    """The requests that the HTTP request section lists as patterns."""
    return workspace.once(_templates, page)


def example_requests(page: Page) -> Iterator[Message]:
    """The requests of the examples that say what they ask for."""
    for pair in page.exchanges.pairs:
        if pair.message and pair.message.target:
            yield pair.message


def opening(page: Page, block: CodeBlock) -> Span:
    """The first line of a code block: its opening fence and what it says."""
    return page.source.line(page.source.line_column(block.span.start)[0]).strip(" \t>").span


def line_at(page: Page, offset: int) -> Span:
    """The whole line of an offset, with its line ending."""
    first = page.source.line_column(offset)[0] - 1
    return page.source.lines(first, first + 1)


def quoted(text: str) -> str:
    """A request line or URL in a message: on one line, and not too long."""
    shown = " ".join(text[: 2 * _LONGEST].split())
    return f"`{shown}`" if len(shown) <= _LONGEST else f"`{shown[:_LONGEST]}…`"


def more(count: int) -> str:
    """What a message adds that stands for this many places of the page."""
    return f" (and {count - 1} more on this page)" if count > 1 else ""


def sentence(problem: Problem) -> str:
    """A problem's message as the message of a finding."""
    return problem.message[:1].upper() + problem.message[1:]


def _templates(page: Page, _: Workspace) -> list[Message]:
    found: list[Message] = []
    for block in page.code_blocks:
        if _lists_requests(block.section) and block.kind != "request":
            found += [message for message in block.messages if message.method and message.target]
    return found


@lru_cache(500)  # the titles of pages are the same
def _lists_requests(section: tuple[str, ...]) -> bool:
    """Whether the section of these titles, outermost first, lists the requests of a page."""
    titles = [title.lower() for title in section]
    listed = "http request" in titles or "http requests" in titles
    return listed and not any(title.startswith("example") for title in titles)
