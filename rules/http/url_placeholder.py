"""The URL of an example request has a placeholder where a value belongs.

An example shows what a reader could send. `{id}` is refused by the service, hides what identifiers look like, and keeps
tools from running the request; the pattern with its placeholders stands in the HTTP request section already.

Reviewers let it pass, so it is worth knowing rather than wrong. There is one finding for a page, at the first
placeholder, with their number. Braces in query options and in the body are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Example, Finding, Page, PageKind, Preset, Severity, Workspace, rule

from ._blocks import example_requests, more, quoted

_PLACEHOLDER = re.compile(r"\{[^{}\r\n/?]{1,80}\}|<[A-Za-z][\w -]{0,60}>")


@rule(
    severity=Severity.INFO,
    preset=Preset.ALL,
    valid=(
        Example("## HTTP request\n\n```http\nGET /domes/{id}\n```\n"),
        Example("## Examples\n\n```http\nGET https://graph.microsoft.com/beta/domes/d7?$search={word}\n```\n"),
    ),
    invalid=(
        Example("## Example\n\n```http\nGET https://graph.microsoft.com/beta/domes/⟦{dome-id}⟧/slits/{slit-id}\n```\n"),
        Example("## Example\n\n```http\nGET https://graph.microsoft.com/beta/domes/⟦<id>⟧\n```\n"),
    ),
)
def url_placeholder(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is PageKind.INCLUDE:
        return
    found = []
    for message in example_requests(page):
        path = message.target.part(0, len(message.target.text.partition("?")[0]))
        found += [path.group(match) for match in _PLACEHOLDER.finditer(path.text)]
    if found:
        shown = quoted(found[0].text)
        text = f"The example URL has the placeholder {shown}{more(len(found))}"
        yield Finding(found[0].span, text, "Write a value such as the service gives out")
