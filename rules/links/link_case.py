"""A link spells its target in another letter case than the file.

The published site and most build machines tell upper and lower case apart, so such a link works on the writer's machine
and breaks for readers. This holds for links, includes and images alike, whatever the file system.

Where no file is spelt like the target in any letter case, its capitals are the likeliest slip if the files of the docs
set have none in their names.

The fix spells the target as the file is spelt. It is safe. Without such a file, writing small letters is a guess.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import quote, unquote

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Slice, Workspace, rule

from ._targets import docs_path, is_miscased, missing, relative

OTHERS = {"api-reference/beta/resources/telescope.md": "# telescope resource type\n"}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example("See [telescope](../resources/telescope.md).\n", others=OTHERS),
        Example("See [telescopes](../resources/telescopes.md).\n", others=OTHERS),
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
    for _, written, path in missing(page, workspace):
        if not is_miscased(workspace, path):
            continue
        spelling = workspace.spelling(path)
        if spelling is None:
            yield _against_custom(written)
            continue
        right = _respelt(page, written.text, spelling)
        yield Finding(
            written.span,
            f"The file is spelt `{posixpath.basename(right)}`, but the link says `{written.text}`"
            if posixpath.basename(right) != posixpath.basename(written.text)
            else f"The path is spelt `{right}`, but the link says `{written.text}`",
            f"Write `{right}`",
            Fix(f"Write {right}", (Edit(written.span, right),)),
        )


def _against_custom(written: Slice) -> Finding:
    folder, name = posixpath.split(written.text)
    right = posixpath.join(folder, name.lower())
    return Finding(
        written.span,
        f"`{name}` does not exist, and the files of this docs set have no capitals in their names",
        f"Write `{right}`, if that is the page",
        Fix(f"Write {right}", (Edit(written.span, right),), safe=False),
    )


def _respelt(page: Page, written: str, spelling: str) -> str:
    """The target in the file's letter case, and otherwise as the writer wrote it (``./`` and a last slash stay)."""
    parts, names = written.split("/"), spelling.split("/")
    for number in reversed(range(len(parts))):
        if names and unquote(parts[number]).lower() == names[-1].lower():
            name = names.pop()
            parts[number] = parts[number] if unquote(parts[number]) == name else quote(name)
    right = "/".join(parts)
    return right if docs_path(page, right) == spelling else relative(page, spelling)
