"""A page about the beta version does not say that the API may change.

Readers come to a page from a search engine and do not see that they left the stable version. The include with the
disclaimer stands after the Namespace line of each page about an operation, a type or an enumeration.

The fix puts the include in, if the docs set has it. Accepted on purpose: the same said in a paragraph, as Intune pages
do (elsewhere that is a warning, since the text of the include may change).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from doclint.api import Dialect, Example, Finding, Fix, Page, PageKind, Severity, Span, Workspace, rule

from ._lines import paragraph_after

_KINDS = (PageKind.API, PageKind.RESOURCE, PageKind.ENUM)
_IN_WORDS = re.compile(r"\bAPIs? (?:in|under) the [^\w\s]{0,3}beta[^\w\s]{0,3} (?:version|endpoint)", re.IGNORECASE)
_PAGE = "# Aim telescope\n\nNamespace: microsoft.graph\n{}\nTurns the telescope.\n"
_LINE = "[!INCLUDE [beta-disclaimer](../../includes/beta-disclaimer.md)]\n"


@dataclass(frozen=True)
class Options:
    """``include``: the file name of the include."""

    include: str = "beta-disclaimer.md"


@rule(
    severity=Severity.ERROR,
    options=Options,
    valid=(
        Example(_PAGE.format(f"\n{_LINE}")),
        Example(_PAGE.format(""), path="api-reference/v1.0/api/telescope-aim.md"),
    ),
    invalid=(
        Example(
            _PAGE.format("").replace("microsoft.graph", "⟦microsoft.graph⟧"),
            others={"api-reference/includes/beta-disclaimer.md": "May change.\n"},
            fixed=_PAGE.format(f"\n{_LINE}"),
        ),
        Example(
            "# ⟦Aim telescope⟧\r\nTurns the telescope.\r\n",
            others={"includes/beta-disclaimer.md": "May change.\n"},
            fixed="# Aim telescope\r\n\r\n[!INCLUDE [beta-disclaimer](../../../includes/beta-disclaimer.md)]\r\n\r\n"
            "Turns the telescope.\r\n",
        ),
    ),
)
def missing_beta_disclaimer(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    if workspace.version(page) != "beta" or page.kind not in _KINDS or page.h1 is None:
        return
    if any(posixpath.basename(include.path) == options.include for include in page.includes):
        return
    in_words = _IN_WORDS.search(page.visible)
    if in_words and workspace.dialect(page) is Dialect.INTUNE:
        return
    place = page.namespace.span if page.namespace else page.h1.title.span
    path = _path(page, workspace, options.include)
    line = f"[!INCLUDE [{options.include.removesuffix('.md')}]({path})]"
    if in_words:
        place = Span(*in_words.span())
        message = "The page says in words of its own that the beta version may change"
        yield Finding(
            place, message, f"Replace the paragraph by the include {options.include}", severity=Severity.WARNING
        )
    else:
        fix = Fix("Put the include in", (paragraph_after(page, place.start, line),)) if path else None
        message = "The page does not say that the beta version may change"
        yield Finding(
            place, message, f"Write {line} after the Namespace line" if path else "Include the disclaimer", fix
        )


def _path(page: Page, workspace: Workspace, name: str) -> str | None:
    """The way from the page to the include, in the nearest folder `includes`."""
    folder = here = posixpath.dirname(page.path)
    while folder:
        folder = posixpath.dirname(folder)
        target = posixpath.join(folder, "includes", name)
        if workspace.exists(target):
            return posixpath.relpath(target, here)
    return None
