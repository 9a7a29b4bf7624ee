"""An example that readers could run in the browser cannot be run, or one can that must fail.

`msgraph-interactive` puts a button on the example that sends the request as it stands. With `{id}` in the path it can
only fail, so such an example is a plain `http` block, or gets a value that exists for everyone. A GET request whose
path has neither placeholder nor key works for everyone, and gets the button.

The fix writes the other language. It takes the button away or adds it, so it is not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    CodeBlock,
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    Preset,
    SegmentKind,
    Severity,
    Workspace,
    read_path,
    rule,
)

from ._blocks import quoted

_HOST = re.compile(r"https?://(?P<name>[^/:?#\s]*)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{[^{}\r\n/?]{1,80}\}|<[A-Za-z][\w -]{0,60}>")
_INTERACTIVE = re.compile(r"msgraph-interactive")
_NAMES = (SegmentKind.LITERAL, SegmentKind.CAST)
_REQUEST = '<!-- { "blockType": "request", "name": "list_domes" } -->\n'


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example("```msgraph-interactive\nGET https://graph.microsoft.com/beta/domes?$search={word}\n```\n"),
        Example("```http\nGET https://graph.microsoft.com/beta/domes/{id}\n```\n"),
        Example(f"{_REQUEST}```http\nGET https://graph.microsoft.com/beta/domes/7\n```\n"),
    ),
    invalid=(
        Example(
            "```⟦msgraph-interactive⟧\nGET https://graph.microsoft.com/beta/domes/{id}\n```\n",
            fixed="```http\nGET https://graph.microsoft.com/beta/domes/{id}\n```\n",
        ),
        Example(
            "``` ⟦msgraph-interactive⟧\nDELETE https://graph.microsoft.com/beta/domes/<dome-id>\n```\n",
            fixed="``` http\nDELETE https://graph.microsoft.com/beta/domes/<dome-id>\n```\n",
        ),
        Example(
            f"{_REQUEST}``` ⟦http⟧\nGET https://graph.microsoft.com/beta/me/domes?$top=5\n```\n",
            fixed=f"{_REQUEST}``` msgraph-interactive\nGET https://graph.microsoft.com/beta/me/domes?$top=5\n```\n",
        ),
    ),
)
def interactive_fence(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.code_blocks:
        mark = _INTERACTIVE.match(block.info.text) if block.language == "msgraph-interactive" else None
        paths = (message.target.text.partition("?")[0] for message in block.messages) if mark else ()
        found = next((match[0] for path in paths if (match := _PLACEHOLDER.search(path))), None)
        if mark and found:
            place = block.info.group(mark)
            fix = Fix("Write http", (Edit(place.span, "http"),), safe=False)
            message = f"Readers can run this request, but its URL has the placeholder {quoted(found)}"
            yield Finding(place.span, message, "Write http, or a value that works for everyone", fix)
    for block in page.annotated("request"):
        if block.language == "http" and _works_for_everyone(block, workspace):
            place = block.info.part(0, len("http"))
            fix = Fix("Write msgraph-interactive", (Edit(place.span, "msgraph-interactive"),), safe=False)
            yield Finding(
                place.span, "Readers could run this request, but its block says http", "Write msgraph-interactive", fix
            )


def _works_for_everyone(block: CodeBlock, workspace: Workspace) -> bool:
    """Whether it is a GET request to the API whose path is made of names only."""
    message = block.messages[0] if block.messages else None
    if message is None or message.method.text != "GET" or message.headers:
        return False
    host = _HOST.match(message.target.text)
    path = read_path(message.target) if host and host["name"].lower() in workspace.settings.hosts else ()
    return bool(path) and all(segment.kind in _NAMES for segment in path)
