"""Apply fixes to text."""

from __future__ import annotations

from collections.abc import Iterable

from doclint.rule import Edit, Fix
from doclint.text import Span


def apply_fixes(text: str, fixes: Iterable[Fix]) -> str:
    """Apply each fix whole, in the order of their places; one that overlaps a fix already taken is left out."""
    taken: list[Edit] = []
    for fix in sorted(fixes, key=lambda fix: min(edit.span for edit in fix.edits)):
        if not any(_clash(edit.span, other.span) for edit in fix.edits for other in taken):
            taken += fix.edits
    for edit in sorted(taken, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def _clash(one: Span, two: Span) -> bool:
    """Whether two edits touch the same text. Two insertions at one place clash: their order would be a guess."""
    return one.overlaps(two) or one == two
