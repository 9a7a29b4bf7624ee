"""The texts that are open in the editor, which count for what the files will be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lsprotocol import types

from doclint.lsp.places import Places
from doclint.text import Source


@dataclass(frozen=True)
class Buffer:
    """One open text. ``uri`` is spelt as the editor spells it."""

    uri: str
    version: int
    text: str

    def changed(self, version: int, changes: Iterable[types.TextDocumentContentChangeEvent], encoding: str) -> Buffer:
        """The buffer after changes, each of which is about the text as the one before left it."""
        text = self.text
        for change in changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                span = Places(Source(self.uri, text), encoding).span(change.range)
                text = text[: span.start] + change.text + text[span.end :]
            else:
                text = change.text
        return Buffer(self.uri, version, text)
