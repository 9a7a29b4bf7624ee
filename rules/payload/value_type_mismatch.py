"""A value in an example that does not fit the documented type of its property.

A Boolean is `true` or `false` without quotation marks, an Int32 a whole number in range, a collection an array whose
members all fit, a DateTimeOffset a text of that form (OData JSON Format 4.01, Primitive Value). Int64 may also be
digits in quotation marks. Null fits everywhere. A request is compared with the tables of the Request body section, and
so is the response that shows what was created or updated. Nested objects have their tables elsewhere and are left out.

Text of another form ("soon" for a Duration) is a warning, and so are quotation marks that the property's name gives
away: `"true"` for `isOpen`, `"7"` for `domeCount`, `"null"`. Placeholders and names of types are left to other rules.

Quotation marks round a documented Boolean or number are removed safely; by the name alone it is a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    Edit,
    Example,
    Finding,
    Fix,
    JsonNode,
    Misfit,
    Page,
    PropertyRow,
    Related,
    Severity,
    Span,
    Verdict,
    Workspace,
    misfits,
    rule,
    type_word,
)

from ._bodies import KINDS, examples, shown
from ._documented import documentation, possible_values, type_text
from ._plausible import plausible
from ._quoted import MAY_BE_QUOTED, QuotedLiteral, literal_of, quoted_literals

_PLACEHOLDER = re.compile(r"[<{\[].*[>}\]]|.*[ -]value(?:-\d+)?|.*(?:\.\.\.|…)", re.IGNORECASE | re.DOTALL)

_TABLE = (
    "## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n|isOpen|Boolean|.|\n|tags|String collection|.|\n\n"
)
_REQUEST = "## Example\n```http\nPATCH https://graph.microsoft.com/beta/domes/4\n\n"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(f'{_TABLE}{_REQUEST}{{ "isOpen": true, "tags": ["north", null] }}\n```\n'),
        Example('```http\nHTTP/1.1 200 OK\n\n{ "isOpen": null, "value": "true", "newValue": "7" }\n```\n'),
    ),
    invalid=(
        Example(
            f'{_TABLE}{_REQUEST}{{ "isOpen": ⟦"true"⟧, "tags": ⟦"north"⟧ }}\n```\n',
            fixed=f'{_TABLE}{_REQUEST}{{ "isOpen": true, "tags": "north" }}\n```\n',
        ),
        Example(
            '```http\nHTTP/1.1 200 OK\n\n{ "isMoving": ⟦"False"⟧, "domeCount": ⟦"7"⟧, "comment": ⟦"null"⟧ }\n```\n',
            fixed='```http\nHTTP/1.1 200 OK\n\n{ "isMoving": false, "domeCount": 7, "comment": null }\n```\n',
        ),
    ),
)
def value_type_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    documented = documentation(page)
    for body in examples(page):
        if not body.root:
            continue
        known: set[Span] = set()
        for member, row in documented.members(body):
            known.update(node.span for node in (member.node, *member.node.items))
            if len(row.type.alternatives) == 1:
                yield from (_mismatch(member.key, row, misfit) for misfit in _misfits(row, member.node))
        if MAY_BE_QUOTED.search(page.text, *body.document.span):
            yield from (_quoted(use) for use in quoted_literals(body.root) if use.node.span not in known)


def _misfits(row: PropertyRow, node: JsonNode) -> Iterator[Misfit]:
    for misfit in misfits(row.type, node):
        text = misfit.node.value if isinstance(misfit.node.value, str) else ""
        if not (type_word(text) or _PLACEHOLDER.fullmatch(text) or text in possible_values(row)):
            yield misfit


def _mismatch(name: str, row: PropertyRow, misfit: Misfit) -> Finding:
    node, value = misfit.node, plausible(name, row)
    unquoted = literal_of(node, row.type.name.text)
    return Finding(
        node.span,
        f"{name} is documented as {type_text(row)}, but {_what_is_wrong(misfit)}",
        f"Give a value of that type{f', such as {value}' if value else ''}, or correct the table",
        Fix(f"Write {unquoted} without quotation marks", (Edit(node.span, unquoted),)) if unquoted else None,
        (Related(f"{name} is documented here", row.type.raw.span),),
        Severity.WARNING if misfit.verdict is Verdict.WRONG_FORM and node.kind == "string" else None,
    )


def _what_is_wrong(misfit: Misfit) -> str:
    node = misfit.node
    if node.kind in ("object", "array"):
        return f"the example gives {KINDS[node.kind]}"
    text = f'"{shown(node.value)}"' if isinstance(node.value, str) else str(node.value).lower()
    match misfit.verdict:
        case Verdict.OUT_OF_RANGE:
            return f"{text} is out of its range"
        case Verdict.WRONG_FORM:
            return f"{text} has another form" if node.kind == "string" else f"{text} is no whole number"
        case _:
            return f"the example gives {KINDS[node.kind]}, {text}"


def _quoted(use: QuotedLiteral) -> Finding:
    return Finding(
        use.node.span,
        f"{shown(use.name)} has {use.literal} in quotation marks, which makes it text",
        f"Write {use.literal} without quotation marks",
        Fix(f"Write {use.literal}", (Edit(use.node.span, use.literal),), safe=False),
        severity=Severity.WARNING,
    )
