"""The date in the front matter is not written MM/DD/YYYY.

The site shows when a page was last revised, and warns of stale ones, by `ms.date`. It reads one form only; of a date in
another form, or of one that there is not, it says nothing at all.

The fix adds missing zeros and turns an ISO date around; it is safe. A date with its day first is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Workspace, rule

_RIGHT = re.compile(r"(?P<month>\d\d)/(?P<day>\d\d)/(?P<year>\d{4})(?: \d\d?:\d\d(?::\d\d)?(?: [AP]M)?)?", re.ASCII)
_NEAR = re.compile(r"(?P<month>\d\d?)[/-](?P<day>\d\d?)[/-](?P<year>\d{4})", re.ASCII)
_ISO = re.compile(r"(?P<year>\d{4})[/-](?P<month>\d\d?)[/-](?P<day>\d\d?)(?:[T ].{0,20})?", re.ASCII)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("---\ntitle: Get dome\nms.date: 04/30/2024\n---\n# Get dome\n"),
        Example('---\nms.date: "12/01/2023"\n---\n# Get dome\n'),
    ),
    invalid=(
        Example("---\nms.date: ⟦4/3/2024⟧\n---\n# Get dome\n", fixed="---\nms.date: 04/03/2024\n---\n# Get dome\n"),
        Example('---\nms.date: "⟦2024-04-30⟧"\n---\n', fixed='---\nms.date: "04/30/2024"\n---\n'),
        Example("---\nms.date: ⟦30/04/2024⟧\n---\n"),
        Example("---\nms.date: ⟦in spring⟧\n---\n"),
    ),
)
def front_matter_date_format(page: Page, workspace: Workspace) -> Iterator[Finding]:
    entry = page.front_matter.get("ms.date") if page.front_matter else None
    said = entry.inner.text.strip() if entry else ""
    if entry is None or not said:
        return
    found = _RIGHT.fullmatch(said)
    if found and _day(found):
        return
    near = _NEAR.fullmatch(said) or _ISO.fullmatch(said)
    day = _day(near) if near else None
    fix = Fix(f"Write {day:%m/%d/%Y}", (Edit(entry.inner.span, f"{day:%m/%d/%Y}"),)) if day and not found else None
    yield Finding(entry.inner.span, f"`{said[:40]}` is no date of the form MM/DD/YYYY", "Write month/day/year", fix)


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
