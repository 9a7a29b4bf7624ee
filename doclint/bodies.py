"""The JSON texts of a page, and what the annotations of their blocks say of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from doclint.page import Page, PageKind
from doclint.parse.blocks import CodeBlock
from doclint.parse.http_text import Message
from doclint.parse.json_text import JsonDocument, JsonNode
from doclint.workspace import Workspace

_COLLECTION = re.compile(r"collection\((?P<item>[^()]*)\)", re.IGNORECASE)


class Body(NamedTuple):
    """A JSON text: the body of a message, or, where ``message`` is None, the whole of a code block.

    Of a multipart message the first part that is JSON is the body; the others are ``is_attached`` to it.
    """

    document: JsonDocument
    block: CodeBlock
    message: Message | None
    is_attached: bool = False

    @property
    def root(self) -> JsonNode | None:
        """The value, if the text could be read."""
        return self.document.root

    @property
    def is_request(self) -> bool:
        """Whether it is sent."""
        return self.block.kind == "request" if self.message is None else not self.message.is_response


def bodies(page: Page, workspace: Workspace) -> tuple[Body, ...]:
    """All JSON texts of a page, in order."""
    return workspace.once(_bodies, page)


def examples(page: Page, workspace: Workspace) -> tuple[Body, ...]:
    """The JSON texts that show values; in the representation of a resource names of types stand for them."""
    return workspace.once(_examples, page)


def read_bodies(page: Page) -> Iterator[Body]:
    """All JSON texts of a page, in order, for those who want them once."""
    for block in page.code_blocks:
        if block.messages:
            for message in block.messages:
                for number, document in enumerate(message.documents):
                    yield Body(document, block, message, is_attached=number > 0)
        elif block.json:
            yield Body(block.json, block, None)


def is_representation(page: Page, body: Body) -> bool:
    """Whether a JSON text shows the shape of a resource rather than an example."""
    kind, section = body.block.kind, body.block.section
    if kind == "resource" or any("representation" in title.lower() for title in section):
        return True
    if page.kind is not PageKind.RESOURCE or body.message or kind == "example":
        return False
    return not any(title.lower().startswith("example") for title in section)


@lru_cache(2000)  # the names of types recur
def type_in(text: str) -> tuple[str, bool]:
    """The type's name in an ``@odata.type`` or an annotation, without ``#``, and whether it is a collection of it."""
    name = text.strip().removeprefix("#")
    match = _COLLECTION.fullmatch(name)
    return (match["item"].strip().removeprefix("#"), True) if match else (name, False)


def annotated_type(block: CodeBlock) -> tuple[str, bool]:
    """The type that a block's annotation names, and whether it says that there is a collection of it."""
    annotation = block.annotation
    if not annotation:
        return "", False
    name, is_collection = type_in(annotation.text("@odata.type"))
    return name, is_collection or str(annotation.values.get("isCollection")).lower() == "true"


def _bodies(page: Page, _: Workspace) -> tuple[Body, ...]:
    return tuple(read_bodies(page))


def _examples(page: Page, workspace: Workspace) -> tuple[Body, ...]:
    return tuple(body for body in bodies(page, workspace) if not is_representation(page, body))
