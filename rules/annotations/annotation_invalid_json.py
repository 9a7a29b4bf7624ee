"""An annotation is not strict JSON.

The comment before a block describes it to the tools that test the examples, cut snippets and build schemas. Most of
them read strict JSON (RFC 8259): one comma too many, and the block is skipped or the build fails.

The fix mends what can be read in one way only (commas, quotation marks, odd blanks). It is safe: readers never see the
comment.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Annotation, Edit, Example, Finding, Fix, Page, Severity, Slip, Workspace, rule

_MOST = 5
"""Findings in one annotation: what follows more slips than that is rarely worth reading."""

FENCE = "\n```http\nGET https://graph.microsoft.com/beta/telescopes\n```\n"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example('<!-- { "blockType": "request", "name": "list_telescopes" } -->' + FENCE),
        Example("<!-- {this is prose in braces, no annotation} -->\n\nText.\n"),
    ),
    invalid=(
        Example(
            '<!-- { "blockType": "request", "name": "list_telescopes"⟦,⟧ } -->' + FENCE,
            fixed='<!-- { "blockType": "request", "name": "list_telescopes" } -->' + FENCE,
        ),
        Example(
            '<!-- {\n  "blockType": "request"⟦⟧\n  "name": "list_telescopes"\n} -->' + FENCE,
            fixed='<!-- {\n  "blockType": "request",\n  "name": "list_telescopes"\n} -->' + FENCE,
        ),
        Example('<!-- { "blockType": "response", "truncated": ⟦yes⟧ } -->\n```http\nHTTP/1.1 200 OK\n```\n'),
    ),
)
def annotation_invalid_json(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for annotation in page.annotations:
        if not _is_meant(annotation):
            continue
        for slip in annotation.slips[:_MOST]:
            yield Finding(slip.span, slip.message, "Write strict JSON", _fix(slip))


def _is_meant(annotation: Annotation) -> bool:
    """Whether the comment is meant as JSON, and not prose that begins with a brace."""
    return '"' in annotation.content.text or ":" in annotation.content.text


def _fix(slip: Slip) -> Fix | None:
    if slip.replacement is None:
        return None
    title = f"Write {slip.replacement}" if slip.replacement.strip() else "Remove it"
    return Fix(title, (Edit(slip.span, slip.replacement),))
