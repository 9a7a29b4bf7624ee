from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from doclint.api import Edit, Finding, Fix, Page, Preset, Related, Severity, Span, Workspace
from doclint.checking import ENGINE_RULES
from doclint.config import Config
from doclint.docs import reference
from doclint.docset import choose
from doclint.excerpt import columns
from doclint.report import Report
from doclint.reports import FORMATS, Context, write_statistics, write_statistics_json
from doclint.reports.context import About
from doclint.reports.output_schema import FINDING_SCHEMA, OUTPUT_SCHEMA
from doclint.rule import Rule
from doclint.run import Job, lint

Found = Callable[[Page], Iterator[Finding]]


def _rule(name: str, severity: Severity, found: Found) -> Rule:
    def check(page: Page, _workspace: Workspace) -> Iterator[Finding]:
        return found(page)

    return Rule(name, "sky", f"What {name} says.", severity, Preset.RECOMMENDED, (), (), (), None, check)


def _words(word: str, **more: object) -> Found:
    """Flags each occurrence of a word; ``replacement`` makes a fix."""

    def found(page: Page) -> Iterator[Finding]:
        at = page.text.find(word)
        while at >= 0:
            span = Span(at, at + len(word))
            replacement = more.get("replacement")
            fix = Fix("Use the other word", (Edit(span, str(replacement)),), safe=False) if replacement else None
            related = (Related("As the first line says", Span(0, 1)),) if more.get("related") else ()
            yield Finding(
                span, f'The word "{word}" {more.get("does", "shines")}', str(more.get("help", "")), fix, related
            )
            at = page.text.find(word, at + 1)

    return found


def _report(root: Path, pages: dict[str, str], *rules: Rule) -> Report:
    for path, text in pages.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8", newline="")
    job = Job(root, Config(), rules)
    files = job.files()
    return lint(job, files, choose(files, ()))


def _written(form: str, report: Report, **context: object) -> str:
    stream = io.StringIO()
    FORMATS[form](report, stream, Context(**context))  # type: ignore[arg-type]
    return stream.getvalue()


def _star(severity: Severity = Severity.ERROR, **more: object) -> Rule:
    return _rule("bright-star", severity, _words("star", **more))


# full


def test_full_shows_the_place_what_to_do_related_places_and_the_fix(tmp_path: Path) -> None:
    rule = _star(help="Say which", related=True, replacement="planet")
    report = _report(tmp_path, {"a.md": "# Sky\n\nA star here.\n"}, rule)
    assert (
        _written("full", report)
        == """\
error[bright-star]: The word "star" shines
 --> a.md:3:3
  |
3 | A star here.
  |   ^^^^
  = help: Say which
  = note: As the first line says
 --> a.md:1:1
  |
1 | # Sky
  | ^
  = fix (unsafe): Use the other word
    - A star here.
    + A planet here.

"""
    )


@pytest.mark.parametrize(
    "line",
    [
        "star",
        "\ta\tstar",
        "世界 star",
        "e\u0301a\u0300 star",
        "\x1b[31mstar\x1b[0m",
        "\u202estar",
        "x" * 300 + " star " + "y" * 300,
        "世" * 300 + "star" + "界" * 300,
        "star" + "y" * 300,
        "y" * 300 + "star",
    ],
)
def test_carets_stand_under_the_place_and_lines_fit_the_width(tmp_path: Path, line: str) -> None:
    report = _report(tmp_path, {"a.md": f"{line}\n"}, _star())
    lines = _written("full", report, width=60).splitlines()
    text, carets = next((a, b) for a, b in pairwise(lines) if "^" in b)
    start = columns(text[: text.index("star")])
    assert carets[start:] == "^^^^"
    assert columns(text) <= 60
    assert text.isprintable()


def test_a_place_of_many_lines_is_shortened(tmp_path: Path) -> None:
    def all_of_it(page: Page) -> Iterator[Finding]:
        yield Finding(Span(0, len(page.text)), "Everything shines")

    report = _report(tmp_path, {"a.md": "one\r\ntwo\r\n" * 50}, _rule("all-sky", Severity.INFO, all_of_it))
    assert _written("full", report).splitlines()[-3:] == ["    | ^^^", "    | … 97 more lines", ""]


def test_a_line_of_ten_million_characters_is_shown_in_part(tmp_path: Path) -> None:
    report = _report(tmp_path, {"a.md": "x" * 5_000_000 + "star" + "y" * 5_000_000}, _star())
    assert max(map(len, _written("full", report).splitlines())) <= 110


