"""Multipart messages: their parts, and the JSON among them as bodies of examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.bodies import read_bodies
from doclint.page import parse_page
from doclint.parse.multipart import read_parts
from doclint.text import Slice, Source, Span

UPLOAD = """\
## Request body

|Property|Type|Description|
|:---|:---|:---|
|name|String|.|
|size|Int32|.|

## Example

```http
POST https://graph.microsoft.com/beta/plates
Content-Type: multipart/related; boundary="plate 7"

A preamble that is none of the parts: {"size": "0"}
--plate 7
Content-ID: <metadata>
Content-Type: application/json; charset=utf-8

{ "name": "North", "size": "4" }

--plate 7
Content-Type: image/fits

{ "size": "5" }
--plate 7
Content-Type: application/json

{ "size": "6", }
--plate 7--
{ "size": "7" }
```
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["", "   "])
def test_the_first_part_that_is_json_is_the_body(ending: str, indent: str) -> None:
    fence = UPLOAD.index("```http")
    text = UPLOAD[:fence] + "".join(f"{indent}{line}\n" for line in UPLOAD[fence:].split("\n")[:-1])
    page = parse_page(Source("api-reference/beta/api/plate-create.md", text.replace("\n", ending)))
    assert page.text.count(ending) == text.count("\n")
    first, second = read_bodies(page)
    assert (first.is_attached, second.is_attached) == (False, True)
    size = first.root and first.root.at("size")
    assert size
    assert page.text[slice(*size.span)] == '"4"'
    assert page.text[slice(*second.document.slips[0].span)] == ","


@pytest.mark.parametrize(
    ("content_type", "text", "parts"),
    [
        ("multipart/mixed; boundary=x", "--x\nContent-Type: text/html\n\n<p>\n\n--x--", [("text/html", "<p>")]),
        ("multipart/mixed; Boundary = x; charset=utf-8", "--x\n\n[1]\n--x--", [("", "[1]")]),
        ("multipart/mixed;", " --x-1 \n\n{}\n --x-1\n\nend\n", [("", "{}"), ("", "end")]),
        ("multipart/mixed; boundary=x", "--x\n{}\n--xy\n--x--\n", [("", "{}\n--xy")]),
        ("multipart/mixed; boundary=x", "--x\nContent-Type: text/plain\n--x--\n", [("text/plain", "")]),
        ("multipart/mixed; boundary=x", "--x--\n{}", []),
        ("multipart/mixed", "{}", []),
        ("multipart/mixed", "", []),
    ],
)
def test_parts(content_type: str, text: str, parts: list[tuple[str, str]]) -> None:
    read = read_parts(Slice(text, Span(0, len(text))), content_type)
    assert [(part.media_type, part.body.text) for part in read] == parts


@given(
    st.lists(st.sampled_from(["--x", "--x--", "\n", "\r\n", " ", "A: b", "Content-Type:", "application/json", "{}"]))
)
def test_parts_stand_where_they_say(pieces: list[str]) -> None:
    text = "".join(pieces)
    for part in read_parts(Slice(text, Span(0, len(text))), "multipart/mixed; boundary=x"):
        assert text[slice(*part.body.span)] == part.body.text
