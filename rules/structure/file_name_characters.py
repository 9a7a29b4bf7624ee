"""The name of a file has characters other than letters, digits and hyphens.

The name becomes the address of the page: blanks and other characters are escaped there, and an underscore under a link
cannot be seen. The authoring guidelines join words with single hyphens.

Capital letters are the matter of `file-name-case`. Accepted on purpose: the underscores of OneDrive pages, and dots
before the last one. There is no fix, since all links to the file have to follow.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from doclint.api import Dialect, Example, Finding, Page, PageKind, Preset, Severity, Workspace, rule

_RIGHT = re.compile(r"[a-z0-9.]+(?:-[a-z0-9.]+)*", re.IGNORECASE | re.ASCII)
_KINDS = (PageKind.API, PageKind.RESOURCE, PageKind.ENUM)


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example("# Get dome\n", path="api-reference/v1.0/api/dome-get.md"),
        Example("# List slits\n", path="api-reference/beta/api/optics-Dome-list-slits.md"),
    ),
    invalid=(
        Example("⟦# Get dome⟧\n", path="api-reference/beta/api/dome_get.md"),
        Example("⟦# Get dome⟧\n", path="api-reference/beta/api/dome--get.md"),
        Example("⟦# dome resource type⟧\n", path="api-reference/beta/resources/my dome.md"),
    ),
)
def file_name_characters(page: Page, workspace: Workspace) -> Iterator[Finding]:
    name = posixpath.splitext(posixpath.basename(page.path))[0]
    if page.kind not in _KINDS or _RIGHT.fullmatch(name) or page.dialect is Dialect.ONEDRIVE:
        return
    better = re.sub(r"[^A-Za-z0-9.]+", "-", name).strip("-") or "page"
    message = f"The words of the file name `{name}` are not joined by single hyphens"
    yield Finding(page.source.line(1).span, message, f"Rename it to `{better}`, and correct the links to it")
