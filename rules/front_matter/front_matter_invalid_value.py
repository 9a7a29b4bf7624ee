"""A value of the front matter is none of those that the site knows.

`doc_type` chooses the layout of the page, the localization priority decides who translates it and when, the product
files it, and the author is a GitHub login that is told about defects. A value outside the known ones is passed over
without a word.

Values are compared in any letter case where the site does; a product with capital letters is a warning. What is empty
or still a placeholder belongs to front-matter-empty-value and todo-placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from doclint.api import Example, Finding, Page, PageKind, Severity, Workspace, rule

_LOGIN = re.compile(r"(?!.{40})[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*-?(?:_[A-Za-z0-9]+)?\Z")
_KEBAB = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LOWER = "Write it in lower case, with hyphens between the words"
_PLACEHOLDER = re.compile(r"\b(?:TODO|TBD|FIXME)\b")


@dataclass(frozen=True)
class Options:
    """The values that are known: of ``doc_type``, and of the localization priority (in any letter case)."""

    doc_types: tuple[str, ...] = ("apiPageType", "resourcePageType", "conceptualPageType", "enumPageType")
    priorities: tuple[str, ...] = ("high", "medium", "low", "normal", "priority", "none")


@rule(
    severity=Severity.ERROR,
    options=Options,
    valid=(
        Example("---\ndoc_type: apiPageType\nlocalization_priority: Normal\n---\n"),
        Example("---\nms.prod: optics-2\nauthor: star-gazer\n---\n"),
        Example("---\nms.prod: ''\nauthor: '**TODO: Provide name**'\n---\n"),
    ),
    invalid=(
        Example("---\ndoc_type: ⟦resourcePageType_⟧\n---\n"),
        Example('---\nms.localizationpriority: "⟦urgent⟧"\nms.prod: ⟦Big optics⟧\nauthor: ⟦gazer, stella⟧\n---\n'),
    ),
)
def front_matter_invalid_value(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    if page.front_matter is None or page.kind is PageKind.INCLUDE:
        return
    for entry in page.front_matter.entries:
        text = "" if entry.value is None else str(entry.value).strip()
        advice = _advice(entry.key.text, text, options)
        if advice and text and not _PLACEHOLDER.search(text):
            severity = Severity.WARNING if advice == _LOWER and _KEBAB.match(text.lower()) else None
            message = f'The value "{text}" of {entry.key.text} is not valid'
            yield Finding(entry.inner.span, message, advice, severity=severity)


def _advice(key: str, text: str, options: Options) -> str:
    """What to do about a value; empty when it is right, or the key is none of those with known values."""
    match key:
        case "doc_type" if text not in options.doc_types:
            return _choice(text, options.doc_types)
        case "localization_priority" | "ms.localizationpriority" if text.lower() not in options.priorities:
            return _choice(text, options.priorities)
        case "ms.prod" | "ms.subservice" if not _KEBAB.match(text):
            return _LOWER
        case "author" if not _LOGIN.match(text):
            return "Give one GitHub login"
    return ""


def _choice(text: str, known: tuple[str, ...]) -> str:
    lower = {value.lower(): value for value in known}
    close = get_close_matches(text.lower(), lower, n=1)
    return f"Write {lower[close[0]]}" if close else f"Choose one of {', '.join(known)}"
