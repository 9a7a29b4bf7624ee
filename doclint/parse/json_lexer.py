"""The words of JSON as people write it: numbers in any spelling, bare words, and what stands between words."""

from __future__ import annotations

import json
import re
from unicodedata import name

from doclint.parse.json_strings import INVISIBLE, MOST_SLIPS, ODD_BLANKS, SMART_QUOTES, StringLexer, delimited
from doclint.parse.json_values import JsonNode
from doclint.text import Slice, Span

STRICT_NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+"
LITERALS: dict[str, bool | None] = {"true": True, "false": False, "null": None}

_SPELLINGS = LITERALS | {"none": None, "nil": None, "undefined": None}
_LONGEST_SHOWN = 40

_ODD = ODD_BLANKS + INVISIBLE
_GAP = re.compile(
    rf"[ \t\r\n]++|(?P<comment>//[^\r\n]*+|/\*(?:.*?\*/|.*))|(?P<blank>[{_ODD}]++(?:[ \t]++[{_ODD}]++)*+)", re.DOTALL
).match
_ODD_BLANK = re.compile(f"[{ODD_BLANKS}]")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_SCALAR = re.compile(
    rf"(?:({STRICT_NUMBER})|(true|false|null))(?=[ \t{_ODD}]*+(?:[],:{{}}[\r\n\"'{SMART_QUOTES}…，、]|\.\.\.|/[/*]|\Z)"
    rf"|[ \t{_ODD}]++(?:-?[0-9]|true\b|false\b|null\b))"
).match
_BARE = re.compile(  # with any pair of brackets that holds no JSON
    r"(?:\{\{[^{}\"\r\n]++\}\}|\{[^{}\[\]\",:\r\n]++\}|\[[^{}\[\]\",:\r\n]++\]|<[^<>\"\r\n]++>|\([^()\"\r\n]*+\)"
    r"|(?!/\*|(?<=[ \t])//)[^,{}\[\]\"“”„‟″＂\r\n])*+"
)
_BARE_KEY = re.compile(
    rf"([^\s\"',:{{}}\[\]/{SMART_QUOTES}][^\"',:{{}}\[\]\r\n{SMART_QUOTES}]{{0,200}}+)\"?+(?=[ \t]*+:)"
).match
_ELIDED = re.compile(r'[^,{}\[\]"\r\n]{0,100}?(?:\.{3}|…)|\.\.(?=[\s,\]}])').match
_DOTS = re.compile(r"(?:\.{3,}+|…)(?=[ \t]*+-?[0-9])")
_JUNK = re.compile(r'[^{}\[\]"\r\n]*+')
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


class Lexer(StringLexer):
    """A cursor over a text that reads one word at a time and notes what is wrong with it."""

    def __init__(self, text: Slice) -> None:
        super().__init__(text)
        self.last = 0
        """Where the last word ended, before the gap."""
        self._gap_end = -1

    def gap(self) -> str:
        """Skip blanks and comments. Gives the character that follows, empty at the end."""
        if self.pos > self._gap_end:
            self.last = self.pos
        while len(self.slips) < MOST_SLIPS and (match := _GAP(self.text, self.pos)):
            if match["comment"]:
                self.slip("comment", match.start(), match.end(), "JSON has no comments", "")
            elif match["blank"]:
                self._odd_blank(match)
            self.pos = match.end()
        self._gap_end = self.pos
        return self.text[self.pos : self.pos + 1]

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
        if self.text.startswith('"', end) and delimited(self.text, end + 1):
            self.pos = end + 1
            message = f"No quotation mark before {shown(word)}"
            self.slip("unquoted-value", start, end + 1, message, json.dumps(word, ensure_ascii=False))
            return JsonNode("string", word, self.span(start, end + 1), quotes=(0, 1))
        self.slip("unquoted-value", start, end, f"{shown(word)} without quotation marks")
        return JsonNode("string", word, span, quotes=(0, 0))

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

    def ellipsis(self) -> bool:
        """Skip bare words that say that something is left out, if such stand here."""
        words = self.ahead(_DOTS)
        if not words and _ELIDED(self.text, self.pos):
            words = self.bare()
        if not words:
            return False
        self.slip("ellipsis", self.pos, self.pos + len(words), "Ellipsis in place of JSON")
        self.pos += len(words)
        return True

    def junk(self) -> bool:
        """Skip what can be no part of JSON, as far as the line goes, if it is worth reading on."""
        if self.escaped_quote(self.pos):
            return False
        words = self.ahead(_JUNK).rstrip(", \t") or self.text[self.pos]
        self.slip("unexpected", self.pos, self.pos + len(words), f"Unexpected {shown(words)}")
        self.pos += len(words)
        return True

    def escaped_quote(self, at: int) -> bool:
        """Whether a string begins with an escaped quotation mark: JSON within JSON, which is not worth reading on."""
        if not self.text.startswith('\\"', at):
            return False
        self.slip("unexpected", at, at + 2, "Backslash before a quotation mark outside a string")
        return True

    def ahead(self, pattern: re.Pattern[str]) -> str:
        """What a pattern matches here; the cursor stays."""
        match = pattern.match(self.text, self.pos)
        return match[0] if match else ""

    def _odd_blank(self, match: re.Match[str]) -> None:
        """Note characters between words that look like spaces, or like nothing, and are not blanks to JSON."""
        character = match["blank"][0]
        known = name(character, "control character").capitalize()
        message = f"{known} (U+{ord(character):04X}) where JSON allows plain spaces only"
        self.slip("blank", *match.span(), message, _INVISIBLE.sub("", _ODD_BLANK.sub(" ", match[0])))

    def _odd_number(self, word: str, match: re.Match[str] | None, span: Span) -> JsonNode:
        if not match:
            value, mended = float(word), None
        else:
            sign, whole, fraction, exponent = match.groups()
            digits = whole.lstrip("0") or "0"
            mended = f"{sign.strip('+')}{digits}{f'.{fraction}' if fraction else ''}{exponent or ''}"
            value = number(mended)
            if len(whole) > 1 and whole.startswith("0"):  # perhaps a code, whose zeros matter
                mended = None
        self.slip("invalid-number", self.pos - len(word), self.pos, f"{shown(word)} is no number of JSON", mended)
        return JsonNode("number", value, span)


def _literal(value: object, span: Span) -> JsonNode:
    return JsonNode("null" if value is None else "boolean", value, span)
