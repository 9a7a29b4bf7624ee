"""Which of several spellings of a type's name is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from doclint.api import Mark, Span, Workspace

_CLEARLY = 2
"""How many pages must have a spelling, at least, for it to be taken for right on another page."""

_MOST = 100
"""How many spellings of one name can be compared, each with each, in no time; nobody writes so many."""


class Spelling(NamedTuple):
    """A spelling of a type's name and a place where it stands."""

    name: str
    place: Span | Mark


def meant_spellings(places: Mapping[str, Span], workspace: Workspace, version: str) -> dict[str, Spelling]:
    """The right spelling of each name that is not right; ``places`` has the first place of each name on the page."""
    own: dict[str, list[str]] = {}
    for name in places:
        own.setdefault(short_name(name).lower(), []).append(name)
    found = {}
    roots = tuple(f"{root}." for root in workspace.settings.namespaces)
    for short, names in own.items():
        spellings = dict.fromkeys((*names, *workspace.type_spellings(version, short)))
        if not 1 < len(spellings) <= _MOST:
            continue
        public = {other: workspace.type_pages(version, other) for other in spellings if other.startswith(roots)}
        for name in names:
            if better := _better(name, public, places):
                elsewhere = public[better]
                found[name] = Spelling(better, places.get(better) or Mark(elsewhere[0], f"type:{better}"))
    return found


def _better(name: str, public: Mapping[str, Sequence[str]], places: Mapping[str, Span]) -> str | None:
    """The public spelling to use in place of a name; ``public`` has the pages of each."""
    rivals = [other for other in public if other != name and (name not in public or other.lower() == name.lower())]
    better = max(rivals, key=lambda other: (len(public[other]), _is_camel(other), other), default=None)
    if better is None or name not in public:
        return better
    is_common = len(public[better]) >= _CLEARLY and len(public[better]) > len(public[name])
    return better if is_common or (better in places and _is_camel(better) > _is_camel(name)) else None


def short_name(name: str) -> str:
    """A type's name without its namespace."""
    return name.rpartition(".")[2]


def _is_camel(name: str) -> bool:
    """Whether the short name begins in lower case and has a capital."""
    short = short_name(name)
    return short[:1].islower() and not short.islower()
