"""Header sections of HTTP messages, and lines that are meant to be headers (RFC 9110, 5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from doclint.parse.http_lines import BEGINS, indented, line_at, quoted, skip_blank_lines
from doclint.text import Problem, Slice, Span, slice_at

HEADER = re.compile(r"(?P<name>[A-Za-z][\w.-]*):(?!//)[ \t]*(?P<value>.*)", re.ASCII)
"""A line that is a header."""
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


class Header(NamedTuple):
    """One header field (RFC 9110, 5)."""

    name: Slice
    value: Slice
    span: Span


class Fields(NamedTuple):
    """The header section of a message and the offset in the body where it ends."""

    headers: tuple[Header, ...]
    problems: tuple[Problem, ...]
    end: int


def read_fields(body: Slice, at: int) -> Fields:
    """The header fields from ``at`` on, up to a blank line, a body or another message."""
    headers: list[Header] = []
    problems: list[Problem] = []
    text = body.text
    after = skip_blank_lines(body, at)
    if after > at and _KNOWN_HEADER.match(text, indented(text, after)):
        message = "a blank line stands before the headers, which makes them part of the body"
        problems.append(Problem("blank-before-headers", body.part(at, after).span, message))
        at = after
    while at < len(text) and text[at] not in "\r\n":
        if match := _USUAL_HEADER(text, at):
            headers.append(_header_in(body, match))
            at = match.end()
            continue
        line = line_at(body, at)
        content = line.content.text
        if not content or BEGINS.match(content):
            break
        if content[0] in "{[<":
            message = "no blank line separates the body from what stands before it"
            problems.append(Problem("blank-before-body", line.content.span, message))
            break
        header, problem = _header(line.content)
        headers += [header] if header else []
        problems += [problem] if problem else []
        at = line.end
    return Fields(tuple(headers), tuple(problems), at)


def header_of(headers: Iterable[Header], name: str) -> Header | None:
    """The first header of that name, in any letter case."""
    wanted = name.lower()
    for header in headers:
        if header.name.text.lower() == wanted:
            return header
    return None


def media_type_of(headers: Iterable[Header]) -> str:
    """What Content-Type says without its parameters, in lower case; empty when there is none."""
    header = header_of(headers, "Content-Type")
    return header.value.text.partition(";")[0].strip().lower() if header else ""


def _header_in(body: Slice, match: re.Match[str]) -> Header:
    """The header that a match has found in a body."""
    at, (start, _), (value, end) = body.span.start, match.span(1), match.span(2)
    name, said = match.groups()
    return Header(slice_at(at + start, name), slice_at(at + value, said), Span(at + start, at + end))


def _header(line: Slice) -> tuple[Header | None, Problem | None]:
    if match := HEADER.fullmatch(line.text):
        return Header(line.group(match, "name"), line.group(match, "value"), line.span), None
    problem = Problem("header", line.span, f"{quoted(line.text)} is not a header of the form `Name: value`")
    match = _LIKE_HEADER.fullmatch(line.text)
    if not match:
        return None, problem
    name, value = ("name", "value") if match["name"] else ("bare_name", "bare_value")
    return Header(line.group(match, name), line.group(match, value), line.span), problem
