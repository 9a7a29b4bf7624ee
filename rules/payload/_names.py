"""Names of properties: what one that is not known may have been meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from doclint.api import TypedObject

_ALIKE = 0.8
_EXTENSION = re.compile(r"[_.]")
"""In the names of extension properties (``extension_…``, ``contoso_courses``), never in those of others."""


def is_extension(name: str) -> bool:
    """Whether a name is one that organizations give to properties of their own."""
    return _EXTENSION.search(name) is not None


def meant_name(name: str, known: Iterable[str]) -> str | None:
    """The known name that is spelt most like another one; one that differs in letter case only comes first."""
    names = list(known)
    squeezed = name.strip().lower()
    same = next((other for other in names if other.lower() == squeezed), None)
    close = same or next(iter(get_close_matches(name, names, n=1, cutoff=_ALIKE)), None)
    return close if close != name else None


def names_of(typed: TypedObject) -> frozenset[str]:
    """The names of the properties that an object has."""
    return frozenset(member.key for member, _ in typed.members)
