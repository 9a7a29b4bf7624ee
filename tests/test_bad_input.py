"""Whatever a file holds, doclint says something clear, in linear time, and never fails."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint import check
from doclint.cli import main
from doclint.page import parse_page
from doclint.text import decode

PAGE = Path(__file__).parent.parent.joinpath(
    "sample_docs/api-reference/beta/api"
)  # any page of the sample will do: they have every kind of block
SAMPLE = min(PAGE.glob("*.md"), default=Path(__file__)).read_bytes()
BIG = 200_000
"""Repetitions of hostile pieces: what takes more than linear time takes minutes at this size."""


def hostile() -> Iterator[tuple[str, bytes]]:
    pieces = {
        "backticks": "`",
        "brackets": "[",
        "links": "[a](",
        "images": "![a](",
        "angles": "<",
        "tags": "<a ",
        "stars": "*",
        "underscores": "_a",
        "pipes": "|",
        "table-rows": "|a|b\n",
        "quotes": ">",
        "quoted": "> > ",
        "lists": "- ",
        "numbers": "1. ",
        "comments": "<!--",
        "annotations": "<!-- {",
        "dashes": "---\n",
        "fences": "```\n",
        "tildes": "~",
        "json-arrays": "[{",
        "json-keys": '{"a":',
        "commas": ",",
        "strings": '"',
        "escapes": "\\",
        "hashes": "#",
        "headings": "# a\n",
        "same-headings": "## a\n\n",
        "colons": "a: ",
        "blanks": " ",
        "tabs": "\t",
        "crs": "\r",
        "crlfs": "\r\n",
        "nuls": "\0",
        "separators": "\u2028",
        "astral": "\U0001f52d",
        "marks": "\ufeff",
        "ampersands": "&",
        "entities": "&amp;",
        "urls": "https://a.b/",
        "words": "todo ",
        "todos": "TODO: ",
        "scopes": "A.Read.All,",
        "placeholders": "{a}",
        "slashes": "/",
        "includes": "[!INCLUDE [a](",
        "definitions": "[a]: b\n",
        "ticks-apart": "` ",
        "digits": "1",
        "dots": ".",
        "conflicts": "<<<<<<< a\n",
        "equals": "=======\n",
        "smart": "\u201c",
        "codes": "200 OK ",
    }
    for name, piece in pieces.items():
        yield f"many-{name}", (piece * (BIG // len(piece))).encode()
        yield f"fenced-{name}", b"```json\n" + (piece * (BIG // 4 // len(piece))).encode() + b"\n```\n"
    for name, piece in pieces.items():
        body = (piece * (BIG // 8 // len(piece))).encode()
        yield (
            f"http-{name}",
            b'<!-- {"blockType": "request"} -->\n```http\nPOST /a\nA: b\n\n' + body + b"\n```\n",
        )
        yield f"front-matter-{name}", b"---\ntitle: " + body + b"\n---\n# T\n"
    deep = 10_000
    yield "deep-lists", "".join("  " * level + "- a\n" for level in range(600)).encode()
    yield "deep-quotes", b"> " * deep + b"a\n"
    yield "deep-json", b"```json\n" + b'{"a":' * deep + b"1" + b"}" * deep + b"\n```\n"
    yield "deep-arrays", b"```json\n" + b"[" * deep + b"]" * deep + b"\n```\n"
    yield "deep-annotation", b"<!-- " + b'{"a":' * deep + b"1" + b"}" * deep + b" -->\n```http\nGET /a\n```\n"
    yield "deep-yaml", b"---\ntitle: " + b"[" * deep + b"]" * deep + b"\n---\n"
    yield (
        "yaml-bomb",
        b"---\na: &a [x,x]\n"
        + b"".join(b"%c: &%c [*%c,*%c]\n" % (n + 1, n + 1, n, n) for n in range(97, 121))
        + b"---\n",
    )
    yield "yaml-cycle", b"---\na: &a [*a]\n---\n"
    yield "one-long-line", b"a" * 10_000_000
    yield "long-line-in-table", b"|a|\n|:-|\n|" + b"a " * 200_000 + b"|\n"
    for name, text in (
        ("empty", ""),
        ("blank", " \n\n"),
        ("only-bom", "\ufeff"),
        ("only-dashes", "---"),
        ("only-mark", "---\n"),
        ("unclosed-front-matter", "---\ntitle: a\n# A\n"),
        ("half-table", "|a|b|\n|:-|"),
        ("half-fence", "```http"),
        ("half-comment", "<!-- {"),
        ("half-link", "[a](b"),
        ("half-string", '```json\n{"a": "\n```'),
        ("no-newline", "# A"),
        ("front-matter-list", "---\n- a\n---\n"),
        ("front-matter-null", "---\n---\n"),
        ("odd-types", "<!-- [] -->\n```http\n```\n"),
        (
            "annotation-types",
            '<!-- {"blockType": 1, "name": {}, "@odata.type": [], "isCollection": "x"} -->\n```http\nGET /a\n```\n',
        ),
        ("include-itself", "[!INCLUDE [a](page.md)]\n[a](page.md#none)"),
        ("link-out", "[a](../../../../../../x.md)"),
    ):
        yield name, text.encode()
    yield "utf-16", "# Title\n".encode("utf-16")
    yield "utf-16-without-mark", "# Title\n".encode("utf-16-le")
    yield "latin-1", "# Caf\xe9\n".encode("latin-1")
    yield "surrogates", b"\xed\xa0\x80 \xed\xb0\x80"
    yield "png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100
    for seed in range(20):
        yield f"random-bytes-{seed}", random.Random(seed).randbytes(3000)
    for cut in range(0, len(SAMPLE), 100):
        yield f"cut-at-{cut}", SAMPLE[:cut]


CASES = dict(hostile())


def test_there_are_enough_kinds() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize("name", CASES)
def test_hostile_page(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "api-reference" / "beta" / "api"
    folder.mkdir(parents=True)
    folder.joinpath("page.md").write_bytes(CASES[name])
    report = check(tmp_path, config={"extends": "all"})
    assert report.files == 1
    crashed = [d.message for d in report.diagnostics if d.rule == "rule-crash"]
    assert not crashed
    source = decode("page.md", CASES[name])
    for diagnostic in report.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(source.text)


@pytest.mark.parametrize("name", ["png", "utf-16", "utf-16-without-mark", "latin-1"])
def test_what_is_no_utf8_text_is_said(tmp_path: Path, name: str) -> None:
    tmp_path.joinpath("page.md").write_bytes(CASES[name])
    result = CliRunner().invoke(main, ["check", "--format", "concise", str(tmp_path)])
    assert result.exit_code == 1
    assert "unreadable-file" in result.stdout or "invalid-encoding" in result.stdout


def test_files_that_are_none(tmp_path: Path) -> None:
    tmp_path.joinpath("folder.md").mkdir()
    tmp_path.joinpath("gone.md").symlink_to(tmp_path / "nowhere.md")
    tmp_path.joinpath("loop").symlink_to(tmp_path, target_is_directory=True)
    tmp_path.joinpath("self.md").symlink_to(tmp_path / "self.md")
    os.mkfifo(tmp_path / "pipe.md")
    tmp_path.joinpath("page.md").write_text("# Page\n\nTODO: write it\n")
    report = check(tmp_path, config={"select": ["todo-placeholder"]})
    found = {d.path: d.rule for d in report.diagnostics}
    assert found["page.md"] == "todo-placeholder"
    assert {rule for path, rule in found.items() if path != "page.md"} <= {"unreadable-file"}
    assert "gone.md" in found


@settings(max_examples=300)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
def test_parsing_never_fails(raw: bytes) -> None:
    page = parse_page(decode("api-reference/beta/api/page.md", raw))
    parts = (page.front_matter, page.blocks, page.sections, page.comments, page.links, page.properties)
    assert len(page.prose) == len(page.text)
    assert all(isinstance(part, tuple) for part in parts[2:])
    for block in page.code_blocks:
        assert block.messages is not None
        assert block.json is None or block.json.span == block.body.span
    assert page.exchanges is not None
    assert list(page.problems) == sorted(page.problems, key=lambda problem: problem.span)