def test_a_fix_may_add_and_delete_lines(tmp_path: Path) -> None:
    def found(_page: Page) -> Iterator[Finding]:
        edits = (Edit(Span(0, 4), ""), Edit(Span(8, 8), "new\n"), Edit(Span(12, 13), "D"))
        yield Finding(Span(0, 3), "Too dark", fix=Fix("Mend", edits))

    report = _report(tmp_path, {"a.md": "aaa\nbbb\nccc\nddd\n"}, _rule("dark-sky", Severity.ERROR, found))
    diff = _written("full", report).partition("fix: Mend\n")[2]
    assert diff.split() == ["-", "aaa", "+", "new", "-", "ddd", "+", "Ddd"]


def test_an_unreadable_page_has_no_excerpt(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "gone.md")
    report = _report(tmp_path, {}, _star())
    message = "error[unreadable-file]: The file cannot be read: No such file or directory"
    assert _written("full", report) == f"{message}\n --> a.md:1:1\n\n"


def test_colour_adds_only_escape_sequences(tmp_path: Path) -> None:
    report = _report(tmp_path, {"a.md": "A star\n"}, _star(replacement="planet"))
    for form in ("full", "concise"):
        assert "\x1b[" not in _written(form, report)
        assert "\x1b[31m" in _written(form, report, color=True)


# concise


def test_concise_is_one_line_a_finding(tmp_path: Path) -> None:
    report = _report(tmp_path, {"api/a.md": "A star\n", "b.md": "\n star star\n"}, _star(Severity.WARNING))
    assert _written("concise", report, root="../docs").splitlines() == [
        '../docs/api/a.md:1:3: warning bright-star The word "star" shines',
        '../docs/b.md:2:2: warning bright-star The word "star" shines',
        '../docs/b.md:2:7: warning bright-star The word "star" shines',
    ]
    assert len(_written("concise", report, limit=2).splitlines()) == 2


def test_control_characters_cannot_break_a_line(tmp_path: Path) -> None:
    rule = _rule("odd-sky", Severity.ERROR, lambda page: iter([Finding(Span(0, 1), f"Odd: {page.text}")]))
    report = _report(tmp_path, {"a\nb.md": "x\r\n\x1b[2J\u2028\u202e"}, rule)
    lines = _written("concise", report).splitlines()
    assert lines == [r"a\nb.md:1:1: error odd-sky Odd: x\r\n\x1b[2J\u2028\u202e"]


# github


def test_github_escapes_what_would_end_a_property_or_a_message(tmp_path: Path) -> None:
    rule = _rule("odd-sky", Severity.INFO, lambda _: iter([Finding(Span(0, 1), "50%: a,b\nc", "Mend it")]))
    report = _report(tmp_path, {"a,b%.md": "x\n"}, rule)
    place = "file=a%2Cb%25.md,line=1,endLine=1,col=1,endColumn=2"
    assert _written("github", report) == f"::notice title=odd-sky,{place}::50%25: a,b%0Ac%0AMend it\n"


def test_github_gives_no_columns_for_a_range_of_lines(tmp_path: Path) -> None:
    rule = _rule("odd-sky", Severity.ERROR, lambda _: iter([Finding(Span(0, 3), "x" * 5000)]))
    report = _report(tmp_path, {"a.md": "x\ny\n"}, rule)
    head, message = _written("github", report).rstrip("\n").split("::", 2)[1:]
    assert head == "error title=odd-sky,file=a.md,line=1,endLine=2"
    assert len(message) == 4096


def test_github_annotates_the_worst_and_says_how_many_are_left(tmp_path: Path) -> None:
    rules = (_rule("a-moon", Severity.INFO, _words("moon")), _star())
    report = _report(tmp_path, {"a.md": "moon\n" * 3 + "star\n" * 12, "::b.md": "star\n"}, *rules)
    lines = _written("github", report).splitlines()
    assert [line.partition(" ")[0] for line in lines[:13]] == ["::error"] * 10 + ["::notice"] * 3
    assert len(lines[13:-1]) == 3
    assert not any(line.startswith("::") for line in lines[13:])
    assert lines[-1] == "3 more findings are not annotated: GitHub shows 10 of each severity"


def test_github_lets_no_page_speak_to_the_runner(tmp_path: Path) -> None:
    def found(_page: Page) -> Iterator[Finding]:
        yield from (Finding(Span(0, 1), "##[warning]no") for _ in range(11))

    report = _report(tmp_path, {"::b.md": "x\n"}, _rule("odd-sky", Severity.ERROR, found))
    plain = _written("github", report).splitlines()[10]
    assert plain == "./::b.md:1:1: error odd-sky # #[warning]no"


