"""A heading is more than one level below the one before it.

The levels of headings make the outline that screen readers and the list of contents beside a page show. Under `##`
comes `###`; what looks right in `#####` is mostly chosen for its size.

Older pages do this by the hundred without harm to most readers, so the rule is part of the preset `all` only.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from doclint.api import Example, Finding, Page, PageKind, Preset, Severity, Workspace, rule


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    valid=(
        Example("# Get telescope\n\n## Examples\n\n### Request\n\n#### Remarks\n\n## Related content\n"),
        Example("### The first heading\n\n#### Of a note\n", path="api-reference/includes/note.md"),
    ),
    invalid=(
        Example("# Get telescope\n\n## Example\n\n##### ⟦Request⟧\n\n##### Response\n"),
        Example("# Get telescope\n\n### ⟦Examples⟧\n\n## Response\n\n#### ⟦Errors⟧\n"),
    ),
)
def heading_level_skipped(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is PageKind.INCLUDE:
        return
    for above, section in pairwise(page.sections):
        if section.level > above.level + 1:
            yield Finding(
                section.heading.title.span,
                f'"{section.title}" is a heading of level {section.level} after one of level {above.level}',
                f"Write {'#' * (above.level + 1)} {section.title}",
            )
