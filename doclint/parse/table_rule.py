"""The block rule by which markdown-it finds pipe tables, without a token for each cell.

Same tables, same lines as markdown-it's own rule (a test compares them), but cells are found in the source text anyway,
and their tokens would be two fifths of all tokens of a reference page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

_UNESCAPED = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"[ \t]*:?-+:?[ \t]*\Z")
_SIGNS = frozenset("|-: \t")
_FEWEST_LINES = 2


def pipe_table(state: StateBlock, first: int, end: int, silent: bool) -> bool:  # noqa: FBT001, markdown-it's signature
    """A rule for the block parser of markdown-it: whether a table begins at line ``first``."""
    if state.src.find("|", state.bMarks[first], state.eMarks[first]) < 0 or first + _FEWEST_LINES > end:
        return False
    if state.sCount[first + 1] < state.blkIndent or state.is_code_block(first) or state.is_code_block(first + 1):
        return False
    columns = _columns(_line(state, first + 1))
    if not columns or _cell_count(_line(state, first).strip()) != columns:
        return False
    if not silent:
        last = _last_line(state, first + _FEWEST_LINES, end)
        token = state.push("table_open", "table", 1)
        token.map = [first, last]
        state.push("table_close", "table", -1)
        state.line = last
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _columns(delimiter: str) -> int:
    """How many columns a row of dashes makes; 0 when it is none."""
    too_short = len(delimiter) < 2  # noqa: PLR2004, a lone "-" begins a list or underlines a heading
    if (
        too_short
        or delimiter[0] not in _SIGNS
        or not _SIGNS.issuperset(delimiter)
        or delimiter.startswith(("- ", "-\t"))
    ):
        return 0
    return _count(delimiter)


@lru_cache(200)  # most tables are ruled like others
def _count(delimiter: str) -> int:
    """The columns of a row of nothing but signs."""
    cells = delimiter.split("|")
    inner = [cell for number, cell in enumerate(cells) if cell.strip() or 0 < number < len(cells) - 1]
    return len(inner) if all(_DASHES.match(cell) for cell in inner) else 0


def _cell_count(row: str) -> int:
    """How many cells a row has; a first and a last one that are empty stand outside the outer pipes."""
    cells = _UNESCAPED.split(row)
    return len(cells) - (not cells[0]) - (not cells[-1])


def _last_line(state: StateBlock, line: int, end: int) -> int:
    """The line after the table: it ends at a blank line, or where another block begins."""
    parent, state.parentType = state.parentType, "table"
    enders = state.md.block.ruler.getRules("blockquote")
    while line < end and state.sCount[line] >= state.blkIndent and not state.is_code_block(line):
        row = _line(state, line)
        if row[:1] != "|":  # with which nothing else begins
            ended = any(ender(state, line, end, True) for ender in enders)  # noqa: FBT003
            if ended or not row.strip():
                break
        line += 1
    state.parentType = parent
    return line
