"""A word that was written twice in a row.

"the the telescope" is a slip of editing that spell checkers of single words pass over. Words that English doubles
rightly ("that that", "had had") are accepted, and so is everything in code, names with capitals, and figures.

The fix deletes the second word.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Preset, Severity, Span, Workspace, rule

_DOUBLED = re.compile(
    r"(?<![\w$@./\\#&'’-])([a-z]+)(?:[ \t]+|[ \t]*(?:\r\n|\n|\r)[ \t]*)(\1)(?![\w(/\\'’-]|\.\w)", re.IGNORECASE
)
_RIGHTLY = frozenset({"that", "had", "so", "very", "is", "bye", "no", "yes", "ha", "blah"})


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    valid=(
        Example("We know that that lens had had no cover. See `the the`.\n"),
        Example("|the|the|\n|:-|:-|\n|a lens|lens|\n"),
    ),
    invalid=(
        Example("Points the ⟦the⟧ telescope.\n", fixed="Points the telescope.\n"),
        Example("The ⟦the⟧ mount moves to\n⟦to⟧ the west.\n", fixed="The mount moves to the west.\n"),
    ),
)
def doubled_word(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for match in _DOUBLED.finditer(page.prose):
        word, span = match[1].lower(), Span(*match.span())
        if word in _RIGHTLY or not match[2].islower() or not _is_running_text(page, match[0], span):
            continue
        fix = Fix(f'Delete the second "{match[2]}"', (Edit(Span(match.end(1), match.end(2)), ""),))
        yield Finding(Span(*match.span(2)), f'The word "{word}" stands here twice', "Delete one of the two", fix)


def _is_running_text(page: Page, text: str, span: Span) -> bool:
    """Whether nothing was blanked out between the two words, and both stand in one paragraph or row."""
    at = bisect_right(page.blocks.inline, span.start, key=lambda inline: inline.start)
    return page.text.startswith(text, span.start) and at > 0 and page.blocks.inline[at - 1].holds(span)
