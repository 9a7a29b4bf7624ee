"""The front matter has the keys of older pages.

Newer pages name the part of a product in `ms.subservice` where older ones name the product in `ms.prod`, say
`ms.localizationpriority` for `localization_priority`, and give the date of the last revision in `ms.date`. The site
still reads the older keys, so this is asked in `strict` only, and of pages that have front matter. Whether a page has
such keys at all is the matter of front-matter-missing-key.

The fix gives the localization priority its newer name. It is safe. A part of a product and a date are for people to
give.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, FrontMatter, Page, PageKind, Preset, Severity, Workspace, rule

_RENAMED = {"localization_priority": "ms.localizationpriority", "ms.prod": "ms.subservice"}
_DATE = "ms.date"


@rule(
    severity=Severity.INFO,
    preset=Preset.STRICT,
    valid=(
        Example("---\nms.subservice: optics\nms.localizationpriority: low\nms.date: 05/01/2031\n---\n"),
        Example("---\nms.prod: optics\n---\n", path="api-reference/includes/lens.md"),
        Example("# Get lens\n"),
    ),
    invalid=(
        Example(
            "---\n⟦localization_priority⟧: Normal\n⟦ms.prod⟧: optics\nms.date: 05/01/2031\n---\n",
            fixed="---\nms.localizationpriority: Normal\nms.prod: optics\nms.date: 05/01/2031\n---\n",
        ),
        Example("⟦---⟧\nms.subservice: optics\n---\n"),
        Example(
            "---\nms.prod: optics\nms.subservice: glass\n⟦localization_priority⟧: Normal\nms.date: x\n---\n",
            fixed="---\nms.prod: optics\nms.subservice: glass\nms.localizationpriority: Normal\nms.date: x\n---\n",
        ),
    ),
)
def older_yaml_keys(page: Page, workspace: Workspace) -> Iterator[Finding]:
    front = page.front_matter
    if front is None or page.kind is PageKind.INCLUDE or front.problems or front.get("redirect_url"):
        return
    for old, new in _RENAMED.items():
        yield from _older(front, old, new)
    if not front.get(_DATE):
        yield Finding(page.source.line(1).span, f"The front matter lacks {_DATE}", "Say when the page was last revised")


def _older(front: FrontMatter, old: str, new: str) -> Iterator[Finding]:
    entry = front.get(old)
    if entry and not front.get(new):
        fix = Fix(f"Write {new}", (Edit(entry.key.span, new),)) if new == _RENAMED["localization_priority"] else None
        yield Finding(entry.key.span, f"{old} is what older pages have for {new}", f"Write {new}", fix)
