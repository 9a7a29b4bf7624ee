"""HTTP messages as documentation shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doclint.lazy import lazy
from doclint.parse.http_fields import Fields, Header, header_of, media_type_of, read_fields
from doclint.parse.http_lines import ANY_METHOD, BEGINS, PATH, Line, indented, line_at, skip_blank_lines
from doclint.parse.http_start import Start, read_start
from doclint.parse.json_text import JsonDocument, read_json
from doclint.parse.multipart import JSON_TYPES, Part, read_parts
from doclint.text import Problem, Slice, Span


@dataclass(frozen=True)
class Message:
    """A request or a response as written in a code block (RFC 9112), read leniently.

    Of a request: ``method`` and ``target``; of a response: ``status`` and ``reason``; the others are empty
    slices at the end of the start line. A target that is broken over several lines keeps its line endings.
    ``body`` runs to the end of the message without surrounding blanks; empty when there is none.

    A fragment begins with a URL, a header or a body: its ``start_line`` is empty, it has neither method nor
    status, its only problem is ``no-start-line``, and it is a response when the annotation says so. The other
    ``problems`` are ``start-line``, ``header``, ``blank-before-headers`` (its span are the blank lines) and
    ``blank-before-body`` (its span is the first line of the body).
    """

    span: Span
    start_line: Slice
    is_response: bool
    method: Slice
    target: Slice
    version: Slice
    status: Slice
    reason: Slice
    headers: tuple[Header, ...]
    body: Slice
    problems: tuple[Problem, ...] = ()

    def header(self, name: str) -> Header | None:
        """The first header field of that name, in any letter case."""
        return header_of(self.headers, name)

    @lazy
    def code(self) -> int | None:
        """The status code of a response."""
        return int(self.status.text) if self.status.text.isdecimal() else None

    @lazy
    def media_type(self) -> str:
        """The Content-Type without its parameters, in lower case; empty when there is none."""
        return media_type_of(self.headers)

    @lazy
    def json(self) -> JsonDocument | None:
        """The body as JSON, when it is JSON by its media type or, lacking one, by its first character."""
        media_type = self.media_type
        is_json = media_type.endswith(JSON_TYPES) or (self.body.text[:1] in ("{", "[") and not media_type)
        return read_json(self.body) if self.body and is_json else None

    @lazy
    def parts(self) -> tuple[Part, ...]:
        """The parts of a multipart body."""
        header = self.header("Content-Type") if self.media_type.startswith("multipart/") else None
        return read_parts(self.body, header.value.text) if header else ()

    @lazy
    def documents(self) -> tuple[JsonDocument, ...]:
        """The JSON of the body, or of those of its parts that are JSON."""
        texts = (self.json, *(part.json for part in self.parts))
        return tuple(document for document in texts if document)


def read_messages(body: Slice, kind: str, language: str) -> tuple[Message, ...]:
    """The HTTP messages of a code block; ``kind`` is its annotation's blockType, both may be empty.

    A block whose language is HTTP's holds at least one message unless it is blank; others only when they
    begin as one, or have no language and are annotated as request or response.
    """
    at = skip_blank_lines(body, 0)
    if at == len(body.text):
        return ()
    first = line_at(body, at)
    return tuple(_messages(body, first, kind == "response")) if _is_http(first.content.text, kind, language) else ()


_SURELY_BEGINS = re.compile(rf"(?:{ANY_METHOD})[ \t]+(?:{PATH.pattern})|HTTP/\d")
_START = rf"(?P<indent>[ \t]*+)(?P<start>(?:{ANY_METHOD}) (?:/|http)|HTTP/\d)"
_NEXT_MESSAGE = re.compile(rf"[\r\n][ \t]*+(?:\r\n|[\r\n]){_START}")
_NEXT_AFTER_LINE_FEEDS = re.compile(rf"\n[ \t]*+\n{_START}")
"""The same for text without carriage returns: what begins with a single character is found in a third of the time."""
_JSON_MARK = re.compile(r'"(?:[^"\\\r\n]|\\.)*+"?|[{}\[\]]')


def _is_http(first_line: str, kind: str, language: str) -> bool:
    if language == "http" or language.endswith("-interactive"):
        return True
    if not language and kind in ("request", "response"):
        return True
    wanted = not language or kind in ("request", "response", "ignored")
    return wanted and bool(_SURELY_BEGINS.match(first_line))


def _messages(body: Slice, first: Line, is_response: bool) -> Iterator[Message]:  # noqa: FBT001
    line, at = first, first.start
    while at < len(body.text):
        start = read_start(body, line, is_response=is_response)
        fields = read_fields(body, start.end)
        end = _end_of_body(body, fields, first.indent)
        yield _message(start, fields, body.part(fields.end, end).strip(" \t\r\n"))
        at = skip_blank_lines(body, end)
        if at < len(body.text):
            line = line_at(body, at)


def _message(start: Start, fields: Fields, body: Slice) -> Message:
    last = body.span if body.text else fields.headers[-1].span if fields.headers else start.line.span
    return Message(
        Span(start.line.span.start, last.end),
        start.line,
        start.is_response,
        *start.parts,
        fields.headers,
        body,
        start.problems + (fields.problems if start.line.text else ()),
    )


def _end_of_body(body: Slice, fields: Fields, indent: int) -> int:
    """Where the next message begins, or the end of the block.

    A line that looks like a start line is one where no body can be: not inside JSON, batches and plain text.
    """
    first = skip_blank_lines(body, fields.end)
    if first == len(body.text) or media_type_of(fields.headers).startswith(("text/", "multipart/", "message/")):
        return len(body.text)
    text = body.text
    begin = indented(text, first)
    if BEGINS.match(text, begin):
        return first
    is_json = text[begin] in "{["
    depth, counted = 0, first
    pattern = _NEXT_MESSAGE if "\r" in text else _NEXT_AFTER_LINE_FEEDS
    for match in pattern.finditer(text, first):
        depth += _depth(text, counted, match.start()) if is_json else 0
        counted = match.start()
        if depth <= 0 and len(match["indent"]) == indent:
            return match.start("start") - indent
    return len(text)


def _depth(text: str, start: int, end: int) -> int:
    """How many more braces and brackets are opened than closed."""
    marks = [match[0] for match in _JSON_MARK.finditer(text, start, end)]
    return marks.count("{") + marks.count("[") - marks.count("}") - marks.count("]")
