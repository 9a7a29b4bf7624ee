"""HTTP messages of code blocks: what is read, where it stands, and what is objected to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.parse.http_text import Message, read_messages
from doclint.text import Slice, Span

BEFORE = "# A page\n\n```http\n"


def read(text: str, kind: str = "", language: str = "http") -> tuple[Message, ...]:
    """The messages of a block that stands in a page, after checking that everything is where it says."""
    page = BEFORE + text
    body = Slice(text, Span(len(BEFORE), len(page)))
    messages = read_messages(body, kind, language)
    for message in messages:
        pieces = [message.start_line, message.method, message.target, message.version, message.status]
        pieces += [message.reason, message.body]
        for header in message.headers:
            pieces += [header.name, header.value]
            assert page[slice(*header.span)].startswith(header.name.text)
        for piece in pieces:
            assert page[slice(*piece.span)] == piece.text
        for problem in message.problems:
            assert problem.span.start < problem.span.end
    return messages


def kinds(message: Message) -> list[str]:
    return [problem.kind for problem in message.problems]


def test_request_with_headers_and_body() -> None:
    start = "POST https://graph.contoso.com/v1.0/tents?a=b HTTP/1.1"
    text = start + '\nContent-Type: application/json\n\n{\n  "a": 1\n}\n'
    (message,) = read(text)
    assert not message.is_response
    assert message.method.text == "POST"
    assert message.target.text == "https://graph.contoso.com/v1.0/tents?a=b"
    assert message.version.text == "HTTP/1.1"
    assert [(header.name.text, header.value.text) for header in message.headers] == [
        ("Content-Type", "application/json")
    ]
    assert message.media_type == "application/json"
    assert message.body.text == '{\n  "a": 1\n}'
    assert message.problems == ()
    assert not message.status
    assert message.status.span.start == message.start_line.span.end


def test_response() -> None:
    (message,) = read("HTTP/1.1 201 Created\r\nLocation: /tents/1\r\n\r\n\r\n{}\r\n\r\n")
    assert message.is_response
    assert (message.version.text, message.status.text, message.reason.text) == ("HTTP/1.1", "201", "Created")
    assert message.code == 201
    assert message.header("LOCATION") is message.headers[0]
    assert message.body.text == "{}"
    assert message.span == Span(message.start_line.span.start, message.body.span.end)


def test_a_reason_may_be_missing() -> None:
    (message,) = read("HTTP/1.1 204\n")
    assert (message.code, message.reason.text, message.problems) == (204, "", ())


def test_blank_blocks_hold_nothing() -> None:
    assert read("") == ()
    assert read(" \n\r\n\t") == ()


def test_a_list_of_requests() -> None:
    text = "GET /tents\nGET /camps/{id | name}/tents\n\nDELETE tents/{id}\n"
    messages = read(text, "ignored")
    assert [message.method.text + message.target.text for message in messages] == [
        "GET/tents",
        "GET/camps/{id | name}/tents",
        "DELETEtents/{id}",
    ]
    assert [message.problems for message in messages] == [(), (), ()]


def test_a_message_behind_a_body() -> None:
    text = 'PUT https://contoso.com/a\n\n{"a": [\n1]}\n\nHTTP/1.1 200 OK\n\n[]\n'
    put, ok = read(text)
    assert put.body.text == '{"a": [\n1]}'
    assert ok.code == 200
    assert ok.body.text == "[]"


@pytest.mark.parametrize(
    "text",
    [
        'POST /$batch\nContent-Type: application/json\n\n{"requests": [\n\nGET /a\n\n]}\n',
        "POST /$batch\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nGET /a HTTP/1.1\n\n--x--\n",
        "HTTP/1.1 200 OK\nContent-Type: text/plain\n\nGET /a\n",
        'POST /a\n\n{"text": "{\\"\n\n  GET /a\n',
    ],
)
def test_bodies_are_not_split(text: str) -> None:
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    "target",
    [
        "/tents?$filter=startswith(name, 'a') and size eq 3",
        "/tents?$select=id,\n    name",
        "/tents\n  ?$top=5\n  &$skip=10",
        "/tents?\n$top=5",
        '/tents/get(ids=[\n  "a"\n])',
    ],
)
def test_targets_with_blanks_and_line_endings(target: str) -> None:
    (message,) = read(f"GET {target} HTTP/1.1\nPrefer: x\n")
    assert message.target.text == target
    assert message.version.text == "HTTP/1.1"
    assert len(message.headers) == 1
    assert message.problems == ()


def test_a_target_on_the_line_below_its_method() -> None:
    (message,) = read("GET\n   /tents\nPrefer: x\n")
    assert (message.method.text, message.target.text, kinds(message)) == ("GET", "/tents", ["start-line"])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_message_behind_a_blank_line_that_is_not_empty(end: str) -> None:
    put, ok = read(end.join(["PUT /a", "", "{}", "  ", "HTTP/1.1 200 OK", "Prefer:  x \t", ""]))
    assert (put.body.text, ok.code, ok.headers[0].value.text) == ("{}", 200, "x")


def test_indented_blocks() -> None:
    (message,) = read('   GET /tents\n   Accept: */*\n\n   {\n     "a": 1\n   }\n')
    assert message.target.text == "/tents"
    assert message.headers[0].value.text == "*/*"
    assert message.body.text.startswith("{")


@pytest.mark.parametrize(
    ("line", "method", "target", "flagged"),
    [
        ("get /tents", "get", "/tents", "get"),
        ("Delete https://contoso.com/a", "Delete", "https://contoso.com/a", "Delete"),
        ("DELET /tents/1", "DELET", "/tents/1", "DELET"),
        ("DELETE/tents/1", "DELETE", "/tents/1", "DELETE/tents/1"),
        ("GET: /tents", "GET", "/tents", "GET: /tents"),
        ("POST\u202f/tents", "POST", "/tents", "POST\u202f/tents"),
        ("GET", "GET", "", "GET"),
    ],
)
def test_request_lines_that_are_not_quite(line: str, method: str, target: str, flagged: str) -> None:
    (message,) = read(f"{line}\nPrefer: x\n", "request")
    assert (message.method.text, message.target.text) == (method, target)
    (problem,) = message.problems
    assert problem.kind == "start-line"
    assert (BEFORE + line)[slice(*problem.span)] == flagged
    assert len(message.headers) == 1


@pytest.mark.parametrize(
    ("line", "version", "status", "reason"),
    [
        ("HTTP 201 Created", "HTTP", "201", "Created"),
        ("HTTP/1.1 201Created", "HTTP/1.1", "201", "Created"),
        ("HTTP code: 200 OK", "HTTP", "200", "OK"),
        ("http/1.1 200 OK", "http/1.1", "200", "OK"),
        ("HTTP/1.1\u202f202 Accepted", "HTTP/1.1", "202", "Accepted"),
        ("HTTP/1.1 OK", "HTTP/1.1", "", "OK"),
        ("HTTP/1.1", "HTTP/1.1", "", ""),
        ("201 Created", "", "201", "Created"),
        ("Status: 404 Not Found", "", "404", "Not Found"),
        ("204", "", "204", ""),
    ],
)
def test_status_lines_that_are_not_quite(line: str, version: str, status: str, reason: str) -> None:
    (message,) = read(f"{line}\nContent-Type: application/json\n\n{{}}", "response")
    assert message.is_response
    assert (message.version.text, message.status.text, message.reason.text) == (version, status, reason)
    assert kinds(message) == ["start-line"]
    assert message.problems[0].span == message.start_line.span
    assert message.media_type == "application/json"
    assert message.body.text == "{}"


def test_characters_that_look_like_a_space_are_spelt_out() -> None:
    (message,) = read("HTTP/1.1\u202f202 Accepted")
    assert "HTTP/1.1<U+202F>202 Accepted" in message.problems[0].message


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("Content-type application/json", "Content-type", "application/json"),
        ("Content type: application/json", "Content type", "application/json"),
        ("Prefer : respond-async", "Prefer", "respond-async"),
        ("Location /tents/1", "Location", "/tents/1"),
    ],
)
def test_headers_that_are_not_quite(line: str, name: str, value: str) -> None:
    (message,) = read(f"GET /tents\n{line}\nAccept: */*\n")
    assert [(header.name.text, header.value.text) for header in message.headers] == [
        (name, value),
        ("Accept", "*/*"),
    ]
    assert kinds(message) == ["header"]
    assert (BEFORE + f"GET /tents\n{line}")[slice(*message.problems[0].span)] == line


def test_a_line_that_is_no_header_at_all() -> None:
    (message,) = read("GET /tents\n### Response\n\nThe tents.\n")
    assert (message.headers, kinds(message)) == ((), ["header"])


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_blank_line_before_the_headers(newline: str) -> None:
    text = "POST /tents\n\n\nContent-type: application/json\nContent-length: 2\n\n{}\n".replace("\n", newline)
    (message,) = read(text)
    assert [header.name.text for header in message.headers] == ["Content-type", "Content-length"]
    assert message.body.text == "{}"
    assert kinds(message) == ["blank-before-headers"]
    page = BEFORE + text
    blank = message.problems[0].span
    assert page[: blank.start] + page[blank.end :] == BEFORE + text.replace(newline * 3, newline)


@pytest.mark.parametrize("before", ["HTTP/1.1 200 OK", "POST /tents\nContent-Type: application/json"])
def test_no_blank_line_before_the_body(before: str) -> None:
    (message,) = read(f'{before}\n{{ "a": 1\n}}\n')
    assert kinds(message) == ["blank-before-body"]
    assert message.problems[0].span.start == message.body.span.start
    assert message.body.text == '{ "a": 1\n}'


@pytest.mark.parametrize(
    ("text", "headers", "body"),
    [
        ('{\n  "a": 1\n}', 0, '{\n  "a": 1\n}'),
        ("Content-Type: application/json\n\n{}", 1, "{}"),
        ("Something else\n\nAltogether", 0, "Altogether"),
    ],
)
def test_fragments(text: str, headers: int, body: str) -> None:
    (message,) = read(text, "response")
    assert message.is_response
    assert not message.start_line
    assert (len(message.headers), message.body.text) == (headers, body)
    assert kinds(message) == ["no-start-line"]
    assert message.problems[0].span.start == len(BEFORE)


def test_a_url_alone_is_a_fragment_with_a_target() -> None:
    (message,) = read("https://contoso.com/tents\nPrefer: x\n")
    assert (message.method.text, message.target.text) == ("", "https://contoso.com/tents")
    assert kinds(message) == ["no-start-line"]


@pytest.mark.parametrize(
    ("text", "kind", "language", "count"),
    [
        ("GET /tents", "", "", 1),
        ("GET /tents", "request", "json", 1),
        ("GET /tents", "", "json", 0),
        ("GET /tents", "", "msgraph-interactive", 1),
        ('{"a": 1}', "response", "json", 0),
        ('{"a": 1}', "response", "", 1),
        ('{"a": 1}', "ignored", "", 0),
        ("Get the tents", "", "", 0),
    ],
)
def test_which_blocks_are_read(text: str, kind: str, language: str, count: int) -> None:
    assert len(read(text, kind, language)) == count


LINES = st.sampled_from(
    [
        "GET /a",
        "HTTP/1.1 200 OK",
        "HTTP 200",
        "a: b",
        "Prefer: x",
        "{",
        "}",
        "",
        "  ",
        "?a",
        '"',
        "\u2028",
        "x y",
        "GET",
    ]
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "request"]))
def test_any_lines_are_read_in_order(lines: list[str], newline: str, kind: str) -> None:
    messages = read(newline.join(lines), kind)
    ends = [(message.span.start, message.span.end) for message in messages]
    assert [offset for pair in ends for offset in pair] == sorted(offset for pair in ends for offset in pair)


@pytest.mark.parametrize(
    "text",
    [
        "GET /a\n" * 50_000,
        "GET /a" + " " * 1_000_000 + "b",
        "POST /a\n\n{" + '"' * 500_000,
        "POST /a\n\n{\n\nGET /a" * 20_000,
        "GET /a\n" + "a-" * 500_000,
        "\n \t" * 300_000,
        "HTTP/1.1" + " code" * 200_000,
        "GET /a?\n" + "&a\n" * 100_000,
    ],
)
def test_hostile_blocks(text: str) -> None:
    assert isinstance(read_messages(Slice(text, Span(0, len(text))), "request", "http"), tuple)
