"""What the client asks about findings: diagnostics, and what can be done about them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence

from lsprotocol import types

from doclint.lsp.actions import actions_at, settle
from doclint.lsp.diagnostics import document_report, workspace_reports
from doclint.lsp.edits import Target
from doclint.lsp.engine import Urgency
from doclint.lsp.live import LiveDocs
from doclint.lsp.server import Server
from doclint.lsp.settings import ON_SAVE
from doclint.lsp.uris import key_of

_AT_ONCE = 10
"""Pages checked in one step, between which whoever asks for something is answered."""
_MOST_SETTLED = 40
"""Actions whose edits are worked out for a client that does not ask for the one it takes."""
_REST = 1.0
"""Seconds for which typing must have paused before all other pages are looked at again."""


async def document_diagnostic(ls: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    """The diagnostics of one page."""
    uri, previous = params.text_document.uri, params.previous_result_id
    key = key_of(uri)
    buffer = ls.state.buffers.get(key)
    if previous and buffer and ls.state.settings.run == ON_SAVE and ls.state.saved.get(key) != buffer.version:
        return types.RelatedUnchangedDocumentDiagnosticReport(previous)
    return document_report(await ls.ask(uri, ls.diagnostics) or [], previous)


async def workspace_diagnostic(ls: Server, params: types.WorkspaceDiagnosticParams) -> types.WorkspaceDiagnosticReport:
    """What is new about all pages, in parts if the client takes them.

    A client that asks again when nothing has happened waits until something does, as the protocol allows. Else it
    would ask every other second, with thousands of results that it knows.
    """
    await ls.begun.wait()
    previous = {key_of(known.uri): known.value for known in params.previous_result_ids}
    while True:
        if ls.state.answered == ls.state.changes:
            await ls.changed.wait()
            await asyncio.sleep(_REST)
        changes = ls.state.changes
        found = [report async for report in _news(ls, previous, params.partial_result_token)]
        if found or changes == ls.state.changes:
            ls.state.answered = changes
            return types.WorkspaceDiagnosticReport([] if params.partial_result_token else found)


async def _news(
    ls: Server, previous: dict[str, str], token: types.ProgressToken | None
) -> AsyncIterator[types.WorkspaceDocumentDiagnosticReport]:
    """What is new about all pages, which is also sent part by part where there is a token for that."""
    for docs in list(ls.state.docs.values()):
        await asyncio.shield(docs.ready)
        pages = await ls.engine.run(Urgency.BACKGROUND, docs.live.paths)
        paths = [path for path in sorted(pages) if ls.shows(docs, path)]
        for at in range(0, len(paths), _AT_ONCE):
            found = await ls.engine.run(Urgency.BACKGROUND, _diagnostics, ls, docs.live, paths[at : at + _AT_ONCE])
            news = workspace_reports(found, previous)
            if news and token is not None:
                part = types.WorkspaceDiagnosticReportPartialResult(news)
                ls.protocol.notify(types.PROGRESS, types.ProgressParams(token, part))
            for report in news:
                yield report


def _diagnostics(
    ls: Server, live: LiveDocs, paths: Sequence[str]
) -> list[tuple[str, int | None, list[types.Diagnostic]]]:
    buffers = {path: ls.state.buffers.get(key_of(live.uri(path))) for path in paths}
    live.check(paths)
    return [
        (buffer.uri if buffer else live.uri(path), buffer.version if buffer else None, ls.diagnostics(live, path))
        for path, buffer in buffers.items()
    ]


async def code_action(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    """What can be done about the findings at a place."""
    client = ls.state.client

    def offered(docs: LiveDocs, path: str) -> list[types.CodeAction]:
        target = ls.target(docs, path)
        if target is None:
            return []
        span = target.places.span(params.range)
        found = actions_at(docs.report(path), span, target, params.context, unsafe=ls.state.settings.unsafe_fixes)
        return found if client.settles else [_settled(action, docs, path, target) for action in found[:_MOST_SETTLED]]

    return await ls.ask(params.text_document.uri, offered) or []


async def settle_code_action(ls: Server, action: types.CodeAction) -> types.CodeAction:
    """The action with its edit."""

    def settled(docs: LiveDocs, path: str) -> types.CodeAction:
        target = ls.target(docs, path)
        return _settled(action, docs, path, target) if target else action

    uri = action.data.get("uri") if isinstance(action.data, dict) else None
    return await ls.ask(uri, settled) or action if isinstance(uri, str) else action


def _settled(action: types.CodeAction, docs: LiveDocs, path: str, target: Target) -> types.CodeAction:
    return action if action.edit else settle(action, docs, path, target)
