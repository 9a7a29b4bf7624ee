"""What fixes change, as a unified diff."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from click import style

from doclint.alignment import Change, Kept, changed_lines, lines_of
from doclint.fix import Fixed
from doclint.reports import Context
from doclint.text import Source, Span
from doclint.writing import BOM

_COLORS = {"+": "green", "-": "red", "@": "cyan"}
_AROUND = 3
"""Lines that are shown before and behind what is changed."""
_NO_END = "\n\\ No newline at end of file\n"


def write_diff(fixed: Fixed, after: Callable[[str], Source], stream: TextIO, context: Context) -> None:
    """Write what makes the pages as they were into the pages as they are, in the form that ``git apply`` takes."""
    for path in sorted(fixed.before):
        name = context.shown(path)
        mark = BOM if fixed.before[path].bom else ""
        old, new = mark + fixed.before[path].text, mark + after(path).text
        kept = (
            Kept(0, 0, len(mark)),
            *(Kept(at + len(mark), to + len(mark), size) for at, to, size in fixed.kept[path]),
        )
        hunks = _hunks(old, new, changed_lines(old, new, kept))
        for line in (f"--- {_named('a', name)}", f"+++ {_named('b', name)}", *hunks):
            shown = line if line.endswith("\n") else line + _NO_END
            stream.write(style(shown, fg=_COLORS.get(line[0])) if context.color else shown)


def _named(side: str, name: str) -> str:
    """A name as git writes it: in quotes where it must be, and with a tab where it would seem to end at a blank."""
    path = f"{side}/{name}"
    quoted = json.dumps(path, ensure_ascii=False)
    return f"{quoted}\n" if quoted != f'"{path}"' else f"{path}\t\n" if " " in path else f"{path}\n"


def _hunks(old: str, new: str, changes: Iterable[Change]) -> Iterator[str]:
    """The lines of all hunks. The last line of a page, which may have no end, has none here."""
    at, line, added = 0, 1, 0
    for group in _groups(old, changes):
        start = _before(old, group[0].before.start)
        line, at = line + old.count("\n", at, start), start
        hunk = list(_hunk(old, new, group, start))
        gone, come = (sum(not shown.startswith(sign) for shown in hunk) for sign in "+-")
        yield f"@@ -{_range(line, gone)} +{_range(line + added, come)} @@\n"
        yield from hunk
        added += come - gone


def _groups(text: str, changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Changes between which too few lines stand to leave any of them out."""
    group: list[Change] = []
    for change in changes:
        if group and text.count("\n", group[-1].before.end, change.before.start) > 2 * _AROUND:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _hunk(old: str, new: str, group: Iterable[Change], at: int) -> Iterator[str]:
    for gone, come in group:
        yield from _signed(" ", old, Span(at, gone.start))
        yield from _signed("-", old, gone)
        yield from _signed("+", new, come)
        at = gone.end
    yield from _signed(" ", old, Span(at, _behind(old, at)))


def _signed(sign: str, text: str, span: Span) -> Iterator[str]:
    return (sign + line for line in lines_of(text[span.start : span.end]))


def _before(text: str, at: int) -> int:
    for _ in range(_AROUND):
        at = text.rfind("\n", 0, max(0, at - 1)) + 1
    return at


def _behind(text: str, at: int) -> int:
    for _ in range(_AROUND):
        at = text.find("\n", at) + 1 or len(text)
    return at


def _range(line: int, count: int) -> str:
    """Lines as a unified diff has them: of none, the line before."""
    return str(line) if count == 1 else f"{line if count else line - 1},{count}"
