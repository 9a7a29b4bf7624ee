"""HTML comments, and the annotations they hold.

An annotation is a comment with a JSON object (API Doctor's convention): about the block that follows, or, with
``"type": "#page.annotation"``, about the page. A comment that begins with ``doclint-`` is a directive.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from doclint.lazy import lazy
from doclint.parse.json_structure import DEEPEST
from doclint.parse.json_text import JsonDocument, JsonNode, Slip, read_json
from doclint.text import Slice, Source, Span

_OPEN, _CLOSE = "<!--", "-->"


@dataclass(frozen=True)
class Comment:
    """An HTML comment; ``content`` is what stands between ``<!--`` and ``-->``."""

    span: Span
    content: Slice
    closed: bool = True

    @lazy
    def annotation(self) -> Annotation | None:
        """The annotation, when the comment holds a JSON object."""
        return Annotation(self.span, self.content.strip()) if self.content.text.lstrip().startswith("{") else None


@dataclass(frozen=True)
class Annotation:
    """A comment that holds a JSON object. ``span`` is the whole comment, ``text_slice`` the JSON in it."""

    span: Span
    content: Slice

    @lazy
    def document(self) -> JsonDocument:
        """The JSON, read leniently."""
        return read_json(self.content)

    @property
    def root(self) -> JsonNode | None:
        """The JSON object, if it could be read."""
        return self.document.root

    @lazy
    def values(self) -> Mapping[str, object]:
        """The members as plain values; empty when the annotation could not be read."""
        value = self._strict
        if value is None:
            value = self.root.value if self.root else None
        return value if isinstance(value, dict) else {}

    @lazy
    def slips(self) -> tuple[Slip, ...]:
        """Where the text departs from strict JSON."""
        return self.document.slips if self._strict is None else ()

    @lazy
    def block_type(self) -> str:
        """``request``, ``response``, ``resource``, ``ignored`` ...: the ``blockType``, or an empty string."""
        return self.text("blockType")

    @lazy
    def is_page(self) -> bool:
        """Whether this speaks of the whole page (``"type": "#page.annotation"``)."""
        return self.text("type").startswith("#page.")

    def text(self, key: str) -> str:
        """A member's value when it is a string, else an empty string."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def at(self, *path: str | int) -> JsonNode | None:
        """A member's value with its place."""
        return self.root.at(*path) if self.root else None

    def place(self, key: str) -> Span | None:
        """Where the text stands that is a member's value, quotation marks excluded."""
        text, value = self.content.text, self.text(key)
        if value and self._strict is not None and text.count(f'"{key}"') == 1:  # as a key of this object, that is
            match = re.search(rf'"{re.escape(key)}"\s*:\s*"([^"\\]*)"', text)
            if match and match[1] == value:
                return self.content.group(match, 1).span
        node = self.at(key)
        return node.inner if node and isinstance(node.value, str) else None

    @lazy
    def _strict(self) -> object:
        """What strict JSON says, as most is, and as can be read quickly where no places are asked for; else None."""
        text = self.content.text
        try:
            return _STRICT.decode(text) if text.count("{") + text.count("[") <= DEEPEST else None
        except ValueError:
            return None


def _refuse(constant: str) -> object:
    raise ValueError(constant)


_STRICT = json.JSONDecoder(parse_constant=_refuse)


def read_comments(source: Source, span: Span) -> list[Comment]:
    """The comments of an HTML block. One that is never closed reaches to the end of the block."""
    text, at, found = source.text, span.start, []
    while (start := text.find(_OPEN, at, span.end)) >= 0:
        inside = start + len(_OPEN)
        close = text.find(_CLOSE, inside, span.end)
        end = close if close >= 0 else span.end
        at = end + len(_CLOSE) if close >= 0 else span.end
        found.append(Comment(Span(start, at), source.slice(Span(inside, end)), close >= 0))
    return found
