"""A message that announces a body and shows none.

A Content-Type says that a body follows. Where a request to create or change something, or a `200 OK`, ends with its
headers, the body was lost, or stands below the code block where no tool finds it.

Files and pictures need not be shown: only JSON and text are expected. Bodies that follow in a block of their own, and
requests to other services, are accepted.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from doclint.api import CodeBlock, Example, Finding, Message, Page, Severity, Workspace, rule

from ._blocks import goes_elsewhere

_TAKE_BODY = frozenset({"POST", "PATCH", "PUT"})
_RETURN_BODY = frozenset({200, 201, 207})
_POST = "## Example\n\n```http\nPOST https://graph.microsoft.com/beta/domes\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f"{_POST}\n```\n\n```http\nHTTP/1.1 202 Accepted\nContent-Type: text/plain\n```\n"),
        Example(f'{_POST}Content-Type: application/json\n```\n\n```json\n{{ "name": "East" }}\n```\n'),
    ),
    invalid=(
        Example(f"{_POST}⟦Content-Type: application/json⟧\n```\n"),
        Example("```http\nHTTP/1.1 200 OK\n⟦Content-type: text/plain⟧\n```\n\n17\n"),
    ),
)
def missing_body(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block, following in zip_longest(page.code_blocks, page.code_blocks[1:]):
        for message in block.messages:
            header = message.header("content-type")
            if header and _is_expected(message, workspace.settings.hosts) and not _follows(block, following):
                text = f"The message announces `{header.value.text}`, but has no body"
                yield Finding(header.span, text, "Show the body in the block, or remove the header")


def _is_expected(message: Message, hosts: tuple[str, ...]) -> bool:
    if message.body or message.problems or not message.media_type.startswith(("application/json", "text/")):
        return False
    if message.is_response:
        return message.code in _RETURN_BODY
    return message.method.text in _TAKE_BODY and not goes_elsewhere(message.target, hosts)


def _follows(block: CodeBlock, following: CodeBlock | None) -> bool:
    """Whether the next block of the section holds the body."""
    return following is not None and following.section == block.section and not following.messages
