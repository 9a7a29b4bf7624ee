"""Values that could stand in an example."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from hashlib import blake2b
from uuid import UUID

from doclint.api import Documented

_BY_TYPE: dict[str, object] = {
    "Boolean": True,
    "Byte": 1,
    "Date": "2024-01-15",
    "DateTimeOffset": "2024-01-15T09:30:00Z",
    "Decimal": 1.5,
    "Double": 1.5,
    "Duration": "PT1H",
    "Int16": 1,
    "Int32": 1,
    "Int64": 1,
    "SByte": 1,
    "Single": 1.5,
    "TimeOfDay": "09:30:00",
    "mail": "megan@contoso.com",
    "url": "https://www.contoso.com/page",
}
_BY_NAME = (
    (re.compile(r"(?:\A|[a-z])[dD]ateTime\Z"), "DateTimeOffset"),
    (re.compile(r"[a-z]Date\Z"), "Date"),
    (re.compile(r"(?:\Ai|[a-z]I)d\Z"), "identifier"),
    (re.compile(r"(?:\A|[a-z])[uU]r[il]\Z"), "url"),
    (re.compile(r"(?:\A|[a-z])(?:[mM]ail|[eE]mail(?:Address)?|[pP]rincipalName)\Z"), "mail"),
    (re.compile(r"[a-z]Count\Z"), "Int32"),
)
_PLACEHOLDER = re.compile(
    r"[<{\[(].*[>}\])]|.*[ -]value(?:-\d+)?|.*(?:\.\.\.|…|\*\*|\{\{?\w).*", re.IGNORECASE | re.DOTALL
)
_SENTINEL = "unknownFutureValue"
_UNREAL = (_SENTINEL.lower(), "invalid", "undefined", "unknown")
_IDENTIFIERS = ("Guid", "identifier")
_NAMES_A_CHOICE = re.compile(
    r"(?:type|kind|format|state|status|mode|level|priority|severity|reason|result|action|option|code|version|method|scope)s?\Z",
    re.IGNORECASE,
)
"""Found in the names of properties that mostly hold one of a few values."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PLURAL = re.compile(r"(?:(?P<ies>ies)|(?P<es>(?<=ss)es|(?<=x)es|(?<=ch)es|(?<=sh)es)|(?<![su])s)\Z")


def is_placeholder(text: str) -> bool:
    """Whether a text stands for a value rather than being one: `{id}`, `<date>`, `id-value`, `AAMk…`."""
    return _PLACEHOLDER.fullmatch(text) is not None


def plausible(name: str, known: Documented | None, word: str = "String", members: Sequence[str] = ()) -> str | None:
    """A JSON value that could be one of a property; None when that would take invention.

    It comes from the documented values, of an enum its ``members``, else from the documented type, the type's name that
    stands in its place, or the property's own name.
    """
    values = members or (known.fact.values if known else ())
    real = [value for value in values if value.lower() not in _UNREAL] or [
        value for value in values if value != _SENTINEL
    ]
    if real:
        return json.dumps(real[0], ensure_ascii=False)
    kind = _kind(name, known, word)
    if kind in _IDENTIFIERS:
        return json.dumps(_identifier(name))
    return json.dumps(_BY_TYPE[kind]) if kind else None


def has_form(name: str, known: Documented | None, word: str) -> bool:
    """Whether values of a property are of a form by which any can be made up: a date, an identifier, an address."""
    kind = _kind(name, known, word)
    return kind in _IDENTIFIERS or isinstance(_BY_TYPE.get(kind), str | bool)


def sample_text(name: str) -> str | None:
    """A JSON text that could be a value of a property of that name; None for one that seems to have a few values only.

    Nothing is known of it but that it is text, so the sample says no more than what it is a sample of.
    """
    if not name.isidentifier() or _NAMES_A_CHOICE.search(name):
        return None
    words = _HUMP.sub(" ", name.replace("_", " ")).lower()
    return json.dumps(f"Sample {words}")


def singular(name: str) -> str:
    """The name of one of the things that a name in the plural speaks of."""
    match = _PLURAL.search(name)
    return name[: match.start()] + ("y" if match["ies"] else "") if match else name


def _kind(name: str, known: Documented | None, word: str) -> str:
    """What kind of value a property has of which some can be made up; empty for any other."""
    by_name = next((kind for pattern, kind in _BY_NAME if pattern.search(name)), "")
    kinds = (known.fact.type if known else "", word, by_name)
    return next((kind for kind in kinds if kind in _BY_TYPE or kind in _IDENTIFIERS), "")


def _identifier(name: str) -> str:
    """A GUID that is the same wherever a property has the same name, and another for another name."""
    return str(UUID(bytes=blake2b(name.encode("utf-8", "replace"), digest_size=16).digest(), version=4))
