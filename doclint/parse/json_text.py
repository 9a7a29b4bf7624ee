"""JSON as people write it in documentation, with the place of every key and value.

Strict text (RFC 8259) is read by ``Structure`` alone. Here is what to make of everything else: each step finds out
what stands where no strict JSON does, notes it as a slip, and goes on so that one slip does not hide the rest.
"""

from __future__ import annotations

import re

from doclint.parse.json_lexer import shown
from doclint.parse.json_strings import MOST_SLIPS, SMART_QUOTES
from doclint.parse.json_structure import Frame, Step, Structure
from doclint.parse.json_values import JsonDocument, JsonMember, JsonNode, Slip
from doclint.text import Slice

__all__ = ["JsonDocument", "JsonMember", "JsonNode", "Slip", "read_json"]

_TOLD_SLIPS = 50

_PLACEHOLDER = re.compile(  # {id} or [a file's content]: words in brackets, not an object or array
    r"""\{\{?+(?![ \t]*+(?:['/“‘…]|\.\.))(?=[^\w{}\[\]",:\r\n]{0,9}+\w)[^{}\[\]",:\r\n]{1,200}+\}"""
    r"""|\[[ \t]*+(?!(?:true|false|null)\b)[^\W\d_]++[ \t]++[^\[\]{}",:\r\n]{1,200}+\]"""
).match
_ELLIPSIS = re.compile(r"[<(]?+[ \t]*+(?:\.{2,}|…)").match
_ITEM = re.compile(rf"""["'{SMART_QUOTES}{{\[]|-?[0-9]|(?:true|false|null)\b""").match
_MEMBER = re.compile(rf"""["'{SMART_QUOTES}{{\[]|[^\s"',:{{}}\[\]/]{{1,200}}+"?[ \t]*+:""").match
_COMMA_LIKE = re.compile(r'[.;|](?=\s*+["{\[])|[，、](?!\s*+[\]}])').match
_COLON_LIKE = re.compile(r"=>?|[：;]").match
_NEXT_MEMBER = re.compile(r',?\s*+(?:"[^"\r\n]{0,200}+"|[\w@.-]{1,200}+)\s*+:|,\s*+(?:[}\]]|\Z)').match
_ONE_WORD = re.compile(r"\S++\s*+\Z").match
_LINE = re.compile(r"[^\r\n]*+")


def read_json(text: Slice) -> JsonDocument:
    """Read a whole text as JSON, leniently; never fails."""
    reader = _Reader(text)
    root = reader.read()
    slips = sorted(reader.slips, key=lambda slip: slip.span)
    return JsonDocument(root, tuple(slips[:_TOLD_SLIPS]), text.span)


