"""Strings of JSON as people write it: in any quotation marks, closed or not, with anything inside."""

from __future__ import annotations

import json
import re

from doclint.parse.json_values import JsonNode, Slip
from doclint.text import Slice, Span, new_tuple

MOST_SLIPS = 1000
"""A text with more is not JSON, and not read to its end."""

SMART_QUOTES = "“”„‟″＂‘’‚‛`´"
ODD_BLANKS = "\x0b\x0c\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
INVISIBLE = "\xad\u180e\u200b-\u200f\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f"

_NEWLINE = re.compile(r"[\r\n]").search
_BLANK_TO_END = re.compile(r"\s*+\Z").match
_CLOSING = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL).match
_DELIMITED = re.compile(rf"[ \t\r\n{ODD_BLANKS}{INVISIBLE}]*+(?:[,:}}\]]|\Z)").match
_GLUED = re.compile(r'["\w\\%&#@$*!?~=-]').match
_KEY_FOLLOWS = re.compile(r'[^"\r\n]{0,200}"[ \t]*+:').match
_LATER_QUOTE = re.compile(r'[\r\n]|"(?=[ \t]*+[,:}\]\r\n])').search
_ESCAPES = re.compile(
    r"\\(?:[\"\\/bfnrt]|u[0-9a-fA-F]{4})|(?P<escape>\\[^\x00-\x1f]?)|(?P<control>[\x00-\x1f])|(?P<quote>\")"
)
_SINGLE = re.compile(r"'((?:[^'\\\r\n]|\\[^\r\n]|(?<=[^\W\d_])'(?=[^\W\d_])){0,9999}+)'").match
_SMART = re.compile(r"[“”„‟″＂][^“”„‟″＂\"\r\n]*+[“”„‟″＂\"]|[‘’‚‛`´][^‘’‚‛`´\r\n]*+[‘’‚‛`´]").match
_SMARTLY_CLOSED = re.compile(r'"[^"“”„‟″＂\r\n]*+[“”„‟″＂](?=[ \t]*+(?:[,:}\]\r\n]|\Z))').match


def delimited(text: str, at: int) -> bool:
    """Whether what ends at an offset is followed by a delimiter, or by the end."""
    return bool(_DELIMITED(text, at))


