"""Links of all kinds: what is found, where it stands, and what is malformed."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.common.normalize_url import normalizeLink
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from doclint.parse.links import Link, pack_links, read_alerts, read_links, unpack_links
from doclint.text import Span


def links(prose: str) -> list[tuple[str, str, str, str]]:
    """Kind, text, target and problem of each link, after checking their places."""
    found = read_links(prose)
    for link in found:
        assert prose[slice(*link.text.span)] == link.text.text
        assert prose[slice(*link.target.span)] == link.target.text
        assert link.span.holds(link.text.span)
        if "](" in prose[slice(*link.span)]:
            assert link.span.holds(link.target.span)
    assert [link.span.start for link in found] == sorted(link.span.start for link in found)
    return [(link.kind, link.text.text, link.target.text, link.problem) for link in found]


def inline(text: str, target: str, problem: str = "") -> tuple[str, str, str, str]:
    return ("inline", text, target, problem)


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("see [tent](tent.md).", inline("tent", "tent.md")),
        ('see [tent](tent.md "The tent")', inline("tent", "tent.md")),
        ("[a\r\nb](<x y.md> 'title')", inline("a\r\nb", "x y.md")),
        ("[a](/x(y)z)", inline("a", "/x(y)z")),
        (r"[a\]b](x\)y)", inline(r"a\]b", r"x\)y")),
        ("[[a](b)]", inline("a", "b")),
        ("[a [b] c](d)", inline("a [b] c", "d")),
        ("[](x.md)", inline("", "x.md")),
        ("[a]()", inline("a", "")),
        ("**[a](b)**", inline("a", "b")),
        ("|[a](b)|c|", inline("a", "b")),
        ("> - [a](b)", inline("a", "b")),
        ("![a](b.png)", ("image", "a", "b.png", "")),
        (
            "<https://contoso.com/a?b=[c]>",
            ("autolink", "https://contoso.com/a?b=[c]", "https://contoso.com/a?b=[c]", ""),
        ),
        ('<a class="x" href="tent.md">tent</a>', ("html", "", "tent.md", "")),
        ("<img src='tent.png'/>", ("html", "", "tent.png", "")),
        ("<A HREF=tent.md>", ("html", "", "tent.md", "")),
    ],
)
def test_one_link(prose: str, expected: tuple[str, str, str, str]) -> None:
    assert links(prose) == [expected]


def test_the_span_covers_the_whole_link() -> None:
    prose = 'see [tent](tent.md "title") and <https://contoso.com>, ![x](y)'
    assert [prose[slice(*link.span)] for link in read_links(prose)] == [
        '[tent](tent.md "title")',
        "<https://contoso.com>",
        "![x](y)",
    ]


def test_images_in_links() -> None:
    assert links("[![alt](a.png)](b.md)") == [inline("![alt](a.png)", "b.md"), ("image", "alt", "a.png", "")]


def test_links_hold_no_links() -> None:
    assert links("[a [b](c) d](e)") == [inline("b", "c")]


@pytest.mark.parametrize(
    "prose",
    [
        "- [ ] task\n- [x] done",
        "{a}[0][1] and `x`[y]",
        "items[i][j]",
        "String[][]",
        "[x] [y]",
        "[educationUser]",
        "$filter=[a] eq (b)",
        r"\[a](b)",
        r"^[a-z][0-9]+$",
        "> [!NOTE]\n> text",
        "[a\n\nb](c)",
        "|[a|\n|b](c)|",
        "- [a\n- b](c)",
        "a < b [c",
        "[a](see below for more)",
        "(a)[b]",
        "f(x)[/a]",
        "[optional] (see below)",
        "write to <someone@contoso.com>",
    ],
)
def test_what_is_no_link(prose: str) -> None:
    assert links(prose) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_references(newline: str) -> None:
    prose = (
        "|[tent size][ts]|[Tent  Size][]|[TENT size]|![x][ts]|\n\n"
        "[tent size]: tent.md 'Title'\n  [ts]: <a b.md>\n> [unused]:\n   c.md\n[ts]: other.md\n"
    )
    assert links(prose.replace("\n", newline)) == [
        ("reference", "tent size", "a b.md", ""),
        ("reference", "Tent  Size", "tent.md", ""),
        ("reference", "TENT size", "tent.md", ""),
        ("image", "x", "a b.md", ""),
        ("definition", "tent size", "tent.md", ""),
        ("definition", "ts", "a b.md", ""),
        ("definition", "unused", "c.md", ""),
        ("definition", "ts", "other.md", ""),
    ]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("of [tent]( ../tent.md)", inline("tent", "../tent.md", "space")),
        ("of [tent](tent.md )", inline("tent", "tent.md", "space")),
        ("of [tent](../my tent.md)", inline("tent", "../my tent.md", "space")),
        ("of [tent](tent.md collection)", inline("tent", "tent.md collection", "space")),
        ("of [tent] (../tent.md)", inline("tent", "../tent.md", "gap")),
        ("of [tent](tent.md|A tent|", inline("tent", "tent.md", "unclosed")),
        ("of [tent](../tent.md].", inline("tent", "../tent.md", "unclosed")),
        ("of [tent](../tent.md, or", inline("tent", "../tent.md", "unclosed")),
        ("of [tent](/\n", inline("tent", "/", "unclosed")),
        ("of (the tent)[../tent.md].", inline("the tent", "../tent.md", "reversed")),
        ("of [the tent][tents].", ("reference", "the tent", "", "undefined")),
        ("of [tent][]|", ("reference", "tent", "", "undefined")),
    ],
)
def test_malformed_links(prose: str, expected: tuple[str, str, str, str]) -> None:
    assert links(prose) == [expected]
    (link,) = read_links(prose)
    assert link.span.start == 3


@pytest.mark.parametrize(
    ("prose", "title", "path"),
    [
        ("[!INCLUDE [beta](../../includes/beta.md)]", "beta", "../../includes/beta.md"),
        ("[!INCLUDE[beta](beta.md)]", "beta", "beta.md"),
        ("[!include [](beta.md)]", "", "beta.md"),
    ],
)
def test_includes(prose: str, title: str, path: str) -> None:
    (link,) = read_links(f"> {prose} [a](b)")[:1]
    assert (link.kind, link.text.text, link.target.text, link.problem) == ("include", title, path, "")
    assert link.span == Span(2, 2 + len(prose))


@pytest.mark.parametrize(
    ("prose", "title", "path"),
    [
        ("[!INCLUDE beta](beta.md)]", "beta", "beta.md"),
        ("[!INCLUDE beta]", "beta", ""),
        ("[!INCLUDE [beta](beta.md)", "beta", "beta.md"),
        ("[!INCLUDE [beta](beta.md]", "beta", "beta.md"),
        ("[!INCLUDE [beta] (beta.md)]", "beta", "beta.md"),
        ("[! INCLUDE [beta](beta.md)]", "beta", "beta.md"),
        ("[!INCLUDE:[beta](beta.md)]", "beta", "beta.md"),
        ("[!INCLUDE", "", ""),
    ],
)
def test_malformed_includes(prose: str, title: str, path: str) -> None:
    assert links(prose) == [("include", title, path, "syntax")]
    assert read_links(prose)[0].span == Span(0, len(prose))


def test_alerts() -> None:
    prose = "> [!NOTE]\r\n> text\r\n\r\n1. a\n   > [!important] b\n[!TIP]\n> a [!TIP]\n- > [!CAUTION]"
    alerts = read_alerts(prose)
    assert [alert.kind for alert in alerts] == ["NOTE", "IMPORTANT", "CAUTION"]
    assert [prose[slice(*alert.span)] for alert in alerts] == ["[!NOTE]", "[!important]", "[!CAUTION]"]


def test_parts_of_a_target() -> None:
    (link,) = read_links("[a](../api/tent-get.md?view=beta#permissions)")
    assert (link.path, link.fragment, link.is_relative) == ("../api/tent-get.md", "permissions", True)
    assert [link.is_relative for link in read_links("[a](/graph/x) [b](https://c) [d](mailto:x) [e](#f)")] == [
        False,
        False,
        False,
        True,
    ]


PIECES = st.sampled_from(
    ["[", "]", "](x.md)", "](<x y>)", '](x(y)z "t")', "a", " ", "\\", "<https://q>", "\n", "😀", "\n\n"]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_finds_what_markdown_it_finds(text: str) -> None:
    text = f"w{text}".replace("\n ", "\n")  # the block structure is another matter
    ours = Counter(normalizeLink(unescapeAll(link.target.text)) for link in read_links(text) if not link.problem)
    theirs = Counter(
        str(token.attrs["href"])
        for token in inline_tokens(MarkdownIt("commonmark").parse(text))
        if token.type == "link_open"
    )
    assert ours == theirs


def inline_tokens(tokens: list[Token]) -> list[Token]:
    found = []
    for token in tokens:
        found += [token, *inline_tokens(token.children or [])]
    return found


@given(st.text(alphabet="[](!)<>\\\"' \nab:#|.mdINCLUDE\u2028😀", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    assert len(links(text)) <= len(text)
    found = read_links(text)
    assert unpack_links(pack_links(found), text) == found


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "[a](",
        "<",
        "![",
        "<a ",
        "[a](b ",
        "[a](x.md ",
        '[a](b "',
        "[a][",
        "(a)[/b]",
        "[!include",
        "![a](",
        ")[/b] ",
    ],
)
def test_hostile_text(text: str) -> None:
    assert len(read_links(text * 20_000)) <= 20_000


def test_hostile_nesting() -> None:
    prose = "![" * 50_000 + "](x)" * 50_000
    assert all(isinstance(link, Link) for link in read_links(prose))
    assert all(isinstance(link, Link) for link in read_links("[" * 50_000 + "]" * 50_000))
    assert len(read_links("[a](" + "(" * 100_000)) == 0
