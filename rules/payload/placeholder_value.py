"""A value in an example that only repeats the name of its property.

Generators fill examples with `"displayName": "Display Name value"` or `"id": "id-value"`. Such text shows the reader
nothing: not how an id looks, nor what the property is for. `id-value` is reported at each place, as a person has to
replace each. Of the other form, with which one generator fills whole pages, the first stands for all.

The fix puts a value where the name of the property or its documented type tells a plausible one; it is a guess, so it
is not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from doclint.api import (
    Documented,
    Edit,
    Example,
    Finding,
    Fix,
    JsonNode,
    Page,
    Preset,
    Severity,
    Workspace,
    examples,
    rule,
)

from ._bodies import shown
from ._documented import documented_values
from ._plausible import plausible

_FILLER = re.compile(r"(?P<name>[A-Za-z][\w.: -]{0,80})(?P<joint>[ -])[Vv]alue")
_MAY_OCCUR = re.compile(r'[ -]value"', re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")


@rule(
    severity=Severity.INFO,
    preset=Preset.ALL,
    valid=(
        Example(
            '```http\nHTTP/1.1 200 OK\n\n{ "name": "Face value", "unit": "value", "@odata.type": "x.key-value" }\n```\n'
        ),
        Example(
            '## JSON representation\n```json\n{ "name": "name-value" }\n```\n',
            path="api-reference/beta/resources/dome.md",
        ),
    ),
    invalid=(
        Example(
            '```http\nHTTP/1.1 200 OK\n\n{ "id": ⟦"id-value"⟧, "name": ⟦"name-value"⟧ }\n```\n',
            fixed="```http\nHTTP/1.1 200 OK\n\n"
            '{ "id": "a1f9399c-2463-4250-9a05-c63bf9498627", "name": "name-value" }\n```\n',
        ),
        Example(
            '```http\nHTTP/1.1 200 OK\n\n{ "domeId": ⟦"Dome Id value"⟧, "displayName": "Display Name value" }\n```\n'
        ),
    ),
)
def placeholder_value(page: Page, workspace: Workspace) -> Iterator[Finding]:
    fillers = list(_fillers(page, workspace)) if _MAY_OCCUR.search(page.text) else []
    by_hand = [filler for filler in fillers if filler.joint == "-"]
    generated = [filler for filler in fillers if filler.joint != "-"]
    for filler in by_hand:
        value = plausible(filler.name, filler.known)
        fix = Fix(f"Put {value}", (Edit(filler.node.span, value),), safe=False) if value else None
        yield _finding(filler, fix)
    if generated:
        yield _finding(generated[0], more=len(generated) - 1)


def _finding(filler: _Filler, fix: Fix | None = None, *, more: int = 0) -> Finding:
    others = f", as are {more} more on this page" if more else ""
    message = f'"{filler.node.value}" is a filler, not a value of {shown(filler.name)}{others}'
    return Finding(filler.node.span, message, "Give a value that the API could send or receive", fix)


class _Filler(NamedTuple):
    """A value that is a property's name and the word "value", and what joins the two."""

    name: str
    joint: str
    node: JsonNode
    known: Documented | None


def _fillers(page: Page, workspace: Workspace) -> Iterator[_Filler]:
    values = documented_values(page, workspace)
    for body in examples(page, workspace):
        if not body.root or not _MAY_OCCUR.search(page.text, *body.document.span):
            continue
        for path, node in body.root.walk():
            name = next((step for step in reversed(path) if isinstance(step, str)), "")
            joint = _joint(name, node.value) if isinstance(node.value, str) else ""
            if joint and not name.startswith("@"):
                yield _Filler(name, joint, node, values.get(node.span))


def _joint(name: str, value: str) -> str:
    """What joins the name and "value" in a filler, else nothing; "-value" gives a generator away behind any name."""
    match = _FILLER.fullmatch(value)
    is_filler = match and (match["joint"] == "-" or _letters(match["name"]) == _letters(name))
    return match["joint"] if match and is_filler else ""


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).lower()
