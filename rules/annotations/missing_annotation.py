"""A code block of JSON or HTTP has no annotation.

The comment before a code block tells tools what it is: a request or response to be tested, the sample of a type, or
nothing to be read (`"blockType": "ignored"`). A block without one is tested by nobody, and gets no snippets.

Counted are the blocks of HTTP request sections, of an operation's examples, and the JSON representation of a type.
Blocks elsewhere, such as the payload of a notification or a value shown on a type's page, are worth a remark. There is
one finding a page. Generated pages that have no annotations on purpose are held to this in `strict` only.

The fix writes an annotation by what a block holds. It is not safe, since the blocks are tested from then on. There is
none where a request would stand without its response, or a response without the type of its body.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from doclint.api import CodeBlock, Dialect, Edit, Example, Finding, Fix, Page, PageKind, Severity, Span, Workspace, rule

from ._names import new_request_names
from ._response_types import response_type, typed_body

_LANGUAGES = frozenset({"http", "json", "jsonc", "msgraph-interactive"})
_REQUEST_SECTION, _SAMPLE_SECTION = "http request", "json representation"
_HOST = re.compile(r"https?://(?P<name>[^/:?#\s]*)", re.IGNORECASE)
_KINDS = (PageKind.API, PageKind.RESOURCE, PageKind.ENUM)

TEMPLATE = "# List telescopes\n\n## HTTP request\n\n{}```{}\nGET /telescopes\n```\n"
ANSWER = "```http\nHTTP/1.1 200 OK\n```\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(TEMPLATE.format('<!-- { "blockType": "ignored" } -->\n', "http")),
        Example("# List telescopes\n\n## Examples\n\n```powershell\nGet-Telescope\n```\n\n```xml\n<a/>\n```\n"),
    ),
    invalid=(
        Example(
            TEMPLATE.format("", "⟦http⟧").replace("\n", "\r\n"),
            fixed=TEMPLATE.format('<!-- { "blockType": "ignored" } -->\n', "http").replace("\n", "\r\n"),
        ),
        Example(
            "# List telescopes\n\n## Example\n\n```⟦http⟧\nGET https://graph.microsoft.com/beta/telescopes\n```\n\n"
            + ANSWER,
            path="api-reference/beta/api/telescope-list.md",
            fixed='# List telescopes\n\n## Example\n\n<!-- { "blockType": "request", "name": "telescope_list" } -->\n'
            "```http\nGET https://graph.microsoft.com/beta/telescopes\n```\n\n"
            '<!-- { "blockType": "response", "truncated": true } -->\n' + ANSWER,
        ),
    ),
)
def missing_annotation(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind not in _KINDS or workspace.dialect(page) is Dialect.INTUNE:
        return
    bare = list(_bare(page))
    counted = [block for block in bare if _is_counted(page, block, workspace)]
    if not bare:
        return
    first = counted[0] if counted else bare[0]
    what = f"This {first.language} block" + (f" and {len(bare) - 1} more on the page" if len(bare) > 1 else "")
    yield Finding(
        first.info.span,
        f"{what} ha{'ve' if len(bare) > 1 else 's'} no annotation",
        'Put a comment before it, at least `<!-- { "blockType": "ignored" } -->`',
        _fix(page, workspace, bare),
        severity=None if counted else Severity.INFO,
    )


def _bare(page: Page) -> Iterator[CodeBlock]:
    """The blocks without an annotation, but for those whose annotation stands apart from them (another finding)."""
    attached = {block.annotation.span for block in page.code_blocks if block.annotation}
    apart = [annotation.span.start for annotation in page.annotations if annotation.span not in attached]
    end = 0
    for block in page.code_blocks:
        is_bare = block.language in _LANGUAGES and not block.annotation and block.body.text.strip()
        if is_bare and bisect_left(apart, end) == bisect_left(apart, block.span.start):
            yield block
        end = block.span.end


def _is_counted(page: Page, block: CodeBlock, workspace: Workspace) -> bool:
    host = _HOST.match(block.messages[0].target.text) if block.messages else None
    if host and host["name"].lower() not in workspace.settings.hosts:
        return False
    titles = [title.lower() for title in block.section[1:]]
    if page.kind is PageKind.API and any(title.startswith("example") for title in titles):
        return True
    return titles[-1:] == [_SAMPLE_SECTION] or _REQUEST_SECTION in titles


def _fix(page: Page, workspace: Workspace, bare: list[CodeBlock]) -> Fix | None:
    names, newline = new_request_names(page, workspace), "\r\n" if "\r\n" in page.text else "\n"
    edits: list[Edit] = []
    for block in bare:
        line = page.source.line(page.source.line_column(block.span.start)[0])
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        members = _members(page, workspace, block, names)
        if members is None or line.text.strip()[:1] not in "`~":
            return None
        text = f"{indent}<!-- {{ {members} }} -->{newline}"
        edits.append(Edit(Span(line.span.start, line.span.start), text))
    return Fix(f"Annotate {len(bare)} block{'s' * (len(bare) > 1)}", tuple(edits), safe=False)


def _members(page: Page, workspace: Workspace, block: CodeBlock, names: Iterator[str]) -> str | None:
    """What an annotation would say of a block; None where that is not known."""
    titles = [title.lower() for title in block.section]
    types = [name for name in workspace.types_on(page.path) if "." in name]
    if titles[-1:] == [_SAMPLE_SECTION] and page.kind is PageKind.RESOURCE and len(types) == 1:
        return f'"blockType": "resource", "@odata.type": "{types[0]}"'
    if not block.messages or _REQUEST_SECTION in titles or not _is_counted(page, block, workspace):
        return '"blockType": "ignored"'
    pairs = (pair for pair in page.exchanges.pairs if pair.responses)
    if all(block.span not in (pair.request.span, *(r.span for r in pair.responses)) for pair in pairs):
        return None
    if not block.messages[0].is_response:
        return f'"blockType": "request", "name": "{next(names)}"'
    body = typed_body(block)
    known = response_type(body, page, workspace) if body else None
    if body and known is None:
        return None
    return ", ".join(('"blockType": "response"', '"truncated": true', *(known.members if known else ())))
