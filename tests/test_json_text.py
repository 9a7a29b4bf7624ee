"""JSON is read exactly when it is strict, and sensibly, with exact places, when it is not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from doclint.parse.json_text import JsonDocument, JsonNode, Slip, read_json
from doclint.text import Slice, Span

OFFSET = 1000

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)
)


def read(text: str, offset: int = OFFSET) -> JsonDocument:
    return read_json(Slice(text, Span(offset, offset + len(text))))


def is_strict(text: str) -> bool:
    def refuse(constant: str) -> None:
        raise ValueError(constant)

    try:
        json.loads(text, parse_constant=refuse)
    except ValueError:
        return False
    return True


def mended(text: str, slips: tuple[Slip, ...]) -> str:
    """The text with each slip's replacement put in, from the end so that earlier places keep their offsets."""
    for slip in reversed(slips):
        if slip.replacement is not None:
            start, end = slip.span.start - OFFSET, slip.span.end - OFFSET
            text = text[:start] + slip.replacement + text[end:]
    return text


def same(one: object, other: object) -> bool:
    """Equality that tells true from 1 and 1 from 1.0."""
    return json.dumps(one) == json.dumps(other)


# Strict JSON


layouts = st.fixed_dictionaries(
    {
        "indent": st.sampled_from([None, 0, 2, "\t"]),
        "ensure_ascii": st.booleans(),
        "separators": st.sampled_from([None, (",", ":")]),
    }
)


@given(values, layouts, st.text(" \t\r\n", max_size=3), st.integers(0, 10**9))
def test_strict_json_is_read_as_json_reads_it(value: object, layout: dict[str, Any], blanks: str, offset: int) -> None:
    text = blanks + json.dumps(value, **layout) + blanks
    document = read(text, offset)
    assert document.slips == ()
    assert document.root is not None
    assert same(document.root.value, value)
    assert document.span == Span(offset, offset + len(text))
    for _, node in document.root.walk():
        assert same(json.loads(text[node.span.start - offset : node.span.end - offset]), node.value)
        for member in node.members:
            assert json.loads(text[member.key_span.start - offset : member.key_span.end - offset]) == member.key
        if node.kind == "string":
            inner = text[node.inner.start - offset : node.inner.end - offset]
            assert json.loads(f'"{inner}"') == node.value


PIECES = ["{", "}", "[", "]", ",", ":", '"a"', '"b"', '"', "0", "-1.5e3", "01", "true", "null", "NaN", " ", "\n", "\t"]
PIECES += [
    "\\",
    "\\n",
    "\\u0041",
    "'",
    "“",
    "”",
    "//",
    "/*",
    "*/",
    "...",
    "\xa0",
    "\u200b",
    "a",
    "é",
    "<",
    "(",
    "=",
    "{a}",
]
soup = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@settings(max_examples=500)
@given(soup | st.text(max_size=30))
@example('{"a": 1, "a": 2}')
@example("1E400")
@example('"\x7f\u2028"')
@example('"\\ud800"')
def test_there_are_slips_exactly_when_json_is_not_strict(text: str) -> None:
    document = read(text)
    assert (document.slips == ()) == is_strict(text)
    if is_strict(text):
        assert document.root is not None
        assert same(document.root.value, json.loads(text))


@settings(max_examples=500)
@given(soup | st.text(max_size=30))
def test_any_text_gives_places_within_it(text: str) -> None:
    document = read(text)
    whole = Span(OFFSET, OFFSET + len(text))
    assert all(whole.holds(slip.span) and slip.message for slip in document.slips)
    assert [slip.span for slip in document.slips] == sorted(slip.span for slip in document.slips)
    if document.root:
        assert all(
            whole.holds(node.span) and whole.holds(node.inner) and node.inner.start <= node.inner.end
            for _, node in document.root.walk()
        )
        assert all(whole.holds(member.key_span) for _, node in document.root.walk() for member in node.members)


