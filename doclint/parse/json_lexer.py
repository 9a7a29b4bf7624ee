"""The words of JSON as people write it: strings in any quotes, numbers in any spelling, bare words, comments."""

from __future__ import annotations

import json
import re
from unicodedata import name

from doclint.parse.json_values import JsonNode, Slip
from doclint.text import Slice, Span

STRICT_CONTENT = r'[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+'
STRICT_NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+"
LITERALS: dict[str, bool | None] = {"true": True, "false": False, "null": None}

MOST_SLIPS = 1000
"""A text with more is not JSON, and not read to its end."""

_LONGEST_SHOWN = 40
_SPELLINGS = LITERALS | {"none": None, "nil": None, "undefined": None}
_NARROW = "\xad\u180e\u200b-\u200f\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f"
_ODD = rf"\x0b\x0c\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000{_NARROW}"  # blanks that JSON has not
_SMART = "“”„‟″＂‘’‚‛`´"

_GAP = re.compile(
    rf"[ \t\r\n]++|(?P<comment>//[^\r\n]*+|/\*(?:.*?\*/|.*))|(?P<blank>[{_ODD}]++(?:[ \t]++[{_ODD}]++)*+)", re.DOTALL
).match
_THIN = re.compile(f"[{_NARROW}]")
_WIDE = re.compile(f"[^ \t{_NARROW}]")
_NEWLINE = re.compile(r"[\r\n]").search
_BLANK_TO_END = re.compile(r"\s*+\Z").match
_CLOSING = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL).match
_DELIMITED = re.compile(rf"[ \t\r\n{_ODD}]*+(?:[,:}}\]]|\Z)").match
_GLUED = re.compile(r'["\w\\%&#@$*!?~=-]').match
_KEY_FOLLOWS = re.compile(r'[^"\r\n]{0,200}"[ \t]*+:').match
_LATER_QUOTE = re.compile(r'[\r\n]|"(?=[ \t]*+[,:}\]\r\n])').search
_ESCAPES = re.compile(
    r"\\(?:[\"\\/bfnrt]|u[0-9a-fA-F]{4})|(?P<escape>\\[^\x00-\x1f]?)|(?P<control>[\x00-\x1f])|(?P<quote>\")"
)
_SINGLE = re.compile(r"'((?:[^'\\\r\n]|\\[^\r\n]|(?<=[^\W\d_])'(?=[^\W\d_])){0,9999}+)'").match
_SMART_STRING = re.compile(r"[“”„‟]([^“”„‟\"\r\n]*+)[“”„‟\"]|[‘’‚‛`´]([^‘’‚‛`´\r\n]*+)[‘’‚‛`´]").match
_SMARTLY_CLOSED = re.compile(r'"([^"“”„‟\r\n]*+)[“”„‟](?=[ \t]*+(?:[,:}\]\r\n]|\Z))').match
_SCALAR = re.compile(
    rf"(?:({STRICT_NUMBER})|(true|false|null))"
    rf"(?=[ \t{_ODD}]*+(?:[],:{{}}[\r\n\"'{_SMART}…]|\.\.\.|/[/*]|\Z)|[ \t]++(?:-?[0-9]|true\b|false\b|null\b))"
).match
_BARE = re.compile(
    r"(?:\{\{[^{}\"\r\n]*+\}\}|[{][^{}\[\]\",:\r\n]*+\}|\[[^{}\[\]\",:\r\n]*+\]|<[^<>\"\r\n]*+>|\([^()\"\r\n]*+\)"
    r"|(?!/\*|(?<=[ \t])//)[^,{}\[\]\"“”„‟\r\n])*+"
)
_BARE_KEY = re.compile(rf"([^\s\"',:{{}}\[\]/{_SMART}][^\"',:{{}}\[\]\r\n{_SMART}]{{0,200}}+)\"?+(?=[ \t]*+:)").match
_LOOSE_NUMBER = re.compile(r"([+-]?)(?=\.?[0-9])([0-9]*+)(?:\.([0-9]*+))?+([eE][+-]?[0-9]++)?+").fullmatch
_NO_NUMBER = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE).fullmatch


def number(text: str) -> int | float:
    """What a number of strict JSON means; the longest of them, which Python refuses as integers, as floats."""
    try:
        return int(text)
    except ValueError:
        return float(text)


def shown(text: str) -> str:
    """A piece of the text for a message: its first line, and not too much of it."""
    line = text.strip().partition("\n")[0].rstrip()
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"


def _literal(value: object, span: Span) -> JsonNode:
    return JsonNode("null" if value is None else "boolean", value, span)


