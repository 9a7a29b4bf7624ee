"""What OData 4.01 says about values in JSON: which value fits which type, control annotations, names of types.

Sources: OData JSON Format 4.01 (Control Information, Primitive Value), the OData ABNF, RFC 3339, RFC 4648.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from doclint.parse.json_text import JsonNode
from doclint.parse.type_cells import PRIMITIVES, canonical_type

CONTROL_ANNOTATIONS = frozenset(
    {
        "associationLink",
        "bind",
        "collectionAnnotations",
        "context",
        "count",
        "deltaLink",
        "editLink",
        "etag",
        "id",
        "mediaContentType",
        "mediaEditLink",
        "mediaEtag",
        "mediaReadLink",
        "metadataEtag",
        "navigationLink",
        "nextLink",
        "readLink",
        "removed",
        "type",
    }
)
"""The control information of OData JSON, without its ``@odata.``."""


class Verdict(StrEnum):
    """How a JSON value does as a value of a type."""

    FITS = "fits"
    WRONG_KIND = "wrong kind"
    """Another kind of JSON value: a string for a number, an object for an array."""
    WRONG_FORM = "wrong form"
    """The right kind, but text of another form: ``"soon"`` for a date."""
    OUT_OF_RANGE = "out of range"


class Misfit(NamedTuple):
    """A value that does not fit its documented type, or a member of a collection that does not."""

    node: JsonNode
    verdict: Verdict


def fits(type_name: str, node: JsonNode) -> Verdict:
    """How one value does as a value of a type, given by a primitive's name in any spelling, or a resource's or enum's.

    ``ComplexType`` and ``EntityType`` stand for any type of that kind, ``Untyped`` for all. A name that is no built-in
    type may be an enum's, which JSON writes as text, or a resource's, which is an object. Null fits every type.
    """
    return Verdict.FITS if node.kind == "null" else _judge_of(type_name)(node)


def misfits(alternatives: Sequence[str], node: JsonNode, *, is_collection: bool) -> Iterator[Misfit]:
    """What does not fit a documented type: the value, or those members of it that do not.

    Of several alternatives ("a or b") one has to fit. Where no type is named everything does.
    """
    if not alternatives or node.kind == "null":
        return
    if is_collection and node.kind != "array":
        yield Misfit(node, Verdict.WRONG_KIND)
        return
    for value in node.items if is_collection else (node,):
        verdict = fits(alternatives[0], value)
        if verdict is not Verdict.FITS and all(fits(name, value) is not Verdict.FITS for name in alternatives[1:]):
            yield Misfit(value, verdict)


class TypeWord(NamedTuple):
    """Text that is the name of a type.

    ``canonical`` is a primitive's proper name, or another name as written (``url``, ``identifier``). Words that have
    other uses too ("Single", "Date", "url") are not ``sure`` to be meant as a type's name.
    """

    canonical: str
    sure: bool


def type_word(text: str) -> TypeWord | None:
    """What type a text names when it is the name of a type and nothing else, as generators put it for a value."""
    if text in _SURE_WORDS or text.lower() in _RISKY_WORDS:
        return TypeWord(canonical_type(text), text in _SURE_WORDS)
    if len(text) > _LONGEST_WORD:
        return None
    if text.endswith(")") and (match := _REMARKED.fullmatch(text)):
        remark = match["remark"].lower()
        return TypeWord(canonical_type(_REMARKS.get(remark, remark)), sure=True)
    if text.startswith(_SPELT_OUT_BEGINS) and (match := _SPELT_OUT.fullmatch(text)):
        return TypeWord(canonical_type(match["primitive"] or match["named"]), sure=True)
    return None


def is_date_time_offset(text: str) -> bool:
    """Whether a text is a date and time with an offset (RFC 3339; OData lets the seconds be left out)."""
    match = _DATE_TIME_OFFSET.fullmatch(text)
    return match is not None and _is_day(match["date"])


def is_date(text: str) -> bool:
    """Whether a text is a calendar date."""
    return _DATE.fullmatch(text) is not None and _is_day(text)


def is_time_of_day(text: str) -> bool:
    """Whether a text is a time of day without an offset."""
    return _TIME.fullmatch(text) is not None


def is_duration(text: str) -> bool:
    """Whether a text is a duration (ISO 8601; OData itself has neither years, months nor weeks)."""
    return _DURATION.fullmatch(text) is not None


def is_guid(text: str) -> bool:
    """Whether a text is a GUID."""
    return _GUID.fullmatch(text) is not None


def is_base64(text: str) -> bool:
    """Whether a text is base64 or base64url, padded or not."""
    match = _BASE64.fullmatch(text)
    return match is not None and len(match["digits"]) % 4 != 1


_TIME_PATTERN = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,12})?)?"
_DATE_PATTERN = r"-?(?:0\d{3}|[1-9]\d{3,})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_DATE = re.compile(_DATE_PATTERN, re.ASCII)
_TIME = re.compile(_TIME_PATTERN, re.ASCII)
_DATE_TIME_OFFSET = re.compile(
    rf"(?P<date>{_DATE_PATTERN})[Tt]{_TIME_PATTERN}(?:[Zz]|[+-](?:0\d|1[0-4]):[0-5]\d)", re.ASCII
)
_DURATION = re.compile(
    r"[+-]?P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?",
    re.ASCII | re.IGNORECASE,
)
_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_BASE64 = re.compile(r"(?P<digits>[A-Za-z0-9+/]*|[A-Za-z0-9_-]*)={0,2}")
_DIGITS = re.compile(r"-?[0-9]{1,19}")

_TYPES = 1_000
"""Names of types whose judge is remembered."""

_Judge = Callable[[JsonNode], Verdict]


def _kind(*kinds: str) -> _Judge:
    return lambda node: Verdict.FITS if node.kind in kinds else Verdict.WRONG_KIND


def _text(is_form: Callable[[str], bool]) -> _Judge:
    def judge(node: JsonNode) -> Verdict:
        if not isinstance(node.value, str):
            return Verdict.WRONG_KIND
        return Verdict.FITS if is_form(node.value) else Verdict.WRONG_FORM

    return judge


def _integer(low: int, high: int, *, text: bool = False) -> _Judge:
    """Integers of a range, and where ``text`` says so also in quotation marks (IEEE754Compatible)."""

    def judge(node: JsonNode) -> Verdict:
        value = node.value
        if text and isinstance(value, str) and _DIGITS.fullmatch(value):
            value = int(value)
        elif node.kind != "number" or not isinstance(value, int | float):
            return Verdict.WRONG_KIND
        if value != value or (isinstance(value, float) and not value.is_integer()):  # noqa: PLR0124, not a number
            return Verdict.WRONG_FORM
        return Verdict.FITS if low <= value <= high else Verdict.OUT_OF_RANGE

    return judge


def _floating(node: JsonNode) -> Verdict:
    return Verdict.FITS if node.kind == "number" or node.value in ("INF", "-INF", "NaN") else Verdict.WRONG_KIND


_named = _kind("object", "string")
_object = _kind("object")
_anything = _kind("object", "array", "string", "number", "boolean")

_JUDGES: dict[str, _Judge] = {
    "Binary": _text(is_base64),
    "Boolean": _kind("boolean"),
    "Byte": _integer(0, 255),
    "ComplexType": _object,
    "Date": _text(is_date),
    "DateTimeOffset": _text(is_date_time_offset),
    "Decimal": _floating,
    "Double": _floating,
    "Duration": _text(is_duration),
    "EntityType": _object,
    "Guid": _text(is_guid),
    "Int16": _integer(-(2**15), 2**15 - 1),
    "Int32": _integer(-(2**31), 2**31 - 1),
    "Int64": _integer(-(2**63), 2**63 - 1, text=True),
    "SByte": _integer(-128, 127),
    "Single": _floating,
    "Stream": _text(is_base64),
    "String": _kind("string"),
    "TimeOfDay": _text(is_time_of_day),
    "Untyped": _anything,
}
_LOOSE = {"any": _anything, "json": _anything, "number": _floating, "numeric": _floating, "object": _object}
"""Names that tables use although no standard defines them, in lower case."""


@lru_cache(_TYPES)
def _judge_of(type_name: str) -> _Judge:
    name = canonical_type(type_name)
    return _JUDGES.get(name) or _LOOSE.get(name.lower(), _named)


BUILT_IN = frozenset(name.lower() for name in (*_JUDGES, *_LOOSE))
"""The types, in lower case, that ``fits`` knows without any page documenting them."""


def _is_day(text: str) -> bool:
    """Whether the day exists in its month; years that Python does not know are left unjudged."""
    year, month, day = text.lstrip("-").split("-")
    if len(year) > 4 or text.startswith("-") or year == "0000":  # noqa: PLR2004, digits of a year
        return True
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


_LONGEST_WORD = 200
_SURE_WORDS = frozenset(
    """
    Boolean boolean DateTime DateTimeOffset dateTime dateTimeOffset datetime datetimeOffset GUID Guid guid uuid Int16
    Int32 Int64 Integer int16 int32 int64 integer String string stringCollection TimeOfDay timestamp
    """.split()  # noqa: SIM905, a list of words reads best as one
)
_RISKY_WORDS = frozenset(
    """
    binary bool byte date decimal double duration etag float int json number numeric single stream time uri url
    """.split()  # noqa: SIM905
)
"""In lower case; any letter case will do."""
_REMARKED = re.compile(r"(?P<word>[Ss]tring|[Nn]umber|[Ii]nteger) ?\((?P<remark>[A-Za-z][\w ]*)\)")
_REMARKS = {
    "https url": "url",
    "iso 8601": "DateTimeOffset",
    "iso 8601 duration": "Duration",
    "time of day": "TimeOfDay",
}
_SPELT_OUT_BEGINS = ("Edm.", "Collection(", "@odata.type:")
_SPELT_OUT = re.compile(
    rf"(?:Edm\.|Collection\((?:Edm\.)?)(?P<primitive>{'|'.join(PRIMITIVES)})\)?|@odata\.type: ?(?P<named>[\w.]+)"
)
