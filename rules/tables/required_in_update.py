"""An update requires a property.

A PATCH changes what it is sent and leaves the rest (OData 4.01 Protocol, 11.4.3), so nothing in it is required. The
word is mostly left over from the page that creates the resource; readers then send values that they did not want to
change.

Only tables under Request body are looked at, on pages whose request lines are all PATCH. Members of an object within
the body may well be required, so headings below Request body are left alone, and so is `@odata.type`, which says which
of several types is meant. There is one finding for a page, at the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, PageKind, Preset, Severity, Workspace, rule

_HEAD = "# Update dome\n\n## HTTP request\n\n```http\nPATCH /domes/{id}\n```\n\n## Request body\n\n"
_ROWS = "|Property|Type|Description|\n|-|-|-|\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(f"{_HEAD}{_ROWS}|name|String|Its name. Optional.|\n"),
        Example(f"{_HEAD.replace('PATCH', 'POST')}{_ROWS}|name|String|Its name. Required.|\n"),
    ),
    invalid=(
        Example(f"{_HEAD}{_ROWS}|⟦name⟧|String|Its name. Required.|\n"),
        Example(f"{_HEAD}{_ROWS}|`⟦name⟧` (required)|String|Its name.|\n|side|String|North or south.|\n"),
    ),
)
def required_in_update(page: Page, workspace: Workspace) -> Iterator[Finding]:
    section = page.section("request body") if page.kind is PageKind.API else None
    if section is None or "PATCH" not in page.text or not _only_updates(page):
        return
    listed = [prop for prop in page.properties if section.own.holds(prop.name.span)]
    required = [prop.name for prop in listed if "required" in prop.says and not prop.name.text.startswith("@")]
    if required:
        more = f" (and {len(required) - 1} more in this section)" if required[1:] else ""
        message = f"{required[0].text} is said to be required, but an update requires no property{more}"
        yield Finding(required[0].span, message, 'Write "Optional.", or leave the word away')


def _only_updates(page: Page) -> bool:
    section = page.section("http request")
    blocks = [block for block in page.code_blocks if section and section.span.holds(block.span)]
    methods = {message.method.text.upper() for block in blocks for message in block.messages if message.method}
    return methods == {"PATCH"}
