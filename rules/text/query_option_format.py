"""A query option in the text is not set as code.

`$filter` and the like are typed as they stand. As plain text they are lost in the sentence, translated with it, and a
dollar sign may turn what follows into a formula.

Text of tables counts, headings and links do not. There is one finding for a page, at the first place; the fix puts
backticks round all of them, and is safe.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, PageKind, Preset, Severity, Span, TextKind, Workspace, rule

_OPTION = re.compile(
    r"(?<![\w`'\"/?&=(\\$])\\?\$(?:filter|select|expand|orderby|top|skip|skipToken|deltaToken|search|count|format)\b"
    r"(?![=(`'\"/\\]|[ \t]*=)",
    re.IGNORECASE,
)


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example("Use `$filter` with GET /domes?$filter=x.\n"),
        Example("## $filter\n\nSee [$filter](query.md), or type $filter=name eq 'East'.\n"),
    ),
    invalid=(
        Example(
            "Supports ⟦$filter⟧ and **$select**.\n\n|a|\n|-|\n|Supports $top.|\n",
            fixed="Supports `$filter` and **`$select`**.\n\n|a|\n|-|\n|Supports `$top`.|\n",
        ),
        Example("Sorted by ⟦$orderby⟧, always\r\n", fixed="Sorted by `$orderby`, always\r\n"),
    ),
)
def query_option_format(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if "$" not in page.text or page.kind is PageKind.INCLUDE:
        return
    spans = [Span(*match.span()) for match in _OPTION.finditer(page.prose)]
    spans = [
        span
        for span in spans
        if page.text_kind(span.start) in (TextKind.PROSE, TextKind.TABLE) and not _is_linked(page, span)
    ]
    if spans:
        written = [page.text[span.start : span.end] for span in spans]
        edits = tuple(Edit(span, f"`{text.lstrip(chr(92))}`") for span, text in zip(spans, written, strict=True))
        more = f" (and {len(spans) - 1} more on this page)" if spans[1:] else ""
        message = f"{written[0]} is not set as code{more}"
        yield Finding(spans[0], message, "Put it in backticks", Fix("Put backticks round them", edits))


def _is_linked(page: Page, span: Span) -> bool:
    at = bisect_right(page.links, span.start, key=lambda link: link.span.start)
    return at > 0 and page.links[at - 1].span.holds(span)
