"""Several blank lines follow one another.

One blank line ends a paragraph; more of them change nothing that readers see, and make changes harder to review.

There is one finding for a page, at the first place; the fix leaves one blank line of each run, and is safe. Blank lines
in code, comments and front matter are left alone, as are those at the end of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Preset, Severity, Span, TextKind, Workspace, rule

_RUN = re.compile(r"(?>\r\n?|\n)[ \t]*(?>\r\n?|\n)(?P<more>(?:[ \t]*(?>\r\n?|\n))++)")


@rule(
    severity=Severity.INFO,
    preset=Preset.ALL,
    valid=(
        Example("# Get dome\n\nReads a dome.\n\n```http\nGET /domes\n\n\n```\n"),
        Example("# Get dome\n\nReads a dome.\n\n\n"),
    ),
    invalid=(
        Example("# Get dome\n\n⟦\n\n⟧Reads.\n\n \nA dome.\n", fixed="# Get dome\n\nReads.\n\nA dome.\n"),
        Example("# Get dome\r\n\r\n⟦\r\n⟧Reads.\r\n", fixed="# Get dome\r\n\r\nReads.\r\n"),
    ),
)
def blank_line_run(page: Page, workspace: Workspace) -> Iterator[Finding]:
    spans = [Span(*match.span("more")) for match in _RUN.finditer(page.text)]
    at_end = len(page.text)
    spans = [span for span in spans if span.end < at_end and page.text_kind(span.start) is TextKind.PROSE]
    if spans:
        more = f" (and in {len(spans) - 1} more places)" if spans[1:] else ""
        fix = Fix("Leave one blank line", tuple(Edit(span, "") for span in spans))
        yield Finding(spans[0], f"Several blank lines follow one another{more}", "Leave one of them", fix)
