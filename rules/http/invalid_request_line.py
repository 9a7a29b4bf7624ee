"""A request that does not begin with a method and a URL.

A request line is a method in upper case, one space and the URL: `GET /domes/{id}`. Readers copy it, and tools read
the method and the path from it; `get /domes`, `GET/domes` or a request that begins with its headers or its body serve
neither.

Blocks that show a part of a request on purpose, such as one header, are accepted where no annotation and no heading
"Request" says that they are a request.

The fix writes the method in upper case and puts one space behind it; it is safe.

Authority: RFC 9112, 3 and RFC 9110, 9.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import CodeBlock, Edit, Example, Finding, Fix, Message, Page, Severity, Span, Workspace, rule

from ._blocks import METHODS, quoted, sentence

_REQUEST = '<!-- { "blockType": "request", "name": "get_dome" } -->\n'
_HELP = "Begin the request with a method in upper case, a space and the URL"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(f"{_REQUEST}```http\nGET https://graph.microsoft.com/beta/domes/7 HTTP/1.1\n```\n"),
        Example("## Request headers\n\n```http\nPrefer: respond-async\n```\n"),
    ),
    invalid=(
        Example(
            "## HTTP request\n\n```http\n⟦get⟧ /domes/{id}\n```\n\n```http\n⟦DELETE/domes/{id}⟧\n```\n",
            fixed="## HTTP request\n\n```http\nGET /domes/{id}\n```\n\n```http\nDELETE /domes/{id}\n```\n",
        ),
        Example(f"{_REQUEST}```http\n⟦Content-Type: application/json⟧\n\n{{}}\n```\n"),
    ),
)
def invalid_request_line(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.code_blocks:
        for message in block.messages:
            if message.problems and not message.is_response:
                yield from _judge(block, message)
        if block.kind == "request" and block.messages and block.messages[0].is_response:
            line = block.messages[0].start_line
            yield Finding(line.span, f"A request begins with the status line {quoted(line.text)}", _HELP)


def _judge(block: CodeBlock, message: Message) -> Iterator[Finding]:
    for problem in message.problems:
        if problem.kind == "start-line":
            yield Finding(problem.span, sentence(problem), _HELP, _fix(message))
        elif problem.kind == "no-start-line" and _is_request(block):
            yield Finding(problem.span, sentence(problem), _HELP)


def _is_request(block: CodeBlock) -> bool:
    """Whether a block without a start line is meant to be a whole request."""
    titled = not block.kind and block.language == "http" and block.section[-1:] == ("Request",)
    return block.kind == "request" or titled


def _fix(message: Message) -> Fix | None:
    method = message.method.text.upper()
    if method not in METHODS or not message.target:
        return None
    edit = Edit(Span(message.method.span.start, message.target.span.start), f"{method} ")
    return Fix(f"Write {method} and one space", (edit,))
