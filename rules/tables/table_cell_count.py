r"""A table row with another number of cells than the header, or a row that belongs to no table.

What stands beyond the last column is not shown, and a missing cell moves the next value into the wrong column. The
usual causes are a pipe inside a cell (write `\|`), a line break inside a cell, text right below a table without a
blank line, and a row of dashes with another number of cells, which leaves no table at all. A pipe inside back-ticks
divides cells on GitHub but not on the documentation site, so it is better escaped, too.

A row with one short cell groups the rows below it and is fine. Fixes guess what is meant, so they are not safe, but for
empty cells beyond the last column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from doclint.api import Edit, Example, Finding, Fix, Page, Row, Severity, Slice, Span, Table, Workspace, rule

_PIPE = re.compile(r"(?<!\\)\|")
_LONGEST_DIVIDER = 60
_TEXT_COLUMNS = ("description", "value", "details", "remarks", "notes")
_HELP = "Give the header, the row of dashes and each row the same number of cells"
_HEADER = "|Property|Type|Description|\n|:---|:---|:---|\n"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(f"{_HEADER}|**Optics**|\n|filter|String|Either `red\\|blue` or clear \\| none.|\n|Mechanics|\n"),
        Example("Property | Type\n:---|---\nid | String\n"),
    ),
    invalid=(
        Example(
            f"{_HEADER}|name|String|File name (*.fits | ⟦*.png).⟧|\n",
            fixed=f"{_HEADER}|name|String|File name (*.fits \\| *.png).|\n",
        ),
        Example(
            f"{_HEADER}|id|String|The identifier.\n⟦Read-only.|⟧\n⟦|name|String|⟧\n".replace("\n", "\r\n"),
            fixed=f"{_HEADER}|id|String|The identifier. Read-only.|\n|name|String|\n".replace("\n", "\r\n"),
        ),
        Example("|Property|Type|Description|\n⟦|:---|:---|⟧\n|id|String|The identifier.|\n"),
    ),
)
def table_cell_count(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for problem in page.problems:
        if problem.kind in ("table-delimiter", "row-outside-table"):
            yield Finding(problem.span, problem.message, _HELP)
    for table in page.tables:
        width = len(table.header.cells)
        is_even = all(len(row.cells) == width for row in table.rows)
        counts = {width} if is_even else {len(row.cells) for row in table.rows if not _groups(page, row)}
        if len(table.rows) > 1 and len(counts) == 1 and width not in counts:
            message = f"The header has {width} cells, but the rows have {counts.pop()}"
            yield Finding(table.header.span, message, _HELP)
        else:
            yield from _rows(page, table, width)


def _rows(page: Page, table: Table, width: int) -> Iterator[Finding]:
    for above, row in pairwise((table.delimiter, *table.rows)):
        if len(row.cells) > width:
            yield _too_many(page, table, row, width)
        elif len(row.cells) < width and not _groups(page, row):
            yield _too_few(page, table, above, row)
        for cell in row.cells:
            if "|" in cell.text and _PIPE.search(cell.text):
                yield _in_code(cell)


def _groups(page: Page, row: Row) -> bool:
    """Whether a row is a heading for the rows below it."""
    text = row.cell(0).text
    short = len(row.cells) == 1 and 0 < len(text) <= _LONGEST_DIVIDER and text[-1] not in ".,;:"
    return (row.is_divider or short) and page.text.startswith("|", row.span.start)


def _too_few(page: Page, table: Table, above: Row, row: Row) -> Finding:
    between = Span(above.span.end, row.span.start)
    if len(row.cells) > 1 or page.text.startswith("|", row.span.start):
        message = f"This row has {_cells(row)}, the header {len(table.header.cells)}"
        return Finding(row.span, message, _HELP)
    if above is not table.delimiter and not page.text.endswith("|", above.span.start, above.span.end):
        fix = Fix("Join it with the row above", (Edit(between, " "),), safe=False)
        message = "A line break cuts this off from the row above"
        return Finding(row.span, message, "Keep a row on one line, and write <br> for a line break", fix)
    newline = page.text[between.start : between.end]
    blank_line = Fix("Insert a blank line", (Edit(between, newline * 2),), safe=False) if not newline.strip() else None
    message = "This text is read as a row of the table above it"
    return Finding(row.span, message, "Leave a blank line between a table and the text below it", blank_line)


def _too_many(page: Page, table: Table, row: Row, width: int) -> Finding:
    excess = row.cells[width:]
    message = f"This row has {_cells(row)}, the header {width}"
    if not any(cell.text for cell in excess):
        place = Span(row.cells[width - 1].span.end, row.span.end)
        fix = Fix("Remove the empty cells", (Edit(Span(excess[0].span.start, row.span.end), ""),))
        return Finding(place, message, _HELP, fix, severity=Severity.WARNING)
    edits = (len(excess) == 1 and _without_one(row)) or _escaped(page, table, row.cells[width - 1 :])
    fixed = Fix("Make it one cell less", edits, safe=False) if edits else None
    help_text = "Write \\| for a pipe inside a cell; what stands beyond the last column is not shown"
    return Finding(Span(excess[0].span.start, excess[-1].span.end), message, help_text, fixed)


def _without_one(row: Row) -> tuple[Edit, ...]:
    """Take out the cell that is too many: the mark of a diff, else the one that is empty or says a thing twice."""
    if row.cells[0].text == "+":
        return (Edit(row.cells[0].span, ""),)
    needless = [number for number, cell in enumerate(row.cells) if not cell.text and number]
    needless = needless or [n for n, (one, two) in enumerate(pairwise(row.cells), 1) if one.text == two.text]
    if len(needless) != 1:
        return ()
    return (Edit(Span(row.cells[needless[0] - 1].span.end, row.cells[needless[0]].span.end), ""),)


def _escaped(page: Page, table: Table, cells: tuple[Slice, ...]) -> tuple[Edit, ...]:
    """Escape the pipes that divide what is one text, in the last column."""
    if table.header.cells[-1].text.lower() not in _TEXT_COLUMNS or not all(cell.text for cell in cells):
        return ()
    gaps = [(before.span.end, after.span.start) for before, after in pairwise(cells)]
    pipes = [page.text.index("|", *gap) for gap in gaps]
    return tuple(Edit(Span(pipe, pipe), "\\") for pipe in pipes)


def _in_code(cell: Slice) -> Finding:
    pipes = [cell.group(match).span for match in _PIPE.finditer(cell.text)]
    return Finding(
        pipes[0],
        "On GitHub, this pipe ends the cell, in spite of the back-ticks round it",
        "Write \\| for a pipe inside a cell",
        Fix("Escape it", tuple(Edit(Span(pipe.start, pipe.start), "\\") for pipe in pipes), safe=False),
        severity=Severity.WARNING,
    )


def _cells(row: Row) -> str:
    return f"{len(row.cells)} cells" if len(row.cells) > 1 else "1 cell"