def test_of_a_key_that_stands_twice_both_members_are_kept() -> None:
    document = read('{"a": 1, "b": {"c": [5, true]}, "a": 2}')
    root = document.root
    assert root is not None
    assert document.slips == ()
    assert [(member.key, member.node.value) for member in root.members if member.key == "a"] == [("a", 1), ("a", 2)]
    assert root.value == {"a": 2, "b": {"c": [5, True]}}
    assert root.at("a") == JsonNode("number", 2, Span(0, 0))
    assert root.at("b", "c", 0) == JsonNode("number", 5, Span(0, 0))
    assert root.at("b", "c", 2) is root.at("b", "x") is root.at("a", "x") is root.at("b", "c", -3) is None
    paths = [(), ("a",), ("b",), ("b", "c"), ("b", "c", 0), ("b", "c", 1), ("a",)]
    assert [path for path, _ in root.walk()] == paths


def test_the_longest_numbers_are_read() -> None:
    for text in ("9" * 5000, "-" + "9" * 5000, "1" * 5000 + ".5"):
        document = read(text)
        assert document.slips == ()
        assert document.root is not None
        assert isinstance(document.root.value, float)


# Slips. ⟦…⟧ marks the place of each.

MENDED = [  # with its kinds, and the strict JSON that comes of putting in the replacements
    ('{"a": 1⟦,⟧}', "trailing-comma", '{"a": 1}'),
    ('{"a": [1, {}⟦,⟧\n]}', "trailing-comma", '{"a": [1, {}\n]}'),
    ('{"a": 1⟦,⟧ ⟦// no more⟧\n}', "trailing-comma comment", '{"a": 1 \n}'),
    ('{"a": "..."⟦,⟧}', "trailing-comma", '{"a": "..."}'),
    ('{"a": 1⟦⟧ "b": 2}', "missing-comma", '{"a": 1, "b": 2}'),
    ('{"a": {}⟦⟧\n ⟦b⟧: 2}', "missing-comma unquoted-key", '{"a": {},\n "b": 2}'),
    ("[1⟦⟧ 2]", "missing-comma", "[1, 2]"),
    ("[1.5⟦⟧\n true⟦⟧ null]", "missing-comma missing-comma", "[1.5,\n true, null]"),
    ('["a"⟦⟧ "b"⟦⟧{}⟦⟧[]]', "missing-comma missing-comma missing-comma", '["a", "b",{},[]]'),
    ('["a"⟦⟧"b"]', "missing-comma", '["a","b"]'),
    ('{"a": 1⟦⟧ ⟦/* one */⟧ "b": 2}', "missing-comma comment", '{"a": 1,  "b": 2}'),
    ('["a"⟦.⟧ "b"]', "missing-comma", '["a", "b"]'),
    ('{"a": 1⟦，⟧ "b": 2}', "missing-comma", '{"a": 1, "b": 2}'),
    ('{"a": 1,⟦,⟧ "b": 2}', "extra-comma", '{"a": 1, "b": 2}'),
    ("[⟦,⟧ 1]", "extra-comma", "[ 1]"),
    ("[1⟦,⟧⟦,⟧]", "trailing-comma extra-comma", "[1]"),
    ("{⟦,⟧}", "extra-comma", "{}"),
    ('{"a": 1}⟦,⟧\n', "extra-comma", '{"a": 1}\n'),
    ('{"a"⟦⟧ 1}', "missing-colon", '{"a": 1}'),
    ('{"a" ⟦=⟧ 1}', "missing-colon", '{"a" : 1}'),
    ('{"a"⟦=>⟧"b"}', "missing-colon", '{"a":"b"}'),
    ('{"a"⟦,⟧ "b"}', "missing-colon", '{"a": "b"}'),
    ('{"a":⟦:⟧ 1}', "unexpected", '{"a": 1}'),
    ('{"a": 1 ⟦/* why, "so": { */⟧}', "comment", '{"a": 1 }'),
    ('{"a": "http://b", ⟦// why "so" {⟧\n"c": 1}', "comment", '{"a": "http://b", \n"c": 1}'),
    ("⟦/* a */⟧[1]⟦// b⟧", "comment comment", "[1]"),
    ("{⟦'a'⟧: ⟦'it\\'s \"b\"'⟧}", "single-quotes single-quotes", '{"a": "it\'s \\"b\\""}'),
    ("[⟦'it's'⟧, ⟦'é'⟧]", "single-quotes single-quotes", '["it\'s", "é"]'),
    ("{⟦“a”⟧: ⟦“b's”⟧}", "smart-quotes smart-quotes", '{"a": "b\'s"}'),
    ('[⟦“a"⟧, ⟦‘b’⟧]', "smart-quotes smart-quotes", '["a", "b"]'),
    ('{"a": ⟦"b”⟧,\n "c": 1}', "smart-quotes", '{"a": "b",\n "c": 1}'),
    ('{⟦\xa0⟧"a":⟦\u202f\u202f⟧1}', "blank blank", '{ "a":  1}'),
    ("[1,⟦\u200b⟧2]", "blank", "[1,2]"),
    ("⟦\ufeff⟧[]", "blank", "[]"),
    ('{"a": "b⟦\t⟧c"}', "control-character", '{"a": "b\\tc"}'),
    ('{"a": "b⟦\r⟧⟦\n⟧c", "d": 1}', "control-character control-character", '{"a": "b\\r\\nc", "d": 1}'),
    ('["one⟦\n⟧two⟦\n⟧"\n]', "control-character control-character", '["one\\ntwo\\n"\n]'),
    ('["a⟦\x00⟧"]', "control-character", '["a\\u0000"]'),
    ('["C:⟦\\D⟧ata"]', "invalid-escape", '["C:\\\\Data"]'),
    ('["it⟦\\\'⟧s"]', "invalid-escape", '["it\'s"]'),
    ("{⟦a⟧: 1, ⟦@odata.type⟧ : 2}", "unquoted-key unquoted-key", '{"a": 1, "@odata.type" : 2}'),
    ('{⟦a"⟧: 1}', "unquoted-key", '{"a": 1}'),
    ("[⟦True⟧, ⟦FALSE⟧, ⟦None⟧]", "unquoted-value unquoted-value unquoted-value", "[true, false, null]"),
    ('{"a": ⟦Some policy"⟧\n}', "unquoted-value", '{"a": "Some policy"\n}'),
    ('["a", ⟦b"⟧]', "unquoted-value", '["a", "b"]'),
    ("[⟦.5⟧, ⟦+1⟧, ⟦-.5e3⟧]", "invalid-number invalid-number invalid-number", "[0.5, 1, -0.5e3]"),
    ('{"a": ⟦1.⟧}', "invalid-number", '{"a": 1}'),
    ('{"a": "say ⟦"⟧hi⟦"⟧ now", "b": 1}', "unexpected unexpected", '{"a": "say \\"hi\\" now", "b": 1}'),
    ('{"a": ⟦"⟧"b", "c": ""}', "unexpected", '{"a": "b", "c": ""}'),
    ('{"a": "b"⟦"⟧, "c": ""}', "unexpected", '{"a": "b", "c": ""}'),
]

