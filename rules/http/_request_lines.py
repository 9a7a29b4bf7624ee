"""The requests of a page with the paths they go to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from doclint.api import Message, Page, Workspace, read_path

from ._blocks import goes_elsewhere, quoted, templates
from ._paths import Path

_MOST_LISTED, _MOST_SHOWN = 60, 20
"""Pages with more are no pages for people; each example is compared with each request line."""


class Request(NamedTuple):
    """A request and the path it goes to."""

    message: Message
    path: Path

    @property
    def method(self) -> str:
        """The method, as written."""
        return self.message.method.text

    @property
    def line(self) -> str:
        """Method and path, for a message."""
        target = self.message.target
        start, end = self.path[0].span.start - target.span.start, self.path[-1].span.end - target.span.start
        return quoted(f"{self.method} /{target.text[start:end]}")


def read_requests(page: Page, workspace: Workspace) -> tuple[list[Request], list[Request]]:
    """The requests to the API that the HTTP request section lists, and those of the examples."""
    hosts = workspace.settings.hosts
    listed = _requests(templates(page, workspace), hosts)
    shown = _requests((message for pair in page.exchanges.pairs for message in pair.request.messages), hosts)
    return list(islice(listed, _MOST_LISTED)), list(islice(shown, _MOST_SHOWN))


def all_requests(page: Page, workspace: Workspace) -> Iterator[Request]:
    """All requests to the API that the page shows, wherever they stand."""
    return _requests((one for block in page.code_blocks for one in block.messages), workspace.settings.hosts)


def _requests(messages: Iterable[Message], hosts: tuple[str, ...]) -> Iterator[Request]:
    for message in messages:
        if message.method and message.target and not goes_elsewhere(message.target, hosts):
            path = read_path(message.target)
            if path and path[-1].name != "$batch":
                yield Request(message, path)
