"""Changes to texts, as editors make them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from lsprotocol import types

from doclint.fix import replacement
from doclint.lsp.places import Places
from doclint.rule import Edit


class Target(NamedTuple):
    """A text to be changed. ``version`` is None where it is not open, ``is_versioned`` whether the client minds."""

    uri: str
    version: int | None
    places: Places
    is_versioned: bool

    def edit(self, edits: Iterable[Edit]) -> types.WorkspaceEdit:
        """The edits as the client takes them; lines end in them as they do round about."""
        text = self.places.source.text
        made = [types.TextEdit(self.places.range(edit.span), replacement(text, edit)) for edit in edits]
        if not self.is_versioned:
            return types.WorkspaceEdit(changes={self.uri: made})
        item = types.OptionalVersionedTextDocumentIdentifier(self.uri, self.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(item, made)])
