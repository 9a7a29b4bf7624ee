"""The structure of strict JSON: objects and arrays with the places of their keys and values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from doclint.lazy import lazy
from doclint.parse.json_lexer import LITERALS, STRICT_NUMBER, Lexer, number
from doclint.parse.json_values import JsonMember, JsonNode
from doclint.text import Slice, Span, new_tuple

DEEPEST = 200

_CONTENT = r'[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+'
_BLANKS = r"[ \t\r\n]*+"
_ENTRY = re.compile(  # one member or item, with the delimiter after it or its opening bracket
    rf'{_BLANKS}(?:"({_CONTENT})"{_BLANKS}:{_BLANKS})?+'
    rf'(?:(?:"({_CONTENT})"|({STRICT_NUMBER})|(true|false|null)){_BLANKS}([],}}])'
    rf'|(\{{(?={_BLANKS}["}}])|\[(?={_BLANKS}["{{[\]0-9-])))'
).match
_DELIMITER = re.compile(rf"{_BLANKS}([],}}])").match
_MEMBER_FOLLOWS = re.compile(r'\s*+,\s*+"[^"\r\n]{0,200}+"\s*+:').match
_CLOSING = {"{": "}", "[": "]"}

Step = Callable[[], "Step | None"]
"""Reads one thing and gives what reads the next, None at the end."""


@dataclass(slots=True)
class Frame:
    """An object or array that is being read; the outermost is neither, and holds the root."""

    close: str
    start: int
    implied: bool = False
    """Whether its opening bracket is missing, so that the closing one may be."""
    doubled: bool = False
    """Whether its opening bracket is one too many, so that what it holds belongs to the frame around it."""
    key: str | None = None
    key_span: Span | None = None
    """The key whose value is being read."""
    members: list[JsonMember] = field(default_factory=list)
    items: list[JsonNode] = field(default_factory=list)

    def add(self, node: JsonNode) -> None:
        """Take in a value; in an object, one that has no key is lost."""
        if self.close != "}":
            self.items.append(node)
        elif self.key is not None and self.key_span:
            self.members.append(new_tuple(JsonMember, (self.key, self.key_span, node)))

    def node(self, span: Span) -> JsonNode:
        """The finished object or array."""
        if self.close == "}":
            value = {member.key: member.node.value for member in self.members}
            return JsonNode("object", value, span, tuple(self.members))
        return JsonNode("array", [item.value for item in self.items], span, (), tuple(self.items))


class Structure(Lexer):
    """Reads strict JSON with ``entry`` and ``after``; where they stop, ``odd_entry`` and ``odd_after`` take over."""

    def __init__(self, text: Slice) -> None:
        super().__init__(text)
        self.top = Frame("", 0)
        self.stack = [self.top]
        self.comma = -1
        """Where the comma stands after which a member or item is due, or -1."""

    def entry(self) -> Step | None:
        """Members or items, one after the other."""
        text, base, top = self.text, self.base, self.top
        while match := _ENTRY(text, self.pos):
            key, string, digits, literal, delimiter, bracket = match.groups()
            if (key is None) is (top.close == "}") or (delimiter and delimiter not in (",", top.close)):
                break
            if key is not None:
                start, end = match.span(1)
                top.key = json.loads(f'"{key}"') if "\\" in key else key
                top.key_span = new_tuple(Span, (base + start - 1, base + end + 1))
            self.pos = match.end()
            if bracket:
                if not self.push(Frame(_CLOSING[bracket], self.pos - 1)):
                    return None
                top = self.top
                continue
            if string is None:
                top.add(_word(match, digits, literal, base))
            else:
                start, end = match.span(2)
                value = json.loads(f'"{string}"') if "\\" in string else string
                top.add(JsonNode("string", value, new_tuple(Span, (base + start - 1, base + end + 1))))
            if delimiter != ",":
                self.pos -= 1
                return self.after
            self.comma = self.pos - 1
        return self.odd_entry

    def after(self) -> Step | None:
        """The delimiter after a value."""
        while match := _DELIMITER(self.text, self.pos):
            if match[1] == "," and self.top.close:
                self.pos = match.end()
                self.comma = self.pos - 1
                return self.entry
            if match[1] != self.top.close or self.closes_early(match.end()):
                break
            self.pos = match.end()
            self.close(self.pos)
        return self.odd_after

    def odd_entry(self) -> Step | None:
        """What no member or item of strict JSON is."""
        raise NotImplementedError

    def odd_after(self) -> Step | None:
        """What no delimiter follows."""
        raise NotImplementedError

    def closes_early(self, end: int) -> bool:
        """Whether the closing bracket of the root, which ends here, is one too many, since members follow."""
        return self.top is self.stack[1] and bool(_MEMBER_FOLLOWS(self.text, end)) and self.balance["{"] < 0

    @lazy
    def balance(self) -> dict[str, int]:
        """How many more brackets of each kind the text opens than it closes; brackets in strings count too."""
        return {opening: self.text.count(opening) - self.text.count(closing) for opening, closing in _CLOSING.items()}

    def open(self, bracket: str) -> Step | None:
        """Begin an object or array at the cursor."""
        self.pos += 1
        return self.push(Frame(_CLOSING[bracket], self.pos - 1))

    def push(self, frame: Frame) -> Step | None:
        """Begin an object or array, unless it is nested too deep to be meant."""
        if len(self.stack) > DEEPEST:
            self.slip("too-deep", frame.start, frame.start + 1, f"Nested deeper than {DEEPEST} levels")
            self.pos = frame.start
            return None
        self.stack.append(frame)
        self.top = frame
        self.comma = -1
        return self.entry

    def close(self, end: int) -> None:
        """End the innermost object or array."""
        frame = self.stack.pop()
        self.top = self.stack[-1]
        if not frame.doubled:
            self.top.add(frame.node(self.span(frame.start, end)))


def _word(match: re.Match[str], digits: str | None, literal: str, base: int) -> JsonNode:
    """The number or literal of an entry."""
    start, end = match.span(3 if digits else 4)
    span = new_tuple(Span, (base + start, base + end))
    if digits:
        return JsonNode("number", number(digits), span)
    return JsonNode("null" if literal == "null" else "boolean", LITERALS[literal], span)
