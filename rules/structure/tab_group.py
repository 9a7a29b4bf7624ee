"""A group of tabs is not in order.

docfx makes tabs of headings such as `# [HTTP](#tab/http)`, one after the other, up to a line `---`. Without that line
all the rest of the page lands in the last tab, and most readers never see it. A tab that stands twice hides what is in
one of the two. Tools that write the snippets expect the HTTP request to be the first tab; without its heading it stands
before the tabs, under none of them.

Tabs that depend on another tab (`#tab/linux/python`) may repeat its name. Groups without a tab for a programming
language may begin with any tab.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from doclint.api import Example, Finding, Heading, Page, Severity, Workspace, rule

_LANGUAGES = frozenset(
    {"cli", "csharp", "go", "java", "javascript", "objc", "php", "powershell", "python", "typescript"}
)
_TARGET = re.compile(r"\(#tab/(?P<path>[^)\s]+)")

HTTP = "# [HTTP](#tab/http)\n\n```http\nGET /telescopes\n```\n\n"
GO = "# [Go](#tab/go)\n\nText.\n\n"
MARKED_GO = "# ⟦[Go](#tab/go)⟧\n\nText.\n\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("# List telescopes\n\n" + HTTP + GO + "---\n\n## Response\n\n" + HTTP + "---\n"),
        Example("# Install\n\n# [Linux](#tab/linux)\n\nText.\n\n# [Windows](#tab/windows)\n\nText.\n\n---\n"),
    ),
    invalid=(
        Example("# List telescopes\n\n" + HTTP + MARKED_GO + "## Response\n"),
        Example("# List telescopes\n\n" + MARKED_GO + "---\n"),
        Example("# List telescopes\n\n# [HTTP](#tab/http)\n\nText.\n\n# ⟦[HTTP](#tab/http)⟧\n\nText.\n\n---\n"),
    ),
)
def tab_group(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for group, is_closed in _groups(page):
        seen: set[str] = set()
        for tab in group:
            target = _target(tab)
            if target in seen:
                yield Finding(
                    tab.title.span, f'The tab "{tab.text}" stands twice in its group', "Remove one of the two"
                )
            seen.add(target)
        if group[0].tab in _LANGUAGES:
            help_text = "Put `# [HTTP](#tab/http)` before the request"
            yield Finding(group[0].title.span, "The tabs do not begin with HTTP", help_text)
        if not is_closed:
            yield Finding(group[-1].title.span, "The group of tabs is never closed", "Put a line `---` after this tab")


def _groups(page: Page) -> Iterator[tuple[list[Heading], bool]]:
    """The tabs that belong together, and whether a line of dashes ends them before the next heading does."""
    tabs = [heading for heading in page.headings if heading.tab]
    breaks, sections = page.blocks.breaks if tabs else (), page.sections if tabs else ()
    ends = sorted([*((span.start, True) for span in breaks), *((section.span.start, False) for section in sections)])
    group: list[Heading] = []
    for number, tab in enumerate(tabs):
        group.append(tab)
        at = bisect_left(ends, (tab.span.end, False))
        end, is_closed = ends[at] if at < len(ends) else (len(page.text), False)
        if tab is tabs[-1] or end < tabs[number + 1].span.start:
            yield group, is_closed
            group = []


def _target(tab: Heading) -> str:
    """The name of a tab with that of the tab it depends on."""
    match = _TARGET.search(tab.title.text)
    return match["path"] if match else tab.tab
