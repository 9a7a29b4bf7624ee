"""Our rule for pipe tables finds those of markdown-it, line by line."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from doclint.parse.table_rule import pipe_table

PIECES = [
    "|",
    "-",
    "|-|",
    ":-:",
    "a|b",
    "`",
    "\\|",
    ">",
    "*",
    "#",
    "1.",
    "\t",
    "---",
    " ",
    "    ",
    "\n",
    "\n\n",
    "|a|b|\n|:-|-|\n",
]
texts = st.lists(st.sampled_from(PIECES), min_size=2, max_size=20).map("".join)


def parser(*, own: bool) -> MarkdownIt:
    made = MarkdownIt("commonmark").enable("table")
    if own:
        made.block.ruler.at("table", pipe_table, {"alt": ["paragraph", "reference"]})
    return made


def outlines(tokens: list[Token]) -> list[tuple[str, list[int] | None]]:
    """The blocks and their lines, a table counting as one."""
    found, depth = [], 0
    for token in tokens:
        depth -= token.type == "table_close"
        if not depth:
            found.append((token.type, token.map))
        depth += token.type == "table_open"
    return found


OWN, THEIRS = parser(own=True), parser(own=False)


@settings(max_examples=1000)
@given(texts)
def test_tables_are_those_of_markdown_it(text: str) -> None:
    assert outlines(OWN.parse(text)) == outlines(THEIRS.parse(text))
