"""A JSON body whose message does not say that it is JSON.

Without a Content-Type a server must guess what a body is, and clients built from the example send none; another type
than the body's, or a value that is no media type at all, makes requests fail.

Only bodies that are JSON beyond doubt are looked at. Parameters (`application/json; charset=utf-8`) and more specific
types (`application/problem+json`) are accepted, and so is a body of an upload that happens to be text.

The fix adds the header or mends its value, which is safe. It is not where the header names another type, since then
the body may be what is wrong.

Authority: RFC 9110, 8.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import NEWLINE, Edit, Example, Finding, Fix, Header, Message, Page, Severity, Span, Workspace, rule

from ._blocks import line_at

_JSON_TYPE = "application/json"
_OBJECT = re.compile(r"(?:\{\s*\"[^\"\r\n]*\"\s*:|\[\s*\{\s*\"|\{\s*\}\Z)")
_MEDIA_TYPE = re.compile(r"[\w.+*-]+/[\w.+*-]+\s*(?:;.*)?", re.ASCII)
_NOT_JSON = ("text/", "image/")
_TAKE_BODY = frozenset({"POST", "PATCH", "PUT"})
_BODILESS_CODES = frozenset({204, 304})
_POST = "```http\nPOST https://graph.microsoft.com/beta/domes\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f'{_POST}Content-type: Application/JSON; charset=utf-8\n\n{{ "name": "East" }}\n```\n'),
        Example("```http\nHTTP/1.1 200 OK\n\n<TheFile>\n```\n"),
    ),
    invalid=(
        Example(
            '```http\n⟦POST https://graph.microsoft.com/beta/domes⟧\n\n{ "name": "East" }\n```\n',
            fixed=f'{_POST}Content-Type: application/json\n\n{{ "name": "East" }}\n```\n',
        ),
        Example(
            f'{_POST}Content-Type: ⟦text/plain⟧\n\n{{ "name": "East" }}\n```\n',
            fixed=f'{_POST}Content-Type: application/json\n\n{{ "name": "East" }}\n```\n',
        ),
        Example(
            '```http\nHTTP/1.1 200 OK\nContent-Type: ⟦"application/json"⟧\n\n{ "name": "East" }\n```\n',
            fixed='```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "name": "East" }\n```\n',
        ),
    ),
)
def content_type(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.code_blocks:
        for message in block.messages:
            header = message.header("content-type")
            if header and not _MEDIA_TYPE.fullmatch(header.value.text):
                yield _malformed(header)
            elif _takes_body(message) and not message.problems and _OBJECT.match(message.body.text):
                yield from _judge(page, message, header)


def _takes_body(message: Message) -> bool:
    if message.is_response:
        return message.code is not None and message.code not in _BODILESS_CODES
    return message.method.text in _TAKE_BODY


def _judge(page: Page, message: Message, header: Header | None) -> Iterator[Finding]:
    if header is None:
        text = "The body is JSON, but no Content-Type says so"
        fix = _added(page, message)
        yield Finding(message.start_line.span, text, f"Add the header Content-Type: {_JSON_TYPE}", fix)
    elif message.media_type.startswith(_NOT_JSON):
        text = f"The body is JSON, but the Content-Type says `{header.value.text}`"
        yield Finding(header.value.span, text, f"Write {_JSON_TYPE}", _replaced(header, safe=False))


def _malformed(header: Header) -> Finding:
    near = re.sub(r"[^a-z]", "", header.value.text.lower()).startswith("applicationjson")
    fix = _replaced(header, safe=True) if near else None
    span = header.value.span if header.value else header.span
    return Finding(span, f"`{header.value.text}` is no media type", "Write a media type, such as application/json", fix)


def _replaced(header: Header, *, safe: bool) -> Fix:
    return Fix(f"Write {_JSON_TYPE}", (Edit(header.value.span, _JSON_TYPE),), safe)


def _added(page: Page, message: Message) -> Fix | None:
    last = message.headers[-1].span if message.headers else message.start_line.span
    line = line_at(page, last.end)
    ending = NEWLINE.search(page.text, line.start, line.end)
    if not ending:
        return None
    indent = page.text[line.start : last.start] if line.start <= last.start else ""
    at = Span(ending.start(), ending.start())
    return Fix("Add the header", (Edit(at, f"{ending[0]}{indent}Content-Type: {_JSON_TYPE}"),))
