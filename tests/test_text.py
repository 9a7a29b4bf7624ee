"""Positions hold for every kind of line ending and character."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.text import NEWLINE, Source, Span, decode

TEXTS = st.text(st.sampled_from("ab \n\r\u2028\u0085\u00e9\u20ac\U0001f52d\t"), max_size=40)


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        pytest.param("one\ntwo", "two", (2, 1, 4), id="lf"),
        pytest.param("one\r\ntwo", "two", (2, 1, 5), id="crlf"),
        pytest.param("one\rtwo", "two", (2, 1, 4), id="lone-cr"),
        pytest.param("a\u2028b two", "two", (1, 5, 6), id="line-separator-ends-no-line"),
        pytest.param("\U0001f52d two", "two", (1, 3, 5), id="astral"),
        pytest.param("é\n€ two", "two", (2, 3, 7), id="two-and-three-bytes"),
    ],
)
def test_place(text: str, place: str, expected: tuple[int, int, int]) -> None:
    source = Source("page.md", text)
    offset = text.index(place)
    assert (*source.line_column(offset), source.byte(offset)) == expected


def test_byte_order_mark_is_no_text_but_counts_as_bytes() -> None:
    source = decode("page.md", b"\xef\xbb\xbf# Title")
    assert source.text == "# Title"
    assert source.byte(2) == 5


def test_bytes_that_are_no_utf8_keep_every_place() -> None:
    raw = "é".encode() + b"\xff\xfe two \xe9 end"
    source = decode("page.md", raw)
    assert source.text == "é\ufffd\ufffd two \ufffd end"
    assert source.replaced == (1, 2, 8)
    assert raw[source.byte(source.text.index("end")) :] == b"end"


def test_utf16_is_known_by_its_byte_order_mark() -> None:
    assert decode("page.md", "# Title".encode("utf-16")).text == "# Title"


@given(TEXTS)
def test_line_and_column_lead_back_to_the_offset(text: str) -> None:
    source = Source("page.md", text)
    lines = re.split(NEWLINE, text)
    for offset in range(len(text) + 1):
        line, column = source.line_column(offset)
        assert source.line_starts[line - 1] + column - 1 == offset
        assert column <= len(lines[line - 1]) + 2
        assert source.byte(offset) == len(text[:offset].encode())


@given(TEXTS)
def test_lines_are_those_of_markdown(text: str) -> None:
    source = Source("page.md", text)
    expected = re.split(NEWLINE, text)
    assert [source.line(number + 1).text for number in range(len(expected))] == expected
    slices = list(source.line_slices(Span(0, len(text))))
    assert [line.text for line in slices] == expected[: len(slices)]
    assert all(text[line.span.start : line.span.end] == line.text for line in slices)
    assert "".join(text[s.start : s.end] for n in range(len(expected)) for s in [source.lines(n, n + 1)]) == text


@given(st.binary(max_size=60))
def test_decoding_never_fails(raw: bytes) -> None:
    source = decode("page.md", raw)
    if not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert source.byte(len(source.text)) == len(raw)
