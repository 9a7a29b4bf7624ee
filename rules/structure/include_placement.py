"""An include does not stand where such includes stand on all pages.

Readers find what holds for national clouds right before the permissions, and the roles that they need right behind
them. Tools that write these includes look for them there, and add another when they find none.

The include on national clouds is the last thing before Permissions; the include on roles stands in that section, below
the table or the include with the permissions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Example, Finding, Link, Page, PageKind, Preset, Section, Severity, Span, Workspace, rule

_CLOUD = re.compile(r"/(?:all-clouds|global-[a-z-]{2,20})\.md\Z")
_FAR = 1000
_ROLES = "/rbac-for-apis/"
_CLOUDS = "[!INCLUDE [national-cloud-support](../../includes/all-clouds.md)]\n"
_RBAC = "[!INCLUDE [rbac-domes](../includes/rbac-for-apis/rbac-domes-apis.md)]\n"
_SCOPES = "[!INCLUDE [permissions-table](../includes/permissions/dome-get-permissions.md)]\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(f"# Get dome\n\n{_CLOUDS}\n## Permissions\n\n{_SCOPES}\n{_RBAC}\n## HTTP request\n"),
        Example(f"# dome resource type\n\n{_CLOUDS}", path="api-reference/beta/resources/dome.md"),
    ),
    invalid=(
        Example(f"# Get dome\n\n⟦{_CLOUDS[:-1]}⟧\n\nReads a dome.\n\n## Permissions\n\n{_SCOPES}"),
        Example(f"# Get dome\n\n## Permissions\n\n⟦{_RBAC[:-1]}⟧\n\n{_SCOPES}"),
        Example(f"# Get dome\n\n## Permissions\n\n{_SCOPES}\n## HTTP request\n\n⟦{_RBAC[:-1]}⟧\n"),
    ),
)
def include_placement(page: Page, workspace: Workspace) -> Iterator[Finding]:
    section = page.section("permissions") if page.kind is PageKind.API else None
    if section is None:
        return
    listed = _first_permissions(page, section)
    for include in page.includes:
        if _CLOUD.search(f"/{include.path}") and not _ends_at(page, include, section):
            message = "The include on national clouds does not stand right before Permissions"
            yield Finding(include.span, message, "Move it there")
        elif _ROLES in include.path and not (section.span.holds(include.span) and listed < include.span.start):
            message = "The include on roles does not stand right behind the permissions"
            yield Finding(include.span, message, "Move it into the section Permissions, below the table")


def _ends_at(page: Page, include: Link, section: Section) -> bool:
    between = Span(include.span.end, section.heading.span.start)
    return 0 <= between.end - between.start < _FAR and not page.visible[between.start : between.end].strip()


def _first_permissions(page: Page, section: Section) -> int:
    """Where the permissions stand in their section; its end when they do not."""
    places = [link.span.start for link in page.includes if "/permissions/" in link.path]
    places += [table.span.start for table in page.tables]
    return min((place for place in places if section.span.holds(place)), default=section.span.end)
