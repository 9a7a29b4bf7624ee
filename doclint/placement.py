"""Directives that stand where other tools, or Markdown itself, take the page for another because of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from doclint.directives import Directive, Kind
from doclint.rule import Edit, Finding, Fix
from doclint.scopes import Layout
from doclint.text import NEWLINE, Span

LISTS = frozenset({"bullet_list", "ordered_list"})
"""The blocks that grow together when nothing stands between them."""

_CODE = frozenset({"fence", "code_block"})


def misplaced(layout: Layout) -> Iterator[Finding]:
    """The directives of a page that stand so."""
    page, extents, kinds = layout.page, layout.extents, layout.kinds
    ends: dict[int, set[str]] = defaultdict(set)
    for extent in extents:
        ends[extent.last].add(extent.kind)
    annotation: int | None = None
    for at, (extent, kind) in enumerate(zip(extents, kinds, strict=True)):
        if kind != "directive":
            annotation = layout.first_text(extent) if kind == "annotation" else None
            continue
        follows = kinds[at + 1] if at + 1 < len(kinds) else ""
        adjacent = bool(follows) and extents[at + 1].first == extent.last
        directive = layout.comments[layout.first_text(extent)]
        span, last = directive.span, page.page_annotation
        if annotation is not None and follows in _CODE:
            message = "This comment parts the annotation from its block"
            yield Finding(span, message, "Put it above the annotation", _above(layout, directive, annotation))
        elif last and last.span.start < extent.span.start:
            message = "Tools read the last comment as the page annotation, and this one stands after it"
            fix = _above(layout, directive, last.span.start) if directive.kind is Kind.FILE else None
            yield Finding(span, message, "Put it above the page annotation", fix)
        elif adjacent and _parted(ends[extent.first], follows):
            message = "The table, list or paragraph in which this comment stands ends there"
            how = "Put doclint-disable-next-block above it, or doclint-disable-line at the end of the line"
            yield Finding(span, message, how, _into_line(layout, directive))


def _parted(before: set[str], after: str) -> bool:
    """Whether blocks that end and begin next to a comment would be one without it."""
    if after in LISTS:
        return not LISTS.isdisjoint(before)
    return after == "paragraph" and not before.isdisjoint({"paragraph", "table"})


def _above(layout: Layout, directive: Directive, annotation: int) -> Fix | None:
    """Put a directive above an annotation. One for the next line is one for the block then, which may hide more."""
    source, text = layout.page.source, layout.page.text
    own = _own_lines(layout, directive)
    start = annotation - source.line_column(annotation)[1] + 1
    if own is None or directive.kind in (Kind.LINE, Kind.BEGIN, Kind.END) or text[start:annotation].strip():
        return None
    comment = text[directive.span.start : directive.span.end]
    is_line = directive.kind is Kind.NEXT_LINE
    if is_line:
        comment = comment.replace(Kind.NEXT_LINE, Kind.BLOCK, 1)
    edits = (Edit(Span(start, start), f"{text[start:annotation]}{comment}\n"), Edit(own, ""))
    return Fix("Put it above the annotation", edits, safe=not is_line)


def _into_line(layout: Layout, directive: Directive) -> Fix | None:
    """Put a directive for the next line at the end of that line, in the last cell of a row."""
    source, own = layout.page.source, _own_lines(layout, directive)
    if own is None or directive.kind is not Kind.NEXT_LINE:
        return None
    number = source.line_column(own.end)[0]
    line = source.line(number)
    if not any(extent.first == number - 1 and extent.kind == "paragraph" for extent in layout.extents):
        return None
    comment = source.slice(directive.span).text.replace(Kind.NEXT_LINE, Kind.LINE, 1)
    if NEWLINE.search(comment) or line.text.endswith(("\\", "  ")):
        return None
    is_row = line.text.rstrip().endswith("|")
    content = line.text.rstrip().removesuffix("|").rstrip()
    place = Span(line.span.start + len(content), line.span.end)
    edits = (Edit(own, ""), Edit(place, f" {comment}{' |' if is_row else ''}"))
    return Fix("Put it at the end of the line", edits, safe=False)


def _own_lines(layout: Layout, directive: Directive) -> Span | None:
    """The lines of a directive, when nothing else stands on them and another follows."""
    source, span = layout.page.source, directive.span
    first, last = source.line_column(span.start)[0], source.line_column(span.end - 1)[0]
    lines = source.lines(first - 1, last)
    outside = layout.page.text[lines.start : span.start] + layout.page.text[span.end : lines.end]
    return lines if not outside.strip() and last < len(source.line_starts) else None
