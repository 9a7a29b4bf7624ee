"""What tests share: an environment that says nothing, properties that are tried alike everywhere, an editor.

The editor is a client of the language server, over its standard input and output.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from lsprotocol import types
from pygls.lsp.client import LanguageClient

settings.register_profile(
    "random",
    settings.get_profile("default"),
    deadline=None,  # how quick the machine is does not count
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("same", settings.get_profile("random"), derandomize=True)
settings.load_profile("same")  # a change that is refused is refused for what it does, not for where chance has led

Abilities = types.ClientCapabilities

PULLS = types.DiagnosticClientCapabilities()
PULLING = Abilities(
    text_document=types.TextDocumentClientCapabilities(diagnostic=PULLS),
    workspace=types.WorkspaceClientCapabilities(
        diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True), configuration=True
    ),
    window=types.WindowClientCapabilities(work_done_progress=True),
)
PATIENCE = 60.0
"""Seconds after which a message that does not come is missed."""


@pytest.fixture(scope="session", autouse=True)
def _environment_that_says_nothing() -> Iterator[None]:
    """Who runs the tests, be it a server, a terminal with colours or a hook of git, is nothing to what is tested."""
    told = ("CI", "GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name in told or name.startswith("GIT_")]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        yield


class Editor:
    """Talks to one server. Each wait is for a message; nothing happens between two calls."""

    def __init__(self, folders: list[Path], abilities: Abilities, options: Any) -> None:
        self.loop = asyncio.new_event_loop()
        self.client: Any = LanguageClient("test", "1")
        self.messages: list[tuple[str, Any]] = []
        """All notifications and requests of the server, in order."""
        self.settings: Any = None
        """What the server is told of the section it asks for."""
        self.versions: dict[str, int] = {}
        self._news = asyncio.Event()
        self._listen()
        folder_items = [types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in folders]
        self.do(self.client.start_io(sys.executable, "-m", "doclint", "server"))
        self.initialized = self.do(
            self.client.initialize_async(
                types.InitializeParams(
                    abilities, workspace_folders=folder_items or None, initialization_options=options
                )
            )
        )
        self.client.initialized(types.InitializedParams())

    def do(self, awaitable: Any) -> Any:
        """What comes of something that takes its time."""
        return self.loop.run_until_complete(asyncio.wait_for(awaitable, PATIENCE))

    def ask(self, method: str, params: Any) -> Any:
        """The answer to a request."""

        async def ask() -> Any:
            return await self.client.protocol.send_request_async(method, params)

        return self.do(ask())

    def wait(self, method: str, wanted: Callable[[Any], bool] = lambda _: True) -> Any:
        """The first message of that kind that has not been waited for."""

        async def wait() -> Any:
            while True:
                for at, (name, params) in enumerate(self.messages):
                    if name == method and wanted(params):
                        del self.messages[at]
                        return params
                self._news.clear()
                await self._news.wait()

        return self.do(wait())

    def open(self, file: Path | str, text: str | None = None) -> str:
        """Open a file, or a text under its name or a URI; return the URI."""
        uri = file if isinstance(file, str) else file.as_uri()
        if text is None:
            assert isinstance(file, Path)
            text = file.read_bytes().decode("utf-8")
        self.versions[uri] = 1
        language = "yaml" if uri.endswith(".yml") else "markdown"
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text))
        )
        return uri

    def change(self, uri: str, text: str, range_: types.Range | None = None) -> None:
        """Change an open text: all of it, or a range."""
        self.versions[uri] += 1
        change = (
            types.TextDocumentContentChangePartial(range_, text)
            if range_
            else types.TextDocumentContentChangeWholeDocument(text)
        )
        item = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(item, [change]))

    def save(self, uri: str) -> None:
        """Say that a text was saved; the file is written by the test."""
        self.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def close(self, uri: str) -> None:
        """Close a text."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    def touch(self, kind: types.FileChangeType, *files: Path) -> None:
        """Say that something happened to files."""
        events = [types.FileEvent(file.as_uri(), kind) for file in files]
        self.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams(events))

    def diagnostics(self, uri: str, previous: str | None = None) -> Any:
        """The answer to a request for diagnostics."""
        params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri), previous_result_id=previous)
        return self.ask(types.TEXT_DOCUMENT_DIAGNOSTIC, params)

    def codes(self, uri: str) -> list[Any]:
        """The rules that find something in a page, in order."""
        return [item.code for item in self.diagnostics(uri).items]

    def stop(self) -> None:
        """Leave as an editor does; the server must end well."""
        self.do(self.client.shutdown_async(None))
        self.client.exit(None)
        code = self.do(self.client._server.wait())  # noqa: SLF001
        self.do(self.client.stop())
        self.loop.close()
        assert code == 0

    def _listen(self) -> None:
        def take(method: str, answer: Callable[[Any], Any] = lambda _: None) -> None:
            def taken(params: Any) -> Any:
                self.messages.append((method, params))
                self._news.set()
                return answer(params)

            self.client.feature(method)(taken)

        for method in (
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS,
            types.PROGRESS,
            types.WINDOW_SHOW_MESSAGE,
            types.WINDOW_LOG_MESSAGE,
            types.WINDOW_WORK_DONE_PROGRESS_CREATE,
            types.CLIENT_REGISTER_CAPABILITY,
            types.WORKSPACE_DIAGNOSTIC_REFRESH,
        ):
            take(method)
        take(types.WORKSPACE_CONFIGURATION, lambda params: [self.settings for _ in params.items])
        take(types.WORKSPACE_APPLY_EDIT, lambda _: types.ApplyWorkspaceEditResult(applied=True))


@pytest.fixture
def editor() -> Iterator[Callable[..., Editor]]:
    """Starts a server and its client: ``editor(folder, ...)``, with the client's abilities and options if need be."""
    yield from _editors()


@pytest.fixture(scope="module")
def one_editor() -> Iterator[Callable[..., Editor]]:
    """The same, for tests that change nothing and can share a server."""
    yield from _editors()


def _editors() -> Iterator[Callable[..., Editor]]:
    started: list[Editor] = []

    def start(*folders: Path, abilities: Abilities = PULLING, options: Any = None) -> Editor:
        started.append(Editor(list(folders), abilities, options))
        return started[-1]

    yield start
    for one in started:
        one.stop()
