"""Which response belongs to which request on a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from doclint.lazy import lazy
from doclint.parse.blocks import CodeBlock
from doclint.parse.http_text import Message


@dataclass(frozen=True)
class Exchange:
    """An example request and the responses to it; several are allowed, and none."""

    request: CodeBlock
    responses: tuple[CodeBlock, ...] = ()

    @lazy
    def message(self) -> Message | None:
        """The request itself, when the block holds one."""
        return next((message for message in self.request.messages if not message.is_response), None)

    @lazy
    def answers(self) -> tuple[Message, ...]:
        """The responses themselves."""
        return tuple(m for block in self.responses for m in block.messages if m.is_response)


@dataclass(frozen=True)
class Exchanges:
    """All examples of a page, and the responses that answer no request."""

    pairs: tuple[Exchange, ...] = ()
    unasked: tuple[CodeBlock, ...] = ()


def read_exchanges(blocks: Iterable[CodeBlock]) -> Exchanges:
    """Pair responses with requests: by the names in a response's annotation, else with the request before it.

    Of several requests of one name the last one before the response is meant. An ignored request below one that is not
    answered yet is another form of it.
    """
    pairs: list[tuple[CodeBlock, list[CodeBlock]]] = []
    by_name: dict[str, list[CodeBlock]] = {}
    unasked: list[CodeBlock] = []
    for block in blocks:
        if pairs and _is_other_form(block, *pairs[-1]):
            continue
        if is_request(block):
            pairs.append((block, []))
            by_name[_name(block)] = pairs[-1][1]
        elif is_response(block):
            asked = [by_name[name] for name in _names(block) if name in by_name]
            for responses in asked or [pair[1] for pair in pairs[-1:]]:
                responses.append(block)
            if not pairs:
                unasked.append(block)
    return Exchanges(tuple(Exchange(request, tuple(r)) for request, r in pairs), tuple(unasked))


def is_request(block: CodeBlock) -> bool:
    """Whether a block is an example request: by its annotation, or else by section and content."""
    return block.kind == "request" or (_is_bare_example(block) and not block.messages[0].is_response)


def is_response(block: CodeBlock) -> bool:
    """Whether a block is an example response, likewise."""
    return block.kind == "response" or (_is_bare_example(block) and block.messages[0].is_response)


def _is_other_form(block: CodeBlock, request: CodeBlock, responses: list[CodeBlock]) -> bool:
    unanswered = request.kind == "request" and not responses and block.section == request.section
    return unanswered and block.kind == "ignored" and is_request(block)


def _is_bare_example(block: CodeBlock) -> bool:
    """Whether a block of an Examples section shows a message though no annotation says so.

    Authors mark messages as ``ignored`` that are not to be tested; to readers they are examples all the same.
    """
    if block.kind not in ("", "ignored", "example") or not block.messages or not block.messages[0].start_line:
        return False
    return any(title.lower().startswith("example") for title in block.section)


def _name(request: CodeBlock) -> str:
    return request.annotation.text("name") if request.annotation else ""


def _names(response: CodeBlock) -> frozenset[str]:
    said = response.annotation.values.get("name") if response.annotation else None
    names = said if isinstance(said, list) else [said]
    return frozenset(name for name in names if isinstance(name, str) and name)
