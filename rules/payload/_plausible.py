"""Values that could stand in an example."""

from __future__ import annotations

import json
import re

from doclint.api import Documented

_BY_TYPE: dict[str, object] = {
    "Boolean": True,
    "Byte": 1,
    "Date": "2024-01-15",
    "DateTimeOffset": "2024-01-15T09:30:00Z",
    "Decimal": 1.5,
    "Double": 1.5,
    "Duration": "PT1H",
    "Guid": "6b9d7f1e-3c52-4e0a-9d8b-2f1a7c4e5d60",
    "Int16": 1,
    "Int32": 1,
    "Int64": 1,
    "SByte": 1,
    "Single": 1.5,
    "TimeOfDay": "09:30:00",
    "identifier": "6b9d7f1e-3c52-4e0a-9d8b-2f1a7c4e5d60",
    "url": "https://www.example.com/page",
}
_BY_NAME = (
    (re.compile(r"(?:\A|[a-z])[dD]ateTime\Z"), "DateTimeOffset"),
    (re.compile(r"[a-z]Date\Z"), "Date"),
    (re.compile(r"(?:\Ai|[a-z]I)d\Z"), "identifier"),
    (re.compile(r"(?:\A|[a-z])[uU]r[il]\Z"), "url"),
    (re.compile(r"[a-z]Count\Z"), "Int32"),
)
_PLACEHOLDER = re.compile(
    r"[<{\[(].*[>}\])]|.*[ -]value(?:-\d+)?|.*(?:\.\.\.|…|\*\*|\{\{?\w).*", re.IGNORECASE | re.DOTALL
)
_SENTINEL = "unknownFutureValue"


def is_placeholder(text: str) -> bool:
    """Whether a text stands for a value rather than being one: `{id}`, `<date>`, `id-value`, `AAMk…`."""
    return _PLACEHOLDER.fullmatch(text) is not None


def plausible(name: str, known: Documented | None, word: str = "String") -> str | None:
    """A JSON value that could be one of a property; None when that would take invention.

    It comes from the documented values, else the documented type, the type's name that stands in its place, or the
    property's own name.
    """
    members = [value for value in known.fact.values if value != _SENTINEL] if known else []
    if members:
        return json.dumps(members[0])
    documented = known.fact.type if known else ""
    by_name = next((kind for pattern, kind in _BY_NAME if pattern.search(name)), "")
    found = next((kind for kind in (documented, word, by_name) if kind in _BY_TYPE), None)
    return json.dumps(_BY_TYPE[found]) if found else None
