"""The type column of a property table, in all the spellings that writers use."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from doclint.text import Slice, Span, new_tuple, slice_at

PRIMITIVES = dict.fromkeys(
    """
    Binary Boolean Byte Date DateTimeOffset Decimal Double Duration Guid Int16 Int32 Int64 SByte Single Stream String
    TimeOfDay
    """.split()  # noqa: SIM905, a list of words reads best as one
).keys()
"""The primitive types of OData 4.01 CSDL (4.4) that REST APIs use, as reference pages spell them.

A set, as rules look types up in it for every row and value, but one that has an order.
"""

ALIASES = {
    "bool": "Boolean",
    "datetime": "DateTimeOffset",
    "float": "Double",
    "int": "Int32",
    "integer": "Int32",
    "long": "Int64",
    "timestamp": "DateTimeOffset",
    "uuid": "Guid",
}
"""Names from elsewhere that stand for a primitive type, in lower case."""

_CANONICAL = {name.lower(): name for name in PRIMITIVES}
_COLLECTION_OF = re.compile(r"collection\s*(?:\(\s*(?P<inner>.*)\s*\)|of\s+(?P<of>.+))\Z", re.IGNORECASE)
_X_COLLECTION = re.compile(r"(?P<inner>.+?)\s+collection\b", re.IGNORECASE)
_LINK = re.compile(r"\[(?P<text>[^\[\]]*)\]\s*(?:\((?P<target>[^()\s]*)[^()]*\)|\[(?P<label>[^\[\]]*)\])?")
_IN_BRACKETS = re.compile(r"\[(?P<inner>\[[^\[\]]*\]\([^()\s]*\))\]\Z")
_MEDIA_TYPE = re.compile(r"(?:application|audio|image|message|multipart|text|video)/", re.IGNORECASE)
_IN_PARENTHESES = re.compile(r"\((?P<inner>[^()]*)\)\Z")
_LEADING_REMARK = re.compile(r"\([^()]*\)\s*")
_REMARK = re.compile(
    r"\s*(?:,\s*m(?:ax|in)imum\b.*|\([^()]*\)|\benum\b|\bresource\b|\bobject\b|[.;,].*\s.*)\s*\Z",
    re.IGNORECASE,
)
_REMEMBERED = 3_000
"""Texts of cells whose reading is remembered: nine of ten cells say what another one has said."""
_LONGEST = 400
"""Characters of a cell that are read: a longer one holds no type, and the expressions above stay quick."""
_QUOTES = "'\"`*_ \t\u00a0"
_NAME = re.compile(r"[A-Za-z_][\w]*(?:\.[A-Za-z_]\w*)*\Z")
_USUAL = re.compile(
    r"(?:(?P<bare>[A-Za-z]\w*(?:\.[A-Za-z]\w*)*)|\[(?P<linked>[A-Za-z]\w*(?:\.[A-Za-z]\w*)*)\]\((?P<target>[^()\s]+)\))"
    r"(?P<collection> collection)?(?<!_)\Z"
)
"""Nine of ten cells: a name or a link, perhaps of a collection. All are read alike; these quickly."""


class TypeCell(NamedTuple):
    """What a type cell says. ``raw`` is the whole cell, ``name`` the type's name in it, as written.

    ``canonical`` is the primitive's proper name, or the name without ``Edm.``; ``target`` where its link leads.
    ``alternatives`` has more than one name where the cell says "a or b". A cell that holds no type has an empty name.
    """

    raw: Slice
    name: Slice
    canonical: str
    is_collection: bool
    target: str = ""
    alternatives: tuple[str, ...] = ()

    @property
    def is_primitive(self) -> bool:
        """Whether the type is a primitive, in whatever spelling."""
        return self.canonical in PRIMITIVES

    @property
    def short_name(self) -> str:
        """The name without its namespace."""
        return self.canonical.rpartition(".")[2]


def read_type_cell(cell: Slice) -> TypeCell:
    """Read a type cell; never fails."""
    start, end, *said = _read(cell.text)
    return new_tuple(TypeCell, (cell, cell.part(start, end), *said))


@lru_cache(_REMEMBERED)
def _read(text: str) -> tuple[int, int, str, bool, str, tuple[str, ...]]:
    """Where the name stands in a cell of that text, and what else the cell says."""
    if usual := _USUAL.match(text):
        name = usual["bare"] or usual["linked"]
        canonical = canonical_type(name) if usual["bare"] else name
        span = usual.span("bare" if usual["bare"] else "linked")
        return *span, canonical, usual["collection"] is not None, usual["target"] or "", (canonical,)
    body, is_collection = _element(slice_at(0, text).strip(_QUOTES).part(0, _LONGEST))
    names = [_name(part) for part in _alternatives(body)]
    (_, span), canonical, target = names[0]
    alternatives = tuple(other for _, other, _ in names if other)
    return *span, canonical, is_collection, target, alternatives


@lru_cache(_REMEMBERED)
def canonical_type(name: str) -> str:
    """The proper spelling of a primitive type's name, aliases and ``Edm.`` resolved; other names as they are."""
    bare = name[4:] if name.lower().startswith("edm.") else name
    lower = bare.lower()
    return _CANONICAL.get(lower) or ALIASES.get(lower) or bare


def _element(cell: Slice) -> tuple[Slice, bool]:
    """The element type of a collection, in whatever spelling, and whether it is one."""
    is_collection = False
    while True:
        match = _COLLECTION_OF.match(cell.text)
        if match:
            cell = cell.group(match, "inner" if match["inner"] is not None else "of").strip(_QUOTES)
        elif match := _X_COLLECTION.match(cell.text):
            cell = cell.group(match, "inner").strip(_QUOTES)
        elif cell.text.endswith("[]") and not cell.text.startswith("["):
            cell = cell.part(0, len(cell.text) - 2).strip(_QUOTES)
        elif match := _IN_BRACKETS.match(cell.text):
            return cell.group(match, "inner"), is_collection
        else:
            return cell, is_collection
        is_collection = True


def _alternatives(body: Slice) -> list[Slice]:
    """The types of "a or b" and "a/b"; slashes inside a link do not count, and a media type is no type."""
    if _MEDIA_TYPE.match(body.text):
        return [body.part(0, 0)]
    if match := _IN_PARENTHESES.match(body.text):
        body = body.group(match, "inner")
    found, at = [], 0
    for match in re.finditer(r"\s+or\s+|\s*/\s*(?![^(]*\))", body.text):
        if body.text[at : match.start()].count("(") > body.text[at : match.start()].count(")"):
            continue
        found.append(body.part(at, match.start()))
        at = match.end()
    return [*found, body.part(at)]


def _name(part: Slice) -> tuple[Slice, str, str]:
    """The name of a type as written, its canonical name, and the target of its link.

    A linked name has a page of its own, so "[timeStamp](timestamp.md)" is no alias of a primitive.
    """
    part = part.strip(_QUOTES)
    link = _LINK.match(part.text)
    if link:
        name = _bare(part.group(link, "text").strip(_QUOTES))
        return name, name.text, link["target"] or ""
    name = _bare(part)
    return name, canonical_type(name.text), ""


def _bare(name: Slice) -> Slice:
    """Without remarks such as ", maximum size 20" and "(timestamp)"; empty when no name is left."""
    if leading := _LEADING_REMARK.match(name.text):
        name = name.part(leading.end())
    if _NAME.match(name.text):
        return name
    remark = _REMARK.search(name.text)
    cut = name.part(0, remark.start()).strip(_QUOTES) if remark else name
    return cut if _NAME.match(cut.text) else Slice("", Span(name.span.start, name.span.start))
