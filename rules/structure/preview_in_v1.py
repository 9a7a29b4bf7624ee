"""A page of the stable version says "(preview)" in a title.

What is in v1.0 is no preview any more. The word stays when a page is copied from beta, and readers take an operation
that they could rely on for one that may change.

Headings, the title of the page and its entry in the table of contents are looked at. The fix takes the word away; it is
not safe, since the page rather than the word may be in the wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, PageKind, Preset, Severity, Slice, Workspace, rule

_PREVIEW = re.compile(r"(?:(?<![ \t])[ \t]+)?\((?:public )?preview\)", re.IGNORECASE)
_KEYS = ("title", "toc.title")
_PATH = "api-reference/v1.0/api/dome-get.md"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example("# Get preview image\n\nReads the (preview) image.\n", path=_PATH),
        Example("# Get dome (preview)\n"),
    ),
    invalid=(
        Example("# Get dome⟦ (preview)⟧\n", path=_PATH, fixed="# Get dome\n"),
        Example(
            '---\ntitle: "Get dome⟦ (Preview)⟧"\n---\n# Get dome\n',
            path=_PATH,
            fixed='---\ntitle: "Get dome"\n---\n# Get dome\n',
        ),
    ),
)
def preview_in_v1(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if "review)" not in page.text or workspace.version(page) != "v1.0" or page.kind is PageKind.INCLUDE:
        return
    entries = [page.front_matter.get(key) for key in _KEYS] if page.front_matter else []
    titles: list[Slice] = [*(entry.inner for entry in entries if entry), *(h.title for h in page.headings)]
    for title in titles:
        if match := _PREVIEW.search(title.text):
            place = title.group(match)
            fix = Fix("Delete it", (Edit(place.span, ""),), safe=False)
            message = f'A page of the stable version says "{place.text.strip()}"'
            yield Finding(place.span, message, "Delete it, or move the page to beta", fix)
