"""What the client tells: its abilities and settings, open texts, files, folders."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path
from typing import Any

from lsprotocol import types

from doclint.config import FILE_NAMES
from doclint.docset import is_of_tool
from doclint.lsp.buffers import Buffer
from doclint.lsp.engine import Urgency
from doclint.lsp.live import Touched, Typed
from doclint.lsp.server import Server
from doclint.lsp.settings import ON_SAVE, SECTION, read_settings
from doclint.lsp.state import Client, Docs
from doclint.lsp.uris import key_of, path_of

_PATIENCE = 5.0
"""Seconds a client may take to say its settings."""
_CONFIGURES = (".yml", ".yaml", ".toml", ".json")
"""How the names of files end that a configuration may rest on."""
_LOG = logging.getLogger(__name__)


def initialize(ls: Server, params: types.InitializeParams) -> None:
    """Take in what the client can do."""
    ls.state.client = _client(params.capabilities, types.PositionEncodingKind(ls.workspace.position_encoding).value)
    _take_settings(ls, params.initialization_options)


async def initialized(ls: Server, _params: types.InitializedParams) -> None:
    """Ask for the settings, watch files, and begin."""
    if ls.state.client.watches:
        watcher = types.FileSystemWatcher("**/*")
        options = types.DidChangeWatchedFilesRegistrationOptions([watcher])
        ls.client_register_capability(
            types.RegistrationParams(
                [types.Registration("doclint-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)]
            )
        )
    await _ask_for_settings(ls)
    ls.settled.set()
    await ls.begin()
    ls.begun.set()


async def did_change_configuration(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    """Take in other settings."""
    before = ls.state.settings
    if ls.state.client.configures:
        await _ask_for_settings(ls)
    else:
        given = _plain(params.settings)
        if isinstance(given, dict) and SECTION in given:
            _take_settings(ls, given[SECTION])
    if ls.state.settings != before:
        await ls.begin()
        for docs in list(ls.state.docs.values()):
            await asyncio.shield(docs.ready)
            ls.tell(docs)


async def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """Take in a text."""
    item = params.text_document
    _take_text(ls, Buffer(item.uri, item.version, item.text))
    ls.state.saved[key_of(item.uri)] = item.version
    await _check_configuration(ls, item.uri)


async def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Take in another text."""
    item = params.text_document
    buffer = ls.state.buffers.get(key_of(item.uri))
    if buffer is None:
        _LOG.warning("a text was changed that is not open: %s", item.uri)
        return
    _take_text(ls, buffer.changed(item.version, params.content_changes, ls.state.client.encoding))
    await _check_configuration(ls, item.uri)


async def did_save(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A file is what the text is."""
    key = key_of(params.text_document.uri)
    if key in ls.state.buffers:
        ls.state.saved[key] = ls.state.buffers[key].version
    await _touched(ls, [params.text_document.uri])
    if ls.state.settings.run == ON_SAVE and (found := ls.locate(params.text_document.uri)):
        ls.tell(found[0])


async def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """The file counts again."""
    uri = params.text_document.uri
    ls.state.buffers.pop(key_of(uri), None)
    ls.state.saved.pop(key_of(uri), None)
    if ls.settled.is_set() and (found := ls.locate(uri)):
        docs, path = found
        docs.live.note(Typed(path, None))
        if not ls.state.client.pulls:
            ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))
        _look_again(ls, docs)


async def did_change_watched_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Take in what happened to files."""
    files = [path_of(change.uri) for change in params.changes if change.type != types.FileChangeType.Changed]
    if any(file and file.name in FILE_NAMES for file in files):
        await ls.begin()  # docs sets came or went
    await _touched(ls, [change.uri for change in params.changes])


async def did_change_workspace_folders(ls: Server, _params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Take in other folders."""
    await ls.begin()


async def shutdown(ls: Server, _params: None) -> None:
    """Keep what was found out for the next time."""
    for docs in ls.state.docs.values():
        docs.stop()
        await ls.engine.run(Urgency.ASKED, docs.live.save)
    ls.explanations.close()
    ls.engine.close()


def _client(can: types.ClientCapabilities, encoding: str) -> Client:
    text, workspace, window = can.text_document, can.workspace, can.window
    watched = workspace.did_change_watched_files if workspace else None
    pulled = workspace.diagnostics if workspace else None
    edits = workspace.workspace_edit if workspace else None
    actions = text.code_action if text else None
    settled = actions.resolve_support.properties if actions and actions.resolve_support else ()
    return Client(
        pulls=bool(text and text.diagnostic),
        refreshes=bool(pulled and pulled.refresh_support),
        shows_progress=bool(window and window.work_done_progress),
        configures=bool(workspace and workspace.configuration),
        watches=bool(watched and watched.dynamic_registration),
        settles=bool("edit" in settled and actions and actions.data_support),
        versions=bool(edits and edits.document_changes),
        encoding=encoding,
    )


async def _ask_for_settings(ls: Server) -> None:
    if not ls.state.client.configures:
        return
    asked = types.ConfigurationParams([types.ConfigurationItem(section=SECTION)])
    try:
        given = await asyncio.wait_for(ls.workspace_configuration_async(asked), _PATIENCE)
    except TimeoutError:
        _LOG.warning("the client did not say its settings")
        return
    if given and given[0] is not None:
        _take_settings(ls, _plain(given[0]))


def _take_settings(ls: Server, given: Any) -> None:
    settings, wrong = read_settings(_plain(given))
    ls.state.settings = settings
    for message in wrong:
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Warning, message))


def _plain(value: Any) -> Any:
    """What pygls makes of objects of the client's, as a mapping."""
    return value._asdict() if hasattr(value, "_asdict") else value


def _take_text(ls: Server, buffer: Buffer) -> None:
    ls.state.buffers[key_of(buffer.uri)] = buffer
    if ls.settled.is_set() and (found := ls.locate(buffer.uri)):
        docs, path = found
        docs.live.note(Typed(path, buffer.text))
        if ls.state.settings.run != ON_SAVE:
            ls.show(docs, buffer.uri)


async def _check_configuration(ls: Server, uri: str) -> None:
    file, buffer = path_of(uri), ls.configuration(uri)
    if file and buffer:
        await ls.check_configuration(file, buffer.text)


async def _touched(ls: Server, uris: list[str]) -> None:
    """Take in that files are others than they were. Of an open page the client knows more than its file says."""
    files = {file: uri for uri in uris if (file := path_of(uri))}
    for root, docs in list(ls.state.docs.items()):
        paths = {file: Path(os.path.relpath(file, root)).as_posix() for file in files if file.is_relative_to(root)}
        inside = {file: path for file, path in paths.items() if not is_of_tool(path)}
        for path in inside.values():
            docs.live.note(Touched(path))
        if any(path.endswith(_CONFIGURES) for path in inside.values()):
            await ls.configure(docs)
        elif not all(key_of(files[file]) in ls.state.buffers for file in inside):
            _look_again(ls, docs)


def _look_again(ls: Server, docs: Docs) -> None:
    if docs.ready.done():
        ls.tell(docs)
