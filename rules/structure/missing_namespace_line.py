"""The page does not say which namespace it belongs to.

The line `Namespace: microsoft.graph` under the title tells readers and generators of code which type or operation of
that name is meant; several namespaces of an API may have one. It is the first thing under the title.

The fix adds the line where the types in the annotations of the page agree on a namespace. A line that stands lower,
and an overview without one, are a warning. Accepted on purpose: pages in the manner of OneDrive, conceptual pages and
includes.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import NEWLINE, Dialect, Example, Finding, Fix, Page, PageKind, Severity, Span, Workspace, rule

from ._lines import paragraph_after
from ._outline import subject

_KINDS = (PageKind.API, PageKind.RESOURCE, PageKind.ENUM)
_LENS = """# lens resource type{}

A piece of glass.

## Properties

<!-- {{
  "blockType": "resource",
  "@odata.type": "microsoft.graph.optics.lens"
}} -->
```json
{{}}
```
"""
_PATH = "api-reference/beta/resources/lens.md"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(_LENS.format("\nNamespace: microsoft.graph.optics"), path=_PATH),
        Example("---\ndoc_type: conceptualPageType\n---\n# Observing\n\nHow to observe.\n"),
    ),
    invalid=(
        Example(
            _LENS.format("").replace("lens resource type", "⟦lens resource type⟧"),
            path=_PATH,
            fixed=_LENS.format("\n\nNamespace: microsoft.graph.optics"),
        ),
        Example("# ⟦Aim telescope⟧\n\nTurns the telescope.\n\n## Response\n\nNamespace: none.\n"),
        Example("# Aim telescope\n\nTurns the telescope.\n\nNamespace: ⟦microsoft.graph⟧\n\n## Response\n"),
    ),
)
def missing_namespace_line(page: Page, workspace: Workspace) -> Iterator[Finding]:
    top = next((section for section in page.sections if section.level == 1), None)
    if top is None or page.kind not in _KINDS or workspace.dialect(page) is Dialect.ONEDRIVE:
        return
    name = page.namespace
    if name is None or not top.own.holds(name.span):
        namespace = _namespace(page, workspace)
        edit = paragraph_after(page, top.heading.title.span.start, f"Namespace: {namespace}")
        yield Finding(
            top.heading.title.span,
            "The page does not say which namespace it belongs to",
            f'Write "Namespace: {namespace or "..."}" under the title',
            Fix("Add the line", (edit,)) if namespace else None,
            severity=None if subject(page, workspace) else Severity.WARNING,
        )
    elif _lines_before(page, Span(top.own.start, name.span.start)) > 1:
        yield Finding(
            name.span,
            "The Namespace line does not stand under the title",
            "Move it up, so that it is the first thing under the title",
            severity=Severity.WARNING,
        )


def _namespace(page: Page, workspace: Workspace) -> str | None:
    """The one namespace of the types that annotations speak of; on pages about types, only of those described."""
    described = [block.annotation for block in page.annotated("resource") if block.annotation]
    types = [annotation.text("@odata.type") for annotation in described or page.annotations]
    spaces = {name.removeprefix("Collection(").lstrip("#").rpartition(".")[0] for name in types if "." in name}
    known = workspace.settings.namespaces
    if len(spaces) != 1 or not any(space == root or space.startswith(f"{root}.") for space in spaces for root in known):
        return None
    return spaces.pop()


def _lines_before(page: Page, span: Span) -> int:
    """How many lines with text a span has, the one it ends in included."""
    return sum(1 for line in NEWLINE.split(page.visible[span.start : span.end]) if line.strip())
