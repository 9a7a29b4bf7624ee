"""A resource page has several names for its type.

The heading, the annotation of the JSON representation and the `@odata.type` in it should agree, in letter case too:
readers take the name from the one, tools from the other. Where a page describes several types, the heading has to name
one of them. On pages in the manner of OneDrive, whose headings begin with a capital letter, letter case is no matter.

Told is the place whose name is less in camel case, or the lower one. The fix writes the other name. It is not safe.
There is none for an `@odata.type` in the JSON that names a type of another page: there the value may be what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from doclint.api import (
    CodeBlock,
    Dialect,
    Edit,
    Example,
    Finding,
    Fix,
    JsonNode,
    Page,
    PageKind,
    Related,
    Severity,
    Slice,
    Workspace,
    rule,
)

_TITLE = re.compile(
    r"(?P<name>[A-Za-z_][\w.]*)\s+(?:complex\s+|entity\s+)?(?:resource(?:\s+type)?|type|facet)\b", re.IGNORECASE
)
_LAST_WORD = re.compile(r"\w+\Z")
_PATH = "api-reference/beta/resources/lens.md"
_PAGE = (
    '# lens resource type\n\n<!-- {{ "blockType": "resource", "@odata.type": "contoso.{}" }} -->\n'
    '```json\n{{ "@odata.type": "#contoso.{}" }}\n```\n'
)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(_PAGE.format("lens", "lens"), _PATH),
        Example(_PAGE.format("lens", "lens").replace("# lens resource type", "# Working with lenses"), _PATH),
    ),
    invalid=(
        Example(_PAGE.format("⟦Lens⟧", "lens"), _PATH, fixed=_PAGE.format("lens", "lens")),
        Example(_PAGE.format("lens", "⟦glass⟧"), _PATH, fixed=_PAGE.format("lens", "lens")),
    ),
)
def resource_name_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    heading = _heading(page)
    said = [(name, block) for block in page.annotated("resource") if (name := _said(block))]
    if heading and said and all(name != heading.text for name, _ in said):
        is_case = said[0][0].lower() == heading.text.lower()
        first = _annotated(said[0][1], page)
        if first and not (is_case and workspace.dialect(page) is Dialect.ONEDRIVE):
            yield _finding(*sorted((heading, first), key=_camel_case))
    for name, block in said:
        root = block.json.root if block.json else None
        shown = _short(root.at("@odata.type"), page) if root else None
        if shown and name != shown.text and (not heading or shown.text != heading.text):
            known = workspace.resource(workspace.version(page) or "", shown.text)
            is_other = known is not None and page.path not in known.paths
            if annotated := _annotated(block, page):
                finding = _finding(shown, annotated)
                yield replace(finding, fix=None) if is_other else finding


def _heading(page: Page) -> Slice | None:
    match = _TITLE.match(page.h1.title.text) if page.h1 and page.kind is PageKind.RESOURCE else None
    return page.h1.title.group(match, "name") if page.h1 and match else None


def _said(block: CodeBlock) -> str:
    """The name of the type in the annotation of a block, without its namespace."""
    match = _LAST_WORD.search(block.annotation.text("@odata.type")) if block.annotation else None
    return match[0] if match else ""


def _annotated(block: CodeBlock, page: Page) -> Slice | None:
    """The same, where it stands."""
    return _short(block.annotation.at("@odata.type"), page) if block.annotation else None


def _camel_case(name: Slice) -> tuple[bool, int, int]:
    """How well a name is in camel case, as names of types are; of two that are alike the lower one comes first."""
    return name.text[0].islower(), sum(letter.isupper() for letter in name.text), -name.span.start


def _short(node: JsonNode | None, page: Page) -> Slice | None:
    """The name of the type without its namespace."""
    if node is None or not isinstance(node.value, str):
        return None
    text = page.source.slice(node.inner)
    match = _LAST_WORD.search(text.text)
    return text.group(match) if match else None


def _finding(name: Slice, other: Slice) -> Finding:
    return Finding(
        name.span,
        f'The type is "{name.text}" here, but "{other.text}" elsewhere on the page',
        "Use one name",
        Fix(f'Write "{other.text}"', (Edit(name.span, other.text),), safe=False),
        (Related(f'"{other.text}" is here', other.span),),
    )
