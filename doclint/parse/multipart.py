"""The parts of multipart messages (RFC 2046, 5.1), such as the metadata of an upload."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doclint.lazy import lazy
from doclint.parse.json_text import JsonDocument, read_json
from doclint.text import NEWLINE, Slice

JSON_TYPES = ("/json", "+json")
"""How media types of JSON end."""

_BOUNDARY = re.compile(
    r";\s{0,20}boundary\s{0,20}=\s{0,20}(?:\"(?P<quoted>[^\"]+)\"|(?P<bare>[^\s;\"]+))", re.IGNORECASE
)
_FIRST_DELIMITER = re.compile(r"[ \t]*+--(?P<boundary>[^\s-]\S{0,69})[ \t]*+(?=[\r\n])")
_FIELD = re.compile(r"[ \t]*+(?P<name>[\w-]+):[ \t]*+(?P<value>[^\r\n]*)", re.ASCII)
_BLANKS = " \t\r\n"


@dataclass(frozen=True)
class Part:
    """One part of a body: its media type in lower case, or an empty text, and what it holds, without outer blanks."""

    media_type: str
    body: Slice

    @lazy
    def json(self) -> JsonDocument | None:
        """What the part holds, as JSON, when its media type says so: without one it is plain text."""
        return read_json(self.body) if self.body and self.media_type.endswith(JSON_TYPES) else None


def read_parts(body: Slice, content_type: str) -> tuple[Part, ...]:
    """The parts of a body; where the header names no boundary, or is broken over lines, the first line tells it."""
    named = _BOUNDARY.search(content_type)
    first = None if named else _FIRST_DELIMITER.match(body.text)
    boundary = (named["quoted"] or named["bare"]) if named else first["boundary"] if first else ""
    return tuple(_parts(body, boundary)) if boundary else ()


def _parts(body: Slice, boundary: str) -> Iterator[Part]:
    delimiter = re.compile(rf"(?:\A|(?<=[\r\n]))[ \t]*+--{re.escape(boundary)}(?P<last>--)?[ \t]*+(?=[\r\n]|\Z)")
    start = None
    for match in delimiter.finditer(body.text):
        if start is not None:
            yield _part(body.part(start, match.start()))
        start = None if match["last"] else match.end()
    if start is not None:
        yield _part(body.part(start))


def _part(text: Slice) -> Part:
    """Header fields come first, right below the delimiter, then a blank line; lenient as to that."""
    media_type = ""
    newline = NEWLINE.match(text.text)
    at = newline.end() if newline else 0
    while field := _FIELD.match(text.text, at):
        if field["name"].lower() == "content-type":
            media_type = field["value"].partition(";")[0].strip().lower()
        newline = NEWLINE.match(text.text, field.end())
        at = newline.end() if newline else field.end()
        if not newline:
            break
    return Part(media_type, text.part(at).strip(_BLANKS))
