"""The values that a description enumerates, as in "The possible values are: `open`, `closed`."."""

from __future__ import annotations

import re
from functools import lru_cache

from doclint.text import Slice, Span, slice_at

_LEAD = re.compile(
    r"\b(?:possible|allowed|valid|supported|accepted|permitted)\s(?:enum\s|member\s)?values?(?:\sin\sthe\scollection)?"
    r"(?:\s(?:is|are|for\s[^:.]{1,60}(?:is|are)|include|includes))?\s?[:;\-]?\s?",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"(?:\A|[.>]\s{0,2}|\b(?:be|is)\s)one\sof\s(?:the\s)?(?:following\s?)?(?:values\s?)?:?\s?", re.IGNORECASE
)
_FORBIDS = re.compile(r"\b(?:cannot|can't|must\snot|may\snot)\b", re.IGNORECASE)
_SEPARATOR = r"(?:\s{0,3}(?:,|;|\||/|<br\s?/?>)\s{0,3}(?:and\s|or\s|&\s)?|\s{1,3}(?:and|or)\s{1,3}|\s{1,3})"
_QUOTED = re.compile(
    r"""(?P<mark>`{1,2}|\*\*|['"\u2018\u201c])(?P<value>[^`*'"\u2019\u201d|]{1,80}?)(?:(?P=mark)|[\u2019\u201d])"""
)
_REMARK = re.compile(r"\s{0,2}\([^()]{0,80}\)")
_BARE = re.compile(r"(?P<value>[A-Za-z_][\w-]{0,60})(?=\s{0,2}(?:[,.;|]|and\b|or\b|$))")
_ITEM = re.compile(r"<li>\s{0,3}[`*'\"]{0,2}(?P<value>[A-Za-z_][\w-]{0,60})", re.IGNORECASE)
_BETWEEN = re.compile(_SEPARATOR, re.IGNORECASE)
_MEMBER = re.compile(r"[A-Za-z_][\w.\- ]*\Z")
_FEWEST = 2
"""One value alone is as likely an example or a default as an enumeration."""
_NEAR = 20  # characters
_REMEMBERED = 5_000
"""Descriptions whose values are remembered: two of three recur, on other pages or for other rules."""


def read_possible_values(description: Slice) -> tuple[Slice, ...]:
    """The enumerated values, without their marks, in order; none where the text lists no names, such as a range."""
    text = description.text
    if "alue" not in text and "ne of" not in text:
        return ()
    return tuple([description.part(*span) for span in _values_in(text)])


@lru_cache(_REMEMBERED)
def _values_in(text: str) -> tuple[Span, ...]:
    """Where the values stand in a text."""
    description = slice_at(0, text)
    leads = [lead.end() for lead in _LEAD.finditer(text)]
    lists = [_listed(description, at, _QUOTED) or _listed(description, at, _BARE) for at in leads]
    lists += [_items(description, at) for at in leads[-1:]]
    lists += [
        _listed(description, lead.end(), _QUOTED)
        for lead in _ONE_OF.finditer(text)
        if not _FORBIDS.search(text, text.rfind(".", 0, lead.end()) + 1, lead.end())
    ]
    found: dict[str, Slice] = {}
    for values in lists:
        named = [value for value in values if value.text != "null"]
        if len(named) >= _FEWEST and all(_MEMBER.match(value.text) for value in named):
            found |= {value.text: value for value in reversed(named) if value.text not in found}
    return tuple(sorted(value.span for value in found.values()))


def _items(description: Slice, at: int) -> list[Slice]:
    """The first words of the items of an HTML list that follows."""
    if not description.text[at : at + _NEAR].lower().lstrip(" :").startswith(("<li>", "<ul>", "<br")):
        return []
    end = description.text.find("</ul>", at)
    items = _ITEM.finditer(description.text, at, end if end >= 0 else len(description.text))
    return [description.group(item, "value") for item in items]


def _listed(description: Slice, at: int, value: re.Pattern[str]) -> list[Slice]:
    found: list[Slice] = []
    text = description.text
    while match := value.match(text, at):
        found.append(description.group(match, "value").strip())
        at = match.end()
        if remark := _REMARK.match(text, at):
            at = remark.end()
        separator = _BETWEEN.match(text, at)
        if not separator:
            break
        at = separator.end()
    return found
