"""A text in an example that has not the form of its documented type.

A DateTimeOffset needs a date, a time and an offset (RFC 3339), a Date a day that exists, a Duration the form of ISO
8601, a Guid five groups of hexadecimal digits, Binary base64 (OData JSON Format 4.01, Primitive Value). Readers copy
these forms, and clients parse them. Texts under names that end in `Url` need to be URLs or paths.

Placeholders, filler, and the names of types are tolerated here, and so are the values that the description lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    Documented,
    Example,
    Finding,
    JsonNode,
    Page,
    Related,
    Severity,
    Verdict,
    Workspace,
    fits,
    rule,
    type_word,
)

from ._bodies import shown
from ._documented import documented_members
from ._plausible import is_placeholder, plausible

_FORMS = {
    "Binary": "base64",
    "Date": "a date",
    "DateTimeOffset": "a date and time with an offset",
    "Duration": "an ISO 8601 duration",
    "Guid": "a GUID",
    "Stream": "base64",
    "TimeOfDay": "a time of day",
}
_URL_NAME = re.compile(r"(?:\A|[a-z])[uU]rl\Z")
_URL = re.compile(r"[A-Za-z][\w+.-]*:.+|.*/.*|[~#?]\S*|(?:[\w-]+\.)+[a-z]{2,}(?:[:?]\S*)?", re.DOTALL)

_PAGE = (
    "## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n|builtDateTime|DateTimeOffset|.|\n"
    "|turn|Duration|.|\n|siteUrl|String|.|\n\n## Example\n```http\nPATCH https://graph.microsoft.com/beta/domes/4\n\n%s\n```\n"
)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(_PAGE % '{ "builtDateTime": "2024-01-15T09:30:00Z", "turn": "PT1H", "siteUrl": "https://a.com" }'),
        Example(_PAGE % '{ "builtDateTime": "{date}", "turn": "turn-value", "siteUrl": null }'),
    ),
    invalid=(
        Example(_PAGE % '{ "builtDateTime": ⟦"2024-02-30T09:30:00Z"⟧, "turn": ⟦"1 hour"⟧ }'),
        Example(_PAGE % '{ "siteUrl": ⟦"the site of the dome"⟧ }'),
    ),
)
def value_format(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for member, doc in documented_members(page, workspace):
        is_url = member.key.endswith("rl") and _URL_NAME.search(member.key)
        if (doc.fact.type in _FORMS or is_url) and doc.fact.alternatives == 1:
            for node in (member.node, *member.node.items):
                if isinstance(node.value, str) and _has_other_form(doc, node) and not _is_tolerated(doc, node.value):
                    yield _finding(member.key, doc, node, node.value)


def _has_other_form(doc: Documented, node: JsonNode) -> bool:
    if doc.fact.type in _FORMS:
        return fits(doc.fact.type, node) is Verdict.WRONG_FORM
    return bool(node.value) and not _URL.fullmatch(str(node.value))


def _is_tolerated(doc: Documented, text: str) -> bool:
    return text in doc.fact.values or type_word(text) is not None or is_placeholder(text)


def _finding(name: str, doc: Documented, node: JsonNode, text: str) -> Finding:
    form = _FORMS.get(doc.fact.type)
    what = f'{shown(name)} should be a URL, but "{shown(text)}" is none'
    if form:
        what = f'{shown(name)} is documented as {doc.fact.type}, but "{shown(text)}" is not {form}'
    value = plausible(name, doc)
    advice = f"Give {form or 'a URL'}{f', such as {value}' if value else ''}"
    return Finding(node.span, what, advice, related=(Related(f"{shown(name)} is documented here", doc.place),))
