"""What stands between the scopes of a list: commas, and nothing named twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from doclint.api import Edit, Finding, Fix, Severity, Slice, Span

from ._scopes import Scopes

_MARKS = re.compile(r"[*`\\]|\(?\[[^\[\]]*\]#*\)?")
_WORDS = re.compile(r"\b(?:and|or|plus)\b|<")


def listing_faults(scopes: Scopes) -> Iterator[Finding]:
    """Wrong separators and repeated scopes, in cells that hold nothing but a list."""
    if scopes.is_list and scopes.names:
        for before, after in pairwise(scopes.names):
            gap = scopes.masked(before.span.end, after.span.start)
            if gap.text != ", ":
                yield from _separator(gap, before, after)
        yield from _trailing(scopes)
        yield from _repeated(scopes)


def _separator(gap: Slice, before: Slice, after: Slice) -> Iterator[Finding]:
    bare = _MARKS.sub("", gap.text).strip()
    if not bare:
        at = gap.span.start + len(gap.text.rstrip())
        problem, edit = "no comma", Edit(Span(at, at), ",")
    elif bare == "." or (len(bare) > 1 and not bare.strip(" ,.")):
        marks = gap.part(gap.text.find(bare[0]), gap.text.rfind(bare[-1]) + 1)
        problem, edit = f'"{bare}" instead of a comma', Edit(marks.span, ",")
    else:
        return
    yield Finding(
        Span(before.span.start, after.span.end),
        f"There is {problem} between {before.text} and {after.text}",
        "Separate permissions by commas",
        Fix("Write a comma", (edit,)),
        severity=Severity.WARNING,
    )


def _trailing(scopes: Scopes) -> Iterator[Finding]:
    tail = scopes.masked(scopes.names[-1].span.end, scopes.cell.span.end)
    bare = _MARKS.sub("", tail.text).strip()
    if bare in (",", ".", ";", ",."):
        marks = tail.part(tail.text.find(bare[0]), tail.text.rfind(bare[-1]) + 1)
        yield Finding(
            marks.span,
            f'The list of permissions ends with "{bare}"',
            "End the list with its last permission",
            Fix(f'Remove "{bare}"', (Edit(marks.span, ""),)),
            severity=Severity.WARNING,
        )


def _repeated(scopes: Scopes) -> Iterator[Finding]:
    """A scope named twice as an alternative; "A and B, A and C" and lists by resource are fine."""
    if len({name.text for name in scopes.names}) == len(scopes.names) or _WORDS.search(scopes.text):
        return
    seen: set[str] = set()
    for before, name in pairwise((None, *scopes.names)):
        if name and before and name.text in seen:
            yield Finding(
                name.span,
                f'The permission "{name.text}" is named twice',
                "Name each permission once",
                Fix(f'Remove the second "{name.text}"', (Edit(Span(before.span.end, name.span.end), ""),), safe=False),
                severity=Severity.WARNING,
            )
        if name:
            seen.add(name.text)
