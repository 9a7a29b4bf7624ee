"""Names of types that stand where values belong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from doclint.api import PRIMITIVES, Documented, JsonNode, Span, TypeWord, type_word

NAMES_A_TYPE = re.compile(r"(?:type|kind|format)s?\Z", re.IGNORECASE)
"""Found in the names of properties whose values may be names of types."""


class TypeWordUse(NamedTuple):
    """The name of a type in place of a value, with what documents the property, if anything does.

    ``name`` is the property's, ``path`` leads to the value.
    """

    name: str
    path: tuple[str | int, ...]
    node: JsonNode
    word: TypeWord
    known: Documented | None
    is_item: bool


def type_words(root: JsonNode, values: Mapping[Span, Documented]) -> Iterator[TypeWordUse]:
    """The values that are names of types; ``values`` has what is documented, by the place of the value."""
    for path, node in root.walk():
        if not isinstance(node.value, str):
            continue
        known = values.get(node.span)
        word = _word(node.value, known)
        if word:
            name = next((step for step in reversed(path) if isinstance(step, str)), "")
            yield TypeWordUse(name, path, node, word, known, bool(path) and isinstance(path[-1], int))


def is_meant_as_type(use: TypeWordUse, *, in_stub: bool) -> bool:
    """Whether the word can be no value; ``in_stub`` says that the body has it for other properties, too."""
    known, value = use.known, str(use.node.value)
    members = known.fact.values if known else ()
    if value in members or use.name.startswith("@"):
        return False
    if NAMES_A_TYPE.search(use.name):
        is_other = known is not None and known.fact.type in PRIMITIVES and known.fact.type != "String"
        return use.word.sure and (bool(members) or is_other or in_stub)
    if use.word.sure or (known and known.fact.type == use.word.canonical):
        return True
    return use.name.lower().endswith(value.lower())


def _word(value: str, known: Documented | None) -> TypeWord | None:
    """The type that a value names: a known one, or the property's own."""
    own = known.fact.type if known and known.fact.type not in PRIMITIVES else ""
    if value and value == own.rpartition(".")[2]:
        return TypeWord(own, sure=True)
    return type_word(value)
