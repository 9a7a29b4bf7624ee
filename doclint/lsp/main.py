"""The language server, put together."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from lsprotocol import types

from doclint.lsp import commands, findings, lookups, sync
from doclint.lsp.actions import KINDS
from doclint.lsp.server import Server

_TOLD: dict[str, Callable[..., Any]] = {
    types.INITIALIZE: sync.initialize,
    types.INITIALIZED: sync.initialized,
    types.SHUTDOWN: sync.shutdown,
    types.TEXT_DOCUMENT_DID_OPEN: sync.did_open,
    types.TEXT_DOCUMENT_DID_CHANGE: sync.did_change,
    types.TEXT_DOCUMENT_DID_SAVE: sync.did_save,
    types.TEXT_DOCUMENT_DID_CLOSE: sync.did_close,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: sync.did_change_configuration,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: sync.did_change_watched_files,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: sync.did_change_workspace_folders,
}
_ASKED: dict[str, tuple[Callable[..., Any], object]] = {
    types.TEXT_DOCUMENT_DIAGNOSTIC: (
        findings.document_diagnostic,
        types.DiagnosticOptions(inter_file_dependencies=True, workspace_diagnostics=True, identifier="doclint"),
    ),
    types.WORKSPACE_DIAGNOSTIC: (findings.workspace_diagnostic, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        findings.code_action,
        types.CodeActionOptions(code_action_kinds=list(KINDS), resolve_provider=True),
    ),
    types.CODE_ACTION_RESOLVE: (findings.settle_code_action, None),
    types.TEXT_DOCUMENT_COMPLETION: (
        lookups.completion,
        types.CompletionOptions(trigger_characters=['"', "(", "/", "#", "|", "-", ",", ":"]),
    ),
    types.TEXT_DOCUMENT_HOVER: (lookups.hover, None),
    types.TEXT_DOCUMENT_DEFINITION: (lookups.definition, None),
    types.TEXT_DOCUMENT_REFERENCES: (lookups.references, None),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (lookups.document_symbol, None),
}


def make_server() -> Server:
    """A server that knows all findings."""
    server = Server()
    for method, told in _TOLD.items():
        server.feature(method)(told)
    for method, (asked, options) in _ASKED.items():
        server.feature(method, options)(asked)
    server.command(commands.FIX_PAGE)(commands.fix_page)
    server.command(commands.EXPLAIN)(commands.explain)
    return server


def serve() -> NoReturn:
    """Serve one client on standard input and output until it goes."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="doclint: %(message)s")
    server = make_server()
    server.start_io()
    server.explanations.close()
    sys.stderr.flush()
    os._exit(0)  # to take a large docs set apart, object by object, would take seconds
