"""The methods of a type do not begin with List, Create, Get, Update, Delete.

Readers know these five and look for them in that order at the top of each table, whatever else the type can do.

Only the five are compared with one another, by the page that their link leads to; other methods between them are
accepted, as are tables in which some are missing. There is one finding for a table, at the first that comes too late.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from doclint.api import Example, Finding, Link, Page, PageKind, Preset, Severity, TableKind, Workspace, rule

from ._links import links_in

_ORDER = ("list", "create", "get", "update", "delete")
_HEAD = "# dome resource type\n\n## Methods\n\n|Method|Return type|Description|\n|-|-|-|\n"
_PATH = "api-reference/beta/resources/dome.md"
_GET = "|[Get](../api/dome-get.md)|[dome](dome.md)|Reads it.|\n"
_DELETE = "|[Delete](../api/dome-delete.md)|None|Tears it down.|\n"


@rule(
    severity=Severity.INFO,
    preset=Preset.ALL,
    valid=(
        Example(f"{_HEAD}{_GET}|[Open](../api/dome-open.md)|None|Opens it.|\n{_DELETE}", path=_PATH),
        Example(f"{_HEAD}{_GET}", path=_PATH),
    ),
    invalid=(
        Example(f"{_HEAD}{_DELETE}|[⟦Get⟧](../api/dome-get.md)|[dome](dome.md)|Reads it.|\n", path=_PATH),
        Example(f"{_HEAD}{_GET}|[⟦Create dome⟧](../api/dome-post.md)|[dome](dome.md)|Builds it.|\n", path=_PATH),
    ),
)
def method_order(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is not PageKind.RESOURCE:
        return
    name = page.path.rpartition("/")[2].removesuffix(".md")
    for table in page.tables:
        if table.kind is not TableKind.METHODS:
            continue
        own = [(place, link) for link in links_in(page, table.span) if (place := _place(link, name)) is not None]
        late = next((second for first, second in pairwise(own) if first[0] > second[0]), None)
        if late:
            link = late[1]
            message = f'"{link.text.text}" stands behind methods that come after it on other pages'
            yield Finding(link.text.span, message, "Begin with List, Create, Get, Update, Delete")


def _place(link: Link, name: str) -> int | None:
    """Where a method belongs that is one of the five on the type itself, by text and target."""
    said = link.text.text.split(" ", 1)[0].lower()
    stem = link.path.rpartition("/")[2].removesuffix(".md")
    operation = stem.removeprefix(f"{name}-")
    fits = operation == said or (said == "create" and operation == "post")
    return _ORDER.index(said) if said in _ORDER and fits else None