UNSURE: list[tuple[str, str, object]] = [  # with its kinds, none of which has a replacement, and the value
    ('{"a"⟦⟧, "b": 1}', "missing-colon", {"a": None, "b": 1}),
    ('{"a"⟦⟧\n"b": 1}', "missing-colon", {"a": None, "b": 1}),
    ('{"an entity"⟦⟧}', "missing-colon", {"an entity": None}),
    ('{"a":⟦⟧, "b": 1}', "unexpected", {"a": None, "b": 1}),
    ("[1, ⟦...⟧]", "ellipsis", [1]),
    ("[1⟦...⟧]", "ellipsis", [1]),
    ("[1, ⟦…⟧, 2]", "ellipsis", [1, 2]),
    ("[⟦...⟧ 1, 2]", "ellipsis", [1, 2]),
    ("[1, ⟦..⟧]", "ellipsis", [1]),
    ('{"a": 1, ⟦...⟧}', "ellipsis", {"a": 1}),
    ('{"a": 1\n ⟦...⟧\n "b": 2}', "ellipsis", {"a": 1, "b": 2}),
    ('{"a": 1,\n ⟦<... more of it ...>⟧\n "b": 2}', "ellipsis", {"a": 1, "b": 2}),
    ("{⟦... others ...⟧}", "ellipsis", {}),
    ('{"a": ⟦...⟧, "b": [⟦...⟧], "c": {⟦...⟧}}', "ellipsis ellipsis ellipsis", {"a": None, "b": [], "c": {}}),
    ("⟦...⟧{}", "ellipsis", {}),
    ("{}\n⟦...⟧", "ellipsis", {}),
    ('["a⟦\\_⟧b⟦\\u⟧12"]', "invalid-escape invalid-escape", ["a\\_b\\u12"]),
    ('{"a": ⟦String⟧, "b": ⟦graph.user⟧}', "unquoted-value unquoted-value", {"a": "String", "b": "graph.user"}),
    ('{"a": ⟦2021-01-01⟧, "b": ⟦00:10⟧}', "unquoted-value unquoted-value", {"a": "2021-01-01", "b": "00:10"}),
    ("[⟦{place holder}⟧, ⟦<place holder>⟧]", "unquoted-value unquoted-value", ["{place holder}", "<place holder>"]),
    ("[⟦{id}/b⟧, ⟦[what it holds]⟧]", "unquoted-value unquoted-value", ["{id}/b", "[what it holds]"]),
    ('{"a": ⟦Business Address⟧\n}', "unquoted-value", {"a": "Business Address"}),
    ('{"a": ⟦https://b/c(d, e)⟧ }', "unquoted-value", {"a": "https://b/c(d, e)"}),
    ("⟦{Raw bytes of the file}⟧", "unquoted-value", "{Raw bytes of the file}"),
    ("⟦[Zip file of the app]⟧", "unquoted-value", "[Zip file of the app]"),
    ("⟦String⟧", "unquoted-value", "String"),
    ('{"a": ⟦007⟧}', "invalid-number", {"a": 7}),
    ('{"a": ⟦-Infinity⟧}', "invalid-number", {"a": float("-inf")}),
    ('{"a": {"b": [1, 2⟦⟧\n', "unclosed", {"a": {"b": [1, 2]}}),
    ('{"a": [1, {"b": 2}⟦⟧}', "unclosed", {"a": [1, {"b": 2}]}),
    ('{"a": [{"b": 1⟦⟧], "c": 2}', "unclosed", {"a": [{"b": 1}], "c": 2}),
    ('{"a": [1⟦}⟧, "b": 2}', "unexpected", {"a": [1], "b": 2}),
    ('{"a": 1⟦]⟧', "unexpected", {"a": 1}),
    ('{"a": {"b": 1}⟦}⟧, "c": 2}', "unexpected", {"a": {"b": 1}, "c": 2}),
    ('{"a": ⟦⟧"b": 1}, "c": 2}', "unexpected", {"a": {"b": 1}, "c": 2}),
    ('{"a": [1, 2⟦⟧, "b": 3}', "unclosed", {"a": [1, 2], "b": 3}),
    ('{"a": ⟦⟧{"b": 1}, {"b": 2}], "c": 3}', "unexpected", {"a": [{"b": 1}, {"b": 2}], "c": 3}),
    ('[{"a": 1⟦⟧, {"a": 2}]', "unclosed", [{"a": 1}, {"a": 2}]),
    ('{"a": 1⟦]⟧, "b": 2}', "unexpected", {"a": 1, "b": 2}),
    ('{"a": ⟦"b⟧\n}', "unterminated-string", {"a": "b"}),
    ('{"a": ⟦"b⟧,\n "": 1}', "unterminated-string", {"a": "b", "": 1}),
    ('{"a": ⟦"b⟧,\n "c": "d"}', "unterminated-string", {"a": "b", "c": "d"}),
    ('{"a": ⟦"b⟧, "c": 1}', "unterminated-string", {"a": "b", "c": 1}),
    ('{"a": ⟦"b⟧}', "unterminated-string", {"a": "b"}),
    ('{⟦"a⟧: 1, "b": 2}', "unterminated-string", {"a": 1, "b": 2}),
    ('{⟦"a⟧: 1,\n "b": 2}', "unterminated-string", {"a": 1, "b": 2}),
    ('[⟦"a⟧, "b"]', "unterminated-string", ["a", "b"]),
    ('{"a": 1}\n\n⟦### Response\n{}⟧\n', "text-after-end", {"a": 1}),
    ('{"a": 1}\n⟦}⟧ ', "text-after-end", {"a": 1}),
    ('  ⟦⟧"a": 1, "b": 2\n', "unexpected", {"a": 1, "b": 2}),
    ('[{"a": 1}, ⟦⟧"b": 2}]', "unexpected", [{"a": 1}, {"b": 2}]),
    ('{⟦{⟧"a": 1}', "unexpected", {"a": 1}),
    ('{⟦{⟧"a": 1}, "b": 2}', "unexpected", {"a": 1, "b": 2}),
    ('{"a": 1, ⟦[⟧2], "b": 3}', "unexpected", {"a": 1, "b": 3}),
    ('{"a": 1,\n⟦<<<<<<< HEAD⟧\n"b": 2\n⟦>>>>>>> main⟧\n}', "unexpected unexpected", {"a": 1, "b": 2}),
    ('{"a": 1, ⟦- what, is this⟧\n "b": 2}', "unexpected", {"a": 1, "b": 2}),
    ('{⟦\\"⟧a\\": 1}', "unexpected", {}),
    ("⟦HTTP/1.1 200 OK⟧\nContent-type: application/json\n\n{}", "unexpected", None),
    ("⟦The user, as JSON.⟧ ", "unexpected", None),
    ("⟦⟧", "empty", None),
    ("⟦ \n⟧", "empty", None),
]


