"""A page has no title heading, or more than one.

The heading of level 1 is the title of the page: there is one, and the others are below it. A second one breaks the
outline in two; without any, the page appears under the name of its file.

Tabs (`# [HTTP](#tab/http)`) and comments in shell snippets are no headings. Pages that only redirect need none.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, PageKind, Related, Severity, Slice, Span, Workspace, rule


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("# Get telescope\n\n# [HTTP](#tab/http)\n\nText.\n\n# [C#](#tab/csharp)\n\n---\n"),
        Example("# Get telescope\n\n```bash\n# List all\nscope ls\n```\n\n> # Quoted\n"),
        Example("---\nredirect_url: overview\n---\n"),
    ),
    invalid=(
        Example("# Get telescope\n\nText.\n\n# ⟦Response⟧\n"),
        Example("---\ntitle: Get telescope\n---\n\n⟦Get a telescope.⟧\n\n## Permissions\n"),
    ),
)
def multiple_h1(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is PageKind.INCLUDE or (page.front_matter and page.front_matter.get("redirect_url")):
        return
    titles = [section.heading for section in page.sections if section.level == 1]
    for heading in titles[1:]:
        related = (Related("The title of the page", titles[0].title.span),)
        message = f'"{heading.text}" is a second heading of level 1'
        yield Finding(heading.title.span, message, "Give it one # more, and the headings below it too", related=related)
    if not titles:
        yield Finding(
            _first_line(page).span, "The page has no heading of level 1", "Begin the page with `# ` and its title"
        )


def _first_line(page: Page) -> Slice:
    """The first line with text after the front matter."""
    start = page.front_matter.span.end if page.front_matter else 0
    lines = page.source.line_slices(Span(start, len(page.text)))
    return next((line for line in lines if line.text.strip()), page.source.line(1))
