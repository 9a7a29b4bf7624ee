"""An include or image does not exist.

What `[!INCLUDE [title](path)]` and `![text](path)` name becomes part of the page. When the file is missing, the build
fails or leaves a hole in the page. Paths count from the folder of the page, or of the include, that they stand in.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Severity, Workspace, rule

from ._targets import is_embedded, missing, relative

OTHERS = {
    "api-reference/includes/beta-disclaimer.md": "> [!IMPORTANT]\n> This may change.\n",
    "api-reference/beta/images/dome.png": "",
}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example("[!INCLUDE [beta-disclaimer](../../includes/beta-disclaimer.md)]\n", others=OTHERS),
        Example("![A dome](../images/dome.png) and [no include](../images/none.png)\n", others=OTHERS),
    ),
    invalid=(
        Example("[!INCLUDE [beta-disclaimer](⟦../includes/beta-disclaimer.md⟧)]\n", others=OTHERS),
        Example("![A dome](⟦../images/domes.png⟧)\n", others=OTHERS),
    ),
)
def broken_include(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for link, written, path in missing(page, workspace):
        if not is_embedded(link) or workspace.spelling(path):
            continue
        what = "include" if link.kind == "include" else "image"
        close = workspace.closest_path(path)
        yield Finding(
            written.span,
            f"The {what} `{written.text}` does not exist",
            f"Did you mean `{relative(page, close)}`?" if close else f"Name an existing file, or remove the {what}",
        )
