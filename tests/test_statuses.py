"""Which status codes prose states, and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.parse.statuses import read_statuses
from doclint.text import Slice, Span


def stated(prose: str) -> list[tuple[int, str, str]]:
    return [(s.code, s.reason, s.text.text) for s in read_statuses(Slice(prose, Span(0, len(prose))))]


@pytest.mark.parametrize(
    ("prose", "code", "reason", "text"),
    [
        ("returns a `201 Created` response code", 201, "Created", "201 Created"),
        ("returns `204, No Content` and nothing else", 204, "No Content", "204, No Content"),
        ("returns `204 No Content response`", 204, "No Content", "204 No Content"),
        ("returns `HTTP/1.1 202 Accepted`", 202, "Accepted", "202 Accepted"),
        ("returns ` 409 Conflict error`", 409, "Conflict", "409 Conflict"),
        ("returns `200` when the dome is open", 200, "", "200"),
        ("returns a 200 OK response", 200, "OK", "200 OK"),
        ("returns 404 not found", 404, "not found", "404 not found"),
        ("with a 207 status code", 207, "", "207"),
        ("with the response code of 423.", 423, "", "423"),
        ("a `200 Success` code", 200, "Success", "200 Success"),
        (
            "`203 Non-Authoritative Information`",
            203,
            "Non-Authoritative Information",
            "203 Non-Authoritative Information",
        ),
    ],
)
def test_what_is_stated(prose: str, code: int, reason: str, text: str) -> None:
    assert stated(prose) == [(code, reason, text)]


@pytest.mark.parametrize(
    "prose",
    [
        "If successful, this method returns a telescope.",
        "returns a 200-series response code",
        "the `200-series` codes",
        "at most 100 domes, 250 telescopes or 404 mirrors",
        "a `600` or a `2001 Created`",
        "the code is `200px` wide",
        "",
    ],
)
def test_what_states_no_status(prose: str) -> None:
    assert stated(prose) == []


def test_several_statuses_keep_their_order() -> None:
    prose = "returns `200 OK`, `201 Created` if it is new, or else a `409 Conflict` error"
    assert [code for code, *_ in stated(prose)] == [200, 201, 409]


def test_places_count_from_the_page() -> None:
    (status,) = read_statuses(Slice("a `200 OK`", Span(40, 50)))
    assert status.text.span == Span(43, 49)


@given(st.text(alphabet="`204, NoContentresponse code\n-"))
def test_any_prose_can_be_read(prose: str) -> None:
    for status in read_statuses(Slice(prose, Span(0, len(prose)))):
        assert prose[status.text.span.start : status.text.span.end] == status.text.text
        assert status.text.text.startswith(str(status.code))
        assert status.text.text.endswith(status.reason or str(status.code))