@pytest.mark.parametrize(("marked", "kinds", "strict"), MENDED)
def test_a_slip_beyond_doubt_has_a_replacement(marked: str, kinds: str, strict: str) -> None:
    text = re.sub("[⟦⟧]", "", marked)
    document = read(text)
    assert " ".join(slip.kind for slip in document.slips) == kinds
    assert with_marks(text, document.slips) == marked
    assert mended(text, document.slips) == strict
    assert document.root is not None
    assert same(document.root.value, json.loads(strict))


@pytest.mark.parametrize(("marked", "kinds", "value"), UNSURE)
def test_a_slip_in_doubt_has_no_replacement_and_hides_nothing_else(marked: str, kinds: str, value: object) -> None:
    text = re.sub("[⟦⟧]", "", marked)
    document = read(text)
    assert " ".join(slip.kind for slip in document.slips) == kinds
    assert with_marks(text, document.slips) == marked
    assert mended(text, document.slips) == text
    assert (document.root and document.root.value) == value


def with_marks(text: str, slips: tuple[Slip, ...]) -> str:
    for slip in reversed(slips):
        start, end = slip.span.start - OFFSET, slip.span.end - OFFSET
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[1,]", 'Trailing comma before "]"'),
        ('{"a": 1 "b": 2}', "Missing comma between two members"),
        ("[1 2]", "Missing comma between two items"),
        ('{"a" 1}', 'Missing colon after "a"'),
        ('{"a"}', '"a" has no value'),
        ("{a: 1}", "Key a without quotation marks"),
        ('{a": 1}', "No quotation mark before a"),
        ("[Int32]", "Int32 without quotation marks"),
        ("[1, 2", 'Missing "]" at the end'),
        ('{"a": [1}', 'Missing "]" before "}"'),
        ("[\xa01]", "No-break space (U+00A0) where JSON allows plain spaces only"),
        ("['a']", "Single quotation marks around a string"),
        ('["\n"]', "Line break inside a string"),
        ('["\\d"]', '"\\d" is no escape sequence of JSON'),
        ("HTTP/1.1 200 OK", "Not JSON: HTTP/1.1 200 OK"),
        (f"[{'Very' * 20}]", f"{'Very' * 10}"[:39] + "… without quotation marks"),
    ],
)
def test_messages_say_what_is_wrong(text: str, message: str) -> None:
    assert [slip.message for slip in read(text).slips] == [message]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('["ab"]', "ab"),
        ("['ab']", "ab"),
        ("[“ab”]", "ab"),
        ("[ab]", "ab"),
        ('["ab\n]', "ab"),
        ('[ab"]', "ab"),
        ("[12]", "12"),
    ],
)
def test_the_inner_span_leaves_out_the_quotation_marks_there_are(text: str, inner: str) -> None:
    root = read(text).root
    assert root is not None
    assert text[root.items[0].inner.start - OFFSET : root.items[0].inner.end - OFFSET] == inner


