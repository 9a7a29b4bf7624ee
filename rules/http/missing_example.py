"""An API page without an example request.

The example is what most readers look for first, and what snippets and tests are made of.

Pages of the API folder that document no request, such as overviews, are accepted, and so are examples in an include
or under another heading.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, PageKind, Severity, Workspace, rule

from ._blocks import templates

_PAGE = "# List domes\n\n## HTTP request\n\n```http\nGET /domes\n```\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f"{_PAGE}\n## Examples\n\n```http\nGET https://graph.microsoft.com/beta/domes\n```\n"),
        Example("# Domes\n\nSome domes can be moved.\n"),
    ),
    invalid=(Example(f"# ⟦List domes⟧\n{_PAGE.partition(chr(10))[2]}"),),
)
def missing_example(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is not PageKind.API or page.h1 is None or page.exchanges.pairs:
        return
    patterns = {message.span for message in templates(page, workspace)}
    shown = any(m.method and m.span not in patterns for block in page.code_blocks for m in block.messages)
    section = page.section("example", "examples")
    included = section is not None and any(section.span.holds(link.span) for link in page.includes)
    if patterns and not shown and not included:
        help_text = "Add an Examples section with request and response"
        yield Finding(page.h1.title.span, "The page shows no example request", help_text)