class _Reader(Structure):
    """Steps for what strict JSON does not expect; those of ``Structure`` for the rest."""

    def read(self) -> JsonNode | None:
        """The root of the text."""
        step: Step | None = self._value
        while step and len(self.slips) < MOST_SLIPS:
            step = step()
        missing = "".join(frame.close for frame in reversed(self.stack) if not frame.implied)
        if missing and self.pos == len(self.text):
            self.slip("unclosed", self.last, self.last, f'Missing "{missing}" at the end')
        while len(self.stack) > 1:
            self.close(self.last)
        return self.top.items[0] if self.top.items else None

    def odd_entry(self) -> Step | None:
        """What no member or item of strict JSON is."""
        if self.escaped_quote(self.pos - 1):
            return None
        return self._key if self.top.close == "}" else self._value

    def _value(self) -> Step | None:
        """A value, or what stands in place of one."""
        char, start = self.gap(), self.pos
        if char in ("{", "[") and not _PLACEHOLDER(self.text, start):
            return self.open(char)
        if not self.top.close:
            return self._root(char)
        if not char or char in ",:}]":
            return self._no_value(char)
        in_array = self.top.close == "]"
        node = self.scalar()
        if not node and (in_array or _ELLIPSIS(self.text, start)) and self.ellipsis():
            if not in_array:
                self._add_null(start, self.pos)
            return self._resume
        self.top.add(node or self.bare_word())
        return self.after

    def _root(self, char: str) -> Step | None:
        """What the text begins with, if that is neither object nor array."""
        node = self.scalar()
        if not char:
            if not any(slip.kind == "ellipsis" for slip in self.slips):
                self.slip("empty", 0, len(self.text), "No JSON here")
            return None
        if not node and _ELLIPSIS(self.text, self.pos) and self.ellipsis():
            return self._value
        if not node and not _ONE_WORD(self.text, self.pos) and not _PLACEHOLDER(self.text, self.pos):
            line = self.ahead(_LINE).rstrip()
            self.slip("unexpected", self.pos, self.pos + len(line), f"Not JSON: {shown(line)}")
            return None
        self.top.add(node or self.bare_word())
        return self.after

    def _no_value(self, char: str) -> Step | None:
        """A delimiter, or the end, in place of a value."""
        if self.top.close == "}":
            if char == ":":
                return self._too_many("unexpected", "Colon", self._value)
            self.slip("unexpected", self.last, self.last, f'"{shown(self.top.key or "")}" has no value')
            self._add_null(self.last, self.last)
            return self.after
        if char == ",":
            return self._too_many("extra-comma", "Comma", self.entry)
        if char == ":":
            return self._junk()
        return self._delimiter(char)

    def _key(self) -> Step | None:
        """A key, or what stands in place of it."""
        char = self.gap()
        if not char or char in ",{}[]":
            return self._no_key(char)
        node = self.string(key=True)
        if not node and self.ellipsis():
            return self._resume
        node = node or self.bare_key()
        if not node:
            return self._junk()
        self.top.key, self.top.key_span = str(node.value), node.span
        return self._colon

    def _no_key(self, char: str) -> Step | None:
        """A delimiter, a bracket, or the end, in place of a key."""
        if char == ",":
            return self._too_many("extra-comma", "Comma", self.entry)
        if char not in ("{", "["):
            return self._delimiter(char)
        members = self.top.members
        if char == "{" and self.comma >= 0 and members:
            start, end = (offset - self.base for offset in members[-1].node.span)
            if self.balance["["] < 0 and members[-1].node.kind == "object":
                self.slip("unexpected", start, start, 'Missing "[" before "{"')
                opened = self.push(Frame("]", start, implied=True, items=[members.pop().node]))
                return self.open(char) if opened else None
            if self.balance["{"] > 0 and self.stack[-2].close == "]":
                self.slip("unclosed", end, end, 'Missing "}" before "{"')
                self.close(end)
                return self.entry
        return self._extra_bracket(char)

    def _extra_bracket(self, char: str) -> Step | None:
        """An opening bracket in place of a key, which another may close."""
        if not self.top.doubled:
            self.slip("unexpected", self.pos, self.pos + 1, f'"{char}" where a key is expected')
        self.top.key = None
        if char == "[":
            return self.open(char)
        self.pos += 1
        if self.balance["{"] > 0:
            return self.entry
        return self.push(Frame("}", self.pos - 1, doubled=True, members=self.top.members))

    def _colon(self) -> Step | None:
        """The colon after a key, or what stands in place of it."""
        char, key = self.gap(), shown(self.top.key or "")
        if char == ":":
            self.pos += 1
        elif match := _COLON_LIKE(self.text, self.pos):
            self.slip("missing-colon", *match.span(), f'"{match[0]}" in place of a colon', ":")
            self.pos = match.end()
        elif not char or char in "}]" or _NEXT_MEMBER(self.text, self.pos):
            self.slip("missing-colon", self.last, self.last, f'"{key}" has no value')
            self._add_null(self.last, self.last)
            return self._resume
        elif char == ",":
            self.slip("missing-colon", self.pos, self.pos + 1, "Comma in place of a colon", ":")
            self.pos += 1
        else:
            self.slip("missing-colon", self.last, self.last, f'Missing colon after "{key}"', ":")
        return self._value

    def odd_after(self) -> Step | None:
        """What stands after a value in place of a delimiter."""
        if self.escaped_quote(self.pos - 1):
            return None
        char, top = self.gap(), self.top
        self.comma = -1
        in_object = top.close == "}"
        if char == ":" and self._last_kind() == "string":
            return self._unopened()
        if not top.close:
            return self._rest(char)
        if not char or char in ",}]":
            return self._delimiter(char)
        if (_MEMBER if in_object else _ITEM)(self.text, self.pos):
            between = "members" if in_object else "items"
            end = self.span(self.last, self.last).end
            is_open = self.slips and self.slips[-1].kind == "unterminated-string" and self.slips[-1].span.end == end
            comma = None if is_open else ","  # which would become part of the string
            self.slip("missing-comma", self.last, self.last, f"Missing comma between two {between}", comma)
        elif _COMMA_LIKE(self.text, self.pos):
            self.slip("missing-comma", self.pos, self.pos + 1, f'"{char}" in place of a comma', ",")
            self.pos += 1
        else:
            return self._resume if self.ellipsis() else self._junk()
        return self.entry

    def _delimiter(self, char: str) -> Step | None:
        """A comma or closing bracket that strict JSON does not expect here, or the end."""
        while self.top.implied and char in ("}", "]") and self.top.close != char:
            self.close(self.last)
        if not char:
            return None
        if char == "," or not self.top.close:
            return self.after
        if char != self.top.close or self.closes_early(self.pos + 1):
            return self._mismatch(char)
        if self.comma >= 0:
            self.slip("trailing-comma", self.comma, self.comma + 1, f'Trailing comma before "{char}"', "")
        self.pos += 1
        self.close(self.pos)
        return self.after

    def _mismatch(self, char: str) -> Step | None:
        """A closing bracket that does not close what is open: others are missing before it, or it is a wrong one."""
        closes = "".join(frame.close or " " for frame in self.stack)
        place, here = closes.rfind(char), self.pos
        too_many = self.balance["{" if char == "}" else "["] < 0
        if 0 < place < len(closes) - 1 and not too_many:
            self.slip("unclosed", self.last, self.last, f'Missing "{closes[:place:-1]}" before "{char}"')
            while self.top.close != char:
                self.close(self.last)
            return self._delimiter(char)
        self.pos += 1
        if char != self.top.close and self.balance["[" if char == "}" else "{"] > 0:
            self.slip("unexpected", here, here + 1, f'"{char}" where "{self.top.close}" is expected')
            self.close(self.pos)
            return self.after
        self.slip("unexpected", here, here + 1, f'"{char}" closes nothing')
        return self._resume

    def _rest(self, char: str) -> Step | None:
        """What stands after the root."""
        if char and self.ellipsis():
            return self.odd_after
        rest = self.text[self.pos :].rstrip()
        if rest == ",":
            self.slip("extra-comma", self.pos, self.pos + 1, "Comma after the end of the JSON", "")
        elif rest:
            message = f"Text after the end of the JSON: {shown(rest)}"
            self.slip("text-after-end", self.pos, self.pos + len(rest), message)
        return None

    def _resume(self) -> Step | None:
        """What stands after an ellipsis or after something unexpected, with or without a comma."""
        char = self.gap()
        self.comma = -1
        if char == ",":
            self.pos += 1
        return self.after if not char or char in "}]:" else self.entry

    def _unopened(self) -> Step | None:
        """A colon after a string that was taken for a value: a bracket is missing before the string."""
        top = self.top
        node = top.members.pop().node if top.close == "}" else top.items.pop()
        start, key = node.span.start - self.base, str(node.value)
        self.pos += 1
        if self.balance["["] > 0 and top.close == "]" and self.stack[-2].close == "}":
            end = top.items[-1].span.end - self.base if top.items else top.start + 1
            self.slip("unclosed", end, end, f'Missing "]" before "{shown(key)}"')
            self.close(end)
            self.top.key, self.top.key_span = key, node.span
            return self._value
        self.slip("unexpected", start, start, f'Missing "{{" before "{shown(key)}"')
        return self._value if self.push(Frame("}", start, implied=True, key=key, key_span=node.span)) else None

    def _too_many(self, kind: str, what: str, then: Step) -> Step:
        self.slip(kind, self.pos, self.pos + 1, f"{what} too many", "")
        self.pos += 1
        return then

    def _junk(self) -> Step | None:
        """What can be no part of JSON."""
        return self._resume if self.junk() else None

    def _last_kind(self) -> str:
        """The kind of the value last read in the innermost object or array."""
        nodes = [member.node for member in self.top.members[-1:]] or self.top.items[-1:]
        return nodes[0].kind if nodes else ""

    def _add_null(self, start: int, end: int) -> None:
        """Take null for a value that is not there."""
        self.top.add(JsonNode("null", None, self.span(start, end)))
