"""An example request whose response is not shown.

Readers look at the response to see what they get, and tests derived from the page need it to know what to expect: an
example is a pair. Even a `204 No Content` is worth showing.

A response belongs to the requests that its annotation names, else to the request before it. Requests marked
`ignored`, notifications that the API sends to an app, and requests that a JSON block follows are accepted, and so are
steps that lead to a later request of the same example. One finding stands for all such requests of a page.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import CodeBlock, Example, Exchange, Finding, Page, Severity, Workspace, rule

from ._blocks import goes_elsewhere, more, opening, quoted

_REQUEST = '<!-- { "blockType": "request", "name": "get_dome" } -->\n```http\nGET https://graph.microsoft.com/beta/domes/7\n```\n'


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f"## Example\n\n{_REQUEST}\n```http\nHTTP/1.1 200 OK\n```\n"),
        Example("## Example\n\n```http\nPOST https://bot.contoso.com/callback\n```\n"),
    ),
    invalid=(
        Example(
            '## Example\n\n<!-- { "blockType": "request", "name": "close_dome" } -->\n'
            "```http\n⟦POST https://graph.microsoft.com/beta/domes/7/close⟧\n```\n"
        ),
    ),
)
def request_without_response(page: Page, workspace: Workspace) -> Iterator[Finding]:
    unanswered = [pair for pair in page.exchanges.pairs if not pair.responses and pair.request.kind != "ignored"]
    ours = [pair for pair in unanswered if not _is_foreign(pair, workspace.settings.hosts)]
    following = _following(page.code_blocks) if ours else {}
    alone = [pair for pair in ours if not _is_answered_otherwise(pair, following[id(pair.request)])]
    if alone:
        first = alone[0].message
        span = first.start_line.span if first and first.start_line else opening(page, alone[0].request)
        shown = quoted(first.start_line.text) if first and first.start_line else "The example request"
        yield Finding(span, f"{shown} has no response{more(len(alone))}", "Show the response below the request")


def _is_foreign(pair: Exchange, hosts: tuple[str, ...]) -> bool:
    return pair.message is not None and goes_elsewhere(pair.message.target, hosts)


def _following(blocks: tuple[CodeBlock, ...]) -> dict[int, CodeBlock | None]:
    """The next block after each that is not ignored, by identity."""
    found: dict[int, CodeBlock | None] = {}
    after = None
    for block in reversed(blocks):
        found[id(block)] = after
        after = after if block.kind == "ignored" else block
    return found


def _is_answered_otherwise(pair: Exchange, after: CodeBlock | None) -> bool:
    """Whether the next block shows what comes back without a status line, or is the next step of the example."""
    if after is None:
        return False
    return after.language in ("json", "") or after.section == pair.request.section
