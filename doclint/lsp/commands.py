"""The commands that a client may call by name."""

from __future__ import annotations

from lsprotocol import types

from doclint.lsp.explanations import explanation
from doclint.lsp.live import LiveDocs
from doclint.lsp.server import Server

FIX_PAGE, EXPLAIN = "doclint.fixPage", "doclint.explain"


async def fix_page(ls: Server, uri: str) -> bool:
    """Make all safe fixes of a page, as an edit that the client applies; whether there was anything to do."""

    def fixed(docs: LiveDocs, path: str) -> types.WorkspaceEdit | None:
        target, edits = ls.target(docs, path), docs.fixed(path)
        return target.edit(edits) if target and edits else None

    edit = await ls.ask(uri, fixed)
    if edit is None:
        return False
    answer = await ls.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, "Fix this page"))
    return answer.applied


def explain(_ls: Server, rule: str) -> str | None:
    """The documentation of a rule in Markdown; None when there is no such rule."""
    return explanation(rule)
