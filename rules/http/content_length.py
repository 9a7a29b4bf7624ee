"""A Content-Length that is not the length of the body shown.

The length in an example was copied or guessed, and nobody updates it when the body changes. Clients compute the header
themselves, so it seldom does harm, and examples need none: readers who paste a request as it stands get an error or a
hanging connection.

The length is counted in UTF-8 bytes with either kind of line ending, with or without one at the end, and any of the
four counts is accepted; so is that of the same JSON without blanks, which is what a service sends. Bodies that stand
for something longer (the bytes of a file, a part of an upload) are not counted, nor those that the page shows
elsewhere.

The fix removes the header; it is safe.

Authority: RFC 9110, 8.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    NEWLINE,
    CodeBlock,
    Edit,
    Example,
    Finding,
    Fix,
    Header,
    Message,
    Page,
    Severity,
    Workspace,
    rule,
)

from ._blocks import line_at

_BLANKS = re.compile(r'(?P<text>"(?:[^"\\\r\n]|\\.)*+")|[ \t\r\n]++')
_POST = "```http\nPOST https://graph.microsoft.com/beta/domes\nContent-Type: application/json\n"


@rule(
    severity=Severity.INFO,
    valid=(
        Example(f'{_POST}Content-Length: 23\n\n{{\n  "name": "Étoile"\n}}\n```\n'),
        Example(f'{_POST}Content-length: 27\n\n{{\n  "name": "North dome"\n}}\n```\n'),
        Example("```http\nPUT https://contoso.com/up\nContent-Length: 26\n\n<bytes 0-25 of the file>\n```\n"),
    ),
    invalid=(
        Example(
            f'{_POST}Content-Length: ⟦345⟧\n\n{{\n  "name": "North dome"\n}}\n```\n',
            fixed=f'{_POST}\n{{\n  "name": "North dome"\n}}\n```\n',
        ),
        Example(
            "```http\nPOST https://graph.microsoft.com/beta/domes/7/close\nContent-Length: ⟦90⟧\n```\n",
            fixed="```http\nPOST https://graph.microsoft.com/beta/domes/7/close\n```\n",
        ),
        Example(
            "```http\r\nHTTP/1.1 200 OK\r\nContent-Length: ⟦9⟧\r\n\r\n{\r\n}\r\n```\r\n",
            fixed="```http\r\nHTTP/1.1 200 OK\r\n\r\n{\r\n}\r\n```\r\n",
        ),
    ),
)
def content_length(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.code_blocks:
        for message in block.messages:
            header = message.header("content-length")
            if header and _is_countable(message):
                stated, lengths = header.value.text, _lengths(page, block, message)
                if stated not in map(str, lengths) and stated != str(_compact_length(message)):
                    yield _finding(page, header, lengths[0])


def _is_countable(message: Message) -> bool:
    if any(message.header(name) for name in ("content-range", "range", "transfer-encoding")):
        return False
    if message.media_type and not message.body:
        return False
    is_json = not message.media_type or message.media_type.endswith(("/json", "+json"))
    return is_json and message.body.text[:1] in ("", "{", "[")


def _lengths(page: Page, block: CodeBlock, message: Message) -> tuple[int, ...]:
    """The body's length in bytes with LF, with one more at the end, and the same with CRLF; 0 when there is none."""
    if not message.body:
        return (0,)
    text = message.body.text
    if "\r" in text:
        text = NEWLINE.sub("\n", text)
    breaks, indent = text.count("\n"), _indent(page, block)
    if indent:
        first, *others = text.split("\n")
        text = "\n".join((first, *(_dedented(line, indent) for line in others)))
    size = _bytes(text) - breaks
    return size + breaks, size + breaks + 1, size + 2 * breaks, size + 2 * breaks + 2


def _compact_length(message: Message) -> int:
    """The length of a JSON body in bytes when it is sent without blanks between its parts."""
    return _bytes(_BLANKS.sub(_text, message.body.text))


def _bytes(text: str) -> int:
    return len(text.encode("utf-8", "replace"))


def _text(found: re.Match[str]) -> str:
    """What stays of a run of blanks or a text when blanks between the parts of JSON are left out."""
    return found["text"] or ""


def _indent(page: Page, block: CodeBlock) -> int:
    """How far the fence is indented: that much is no part of its lines, as in a list."""
    first = page.source.line(page.source.line_column(block.span.start)[0]).text
    return max(0, min((at for mark in ("```", "~~~") if (at := first.find(mark)) >= 0), default=0))


def _dedented(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]


def _finding(page: Page, header: Header, length: int) -> Finding:
    stated = header.value
    what = f"the body has {length} bytes" if length else "there is no body"
    message = f"The Content-Length is `{stated.text}`, but {what}" if stated else "The Content-Length is empty"
    fix = Fix("Remove the header", (Edit(line_at(page, header.span.start), ""),))
    return Finding(stated.span if stated else header.span, message, "Remove the header: clients compute it", fix)
