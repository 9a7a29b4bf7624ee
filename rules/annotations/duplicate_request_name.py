"""Two requests have the same name.

The `name` of a request annotation is the key under which tools file the request: the names of snippet files and of test
results are made from it. Of two requests with one name on a page, one overwrites the other. Across pages of one version
the same happens wherever the files lie in one folder, so there it is a warning.

An ignored block that has a name and shows a request counts on its page, since API Doctor reads it as a request.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import CodeBlock, Example, Finding, JsonNode, Mark, Page, Related, Severity, Workspace, rule

REQUEST = '<!-- {{ "blockType": "request", "name": "{}" }} -->\n```http\nGET /telescopes\n```\n\n'


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(REQUEST.format("list_telescopes") + REQUEST.format("list_telescopes_by_site")),
        Example(
            REQUEST.format("list_telescopes"),
            others={"api-reference/v1.0/api/page.md": REQUEST.format("list_telescopes")},
        ),
    ),
    invalid=(
        Example(REQUEST.format("list_telescopes") + REQUEST.format("⟦list_telescopes⟧")),
        Example(
            REQUEST.format("⟦list_telescopes⟧"),
            others={"api-reference/beta/api/other.md": REQUEST.format("list_telescopes")},
        ),
    ),
)
def duplicate_request_name(page: Page, workspace: Workspace) -> Iterator[Finding]:
    seen: dict[str, JsonNode] = {}
    for block in page.annotated("request", "ignored"):
        node = block.annotation.at("name") if block.annotation else None
        if node is None or not isinstance(node.value, str) or not node.value or not _is_request(block):
            continue
        first = seen.setdefault(node.value, node)
        if first is not node:
            related = (Related("The other request of that name", first.inner),)
            yield Finding(node.inner, f"This page has two requests named `{node.value}`", _HELP, related=related)
        elif block.kind == "request":
            yield from _elsewhere(page, workspace, node, node.value)


_HELP = "Give each request a name of its own, for example with what is special about it as a suffix"


def _is_request(block: CodeBlock) -> bool:
    """Whether tools take the block for a request: API Doctor reads ignored blocks that have a name by their content."""
    return block.kind == "request" or any(message.method for message in block.messages[:1])


def _elsewhere(page: Page, workspace: Workspace, node: JsonNode, name: str) -> Iterator[Finding]:
    folder = page.path.rpartition("/")[0]
    others = [path for path in workspace.request_name_pages(name) if path != page.path]
    others = [path for path in others if path.rpartition("/")[0] == folder]
    if others:
        related = (Related("The other request of that name", Mark(others[0], f"request:{name}")),)
        message = f"`{others[0]}` has a request named `{name}`, too"
        yield Finding(node.inner, message, _HELP, related=related, severity=Severity.WARNING)
