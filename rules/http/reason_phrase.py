"""A reason phrase that does not belong to its status code.

Each status code has one name: 201 is `Created`, 204 is `No Content`. Another phrase, or another code's, makes a
reader wonder which of the two is meant; `204, No Content` is how no server answers.

Another letter case, or a comma between code and phrase in prose, is mild: nobody takes it for something else.

Status lines of examples and the codes that the Response section states are looked at. Prose may leave the phrase out;
names that older editions of HTTP gave a code (302 `Moved Temporarily`, 413 `Payload Too Large`) are accepted.

The fix writes the phrase of the code. It is safe unless the phrase is that of another code, since then the code may
be what is wrong.

Authority: RFC 9110, 15.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Message, Page, Severity, Span, StatedStatus, Workspace, rule

from ._blocks import PHRASES

_OLD = {
    302: ("Moved Temporarily",),
    413: ("Payload Too Large", "Request Entity Too Large"),
    414: ("Request-URI Too Long",),
    416: ("Requested Range Not Satisfiable",),
    422: ("Unprocessable Entity",),
}
_NOT_LETTER = re.compile(r"[^a-z]+")
_LOOSE = frozenset({"success", "successful", "redirect", "error"})
"""What people write in prose for a phrase, beside the phrases of other codes."""


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("## Response\n\nReturns `204 No Content`, or `409` when the dome is locked.\n"),
        Example("```http\nHTTP/1.1 302 Moved temporarily\nLocation: https://contoso.com/7\n```\n"),
    ),
    invalid=(
        Example(
            "## Response\n\nIf successful, this method returns `⟦204, No Content⟧`.\n\n"
            "```http\nHTTP/1.1 204 ⟦No content⟧\n```\n",
            fixed="## Response\n\nIf successful, this method returns `204 No Content`.\n\n"
            "```http\nHTTP/1.1 204 No Content\n```\n",
        ),
        Example("```http\nHTTP/1.1 201 ⟦Accepted⟧\n```\n", fixed="```http\nHTTP/1.1 201 Created\n```\n"),
        Example("```http\nHTTP/1.1 ⟦200⟧\n```\n", fixed="```http\nHTTP/1.1 200 OK\n```\n"),
    ),
)
def reason_phrase(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for stated in page.stated_statuses:
        yield from _judge_prose(stated)
    for block in page.code_blocks:
        for message in block.messages:
            if message.code in PHRASES:
                yield from _judge_line(message, message.code)


def _judge_prose(stated: StatedStatus) -> Iterator[Finding]:
    phrase = PHRASES.get(stated.code)
    if phrase is None or not stated.reason:
        return
    if not _accepted(stated.code, stated.reason):
        if _key(stated.reason) in _LOOSE or _code_of(stated.reason):
            yield _wrong(stated.code, stated.reason, stated.text.span, f"{stated.code} {phrase}")
    elif "," in stated.text.text:
        message = f"A comma stands between code and phrase in `{stated.text.text}`"
        fix = Fix(f"Write {stated.code} {phrase}", (Edit(stated.text.span, f"{stated.code} {phrase}"),))
        help_text = "Write code and phrase as they stand in a status line"
        yield Finding(stated.text.span, message, help_text, fix, severity=Severity.INFO)


def _judge_line(message: Message, code: int) -> Iterator[Finding]:
    phrase = PHRASES[code]
    if not message.reason and not message.version.text.startswith(("HTTP/2", "HTTP/3")):  # these have no phrases
        end = message.status.span.end
        fix = Fix(f"Add {phrase}", (Edit(Span(end, end), f" {phrase}"),))
        help_text = f"Write {code} {phrase}"
        yield Finding(message.status.span, f"The status line lacks the reason phrase of {code}", help_text, fix)
    elif message.reason and not _accepted(code, message.reason.text):
        yield _wrong(code, message.reason.text, message.reason.span, phrase)


def _wrong(code: int, reason: str, span: Span, text: str) -> Finding:
    phrase = PHRASES[code]
    fix = Fix(f"Write {text}", (Edit(span, text),), safe=_code_of(reason) in (None, code))
    same = reason.lower() == phrase.lower()
    what = "is the reason phrase in another letter case" if same else f"is not the reason phrase of {code}"
    severity = Severity.INFO if same else None
    return Finding(span, f"`{reason}` {what}", f"The phrase of {code} is {phrase}", fix, severity=severity)


def _accepted(code: int, reason: str) -> bool:
    old = {name.lower() for name in _OLD.get(code, ())}
    return reason == PHRASES[code] or reason.lower() in old


def _code_of(reason: str) -> int | None:
    """The code whose phrase this is but for blanks and letter case."""
    return _CODES.get(_key(reason))


def _key(phrase: str) -> str:
    return _NOT_LETTER.sub("", phrase.lower())


_CODES = {_key(phrase): code for code, phrase in PHRASES.items()}
