"""Which response answers which request."""

from __future__ import annotations

import json

from doclint.page import parse_page
from doclint.text import Source


def block(annotation: dict[str, object] | None, *lines: str, language: str = "http") -> str:
    comment = f"<!-- {json.dumps(annotation)} -->\n" if annotation is not None else ""
    return comment + "\n".join((f"```{language}", *lines, "```", "", ""))


def request(path: str, **annotation: object) -> str:
    return block({"blockType": "request", **annotation}, f"GET https://graph.microsoft.com/beta/{path}")


def response(code: int, **annotation: object) -> str:
    return block({"blockType": "response", **annotation}, f"HTTP/1.1 {code} X")


def paired(text: str) -> list[tuple[str, list[int | None]]]:
    pairs = parse_page(Source("api/page.md", text)).exchanges.pairs
    return [
        (pair.message.target.text.rpartition("/")[2] if pair.message else "", [m.code for m in pair.answers])
        for pair in pairs
    ]


def test_a_response_answers_the_request_before_it() -> None:
    text = request("one") + response(200) + request("two") + response(201) + response(202)
    assert paired(text) == [("one", [200]), ("two", [201, 202])]


def test_a_response_answers_the_requests_it_names() -> None:
    text = (
        request("one", name="a") + request("two", name="b") + response(200, name="a") + response(201, name=["a", "b"])
    )
    assert paired(text) == [("one", [200, 201]), ("two", [201])]


def test_of_two_requests_of_one_name_the_nearer_is_answered() -> None:
    text = request("one", name="a") + response(200, name="a") + request("two", name="a") + response(201, name="a")
    assert paired(text) == [("one", [200]), ("two", [201])]


def test_an_unknown_name_counts_as_none() -> None:
    assert paired(request("one", name="a") + response(200, name="b")) == [("one", [200])]
    assert paired(request("one", name=7) + response(200, name=[7, None, ""])) == [("one", [200])]


def test_a_response_before_any_request_is_unasked() -> None:
    page = parse_page(Source("api/page.md", response(200) + request("one")))
    assert [b.messages[0].code for b in page.exchanges.unasked] == [200]
    assert [len(pair.responses) for pair in page.exchanges.pairs] == [0]


def test_examples_need_no_annotation() -> None:
    bare = block(None, "GET /domes") + block(None, "HTTP/1.1 200 OK")
    assert paired("## Examples\n\n### Example 1: List\n\n" + bare) == [("domes", [200])]
    assert paired("## HTTP request\n\n" + bare) == []


def test_an_ignored_request_of_an_example_is_answered_too() -> None:
    ignored = block({"blockType": "ignored"}, "GET /domes/$count")
    text = "## Example\n\n" + request("one") + response(200) + ignored + response(404)
    assert paired(text) == [("one", [200]), ("$count", [404])]


def test_an_ignored_request_below_an_unanswered_one_is_another_form_of_it() -> None:
    other = block({"blockType": "ignored"}, "GET /me/one")
    assert paired("## Example\n\n" + request("one") + other + response(200)) == [("one", [200])]
    assert paired("## Example\n\n" + request("one") + "## Example 2\n\n" + other) == [("one", []), ("one", [])]


def test_a_response_annotated_as_an_example_counts() -> None:
    example = block({"blockType": "example"}, "HTTP/1.1 200 OK")
    assert paired("## Example\n\n" + request("one") + example) == [("one", [200])]


def test_a_fragment_without_start_line_is_no_example() -> None:
    fragments = block(None, "Prefer: respond-async") + block(None, '{ "id": "d1" }')
    assert paired("## Example\n\n" + fragments) == []


def test_an_annotated_request_counts_whatever_it_holds() -> None:
    page = parse_page(Source("api/page.md", block({"blockType": "request"}, "{}", language="json") + response(200)))
    (pair,) = page.exchanges.pairs
    assert pair.message is None
    assert [message.code for message in pair.answers] == [200]
