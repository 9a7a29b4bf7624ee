"""A header that is none, or that a blank line parts from its message.

Headers stand one to a line, as `Name: value`, right below the request line or status line; one blank line parts them
from the body. A blank line too early makes the headers a part of the body, and without one the body looks like a
header.

The fix removes or adds the blank line, or writes the colon; it is safe.

Authority: RFC 9112, 2.1 and 5.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from doclint.api import Edit, Example, Finding, Fix, Header, Page, Problem, Severity, Span, Workspace, rule

from ._blocks import line_at, sentence

_POST = "```http\nPOST https://graph.microsoft.com/beta/domes\n"
_HELP = {
    "header": "Write the header as `Name: value`, or move the line out of the block",
    "blank-before-headers": "Remove the blank line above the headers",
    "blank-before-body": "Put a blank line before the body",
}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(f'{_POST}Content-Type: application/json\n\n{{ "name": "East" }}\n```\n'),
        Example("```http\nGET /domes\n\nGET /domes/{id}\n```\n"),
    ),
    invalid=(
        Example(
            f'{_POST}⟦\n⟧Content-Type: application/json\n⟦{{ "name": "East" }}⟧\n```\n',
            fixed=f'{_POST}Content-Type: application/json\n\n{{ "name": "East" }}\n```\n',
        ),
        Example(
            f"{_POST}⟦Content-Type application/json⟧\n```\n",
            fixed=f"{_POST}Content-Type: application/json\n```\n",
        ),
        Example(
            "```http\r\nHTTP/1.1 200 OK\r\n⟦{⟧\r\n}\r\n```\r\n",
            fixed="```http\r\nHTTP/1.1 200 OK\r\n\r\n{\r\n}\r\n```\r\n",
        ),
    ),
)
def invalid_header(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.code_blocks:
        for message in block.messages:
            headers = {header.span: header for header in message.headers} if message.problems else {}
            for problem in message.problems:
                if problem.kind in _HELP:
                    fix = _fix(page, headers, problem)
                    yield Finding(problem.span, sentence(problem), _HELP[problem.kind], fix)


def _fix(page: Page, headers: Mapping[Span, Header], problem: Problem) -> Fix | None:
    if problem.kind == "blank-before-headers":
        return Fix("Remove the blank line", (Edit(problem.span, ""),))
    if problem.kind == "blank-before-body":
        line = line_at(page, problem.span.start)
        ending = "\r\n" if page.text.endswith("\r\n", line.start, line.end) else "\n"
        marks = page.text[line.start : problem.span.start].rstrip()  # those of a quotation
        return Fix("Add a blank line", (Edit(Span(line.start, line.start), marks + ending),))
    header = headers.get(problem.span)
    if header is None:
        return None
    name = header.name.text.replace(" ", "-")
    return Fix(f"Write {name}:", (Edit(problem.span, f"{name}: {header.value.text}"),))
