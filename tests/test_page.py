"""What the parser sees on a page, and where."""

from __future__ import annotations

import pytest

from doclint.page import Dialect, Page, PageKind, TextKind, parse_page
from doclint.parse.comments import Annotation
from doclint.text import Source, Span

PAGE = """\
---
title: "Get telescope"
doc_type: apiPageType
---

# Get **telescope**
Namespace: contoso.sky

Read it. See `a | b` and [dome](../resources/dome.md).

## HTTP request

<!-- { "blockType": "ignored" } -->
``` http
GET /telescopes/{id}
```

## Response

If successful, returns a `200 OK` response code.

## Examples

### Request
# [HTTP](#tab/http)
<!-- {
  "blockType": "request",
  "name": "get_telescope"
}-->
```http
GET https://graph.microsoft.com/beta/telescopes/1
```
---

### Response
<!-- {"blockType": "response", "@odata.type": "contoso.sky.telescope"} -->

```http
HTTP/1.1 200 OK
Content-Type: application/json

{"id": "1"}
```

<!-- {"type": "#page.annotation", "section": "documentation"} -->
"""


def page_of(text: str, path: str = "api-reference/beta/api/telescope-get.md") -> Page:
    return parse_page(Source(path, text))


def text_of(page: Page, span: Span) -> str:
    return page.text[span.start : span.end]


def test_headings_and_tabs() -> None:
    page = page_of(PAGE)
    assert [(h.level, h.text, h.slug, h.tab) for h in page.headings] == [
        (1, "Get telescope", "get-telescope", ""),
        (2, "HTTP request", "http-request", ""),
        (2, "Response", "response", ""),
        (2, "Examples", "examples", ""),
        (3, "Request", "request", ""),
        (1, "HTTP", "http", "http"),
        (3, "Response", "response-1", ""),
    ]
    assert page.h1 is not None
    assert page.h1.title.text == "Get **telescope**"
    assert text_of(page, page.h1.title.span) == "Get **telescope**"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("## Response <!-- as sent -->", "Response"),
        ("## A <!-- b --> `c` <!-- d -->", "A <!-- b --> `c`"),
        ("## <!-- nothing -->", ""),
        ("## An arrow -->", "An arrow -->"),
    ],
)
def test_a_comment_behind_a_heading_is_no_part_of_it(line: str, title: str) -> None:
    (heading,) = page_of(f"{line}\n").headings
    assert heading.title.text == title


def test_a_tab_ends_no_section() -> None:
    page = page_of(PAGE)
    examples = page.section("examples")
    assert examples is not None
    assert "HTTP/1.1 200 OK" in text_of(page, examples.content)
    assert text_of(page, examples.own).strip() == ""
    request = page.section_at(page.text.index("GET https://"))
    assert request is not None
    assert request.path == ("Get telescope", "Examples", "Request")


def test_blocks_know_their_annotation_and_section() -> None:
    page = page_of(PAGE)
    assert [(b.kind, b.language, b.section[1:]) for b in page.code_blocks] == [
        ("ignored", "http", ("HTTP request",)),
        ("request", "http", ("Examples", "Request")),
        ("response", "http", ("Examples", "Response")),
    ]
    assert page.page_annotation is not None
    assert page.page_annotation.text("section") == "documentation"
    assert [text_of(page, b.body.span) == b.body.text for b in page.code_blocks] == [True] * 3


def test_page_knows_what_it_is() -> None:
    page = page_of(PAGE)
    assert (page.kind, page.dialect) == (PageKind.API, Dialect.CLASSIC)
    assert page.namespace is not None
    assert page.namespace.text == "contoso.sky"
    assert [(s.code, s.reason) for s in page.stated_statuses] == [(200, "OK")]
    assert page_of("# Sky\n", "includes/sky.md").kind is PageKind.INCLUDE
    assert page_of("# telescopeKind enum type\n", "docs/resources/kind.md").kind is PageKind.ENUM


def test_request_and_response_belong_together() -> None:
    [exchange] = page_of(PAGE).exchanges.pairs
    assert exchange.message is not None
    assert exchange.message.method.text == "GET"
    assert [answer.code for answer in exchange.answers] == [200]


def test_prose_keeps_offsets_and_hides_code() -> None:
    page = page_of(PAGE)
    assert len(page.prose) == len(page.visible) == len(page.text)
    assert "GET" not in page.visible
    assert "a | b" in page.visible
    assert "a | b" not in page.prose
    assert page.prose.index("../resources/dome.md") == page.text.index("../resources/dome.md")
    assert [link.target.text for link in page.links if link.kind == "inline"][:1] == ["../resources/dome.md"]


def test_kinds_of_text() -> None:
    page = page_of(PAGE + "\n|A|\n|:-|\n|cell|\n")
    for text, kind in [
        ("title:", TextKind.FRONT_MATTER),
        ("blockType", TextKind.COMMENT),
        ("GET /tele", TextKind.CODE),
        ("a | b", TextKind.CODE_SPAN),
        ("HTTP request", TextKind.HEADING),
        ("cell", TextKind.TABLE),
        ("Read it", TextKind.PROSE),
    ]:
        assert page.text_kind(page.text.index(text)) is kind, text


