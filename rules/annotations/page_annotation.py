"""The annotation of a page is not in order.

A comment with `"type": "#page.annotation"`, once a page, gives tools the description, the place in the table of
contents and the namespace of the page. Of two annotations one is lost; with another type, or outside of braces, none is
found; and a namespace other than the one under the title puts the types of the page where nobody looks for them.

Unknown keys and slips in the JSON are findings of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Annotation, Example, Finding, Page, Related, Severity, Slice, Span, Workspace, rule

_TYPE = "#page.annotation"
_WITHOUT_BRACES = re.compile(r'\s*"type"\s*:\s*"#page\.')
_KEYS_OF_PAGES = frozenset({"tocPath", "section", "keywords"})
COMMENT = '<!-- {{\n  "type": "{}",\n  "section": "documentation",\n  "tocPath": ""\n}} -->\n'


@rule(
    severity=Severity.WARNING,
    valid=(
        Example("# Get telescope\n\n" + COMMENT.format(_TYPE)),
        Example(
            "# sky enum values\n\nNamespace: microsoft.graph.sky\n\n"
            '<!-- { "type": "#page.annotation", "namespace": "microsoft.graph.sky" } -->\n'
        ),
    ),
    invalid=(
        Example(
            "# Get telescope\n\n" + COMMENT.format(_TYPE) + "\n⟦<!--⟧" + COMMENT.format(_TYPE).removeprefix("<!--")
        ),
        Example("# Get telescope\n\n" + COMMENT.format("⟦page.annotation⟧")),
        Example(
            "# sky enum values\n\nNamespace: microsoft.graph.sky\n\n"
            '<!-- { "type": "#page.annotation", "namespace": "⟦microsoft.graph.stars⟧" } -->\n'
        ),
    ),
)
def page_annotation(page: Page, workspace: Workspace) -> Iterator[Finding]:
    first: Annotation | None = None
    for comment in page.comments:
        annotation = comment.annotation
        if annotation is None:
            if _WITHOUT_BRACES.match(comment.content.text):
                yield _at_its_opening(comment.span, "The page annotation is not in braces, so no tool reads it")
        elif _is_meant(annotation):
            yield from _judged(page, annotation)
            if first:
                related = (Related("The other page annotation", _opening(first.span)),)
                yield _at_its_opening(annotation.span, "This is a second annotation of the page", related)
            first = first or annotation


def _is_meant(annotation: Annotation) -> bool:
    """Whether an annotation is meant to speak of the page."""
    is_typed = "page" in annotation.text("type").lower() or not _KEYS_OF_PAGES.isdisjoint(annotation.values)
    return is_typed and not annotation.block_type


def _judged(page: Page, annotation: Annotation) -> Iterator[Finding]:
    written, given, stated = annotation.text("type"), annotation.text("namespace"), page.namespace
    if written != _TYPE:
        node = annotation.at("type")
        place = node.inner if node else _opening(annotation.span)
        message = f'The type of a page annotation is "{_TYPE}", not "{written}"'
        yield Finding(place, message, f'Write "type": "{_TYPE}"')
    name = annotation.at("namespace") if given and stated and not _same(given, stated) else None
    if name and stated:
        related = (Related("The namespace of the page", stated.span),)
        message = f"The annotation says `{given}`, the page says `{stated.text}`"
        yield Finding(name.inner, message, "Give both the namespace of the types on this page", related=related)


def _same(name: str, stated: Slice) -> bool:
    return name == stated.text.strip("*_` .")


def _at_its_opening(comment: Span, message: str, related: tuple[Related, ...] = ()) -> Finding:
    return Finding(_opening(comment), message, f'Keep one comment {{ "type": "{_TYPE}", ... }}', related=related)


def _opening(comment: Span) -> Span:
    return Span(comment.start, comment.start + len("<!--"))
