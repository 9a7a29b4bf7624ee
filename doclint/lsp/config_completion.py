"""What may stand at a place of ``doclint.yml``, by the schema of configurations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lsprotocol import types

from doclint.config import config_schema
from doclint.lsp.completion import Proposal
from doclint.lsp.explanations import rules_by_name
from doclint.run import rules_of_this_installation
from doclint.text import Source, Span

_KEY = re.compile(r"(?P<key>[\w.-]+)[ ]*:(?:[ ]|\Z)")
_ITEM = re.compile(r"-(?:[ ]+|\Z)")
_TYPED = re.compile(r"[\w./-]*\Z")
_ITEM_STEP = "[]"


class _Context(NamedTuple):
    """The way to a place, of keys and ``[]`` for lists, and whether a key or a value is written there."""

    path: Sequence[str]
    is_key: bool


def proposals_for_configuration(text: str, at: int) -> Iterator[Proposal]:
    """What may stand at an offset of a configuration, so far as it goes with what is typed there."""
    source = Source("", text)
    number = source.line_column(at)[0]
    before = source.line(number).text[: at - source.line(number).span.start]
    typed = _TYPED.search(before)
    word = typed[0] if typed else ""
    context = _context([source.line(one).text for one in range(1, number)], before[: len(before) - len(word)])
    node: Any = _node(config_schema(rules_of_this_installation()), context.path) if context else None
    span = Span(at - len(word), at)
    for proposal in _of_node(node, span, is_key=context.is_key) if node and context else ():
        if word.lower() in proposal.label:
            yield proposal


def _of_node(node: dict[str, Any], span: Span, *, is_key: bool) -> Iterator[Proposal]:
    if is_key:
        for key, below in node.get("properties", {}).items():
            docs = below.get("description", "") or _summary(key)
            yield Proposal(key, f"{key}: ", span, types.CompletionItemKind.Property, docs=docs)
        for key in node.get("propertyNames", {}).get("enum", ()):
            yield Proposal(key, f"{key}: ", span, types.CompletionItemKind.Property, docs=_summary(key))
    if is_key and node.get("type") == "object":
        return
    choices = [*node.get("enum", ()), *(one for each in node.get("anyOf", ()) for one in each.get("enum", ()))]
    choices += ["true", "false"] if node.get("type") == "boolean" else []
    for choice in map(str, choices):
        yield Proposal(choice, choice, span, types.CompletionItemKind.Value, docs=_summary(choice))
    if node.get("type") == "array":
        yield from _of_node(node["items"], span, is_key=False)


def _summary(name: str) -> str:
    rule = rules_by_name().get(name)
    return rule.summary if rule else ""


def _node(schema: Any, path: Sequence[str]) -> Any:
    """The part of a schema that a way of keys leads to; None where it leads nowhere."""
    for key in path:
        if key == _ITEM_STEP:
            schema = schema.get("items") if isinstance(schema, dict) else None
        elif isinstance(schema, dict):
            schema = schema.get("properties", {}).get(key) or schema.get("additionalProperties")
    return schema if isinstance(schema, dict) else None


def _context(above: Sequence[str], before: str) -> _Context | None:
    """Where the end of ``before`` is; the lines above it tell by their indentation what it belongs to."""
    if "#" in before:
        return None
    rest = before.lstrip(" ")
    path = _outer(above, len(before) - len(rest), in_list=rest.startswith("-"))
    while item := _ITEM.match(rest):
        path.append(_ITEM_STEP)
        rest = rest[item.end() :]
    if not rest:
        return _Context(path, is_key=True)
    key = _KEY.match(rest)
    return _inline([*path, key["key"]], rest[key.end() :]) if key else None


def _inline(path: list[str], rest: str) -> _Context:
    """Where the end of a line is, behind its key: in a list or mapping in brackets, or at a plain value."""
    is_key = False
    for sign in re.findall(r"[\[\]{},:]|[\w.-]+", rest):
        if sign == "[":
            path.append(_ITEM_STEP)
        elif sign == "{":
            path.append("")
            is_key = True
        elif sign in "]}" and path:
            path.pop()
        elif sign == "," and path[-1:] != [_ITEM_STEP]:
            is_key = True
        elif sign == ":":
            is_key = False
        elif is_key:
            path[-1:] = [sign]
    return _Context(path[:-1] if is_key and path else path, is_key=is_key)


def _outer(above: Sequence[str], column: int, *, in_list: bool) -> list[str]:
    """The keys and lists that what begins in a column stands in; an item may begin in the column of its list's key."""
    path: list[str] = []
    for line in reversed(above):
        for at, step in reversed(_steps(line)):
            if at < column or (in_list and at == column and step != _ITEM_STEP):
                path.insert(0, step)
                column, in_list = at, step == _ITEM_STEP
    return path


def _steps(line: str) -> list[tuple[int, str]]:
    """What a line begins: items and a key, each with its column."""
    steps: list[tuple[int, str]] = []
    at = len(line) - len(line.lstrip(" "))
    while item := _ITEM.match(line, at):
        steps.append((at, _ITEM_STEP))
        at = item.end()
    key = _KEY.match(line, at)
    return [*steps, (at, key["key"])] if key else steps
