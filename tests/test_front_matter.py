"""Front matter: what is read, where it stands, and what is objected to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from doclint.parse.front_matter import FrontMatter, read_front_matter
from doclint.text import Source, decode


def read(page: str) -> FrontMatter:
    """The front matter of a page, after checking that everything is where it says."""
    matter = read_front_matter(Source("page.md", page))
    assert matter
    for entry in matter.entries:
        for piece in (entry.key, entry.text, entry.inner):
            assert page[slice(*piece.span)] == piece.text
    assert page[slice(*matter.content.span)] == matter.content.text
    for problem in matter.problems:
        assert problem.span.start < problem.span.end
    return matter


def of(content: str) -> FrontMatter:
    return read(f"---\n{content}\n---\n\n# Tent\n")


def test_entries() -> None:
    matter = of(
        'title: "Get tent"\ndescription: Get a tent: not yours.\n'.replace(": not", ", not") + "author:\nms.prod: ''"
    )
    assert [tuple(part.text for part in entry[:3]) for entry in matter.entries] == [
        ("title", '"Get tent"', "Get tent"),
        ("description", "Get a tent, not yours.", "Get a tent, not yours."),
        ("author", "", ""),
        ("ms.prod", "''", ""),
    ]
    assert [entry.value for entry in matter.entries] == ["Get tent", "Get a tent, not yours.", None, ""]
    assert (matter.text("title"), matter.text("author"), matter.text("missing")) == ("Get tent", "", "")
    assert matter.problems == ()


def test_an_empty_value_stands_behind_its_colon() -> None:
    page = "---\ntitle:   \n---\n"
    assert read(page).entries[0].text.span == (10, 10)


@pytest.mark.parametrize("page", ["# Tent\n", "", " ---\na: b\n---\n", "----\n", "\n---\na: b\n---\n", "--- a\n---\n"])
def test_pages_without_front_matter(page: str) -> None:
    assert read_front_matter(Source("page.md", page)) is None


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("closing", ["---", "--- \t", "..."])
def test_the_span_covers_both_lines(newline: str, closing: str) -> None:
    page = f"--- \ntitle: x\nnumber: 1\n{closing}\n# Tent\n---\n".replace("\n", newline)
    matter = read(page)
    assert page[slice(*matter.span)].endswith(f"{newline}{closing}")
    assert [entry.value for entry in matter.entries] == ["x", 1]


def test_places_hold_in_any_text() -> None:
    raw = '\ufeff---\r\ntitle: "😀 a"\r\nlist: [😀, b]\r\nspan: "a\u2028b"\r\nlast: 1\r\n---\r\n'.encode()
    matter = read(decode("page.md", raw).text)
    assert [entry.inner.text for entry in matter.entries] == ["😀 a", "[😀, b]", "a\u2028b", "1"]


def test_values_are_those_of_yaml() -> None:
    matter = of("a: yes\nb: 2024-05-01\nc: 12\nd: ~\ne: [x, {y: z}]\nf: >\n  x\n  y\ng: 05/12/2024\nh: '2024-05-01'")
    assert {entry.key.text: entry.value for entry in matter.entries} == {
        "a": True,
        "b": dt.date(2024, 5, 1),
        "c": 12,
        "d": None,
        "e": ["x", {"y": "z"}],
        "f": "x y\n",
        "g": "05/12/2024",
        "h": "2024-05-01",
    }
    assert matter.text("b") == "2024-05-01"


def test_values_that_are_no_date_or_number_after_all_are_text() -> None:
    matter = of("a: 2024-13-45\nb: !tent x\nc: !!int x\nd: " + "9" * 5000)
    assert [entry.value for entry in matter.entries] == ["2024-13-45", "x", "x", "9" * 5000]
    assert matter.problems == ()


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("title: tent: get", 11, "colon"),
        ("a: b\ntitle: tent: get", 16, "colon"),
        ("\ttitle: x", 0, "tab"),
        ("title:\tx", 6, "tab"),
        ('title: "Get tent\nauthor: "x"', 7, "not closed"),
        ("title: 'Get tent", 7, "not closed"),
        ('title: "Get" tent', 13, "quotation marks"),
        ("title: [Tent](tent.md)", 13, "quotation marks"),
        ("title: **TODO**", 7, "quotation marks"),
        ("title: *tent", 7, "quotation marks"),
        ("title: & more", 7, "quotation marks"),
        ("title: @contoso", 7, "quotation marks"),
        ("title: - x", 7, "quotation marks"),
        ("title: > x", 7, "quotation marks"),
        ("title: {tent", 7, "never closed"),
        ('title: "a\\d"', 10, "doubled"),
        ('title: "\\UFFFFFFFF"', 8, "escape"),
        ("a: b\nsome text\nc: d", 5, "key: value"),
        ("a: b\n  c: d", 5, "indented"),
        ("  a: b\nc: d", 7, "indented"),
        ("- a", 0, "key: value"),
        ("just text", 0, "key: value"),
        ("title: a\x01b", 8, "U+0001"),
        ("title: " + "[" * 100_000, 0, "too long"),
        ("title: " + "[" * 10_000, 56, "too deep"),
    ],
)
def test_yaml_errors(content: str, place: int, message: str) -> None:
    matter = of(content)
    (problem,) = matter.problems
    assert problem.kind == "invalid-yaml"
    assert problem.span.start - matter.content.span.start == place
    assert message in problem.message


def test_an_error_leaves_the_other_lines_readable() -> None:
    matter = of('title: tent: get\nauthor: "x"\ndoc_type: apiPageType\n  more: of it\nempty:')
    assert [(entry.key.text, entry.value) for entry in matter.entries] == [
        ("title", "tent: get"),
        ("author", "x"),
        ("doc_type", "apiPageType"),
        ("empty", None),
    ]


@pytest.mark.parametrize("content", ["a: 1\nb: 2\na: 3", '"a": [1]\nb: 2\na: 3', "a: *\nb: 2\na: 3"])
def test_duplicate_keys(content: str) -> None:
    matter = of(content)
    problem = matter.problems[-1]
    assert problem.kind == "repeated-key"
    assert problem.span == matter.entries[2].key.span
    assert matter.get("a") is matter.entries[0]


@pytest.mark.parametrize("content", ["", "\n", "# only a comment", "a: b\n\n# comment\n\nc: d", "? \n? \n"])
def test_content_without_objections(content: str) -> None:
    assert of(content).problems == ()


@pytest.mark.parametrize(
    "rest",
    ["", "\n# Tent\n", "\n# Tent\n\ntext\n\n---\n", "```http\nx\n---\n```\n", "<!-- x\n---\n-->\n"],
)
def test_without_a_closing_line(rest: str) -> None:
    page = f"---\ntitle: x\nlist:\n- y\n{rest}"
    matter = read(page)
    assert [problem.kind for problem in matter.problems] == ["unclosed"]
    assert matter.problems[0].span == (0, 3)
    assert [entry.key.text for entry in matter.entries] == ["title", "list"]
    assert page[slice(*matter.span)] == "---\ntitle: x\nlist:\n- y\n"


def test_escaped_surrogates_are_joined_or_replaced() -> None:
    matter = of(r'pair: "\ud83d\ude00"' "\n" r'half: "\ud83d"')
    assert [entry.value for entry in matter.entries] == ["😀", "\ufffd"]


def test_aliases_are_not_expanded() -> None:
    levels = "\n".join(f"k{i}: &k{i} [{', '.join([f'*k{i - 1}'] * 9)}]" for i in range(1, 30))
    matter = of(f"k0: &k0 x\n{levels}\nlast: *k0\nloop: &loop [*loop]")
    assert matter.problems == ()
    assert matter.text("last") == "x"
    assert all(len(matter.text(entry.key.text)) < 100 for entry in matter.entries)


KEYS = st.sampled_from(["title", "ms.prod", "doc_type", "yes", "null", '"quoted"'])
VALUES = st.one_of(
    st.text(alphabet="ab :#'\"-1,[]{}é\u00a0\u2028😀&*!%@`~=|>\t", max_size=10),
    st.sampled_from(["yes", "null", "~", "1", "1.5", "0x1F", "05/12/2024", "2024-05-01", "''", "a: b", "a #b", "a:b"]),
)


@given(
    st.lists(st.tuples(KEYS, st.sampled_from([": ", ":", ":  "]), VALUES), max_size=4), st.sampled_from(["\n", "\r\n"])
)
def test_reads_what_yaml_reads(lines: list[tuple[str, str, str]], newline: str) -> None:
    content = "".join(f"{key}{colon}{value}{newline}" for key, colon, value in lines)
    matter = read(f"---{newline}{content}---{newline}")
    try:
        node = yaml.compose(matter.content.text, yaml.SafeLoader)
        values = yaml.safe_load(matter.content.text)
    except (yaml.YAMLError, ValueError):
        return
    if not isinstance(node, yaml.MappingNode) or "&" in content:
        return
    start = matter.content.span.start
    assert [(entry.key.span.start - start, entry.key.span.end - start) for entry in matter.entries] == [
        (key.start_mark.index, key.end_mark.index) for key, _ in node.value
    ]
    scalars = [(entry, value) for entry, (_, value) in zip(matter.entries, node.value, strict=True)]
    for entry, value in scalars:
        if isinstance(value, yaml.ScalarNode) and value.style not in ("|", ">") and "!" not in content:
            assert (entry.text.span.start - start, entry.text.span.end - start) == (
                value.start_mark.index,
                value.end_mark.index,
            )
    names = [yaml.safe_load(entry.key.text) for entry in matter.entries]
    if all(isinstance(name, Hashable) for name in names) and len(set(names)) == len(names):
        assert [entry.value for entry in matter.entries] == list(values.values())


@given(st.text(alphabet="-a: \n\r\"'#[]{}&*|>.\t\u2028", max_size=60))
def test_any_page_can_be_read(text: str) -> None:
    read(f"---\n{text}")
    read(f"---\n{text}\n---\n")
