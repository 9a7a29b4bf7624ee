"""A property that is sent with one value and comes back with another kind of value, or another value altogether.

What a request sends as a number cannot come back as text: one of the two examples is wrong. The properties that a
request and its successful response share are compared, at any depth of nested objects; null may stand for any value.
Where a request names the type of the thing it creates or updates, the response must not name another, and what it
shows has the values that were sent. There, texts may differ in blanks, signs and letter case, one may hold the other,
times may be in other zones; ids, states and the like are the service's own. All values of a response that differ are
one finding. A name that comes back in another letter case is reported, too, where no page documents it.

Quotation marks round a literal are reported where they stand, everything else in the response. Different spellings of
one type, and names of types in place of values, have rules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from doclint.api import (
    Example,
    Finding,
    JsonNode,
    Page,
    Related,
    Severity,
    Workspace,
    rule,
    type_word,
)

from ._bodies import KINDS, shown
from ._documented import documented_values
from ._echoes import Nodes, is_other_value, respelt

_FIRST_REDIRECT = 300
_CREATED = 201

_PAGE = (
    "## Example\n```http\nPOST https://graph.microsoft.com/beta/domes\n\n%s\n```\n"
    "```http\nHTTP/1.1 201 Created\n\n%s\n```\n"
)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(
            _PAGE % ('{ "name": "North", "site": null, "tilt": 3 }', '{ "name": "north!", "site": {}, "tilt": 3 }')
        ),
        Example(_PAGE % ('{ "state": "closed" }', '{ "site": { "state": 4 } }')),
        Example(
            _PAGE
            % ('{ "openedDateTime": "2024-01-15T22:00:00Z" }', '{ "openedDateTime": "2024-01-15T23:00:00+01:00" }')
        ),
    ),
    invalid=(
        Example(
            _PAGE
            % (
                '{ "site": { "id": "7" }, "limits": { "tilt": [3] }, "isOpen": ⟦"true"⟧ }',
                '{ "site": ⟦"7"⟧, "limits": { "tilt": ⟦3⟧ }, "isOpen": true }',
            )
        ),
        Example(_PAGE % ('{ "name": "North", "tilt": 3 }', '{ "name": ⟦"South"⟧, "tilt": 4 }')),
        Example(_PAGE % ('{ "name": "North" }', '{ ⟦"Name"⟧: "North" }')),
        Example(_PAGE % ('{ "@odata.type": "#contoso.dome" }', '{ "@odata.type": ⟦"#contoso.building"⟧ }')),
    ),
)
def request_response_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for exchange in page.exchanges.pairs:
        documents = exchange.message.documents if exchange.message else ()
        request = documents[0].root if documents else None
        if not exchange.message or not request:
            continue
        sent: Nodes = {}
        for answer in exchange.answers:
            root = answer.json.root if answer.json else None
            if root and (answer.code or 0) < _FIRST_REDIRECT:
                sent, returned = sent or dict(request.walk()), dict(root.walk())
                pairs = list(_shared(sent, returned))
                yield from (_kind_finding(pair) for pair in pairs if _differs(pair))
                yield from _names(sent, returned, page, workspace)
                if exchange.message.method.text in ("PATCH", "PUT") or answer.code == _CREATED:
                    yield from _type_finding(sent.get(("@odata.type",)), root.at("@odata.type"))
                    yield from _value_finding([pair for pair in pairs if is_other_value(*pair)])


class _Pair(NamedTuple):
    """A property of a request and the one of the same path in its response."""

    name: str
    sent: JsonNode
    returned: JsonNode


def _shared(sent: Nodes, returned: Nodes) -> Iterator[_Pair]:
    """What the two have in common, items of arrays apart: their order means nothing."""
    for path, node in returned.items():
        name = path[-1] if path in sent and path else 0
        if isinstance(name, str) and not name.startswith("@") and all(isinstance(step, str) for step in path):
            yield _Pair(name, sent[path], node)


def _differs(pair: _Pair) -> bool:
    kinds = (pair.sent.kind, pair.returned.kind)
    if kinds[0] == kinds[1] or "null" in kinds:
        return False
    return not any(isinstance(node.value, str) and type_word(node.value) for node in (pair.sent, pair.returned))


def _kind_finding(pair: _Pair) -> Finding:
    name, sent, returned = pair
    quoted = sent.kind == "string" and returned.kind in ("boolean", "number")
    place, other, where = (sent, returned, "response") if quoted else (returned, sent, "request")
    return Finding(
        place.span,
        f"{shown(name)} is {KINDS[sent.kind]} in the request, but {KINDS[returned.kind]} in the response",
        "Give it the same type in both examples",
        related=(Related(f"The value in the {where} is here", other.span),),
    )


def _names(sent: Nodes, returned: Nodes, page: Page, workspace: Workspace) -> Iterator[Finding]:
    for before, after in respelt(sent, returned):
        known = documented_values(page, workspace)
        if before.node.span not in known and after.node.span not in known:
            yield Finding(
                after.key_span,
                f'"{shown(after.key)}" in the response is "{shown(before.key)}" in the request',
                "Spell it alike in both examples",
                related=(Related("The property in the request is here", before.key_span),),
            )


def _value_finding(pairs: list[_Pair]) -> Iterator[Finding]:
    """One finding for all the values of a response that differ: the two examples speak of different things then."""
    if pairs:
        name, sent, returned = pairs[0]
        more = f", and {len(pairs) - 1} more properties differ" if pairs[1:] else ""
        yield Finding(
            returned.span,
            f"{shown(name)} is {_quoted(sent)} in the request, but {_quoted(returned)} in the response{more}",
            "Show what the request has sent",
            related=(Related("The value in the request is here", sent.span),),
        )


def _quoted(node: JsonNode) -> str:
    return f'"{shown(node.value)}"' if isinstance(node.value, str) else str(node.value).lower()


def _type_finding(sent: JsonNode | None, returned: JsonNode | None) -> Iterator[Finding]:
    if not sent or not returned or not isinstance(sent.value, str) or not isinstance(returned.value, str):
        return
    names = [value.rpartition(".")[2].lower() for value in (sent.value, returned.value)]
    if names[0] != names[1]:
        yield Finding(
            returned.span,
            f'The request sends a "{shown(sent.value)}", but the response shows a "{shown(returned.value)}"',
            "Give the type of what was created or updated",
            related=(Related("The type in the request is here", sent.span),),
        )
