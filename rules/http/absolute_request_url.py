"""A request in the HTTP request section that is no path from the root of the API.

The section lists patterns, as `GET /domes/{id}`: host and version are the same everywhere and only lengthen them, and
without the slash at its beginning a path is none.

One finding stands for all such lines of a page. The fix removes scheme, host and version of the API, or puts the
slash before the path; it is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Slice, Workspace, rule

from ._blocks import more, quoted, read_url, templates

_NO_SLASH = re.compile(r"(?:~/)?(?=[A-Za-z$][\w$.-]*[/(?]|[A-Za-z$][\w$.-]*\Z)")


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("## HTTP request\n\n```http\nGET /domes/{id}\n```\n"),
        Example("## Example\n\n### HTTP request\n\n```http\nGET https://graph.microsoft.com/beta/domes\n```\n"),
    ),
    invalid=(
        Example(
            "## HTTP request\n\n```http\nGET ⟦https://graph.microsoft.com/beta/domes/{id}⟧\n```\n",
            fixed="## HTTP request\n\n```http\nGET /domes/{id}\n```\n",
        ),
        Example(
            "## HTTP request\n\n```http\nGET ⟦domes⟧\nGET ~/domes/{id}\n```\n",
            fixed="## HTTP request\n\n```http\nGET /domes\nGET /domes/{id}\n```\n",
        ),
    ),
)
def absolute_request_url(page: Page, workspace: Workspace) -> Iterator[Finding]:
    targets = [message.target for message in templates(page, workspace)]
    absolute = [(target, root) for target in targets if (root := _root(target, workspace))]
    if absolute:
        first = absolute[0][0]
        message = f"The request {quoted(first.text)} names the host{more(len(absolute))}"
        fix = Fix("Write the path only", tuple(Edit(root.span, "") for _, root in absolute))
        yield Finding(first.span, message, "Write the path only", fix)
    rootless = [(target, match) for target in targets if (match := _NO_SLASH.match(target.text))]
    if rootless:
        first = rootless[0][0]
        message = f"The path {quoted(first.text)} does not begin with a slash{more(len(rootless))}"
        fix = Fix("Begin the path with /", tuple(Edit(t.group(match).span, "/") for t, match in rootless))
        yield Finding(first.span, message, "Begin the path with /", fix)


def _root(target: Slice, workspace: Workspace) -> Slice | None:
    """Scheme, host and version of a URL of the API that goes on after them."""
    url = read_url(target)
    if url is None or url.host.text.lower() not in workspace.settings.hosts:
        return None
    has_version = url.segment.text in workspace.settings.versions.values()
    root = target.part(0, (url.segment if has_version else url.host).span.end - target.span.start)
    return root if target.text.startswith("/", len(root.text)) else None
