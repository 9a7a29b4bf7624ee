"""An example that readers can run in the browser has a placeholder in its URL.

`msgraph-interactive` puts a button on the example that sends the request as it stands. With `{id}` in the path it can
only fail, so such an example is a plain `http` block, or gets a value that exists for everyone.

The fix writes `http`. It takes the button away, so it is not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Preset, Severity, Workspace, rule

from ._blocks import quoted

_PLACEHOLDER = re.compile(r"\{[^{}\r\n/?]{1,80}\}|<[A-Za-z][\w -]{0,60}>")
_INTERACTIVE = re.compile(r"msgraph-interactive")


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example("```msgraph-interactive\nGET https://graph.microsoft.com/beta/domes?$search={word}\n```\n"),
        Example("```http\nGET https://graph.microsoft.com/beta/domes/{id}\n```\n"),
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
