"""An include is not written as docfx asks.

An include is written `[!INCLUDE [title](path)]`. Anything else, such as `[!INCLUDE [title](path)` without its last
bracket or `[!INCLUDE title]` without a path, is shown to readers as it stands, and what should be included is missing.

The fix completes the include. It is safe where the path is given, and a guess where it is not: then the file of that
name is taken, if there is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Link, Page, Severity, Workspace, resolve, rule

from ._targets import relative

OTHERS = {"api-reference/includes/note.md": "Note.\n"}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example("[!INCLUDE [note](../../includes/note.md)]\n\n[!include[](../../includes/note.md)]\n", others=OTHERS),
        Example("Write `[!INCLUDE note]`, or [!NOTE] at the beginning of a quotation.\n"),
    ),
    invalid=(
        Example(
            "⟦[!INCLUDE [note](../../includes/note.md)⟧\n\nText.\n",
            fixed="[!INCLUDE [note](../../includes/note.md)]\n\nText.\n",
        ),
        Example("⟦[!INCLUDE note]⟧\n", others=OTHERS, fixed="[!INCLUDE [note](../../includes/note.md)]\n"),
        Example("⟦[!INCLUDE dome]⟧\n", others=OTHERS),
    ),
)
def include_syntax(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for link in page.includes:
        if link.problem == "syntax":
            written = page.text[link.span.start : link.span.end]
            fix = _fix(page, workspace, link)
            help_text = fix.title if fix else "Write `[!INCLUDE [title](path)]`"
            yield Finding(link.span, f"`{written}` includes nothing", help_text, fix)


def _fix(page: Page, workspace: Workspace, link: Link) -> Fix | None:
    title, path = link.text.text.strip(), link.target.text
    if not path:
        wanted = resolve(page.path, f"{title.removesuffix('.md')}.md")
        found = workspace.closest_path(wanted) if title and wanted else None
        if not found:
            return None
        path = relative(page, found)
    right = f"[!INCLUDE [{title}]({path})]"
    return Fix(f"Write `{right}`", (Edit(link.span, right),), safe=bool(link.target))
