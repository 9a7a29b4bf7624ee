"""Which of several spellings of a type's name is right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from doclint.api import Mark, Span, Workspace

_CLEARLY = 2
"""How many pages must have a spelling, at least, for it to be taken for right on another page."""


class Spelling(NamedTuple):
    """A spelling of a type's name and a place where it stands."""

    name: str
    place: Span | Mark


def meant_spelling(name: str, places: Mapping[str, Span], workspace: Workspace, version: str) -> Spelling | None:
    """The spelling that is right, when a name is not; ``places`` has the first place of each name on the page."""

    def spelling(other: str) -> Spelling:
        elsewhere = workspace.type_pages(version, other)
        return Spelling(other, places.get(other) or Mark(elsewhere[0], f"type:{other}"))

    roots = tuple(f"{root}." for root in workspace.settings.namespaces)
    short = short_name(name).lower()
    own = [other for other in places if short_name(other).lower() == short]
    others = [*own, *workspace.type_spellings(version, short)]
    public = {other for other in others if other != name and other.startswith(roots)}
    is_public = name.startswith(roots)
    rivals = [other for other in public if not is_public or other.lower() == name.lower()]
    pages = {other: len(workspace.type_pages(version, other)) for other in (name, *rivals)}
    better = max(rivals, key=lambda other: (pages[other], _is_camel(other), other), default=None)
    if better is None:
        return None
    is_common = pages[better] >= _CLEARLY and pages[better] > pages[name]
    on_page = better in places and _is_camel(better) > _is_camel(name)
    return spelling(better) if is_common or on_page or not is_public else None


def short_name(name: str) -> str:
    return name.rpartition(".")[2]


def _is_camel(name: str) -> bool:
    """Whether the short name begins in lower case and has a capital."""
    short = short_name(name)
    return short[:1].islower() and not short.islower()
