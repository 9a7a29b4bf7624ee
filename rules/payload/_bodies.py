"""What is in JSON texts, for messages."""

from __future__ import annotations

import json
from collections.abc import Iterator

from doclint.api import JsonNode

KINDS = {"string": "text", "object": "an object", "array": "an array", "number": "a number", "boolean": "a Boolean"}
"""The kinds of JSON values as messages call them."""

_LONGEST_SHOWN = 60


def shown(text: str) -> str:
    """A key or value of JSON for a message: on one line, as JSON writes it, and not too much of it."""
    line = json.dumps(text, ensure_ascii=False)[1:-1]
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"


def nodes(root: JsonNode) -> Iterator[JsonNode]:
    """A value and all objects and arrays below it, in any order: quicker than to walk with paths."""
    left = [root]
    while left:
        node = left.pop()
        yield node
        below = [member.node for member in node.members] or node.items
        left += [inner for inner in below if inner.members or inner.items]


def objects(root: JsonNode) -> Iterator[JsonNode]:
    """The objects that a body speaks of: itself, or the items of the list that it is or wraps as ``value``."""
    wrapped = root.member("value")
    if wrapped and wrapped.node.kind == "array":
        root = wrapped.node
    yield from (node for node in (root, *root.items) if node.kind == "object")
