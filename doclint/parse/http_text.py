"""HTTP messages as documentation shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from doclint.lazy import lazy
from doclint.parse.json_text import JsonDocument, read_json
from doclint.parse.multipart import JSON_TYPES, Part, read_parts
from doclint.text import Problem, Slice, Span, line_end, slice_at


class Header(NamedTuple):
    """One header field (RFC 9110, 5)."""

    name: Slice
    value: Slice
    span: Span


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
        return _header_of(self.headers, name)

    @lazy
    def code(self) -> int | None:
        """The status code of a response."""
        return int(self.status.text) if self.status.text.isdecimal() else None

    @lazy
    def media_type(self) -> str:
        """The Content-Type without its parameters, in lower case; empty when there is none."""
        return _media_type(self.headers)

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
    at = _skip_blank_lines(body, 0)
    if at == len(body.text):
        return ()
    first = _line(body, at)
    return tuple(_messages(body, first, kind == "response")) if _is_http(first.content.text, kind, language) else ()


_METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "MERGE", "TRACE", "CONNECT")
_ANY_METHOD = "|".join(_METHODS)
_PATH = re.compile(r"[/{~]|https?:|[\w.$-]+/")
_BEGINS = re.compile(rf"(?:{_ANY_METHOD})[ \t]+\S|HTTP/\d")
_SURELY_BEGINS = re.compile(rf"(?:{_ANY_METHOD})[ \t]+(?:{_PATH.pattern})|HTTP/\d")
_START = rf"(?P<indent>[ \t]*+)(?P<start>(?:{_ANY_METHOD}) (?:/|http)|HTTP/\d)"
_NEXT_MESSAGE = re.compile(rf"[\r\n][ \t]*+(?:\r\n|[\r\n]){_START}")
_NEXT_AFTER_LINE_FEEDS = re.compile(rf"\n[ \t]*+\n{_START}")
"""The same for text without carriage returns: what begins with a single character is found in a third of the time."""
_BLANK_LINES = re.compile(r"(?:[^\S\r\n]*+(?:\r\n|[\r\n]))*+(?:[^\S\r\n]*+\Z)?")
_INDENT = re.compile(r"[^\S\r\n]*+")

_REQUEST_LINE = re.compile(r"(?P<method>[A-Za-z]+)(?P<gap>\s*:?\s*)(?P<rest>.*)", re.DOTALL)
_BARE_TARGET = re.compile(r"/\S|https?://")
_OPEN_END = ("?", "&", ",", "(", "[")
_VERSION = re.compile(r"HTTP/[\d.]+", re.IGNORECASE)
_STATUS_LINE = re.compile(r"(?P<version>HTTP/\d(?:\.\d)?) +(?P<status>[1-9]\d\d)(?: +(?P<reason>.*))?")
_LIKE_STATUS_LINE = re.compile(
    r"(?P<version>HTTP(?:/[\d.]+)?)(?:[\s:,-]|status|code)*(?P<status>[1-9]\d\d(?!\d))?[\s:,-]*(?P<reason>.*)",
    re.IGNORECASE,
)
_BARE_STATUS_LINE = re.compile(
    r"(?P<version>)(?:[\s:]|response|status|code)*(?P<status>[1-9]\d\d)(?![^\s:,-])[\s:,-]*(?P<reason>.*)",
    re.IGNORECASE,
)
_HEADER = re.compile(r"(?P<name>[A-Za-z][\w.-]*):(?!//)[ \t]*(?P<value>.*)", re.ASCII)
_USUAL_HEADER = re.compile(
    r"([A-Za-z][A-Za-z0-9_.-]*+):(?!//)[ \t]*+(\S(?:[^\r\n]*\S)?)[^\S\r\n]*+(?:\n|\r\n?|\Z)"
).match
"""The line of a header that is written as it should be: read as others are, but quickly."""
_LIKE_HEADER = re.compile(
    r"(?P<name>[A-Za-z][\w.-]*|[A-Za-z]+ [A-Za-z]+)[ \t]*:(?!//)[ \t]*(?P<value>.*)"
    r"|(?P<bare_name>[A-Za-z]+-[A-Za-z-]+|Authorization|Location|Prefer)[ \t]+(?P<bare_value>.*)",
    re.ASCII,
)
_KNOWN_HEADER = re.compile(
    r"(?:accept|authorization|client-request-id|consistencylevel|content-[a-z]+|etag|host|if-[a-z-]+|location|prefer"
    r"|request-id|retry-after|user-agent|workbook-session-id) *:",
    re.IGNORECASE,
)
_ODD_BLANK = re.compile(r"[^\S \t\r\n]")
_JSON_MARK = re.compile(r'"(?:[^"\\\r\n]|\\.)*+"?|[{}\[\]]')


class _Line(NamedTuple):
    """A line without surrounding blanks, its indentation, and where in the body it begins and the next line does."""

    content: Slice
    indent: int
    start: int
    end: int


class _Start(NamedTuple):
    """The start line of a message, what it consists of, and the offset in the body behind it.

    ``parts`` are method, target, version, status and reason, each empty where there is none. Of a message without
    a start line the line is empty, and the offset that of its beginning.
    """

    line: Slice
    end: int
    parts: tuple[Slice, Slice, Slice, Slice, Slice]
    problems: tuple[Problem, ...] = ()
    is_response: bool = False


class _Fields(NamedTuple):
    """The header section of a message and the offset in the body where it ends."""

    headers: tuple[Header, ...]
    problems: tuple[Problem, ...]
    end: int


def _is_http(first_line: str, kind: str, language: str) -> bool:
    if language == "http" or language.endswith("-interactive"):
        return True
    if not language and kind in ("request", "response"):
        return True
    wanted = not language or kind in ("request", "response", "ignored")
    return wanted and bool(_SURELY_BEGINS.match(first_line))


def _messages(body: Slice, first: _Line, is_response: bool) -> Iterator[Message]:  # noqa: FBT001
    line, at = first, first.start
    while at < len(body.text):
        start = _read_start(body, line, is_response=is_response)
        fields = _read_fields(body, start.end)
        end = _end_of_body(body, fields, first.indent)
        yield _message(start, fields, body.part(fields.end, end).strip(" \t\r\n"))
        at = _skip_blank_lines(body, end)
        if at < len(body.text):
            line = _line(body, at)


def _message(start: _Start, fields: _Fields, body: Slice) -> Message:
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


def _header_of(headers: Iterable[Header], name: str) -> Header | None:
    wanted = name.lower()
    for header in headers:
        if header.name.text.lower() == wanted:
            return header
    return None


def _media_type(headers: Iterable[Header]) -> str:
    header = _header_of(headers, "Content-Type")
    return header.value.text.partition(";")[0].strip().lower() if header else ""


def _read_start(body: Slice, line: _Line, *, is_response: bool) -> _Start:
    content = line.content
    if exact := _STATUS_LINE.fullmatch(content.text):
        return _status(content, line.end, exact)
    if match := _match_request(content.text):
        end = _end_of_target(body, line)
        whole = content if end == line.end else body.part(line.start, end).strip()
        return _request(whole, end, match["method"], match["gap"])
    is_target = _BARE_TARGET.match(content.text)
    if not is_target and (response := _response(content, line.end)):
        return response
    message = f"{_quoted(content.text)} is neither a request line nor a status line"
    problem = Problem("no-start-line", content.span, message)
    nothing = content.part(0, 0)
    if is_target:
        return _Start(nothing, line.end, (nothing, content, nothing, nothing, nothing), (problem,))
    return _Start(nothing, line.start, (nothing,) * 5, (problem,), is_response)


def _match_request(text: str) -> re.Match[str] | None:
    """A match when the line is a request line, or meant to be one."""
    match = _REQUEST_LINE.fullmatch(text)
    if not match:
        return None
    method, gap, rest = match["method"], match["gap"], match["rest"]
    has_path = bool(_PATH.match(rest))
    if method in _METHODS:
        return match if has_path or gap or not rest else None
    return match if has_path and gap and (method.isupper() or method.upper() in _METHODS) else None


def _end_of_target(body: Slice, line: _Line) -> int:
    """Where a request line ends whose URL may be broken over several lines."""
    follows = body.text[line.end : line.end + 1]
    if follows in "\r\n" or (follows.isalpha() and not line.content.text.endswith(_OPEN_END)):
        return line.end
    indent = line.indent
    while line.end < len(body.text):
        following = _line(body, line.end)
        text = following.content.text
        broken = line.content.text.endswith(_OPEN_END) or text.startswith(("?", "&", ")", "]"))
        deeper = following.indent > indent and not text.startswith(("[", "<"))
        if not text or text[0] == "{" or _HEADER.match(text) or _BEGINS.match(text) or not (broken or deeper):
            break
        line = following
    return line.end


def _request(line: Slice, end: int, method: str, gap: str) -> _Start:
    target = line.part(len(method) + len(gap))
    problems = _request_problems(line, method, gap, target.text)
    version = nothing = line.part(len(line.text))
    last = (target.text.rsplit(None, 1) or [""])[-1]
    if _VERSION.fullmatch(last):
        cut = len(target.text) - len(last)
        target, version = target.part(0, cut), target.part(cut)
    return _Start(line, end, (line.part(0, len(method)), target.strip(), version, nothing, nothing), problems)


def _request_problems(line: Slice, method: str, gap: str, target: str) -> tuple[Problem, ...]:
    """At most one, the first that a reader of the line would see."""
    if method in _METHODS and target and gap and not gap.strip(" \t"):
        return ()
    place = line.span
    if method.upper() not in _METHODS:
        place, message = line.part(0, len(method)).span, f"`{method}` is not an HTTP method"
    elif method not in _METHODS:
        place, message = line.part(0, len(method)).span, f"the method `{method}` is not in upper case"
    elif not target:
        message = f"the request line {_quoted(line.text)} has no URL"
    else:
        message = f"method and URL of {_quoted(line.text)} are not separated by a space"
    return (Problem("start-line", place, message),)


def _response(line: Slice, end: int) -> _Start | None:
    """What a line says that is meant to be a status line, and none; None when it is not."""
    match = _LIKE_STATUS_LINE.fullmatch(line.text) or _BARE_STATUS_LINE.fullmatch(line.text)
    if not match or not (match["status"] or "/" in match["version"]):
        return None
    return _status(line, end, match, Problem("start-line", line.span, f"{_quoted(line.text)} is not a status line"))


def _status(line: Slice, end: int, match: re.Match[str], *problems: Problem) -> _Start:
    nothing = line.part(len(line.text))
    version = line.group(match, "version") if match["version"] else nothing
    status = line.group(match, "status") if match["status"] else nothing
    reason = line.group(match, "reason") if match["reason"] else nothing
    return _Start(line, end, (nothing, nothing, version, status, reason), problems, is_response=True)


def _read_fields(body: Slice, at: int) -> _Fields:
    """The header fields from ``at`` on, up to a blank line, a body or another message."""
    headers: list[Header] = []
    problems: list[Problem] = []
    text = body.text
    after = _skip_blank_lines(body, at)
    if after > at and _KNOWN_HEADER.match(text, _indented(text, after)):
        message = "a blank line stands before the headers, which makes them part of the body"
        problems.append(Problem("blank-before-headers", body.part(at, after).span, message))
        at = after
    while at < len(text) and text[at] not in "\r\n":
        if match := _USUAL_HEADER(text, at):
            headers.append(_header_in(body, match))
            at = match.end()
            continue
        line = _line(body, at)
        content = line.content.text
        if not content or _BEGINS.match(content):
            break
        if content[0] in "{[<":
            message = "no blank line separates the body from what stands before it"
            problems.append(Problem("blank-before-body", line.content.span, message))
            break
        header, problem = _header(line.content)
        headers += [header] if header else []
        problems += [problem] if problem else []
        at = line.end
    return _Fields(tuple(headers), tuple(problems), at)


def _header_in(body: Slice, match: re.Match[str]) -> Header:
    """The header that a match has found in a body."""
    at, (start, _), (value, end) = body.span.start, match.span(1), match.span(2)
    name, said = match.groups()
    return Header(slice_at(at + start, name), slice_at(at + value, said), Span(at + start, at + end))


def _header(line: Slice) -> tuple[Header | None, Problem | None]:
    if match := _HEADER.fullmatch(line.text):
        return Header(line.group(match, "name"), line.group(match, "value"), line.span), None
    problem = Problem("header", line.span, f"{_quoted(line.text)} is not a header of the form `Name: value`")
    match = _LIKE_HEADER.fullmatch(line.text)
    if not match:
        return None, problem
    name, value = ("name", "value") if match["name"] else ("bare_name", "bare_value")
    return Header(line.group(match, name), line.group(match, value), line.span), problem


def _end_of_body(body: Slice, fields: _Fields, indent: int) -> int:
    """Where the next message begins, or the end of the block.

    A line that looks like a start line is one where no body can be: not inside JSON, batches and plain text.
    """
    first = _skip_blank_lines(body, fields.end)
    if first == len(body.text) or _media_type(fields.headers).startswith(("text/", "multipart/", "message/")):
        return len(body.text)
    text = body.text
    begin = _indented(text, first)
    if _BEGINS.match(text, begin):
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


def _line(body: Slice, at: int) -> _Line:
    stop, end = line_end(body.text, at)
    whole = body.text[at:stop]
    indent = len(whole) - len(whole.lstrip())
    return _Line(slice_at(body.span.start + at + indent, whole.strip()), indent, at, end)


def _indented(text: str, at: int) -> int:
    """Where what a line says begins, behind its indentation."""
    match = _INDENT.match(text, at)
    return match.end() if match else at


def _skip_blank_lines(body: Slice, at: int) -> int:
    match = _BLANK_LINES.match(body.text, at) if body.text[at : at + 1].isspace() else None
    return match.end() if match else at


def _quoted(text: str) -> str:
    """The text in a message: not too long, and with characters that only look like a space spelt out."""
    shown = _ODD_BLANK.sub(lambda match: f"<U+{ord(match[0]):04X}>", text[:80])
    return f"`{shown}…`" if len(text) > len(shown) else f"`{shown}`"
