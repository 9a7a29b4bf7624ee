"""A link names a heading that its target does not have.

The part behind the `#` must be the identifier of a heading of the target page (its text in lower case, blanks as
hyphens, punctuation dropped), of an `<a id="...">` in it or in a file that it includes, or of a tab. With any other,
the browser stays at the top of the page.

The fix takes the identifier that is spelt most alike. It is a guess, so it is not safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from urllib.parse import unquote

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Slice, Workspace, rule

from ._targets import docs_path, leads_somewhere

_MOST_GUESSES = 10_000
"""Pairs of a wrong anchor and a right one that are compared on a page; no real page has as many."""

OTHERS = {
    "api-reference/beta/resources/telescope.md": '# telescope\n\n## JSON representation\n\n<a id="mount"></a>Mount.\n'
}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(
            "[a](../resources/telescope.md#json-representation) [b](../resources/telescope.md#mount)\n", others=OTHERS
        ),
        Example("# Get telescope\n\n[a](#get-telescope) [b](unknown.md#any) [c](#top)\n"),
    ),
    invalid=(
        Example(
            "See [JSON](../resources/telescope.md#⟦json-representations⟧).\n",
            others=OTHERS,
            fixed="See [JSON](../resources/telescope.md#json-representation).\n",
        ),
        Example("# Get telescope\n\nSee [below](#⟦response-3⟧).\n"),
    ),
)
def broken_anchor(page: Page, workspace: Workspace) -> Iterator[Finding]:
    guesses = _MOST_GUESSES
    for link in page.links:
        if "#" not in link.target.text or not link.fragment or not leads_somewhere(link):
            continue
        path = docs_path(page, link.path) if link.path else page.path
        anchors = workspace.anchors(path) if path else None
        fragment = link.target.part(link.target.text.index("#") + 1)
        if anchors is not None and not _is_anchor(unquote(fragment.text), anchors):
            guesses -= len(anchors)
            yield _finding(fragment, link.path, anchors if guesses >= 0 else frozenset())


def _is_anchor(fragment: str, anchors: frozenset[str]) -> bool:
    return fragment in anchors or fragment in ("top", "") or fragment.startswith("tab/") or "{" in fragment


def _finding(fragment: Slice, path: str, anchors: frozenset[str]) -> Finding:
    close = _closest(fragment.text, anchors)
    where = f"`{path}`" if path else "This page"
    fix = Fix(f"Link to #{close}", (Edit(fragment.span, close),), safe=False) if close else None
    return Finding(
        fragment.span,
        f"{where} has no heading or anchor `{fragment.text}`",
        f"Did you mean `{close}`?" if close else "Name an existing heading, or leave the part behind the # out",
        fix,
    )


def _closest(fragment: str, anchors: frozenset[str]) -> str | None:
    known = sorted(anchors)
    same = next((anchor for anchor in known if anchor.lower() == fragment.lower()), None)
    return same or next(iter(get_close_matches(fragment.lower(), known, n=1, cutoff=0.75)), None)