# Corrupted JSON


class Token(NamedTuple):
    """A piece of rendered JSON: brackets, ``comma``, ``colon``, ``string`` (keys too) or ``other``."""

    kind: str
    text: str


def tokens(value: object) -> Iterator[Token]:
    if isinstance(value, dict):
        yield Token("open", "{")
        for index, (key, member) in enumerate(value.items()):
            yield from [Token("comma", ",")] if index else []
            yield Token("string", json.dumps(key))
            yield Token("colon", ":")
            yield from tokens(member)
        yield Token("close", "}")
    elif isinstance(value, list):
        yield Token("open", "[")
        for index, item in enumerate(value):
            yield from [Token("comma", ",")] if index else []
            yield from tokens(item)
        yield Token("close", "]")
    else:
        yield Token("string" if isinstance(value, str) else "other", json.dumps(value))


class Corruption(NamedTuple):
    """What is done to one token of a text: which tokens it fits, and what then stands there.

    ``slip`` gives the slip's start and end in the new text, both counted from the token's start.
    """

    kind: str
    fits: Callable[[list[Token], int], bool]
    text: Callable[[str], str]
    slip: Callable[[str], tuple[int, int]]


def ends_something(pieces: list[Token], at: int) -> bool:
    return pieces[at].kind == "close" and pieces[at - 1].kind != "open"


