"""The rows of property, relationship and parameter tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from doclint.lazy import lazy
from doclint.parse.tables import Row, Table, TableKind
from doclint.parse.type_cells import TypeCell, read_type_cell
from doclint.text import Slice, slice_at

_KINDS = (TableKind.PROPERTIES, TableKind.RELATIONSHIPS, TableKind.PARAMETERS)
_NAME_COLUMNS = (
    "property",
    "property name",
    "properties",
    "name",
    "parameter",
    "parameter name",
    "query parameter",
    "relationship",
    "relationship name",
    "relationships",
)
_MARKS = "*`_ \t\\"
_LINK_TEXT = re.compile(r"\[([^\[\]]+)\]")
_WITH_UNDERSCORE = re.compile(r"[*` \t\\]*+(?P<name>_[A-Za-z0-9]++)(?![\w.])")
"""A name that begins with an underscore: not in emphasis, which would end with one."""
_NAME = re.compile(r"[@$]?[\w.@$-]+")

_SENTENCE_END = re.compile(r"[.;()\[\]!?]|<br[ /]*>", re.IGNORECASE)
_ITEM_END = re.compile(r"[,:]| and | - ")
_SUBJECT = re.compile(r"(?:this |the )?(?:(?:property|parameter|value) )?(?:it |this )?(?:is )?(?:an? )?")
_FACTS = {
    "required": "required",
    "required on create": "required",
    "optional": "optional",
    "read-only": "read-only",
    "read only": "read-only",
    "readonly": "read-only",
    "read-only property": "read-only",
    "nullable": "nullable",
    "not nullable": "not nullable",
    "non-nullable": "not nullable",
    "key": "key",
    "entity key": "key",
    "key of entity": "key",
    "key of the entity": "key",
}
_PERHAPS = ("requir", "optional", "read", "null", "key", "deprec")
"""Four of five descriptions state no fact; taking sentences apart costs more than to look for these."""
_NOTHING = frozenset[str]()
_REMEMBERED = 5_000
"""Texts whose reading is remembered: half of all names and descriptions recur."""
_INHERITED = re.compile(
    r"\binherit(?:ed|s)[ ]from:?[ ]*(?P<type>\[[^\[\]]+\](?:\([^()]*\)|\[[^\[\]]*\])?"
    r"|[*`]+\w+(?:\.\w+)*|(?-i:(?=\w*(?:[A-Z]|\.\w))[a-z]\w*(?:\.\w+)*))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PropertyRow:
    """One documented property, relationship or parameter."""

    name: Slice
    type: TypeCell
    description: Slice
    table: Table
    row: Row

    @lazy
    def says(self) -> frozenset[str]:
        """What whole sentences of its row say of it.

        ``required``, ``optional``, ``read-only``, ``nullable``, ``not nullable``, ``key`` and ``deprecated``. A
        remark behind the name counts, too; "Required if ..." says nothing that always holds.
        """
        cell = next((cell for cell in self.row.cells if cell.span.holds(self.name.span)), self.name)
        remark = cell.text[self.name.span.end - cell.span.start :]
        said = _said(self.description.text)
        return said | _said(remark) if remark else said

    @lazy
    def inherited_from(self) -> TypeCell | None:
        """The type that the description says it is inherited from, read as a type cell is."""
        match = _INHERITED.search(self.description.text) if "nherit" in self.description.text.lower() else None
        return read_type_cell(self.description.group(match, "type")) if match else None


def read_properties(tables: Iterable[Table]) -> tuple[PropertyRow, ...]:
    """The properties that a page's tables document; dividers and rows without a name are passed over."""
    return tuple(row for table in tables if table.kind in _KINDS for row in _rows(table))


def _rows(table: Table) -> Iterator[PropertyRow]:
    types, name = table.column("type", "data type"), table.column(*_NAME_COLUMNS)
    if types is None or name is None:
        return
    description = table.column("description", "value")
    for row in table.rows:
        cell = row.cell(name)
        start, end = _name_in(cell.text)
        if start < end and not (start and row.is_divider):  # what divides is in bold
            named = cell.part(start, end)
            yield PropertyRow(named, read_type_cell(row.cell(types)), row.cell(description), table, row)


@lru_cache(_REMEMBERED)
def _name_in(cell: str) -> tuple[int, int]:
    """Where the name in a cell stands: without emphasis, code marks, link and remarks such as "(deprecated)"."""
    if match := _WITH_UNDERSCORE.match(cell):
        return match.span("name")
    text = slice_at(0, cell).strip(_MARKS)
    if match := _LINK_TEXT.match(text.text):
        return text.group(match, 1).strip(_MARKS).span
    match = _NAME.match(text.text)
    return text.group(match).span if match else (0, 0)


def _said(text: str) -> frozenset[str]:
    lower = text.lower()
    return _stated(lower) if any(word in lower for word in _PERHAPS) else _NOTHING


@lru_cache(_REMEMBERED)
def _stated(text: str) -> frozenset[str]:
    return frozenset(_facts(text))


def _facts(text: str) -> Iterator[str]:
    """The facts that a sentence consists of, or begins with: "key, not nullable.", "optional, default is false"."""
    for sentence in _SENTENCE_END.split(text.replace("*", "")):
        for item in _ITEM_END.split(sentence):
            bare = item.strip(_MARKS)
            subject = _SUBJECT.match(bare)
            said = bare[subject.end() :] if subject else bare
            fact = "deprecated" if said.startswith("deprecated") else _FACTS.get(said)
            if fact is None:
                break
            yield fact
