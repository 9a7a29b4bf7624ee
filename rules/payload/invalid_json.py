"""A JSON text that is not strict JSON.

Readers paste examples into tools, and those refuse what RFC 8259 does not allow: a comma before a closing bracket,
quotation marks of another kind, comments, keys without quotation marks. Each kind of slip is reported at its place, and
the rest of the text is still read. When a text has many, those of one kind are one finding.

Bodies of another media type are not JSON, and neither is prose in place of a body, such as
`[Zip file that holds the flat fields]`. Pieces of JSON that are shown on their own, without annotation, may lack the
brackets around them, and break long strings over lines. Comments are accepted on resource pages and on OneDrive's,
which explain properties by them, unless pages are held to the modern form.

Commas, quotation marks, spaces and comments are mended safely. Where more than one reading is possible, the fix is a
proposal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from doclint.api import (
    Body,
    Dialect,
    Example,
    Finding,
    Fix,
    Page,
    PageKind,
    Severity,
    Slip,
    Workspace,
    bodies,
    is_representation,
    rule,
)

from ._slips import SURE, advice, closed, edit_of, fix_title

_MOST = 5
"""Slips in one text that are reported one by one."""


@rule(
    severity=Severity.ERROR,
    valid=(
        Example('```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{ "domes": [4, 7] }\n```\n'),
        Example(
            "```http\nPOST https://graph.microsoft.com/beta/domes\nContent-Type: application/zip\n\n"
            "[Zip file that holds the flat fields]\n```\n"
        ),
        Example(
            '<!-- { "blockType": "resource" } -->\n```json\n{\n  /* from building */\n  "id": "String"\n}\n```\n',
            path="api-reference/beta/resources/dome.md",
        ),
    ),
    invalid=(
        Example(
            '```http\nHTTP/1.1 200 OK\n\n{\n  "domes": [4, 7⟦,⟧],\n  ⟦\'seeing\'⟧: 1.2⟦⟧\n  "isOpen": true\n}\n```\n',
            fixed='```http\nHTTP/1.1 200 OK\n\n{\n  "domes": [4, 7],\n  "seeing": 1.2,\n  "isOpen": true\n}\n```\n',
        ),
        Example(
            '```json\n{\n  "name": "Dome 4", ⟦// on the ridge⟧\n  "state": ⟦open⟧,\n  "notes": [⟦...⟧]\n}\n```\n',
            fixed='```json\n{\n  "name": "Dome 4",\n  "state": open,\n  "notes": [...]\n}\n```\n',
        ),
    ),
)
def invalid_json(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for body in bodies(page, workspace):
        slips = [slip for slip in body.document.slips if not _is_tolerated(slip, body, page, workspace)]
        if not slips or _is_prose(body):
            continue
        if len(slips) <= _MOST:
            commas = {slip.span.start for slip in slips if slip.kind == "missing-comma"}
            yield from (_finding(page, [closed(page.text, slip, commas)]) for slip in slips)
            continue
        kinds: dict[str, list[Slip]] = defaultdict(list)
        for slip in slips:
            kinds[slip.kind].append(slip)
        yield from (_finding(page, alike) for alike in kinds.values())


def _is_tolerated(slip: Slip, body: Body, page: Page, workspace: Workspace) -> bool:
    if slip.kind == "comment" and not workspace.settings.strict:
        explains = page.kind is PageKind.RESOURCE and not body.message
        return explains or page.dialect is Dialect.ONEDRIVE or is_representation(page, body)
    named = any("representation" in title.lower() for title in body.block.section)
    if body.message or named or body.block.kind not in ("", "ignored"):
        return False
    before = page.text[body.document.span.start : slip.span.start]
    return slip.kind == "control-character" or (slip.message.startswith('Missing "{" before') and not before.strip())


def _is_prose(body: Body) -> bool:
    """Whether words stand in place of the whole text."""
    root = body.root
    return root is not None and root.kind == "string" and root.quotes == (0, 0)


def _finding(page: Page, slips: Sequence[Slip]) -> Finding:
    first, count = slips[0], len(slips)
    edits = tuple(edit_of(page.text, slip) for slip in slips if slip.replacement is not None)
    return Finding(
        first.span,
        first.message if count == 1 else f"{first.message}, the first of {count} such slips in this JSON",
        advice(first),
        Fix(fix_title(first), edits, safe=first.kind in SURE) if edits else None,
    )
