"""An example request without scheme and host.

Readers paste an example into a client, and Graph Explorer runs it as it stands: both need the whole URL. Only the
HTTP request section lists paths.

A request with a `Host` header is complete and accepted. One finding stands for all such requests of a page.

The fix writes scheme, host and version before the path; it is safe.

Authority: RFC 9112, 3.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Slice, Span, Workspace, rule

from ._blocks import example_requests, more, quoted

_RELATIVE = re.compile(r"/(?!/)")


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("## HTTP request\n\n```http\nGET /domes\n```\n"),
        Example("## Example\n\n```http\nPOST /callback\nHost: dome.contoso.com\n```\n"),
    ),
    invalid=(
        Example(
            "## Example\n\n```http\nGET ⟦/domes⟧\n```\n\n```http\nHTTP/1.1 200 OK\n```\n\n```http\nGET /domes/7\n```\n",
            fixed="## Example\n\n```http\nGET https://graph.microsoft.com/beta/domes\n```\n\n"
            "```http\nHTTP/1.1 200 OK\n```\n\n```http\nGET https://graph.microsoft.com/beta/domes/7\n```\n",
        ),
    ),
)
def relative_example_url(page: Page, workspace: Workspace) -> Iterator[Finding]:
    relative = [m for m in example_requests(page) if _RELATIVE.match(m.target.text) and not m.header("host")]
    if relative:
        first = relative[0].target
        message = f"The example's URL {quoted(first.text)} has no host{more(len(relative))}"
        fix = _fix([message.target for message in relative], page, workspace)
        yield Finding(first.span, message, "Write the whole URL, so that the example can be run", fix)


def _fix(relative: list[Slice], page: Page, workspace: Workspace) -> Fix | None:
    version, hosts = workspace.version(page), workspace.settings.hosts
    if version is None or not hosts:
        return None
    return Fix(f"Add https://{hosts[0]}", tuple(_edit(target, hosts[0], version) for target in relative))


def _edit(target: Slice, host: str, version: str) -> Edit:
    has_version = target.text == f"/{version}" or target.text.startswith(f"/{version}/")
    text = f"https://{host}" if has_version else f"https://{host}/{version}"
    return Edit(Span(target.span.start, target.span.start), text)
