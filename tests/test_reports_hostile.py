"""Whatever a page or a path says, each format stays what it is, and says it again to whoever reads it."""

from __future__ import annotations

import io
import json
import re
import xml.etree.ElementTree as ET
from urllib.parse import unquote

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from doclint.api import Finding, Severity, Source, Span
from doclint.checking import Diagnostic
from doclint.excerpt import visible
from doclint.report import Report, locate
from doclint.reports import FORMATS, Context

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
NAMES = TEXTS.map(lambda text: f"{text.replace('/', '').replace(chr(0), '')}.md")
ODD = "a|b:c,d%0A\r\n::error::&amp;<b>[x](y)`*_~~{0}]]>\u2028\ufffe\x1b@$\\"
FORMAT_NAMES = st.sampled_from(sorted(FORMATS))


def written(form: str, path: str, message: str) -> str:
    """A report of one finding."""
    source = Source(path, "A star.\n")
    finding = Finding(Span(2, 6), message, "Say which")
    located = locate(Diagnostic("odd-sky", "sky", Severity.ERROR, path, finding), source)
    stream = io.StringIO()
    FORMATS[form](Report((located,), 1, {path: source}), stream, Context())
    return stream.getvalue()


def xml(text: str) -> str:
    """A text as XML can hold it."""
    return visible(text).replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")


def unescaped(text: str, *signs: str) -> str:
    """What GitHub's runner makes of a property or a message."""
    for sign in (*signs, "\r", "\n", "%"):
        text = text.replace(f"%{ord(sign):02X}", sign)
    return text


@given(NAMES, TEXTS)
@example("a.md", ODD)
@example(f"{ODD}.md", "x")
def test_github_reads_what_was_meant(path: str, message: str) -> None:
    text = written("github", path, message)
    match = re.fullmatch(r"::error title=odd-sky,file=([^,:\r\n]*),line=1,[^:\r\n]*::([^\r\n]*)\n", text)
    assert match
    assert unescaped(match[1], ":", ",") == path
    assert unescaped(match[2]) == f"{message}\nSay which"


@given(NAMES, TEXTS)
@example("a.md", ODD)
@example(f"{ODD}.md", "x")
def test_junit_is_well_formed(path: str, message: str) -> None:
    root = ET.fromstring(written("junit", path, message).encode())  # noqa: S314, it is our own
    (case,) = root.iter("testcase")
    assert case.get("classname") == xml(path)
    assert case[0].get("message") == xml(message)


@given(NAMES, TEXTS)
@example("a.md", ODD)
@example(f"{ODD}.md", "x")
def test_markdown_is_one_row_of_plain_text(path: str, message: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(written("markdown", path, message))
    cells = [token for token in tokens if token.type == "inline"][-4:]
    assert {child.type for cell in cells for child in cell.children or ()} <= {"text", "text_special"}
    said = ["".join(child.content for child in cell.children or ()) for cell in cells]
    assert said == ["error", f"{visible(path)}:1:3".strip(), f"{visible(message)}. Say which".strip(), "odd-sky"]


@given(NAMES, TEXTS)
@example("a.md", ODD)
@example(f"{ODD}.md", "x")
def test_json_says_the_very_text(path: str, message: str) -> None:
    (found,) = json.loads(written("json", path, message))["findings"]
    assert (found["path"], found["message"]) == (path, message)
    (issue,) = json.loads(written("gitlab", path, message))
    assert (issue["location"]["path"], issue["description"]) == (path, f"{message}. Say which")
    (diagnostic,) = json.loads(written("rdjson", path, message))["diagnostics"]
    assert (diagnostic["location"]["path"], diagnostic["message"]) == (path, f"{message}\nSay which")
    (result,) = json.loads(written("sarif", path, message))["runs"][0]["results"]
    assert unquote(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == path


@given(FORMAT_NAMES, st.text(st.characters(), max_size=10), TEXTS)
def test_no_file_name_is_too_odd_to_be_reported(form: str, path: str, message: str) -> None:
    text = written(form, path or "a", message).encode(errors="backslashreplace")
    assert text.endswith(b"\n")
