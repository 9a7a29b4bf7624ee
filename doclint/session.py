"""Keep a docs set linted while its pages change. The one engine behind every front end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from doclint.checking import Diagnostic, Plan, Result, check_page, unreadable
from doclint.facts import Facts, facts_of
from doclint.index import Index, Mark
from doclint.page import Page, parse_page
from doclint.text import Source, Span
from doclint.workspace import Settings


class Session:
    """The current state of a docs set and of what is wrong with it."""

    def __init__(self, plan: Plan, settings: Settings) -> None:
        self._plan = plan
        self._settings = settings
        self._sources: dict[str, Source] = {}
        self._pages: dict[str, Page] = {}
        self._facts: dict[str, Facts] = {}
        self._results: dict[str, Result] = {}
        self._unreadable: dict[str, str] = {}
        self._files: frozenset[str] = frozenset()
        self._index = Index({}, frozenset())

    def update(self, changes: Mapping[str, Source | None], files: Iterable[str] | None = None) -> None:
        """Take in pages as they are now, None for one that is gone, and, when given, the names of all other files."""
        for path, source in changes.items():
            self._forget(path)
            if source is not None:
                self._sources[path] = source
                page = self._pages[path] = parse_page(source)
                self._facts[path] = facts_of(page, self._settings.versions)
        if files is not None:
            self._files = frozenset(files)
        self._index = Index(dict(self._facts), self._files)

    def fail(self, path: str, reason: str) -> None:
        """Take in that a page could not be read."""
        self._forget(path)
        self._sources[path] = Source(path, "")
        self._unreadable[path] = reason

    def check(self, paths: Iterable[str] | None = None) -> frozenset[str]:
        """Check those of the pages, or of all, whose last result no longer stands; return their paths."""
        stale = [path for path in (self._sources if paths is None else paths) if not self._stands(path)]
        for path in stale:
            self._results[path] = self._check(path)
        return frozenset(stale)

    def diagnostics(self, path: str) -> tuple[Diagnostic, ...]:
        """What is wrong with one page, as of its last check."""
        return self._results[path].diagnostics

    def source(self, path: str) -> Source:
        """The current text of one page."""
        return self._sources[path]

    def paths(self) -> frozenset[str]:
        """The paths of all pages."""
        return frozenset(self._sources)

    def heading_path(self, path: str, offset: int) -> tuple[str, ...]:
        """The titles of the sections that an offset of a page lies in, from the top."""
        return self._facts[path].heading_path(offset) if path in self._facts else ()

    def resolve(self, path: str, place: Span | Mark) -> tuple[str, Span] | None:
        """The page and the span of a related place of a finding on the page ``path``."""
        if isinstance(place, Mark):
            span = self._index.place(place)
            return (place.path, span) if span else None
        return path, place

    def _forget(self, path: str) -> None:
        for state in (self._sources, self._pages, self._facts, self._results, self._unreadable):
            state.pop(path, None)

    def _stands(self, path: str) -> bool:
        return path in self._results and self._results[path].stands(self._index)

    def _check(self, path: str) -> Result:
        if path in self._unreadable:
            return Result((unreadable(path, self._unreadable[path]),), {})
        # A page is dropped once checked: whole docs sets do not fit in memory with all that was parsed lazily.
        page = self._pages.pop(path, None) or parse_page(self._sources[path])
        return check_page(page, self._index, self._settings, self._plan(path))
