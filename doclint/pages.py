"""What is known of each page: what this process has found out, and below it what the cache keeps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from doclint.cache import ABSENT, Brief, Cache
from doclint.docset import Reading, Stamp
from doclint.facts import Told, facts_of, told_of
from doclint.page import parse_page
from doclint.text import Source

Read = Callable[[Collection[str]], Reading]
"""What reads pages."""


@dataclass(slots=True)
class _Known:
    """One page. ``brief`` is what the cache says of it, when the page is as the cache knows it.

    ``stamp`` is that of the file that had this text. What it tells is None until it is made, or fetched.
    """

    brief: Brief | None
    stamp: Stamp | None
    source: Source | None = None
    said: bytes | None = None
    places: bytes | None = None


class Pages:
    """The texts of pages and what they tell the others.

    A page that is as the cache knows it costs nothing before somebody wants its text or what it tells.
    """

    def __init__(self, versions: Mapping[str, str], cache: Cache | None, read: Read) -> None:
        self._versions = versions
        self._cache = cache
        self._read = read
        self._known: dict[str, _Known] = {}
        self._stamps: dict[str, Stamp] = {}
        """Of files that are to be read next. What a page holds later may be anything, so each serves once."""

    def recall(self, stamps: Mapping[str, Stamp]) -> frozenset[str]:
        """Take in the pages whose files are as the cache knows them, and return their paths."""
        briefs = self._cache.summary.briefs if self._cache else {}
        pairs = ((path, briefs.get(path), stamp) for path, stamp in stamps.items())
        found = {path: _Known(brief, stamp) for path, brief, stamp in pairs if brief and brief.stamp == stamp}
        self._known |= found
        self._stamps = {path: stamp for path, stamp in stamps.items() if path not in found}
        return frozenset(found)

    def reread(self, stamps: Mapping[str, Stamp | None]) -> tuple[dict[str, Source], dict[str, str]]:
        """Read those of the pages whose files may have changed; the texts that have, and why others fail."""
        known = {path: self._known.get(path) for path in stamps}
        doubtful = [
            path for path, page in known.items() if page is None or page.stamp is None or page.stamp != stamps[path]
        ]
        reading = self._read(doubtful)
        changed: dict[str, Source] = {}
        for path, source in reading.sources.items():
            page = known[path]
            if page and self.source(path) == source:
                page.stamp = stamps[path]
            else:
                changed[path] = source
        self._stamps = {path: stamp for path in changed if (stamp := stamps[path])}
        return changed, reading.failed

    def take(self, source: Source) -> str:
        """Take in a page as it is now, and say why the cache does not know it; nothing when it does."""
        path, stamp = source.path, self._stamps.pop(source.path, None)
        brief = self._cache.summary.briefs.get(path) if self._cache else None
        if self._cache and brief and brief.text == self._cache.key_of_text(source):
            self._known[path] = _Known(brief, stamp or brief.stamp, source)
            return ""
        self._known[path] = _Known(None, stamp, source)
        absence = self._cache.absence if self._cache else ABSENT
        return "its text has changed" if brief else absence

    def drop(self, path: str) -> None:
        """Forget a page."""
        self._known.pop(path, None)

    def distrust(self, path: str) -> None:
        """What is taken in of a page next is not what its file had when it was stamped."""
        self._stamps.pop(path, None)

    def tell(self, path: str, told: Told) -> None:
        """Take in what a page tells."""
        self._known[path].said, self._known[path].places = told

    def __contains__(self, path: object) -> bool:
        return path in self._known

    @property
    def paths(self) -> frozenset[str]:
        """The paths of all pages."""
        return frozenset(self._known)

    def brief(self, path: str) -> Brief | None:
        """What the cache says of a page, if the page is as the cache knows it."""
        known = self._known.get(path)
        return known.brief if known else None

    def stamp(self, path: str) -> Stamp | None:
        """The stamp of a page's file, if it may be relied on that it has the page's text."""
        return self._known[path].stamp

    def source(self, path: str) -> Source:
        """The text of a page. One that cannot be read any more has none."""
        known = self._known[path]
        if known.source is None:
            known.source = self._read([path]).sources.get(path) or Source(path, "")
        return known.source

    def news(self, paths: Iterable[str]) -> tuple[dict[str, Source | None], dict[str, str]]:
        """Read pages whose texts nobody has seen yet; those that are not as their stamps say, and why they fail."""
        unseen = [path for path in paths if path in self._known and self._known[path].source is None]
        reading = self._read(unseen) if unseen else Reading({}, {})
        changed: dict[str, Source | None] = {}
        for path, source in reading.sources.items():
            brief = self._known[path].brief
            if self._cache and brief and self._cache.key_of_text(source) == brief.text:
                self._known[path].source = source
            else:
                changed[path] = source
        return changed, reading.failed

    def said(self, paths: Collection[str]) -> dict[str, bytes]:
        """What pages say, by path."""
        return self._fetched("said", paths)

    def places(self, paths: Collection[str]) -> dict[str, bytes]:
        """The places of what pages say, by path."""
        return self._fetched("places", paths)

    def saved(self, briefs: Mapping[str, Brief]) -> None:
        """Take in that the cache knows pages as they are."""
        for path, brief in briefs.items():
            self._known[path].brief = brief

    def _fetched(self, field: Literal["said", "places"], paths: Collection[str]) -> dict[str, bytes]:
        """What is told in that field, from the cache where it is there; what the cache has lost is made anew."""
        known = {path: self._known[path] for path in paths if path in self._known}
        missing = [path for path, page in known.items() if getattr(page, field) is None]
        if self._cache and missing:
            for path, value in self._cache.get(field, missing).items():
                setattr(known[path], field, value)
        for path in missing:
            if getattr(known[path], field) is None:
                self.tell(path, told_of(facts_of(parse_page(self.source(path)), self._versions)))
        return {path: getattr(page, field) for path, page in known.items()}
