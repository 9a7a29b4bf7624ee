"""What a JSON text holds: values with their places, and where the text departs from the standard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from doclint.text import Span


class Slip(NamedTuple):
    """A place where a text departs from strict JSON (RFC 8259), and what the lenient reader took it for.

    ``kind`` is one of ``trailing-comma``, ``missing-comma``, ``extra-comma``, ``missing-colon``, ``comment``,
    ``ellipsis``, ``single-quotes``, ``smart-quotes``, ``blank`` (a character that looks like a space),
    ``control-character``, ``invalid-escape``, ``unquoted-key``, ``unquoted-value``, ``invalid-number``,
    ``unclosed``, ``unterminated-string``, ``text-after-end``, ``unexpected``, ``too-deep``, ``empty``.
    ``replacement`` is the text that mends the span where the reading is beyond doubt, else None.
    """

    kind: str
    span: Span
    message: str
    replacement: str | None = None


@dataclass(slots=True)  # not frozen: that makes a node four times as dear, and pages hold hundreds of thousands
class JsonNode:
    """A JSON value and its place. ``value`` is what ``json.loads`` would give for the node's text.

    ``kind`` is ``object``, ``array``, ``string``, ``number``, ``boolean`` or ``null``. Of a key that stands twice
    in one object both members are kept, in order; ``value`` and ``at`` know the last. A bare word is a string; a
    member whose value is missing or an ellipsis has null. Nodes are not to be changed.
    """

    kind: str
    value: object
    span: Span = field(compare=False)
    members: tuple[JsonMember, ...] = field(default=(), repr=False, compare=False)
    items: tuple[JsonNode, ...] = field(default=(), repr=False, compare=False)
    quotes: tuple[int, int] = field(default=(1, 1), repr=False, compare=False)
    """How many quotation marks a string has at its beginning and at its end."""

    def at(self, *path: str | int) -> JsonNode | None:
        """The value that a path of keys and indexes leads to."""
        node: JsonNode | None = self
        for step in path:
            if node is None:
                return None
            if isinstance(step, int):
                node = node.items[step] if 0 <= step < len(node.items) else None
            else:
                member = node.member(step)
                node = member.node if member else None
        return node

    def member(self, key: str) -> JsonMember | None:
        """The last member of that key."""
        for member in reversed(self.members):
            if member.key == key:
                return member
        return None

    @property
    def inner(self) -> Span:
        """The span without the quotation marks of a string."""
        if self.kind != "string":
            return self.span
        return Span(self.span.start + self.quotes[0], self.span.end - self.quotes[1])

    def walk(self, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], JsonNode]]:
        """The node and all below it, in the order of the text, each with the path that leads to it."""
        stack = [(path, self)]
        while stack:
            here, node = stack.pop()
            yield here, node
            if node.members or node.items:  # most are neither
                below = [((*here, member.key), member.node) for member in node.members]
                below += [((*here, index), item) for index, item in enumerate(node.items)]
                stack.extend(reversed(below))


class JsonMember(NamedTuple):
    """One ``"key": value`` of an object; ``key_span`` includes the quotation marks."""

    key: str
    key_span: Span
    node: JsonNode


class JsonDocument(NamedTuple):
    """What a text that should be JSON holds. ``root`` is None when nothing could be made of it."""

    root: JsonNode | None
    slips: tuple[Slip, ...]
    span: Span