def is_plain_string(pieces: list[Token], at: int) -> bool:
    return pieces[at].kind == "string" and not re.search(r"""\\|['"`´‘’‚‛“”„‟″＂]""", json.loads(pieces[at].text))


def anywhere(pieces: list[Token], at: int) -> bool:
    return bool(pieces[at])


CORRUPTIONS = [
    Corruption("trailing-comma", ends_something, lambda text: "," + text, lambda _: (0, 1)),
    Corruption("missing-comma", lambda pieces, at: pieces[at].kind == "comma", lambda _: "", lambda _: (0, 0)),
    Corruption("extra-comma", lambda pieces, at: pieces[at].kind == "comma", lambda _: ",,", lambda _: (1, 2)),
    Corruption("missing-colon", lambda pieces, at: pieces[at].kind == "colon", lambda _: "=", lambda _: (0, 1)),
    Corruption("single-quotes", is_plain_string, lambda text: f"'{text[1:-1]}'", lambda text: (0, len(text))),
    Corruption("smart-quotes", is_plain_string, lambda text: f"“{text[1:-1]}”", lambda text: (0, len(text))),
    Corruption("comment", anywhere, lambda text: f"/* [,] */{text}", lambda _: (0, 9)),
    Corruption("comment", anywhere, lambda text: f"// '\"{{:\n{text}", lambda _: (0, 7)),
    Corruption("blank", anywhere, lambda text: f"\u202f\u200b{text}", lambda _: (0, 2)),
]
containers = st.lists(values, min_size=1, max_size=4) | st.dictionaries(st.text(max_size=5), values, min_size=1)


