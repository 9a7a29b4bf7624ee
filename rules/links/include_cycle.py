"""A file includes itself, directly or through others.

Includes are replaced by what they name until none is left. When a file includes itself that never ends: the build stops
with an error, or runs until its memory is used up.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Severity, Workspace, rule

from ._targets import docs_path, relative

INCLUDES = "api-reference/includes/"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(
            "[!INCLUDE [a](../../includes/a.md)]\n[!INCLUDE [b](../../includes/b.md)]\n",
            others={INCLUDES + "a.md": "[!INCLUDE [b](b.md)]\n", INCLUDES + "b.md": "See [a](a.md).\n"},
        ),
        Example(
            "[!INCLUDE [a](../../includes/a.md)]\n",
            others={INCLUDES + "a.md": "[!INCLUDE [a](a.md)]\n"},
        ),
    ),
    invalid=(
        Example("[!INCLUDE [page](⟦page.md⟧)]\n"),
        Example(
            "[!INCLUDE [a](⟦a.md⟧)]\n",
            path=INCLUDES + "page.md",
            others={INCLUDES + "a.md": "[!INCLUDE [b](b.md)]\n", INCLUDES + "b.md": "[!INCLUDE [page](page.md)]\n"},
        ),
    ),
)
def include_cycle(page: Page, workspace: Workspace) -> Iterator[Finding]:
    chain = workspace.include_cycle(page.path) if page.includes else ()
    if not chain:
        return
    way = " which includes ".join(f"`{relative(page, path)}`," for path in chain[:-1])
    message = f"This includes {way} which includes this file again" if way else "This file includes itself"
    for link in page.includes:
        if docs_path(page, link.path) == chain[0]:
            yield Finding(link.target.span, message, "Remove one of these includes, or move what they share to a file")
            return
