"""What a person at a terminal wants to see: the place with carets, what to do, related places, the fix."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice, takewhile
from typing import TextIO

from click import style

from doclint.excerpt import cells, excerpt, visible
from doclint.report import Located, Place, Report
from doclint.reports.concise import why_hidden
from doclint.reports.context import MARKERS, Context
from doclint.rule import Edit, Fix
from doclint.text import NEWLINE, Source, Span

_MOST_FIX_LINES = 8


def write_full(report: Report, stream: TextIO, context: Context) -> None:
    """Write each finding with an excerpt of its page."""
    for diagnostic in islice(report.diagnostics, context.limit):
        lines = (line.rstrip(" ") for line in _lines(diagnostic, report, context))
        stream.write("\n".join(lines) + "\n\n")


def _lines(diagnostic: Located, report: Report, context: Context) -> Iterator[str]:
    color = MARKERS[diagnostic.severity]
    places = [diagnostic.place, *(related.place for related in diagnostic.related)]
    gutter = len(str(max(place.end.line for place in places)))
    why = visible(why_hidden(diagnostic))
    head = f"{diagnostic.severity}[{diagnostic.rule}]"
    yield f"{_styled(head, context, color)}: {_styled(visible(diagnostic.message), context, 'bold')}{why}"
    source = report.sources[diagnostic.path]
    yield from _excerpt(source, diagnostic.place, context, gutter, color)
    if diagnostic.help:
        yield f"{' ' * gutter} = {_styled('help', context, 'bold')}: {visible(diagnostic.help)}"
    for related in diagnostic.related:
        yield f"{' ' * gutter} = {_styled('note', context, 'bold')}: {visible(related.message)}"
        yield from _excerpt(report.sources[related.place.path], related.place, context, gutter, "blue")
    if diagnostic.fix:
        safety = "" if diagnostic.fix.safe else " (unsafe)"
        yield f"{' ' * gutter} = {_styled('fix', context, 'bold')}{safety}: {visible(diagnostic.fix.title)}"
        yield from (f"{' ' * gutter}   {line}" for line in _diff(source, diagnostic.fix, context))


def _excerpt(source: Source, place: Place, context: Context, gutter: int, color: str) -> Iterator[str]:
    bar = _styled(f"{' ' * gutter} |", context, "blue")
    arrow = _styled(f"{' ' * gutter}-->", context, "blue")
    yield f"{arrow} {visible(context.shown(place.path))}:{place.start.line}:{place.start.column}"
    if not source.text:
        return
    yield bar
    for line in excerpt(source, place.span, context.width - gutter - 3):
        if line.number is None:
            yield f"{bar} {line.text}"
            continue
        yield f"{_styled(f'{line.number:>{gutter}} |', context, 'blue')} {line.text}"
        yield f"{bar} {_styled(line.carets, context, color)}"


def _diff(source: Source, fix: Fix, context: Context) -> Iterator[str]:
    """The lines that a fix changes, before and after; of long lines what stands round the change."""
    lines = [
        (sign, f"…{line}" if source.line_column(span.start)[1] > 1 else line)
        for span, edits in _hunks(source, fix.edits, context.width)
        for sign, line in _changed(source.text[span.start : span.end], _edited(source, span, edits))
    ]
    for sign, line in lines[:_MOST_FIX_LINES]:
        shown = "".join(cells(line[: context.width]))
        cut = "…" if len(line) > context.width else ""
        yield _styled(f"{sign} {shown}{cut}", context, "red" if sign == "-" else "green")
    if len(lines) > _MOST_FIX_LINES:
        yield f"… {len(lines) - _MOST_FIX_LINES} more lines"


def _hunks(source: Source, edits: Iterable[Edit], width: int) -> list[tuple[Span, list[Edit]]]:
    """The edits by the lines that they touch, which may have millions of characters, and are cut."""
    hunks: list[tuple[Span, list[Edit]]] = []
    for edit in sorted(edits, key=lambda edit: edit.span):
        first = source.line_column(edit.span.start)[0]
        last = source.line_column(max(edit.span.start, edit.span.end - 1))[0]
        whole = source.lines(first - 1, last)
        head = edit.span.start - whole.start
        start = whole.start if head < width // 2 else edit.span.start - width // 3
        span = Span(start, min(whole.end, edit.span.end + width))
        if hunks and hunks[-1][0].end > whole.start:
            before, together = hunks.pop()
            hunks.append((Span(before.start, max(before.end, span.end)), [*together, edit]))
        else:
            hunks.append((span, [edit]))
    return hunks


def _edited(source: Source, span: Span, edits: Iterable[Edit]) -> str:
    at = span.start
    pieces: list[str] = []
    for edit in edits:
        pieces += (source.text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join((*pieces, source.text[at : span.end]))


def _changed(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The lines that differ, after those that both texts begin with and before those that both end with."""
    old, new = (NEWLINE.split(text.rstrip("\r\n")) if text else [] for text in (before, after))
    head = sum(1 for _ in takewhile(_same, zip(old, new, strict=False)))
    old, new = old[head:], new[head:]
    tail = sum(1 for _ in takewhile(_same, zip(reversed(old), reversed(new), strict=False)))
    yield from (("-", line) for line in old[: len(old) - tail])
    yield from (("+", line) for line in new[: len(new) - tail])


def _same(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _styled(text: str, context: Context, look: str) -> str:
    if not context.color:
        return text
    return style(text, bold=True) if look == "bold" else style(text, fg=look, bold=True)
