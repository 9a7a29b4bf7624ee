"""Start lines of HTTP messages: request lines and status lines, and what is meant to be one (RFC 9112, 2.1)."""

from __future__ import annotations

import re
from typing import NamedTuple

from doclint.parse.http_fields import HEADER
from doclint.parse.http_lines import BEGINS, METHODS, PATH, Line, line_at, quoted
from doclint.text import Problem, Slice

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


class Start(NamedTuple):
    """The start line of a message, what it consists of, and the offset in the body behind it.

    ``parts`` are method, target, version, status and reason, each empty where there is none. Of a message without
    a start line the line is empty, and the offset that of its beginning.
    """

    line: Slice
    end: int
    parts: tuple[Slice, Slice, Slice, Slice, Slice]
    problems: tuple[Problem, ...] = ()
    is_response: bool = False


def read_start(body: Slice, line: Line, *, is_response: bool) -> Start:
    """What the first line of a message says; of a fragment, ``is_response`` is what its annotation says."""
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
    message = f"{quoted(content.text)} is neither a request line nor a status line"
    problem = Problem("no-start-line", content.span, message)
    nothing = content.part(0, 0)
    if is_target:
        return Start(nothing, line.end, (nothing, content, nothing, nothing, nothing), (problem,))
    return Start(nothing, line.start, (nothing,) * 5, (problem,), is_response)


def _match_request(text: str) -> re.Match[str] | None:
    """A match when the line is a request line, or meant to be one."""
    match = _REQUEST_LINE.fullmatch(text)
    if not match:
        return None
    method, gap, rest = match["method"], match["gap"], match["rest"]
    has_path = bool(PATH.match(rest))
    if method in METHODS:
        return match if has_path or gap or not rest else None
    return match if has_path and gap and (method.isupper() or method.upper() in METHODS) else None


def _end_of_target(body: Slice, line: Line) -> int:
    """Where a request line ends whose URL may be broken over several lines."""
    follows = body.text[line.end : line.end + 1]
    if follows in "\r\n" or (follows.isalpha() and not line.content.text.endswith(_OPEN_END)):
        return line.end
    indent = line.indent
    while line.end < len(body.text):
        following = line_at(body, line.end)
        text = following.content.text
        broken = line.content.text.endswith(_OPEN_END) or text.startswith(("?", "&", ")", "]"))
        deeper = following.indent > indent and not text.startswith(("[", "<"))
        if not text or text[0] == "{" or HEADER.match(text) or BEGINS.match(text) or not (broken or deeper):
            break
        line = following
    return line.end


def _request(line: Slice, end: int, method: str, gap: str) -> Start:
    target = line.part(len(method) + len(gap))
    problems = _request_problems(line, method, gap, target.text)
    version = nothing = line.part(len(line.text))
    last = (target.text.rsplit(None, 1) or [""])[-1]
    if _VERSION.fullmatch(last):
        cut = len(target.text) - len(last)
        target, version = target.part(0, cut), target.part(cut)
    return Start(line, end, (line.part(0, len(method)), target.strip(), version, nothing, nothing), problems)


def _request_problems(line: Slice, method: str, gap: str, target: str) -> tuple[Problem, ...]:
    """At most one, the first that a reader of the line would see."""
    if method in METHODS and target and gap and not gap.strip(" \t"):
        return ()
    place = line.span
    if method.upper() not in METHODS:
        place, message = line.part(0, len(method)).span, f"`{method}` is not an HTTP method"
    elif method not in METHODS:
        place, message = line.part(0, len(method)).span, f"the method `{method}` is not in upper case"
    elif not target:
        message = f"the request line {quoted(line.text)} has no URL"
    else:
        message = f"method and URL of {quoted(line.text)} are not separated by a space"
    return (Problem("start-line", place, message),)


def _response(line: Slice, end: int) -> Start | None:
    """What a line says that is meant to be a status line, and none; None when it is not."""
    match = _LIKE_STATUS_LINE.fullmatch(line.text) or _BARE_STATUS_LINE.fullmatch(line.text)
    if not match or not (match["status"] or "/" in match["version"]):
        return None
    return _status(line, end, match, Problem("start-line", line.span, f"{quoted(line.text)} is not a status line"))


def _status(line: Slice, end: int, match: re.Match[str], *problems: Problem) -> Start:
    nothing = line.part(len(line.text))
    version = line.group(match, "version") if match["version"] else nothing
    status = line.group(match, "status") if match["status"] else nothing
    reason = line.group(match, "reason") if match["reason"] else nothing
    return Start(line, end, (nothing, nothing, version, status, reason), problems, is_response=True)
