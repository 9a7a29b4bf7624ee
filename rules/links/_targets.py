"""Where the links of a page lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from doclint.api import Link, Page, Slice, resolve

_NOT_A_PATH = frozenset("{}<>$*\"'|")
"""Characters of placeholders and templates, which no writer means as a file name."""


_FOLLOWED = ("", "space")
"""The problems of links that Markdown takes for links nonetheless."""


class Target(NamedTuple):
    """A relative link with the docs-set path it leads to. ``written`` is the path as it stands on the page."""

    link: Link
    written: Slice
    path: str


def targets(page: Page) -> Iterator[Target]:
    """The links of a page to files of the docs set; references count once, at their definition."""
    for link in page.links:
        if link.kind in ("reference", "autolink") or not link.is_relative or link.problem not in _FOLLOWED:
            continue
        written = link.target.part(0, len(link.path))
        if not written or _NOT_A_PATH & set(written.text) or written.text.startswith("~"):
            continue
        path = resolve(page.path, unquote(written.text).replace("\\", "/"))
        if path is not None:
            yield Target(link, written, path)


def is_embedded(link: Link) -> bool:
    """Whether the target becomes part of the page: an include or an image."""
    return link.kind in ("include", "image")


def relative(page: Page, path: str) -> str:
    """How a link on a page names a docs-set path."""
    return posixpath.relpath(path, posixpath.dirname(page.path) or ".")
