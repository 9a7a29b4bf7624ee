"""The title of a page and its notice do not agree on whether it is deprecated.

What is deprecated says so twice: with "(deprecated)" at the end of its title, which turns up in searches and tables of
contents, and in a notice under the Namespace line that says since when and what to use. One without the other leaves
readers in doubt.

A notice is a caution or an include that speaks of deprecation before the first section, or any sentence there that
does. Only a caution that says the API or type is deprecated makes the title wrong: an include may be about a part of
what the page documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Example, Finding, Page, PageKind, Preset, Severity, Span, Workspace, rule

_IN_TITLE = re.compile(r"\(deprecated\)", re.IGNORECASE)
_NOTICE = re.compile(
    r"deprecat|\bretire[ds]?\b|\bno longer (?:supported|available)|\bstop(?:s|ped)? (?:returning|working)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\bthis (?:api|apis|operation|method|resource|resource type|type|endpoint|entity|enumeration)[\w ,]{0,40}"
    r" (?:is|has been|was) (?:now )?deprecated\b",
    re.IGNORECASE,
)
_BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n")
_KINDS = (PageKind.API, PageKind.RESOURCE, PageKind.ENUM)
_CAUTION = "\nNamespace: microsoft.graph\n\n> [!CAUTION]\n> This API is deprecated. Aim the mirror instead.\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(f"# Aim telescope (deprecated)\n{_CAUTION}"),
        Example("# Aim telescope (deprecated)\n\n[!INCLUDE [aim](../../includes/aim-deprecate.md)]\n"),
        Example("# Aim telescope\n\n> [!NOTE]\n> The option of tracking is deprecated.\n"),
    ),
    invalid=(
        Example(f"# ⟦Aim telescope⟧\n{_CAUTION}"),
        Example("# Aim telescope ⟦(deprecated)⟧\n\nTurns the telescope.\n\n## Permissions\n\nNone, deprecated.\n"),
    ),
)
def deprecation_notice(page: Page, workspace: Workspace) -> Iterator[Finding]:
    top = next((section for section in page.sections if section.level == 1), None)
    if top is None or page.kind not in _KINDS or "eprecat" not in page.text:
        return
    title = top.heading.title
    says = _IN_TITLE.search(title.text)
    if says and not _NOTICE.search(page.visible, *top.own):
        yield Finding(
            title.group(says).span,
            "The title says deprecated, but no notice under it says since when and what to use",
            "Add a caution with the date and what to use, under the Namespace line",
        )
    elif not says and any(_is_about_all(page, alert.span, top.own) for alert in page.alerts if alert.kind == "CAUTION"):
        yield Finding(
            title.span,
            "A caution says that this is deprecated, but the title does not",
            'Write "(deprecated)" at the end of the title',
        )


def _is_about_all(page: Page, alert: Span, top: Span) -> bool:
    """Whether a caution under the title speaks of all that the page documents."""
    if not top.holds(alert):
        return False
    end = _BLANK_LINE.search(page.prose, alert.end, top.end)
    text = page.prose[alert.end : end.start() if end else top.end].replace(">", " ")
    return _WHOLE.search(" ".join(text.split())) is not None