@settings(max_examples=300)
@given(containers, st.sampled_from(CORRUPTIONS), st.sampled_from([" ", "\n", " \r\n\t"]), st.data())
def test_one_corruption_is_one_slip(value: Any, corruption: Corruption, blank: str, data: st.DataObject) -> None:
    pieces = list(tokens(value))
    places = [at for at in range(1, len(pieces)) if corruption.fits(pieces, at)]
    assume(places)
    at = data.draw(st.sampled_from(places))
    texts = [token.text for token in pieces]
    place = OFFSET + sum(len(text) + len(blank) for text in texts[:at])
    if corruption.kind == "missing-comma":  # right after the value, where the comma should be
        place -= len(blank)
    start, end = corruption.slip(texts[at])
    texts[at] = corruption.text(texts[at])
    text = blank.join(texts)
    document = read(text)
    assert [(slip.kind, slip.span) for slip in document.slips] == [(corruption.kind, Span(place + start, place + end))]
    assert document.root is not None
    assert same(document.root.value, value)
    assert same(json.loads(mended(text, document.slips)), value)


@given(containers, st.data())
def test_many_corruptions_are_all_mended(value: Any, data: st.DataObject) -> None:
    pieces = list(tokens(value))
    texts = [token.text for token in pieces]
    for at in range(1, len(pieces)):
        fitting = [corruption for corruption in CORRUPTIONS if corruption.fits(pieces, at)]
        corruption = data.draw(st.none() | st.sampled_from(fitting)) if len(pieces) < 50 else None
        texts[at] = corruption.text(texts[at]) if corruption else texts[at]
    text = " ".join(texts)
    document = read(text)
    assert document.root is not None
    assert same(document.root.value, value)
    assert same(json.loads(mended(text, document.slips)), value)


# Hostile text

DEEP = 10_000
LONG = 50_000


@pytest.mark.parametrize("brackets", ["[", '{"a":', '[{"a":', "[ "])
def test_nesting_too_deep_is_one_slip(brackets: str) -> None:
    document = read(brackets * DEEP)
    assert document.root is not None
    assert document.slips[-1].kind == "too-deep"
    assert len(list(document.root.walk())) <= 201


def test_nesting_is_read_to_two_hundred_levels() -> None:
    assert read("[" * 200 + "]" * 200).slips == ()
    (slip,) = read("[" * 201 + "]" * 201).slips
    assert (slip.kind, slip.span) == ("too-deep", Span(OFFSET + 200, OFFSET + 201))


HOSTILE_WORDS = r"""
" "" ' x'x “ \ \" , : ] } a a: - /* // ... … < ( {a} [a "a" "a: "a," "a": "\x" = {] [} “a" "a” 01 true `a 'a\'
"""
HOSTILE = [
    "\n",
    '"\n',
    '"\n\\"',
    "a ",
    "1 ",
    "\xa0",
    "\xa0\n",
    "\0",
    '"a" ',
    "[a b]",
    '"a"\n',
    '"\t',
    "b: c ",
    '"a": b" ',
]


@pytest.mark.parametrize("piece", HOSTILE_WORDS.split() + HOSTILE)
@pytest.mark.parametrize("opening", ["", "[", '{"a":', "{"])
def test_text_that_is_no_json_gives_a_bounded_number_of_slips(opening: str, piece: str) -> None:
    text = opening + piece * (LONG // len(piece))
    assert 1 <= len(read(text).slips) <= 50


def test_a_long_strict_text_is_read() -> None:
    value = {"value": [{"id": str(number), "text": "x" * 100} for number in range(2000)], "long": "y" * LONG}
    document = read(json.dumps(value))
    assert document.slips == ()
    assert document.root is not None
    assert document.root.value == value