class StringLexer:
    """A cursor over a text that reads strings and notes what is wrong with them."""

    def __init__(self, text: Slice) -> None:
        self.text = text.text
        self.base = text.span.start
        self.pos = 0
        self.slips: list[Slip] = []
        self._next_quote = 0
        self._next_line_end = -1

    def slip(self, kind: str, start: int, end: int, message: str, replacement: str | None = None) -> None:
        """Note a departure from strict JSON."""
        if len(self.slips) < MOST_SLIPS:
            self.slips.append(Slip(kind, self.span(start, end), message, replacement))

    def span(self, start: int, end: int) -> Span:
        """The place in the page of two offsets into the text."""
        return new_tuple(Span, (self.base + start, self.base + end))

    def string(self, *, key: bool = False) -> JsonNode | None:
        """A string in any quotation marks, if one begins here."""
        if self.text.startswith('"', self.pos):
            return self._double_quoted(key=key)
        if match := _SINGLE(self.text, self.pos):
            return self._requoted(match, "single-quotes", "Single quotation marks around a string")
        if match := _SMART(self.text, self.pos):
            return self._requoted(match, "smart-quotes", "Typographic quotation marks around a string")
        return None

    def _double_quoted(self, *, key: bool) -> JsonNode:
        text, start = self.text, self.pos
        close = self._closing_quote(start)
        line_end = self._line_end(start)
        if close >= 0 and line_end > close and not _GLUED(text, close + 1):
            return self._closed(start, close)
        if found := _SMARTLY_CLOSED(text, start):
            return self._requoted(found, "smart-quotes", "Typographic quotation mark after a string")
        if close >= 0 and line_end > close:
            return self._stray_quote(start, close, key=key)
        delimiter = _DELIMITED(text, close + 1) if close >= 0 else None
        if delimiter and (key or not delimiter[0].endswith(":")):  # broken over lines
            return self._closed(start, close)
        return self._unterminated(start, self._content_end(start, line_end, key=key), key=key)

    def _closing_quote(self, start: int) -> int:
        """The next quotation mark after the one at ``start`` that no backslash escapes, or -1.

        It is also the next for any mark before it, so that no stretch of text is searched twice.
        """
        if 0 <= self._next_quote <= start:
            match = _CLOSING(self.text, start + 1)
            self._next_quote = match.end() - 1 if match else -1
        return self._next_quote

    def _line_end(self, start: int) -> int:
        """Where the line ends that ``start`` is in; likewise searched for once."""
        if self._next_line_end < start:
            match = _NEWLINE(self.text, start)
            self._next_line_end = match.start() if match else len(self.text)
        return self._next_line_end

    def _closed(self, start: int, close: int) -> JsonNode:
        value = self._decode(start + 1, close)
        self.pos = close + 1
        return JsonNode("string", value, self.span(start, self.pos))

    def _stray_quote(self, start: int, close: int, *, key: bool) -> JsonNode:
        """A string with more right behind its closing quotation mark: one mark is too many, or one is missing."""
        text = self.text
        if key and text[close + 1] == "=":  # in place of a colon
            return self._closed(start, close)
        cut = self._cut(start, close, key=key)
        if cut >= 0:
            return self._unterminated(start, cut, key=key)
        if text[close + 1] == '"':
            node = self._closed(start, close)
            if delimited(text, close + 2):
                self.slip("unexpected", close + 1, close + 2, "Quotation mark too many", "")
                self.pos += 1
            return node
        if close == start + 1:
            self.slip("unexpected", start, close, "Quotation mark too many", "")
            self.pos = close
            return self._double_quoted(key=key)
        later = _LATER_QUOTE(text, close + 1, close + 200)
        return self._closed(start, later.start() if later and later[0] == '"' else close)

    def _cut(self, start: int, close: int, *, key: bool) -> int:
        """Where a string ends that took the mark before the next string for its own, or -1."""
        content = self.text[start + 1 : close]
        if key and ":" in content:
            return start + 1 + content.index(":")
        if content.rstrip().endswith(","):
            return start + len(content.rstrip())
        return close if not key and _KEY_FOLLOWS(self.text, close + 1) else -1

    def _content_end(self, start: int, line_end: int, *, key: bool) -> int:
        """Where a string ends that has no closing quotation mark on its line."""
        colon = self.text.find(":", start, line_end) if key else -1
        if colon >= 0:
            return colon
        ends_text = _BLANK_TO_END(self.text, line_end)
        line = self.text[start:line_end].rstrip()
        return start + len(line.rstrip("]} \t" if ends_text else "").removesuffix(","))

    def _unterminated(self, start: int, end: int, *, key: bool) -> JsonNode:
        end = max(start + 1, start + len(self.text[start:end].rstrip()))
        what = "Key" if key else "String"
        self.slip("unterminated-string", start, end, f"{what} without a closing quotation mark")
        value = self._decode(start + 1, end)
        self.pos = end
        return JsonNode("string", value, self.span(start, end), quotes=(1, 0))

    def _requoted(self, match: re.Match[str], kind: str, message: str) -> JsonNode:
        """A string in other quotation marks than JSON's."""
        start, end = match.span()
        value = self._decode(start + 1, end - 1, note=False)
        self.slip(kind, start, end, message, json.dumps(value, ensure_ascii=False))
        self.pos = end
        return JsonNode("string", value, self.span(start, end))

    def _decode(self, start: int, end: int, *, note: bool = True) -> str:
        """The value of a string's content, and a slip for each thing in it that must not stand there."""

        def mend(match: re.Match[str]) -> str:
            kind = match.lastgroup
            if not kind:
                return match[0]
            mended = _escaped(match[0])
            if note:
                self._odd_content(kind, match, start, mended)
            return mended or "\\" + match[0]

        content = _ESCAPES.sub(mend, self.text[start:end])
        return str(json.loads(f'"{content}"')) if "\\" in content else content

    def _odd_content(self, kind: str, match: re.Match[str], start: int, mended: str | None) -> None:
        at, end = start + match.start(), start + match.end()
        if kind == "escape":
            self.slip("invalid-escape", at, end, f'"{match[0]}" is no escape sequence of JSON', mended)
        elif kind == "quote":
            self.slip("unexpected", at, end, "Quotation mark inside a string without a backslash", mended)
        else:
            what = {"\n": "Line break", "\r": "Line break", "\t": "Tab"}.get(match[0], "Control character")
            self.slip("control-character", at, end, f"{what} inside a string", mended)


def _escaped(odd: str) -> str | None:
    """How JSON writes what a string must not hold, where that is beyond doubt."""
    if odd == "\\'":
        return "'"
    if odd[0] != "\\":
        return json.dumps(odd)[1:-1]
    return f"\\{odd}" if odd[1:].isalpha() and odd[1:] not in ("u", "x") else None
