"""Names for requests that have none, or one that is taken."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import count

from doclint.api import Page, Workspace

_OTHER = re.compile(r"[^a-z0-9]+")


def new_request_names(page: Page, workspace: Workspace, stem: str = "") -> Iterator[str]:
    """Names made from ``stem``, or else from that of the file, that neither this page nor its neighbours have yet."""
    taken = {block.annotation.text("name") for block in page.code_blocks if block.annotation}
    stem = stem or posixpath.splitext(posixpath.basename(page.path))[0]
    name = _OTHER.sub("_", stem.lower()).strip("_") or "request"
    for number in count(1):
        new = name if number == 1 else f"{name}_{number}"
        if new not in taken and not pages_with_request(new, page, workspace):
            yield new


def pages_with_request(name: str, page: Page, workspace: Workspace) -> list[str]:
    """The other pages of the same folder that have a request of a name."""
    folder = posixpath.dirname(page.path)
    pages = workspace.request_name_pages(name)
    return [path for path in pages if path != page.path and posixpath.dirname(path) == folder]
