"""A page about a released version links to the beta version of another page.

A link with `?view=graph-rest-beta`, or into the folder of the beta version, takes readers of v1.0 to a reference of
things that they cannot rely on, mostly unnoticed. It is left behind when a page is copied from beta.

Beta pages may link to v1.0. So may pages that belong to no version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Severity, Workspace, rule

from ._targets import docs_path, leads_somewhere

_BETA = "beta"
_VIEW = re.compile(r"[?&](?:amp;)?(?P<view>view=[\w.-]*\bbeta)(?![\w.-])", re.IGNORECASE)
V1 = "api-reference/v1.0/api/page.md"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("See [telescope](../resources/telescope.md?view=graph-rest-1.0) and [dome](/graph/dome).\n", path=V1),
        Example("See [telescope](../resources/telescope.md?view=graph-rest-beta).\n"),
    ),
    invalid=(
        Example("See [telescope](/graph/api/resources/telescope?⟦view=graph-rest-beta⟧#mount).\n", path=V1),
        Example("See [telescope](⟦../../beta/resources/telescope.md⟧).\n", path=V1),
    ),
)
def version_link(page: Page, workspace: Workspace) -> Iterator[Finding]:
    version = workspace.version(page)
    if version is None or version == _BETA:
        return
    help_text = f"Link to the {version} page, or say in the text that the link leads to beta"
    message = f"This {version} page links to a page of the beta version"
    for link in page.links:
        view = _VIEW.search(link.target.text) if link.kind != "reference" else None
        if view:
            yield Finding(link.target.group(view, "view").span, message, help_text)
        elif leads_somewhere(link) and _BETA in (docs_path(page, link.path) or "").split("/")[:-1]:
            yield Finding(link.target.part(0, len(link.path)).span, message, help_text)
