"""A link names a page of this documentation by its full address.

A link from page to page is written as a path: to the file (`../resources/telescope.md`), or from the root of the site
(`/graph/overview`). With host and language in it, the link leads readers of another language or of a preview out of
what they read, and the build cannot check it.

The fix links to the file where the docs set has it in the version of the page, else drops host and language. It is
safe. Addresses that the documentation had formerly are known by no other name, so they have a fix only where the file
exists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doclint.api import Edit, Example, Finding, Fix, Link, Page, Preset, Severity, Workspace, rule

from ._targets import relative

_ADDRESS = re.compile(
    r"https?://(?P<host>[^/?#]+)(?:/[a-z]{2,3}-[a-z]{2,4})?(?P<path>/[^?#]*)(?P<query>[^#]*)", re.IGNORECASE
)
_REFERENCE = re.compile(r"api/(?:(?P<resources>resources)/)?[^/]+")
_VIEW = re.compile(r"[?&]view=graph-rest-(?P<version>[\w.-]+)", re.IGNORECASE)
OTHERS = {"api-reference/beta/resources/telescope.md": "# telescope resource type\n"}


@dataclass(frozen=True, slots=True)
class Options:
    """``sites``: host and folder of the documentation, without language; ``former_sites``: those that it had once."""

    sites: tuple[str, ...] = ("learn.microsoft.com/graph", "docs.microsoft.com/graph")
    former_sites: tuple[str, ...] = ("developer.microsoft.com/graph/docs", "graph.microsoft.io/docs")


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    options=Options,
    valid=(
        Example("See [telescope](../resources/telescope.md) and [overview](/graph/overview).\n", others=OTHERS),
        Example(
            "See [another](https://docs.microsoft.com/azure/x) and [tool](https://developer.microsoft.com/graph/x).\n"
        ),
    ),
    invalid=(
        Example(
            "See [a](⟦https://docs.microsoft.com/en-us/graph/api/resources/telescope?view=graph-rest-beta⟧#mount).\n",
            others=OTHERS,
            fixed="See [a](../resources/telescope.md#mount).\n",
        ),
        Example(
            "See [b](⟦https://learn.microsoft.com/graph/paging⟧#limits).\n",
            fixed="See [b](/graph/paging#limits).\n",
        ),
        Example("See [c](⟦http://graph.microsoft.io/docs/overview/paging⟧).\n"),
    ),
)
def link_to_docs_site(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    for link in page.links:
        match = None if link.kind in ("reference", "include", "image") else _ADDRESS.match(link.target.text)
        if not match:
            continue
        address = match["host"].lower() + match["path"].removesuffix(".md")
        site = next((s for s in (*options.sites, *options.former_sites) if address.startswith(f"{s}/")), None)
        if site:
            right = _file(page, workspace, address.removeprefix(f"{site}/"), match["query"])
            if not right and site in options.sites:
                right = match["path"].removesuffix(".md") + match["query"]
            yield _finding(link, match, right)


def _finding(link: Link, address: re.Match[str], right: str) -> Finding:
    span = link.target.group(address).span
    fix = Fix(f"Link to {right}", (Edit(span, right),)) if right and link.kind != "autolink" else None
    help_text = f"Link to `{right}`" if right else "Link to the file, or from the root of the site"
    return Finding(span, "The link names a page of this documentation by its full address", help_text, fix)


def _file(page: Page, workspace: Workspace, rest: str, query: str) -> str:
    """The relative path to the file that an address means; empty where there is none, or not for sure."""
    version, view, reference = workspace.version(page), _VIEW.search(query), _REFERENCE.fullmatch(rest)
    if view and version and version.removeprefix("v") != view["version"].lower().removeprefix("v"):
        return ""
    path = f"{rest}.md"
    if reference:
        folders = page.path.split("/")[:-1]
        while folders and folders[-1] not in workspace.settings.versions:
            folders.pop()
        path = "/".join((*folders, reference["resources"] or "api", path.rpartition("/")[2]))
    return relative(page, path) if workspace.exists(path) else ""
