"""The blocks of a page as tokens of markdown-it's block pass (CommonMark 0.31), with our own rule for pipe tables.

Its rules decide; only the ways to them are shorter: the lines of a page are found by searches over its whole text, and
of the eleven rules a line is shown to those alone that its first character allows. A test compares the tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType as Rule
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, blockquote, fence, heading, hr, html_block, list_block, reference
from markdown_it.token import Token

from doclint.parse.table_rule import pipe_table
from doclint.text import Source


def read_tokens(source: Source, first: int = 0) -> list[Token]:
    """The block tokens of a text from that line on; lines are counted from the top, from 0.

    Of some blocks there is the opening token only.
    """
    parser = _parser()
    if "\r" in source.text or "\0" in source.text:
        source = Source(source.path, _REPLACED.sub(_replacement, source.text))
    state = _State(source, parser)
    parser.block.tokenize(state, first, state.lineMax)
    return state.tokens


_REPLACED = re.compile(r"\r\n?|\0")

_HEADING = re.compile(r"(#{1,6})[ \t]+([^#|\s](?:[^#|\n]*[^#|\s])?)\Z")


def _replacement(match: re.Match[str]) -> str:
    return "\ufffd" if match[0] == "\0" else "\n"


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    theirs, ours = parser.block.ruler, Ruler[Rule]()
    theirs.at("table", pipe_table, {"alt": ["paragraph", "reference"]})
    # by the name of "code" markdown-it knows that indented text is code
    ours.push("code", _by_sign([_plain_heading, *theirs.getRules()], _lone_line))
    for interrupted in ("paragraph", "reference", "blockquote", "list"):
        ours.push(interrupted, _by_sign(theirs.getRules(interrupted)), {"alt": [interrupted]})
    parser.block.ruler = ours
    return parser


def _by_sign(rules: Sequence[Rule], *shortcuts: Rule) -> Rule:
    """One rule in place of several: it tries those that the first character of the line allows.

    ``shortcuts`` come before the rules that are about any line, where no other is allowed.
    """
    signs = "".join(_SIGNS.values())
    allowed = {sign: tuple(rule for rule in rules if sign in _SIGNS.get(rule, sign)) for sign in signs}
    others = (*shortcuts, *(rule for rule in rules if rule not in _SIGNS))

    def first_match(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001
        at = state.bMarks[line] + state.tShift[line]
        for rule in allowed.get(state.src[at : at + 1], others):  # noqa: SIM110, a generator takes twice the time
            if rule(state, line, end, silent):
                return True
        return False

    return first_match


def _lone_line(state: StateBlock, line: int, _: int, silent: bool) -> bool:  # noqa: FBT001, markdown-it's signature
    """A shortcut for the commonest block: a paragraph outside of all containers, of one line that begins with no sign.

    Of its tokens only the first is made.
    """
    after = line + 1
    is_followed = after < state.lineMax and not state.isEmpty(after)
    if is_followed or silent or state.level or state.is_code_block(line):
        return False
    state.push("paragraph_open", "p", 1).map = [line, after]
    state.level, state.line = 0, after
    return True


def _plain_heading(state: StateBlock, line: int, _: int, silent: bool) -> bool:  # noqa: FBT001, markdown-it's signature
    """A shortcut for headings outside of all containers, with nothing in or after the title that may have a meaning."""
    match = None if silent or state.level else _HEADING.match(state.src, state.bMarks[line], state.eMarks[line])
    if not match:
        return False
    token = state.push("heading_open", f"h{len(match[1])}", 1)
    token.markup, token.map = match[1], [line, line + 1]
    token = state.push("inline", "", 0)
    token.content, token.map = match[2], [line, line + 1]
    state.level, state.line = 0, line + 1
    return True


_SIGNS: dict[Rule, str] = {
    fence: "`~",
    blockquote: ">",
    hr: "*-_",
    list_block: "*+-0123456789",
    reference: "[",
    html_block: "<",
    heading: "#",
    _plain_heading: "#",
}
"""What a line must begin with for a rule to match; other rules are about any line."""


class _State(StateBlock):
    """The lines of a text, which end in line feeds, as the rules look at them."""

    def __init__(self, source: Source, parser: MarkdownIt) -> None:
        super().__init__("", parser, {}, [])
        self.src = text = source.text
        lines = text.split("\n")
        if not lines[-1].strip(" \t"):  # to markdown-it that is no line
            lines.pop()
        count, begins = len(lines), source.line_starts
        self.lineMax = count
        self.bMarks = [*begins[:count], len(text)]
        self.eMarks = [*[begin - 1 for begin in begins[1:]], len(text), len(text)]
        self.tShift = [*[len(line) - len(line.lstrip(" \t")) for line in lines], 0]
        self.sCount, self.bsCount = self.tShift.copy(), [0] * (count + 1)
        if "\t" in text:
            for number, shift in enumerate(self.tShift):
                if shift:
                    self.sCount[number] = len(lines[number][:shift].expandtabs(4))

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Begin or end a block."""
        token = _Token(ttype, tag, nesting)
        self.level -= nesting < 0
        token.level = self.level
        self.level += nesting > 0
        self.tokens.append(token)
        return token

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:  # noqa: N802, N803, FBT001
        """The text of lines without their indentation; there is nothing to take away outside of all containers."""
        if self.level or indent > 0 or begin >= end:
            return super().getLines(begin, end, indent, keepLastLF)
        return self.src[self.bMarks[begin] : self.eMarks[end - 1] + keepLastLF]


class _Token(Token):
    """A token that has only what the rules read and we ask for, in a third of the time."""

    __slots__ = ()

    def __init__(self, type: str, tag: str, nesting: Literal[-1, 0, 1]) -> None:  # noqa: A002, as in markdown-it
        self.type, self.tag, self.nesting = type, tag, nesting
        self.map, self.content, self.markup, self.info = None, "", "", ""
