"""Names of types that stand where values belong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from doclint.api import JsonNode, PropertyRow, Span, TypeWord, type_word

from ._documented import possible_values

NAMES_A_TYPE = re.compile(r"(?:type|kind|format)s?\Z", re.IGNORECASE)
"""Found in the names of properties whose values may be names of types."""


class TypeWordUse(NamedTuple):
    """The name of a type in place of a value, with the row that documents the property, if there is one."""

    name: str
    node: JsonNode
    word: TypeWord
    row: PropertyRow | None
    is_item: bool


def type_words(root: JsonNode, rows: Mapping[Span, PropertyRow]) -> Iterator[TypeWordUse]:
    """The values that are names of types; ``rows`` has what is documented, by the place of the value."""
    for path, node in root.walk():
        row = rows.get(node.span)
        word = _word(node.value, row) if isinstance(node.value, str) else None
        if word:
            name = next((step for step in reversed(path) if isinstance(step, str)), "")
            yield TypeWordUse(name, node, word, row, bool(path) and isinstance(path[-1], int))


def is_meant_as_type(use: TypeWordUse, *, in_stub: bool) -> bool:
    """Whether the word can be no value; ``in_stub`` says that the body has it for other properties, too."""
    row, value = use.row, str(use.node.value)
    members = possible_values(row) if row else ()
    if value in members or use.name.startswith("@"):
        return False
    if NAMES_A_TYPE.search(use.name):
        is_other = row is not None and row.type.is_primitive and row.type.canonical != "String"
        return use.word.sure and (bool(members) or is_other or in_stub)
    if use.word.sure or (row and row.type.canonical == use.word.canonical):
        return True
    return use.name.lower().endswith(value.lower())


def _word(value: str, row: PropertyRow | None) -> TypeWord | None:
    """The type that a value names: a known one, or the property's own."""
    if row and not row.type.is_primitive and value and value == row.type.short_name:
        return TypeWord(row.type.canonical, sure=True)
    return type_word(value)
