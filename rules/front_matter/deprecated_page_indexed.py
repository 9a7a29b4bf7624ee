"""A deprecated page does not ask search engines to leave it out.

Readers who search find a deprecated operation before its successor unless the page says `ROBOTS: NOINDEX`. The
authoring guidelines ask for the key on each page with "(deprecated)" in its title.

The fix adds the key; it is safe. Any value with "noindex", in any letter case, is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    Edit,
    Example,
    Finding,
    Fix,
    FrontMatter,
    Page,
    PageKind,
    Preset,
    Severity,
    Span,
    Workspace,
    rule,
)

_DEPRECATED = re.compile(r"\(deprecated\)", re.IGNORECASE)
_KEYS = ("ROBOTS", "robots", "Robots")


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example("---\ntitle: Get dome\nROBOTS: NOINDEX, NOFOLLOW\n---\n# Get dome (deprecated)\n"),
        Example("---\ntitle: Get dome\n---\n# Get dome\n"),
    ),
    invalid=(
        Example(
            "---\ntitle: Get dome\n---\n# Get dome ⟦(deprecated)⟧\n",
            fixed="---\ntitle: Get dome\nROBOTS: NOINDEX\n---\n# Get dome (deprecated)\n",
        ),
        Example(
            "---\ntitle: Get dome\nROBOTS: ⟦INDEX⟧\n---\n# Get dome (Deprecated)\n",
            fixed="---\ntitle: Get dome\nROBOTS: NOINDEX\n---\n# Get dome (Deprecated)\n",
        ),
    ),
)
def deprecated_page_indexed(page: Page, workspace: Workspace) -> Iterator[Finding]:
    front, match = page.front_matter, _DEPRECATED.search(page.h1.title.text) if page.h1 else None
    if front is None or match is None or page.h1 is None or page.kind is PageKind.INCLUDE:
        return
    entry = next((entry for key in _KEYS if (entry := front.get(key))), None)
    message = "The page is deprecated, but search engines may list it"
    if entry is None:
        span = page.h1.title.group(match).span
        yield Finding(span, message, "Add ROBOTS: NOINDEX to the front matter", _added(page, front))
    elif "noindex" not in entry.inner.text.lower():
        fix = Fix("Write NOINDEX", (Edit(entry.inner.span, "NOINDEX"),)) if entry.inner.text else None
        yield Finding(entry.inner.span, message, "Write NOINDEX", fix)


def _added(page: Page, front: FrontMatter) -> Fix | None:
    if front.problems or not front.content.text.endswith(("\n", "\r")):
        return None
    newline = "\r\n" if front.content.text.endswith("\r\n") else "\n"
    at = Span(front.content.span.end, front.content.span.end)
    return Fix("Add ROBOTS: NOINDEX", (Edit(at, f"ROBOTS: NOINDEX{newline}"),))
