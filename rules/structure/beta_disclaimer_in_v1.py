"""A page about the stable version says that the API may change.

The disclaimer was copied along when a page of the beta version became one of v1.0. Readers take a stable API for one
that may break. The fix deletes the include.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

from doclint.api import Edit, Example, Finding, Fix, Page, PageKind, Severity, Span, Workspace, rule

from ._lines import without_lines

_IN_WORDS = re.compile(
    r"\bAPIs? (?:in|under) the [^\w\s]{0,3}beta[^\w\s]{0,3} (?:version|endpoint)[^\r\n]*", re.IGNORECASE
)
_PAGE = "# Aim telescope\n\nNamespace: microsoft.graph\n\n{}Turns the telescope.\n"
_INCLUDE = "[!INCLUDE [beta-disclaimer](../../includes/beta-disclaimer.md)]"
_PATH = "api-reference/v1.0/api/telescope-aim.md"


@dataclass(frozen=True)
class Options:
    """``include``: the file name of the include."""

    include: str = "beta-disclaimer.md"


@rule(
    severity=Severity.ERROR,
    options=Options,
    valid=(
        Example(_PAGE.format(f"{_INCLUDE}\n\n")),
        Example(_PAGE.format(""), path=_PATH),
    ),
    invalid=(
        Example(_PAGE.format(f"⟦{_INCLUDE}⟧\n\n"), path=_PATH, fixed=_PAGE.format("")),
        Example(_PAGE.format("> **Important:** ⟦APIs under the /beta version are in preview.⟧\n\n"), path=_PATH),
    ),
)
def beta_disclaimer_in_v1(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    if workspace.version(page) in (None, "beta") or page.kind is PageKind.INCLUDE:
        return
    message, advice = "The page about the stable version says that the API may change", "Delete the disclaimer"
    for include in page.includes:
        if posixpath.basename(include.path) == options.include:
            line = page.source.line(page.source.line_column(include.span.start)[0])
            alone = line.text.strip() == page.text[include.span.start : include.span.end]
            edit = without_lines(page, include.span) if alone else Edit(include.span, "")
            yield Finding(include.span, message, advice, Fix(advice, (edit,)))
    in_words = _IN_WORDS.search(page.visible) if "beta" in page.visible else None
    if in_words:
        yield Finding(Span(*in_words.span()), message, advice)
