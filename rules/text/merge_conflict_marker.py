"""A marker that a merge left behind.

Git writes `<<<<<<<`, `=======` and `>>>>>>>` around two versions of a text that it could not merge. A page with such
lines shows both versions, and the markers, to its readers.

A line of equals signs under a line of text is also a heading, so it counts only between the two other markers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import LINE_START, Example, Finding, Page, Severity, Span, Workspace, rule

_MARKER = re.compile(LINE_START + r"(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|\Z)[^\r\n]*")


@rule(
    severity=Severity.ERROR,
    valid=(
        Example("# Title\n\nList telescopes\n=======\n\nText.\n"),
        Example("```diff\n<<<<<<<< not seven\n```\n"),
    ),
    invalid=(
        Example("Text.\n\n⟦<<<<<<< HEAD⟧\nOne.\n⟦=======⟧\nTwo.\n⟦>>>>>>> topic⟧\n"),
        Example('```json\n{\n⟦<<<<<<< HEAD⟧\n  "a": 1\n⟦=======⟧\n  "a": 2\n⟦>>>>>>> topic⟧\n}\n```\n'),
    ),
)
def merge_conflict_marker(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if "<<<<<<<" not in page.text and ">>>>>>>" not in page.text:
        return
    inside = False
    for match in _MARKER.finditer(page.text):
        sign = match[0][0]
        if sign != "=" or inside:
            yield Finding(
                Span(*match.span()),
                f"The merge marker {match[0][:7]} was left in",
                "Keep one of the two versions and delete the markers",
            )
        inside = sign != ">" and (inside or sign == "<")
