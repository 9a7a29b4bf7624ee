"""A link is not written as Markdown asks.

Markdown reads `[text](target)`, without a blank between or inside the two. `[text] (target)`, `(text)[target]`,
`[text](target` and `[text](target with blanks)` are shown to readers as they stand. A backslash is no separator on the
web, and the pages of the published site have no `.md` in their address.

A blank at an end of the parentheses does no harm to most readers of Markdown, but breaks others. The fix writes the
link as it was meant. It is safe, but for a blank in the middle of a target, where it is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Link, Page, Severity, Slice, Span, Workspace, rule

from ._targets import docs_path, relative

_SEPARATOR = re.compile(r"(?<![\\/])[\\/]++(?=[A-Za-z0-9]|\.\.)")
_FILE = re.compile(r"\A\.\.?/|\.[a-z]{1,5}\Z", re.IGNORECASE)
_PAGE = re.compile(r"\S+\.md(?:[?#]\S*)?(?=\s)")
_BREAKS = {
    "gap": "The blank between the brackets and the parentheses",
    "reversed": "The parentheses before the brackets",
    "unclosed": "The missing parenthesis at its end",
}
OTHERS = {"api-reference/beta/resources/telescope.md": "# telescope resource type\n"}


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("See [telescope](../resources/telescope.md), [a\\_b](a\\_b.md) and [site](/contoso/mirrors).\n"),
        Example("See [a dome] (if there is one), `(text)[0]` and f(x)[i].\n"),
    ),
    invalid=(
        Example(
            "A ⟦[telescope] (../resources/telescope.md)⟧ or ⟦(mirror)[mirror.md]⟧.\n",
            fixed="A [telescope](../resources/telescope.md) or [mirror](mirror.md).\n",
        ),
        Example(
            "|Type|\n|:-|\n|[telescope](⟦telescope.md collection⟧)|\n|⟦[mirror](mirror.md⟧|\n",
            fixed="|Type|\n|:-|\n|[telescope](telescope.md) collection|\n|[mirror](mirror.md)|\n",
        ),
        Example(
            "See [a](⟦..\\resources\\telescope.md⟧#mount), [b](⟦ b.md⟧), [c](⟦/contoso/mirrors.md⟧) and ⟦[d]()⟧.\n",
            fixed="See [a](../resources/telescope.md#mount), [b](b.md), [c](/contoso/mirrors) and [d]().\n",
        ),
    ),
)
def link_syntax(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for link in page.links:
        if link.kind in ("include", "reference"):
            continue
        if link.problem in _BREAKS:
            yield _no_link(page, link)
        elif link.problem == "space":
            inside = page.source.slice(Span(link.text.span.end + len("]("), link.span.end - 1))
            has_blank = any(map(str.isspace, link.target.text))
            yield _blank_within(page, workspace, link, inside) if has_blank else _blank_at_the_end(inside)
        elif not link.target and link.kind in ("inline", "image"):
            yield Finding(link.span, "The link has no target", "Write where it leads, or remove it")
        if "\\" in link.target.text or (link.target.text.startswith("/") and ".md" in link.target.text):
            yield from _path(page, workspace, link)


def _path(page: Page, workspace: Workspace, link: Link) -> Iterator[Finding]:
    written = link.target.part(0, len(link.path))
    right = _SEPARATOR.sub(lambda run: "/" if "\\" in run[0] else run[0], written.text)
    message = "The link target has a backslash, which separates nothing on the web"
    if written.text.startswith("/") and written.text.endswith(".md") and link.kind != "image":
        file = written.text.lstrip("/").partition("/")[2]
        right = relative(page, file) if workspace.exists(file) else written.text.removesuffix(".md")
        message = "The address of a page of the site has no `.md` at its end"
    elif not link.is_relative or not _FILE.search(right):
        return
    if right != written.text:
        yield Finding(written.span, message, f"Write `{right}`", Fix(f"Write {right}", (Edit(written.span, right),)))


def _no_link(page: Page, link: Link) -> Finding:
    text, target = (page.text[part.span.start : part.span.end] for part in (link.text, link.target))
    right = f"{'!' * (link.kind == 'image')}[{text}]({target})"
    stray = link.problem == "unclosed" and page.text.startswith("]", link.span.end)
    edit = Edit(Span(link.span.start, link.span.end + stray), right)
    fix = Fix(f"Write {right}", (edit,)) if target.strip("./") else None
    return Finding(link.span, f"{_BREAKS[link.problem]} makes this no link", f"Write `{right}`", fix)


def _blank_within(page: Page, workspace: Workspace, link: Link, inside: Slice) -> Finding:
    written, path = link.target.text, docs_path(page, link.path)
    name = _PAGE.match(written)
    if path and workspace.exists(path):
        right = "%20".join(written.split()) + ")"
    elif name:
        right = f"{name[0]}){written[name.end() :]}"
    else:
        right = "".join(written.split()) + ")"
    fix = Fix(f"Write {right}", (Edit(Span(inside.span.start, link.span.end), right),), safe=False)
    return Finding(link.target.span, f"The blank in `{written}` makes this no link", f"Write `({right}`", fix)


def _blank_at_the_end(inside: Slice) -> Finding:
    fix = Fix("Delete it", (Edit(inside.span, inside.text.strip()),))
    message = "A blank stands at an end of the parentheses"
    return Finding(inside.span, message, "Delete it", fix, severity=Severity.INFO)
