"""The lines of HTTP messages, for those who read what they say."""

from __future__ import annotations

import re
from typing import NamedTuple

from doclint.text import Slice, line_end, slice_at

METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "MERGE", "TRACE", "CONNECT")
ANY_METHOD = "|".join(METHODS)
"""A regular expression of the methods."""
PATH = re.compile(r"[/{~]|https?:|[\w.$-]+/")
"""What the URL of a request begins with."""
BEGINS = re.compile(rf"(?:{ANY_METHOD})[ \t]+\S|HTTP/\d")
"""What a start line begins with."""
_BLANK_LINES = re.compile(r"(?:[^\S\r\n]*+(?:\r\n|[\r\n]))*+(?:[^\S\r\n]*+\Z)?")
_INDENT = re.compile(r"[^\S\r\n]*+")
_ODD_BLANK = re.compile(r"[^\S \t\r\n]")


class Line(NamedTuple):
    """A line without surrounding blanks, its indentation, and where in the body it begins and the next line does."""

    content: Slice
    indent: int
    start: int
    end: int


def line_at(body: Slice, at: int) -> Line:
    """The line that begins at an offset."""
    stop, end = line_end(body.text, at)
    whole = body.text[at:stop]
    indent = len(whole) - len(whole.lstrip())
    return Line(slice_at(body.span.start + at + indent, whole.strip()), indent, at, end)


def indented(text: str, at: int) -> int:
    """Where what a line says begins, behind its indentation."""
    match = _INDENT.match(text, at)
    return match.end() if match else at


def skip_blank_lines(body: Slice, at: int) -> int:
    """The offset behind the blank lines that begin at one; without any, that one."""
    match = _BLANK_LINES.match(body.text, at) if body.text[at : at + 1].isspace() else None
    return match.end() if match else at


def quoted(text: str) -> str:
    """The text in a message: not too long, and with characters that only look like a space spelt out."""
    shown = _ODD_BLANK.sub(lambda match: f"<U+{ord(match[0]):04X}>", text[:80])
    return f"`{shown}…`" if len(text) > len(shown) else f"`{shown}`"
