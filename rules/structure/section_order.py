"""A section stands out of the standard order.

Readers know where to look: permissions before the request, the request before the response, properties before their
JSON. The first section that comes too late is reported, once a page; sections outside the standard set are passed
over.

The orders are options. Accepted on purpose: pages in the manner of OneDrive, which show the JSON first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from doclint.api import Dialect, Example, Finding, Page, Related, Section, Severity, Workspace, rule

from ._outline import API, RESOURCE, outline_of, sections_of_level_two, standard_title


@dataclass(frozen=True)
class Options:
    """The order of sections, by what a page documents."""

    api: tuple[str, ...] = field(default=API, metadata={"apidoctor": "sections.apiPageType"})
    resource: tuple[str, ...] = field(default=RESOURCE, metadata={"apidoctor": "sections.resourcePageType"})


_LENS = "api-reference/beta/resources/lens.md"


@rule(
    severity=Severity.WARNING,
    options=Options,
    valid=(
        Example("# Aim\n\n## Permissions\n\n## HTTP request\n\n## Remarks\n\n## Response\n\n## Example\n"),
        Example("# lens resource type\n\n## Methods\n\n## Properties\n\n## JSON representation\n", path=_LENS),
    ),
    invalid=(
        Example("# Aim\n\n## HTTP request\n\n## Response\n\n## ⟦Permissions⟧\n\n## Request body\n"),
        Example("# lens resource type\n\n## JSON representation\n\n## ⟦Properties⟧\n\n## Methods\n", path=_LENS),
    ),
)
def section_order(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    if workspace.dialect(page) is Dialect.ONEDRIVE:
        return
    order = outline_of(page, workspace, options.api, options.resource)
    passed: list[tuple[int, Section]] = []
    for section in sections_of_level_two(page):
        title = standard_title(section.title, order)
        if title is None:
            continue
        rank = order.index(title)
        before = next((other for above, other in passed if above > rank), None)
        if before:
            yield Finding(
                section.heading.title.span,
                f'The section "{section.title}" belongs before "{before.title}"',
                f"The order is {', '.join(order)}",
                related=(Related("It belongs before this one", before.heading.title.span),),
            )
            return
        passed.append((rank, section))
