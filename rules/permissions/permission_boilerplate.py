"""A Permissions section without the sentence that says how to read its table.

The sentence tells readers that one of the permissions is enough, or which to choose, and leads them on. Any text about
permissions above the table will do, as some APIs need their own words. The fix inserts the configured sentence; it
is safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from doclint.api import Edit, Example, Finding, Fix, Page, PageKind, Preset, Severity, Span, Workspace, rule

from ._tables import SECTIONS


@dataclass(frozen=True)
class Options:
    """``sentence``: what to write at the beginning of the section."""

    sentence: str = "One of the following permissions is required to call this API."


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    options=Options,
    valid=(
        Example("# Get dome\n\n## Permissions\n\nOne of the following permissions is\nrequired to call this API.\n"),
        Example("# dome resource type\n\n## Permissions\n\nNone.\n", path="api-reference/beta/resources/dome.md"),
    ),
    invalid=(
        Example(
            "# Get dome\n\n## ⟦Permissions⟧\n\n|Permission type|Permissions|\n|---|---|\n",
            fixed="# Get dome\n\n## Permissions\n\nPick a permission.\n\n|Permission type|Permissions|\n|---|---|\n",
            options={"sentence": "Pick a permission."},
        ),
        Example(
            "# Get dome\n\n## ⟦Permissions⟧\r\n\r\n[!INCLUDE [permissions](../includes/permissions/a.md)]\r\n",
            fixed="# Get dome\n\n## Permissions\r\n\r\nOne of the following permissions is required to call this API."
            "\r\n\r\n[!INCLUDE [permissions](../includes/permissions/a.md)]\r\n",
        ),
    ),
)
def permission_boilerplate(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    section = page.section(*SECTIONS) if page.kind is PageKind.API else None
    if section is None:
        return
    blocks = (*(table.span for table in page.tables), *(link.span for link in page.includes))
    ends = (span.start for span in blocks if section.content.holds(span))
    introduction = page.prose[section.content.start : min(ends, default=section.content.end)]
    if "permission" not in introduction.lower() and options.sentence not in introduction:
        heading = section.heading
        newline = "\r\n" if page.text.endswith("\r\n", 0, heading.span.end) else "\n"
        at = Span(heading.span.end, heading.span.end)
        fix = Fix("Insert the sentence", (Edit(at, f"{newline}{options.sentence}{newline}"),))
        help_text = f'Begin the section with "{options.sentence}"'
        yield Finding(heading.title.span, "The section does not say how to read the permissions", help_text, fix)
