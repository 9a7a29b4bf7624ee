"""A heading is not written as Markdown reads headings.

`##Response` without a blank is plain text to Markdown, and a bold line that says "Response" looks like a heading but
opens no section: nothing can link to it, and tools put what follows into the section above. Hashes behind a heading
show, or add nothing.

Of bold lines only those count that say exactly what a standard section is called; one finding a page names the first.
A single hash counts only where the page has no title otherwise, since `#tag` may be text. The fixes put the blank in,
take the hashes behind away, and make headings of "**Request**" and "**Response**" in the examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, PageKind, Severity, Slice, Span, Workspace, rule

from ._outline import API, ENUM, RESOURCE

_NO_BLANK = re.compile(r"[\r\n] {0,3}(?P<hashes>#{1,6})(?P<title>[\w\[`*][^\r\n]*)")
_MAY_LACK_BLANK = re.compile(r"#(?<=\s#)#*+[\w\[`*]")
"""Found on each page with a heading without blank that is not at its top, and soon: only hashes are looked at."""
_NO_BLANK_AT_TOP = re.compile(_NO_BLANK.pattern.removeprefix(r"[\r\n]"))
_TRAILING = re.compile(r"(?:[ \t]+#+|(?<=[^#\s])##+)[ \t]*\Z")
_BOLD = re.compile(r"\*\*(?P<title>[A-Za-z /]+?):?\*\*:?(?=[ \t]*(?:[\r\n]|\Z))")
_BLANK_LINE_BEFORE = re.compile(r"(?:\A|[\r\n])[ \t]*(?:\r\n|\n|\r) {0,3}\Z")
_REACH = 20
_STANDARD = frozenset(title.lower() for title in (*API, *RESOURCE, *ENUM, "Example", "Request"))


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("# C# client\n\n## Response\n\n#lens is a tag.\n\n```sh\n##note\n```\n"),
        Example("# Aim\n\n**Note**\n\nA **Request** is sent.\n\n|**Request**|\n|:-|\n"),
    ),
    invalid=(
        Example("# Aim\n\n⟦##⟧Response\n\nText.\n", fixed="# Aim\n\n## Response\n\nText.\n"),
        Example("# Aim\n\n## Response⟦ ##⟧\n", fixed="# Aim\n\n## Response\n"),
        Example(
            "# Aim\r\n\r\n## Example\r\n\r\n⟦**Request**⟧\r\n\r\nText.\r\n\r\n**Response**\r\n",
            fixed="# Aim\r\n\r\n## Example\r\n\r\n### Request\r\n\r\nText.\r\n\r\n### Response\r\n",
        ),
    ),
)
def heading_syntax(page: Page, workspace: Workspace) -> Iterator[Finding]:
    yield from _without_blank(page)
    for heading in page.headings:
        if not page.text[heading.span.start : heading.span.end].rstrip().endswith("#"):
            continue
        line = page.source.slice(heading.span)
        line = line.part(0, len(line.text.rstrip("\r\n")))
        match = _TRAILING.search(line.text) if line.text.lstrip(" \t>").startswith("#") else None
        if match:
            span = line.group(match).span
            fix = Fix("Delete the hashes", (Edit(span, ""),))
            yield Finding(span, "Hashes behind a heading are superfluous", "Delete them", fix)
    if "**" in page.text and page.kind is not PageKind.INCLUDE:
        yield from _in_bold(page)


def _without_blank(page: Page) -> Iterator[Finding]:
    has_title = page.h1 is not None
    at_top = _NO_BLANK_AT_TOP.match(page.visible)
    below = _NO_BLANK.finditer(page.visible) if _MAY_LACK_BLANK.search(page.visible) else ()
    for match in (*([at_top] if at_top else []), *below):
        hashes = match["hashes"]
        if len(hashes) == 1 and (has_title or not match["title"][0].isalpha()):
            continue
        has_title = True
        span = Span(*match.span("hashes"))
        yield Finding(
            span,
            f'The heading "{match["title"].strip()}" is plain text, since no blank follows {hashes}',
            f"Write a blank after {hashes}",
            Fix("Insert a blank", (Edit(Span(span.end, span.end), " "),)),
        )


def _in_bold(page: Page) -> Iterator[Finding]:
    found = [
        Slice(match["title"], Span(*match.span()))
        for match in _BOLD.finditer(page.prose)
        if match["title"].strip().lower() in _STANDARD
        and _BLANK_LINE_BEFORE.search(page.prose[max(0, match.start() - _REACH) : match.start()])
    ]
    if not found:
        return
    edits = tuple(edit for title in found if (edit := _as_heading(page, title)))
    others = f" ({len(found)} such lines on the page)" if len(found) > 1 else ""
    yield Finding(
        found[0].span,
        f'"{found[0].text}" is a line in bold, not a heading{others}',
        "Write it with hashes",
        Fix("Make it a heading", edits) if len(edits) == len(found) else None,
    )


def _as_heading(page: Page, title: Slice) -> Edit | None:
    """Only what is called Request or Response in an example has a level beyond doubt: one below the example."""
    section = page.section_at(title.span.start)
    if not section or not section.title.lower().startswith("example") or title.text not in ("Request", "Response"):
        return None
    return Edit(title.span, f"{'#' * (section.level + 1)} {title.text}")
