"""Names for requests that have none."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from itertools import count

from doclint.api import Page

_OTHER = re.compile(r"[^a-z0-9]+")


def new_request_names(page: Page) -> Iterator[str]:
    """Names made from that of the file, none of which the page has yet."""
    taken = {block.annotation.text("name") for block in page.code_blocks if block.annotation}
    stem = posixpath.splitext(posixpath.basename(page.path))[0]
    name = _OTHER.sub("_", stem.lower()).strip("_") or "request"
    yield from (new for number in count(1) if (new := name if number == 1 else f"{name}_{number}") not in taken)
