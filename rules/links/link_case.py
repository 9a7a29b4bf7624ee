"""A link spells its target in another letter case than the file.

The published site and most build machines tell upper and lower case apart, so such a link works on the writer's
machine and breaks for readers. This holds for links, includes and images alike, whatever the file system.

The fix spells the target as the file is spelt. It is safe.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Workspace, rule

from ._targets import relative, targets

OTHERS = {"api-reference/beta/resources/telescope.md": "# telescope resource type\n"}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example("See [telescope](../resources/telescope.md).\n", others=OTHERS),
        Example("See [telescope](../resources/Telescop.md).\n", others=OTHERS),
    ),
    invalid=(
        Example(
            "See [telescope](⟦../resources/Telescope.md⟧#Properties).\n",
            others=OTHERS,
            fixed="See [telescope](../resources/telescope.md#Properties).\n",
        ),
        Example(
            "[!INCLUDE [note](⟦../Includes/note.md⟧)]\n",
            others={"api-reference/beta/includes/note.md": "Note.\n"},
            fixed="[!INCLUDE [note](../includes/note.md)]\n",
        ),
    ),
)
def link_case(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for _, written, path in targets(page):
        spelling = None if workspace.exists(path) else workspace.spelling(path)
        if spelling is None:
            continue
        right = _respelt(written.text, relative(page, spelling))
        yield Finding(
            written.span,
            f"The file is spelt `{posixpath.basename(right)}`, but the link says `{written.text}`"
            if posixpath.basename(right) != posixpath.basename(written.text)
            else f"The path is spelt `{right}`, but the link says `{written.text}`",
            f"Write `{right}`",
            Fix(f"Write {right}", (Edit(written.span, right),)),
        )


def _respelt(written: str, right: str) -> str:
    """The target in the file's letter case, and otherwise as the writer wrote it (a leading ``./`` stays)."""
    start = len(written) - len(right)
    same = start >= 0 and written[start:].lower() == right.lower()
    return written[:start] + right if same else right
