"""The front matter has the keys of older pages.

Newer pages name the part of a product in `ms.subservice` where older ones name the product in `ms.prod`, say
`ms.localizationpriority` for `localization_priority`, and give the date of the last revision in `ms.date`. The site
still reads the older keys, so this is asked in `strict` only, and of pages that have front matter. Whether a page has
such keys at all is the matter of front-matter-missing-key.

There is one finding a page. The fix gives the localization priority its newer name and the newer word for its value,
where that is all there is to do. It is not safe, since who translates a page when is settled elsewhere. A part of a
product and a date are for people to give.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Edit, Entry, Example, Finding, Fix, Page, PageKind, Preset, Severity, Workspace, rule

_PRIORITY = "ms.localizationpriority"
_RENAMED = {"localization_priority": _PRIORITY, "ms.prod": "ms.subservice"}
_VALUES = {"priority": "high", "normal": "medium", "none": "low"}
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
            "---\n⟦localization_priority⟧: Normal\nms.prod: optics\nms.date: 05/01/2031\n---\n",
        ),
        Example("---\ntitle: Get lens\n⟦ms.subservice⟧: optics\n---\n"),
        Example(
            "---\nms.prod: optics\nms.subservice: glass\n⟦localization_priority⟧: Normal\nms.date: x\n---\n",
            fixed="---\nms.prod: optics\nms.subservice: glass\nms.localizationpriority: medium\nms.date: x\n---\n",
        ),
    ),
)
def older_yaml_keys(page: Page, workspace: Workspace) -> Iterator[Finding]:
    front = page.front_matter
    if front is None or page.kind is PageKind.INCLUDE or front.problems or front.get("redirect_url"):
        return
    older = [(entry, new) for old, new in _RENAMED.items() if (entry := front.get(old)) and not front.get(new)]
    dated = front.get(_DATE) is not None
    if older or not dated:
        has = " and ".join(entry.key.text for entry, _ in older)
        lacks = "" if dated else f"no {_DATE}"
        entry = older[0][0] if older else front.entries[-1] if front.entries else None
        place = entry.key.span if entry else page.source.line(1).span
        newer = ", ".join([*(new for _, new in older), *([] if dated else [_DATE])])
        message = f"The front matter has {', and '.join(part for part in (has, lacks) if part)}"
        yield Finding(place, message, f"Write {newer}", _fix(older) if dated else None)


def _fix(older: list[tuple[Entry, str]]) -> Fix | None:
    """The newer name for the priority, and the newer word for its value."""
    if [new for _, new in older] != [_PRIORITY]:
        return None
    entry = older[0][0]
    value = _VALUES.get(str(entry.value).lower(), entry.inner.text)
    edits = (Edit(entry.key.span, _PRIORITY), Edit(entry.inner.span, value))
    return Fix(f"Write {_PRIORITY}: {value}", edits, safe=False)
