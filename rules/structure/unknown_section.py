"""A section is not one of the standard ones.

Tools and readers look for "HTTP request" and "Related content" by those very words. A section under a name of its own
is not found, and one under a slightly different name is most likely a slip.

A known older name, or another letter case, gets the standard name by a safe fix, unless a link leads to the heading by
the name it has; a near miss is named. Other sections
are reported once a page, at the first. The titles are options: `tolerated` are those that have long stood beside the
standard ones. Accepted on purpose: what a dialect does everywhere, such as "HTTP Request" on Intune pages, or
"Example", "See also" and "Request 2" on classic ones (`strict` asks for the standard names there, too), and any section
on pages in the manner of OneDrive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from doclint.api import Dialect, Edit, Example, Finding, Fix, Page, Section, Severity, Workspace, rule, slug

from ._outline import API, CUSTOMS, ENUM, OTHER_NAMES, RESOURCE, Titles, outline_of, standard_title


@dataclass(frozen=True)
class Options:
    """The titles of sections, by what a page documents; ``tolerated`` ones may stand on any page."""

    api: tuple[str, ...] = field(default=API, metadata={"apidoctor": "sections.apiPageType"})
    resource: tuple[str, ...] = field(default=RESOURCE, metadata={"apidoctor": "sections.resourcePageType"})
    enum: tuple[str, ...] = ENUM
    tolerated: tuple[str, ...] = ("Optional request headers", "Error responses", "Derived types", "Remarks")


_TOP = 2
_NUMBERED = re.compile(r"(Request|Response) \d+\Z")
_EXAMPLES = ("example", "examples")
_LENS = "api-reference/beta/resources/lens.md"


@rule(
    severity=Severity.WARNING,
    options=Options,
    valid=(
        Example("# Aim\n\n## HTTP request\n\n## Response\n\n### Codes\n\n## Example\n\n## See also\n"),
        Example("# Observing\n\n## How to observe\n"),
    ),
    invalid=(
        Example(
            "# Aim\n\n## ⟦HTTP Request⟧\n\n## ⟦Response body⟧\n",
            fixed="# Aim\n\n## HTTP request\n\n## Response\n",
        ),
        Example("# lens resource type\n\n## ⟦Grinding⟧\n\n## Properties\n\n## Polishing\n", path=_LENS),
    ),
)
def unknown_section(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    standard = outline_of(page, workspace, options.api, options.resource, options.enum)
    if not standard:
        return
    dialect = workspace.dialect(page)
    known = frozenset((*standard, *options.tolerated)) | CUSTOMS[dialect]
    unknown: list[Section] = []
    for section in page.sections:
        if section.level == 1 or section.title in known:
            continue
        meant = _meant(section, (*standard, *options.tolerated), dialect)
        if meant:
            yield _misnamed(section, meant, is_linked=_is_linked(section, meant, page, workspace))
        elif section.level == _TOP:
            unknown.append(section)
    if unknown and dialect is not Dialect.ONEDRIVE:
        yield _unknown(unknown, standard)


def _meant(section: Section, titles: Titles, dialect: Dialect) -> str | None:
    """The standard title that a section bears in another form; below level 2, only in another letter case."""
    meant = standard_title(section.title, titles)
    if section.level > _TOP:
        numbered = _NUMBERED.match(section.title) if dialect is Dialect.MODERN else None
        return numbered[1] if numbered else meant if meant and meant.lower() == section.title.lower() else None
    is_one_of_several = "(" in section.title or (meant == "Examples" and section.title.lower() not in _EXAMPLES)
    return None if is_one_of_several else meant


def _is_linked(section: Section, meant: str, page: Page, workspace: Workspace) -> bool:
    """Whether a link would lead nowhere under the other title."""
    anchor = section.heading.slug
    return slug(meant) != anchor and workspace.is_linked(f"{page.path}#{anchor}")


def _misnamed(section: Section, meant: str, *, is_linked: bool) -> Finding:
    title = section.heading.title
    name = section.title.lower()
    known = name == meant.lower() or name in OTHER_NAMES or _NUMBERED.match(section.title)
    is_plain = known and title.text == section.title and not is_linked
    fix = Fix(f'Write "{meant}"', (Edit(title.span, meant),)) if is_plain else None
    return Finding(title.span, f'The section "{section.title}" is called "{meant}"', f'Write "{meant}"', fix)


def _unknown(sections: Sequence[Section], standard: Titles) -> Finding:
    first, count = sections[0], len(sections) - 1
    others = f", and {count} more are not" if count else ""
    if first.title.lower().startswith("example"):
        advice = 'Put it under "Examples", as a heading of level 3'
    else:
        advice = f"Put it under one of {', '.join(standard)}"
    return Finding(first.heading.title.span, f'The section "{first.title}" is not a standard one{others}', advice)
