"""Our shorter ways to markdown-it's block rules lead to the tokens that it makes itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from doclint.parse.block_tokens import read_tokens
from doclint.parse.table_rule import pipe_table
from doclint.text import Source

PIECES = [
    "a",
    "b c",
    " ",
    "  ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\0",
    "\u2028",
    "# ",
    "#",
    "## a",
    "# a|b\n|-|-|\n",
    "```",
    "~~~~ a",
    "> ",
    ">",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "12) ",
    "---",
    "***",
    "_ _ _",
    "===",
    "[a]: ",
    "[a",
    "<!-- ",
    "-->",
    "<div>",
    "</div>",
    "<?",
    "|a|b|\n|-|-|\n",
    "|",
]
texts = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def markdown_it() -> MarkdownIt:
    made = MarkdownIt("commonmark").enable("table")
    made.block.ruler.at("table", pipe_table, {"alt": ["paragraph", "reference"]})
    made.core.ruler.enableOnly(["normalize", "block"])
    return made


def described(tokens: list[Token]) -> list[object]:
    """All that tells where blocks begin and end, and what headings say."""
    inside = [None, *(token.type for token in tokens)]
    return [
        (token.type, token.tag, token.map, token.level, token.markup, token.info, token.content)
        for before, token in zip(inside, tokens, strict=False)
        if token.map and (token.type != "inline" or before == "heading_open")
    ]


THEIRS = markdown_it()


@settings(max_examples=1000)
@given(texts)
def test_tokens_are_those_of_markdown_it(text: str) -> None:
    assert described(read_tokens(Source("page.md", text))) == described(THEIRS.parse(text))


def test_reading_begins_at_a_line() -> None:
    tokens = read_tokens(Source("page.md", "---\ntitle: a\n---\n\n# A\n"), 3)
    assert [(token.type, token.map) for token in tokens if token.map] == [("heading_open", [4, 5]), ("inline", [4, 5])]
