"""A value in an example that only repeats the name of its property.

Generators fill examples with `"displayName": "Display Name value"` or `"id": "id-value"`. Such text shows the reader
nothing: not how an id looks, nor what the property is for. `id-value` is reported at each place, as a person has to
replace each. Of the other form, with which one generator fills whole pages, the first stands for all.

The fix puts what other examples give for the property, on the page or on others, or a value that its name or documented
type makes plausible. It is a guess, so it is not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from doclint.api import (
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    Preset,
    Severity,
    Workspace,
    examples,
    rule,
)

from ._bodies import shown
from ._documented import documented_values
from ._given import Gap, value_for

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
        value = value_for(filler.gap, page, workspace)
        fix = Fix(f"Put {value}", (Edit(filler.gap.node.span, value),), safe=False) if value else None
        yield _finding(filler, fix)
    if generated:
        yield _finding(generated[0], more=len(generated) - 1)


def _finding(filler: _Filler, fix: Fix | None = None, *, more: int = 0) -> Finding:
    others = f", as are {more} more on this page" if more else ""
    node, name = filler.gap.node, shown(filler.gap.name)
    message = f'"{node.value}" is a filler, not a value of {name}{others}'
    return Finding(node.span, message, "Give a value that the API could send or receive", fix)


class _Filler(NamedTuple):
    """A value that is a property's name and the word "value", and what joins the two."""

    gap: Gap
    joint: str


def _fillers(page: Page, workspace: Workspace) -> Iterator[_Filler]:
    values = documented_values(page, workspace)
    for body in examples(page, workspace):
        if not body.root or not _MAY_OCCUR.search(page.text, *body.document.span):
            continue
        for path, node in body.root.walk():
            gap = Gap(path, node, values.get(node.span))
            joint = _joint(gap.name, node.value) if isinstance(node.value, str) else ""
            if joint and not gap.name.startswith("@"):
                yield _Filler(gap, joint)


def _joint(name: str, value: str) -> str:
    """What joins the name and "value" in a filler, else nothing; "-value" gives a generator away behind any name."""
    match = _FILLER.fullmatch(value)
    is_filler = match and (match["joint"] == "-" or _letters(match["name"]) == _letters(name))
    return match["joint"] if match and is_filler else ""


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).lower()