def test_fences_in_quotations_and_lists_keep_their_places() -> None:
    page = page_of('> ```json\n> {"a": 1}\n> ```\n\n1. x\n\n   ```json\n   {"b": 2}\n   ```\n')
    quoted, listed = page.code_blocks
    for block, key in ((quoted, '"a"'), (listed, '"b"')):
        at = block.body.span.start + block.body.text.index(key)
        assert page.text[at : at + 3] == key
        assert ">" not in block.body.text
        assert len(block.body.text) == block.body.span.end - block.body.span.start


def test_crlf_pages_read_the_same() -> None:
    unix, dos = page_of(PAGE), page_of(PAGE.replace("\n", "\r\n"))
    assert [h.text for h in unix.headings] == [h.text for h in dos.headings]
    assert [b.kind for b in unix.code_blocks] == [b.kind for b in dos.code_blocks]
    assert [text_of(dos, h.title.span) for h in dos.headings] == [h.title.text for h in unix.headings]


def test_pages_whose_lines_end_in_carriage_returns_alone_read_the_same() -> None:
    unix, mac = page_of(PAGE), page_of(PAGE.replace("\n", "\r"))
    assert [h.title for h in unix.headings] == [h.title for h in mac.headings]
    assert [b.kind for b in unix.code_blocks] == [b.kind for b in mac.code_blocks]
    assert unix.namespace == mac.namespace
    assert unix.stated_statuses == mac.stated_statuses


@pytest.mark.parametrize(
    "json",
    [
        '{ "name": "open_dome", "a": [1] }',
        '{ "a": { "name": "x" }, "name" : "open_dome" }',
        '{ "name": "x", "name": "open_dome" }',
        '{ "a": "name", "name": "open_dome" }',
        '{ "name": "open_dome", }',
        '{ name: "open_dome", "a": NaN }',
    ],
)
def test_an_annotation_knows_where_a_text_stands(json: str) -> None:
    annotation = annotation_of(json)
    place = annotation.place("name")
    assert annotation.text("name") == "open_dome"
    assert place is not None
    assert f"<!-- {json} -->"[place.start : place.end] == "open_dome"
    assert place.start == len("<!-- ") + json.rindex("open_dome")


@pytest.mark.parametrize("json", ['{ "a": { "name": "x" } }', '{ "name": 1 }', '{ "name": ["x"] }', "{ }", "{ prose }"])
def test_an_annotation_knows_where_no_text_stands(json: str) -> None:
    assert annotation_of(json).place("name") is None


@pytest.mark.parametrize(
    "json",
    ['{ "a": 1 }', '{ "a": 1, }', '{ "a": NaN }', '{ "a": "\t" }', '{ "a": ' + "[" * 300 + "]" * 300 + " }", "{ a b }"],
)
def test_an_annotation_has_the_slips_of_its_json(json: str) -> None:
    annotation = annotation_of(json)
    assert annotation.slips == annotation.document.slips


def annotation_of(json: str) -> Annotation:
    return page_of(f"<!-- {json} -->").annotations[0]


def test_an_annotation_belongs_only_to_the_block_right_after_it() -> None:
    apart = '<!-- {"blockType": "request"} -->\n\nSome text.\n\n```http\nGET /a\n```\n'
    assert [block.kind for block in page_of(apart).code_blocks] == [""]
    indented = '    <!-- {"blockType": "request"} -->\n```http\nGET /a\n```\n'
    assert [(block.kind, block.indented) for block in page_of(indented).code_blocks] == [
        ("", True),
        ("", False),
    ]


def test_comments_inside_lines_are_seen() -> None:
    page = page_of("Text <!-- one --> and `<!-- code -->`.\n\n|A|B|\n|:-|:-|\n|x|y <!-- two --> |\n")
    assert [comment.content.text.strip() for comment in page.comments] == ["one", "two"]


def test_what_cannot_be_read_is_a_problem() -> None:
    def problems(text: str) -> list[tuple[str, str]]:
        page = page_of(text)
        return [(p.kind, text_of(page, p.span)) for p in page.problems]

    assert problems("```http\nGET /a\n") == [("unclosed-fence", "```http")]
    assert problems("Text.\n\n<!-- never closed\n\nMore.\n") == [("unclosed-comment", "<!--")]
    assert problems("|A|B|\n|:-|\n|x|y|\n")[0] == ("table-delimiter", "|:-|")
    assert problems("|A|\n|:-|\n|x|\n\n|y|\n") == [("row-outside-table", "|y|")]


def test_empty_page() -> None:
    page = page_of("")
    assert (page.headings, page.tables, page.links, page.problems, page.namespace) == ((), (), (), (), None)
    assert page.front_matter is None


def test_a_comment_behind_the_namespace_is_no_part_of_it() -> None:
    page = parse_page(Source("a.md", "# A\n\nNamespace: contoso.sky <!-- doclint-disable-line x -->\n"))
    assert page.namespace is not None
    assert (page.namespace.text, page.namespace.span) == ("contoso.sky", Span(16, 27))
