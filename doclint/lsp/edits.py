"""Changes to texts, as editors make them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

from lsprotocol import types

from doclint.fix import replacement
from doclint.lsp.places import Places
from doclint.rule import Edit
from doclint.text import Source, Span


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


def edits_between(before: Source, after: str) -> Iterator[Edit]:
    """Edits that make the text of a page another, line by line, so that marks and cursors keep their places."""
    old, new = _lines(before), _lines(Source(before.path, after))
    starts = before.line_starts
    end = len(before.text)
    for kind, i, j, k, m in SequenceMatcher(None, old, new).get_opcodes():
        if kind != "equal":
            span = Span(starts[i] if i < len(old) else end, starts[j] if j < len(old) else end)
            yield Edit(span, "".join(new[k:m]))


def _lines(source: Source) -> list[str]:
    starts = (*source.line_starts, len(source.text))
    return [source.text[starts[at] : starts[at + 1]] for at in range(len(starts) - 1)]
