"""What one page tells the others."""

from __future__ import annotations

import json
import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote

from doclint.example_values import example_values
from doclint.page import Page
from doclint.parse.tables import TableKind
from doclint.plain import decode, encode, readers
from doclint.text import LINE_START, Span
from doclint.types import TypeFacts, types_of

_ODATA_TYPE = re.compile(r'"@odata\.type"\s{0,20}:\s{0,20}"#?(?P<name>[\w.]+)"')
_ANCHOR = re.compile(r"<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*[\"']?(?P<name>[^\"'\s<>]+)", re.IGNORECASE)
_ENTRY = re.compile(LINE_START + r"[ \t-]*(?:href|topicHref)\s*:\s*[\"']?(?P<path>[^\s\"'?#:]+)(?=[\s\"'?#]|\Z)")
_CONTENTS = ("toc.yml", "toc.yaml")
_SCOPE = re.compile(r"[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*){1,3}")


@dataclass(frozen=True)
class Facts:
    """All that one page tells the rest of the docs set.

    ``marks`` are places, by key (``type:microsoft.graph.user``). They take no part in comparison: a fact that only
    moved is the same fact, so pages that rest on it need no new look.
    """

    version: str = field(default_factory=str)
    anchors: frozenset[str] = field(default_factory=frozenset)
    includes: tuple[str, ...] = field(default_factory=tuple)
    links: frozenset[str] = field(default_factory=frozenset)
    """The docs-set paths that links of all kinds lead to, in lower case; with the fragment, too, if they have one."""
    types: frozenset[str] = field(default_factory=frozenset)
    """Full names, without ``#`` and ``Collection()``, of the types that examples and annotations speak of."""
    scopes: frozenset[str] = field(default_factory=frozenset)
    request_names: frozenset[str] = field(default_factory=frozenset)
    defined: TypeFacts = field(default_factory=TypeFacts)
    """The resource types and enums that the page documents."""
    values: Mapping[str, str] = field(default_factory=dict)
    """What examples show: see ``example_values``."""
    marks: Mapping[str, Span] = field(default_factory=dict, compare=False)
    headings: tuple[tuple[int, tuple[str, ...]], ...] = field(default=(), compare=False)


def facts_of(page: Page, versions: Mapping[str, str]) -> Facts:
    """What this page tells the others; ``versions`` maps folder names to URL segments.

    Of a table of contents that is no page it is only what it lists.
    """
    if is_contents(page.path):
        return Facts(links=frozenset(_entries(page)))
    folder = next((part for part in reversed(page.path.split("/")[:-1]) if part in versions), "")
    types = _used_types(page)
    names = dict(_request_names(page))
    marks = {f"type:{name}": span for name, span in types.items()}
    defined = types_of(page)
    marks |= dict(defined.marks)
    marks |= {f"request:{name}": span for name, span in names.items()}
    return Facts(
        version=versions.get(folder, ""),
        anchors=frozenset(_anchors(page)),
        includes=tuple(sorted(set(_includes(page)))),
        links=frozenset(_links(page)),
        types=frozenset(types),
        scopes=frozenset(_scopes(page)),
        request_names=frozenset(names),
        defined=defined,
        values=example_values(page),
        marks=marks,
        headings=tuple((section.span.start, section.path) for section in page.sections),
    )


def is_contents(path: str) -> bool:
    """Whether a file is a table of contents in YAML: it tells what it lists, but is no page."""
    return path[-8:].lower().endswith(_CONTENTS) and posixpath.basename(path).lower() in _CONTENTS


class Places(NamedTuple):
    """The places among the facts of a page."""

    marks: Mapping[str, Span]
    headings: tuple[tuple[int, tuple[str, ...]], ...]

    def heading_path(self, offset: int) -> tuple[str, ...]:
        """The titles of the sections that an offset lies in, from the top."""
        at = bisect_right(self.headings, offset, key=lambda heading: heading[0])
        return self.headings[at - 1][1] if at else ()


class Told(NamedTuple):
    """Facts as JSON: what is said, which other pages rest on, and apart from it the places."""

    said: bytes
    places: bytes


def told_of(facts: Facts) -> Told:
    """The facts as JSON."""
    return Told(encode(Facts, facts), encode(Places, Places(facts.marks, facts.headings)))


def without_places(facts: Facts) -> Facts:
    """The facts with what is said only."""
    return replace(facts, marks={}, headings=(), defined=replace(facts.defined, marks=()))


def read_said(said: bytes) -> Facts:
    """The facts without their places."""
    return _FactsRead(said)


class _FactsRead(Facts):
    """Facts that are read back. Each is made when somebody asks for it; after a small change that is seldom."""

    def __init__(self, said: bytes) -> None:
        vars(self).update(plain=dict(zip(readers(Facts), json.loads(said), strict=True)), marks={}, headings=())

    def __getattr__(self, name: str) -> Any:
        plain: dict[str, Any] = vars(self).get("plain", {})  # there is none yet while this is copied
        if name not in plain:
            raise AttributeError(name)
        made = vars(self)[name] = readers(Facts)[name](plain.pop(name))
        return made


def read_places(places: bytes) -> Places:
    """The places among the facts."""
    found: Places = decode(Places, places)
    return found


def _used_types(page: Page) -> dict[str, Span]:
    """The first place of each type name in code blocks and annotations."""
    found: dict[str, Span] = {}
    for match in _ODATA_TYPE.finditer(page.text):
        if "." in match["name"]:
            found.setdefault(match["name"], Span(*match.span("name")))
    return found


def _request_names(page: Page) -> Iterator[tuple[str, Span]]:
    for block in page.annotated("request"):
        place = block.annotation.place("name") if block.annotation else None
        if block.annotation and place:
            yield block.annotation.text("name"), place


def _anchors(page: Page) -> Iterator[str]:
    yield from (heading.slug for heading in page.headings if not heading.tab)
    yield from (f"tab/{heading.tab}" for heading in page.headings if heading.tab)
    if "<" in page.text:
        yield from (match["name"] for match in _ANCHOR.finditer(page.visible))


def _includes(page: Page) -> Iterator[str]:
    folder = posixpath.dirname(page.path)
    yield from (_resolved(folder, link.path) for link in page.includes if link.path)


def _links(page: Page) -> Iterator[str]:
    folder = posixpath.dirname(page.path)
    for link in {link.target.text: link for link in page.links}.values():
        path, fragment = (link.path, link.fragment) if link.is_relative else ("", "")
        target = _resolved(folder, unquote(path)) if path else page.path
        if path:
            yield target.lower()
        if fragment:
            yield f"{target}#{unquote(fragment)}".lower()


def _entries(page: Page) -> Iterator[str]:
    """What a table of contents lists."""
    folder = posixpath.dirname(page.path)
    return (_resolved(folder, unquote(entry["path"])).lower() for entry in _ENTRY.finditer(page.text))


@lru_cache(2000)  # the pages of a folder link to the same places
def _resolved(folder: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(folder, path))


def _scopes(page: Page) -> Iterator[str]:
    for table in page.tables:
        if table.kind is TableKind.PERMISSIONS:
            for row in table.rows:
                for cell in row.cells[1:]:
                    yield from _SCOPE.findall(cell.text)
