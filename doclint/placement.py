"""Directives that stand where other tools, or Markdown itself, take the page for another because of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from doclint.directives import Directive, Kind
from doclint.parse.comments import Annotation
from doclint.parse.front_matter import read_front_matter
from doclint.rule import Edit, Finding, Fix
from doclint.scopes import Layout
from doclint.text import NEWLINE, Source, Span

LISTS = frozenset({"bullet_list", "ordered_list"})
"""The blocks that grow together when nothing stands between them."""

_CODE = frozenset({"fence", "code_block"})
_ANNOTATED = {"permissions": frozenset({"paragraph"})}
"""What annotations belong to that are not of code, by their blockType."""


def misplaced(layout: Layout) -> Iterator[Finding]:
    """The directives of a page that stand so."""
    yield from _above_front_matter(layout)
    page, extents, kinds = layout.page, layout.extents, layout.kinds
    ends: dict[int, set[str]] = defaultdict(set)
    for extent in extents:
        ends[extent.last].add(extent.kind)
    annotation: Annotation | None = None
    annotations = {annotation.span.start: annotation for annotation in page.annotations}
    for at, (extent, kind) in enumerate(zip(extents, kinds, strict=True)):
        if kind != "directive":
            annotation = annotations[layout.first_text(extent)] if kind == "annotation" else None
            continue
        follows = kinds[at + 1] if at + 1 < len(kinds) else ""
        adjacent = bool(follows) and extents[at + 1].first == extent.last
        directive = layout.comments[layout.first_text(extent)]
        span, last = directive.span, page.page_annotation
        if annotation and follows in _ANNOTATED.get(annotation.block_type, _CODE):
            message = "This comment parts the annotation from its block"
            fix = _above(layout, directive, annotation.span.start)
            yield Finding(span, message, "Put it above the annotation", fix)
        elif last and last.span.start < extent.span.start:
            message = "Tools read the last comment as the page annotation, and this one stands after it"
            fix = _above(layout, directive, last.span.start) if directive.kind is Kind.FILE else None
            yield Finding(span, message, "Put it above the page annotation", fix)
        elif adjacent and _parted(ends[extent.first], follows):
            message = "The table, list or paragraph in which this comment stands ends there"
            how = "Put doclint-disable-next-block above it, or doclint-disable-line at the end of the line"
            yield Finding(span, message, how, _into_line(layout, directive))


def _above_front_matter(layout: Layout) -> Iterator[Finding]:
    """The directives at the top of a page that keep its front matter from being one."""
    page, end = layout.page, 0
    leading: list[Directive] = []
    for directive in layout.directives:
        if page.front_matter or page.text[end : directive.span.start].strip():
            break
        leading.append(directive)
        end = directive.span.end
    if not leading:
        return
    start = len(page.text) - len(page.text[end:].lstrip())
    front = read_front_matter(Source(page.path, page.text[start:]))
    if front and front.entries and not any(problem.kind == "unclosed" for problem in front.problems):
        below = page.source.line_column(start + front.span.end)[0]
        place = page.source.lines(below, below + 1).start if below < len(page.source.line_starts) else None
        for directive in leading:
            own = _own_lines(layout, directive)
            comment = page.source.slice(directive.span).text
            edits = (Edit(own, ""), Edit(Span(place, place), f"{comment}\n")) if own and place else ()
            fix = Fix("Put it below the front matter", edits, safe=False) if edits else None
            message = "The front matter is none when a comment stands above it"
            yield Finding(directive.span, message, "Put it below the front matter", fix)


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
