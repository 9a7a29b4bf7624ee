"""A response that does not begin with a status line.

A status line is the version of HTTP, the status code and its reason phrase: `HTTP/1.1 201 Created`. `HTTP 201
Created` or a bare `201 Created` is none, and neither is a response that begins with its headers or its body.

Blocks that show a part of a response on purpose are accepted where no annotation says that they are a response.

The fix writes the line anew from the code and the phrase it holds; it is safe.

Authority: RFC 9112, 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import CodeBlock, Edit, Example, Finding, Fix, Message, Page, Severity, Workspace, rule

from ._blocks import quoted, sentence

_RESPONSE = '<!-- { "blockType": "response" } -->\n'
_HELP = "Begin the response with a status line, such as HTTP/1.1 200 OK"
_VERSION = re.compile(r"HTTP/\d(?:\.\d)?", re.IGNORECASE)


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(f"{_RESPONSE}```http\nHTTP/1.1 204 No Content\n```\n"),
        Example('## Response\n\n```json\n{ "id": "7" }\n```\n'),
    ),
    invalid=(
        Example(
            f"{_RESPONSE}```http\n⟦HTTP 201 Created⟧\n```\n",
            fixed=f"{_RESPONSE}```http\nHTTP/1.1 201 Created\n```\n",
        ),
        Example(f'{_RESPONSE}```http\n⟦{{ "id": "7" }}⟧\n```\n'),
    ),
)
def invalid_status_line(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.code_blocks:
        for message in block.messages:
            if message.is_response:
                yield from _judge(block, message)
        if block.kind == "response" and block.messages and not block.messages[0].is_response:
            line = block.messages[0].start_line
            yield Finding(line.span, f"A response begins with the request line {quoted(line.text)}", _HELP)


def _judge(block: CodeBlock, message: Message) -> Iterator[Finding]:
    for problem in message.problems:
        wanted = problem.kind == "no-start-line" and block.kind == "response"
        if problem.kind == "start-line" or wanted:
            yield Finding(problem.span, sentence(problem), _HELP, _fix(message))


def _fix(message: Message) -> Fix | None:
    if message.code is None:
        return None
    version = message.version.text.upper() if _VERSION.fullmatch(message.version.text) else "HTTP/1.1"
    line = " ".join(filter(None, (version, message.status.text, message.reason.text)))
    return Fix(f"Write {line}", (Edit(message.start_line.span, line),))
