"""A placeholder was published in place of text.

Generated stubs and drafts hold `**TODO: Add Description**`, `TBD` or `Not yet documented` where somebody has to
write something, and a generator that fails leaves words such as `** Entity URI for ... not found`. Readers see them
as they stand.

The phrases are an option. Each is found as written, letter case included, wherever it is not part of a longer word,
path or name: `/me/todo/lists`, `todoTask` and "to-do" are no placeholders, nor is a phrase quoted as code. In an HTML
comment, which readers do not see, it is a remark only. A description in the front matter that is nothing but a stock
phrase is the matter of front-matter-description-placeholder.

Where a table cell describes its row all the same, by values, or by the type that the property is inherited from, the
fix takes the placeholder away. Something may still be to be written, so the fix is not safe. Where just "Optional."
would be left, only a person can help.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Slice, Span, TextKind, Workspace, rule

from ._places import OF_PAGE, Place, place_of

_REACH = 300
_QUOTED = 60
_REST = re.compile(r'[^"\r\n]*')
_BLANKS = re.compile(r"[.\s]*")
_NO_DESCRIPTION = re.compile(
    r"(?:[-\s.,;:()*`]|\b(?:optional|required|read|write|only|once|not|nullable|key|and|or)\b)*", re.IGNORECASE
)
"""What may stand behind a description, and says nothing by itself."""


@dataclass(frozen=True)
class Options:
    """``phrases``: what is a placeholder wherever it stands, written just so."""

    phrases: tuple[str, ...] = (
        "TODO",
        "TBD",
        "FIXME",
        "Add Description",
        "Provide applicable permissions",
        "Not yet documented",
        "Unknown Primitive Type",
        "** Unknown Type",
        "** Entity URI",
        "** Collection URI",
    )


@rule(
    severity=Severity.ERROR,
    options=Options,
    valid=(
        Example("Call `/me/todo/lists` for all to-do lists, or see [todoTask](/TODO-list.md) and `TODO`.\n"),
        Example("|Name|Type|Description|\n|:-|:-|:-|\n|kind|kind|Unknown type.|\n"),
    ),
    invalid=(
        Example('---\nauthor: "⟦**TODO: Provide Github Name. See [x](https://x.example)**⟧"\n---\n'),
        Example("|Permission type|Permissions|\n|:-|:-|\n|Application|⟦**TODO: Provide applicable permissions.**⟧|\n"),
        Example(
            "|Property|Type|Description|\n|:-|:-|:-|\n|iris|String|⟦**TODO: Add Description**⟧. From lens.|\n",
            fixed="|Property|Type|Description|\n|:-|:-|:-|\n|iris|String|From lens.|\n",
        ),
    ),
)
def todo_placeholder(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    phrases = [phrase for phrase in options.phrases if phrase and phrase in page.text]
    if not phrases:
        return
    done = 0
    for match in re.finditer("|".join(map(_as_word, phrases)), page.text):
        if match.start() < done or page.text_kind(match.start()) is TextKind.CODE_SPAN:
            continue
        place = place_of(page, match.start())
        found = _extent(page, place.limits, Span(*match.span()))
        done = found.span.end
        if not (place.belongs == OF_PAGE and not match[0].isupper()):
            yield _finding(page, found, place)


def _as_word(phrase: str) -> str:
    before = r"(?<![\w/.#@-])" if phrase[0].isalnum() else ""
    return before + re.escape(phrase) + (r"(?!\w)" if phrase[-1].isalnum() else "")


def _extent(page: Page, limits: Span, phrase: Span) -> Slice:
    """The placeholder: all that is in bold with it, or what follows a colon, else the phrase."""
    first, last = max(limits.start, phrase.start - _REACH), min(limits.end, phrase.end + _REACH)
    text, (start, end) = page.text, phrase
    opening, closing = text.rfind("**", first, start), text.find("**", end, last)
    if opening >= 0 <= closing and "*" not in text[opening + 2 : start] + text[end:closing]:
        return page.source.slice(Span(opening, closing + 2))
    if text.startswith(":", end) or text.startswith("**", start):
        rest = _REST.match(text, end, last)
        end = rest.end() if rest else end
    return page.source.slice(Span(start, end)).strip()


def _finding(page: Page, found: Slice, place: Place) -> Finding:
    words = " ".join(found.text.strip("* ").split())
    quoted = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()}..."
    if not place.belongs:
        message = f'The placeholder "{quoted}" is left in a comment'
        return Finding(found.span, message, "Do what it says and delete it", severity=Severity.INFO)
    return Finding(
        found.span,
        f'The placeholder "{quoted}" stands where {place.belongs} belongs',
        f"Write {place.belongs}",
        _removal(page.text, found.span, place.limits) if place.is_cell else None,
    )


def _removal(text: str, found: Span, cell: Span) -> Fix | None:
    """Take the placeholder out of a cell that says something else, too."""
    start, end = found
    if start > cell.start:
        while text[start - 1] in " \t":
            start -= 1
    elif blanks := _BLANKS.match(text, end, cell.end):
        end = blanks.end()
    if _NO_DESCRIPTION.fullmatch(text[cell.start : start] + text[end : cell.end]):
        return None
    return Fix("Remove the placeholder", (Edit(Span(start, end), ""),), safe=False)
