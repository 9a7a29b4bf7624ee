"""A section that pages of this kind have is missing.

Readers and tools find their way by the sections: where the permissions stand, what to send, what comes back. A section
with nothing to say says so ("None.", "Don't supply a request body for this method.") rather than being left out.

The sections are an option, for pages of operations (`api`), of types (`resource`) and of enumerations (`enum`). Methods
are asked of types whose operations have pages (`../api/lens-get.md`); a page that lists several enumerations has
"... values" headings in place of Members. Missing headers, body and methods are a warning. Accepted on purpose: older
names ("Example", "Prerequisites" on Intune pages), a section at any level, overviews, and pages in the manner of
OneDrive, of which only the rest is asked: permissions, response, properties and JSON. A type without properties has
nothing to show as JSON; only `strict` asks for that section there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from doclint.api import Dialect, Example, Finding, Page, Severity, TableKind, Workspace, resolve, rule

from ._outline import API, ENUM, RESOURCE, Titles, outline_of, sections_of_level_two, standard_title

_MILD = ("Request headers", "Request body", "Methods")
_NOT_IN_ONEDRIVE = ("Methods", "HTTP request", "Request headers", "Request body", "Examples")
_OPERATIONS = ("get", "list", "post", "create", "update", "delete")
_INSTEAD = {
    "Request headers": ("optional request headers",),
    "Properties": ("properties", "derived types"),
    "JSON representation": ("representation",),
    "Members": ("values",),
}


@dataclass(frozen=True)
class Options:
    """The sections that pages must have, by what they document."""

    api: tuple[str, ...] = field(
        default=("Permissions", "HTTP request", "Request headers", "Request body", "Response", "Examples"),
        metadata={"apidoctor": "required.apiPageType"},
    )
    resource: tuple[str, ...] = field(
        default=("Methods", "Properties", "JSON representation"), metadata={"apidoctor": "required.resourcePageType"}
    )
    enum: tuple[str, ...] = field(default=("Members",), metadata={"apidoctor": "required.enumPageType"})


_API = """# Aim telescope

## Permissions

## HTTP request

## Request headers

## Request body

## ⟦Example⟧
"""
_HUE = "api-reference/beta/resources/hue.md"


@rule(
    severity=Severity.ERROR,
    options=Options,
    valid=(
        Example("# Observing\n\nHow to observe.\n", path=_HUE),
        Example("# hue resource type\n\n## Properties\n\nNone.\n", path=_HUE),
        Example("# hue enum values\n\n### starHue values\n\n|Member|\n|:-|\n|red|\n", path=_HUE),
    ),
    invalid=(
        Example(_API),
        Example("# ⟦hue resource type⟧\n\n## Properties\n\n|Name|Type|\n|:-|:-|\n|angle|Double|\n", path=_HUE),
        Example("# ⟦hue resource type⟧\n\n## Properties\n\nNone.\n", path=_HUE, settings={"extends": "strict"}),
    ),
)
def missing_section(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    required = outline_of(page, workspace, options.api, options.resource, options.enum)
    if not required:
        return
    titles = {section.title for section in page.sections}
    absent = [title for title in required if title not in titles]
    if not absent:
        return
    outline = outline_of(page, workspace, API, RESOURCE, ENUM)
    known = (*outline, *required)
    present = {standard_title(title, known) for title in titles}
    for title in absent:
        if title not in present and not _is_excused(title, page, workspace):
            yield _finding(title, page, outline)


def _is_excused(title: str, page: Page, workspace: Workspace) -> bool:
    if workspace.dialect(page) is Dialect.ONEDRIVE and title in _NOT_IN_ONEDRIVE:
        return True
    if title == "Methods" and not _has_operations(page, workspace):
        return True
    if title == "JSON representation" and not workspace.settings.strict and _has_nothing_to_show(page):
        return True
    if title == "Members" and any(table.kind is TableKind.MEMBERS for table in page.tables):
        return True
    return any(section.title.lower().endswith(_INSTEAD.get(title, ())) for section in page.sections)


def _has_operations(page: Page, workspace: Workspace) -> bool:
    """Whether there are pages about operations on the type: `../api/lens-get.md` beside `resources/lens.md`."""
    start = resolve(page.path, f"../api/{page.path.rpartition('/')[2][:-3]}-")
    return start is not None and any(workspace.exists(f"{start}{name}.md") for name in _OPERATIONS)


def _has_nothing_to_show(page: Page) -> bool:
    """Whether the page says that the type has no properties, or none with names of their own."""
    section = page.section("properties")
    return section is not None and not any(section.span.start <= t.span.start < section.span.end for t in page.tables)


def _finding(title: str, page: Page, outline: Titles) -> Finding:
    later = outline[outline.index(title) + 1 :] if title in outline else ()
    headings = [section.heading for section in sections_of_level_two(page)]
    after = next((h for h in headings if standard_title(h.text, outline) in later), None)
    place = after or page.h1
    return Finding(
        place.title.span if place else page.source.line(1).span,
        f'The page has no section "{title}"',
        f'Add "## {title}"' + (f' before "{after.text}"' if after else ""),
        severity=Severity.WARNING if title in _MILD else None,
    )
