"""An annotation is not followed by the block that it speaks of.

A request, response or resource annotation describes the code block right after it. With text or a heading in between,
or with the comment indented by four (which makes it a code block of its own), tools find no block to apply it to, and
the example is not tested.

Blank lines between the two do no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Severity, Span, Workspace, rule

_SPEAKS_OF_A_BLOCK = frozenset({"request", "response", "resource", "example"})
_INDENTED = re.compile(r'<!--\s*\{\s*"blockType"\s*:\s*"(?P<kind>\w+)"')
_SHOWN = 4  # characters of the comment to mark: its opening

ANNOTATION = '<!-- { "blockType": "request", "name": "list_telescopes" } -->\n'
FENCE = "```http\nGET https://graph.microsoft.com/beta/telescopes\n```\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(ANNOTATION + "\n\n" + FENCE),
        Example('<!-- { "blockType": "ignored" } -->\n\nThis text is not tested.\n'),
    ),
    invalid=(
        Example("⟦<!--⟧" + ANNOTATION.removeprefix("<!--") + "The request is:\n\n" + FENCE),
        Example("Text.\n\n    ⟦<!--⟧" + ANNOTATION.removeprefix("<!--") + "\n" + FENCE),
    ),
)
def detached_annotation(page: Page, workspace: Workspace) -> Iterator[Finding]:
    attached = {block.annotation.span for block in page.code_blocks if block.annotation}
    for annotation in page.annotations:
        if annotation.span not in attached and annotation.block_type in _SPEAKS_OF_A_BLOCK:
            yield _finding(annotation.span.start, annotation.block_type, "No code block follows this {} annotation")
    for block in page.code_blocks:
        match = _INDENTED.match(block.body.text.lstrip()) if block.indented else None
        if match and match["kind"] in _SPEAKS_OF_A_BLOCK:
            at = block.body.span.start + block.body.text.index("<!--")
            yield _finding(at, match["kind"], "This {} annotation is indented by four, which makes it a code block")


def _finding(at: int, kind: str, message: str) -> Finding:
    help_text = "Put the comment at the beginning of a line, right before the code block that it describes"
    return Finding(Span(at, at + _SHOWN), message.format(kind), help_text)