class Lexer:
    """A cursor over a text that reads one word at a time and notes what is wrong with it."""

    def __init__(self, text: Slice) -> None:
        self.text = text.text
        self.base = text.span.start
        self.pos = 0
        self.last = 0
        """Where the last word ended, before the gap."""
        self._gap_end = -1
        self.slips: list[Slip] = []
        self._next_quote = 0
        self._next_line_end = -1

    def slip(self, kind: str, start: int, end: int, message: str, replacement: str | None = None) -> None:
        """Note a departure from strict JSON."""
        if len(self.slips) < MOST_SLIPS:
            self.slips.append(Slip(kind, self.span(start, end), message, replacement))

    def span(self, start: int, end: int) -> Span:
        """The place in the page of two offsets into the text."""
        return Span(self.base + start, self.base + end)

    def gap(self) -> str:
        """Skip blanks and comments. Gives the character that follows, empty at the end."""
        if self.pos > self._gap_end:
            self.last = self.pos
        while match := _GAP(self.text, self.pos):
            if match["comment"]:
                self.slip("comment", match.start(), match.end(), "JSON has no comments", "")
            elif match["blank"]:
                self._odd_blank(match)
            self.pos = match.end()
        self._gap_end = self.pos
        return self.text[self.pos : self.pos + 1]

    def string(self, *, key: bool = False) -> JsonNode | None:
        """A string in any quotation marks, if one begins here."""
        if self.text.startswith('"', self.pos):
            return self._double_quoted(key=key)
        if match := _SINGLE(self.text, self.pos):
            return self._requoted(match, "single-quotes", "Single quotation marks around a string")
        if match := _SMART_STRING(self.text, self.pos):
            return self._requoted(match, "smart-quotes", "Typographic quotation marks around a string")
        return None

    def scalar(self) -> JsonNode | None:
        """A string, number or literal, if one begins here."""
        if node := self.string():
            return node
        match = _SCALAR(self.text, self.pos)
        if not match:
            return None
        digits, literal = match.groups()
        self.pos = match.end()
        span = self.span(*match.span())
        return JsonNode("number", number(digits), span) if digits else _literal(LITERALS[literal], span)

    def bare_key(self) -> JsonNode | None:
        """A key without quotation marks, or with a closing one only, if a colon follows."""
        match = _BARE_KEY(self.text, self.pos)
        if not match:
            return None
        start, end = match.span()
        key = match[1].rstrip()
        unopened = match[0].endswith('"')
        end = end if unopened else start + len(key)
        message = f"No quotation mark before {shown(key)}" if unopened else f"Key {shown(key)} without quotation marks"
        self.slip("unquoted-key", start, end, message, json.dumps(key, ensure_ascii=False))
        self.pos = end
        return JsonNode("string", key, self.span(start, end), quotes=(0, int(unopened)))

    def bare(self) -> str:
        """The bare words that begin here, up to a delimiter; the cursor stays."""
        return self.ahead(_BARE).rstrip()

    def ahead(self, pattern: re.Pattern[str]) -> str:
        """What a pattern matches here; the cursor stays."""
        match = pattern.match(self.text, self.pos)
        return match[0] if match else ""

    def _odd_blank(self, match: re.Match[str]) -> None:
        """Note characters between words that look like spaces, or like nothing, and are not blanks to JSON."""
        character = match["blank"][0]
        known = name(character, "control character").capitalize()
        message = f"{known} (U+{ord(character):04X}) where JSON allows plain spaces only"
        self.slip("blank", *match.span(), message, _WIDE.sub(" ", _THIN.sub("", match[0])))

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
        if close >= 0 and _DELIMITED(text, close + 1):
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
        if text[close + 1] == '"' and _DELIMITED(text, close + 2):
            self.slip("unexpected", close + 1, close + 2, "Quotation mark too many", "")
            node = self._closed(start, close)
            self.pos += 1
            return node
        if close == start + 1 and text[close + 1] != '"':
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
        """A string in other quotation marks than JSON's; content is the pattern's only group that took part."""
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
            mended = self._mended(match[0])
            if note:
                self._odd_content(kind, match, start, mended)
            return mended or "\\" + match[0]

        content = _ESCAPES.sub(mend, self.text[start:end])
        return str(json.loads(f'"{content}"')) if "\\" in content else content

    def _mended(self, odd: str) -> str | None:
        """How JSON writes what a string must not hold, where that is beyond doubt."""
        if odd == "\\'":
            return "'"
        if odd[0] != "\\":
            return json.dumps(odd)[1:-1]
        return f"\\{odd}" if odd[1:].isalpha() and odd[1:] not in ("u", "x") else None

    def _odd_content(self, kind: str, match: re.Match[str], start: int, mended: str | None) -> None:
        at, end = start + match.start(), start + match.end()
        if kind == "escape":
            self.slip("invalid-escape", at, end, f'"{match[0]}" is no escape sequence of JSON', mended)
        elif kind == "quote":
            self.slip("unexpected", at, end, "Quotation mark inside a string without a backslash", mended)
        else:
            what = {"\n": "Line break", "\r": "Line break", "\t": "Tab"}.get(match[0], "Control character")
            self.slip("control-character", at, end, f"{what} inside a string", mended)

    def bare_word(self) -> JsonNode:
        """A value without quotation marks, or another spelling of a number or literal."""
        start, word = self.pos, self.bare() or self.text[self.pos]
        self.pos = end = start + len(word)
        span = self.span(start, end)
        if word.lower() in _SPELLINGS:
            value = _SPELLINGS[word.lower()]
            self.slip("unquoted-value", start, end, f"{word} is not spelled as in JSON", json.dumps(value))
            return _literal(value, span)
        if (match := _LOOSE_NUMBER(word)) or _NO_NUMBER(word):
            return self._odd_number(word, match, span)
        if self.text.startswith('"', end) and _DELIMITED(self.text, end + 1):
            self.pos = end + 1
            message = f"No quotation mark before {shown(word)}"
            self.slip("unquoted-value", start, end + 1, message, json.dumps(word, ensure_ascii=False))
            return JsonNode("string", word, self.span(start, end + 1), quotes=(0, 1))
        self.slip("unquoted-value", start, end, f"{shown(word)} without quotation marks")
        return JsonNode("string", word, span, quotes=(0, 0))

    def _odd_number(self, word: str, match: re.Match[str] | None, span: Span) -> JsonNode:
        value, mended = float("nan"), None
        if match:
            sign, whole, fraction, exponent = match.groups()
            digits = whole.lstrip("0") or "0"
            mended = f"{sign.strip('+')}{digits}{f'.{fraction}' if fraction else ''}{exponent or ''}"
            value = number(mended)
            if len(whole) > 1 and whole.startswith("0"):  # perhaps a code, whose zeros matter
                mended = None
        self.slip("invalid-number", self.pos - len(word), self.pos, f"{shown(word)} is no number of JSON", mended)
        return JsonNode("number", value, span)
