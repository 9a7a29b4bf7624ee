"""The server: its docs sets, and what it tells the client of them."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import default_converter

from doclint import __version__
from doclint.config import EXTENSIONS, FILE_NAMES
from doclint.errors import DoclintError
from doclint.lsp.buffers import Buffer
from doclint.lsp.config_file import faults, faults_of_text
from doclint.lsp.diagnostics import diagnostic
from doclint.lsp.edits import Target
from doclint.lsp.engine import Engine, Urgency
from doclint.lsp.explanations import Explanations
from doclint.lsp.live import BOM, LiveDocs, Typed
from doclint.lsp.places import Places
from doclint.lsp.placing import Place, place_of, places_in
from doclint.lsp.progress import Progress
from doclint.lsp.protocol import Protocol
from doclint.lsp.state import Docs, State
from doclint.lsp.uris import key_of, path_of, uri_of
from doclint.run import collector_off

ResultT = TypeVar("ResultT")

_PAUSE = 0.1
"""Seconds without a change after which diagnostics are sent to a client that does not ask for them."""
_LOG = logging.getLogger(__name__)


class Server(LanguageServer):
    """A language server with docs sets."""

    def __init__(self) -> None:
        super().__init__("doclint", __version__, protocol_cls=Protocol, converter_factory=default_converter)
        self.state = State()
        self.engine = Engine()
        self.explanations = Explanations()
        self.settled = asyncio.Event()
        """The client's settings are known."""
        self.begun = asyncio.Event()
        """The docs sets of the workspace folders are known."""
        self.changed = asyncio.Event()
        """Set, and replaced, when ``state.changes`` goes up."""
        self._saving: asyncio.Task[None] | None = None

    def report_server_error(self, error: Exception, source: object) -> None:
        """Log what went wrong: a box on the screen for each would help nobody."""
        _LOG.error("%s: %s", getattr(source, "__name__", source), error)

    async def ask(
        self, uri: str, work: Callable[[LiveDocs, str], ResultT], urgency: Urgency = Urgency.ASKED
    ) -> ResultT | None:
        """What a function makes of a docs set and the path of a page in it; None for what is no file."""
        await self.settled.wait()
        found = self.locate(uri)
        if found is None:
            return None
        docs, path = found
        await asyncio.shield(docs.ready)
        return await self.engine.run(urgency, work, docs.live, path)

    def locate(self, uri: str) -> tuple[Docs, str] | None:
        """The docs set of a file, and the file's path in it. A docs set that is new begins to be read."""
        file = path_of(uri)
        if file is None:
            return None
        place = self._place(file)
        if place is None:
            return None
        return self.docs_at(place), Path(os.path.relpath(file, place.root)).as_posix()

    def docs_at(self, place: Place) -> Docs:
        """The docs set at that place."""
        state, (root, config) = self.state, place
        if root not in state.docs:
            known = state.former.pop(root, None)
            if known and (known.live.config, known.live.settings) == (config, state.settings):
                docs = known
            else:
                live = LiveDocs(root, config, state.settings)
                docs = Docs(live, asyncio.create_task(self._begin(live)))
            state.docs[root] = docs
            for buffer in state.buffers.values():
                file = path_of(buffer.uri)
                if file is not None and file.is_relative_to(root):
                    text = buffer.text if self._belongs(file, root) else None
                    docs.live.note(Typed(Path(os.path.relpath(file, root)).as_posix(), text))
            self.show(docs)
        return state.docs[root]

    async def begin(self) -> None:
        """Begin with the docs sets of the workspace folders and of the open texts; others are let go."""
        self.state.former |= self.state.docs
        self.state.docs = {}
        self.state.places.clear()
        for folder in self.folders():
            given = self.state.settings.configuration
            for place in await self.engine.run(Urgency.ASKED, places_in, folder, given):
                self.docs_at(place)
        for buffer in list(self.state.buffers.values()):
            self.locate(buffer.uri)
        for docs in self.state.former.values():
            docs.stop()
            if docs.live.origin not in [kept.live.origin for kept in self.state.docs.values()]:
                self.complain(docs.live.origin, {})
        self.state.former.clear()

    def configuration(self, uri: str) -> Buffer | None:
        """The text of a configuration that is open; other YAML is none of our business."""
        file, buffer = path_of(uri), self.state.buffers.get(key_of(uri))
        known = {docs.live.config for docs in self.state.docs.values()}
        is_ours = file is not None and file.suffix in EXTENSIONS and (file.name in FILE_NAMES or file in known)
        return buffer if is_ours else None

    def folders(self) -> list[Path]:
        """The workspace folders."""
        found = (path_of(folder.uri) for folder in self.workspace.folders.values())
        paths = [path for path in found if path]
        root = path_of(self.workspace.root_uri) if self.workspace.root_uri else None
        return paths or ([root] if root else [])

    def shows(self, docs: Docs, path: str) -> bool:
        """Whether a page of a docs set is shown with it: not if it belongs to one further down, or lies elsewhere."""
        file, folders = docs.live.root / path, self.folders()
        inside = not folders or any(file.is_relative_to(folder) for folder in folders)
        return inside and self._belongs(file, docs.live.root)

    async def configure(self, docs: Docs) -> None:
        """Read the configuration of a docs set again, and its pages if that says anything new."""
        docs.ready = asyncio.create_task(self._begin(docs.live, after=docs.ready))
        await asyncio.shield(docs.ready)
        self.tell(docs)

    def tell(self, docs: Docs) -> None:
        """Have the client look again: something has changed that it cannot know of."""
        if self.state.client.refreshes:
            self.workspace_diagnostic_refresh(None)
        self.show(docs)

    def show(self, docs: Docs, uri: str = "") -> None:
        """Send diagnostics of the open pages of a docs set, that one first, to a client that does not ask for them."""
        self.state.changes += 1
        self.changed.set()
        self.changed = asyncio.Event()
        if self.state.client.pulls:
            return
        if docs.showing:
            docs.showing.cancel()
        docs.showing = asyncio.create_task(self._show(docs, uri))

    def complain(self, config: Path, found: dict[Path, list[types.Diagnostic]]) -> None:
        """Send what is wrong with a configuration, and take back what was wrong with it before."""
        before = self.state.complained.get(config, set())
        for file in before | found.keys():
            self._publish(uri_of(file), None, found.get(file, []))
        self.state.complained[config] = set(found)

    async def check_configuration(self, file: Path, text: str) -> None:
        """Say what is wrong with a configuration that is being written."""
        found = await self.engine.run(Urgency.SHOWN, faults_of_text, file, text, self.state.client.encoding)
        self.complain(file, found)

    def diagnostics(self, docs: LiveDocs, path: str) -> list[types.Diagnostic]:
        """The diagnostics of a page. For the engine's thread."""
        report = docs.report(path)
        shown = {path, *(related.place.path for found in report for related in found.related)}
        sources = {one: source for one in shown if (source := docs.source(one))}
        encoding = self.state.client.encoding
        return [diagnostic(one, sources, encoding, docs.uri, self.explanations.link) for one in report]

    def target(self, docs: LiveDocs, path: str) -> Target | None:
        """A page that is to be edited; None when it is none, or another text has come in since."""
        source = docs.source(path)
        buffer = self.state.buffers.get(key_of(docs.uri(path)))
        if source is None or (buffer and buffer.text.removeprefix(BOM) != source.text):
            return None
        uri, version = (buffer.uri, buffer.version) if buffer else (docs.uri(path), None)
        return Target(uri, version, Places(source, self.state.client.encoding), self.state.client.versions)

    async def _begin(self, live: LiveDocs, after: asyncio.Task[None] | None = None) -> None:
        """Read the configuration of a docs set, and if that says anything new, its pages."""
        if after is not None:
            await asyncio.wait([after])
        await self.settled.wait()
        try:
            is_new = await self.engine.run(Urgency.ASKED, live.configure)
        except DoclintError as error:
            self.complain(live.origin, faults(live.origin, error, self.state.client.encoding))
            return
        self.complain(live.origin, {})
        if is_new:
            await self._read(live)
            self._saving = asyncio.create_task(self.engine.run(Urgency.BACKGROUND, live.save))

    async def _read(self, live: LiveDocs) -> None:
        progress = Progress(self, f"Reading {live.root.name}") if self.state.client.shows_progress else None
        steps = live.read()
        try:
            while step := await self.engine.run(Urgency.BACKGROUND, _next, steps):
                if progress:
                    progress.report(*step)
        finally:
            if progress:
                progress.end()

    async def _show(self, docs: Docs, first: str) -> None:
        await asyncio.sleep(_PAUSE)
        await asyncio.shield(docs.ready)
        buffers = sorted(self.state.buffers.values(), key=lambda buffer: buffer.uri != first)
        for buffer in buffers:
            found = self.locate(buffer.uri)
            if found and found[0] is docs:
                shown = await self.engine.run(Urgency.SHOWN, self.diagnostics, docs.live, found[1])
                self._publish(buffer.uri, buffer.version, shown)

    def _publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version))

    def _belongs(self, file: Path, root: Path) -> bool:
        """Whether a file belongs to the docs set of that root."""
        place = self._place(file)
        return place is not None and place.root == root

    def _place(self, file: Path) -> Place | None:
        if file.parent not in self.state.places:
            self.state.places[file.parent] = place_of(file, self.folders(), self.state.settings.configuration)
        return self.state.places[file.parent]


def _next(steps: Iterator[tuple[int, int]]) -> tuple[int, int] | None:
    with collector_off():
        step = next(steps, None)
        gc.freeze()  # what is read stays; to look through all of it for garbage would hold everything up for seconds
    return step
