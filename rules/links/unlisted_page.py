"""Neither another page nor a table of contents leads to this one.

Readers come to the page of an operation or a type from the pages about the type. One that no page links to is found by
search only, and is often a left-over of a renaming.

Links of all kinds count, from anywhere in the docs set, and so do the entries of its tables of contents (`toc.yml`).
Overviews and includes are not judged: they are reached from other sites and from the pages that include them. The
rule is part of the preset `all` only, as pages may be written before what links to them.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, PageKind, Preset, Severity, Workspace, rule

METHODS = "# telescope resource type\n\n## Methods\n\n|Method|\n|:-|\n|[Get](../api/page.md)|\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    valid=(
        Example("# Get telescope\n", others={"api-reference/beta/resources/telescope.md": METHODS}),
        Example(
            "# Get telescope\n", others={"api-reference/beta/toc.yml": "- name: Get\n  href: api/page.md?view=b\n"}
        ),
        Example("# Working with telescopes\n", path="api-reference/beta/overview.md"),
    ),
    invalid=(
        Example("# ⟦Get telescope⟧\n\nSee [this page](page.md).\n"),
        Example("# ⟦telescope resource type⟧\n", path="api-reference/v1.0/resources/telescope.md"),
    ),
)
def unlisted_page(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind in (PageKind.CONCEPTUAL, PageKind.INCLUDE) or workspace.is_linked(page.path):
        return
    place = page.h1.title.span if page.h1 else page.source.line(1).span
    yield Finding(
        place, "No page or table of contents leads to this one", "Link to it from the page of its type, or delete it"
    )
