"""A docs set as the editor has it: its files, and the texts being written that count in their stead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple

from doclint.alignment import changed_lines
from doclint.baseline import read_baseline
from doclint.config import load_config, settings_of, usual_config
from doclint.docset import Files, read_pages, why_left_out
from doclint.documented import Mark
from doclint.facts import Facts, is_contents
from doclint.fix import fix_pages
from doclint.lsp.customs import customs
from doclint.lsp.known import KnownFindings
from doclint.lsp.settings import Settings
from doclint.lsp.uris import uri_of
from doclint.page import Page, parse_page
from doclint.report import Located, make_report
from doclint.rule import Edit
from doclint.run import Job, Means, baseline_of, cache_folder, collector_off, rules_of_this_installation
from doclint.session import Session
from doclint.text import Source, Span
from doclint.workspace import Workspace

_BATCH = 25
"""Pages read in one step, some tenth of a second, for which whoever asks has to wait."""
_PARSED = 16
"""Pages kept parsed: an editor asks several things of the same one."""
BOM = "\ufeff"
"""What some texts begin with, and no page is thought to."""


class Typed(NamedTuple):
    """The text of an open page is another now; None: it is closed, and the file counts again."""

    path: str
    text: str | None


class Touched(NamedTuple):
    """A file or folder was created, changed or deleted."""

    path: str


class LiveDocs:
    """One docs set. ``note`` may be called from anywhere, the rest only from the engine's thread."""

    def __init__(self, root: Path, config: Path | None, settings: Settings = Settings()) -> None:  # noqa: B008, frozen
        self.root = root
        self.config = config
        self.settings = settings
        self._inbox: SimpleQueue[Typed | Touched] = SimpleQueue()
        self._buffers: dict[str, str] = {}
        self._job: Job | None = None
        self._files = Files((), {}, frozenset(), {})
        self._pages: frozenset[str] = frozenset()
        self._session: Session | None = None
        self._parsed: dict[str, Page] = {}
        self._customs: Mapping[str, Mapping[str, int]] | None = None
        self._known = KnownFindings()

    @property
    def origin(self) -> Path:
        """What to complain about when it cannot be read: the configuration, or the folder."""
        return self.config or self.root

    def note(self, news: Typed | Touched) -> None:
        """Keep in mind what has happened until somebody asks for something that it matters to."""
        self._inbox.put(news)

    def configure(self) -> bool:
        """Read the configuration; whether it says anything new. ``DoclintError`` when it is wrong."""
        rules = rules_of_this_installation()
        config = load_config(self.config, rules) if self.config else usual_config(self.root, rules)
        if self.settings.preset:
            config = replace(config, extends=self.settings.preset)
        job = Job(self.root, config, rules, baseline=baseline_of(config, self.config))
        if job.baseline:
            read_baseline(job.baseline, job.shown(job.baseline))
        is_new = job != self._job
        self._job = job
        return is_new

    def read(self) -> Iterator[tuple[int, int]]:
        """Read all pages in steps; each says how many of how many are done."""
        if self._job is None:
            return
        self._session = None
        self._customs = None
        self._parsed.clear()
        files = self._job.files()
        pages = _pages_of(files)
        session = self._job.session(Means(cache=cache_folder(self.root)))
        unknown = session.recall(pages, files.stamps)
        yield len(pages) - len(unknown), len(pages)
        for at in range(0, len(unknown), _BATCH):
            self._read_pages(session, unknown[at : at + _BATCH])
            yield len(pages) - len(unknown) + at, len(pages)
        for path, reason in files.failed.items():
            session.fail(path, reason)
        session.update({}, files=files.names)
        self._session, self._files, self._pages = session, files, frozenset(pages)
        self._take_in(set(self._buffers))
        self.workspace()
        yield len(pages), len(pages)

    @property
    def job(self) -> Job | None:
        """What is checked and how; None while the configuration is wrong and has never been right."""
        return self._job

    def uri(self, path: str) -> str:
        """The URI of a file of the docs set."""
        return uri_of(self.root / path)

    def paths(self) -> frozenset[str]:
        """All pages."""
        session = self._settled()
        return session.paths() if session else frozenset()

    def names(self) -> frozenset[str]:
        """All files, pages that exist in the editor only included."""
        session = self._settled()
        return session.files() | session.paths() if session else frozenset()

    def source(self, path: str) -> Source | None:
        """The text of a page, as it is now; None when it is no page of the docs set."""
        session = self._settled()
        return session.source(path) if session and path in session.paths() else None

    def page(self, path: str) -> Page | None:
        """A page, parsed."""
        source = self.source(path)
        if source is None:
            return None
        known = self._parsed.pop(path, None)
        page = known if known and known.source is source else parse_page(source)
        self._parsed[path] = page
        while len(self._parsed) > _PARSED:
            del self._parsed[next(iter(self._parsed))]
        return page

    def workspace(self) -> Workspace | None:
        """The docs set to be questioned, as rules do it; None when it is not read."""
        session, job = self._settled(), self._job
        return Workspace(session.index(), settings_of(job.config)) if session and job else None

    def facts(self) -> Mapping[str, Facts]:
        """What each page tells the others; nothing while they are not read."""
        session = self._settled()
        return session.index().facts if session else {}

    def types(self, version: str) -> Mapping[str, str]:
        """The documented types and enums of a version by name, in order, each with a page that documents it."""
        found: dict[str, str] = {}
        for path, said in self.facts().items():
            if said.version == version:
                names = (*(one.name for one in said.defined.resources), *(one.full_name for one in said.defined.enums))
                for name in names:
                    found.setdefault(name, path)
        return dict(sorted(found.items()))

    def front_matter(self) -> Mapping[str, Mapping[str, int]]:
        """The keys that front matter has, the commonest first, each with how many pages have a value they share."""
        if self._customs is None:
            session = self._settled()
            self._customs = customs(session.source(path) for path in session.paths()) if session else {}
        return self._customs

    def place(self, path: str, key: str) -> Span | None:
        """The place of a fact of a page, by its mark."""
        session = self._settled()
        found = session.resolve(path, Mark(path, key)) if session else None
        return found[1] if found else None

    def check(self, paths: Iterable[str]) -> None:
        """Make sure that what is known of pages is right."""
        session = self._settled()
        if session:
            with collector_off():
                session.check(session.paths().intersection(paths))

    def report(self, path: str) -> tuple[Located, ...]:
        """What is wrong with a page, without what is suppressed or in the baseline."""
        session, job = self._settled(), self._job
        if session is None or job is None or path not in session.paths():
            return ()
        session.check([path])
        report = make_report(session, [path])
        if job.baseline:
            report = self._known.hide(report, job, session)
        return tuple(found for found in report.diagnostics if found.path == path)

    def fixed(self, path: str, *, unsafe: bool = False) -> list[Edit]:
        """What all fixes of a page change, line by line, so that marks and cursors keep their places."""
        session = self._settled()
        if session is None or path not in session.paths():
            return []
        session.check([path])
        before = session.source(path)
        try:
            kept = fix_pages(session, [path], unsafe=unsafe).kept
            after = session.source(path)
        finally:
            if session.source(path) is not before:
                session.update({path: before})
        changes = changed_lines(before.text, after.text, kept[path]) if kept else ()
        return [Edit(change.before, after.text[slice(*change.now)]) for change in changes]

    def save(self) -> None:
        """Write what is new to the cache."""
        if self._session:
            self._session.save()

    def _settled(self) -> Session | None:
        """The session, after all that was noted is taken in; None while there is none."""
        if self._session is None:
            return None
        dirty: set[str] = set()
        walk = False
        while True:
            try:
                news = self._inbox.get_nowait()
            except Empty:
                break
            dirty.add(news.path)
            if isinstance(news, Touched):
                walk = walk or self._is_news(news.path)
            elif news.text is None:
                self._buffers.pop(news.path, None)
            else:
                self._buffers[news.path] = news.text
        if self._job:
            self._take_in(dirty | (self._walk(self._job, self._session) if walk else set()))
        return self._session

    def _is_news(self, path: str) -> bool:
        """Whether a file that was touched is one that was not there, or is no more, or is a folder."""
        file, names = self.root / path, self._files.names
        if path in names:
            return not file.is_file()
        return file.exists() or any(name.startswith(f"{path}/") for name in names)

    def _walk(self, job: Job, session: Session) -> set[str]:
        """Look for files anew; the pages that came or went."""
        before = self._pages
        self._files = job.files()
        self._pages = frozenset(_pages_of(self._files))
        session.update({}, files=self._files.names)
        return set(before ^ self._pages)

    def _take_in(self, dirty: set[str]) -> None:
        """Bring pages of the session up to date."""
        session = self._session
        if session is None or not dirty:
            return
        known = session.paths()
        typed = {path: _typed(path, self._buffers[path]) for path in dirty & self._buffers.keys() if self._counts(path)}
        changes: dict[str, Source | None] = {
            path: source
            for path, source in typed.items()
            if path not in known or session.source(path).text != source.text
        }
        rest = dirty - typed.keys()
        changes |= dict.fromkeys(path for path in rest - self._pages if path in known or is_contents(path))
        if changes:
            session.update(changes)
        self._read_pages(session, sorted(path for path in rest if path in self._pages))

    def _counts(self, path: str) -> bool:
        """Whether an open text is a page of the docs set, whose file need not exist."""
        if path in self._files.names:
            return path in self._pages
        config = self._job.config if self._job else None
        return config is not None and why_left_out(path, config.include, config.exclude) is None

    def _read_pages(self, session: Session, paths: Iterable[str]) -> None:
        reading = read_pages(self.root, paths, {})
        if reading.sources:
            session.update(reading.sources)
        for path, reason in reading.failed.items():
            session.fail(path, reason)


def _pages_of(files: Files) -> list[str]:
    """All that a session reads: pages and tables of contents."""
    contents = (name for name in files.names if is_contents(name))
    return sorted({*files.pages, *contents} - files.failed.keys())


def _typed(path: str, text: str) -> Source:
    return Source(path, text.removeprefix(BOM), bom=text.startswith(BOM))
