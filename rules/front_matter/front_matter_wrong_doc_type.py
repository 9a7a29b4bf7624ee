"""The `doc_type` of a page does not fit the folder it lies in.

Pages under `api` describe one operation and are `apiPageType`; pages under `resources` describe types and never are.
The layout, the snippets and the table of contents are made by that word.

The fix writes the type that belongs to the folder; the heading of a page of an enumeration makes it `enumPageType`.
There is none where the page itself, by its heading or sections, belongs into the other folder. Accepted on purpose:
conceptual pages in either folder.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Workspace, rule

_TYPES = {"api": ("apiPageType",), "resources": ("resourcePageType", "enumPageType")}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example("---\ndoc_type: apiPageType\n---\n# Get lens\n"),
        Example("---\ndoc_type: conceptualPageType\n---\n# Lenses\n"),
        Example("---\ndoc_type: enumPageType\n---\n# hue enum type\n", path="api-reference/beta/resources/hue.md"),
    ),
    invalid=(
        Example(
            "---\ndoc_type: ⟦resourcePageType⟧\n---\n# Get lens\n",
            fixed="---\ndoc_type: apiPageType\n---\n# Get lens\n",
        ),
        Example(
            '---\ndoc_type: "⟦apiPageType⟧"\n---\n# hue enum type\n',
            path="api-reference/beta/resources/hue.md",
            fixed='---\ndoc_type: "enumPageType"\n---\n# hue enum type\n',
        ),
    ),
)
def front_matter_wrong_doc_type(page: Page, workspace: Workspace) -> Iterator[Finding]:
    entry = page.front_matter.get("doc_type") if page.front_matter else None
    folder = page.path.rpartition("/")[0].rpartition("/")[2]
    said = entry.inner.text if entry else ""
    fitting = _TYPES.get(folder, ())
    if not entry or not fitting or said in fitting or not any(said in types for types in _TYPES.values()):
        return
    title = page.h1.text.lower().split() if page.h1 else []
    right = fitting[-1 if "enum" in title else 0]
    is_misplaced = "type" in title if folder == "api" else page.section("http request") is not None
    yield Finding(
        entry.inner.span,
        f"The doc_type {said} does not fit a page in the folder {folder}",
        "Move the page" if is_misplaced else f"Write {right}, or move the page",
        None if is_misplaced else Fix(f"Write {right}", (Edit(entry.inner.span, right),)),
    )
