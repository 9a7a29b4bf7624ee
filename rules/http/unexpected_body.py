"""A body where there is none.

A `204 No Content` has no body by definition, and what a GET or DELETE request carries is ignored or rejected on its
way. The example then shows something that no client can send or receive.

Requests to other services, such as upload sessions, are not looked at.

Authority: RFC 9110, 9.3.1, 9.3.5 and 15.3.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import NEWLINE, Example, Finding, Message, Page, Severity, Span, Workspace, rule

from ._blocks import goes_elsewhere

_BODILESS_CODES = frozenset({204, 304})
_BODILESS_METHODS = frozenset({"GET", "DELETE"})


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("```http\nHTTP/1.1 204 No Content\n```\n\n```http\nDELETE /domes/7\nIf-Match: *\n```\n"),
        Example("```http\nPUT https://upload.contoso.com/7\n\n<bytes 0-25>\n```\n"),
    ),
    invalid=(
        Example('```http\nHTTP/1.1 204 No Content\nContent-Type: application/json\n\n⟦{⟧\n  "id": "7"\n}\n```\n'),
        Example('```http\nDELETE https://graph.microsoft.com/beta/domes/7\n\n⟦{ "force": true }⟧\n```\n'),
    ),
)
def unexpected_body(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.code_blocks:
        for message in block.messages:
            if message.body:
                yield from _judge(message, workspace.settings.hosts)


def _judge(message: Message, hosts: tuple[str, ...]) -> Iterator[Finding]:
    if message.code in _BODILESS_CODES:
        text = f"A `{message.code}` response has no body"
        yield Finding(_first_line(message), text, "Remove the body, or give the code that the API returns")
    elif message.method.text in _BODILESS_METHODS and not goes_elsewhere(message.target, hosts):
        text = f"A `{message.method.text}` request has no body"
        yield Finding(_first_line(message), text, "Remove the body, or use the method that takes one")


def _first_line(message: Message) -> Span:
    ending = NEWLINE.search(message.body.text)
    return message.body.part(0, ending.start() if ending else None).strip().span
