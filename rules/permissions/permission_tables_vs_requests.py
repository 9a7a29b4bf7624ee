"""More permission tables in one section than requests that they could be for.

A page has one permission table, or one for each of its requests when these need different permissions, or one under
each of several headings that say what it is for. With more tables than requests, readers cannot tell which holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from doclint.api import Example, Finding, Page, PageKind, Preset, Severity, Workspace, rule

from ._tables import SECTIONS, permission_tables

_TABLE = "|Permission type|Permissions|\n|:---|:---|\n|Application|Telescope.Read.All|\n"
_REQUEST = "## HTTP request\n\n```http\nGET /me/telescopes\nGET /users/{id}/telescopes\n```\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    valid=(
        Example(
            f"# Get telescope\n\n## Permissions\n\n### Mine\n\n{_TABLE}\n### Others\n\n{_TABLE}\n### All\n\n{_TABLE}\n"
            f"{_REQUEST}"
        ),
        Example(f"# Get telescope\n\n## Permissions\n\n{_TABLE}\n{_TABLE}\n{_REQUEST}"),
    ),
    invalid=(
        Example(
            f"# Get telescope\n\n## ⟦Permissions⟧\n\n{_TABLE}\n{_TABLE}\n"
            "## HTTP request\n\n```http\nGET /me/telescopes\n```\n"
        ),
        Example(f"# Get telescope\n\n## ⟦Permissions⟧\n\n{_TABLE}\n{_TABLE}\n{_TABLE}\n{_REQUEST}"),
    ),
)
def permission_tables_vs_requests(page: Page, workspace: Workspace) -> Iterator[Finding]:
    section, requests = page.section(*SECTIONS), page.section("http request", "http requests")
    if section is None or requests is None or page.kind is not PageKind.API:
        return
    counts = Counter(table.section for table in permission_tables(page, workspace) if section.span.holds(table.span))
    tables = max(counts.values(), default=0)
    if tables > 1:
        blocks = [block for block in page.code_blocks if requests.span.holds(block.span)]
        lines = sum(not message.is_response for block in blocks for message in block.messages)
        if lines and tables > lines:
            message = f"There are {tables} permission tables, but {lines} request{'s' if lines > 1 else ''}"
            yield Finding(section.heading.title.span, message, "Merge the tables, or say which request each is for")
