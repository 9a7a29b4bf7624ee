"""Edits of whole lines."""

from __future__ import annotations

from doclint.api import Edit, Page, Span


def paragraph_after(page: Page, offset: int, text: str) -> Edit:
    """Put in a paragraph after the line that an offset lies in."""
    number = page.source.line_column(offset)[0]
    newline = "\r\n" if "\r\n" in page.text else "\n"
    end = page.source.line(number).span.end
    is_last = number == len(page.source.line_starts)
    gap = newline if not is_last and page.source.line(number + 1) else ""
    return Edit(Span(end, end), newline * 2 + text + gap)


def without_lines(page: Page, span: Span) -> Edit:
    """Delete the lines that a span lies in, and the blank line after them."""
    first, last = (page.source.line_column(offset)[0] for offset in (span.start, max(span.start, span.end - 1)))
    if last < len(page.source.line_starts) and not page.source.line(last + 1).text.strip():
        last += 1
    return Edit(page.source.lines(first - 1, last), "")
