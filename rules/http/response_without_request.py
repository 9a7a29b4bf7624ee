"""An example response to no request.

A response says little without the request that brought it, and tests derived from the page cannot be run.

A response belongs to the requests that its annotation names, else to the request before it. Several responses to one
request are fine.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, PageKind, Severity, Workspace, rule

from ._blocks import opening, quoted

_RESPONSE = '<!-- { "blockType": "response" } -->\n```http\n'


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f"## Example\n\n```http\nGET /domes/7\n```\n\n{_RESPONSE}HTTP/1.1 200 OK\n```\n"),
        Example("## Response\n\n```http\nHTTP/1.1 200 OK\n```\n"),
    ),
    invalid=(Example(f"## Example\n\n{_RESPONSE}⟦HTTP/1.1 200 OK⟧\n```\n\n```http\nGET /domes/7\n```\n"),),
)
def response_without_request(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is PageKind.INCLUDE:
        return
    for block in page.exchanges.unasked:
        message = next((m for m in block.messages if m.is_response and m.start_line), None)
        span = message.start_line.span if message else opening(page, block)
        shown = quoted(message.start_line.text) if message else "The example response"
        yield Finding(span, f"{shown} answers no request", "Show the request above the response")