# json


@pytest.fixture
def odd_report(tmp_path: Path) -> Report:
    def crash(_page: Page) -> Iterator[Finding]:
        raise ValueError("out of stars")

    pages = {"a.md": "\ufeff# Sky\r\n\r\n世 star\u2028\r\n", "b.md": "moon"}
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere")
    rules = (_star(related=True, replacement="planet", help="Say which"), _rule("no-sky", Severity.INFO, crash))
    return _report(tmp_path, pages, *rules)


def test_json_fits_its_schema(odd_report: Report) -> None:
    Draft202012Validator.check_schema(OUTPUT_SCHEMA)
    text = _written("json", odd_report, duration_ms=12, exit_code=2, root="docs")
    document = json.loads(text)
    Draft202012Validator(OUTPUT_SCHEMA).validate(document)
    assert text.isascii()
    assert document["run"] == {
        "root": "docs", "files": 3, "cached": 0, "duration_ms": 12, "exit_code": 2, "complete": False
    }  # fmt: skip
    assert [error["path"] for error in document["errors"]] == ["a.md", "b.md"]


def test_json_places_count_lines_and_columns_from_1_and_bytes_of_the_file(odd_report: Report) -> None:
    about = {"bright-star": About(Severity.ERROR, "Stars.", "https://contoso.example/rules#bright-star")}
    document = json.loads(_written("json", odd_report, documented=about))
    finding = next(finding for finding in document["findings"] if finding["rule"] == "bright-star")
    expected = {"start": {"line": 3, "column": 3, "byte": 16}, "end": {"line": 3, "column": 7, "byte": 20}}
    assert finding["range"] == expected
    assert finding["source_line"] == "世 star\u2028"
    assert finding["fix"] == {
        "title": "Use the other word", "safe": False, "edits": [{"range": expected, "text": "planet"}]
    }  # fmt: skip
    assert finding["related"][0]["path"] == "a.md"
    assert finding["url"] == "https://contoso.example/rules#bright-star"


def test_jsonl_begins_with_a_header_and_ends_with_a_summary(odd_report: Report) -> None:
    header, *findings, summary = map(json.loads, _written("jsonl", odd_report).splitlines())
    assert header["schema_version"] == "1.0"
    assert header["type"] == "header"
    for finding in findings:
        Draft202012Validator(FINDING_SCHEMA).validate(finding)
    assert summary["type"] == "summary"
    assert summary["summary"]["error"] == len(findings) == 4


def test_fingerprints_do_not_depend_on_lines_or_messages(tmp_path: Path) -> None:
    before = _report(tmp_path, {"a.md": "# Sky\n\nstar\n\nstar\n"}, _star())
    after = _report(tmp_path, {"a.md": "# Sky\n\nNew.\n\nA star\n\nand a star\n"}, _star(does="glows"))
    assert [d.fingerprint for d in before.diagnostics] == [d.fingerprint for d in after.diagnostics]
    assert len({d.fingerprint for d in before.diagnostics}) == 2
    assert len({d.identity for d in (*before.diagnostics, *after.diagnostics)}) == 1


# statistics and reference


def test_statistics_count_by_rule_the_most_frequent_first(tmp_path: Path) -> None:
    rules = (_rule("a-moon", Severity.WARNING, _words("moon")), _star(replacement="planet"))
    report = _report(tmp_path, {"a.md": "moon star star"}, *rules)
    stream = io.StringIO()
    write_statistics(report, stream, Context())
    assert stream.getvalue() == "2  error    bright-star  2 with a fix\n1  warning  a-moon\n"
    stream = io.StringIO()
    write_statistics_json(report, stream, Context())
    counts = {row["rule"]: (row["findings"], row["fixable_unsafe"]) for row in json.loads(stream.getvalue())}
    assert counts == {"bright-star": (2, 2), "a-moon": (1, 0)}


def test_the_reference_has_an_anchor_for_each_rule() -> None:
    text = reference([_star(), _rule("a-moon", Severity.INFO, _words("moon"))])
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Rules", "## sky", "### a-moon", "### bright-star",
        "## meta", *(f"### {name}" for name in sorted(ENGINE_RULES)),
    ]  # fmt: skip
    assert "| [bright-star](#bright-star) | error | recommended |  | What bright-star says |" in text
