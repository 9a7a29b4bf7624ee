"""Literals in quotation marks, which makes them text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from doclint.api import JsonNode, Verdict, fits

MAY_BE_QUOTED = re.compile(r'"(?:true|false|null|[0-9]{1,18})"', re.IGNORECASE)
"""Found in each text that holds a quoted literal."""

_LITERAL = re.compile(r"true|false|null|-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?")
_KIND_OF = {bool: "boolean", type(None): "null"}
_TEXT_NAME = re.compile(r"(?:value|text|string|content)s?\Z|\A(?:json|@)", re.IGNORECASE)
_COUNT_NAME = re.compile(r"[a-z](?:Count|In(?:Seconds|Minutes|Hours|Days))\Z")


class QuotedLiteral(NamedTuple):
    """A property whose value is a literal in quotation marks, and the literal as JSON writes it."""

    name: str
    node: JsonNode
    literal: str


def literal_of(node: JsonNode, type_name: str) -> str | None:
    """The literal that a text holds, when it fits a type that the text does not."""
    text = node.value.strip().lower() if isinstance(node.value, str) else ""
    if not _LITERAL.fullmatch(text):
        return None
    value = json.loads(text)
    literal = JsonNode(_KIND_OF.get(type(value), "number"), value, node.span)
    return text if fits(type_name, literal) is Verdict.FITS else None


def quoted_literals(root: JsonNode) -> Iterator[QuotedLiteral]:
    """The literals in quotation marks that cannot be meant as text, by the names of their properties."""
    for path, node in root.walk():
        name = path[-1] if path else 0
        if isinstance(name, str) and isinstance(node.value, str) and _is_literal(name, node.value):
            yield QuotedLiteral(name, node, node.value.lower())


def _is_literal(name: str, value: str) -> bool:
    if value.lower() in ("true", "false", "null"):
        return not _TEXT_NAME.search(name)
    return bool(_COUNT_NAME.search(name) and _LITERAL.fullmatch(value))
