"""The JSON texts of a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from doclint.api import CodeBlock, JsonDocument, JsonNode, Message, Page, PageKind

KINDS = {"string": "text", "object": "an object", "array": "an array", "number": "a number", "boolean": "a Boolean"}
"""The kinds of JSON values as messages call them."""

_LONGEST_SHOWN = 60


class Body(NamedTuple):
    """A JSON text: the body of a message, or, where ``message`` is None, the whole of a code block."""

    document: JsonDocument
    block: CodeBlock
    message: Message | None

    @property
    def root(self) -> JsonNode | None:
        """The value, if the text could be read."""
        return self.document.root


def bodies(page: Page) -> Iterator[Body]:
    """All JSON texts of a page, in order."""
    for block in page.code_blocks:
        if block.messages:
            yield from (Body(m.json, block, m) for m in block.messages if m.json)
        elif block.json:
            yield Body(block.json, block, None)


def examples(page: Page) -> Iterator[Body]:
    """The JSON texts that show values; in the representation of a resource names of types stand for them."""
    return (body for body in bodies(page) if not is_representation(page, body))


def shown(text: str) -> str:
    """A key or value of JSON for a message: on one line, as JSON writes it, and not too much of it."""
    line = json.dumps(text, ensure_ascii=False)[1:-1]
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"


def is_representation(page: Page, body: Body) -> bool:
    """Whether a JSON text shows the shape of a resource rather than an example."""
    kind, titles = body.block.kind, [title.lower() for title in body.block.section]
    if kind == "resource" or any("representation" in title for title in titles):
        return True
    shown = body.message or kind == "example" or any(title.startswith("example") for title in titles)
    return page.kind is PageKind.RESOURCE and not shown


def objects(root: JsonNode) -> Iterator[JsonNode]:
    """The objects that a body speaks of: itself, or the items of the list that it is or wraps as ``value``."""
    wrapped = root.member("value")
    if wrapped and wrapped.node.kind == "array":
        root = wrapped.node
    yield from (node for node in (root, *root.items) if node.kind == "object")
