"""The comment that hides a finding, in the form that is right for its place.

A comment on a line of its own would end a table, a list or a paragraph, and one between an annotation and its block
would part them. Each form is tried on the text, and taken when the page stays what it was and the finding is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from doclint.directives import PREFIX, Kind, read_directives
from doclint.page import Page, TextKind, parse_page
from doclint.parse.tables import Table
from doclint.placement import misplaced
from doclint.rule import Edit
from doclint.scopes import ALL, Layout, read_scopes
from doclint.text import Source, Span

_INDENT = re.compile(r"[ \t>]*")
_STANDS_ALONE = re.compile(r"[ \t>]*(?:\[!|\[[^\]]*\]:|[-*_=][-*_= ]+\s*\Z)")
"""Lines that mean something else with a comment behind them: includes, alerts, definitions, underlines."""
_ROW_END = re.compile(r"(?<!\\)\|[ \t]*\Z")


def suppression(page: Page, span: Span, rule: str, names: Mapping[str, str]) -> Edit | None:
    """The edit that hides what a rule finds at a span; ``names`` are those of all rules. None where none would."""
    before = _blocks(page)
    for kind, edit in _candidates(page, span.start, rule):
        text = page.text[: edit.span.start] + edit.text + page.text[edit.span.end :]
        after = parse_page(Source(page.path, text))
        at = span.start + (len(edit.text) if edit.span.start <= span.start else 0)
        if _is_hidden(after, at, rule, names) and (kind is Kind.FILE or _blocks(after) == before):
            return edit
    return None


def _candidates(page: Page, at: int, rule: str) -> Iterator[tuple[Kind, Edit]]:
    """The forms that may do, the narrowest first."""
    kind = page.text_kind(at)
    table = next((table for table in page.tables if table.span.holds(at)), None)
    if table is not None:
        yield from _in_table(page, table, at, rule)
    elif kind in (TextKind.CODE, TextKind.COMMENT):
        yield _above(page, _block_start(page, at), Kind.BLOCK, rule)
    elif kind is TextKind.HEADING:
        yield _above(page, at, Kind.NEXT_LINE, rule)
    elif kind is not TextKind.FRONT_MATTER and page.source.line(_line(page, at)).text.strip():
        yield from _in_prose(page, at, rule)
    yield _at_top(page, rule)


def _in_table(page: Page, table: Table, at: int, rule: str) -> Iterator[tuple[Kind, Edit]]:
    row = next((row for row in table.rows if row.span.start <= at <= row.span.end), None)
    if row is not None:
        line = page.source.line(_line(page, at))
        end = _ROW_END.search(line.text)
        place = line.span.start + (end.start() if end else len(line.text.rstrip()))
        padding = " " if end and page.text[place - 1 : place] == " " else ""
        comment = _comment(Kind.LINE, rule)
        text = f"{comment} " if padding else f" {comment}"
        yield Kind.LINE, Edit(Span(place, place), text)
    yield _above(page, table.span.start, Kind.BLOCK, rule)


def _in_prose(page: Page, at: int, rule: str) -> Iterator[tuple[Kind, Edit]]:
    line = page.source.line(_line(page, at))
    if not _STANDS_ALONE.match(line.text):
        end = line.span.start + len(line.text.rstrip().removesuffix("\\").rstrip())
        yield Kind.LINE, Edit(Span(end, end), f" {_comment(Kind.LINE, rule)}")
    yield _above(page, at, Kind.NEXT_LINE, rule)
    extents = Layout(page, ()).extents
    around = [extent for extent in extents if extent.span.holds(at)]
    for extent in reversed(around):
        yield _above(page, extent.span.start, Kind.BLOCK, rule)


def _above(page: Page, at: int, kind: Kind, rule: str) -> tuple[Kind, Edit]:
    """A comment on a line of its own, indented as the line below it."""
    line = page.source.line(_line(page, at))
    indent = _INDENT.match(line.text)
    return kind, Edit(Span(line.span.start, line.span.start), f"{indent[0] if indent else ''}{_comment(kind, rule)}\n")


def _at_top(page: Page, rule: str) -> tuple[Kind, Edit]:
    """A comment about the whole page, under the front matter."""
    at = page.front_matter.span.end if page.front_matter else 0
    source = page.source
    line = _line(page, at)
    at = source.lines(line - 1, line).end if at > source.line(line).span.start else at
    above = "\n" if page.front_matter else ""
    below = "" if at < len(page.text) and not source.line(_line(page, at)).text.strip() else "\n"
    return Kind.FILE, Edit(Span(at, at), f"{above}{_comment(Kind.FILE, rule)}\n{below}")


def _comment(kind: Kind, rule: str) -> str:
    return f"<!-- {PREFIX}{kind} {rule} -->"


def _line(page: Page, at: int) -> int:
    return page.source.line_column(at)[0]


def _block_start(page: Page, at: int) -> int:
    """Where the code block or comment at an offset begins, the annotation of a block included."""
    for block in page.code_blocks:
        if block.annotation and (block.annotation.span.holds(at) or block.span.holds(at)):
            return block.annotation.span.start
        if block.span.holds(at):
            return block.span.start
    return next((comment.span.start for comment in page.comments if comment.span.holds(at)), at)


def _blocks(page: Page) -> tuple[Sequence[str], int]:
    """What blocks a page has, directives left out, and how many of its directives stand in a wrong place."""
    layout = Layout(page, read_directives(page)[0])
    return [kind for kind in layout.kinds if kind != "directive"], sum(1 for _ in misplaced(layout))


def _is_hidden(page: Page, at: int, rule: str, names: Mapping[str, str]) -> bool:
    scopes = read_scopes(page, read_directives(page)[0], names)
    return any(scope.rule in (rule, ALL) and scope.region.holds(at) for scope in scopes.found)
