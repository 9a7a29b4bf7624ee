"""The formats that CI servers read, each held to its schema and read by a program that knows it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from junitparser import Failure, JUnitXml, Skipped
from lxml import etree  # type: ignore[import-untyped]
from markdown_it import MarkdownIt

from doclint.api import Finding, Page, Preset, Severity, Workspace
from doclint.cli import main
from doclint.config import Config
from doclint.docset import choose
from doclint.reports import FORMATS, Context
from doclint.reports.markdown import LIMIT
from doclint.rule import Rule
from doclint.run import Job, lint

SAMPLE = Path(__file__).parent.parent / "sample_docs"
SCHEMAS = Path(__file__).parent / "schemas"
CONFIG = """\
extends: recommended
select: [patterns, broken-link]
patterns:
  - name: bright-star
    where: prose
    message: '{found} shines'
    help: Say which
    severity: error
    regex: 'STAR\\S*'
    replacement: SUN
  - name: dark-moon
    where: prose
    message: '{found} is dark'
    severity: warning
    regex: 'MOON.*'
  - name: far-galaxy
    where: prose
    message: '{found} is far'
    severity: info
    regex: 'GALAXY'
"""
ODD = r"MOON | <b>*x*</b> [y](z.md) $1$ ~~n~~ &amp; \| :o: 世界 ]]>"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a repository with a docs set in the folder ``reference docs``."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "reference docs"
    folder.mkdir()
    (folder / "doclint.yml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def run(form: str, *args: str) -> Result:
    return CliRunner().invoke(main, ["check", "--no-cache", "-q", "--format", form, *args])


def log_of(*args: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(run("sarif", *args).stdout)
    return log


def results(*args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = log_of(*args)["runs"][0]["results"]
    return found


def validate(name: str, document: Any) -> None:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)


# All of them


@pytest.fixture(params=["sample", "suppressed", "odd", "clean"])
def case(request: pytest.FixtureRequest, docs: Path) -> list[str]:
    """Arguments for runs that differ in what there is to report."""
    if request.param == "sample":
        return [str(SAMPLE)]
    if request.param == "suppressed":
        return [str(SAMPLE), "--show-suppressed", "--baseline", _baseline_of_sample(docs)]
    page = f"# Sky\r\n\r\n{ODD}\r\n\ufeffSTAR\u2028\x07\r\n" if request.param == "odd" else "# Sky\n"
    (docs / "ä|b %c.md").write_bytes(page.encode())
    return ["reference docs"]


def _baseline_of_sample(docs: Path) -> str:
    file = str(docs / "known.json")
    assert CliRunner().invoke(main, ["baseline", str(SAMPLE), "--baseline", file]).exit_code == 0
    return file


def test_sarif_fits_the_schema_and_sarif_tools_read_it(case: list[str], tmp_path: Path) -> None:
    result = run("sarif", *case)
    log = json.loads(result.stdout)
    validate("sarif-2.1.0.json", log)
    assert result.stdout.isascii()
    file = tmp_path / "found.sarif"
    file.write_text(result.stdout, encoding="utf-8")
    command = [sys.executable, "-m", "sarif", "csv", str(file), "-o", str(tmp_path / "found.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    rows = list(csv.reader((tmp_path / "found.csv").open(encoding="utf-8", newline="")))
    assert len(rows) - 1 == len(log["runs"][0]["results"])


def test_gitlab_fits_the_schema_and_no_fingerprint_is_there_twice(case: list[str]) -> None:
    issues = json.loads(run("gitlab", *case).stdout)
    validate("gitlab.json", issues)
    fingerprints = [issue["fingerprint"] for issue in issues]
    assert len(set(fingerprints)) == len(fingerprints)


def test_junit_fits_the_schema_and_a_reader_counts_the_same(case: list[str]) -> None:
    text = run("junit", *case).stdout
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))
    schema.assertValid(etree.fromstring(text.encode()))
    suites = JUnitXml.fromstring(text.encode())
    cases = [one for suite in suites for one in suite]
    assert suites.tests == len(cases) > 0
    assert suites.failures == sum(isinstance(outcome, Failure) for one in cases for outcome in one.result)


def test_rdjson_fits_the_schema(case: list[str]) -> None:
    validate("rdjson.json", json.loads(run("rdjson", *case).stdout))


def test_markdown_is_a_heading_and_a_table(case: list[str]) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(run("markdown", *case).stdout)
    kinds = [token.type for token in tokens if token.level == 0 and token.nesting >= 0]
    assert kinds in (["heading_open", "paragraph_open", "table_open"], ["heading_open", "paragraph_open"])


@pytest.mark.parametrize("form", ["gitlab", "rdjson", "markdown", "github"])
def test_what_is_hidden_is_left_out(form: str, docs: Path) -> None:
    (docs / "a.md").write_text("STAR <!-- doclint-disable-line bright-star: it does -->\n", encoding="utf-8")
    assert "shines" not in run(form, "reference docs", "--show-suppressed").stdout


@pytest.mark.parametrize("form", ["sarif", "gitlab", "junit", "markdown", "github"])
def test_paths_are_those_of_the_repository_wherever_one_stands(
    form: str, docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (docs / "a.md").write_text("STAR\n", encoding="utf-8")
    at_root = run(form, "reference docs").stdout
    monkeypatch.chdir(docs)
    assert run(form).stdout == at_root
    assert "reference docs/a.md" in unquote(at_root)


def test_reviewdog_is_told_paths_of_the_folder_it_runs_in(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (docs / "a.md").write_text("STAR\n", encoding="utf-8")
    monkeypatch.chdir(docs)
    assert json.loads(run("rdjson").stdout)["diagnostics"][0]["location"]["path"] == "a.md"


# SARIF


def test_sarif_places_are_code_points_relative_to_the_source_root(docs: Path) -> None:
    (docs / "ä b.md").write_text("# Sky\n\n世界🌟 STAR\n", encoding="utf-8")
    log = log_of("reference docs")["runs"][0]
    assert log["columnKind"] == "unicodeCodePoints"
    place = log["results"][0]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "reference%20docs/%C3%A4%20b.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9},
    }
    assert log["artifacts"] == [{"location": place["artifactLocation"]}]


def test_sarif_fixes_give_the_text_that_doclint_writes(docs: Path) -> None:
    page = docs / "a.md"
    page.write_text("# Sky\n\n世 STAR STAR\n", encoding="utf-8")
    lines = page.read_text(encoding="utf-8").split("\n")
    for result in reversed(results("reference docs")):
        (change,) = result["fixes"][0]["artifactChanges"]
        assert unquote(change["artifactLocation"]["uri"]) == "reference docs/a.md"
        for replacement in reversed(change["replacements"]):
            region = replacement["deletedRegion"]
            assert region["startLine"] == region["endLine"]
            line = lines[region["startLine"] - 1]
            new = replacement["insertedContent"]["text"]
            lines[region["startLine"] - 1] = line[: region["startColumn"] - 1] + new + line[region["endColumn"] - 1 :]
    CliRunner().invoke(main, ["check", "reference docs", "--fix", "--unsafe-fixes", "--no-cache", "-q"])
    assert "\n".join(lines) == page.read_text(encoding="utf-8") == "# Sky\n\n世 SUN SUN\n"


def test_sarif_fingerprints_outlive_moved_lines(docs: Path) -> None:
    page = docs / "a.md"
    page.write_text("# Sky\n\nSTAR\n\nSTAR\n", encoding="utf-8")
    before = [result["partialFingerprints"] for result in results("reference docs")]
    page.write_text("# Sky\n\nNew.\n\nThe STAR\n\nNew.\n\nSTAR\n", encoding="utf-8")
    assert [result["partialFingerprints"] for result in results("reference docs")] == before
    assert len({json.dumps(one) for one in before}) == 2


def test_sarif_rules_explain_themselves() -> None:
    driver = log_of(str(SAMPLE))["runs"][0]["tool"]["driver"]
    rule = next(rule for rule in driver["rules"] if rule["id"] == "literal-type-value")
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert rule["properties"]["tags"] == ["payload"]
    assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])
    assert rule["fullDescription"]["text"] in rule["help"]["markdown"]
    assert len(rule["fullDescription"]["text"]) <= 1024


def test_sarif_results_name_their_rule_and_related_places() -> None:
    run_ = log_of(str(SAMPLE))["runs"][0]
    ids = [rule["id"] for rule in run_["tool"]["driver"]["rules"]]
    assert all(ids[result["ruleIndex"]] == result["ruleId"] for result in run_["results"])
    related = [place for result in run_["results"] for place in result.get("relatedLocations", ())]
    assert all(place["message"]["text"] and place["physicalLocation"]["region"] for place in related)
    assert related


def test_sarif_tells_suppressed_from_known_and_new(docs: Path) -> None:
    page = docs / "a.md"
    page.write_text("STAR\n", encoding="utf-8")
    baseline = ["--baseline", "known.json"]
    CliRunner().invoke(main, ["baseline", "reference docs", *baseline])
    page.write_text("STAR\n\nMOON\n\nGALAXY <!-- doclint-disable-line far-galaxy: it is -->\n", encoding="utf-8")
    shown = {
        result["ruleId"]: (result["baselineState"], result["suppressions"])
        for result in results("reference docs", *baseline, "--show-suppressed")
    }
    assert shown == {
        "bright-star": ("unchanged", [{"kind": "external"}]),
        "dark-moon": ("new", []),
        "far-galaxy": ("new", [{"kind": "inSource", "justification": "it is"}]),
    }
    (plain,) = results("reference docs", *baseline)
    assert plain["baselineState"] == "new"
    assert "suppressions" not in plain


def test_sarif_messages_hold_no_placeholder_and_no_link(docs: Path) -> None:
    (docs / "a.md").write_text("MOON {0} {id} [x]\n\nMOON [y](1)\n", encoding="utf-8")
    said = [result["message"]["text"] for result in results("reference docs", "--select", "dark-moon")]
    assert said == [r"MOON {{0}} {id} [x] is dark", r"MOON \[y\](1) is dark"]


def test_sarif_tells_of_rules_that_crash(tmp_path: Path) -> None:
    def crash(_page: Page, _workspace: Workspace) -> Iterator[Finding]:
        raise ValueError("out of stars")

    (tmp_path / "a.md").write_text("# Sky\n", encoding="utf-8")
    rule = Rule("no-sky", "sky", "No sky.", Severity.INFO, Preset.RECOMMENDED, (), (), (), None, crash)
    job = Job(tmp_path, Config(), (rule,))
    stream = io.StringIO()
    FORMATS["sarif"](lint(job, job.files(), choose(job.files(), ())), stream, Context(exit_code=2))
    log = json.loads(stream.getvalue())
    validate("sarif-2.1.0.json", log)
    (invocation,) = log["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert invocation["exitCode"] == 2
    (notification,) = invocation["toolExecutionNotifications"]
    assert "out of stars" in notification["message"]["text"]
    assert log["runs"][0]["results"] == []


# GitLab, JUnit, rdjson


def test_gitlab_severities_are_those_of_documentation(docs: Path) -> None:
    (docs / "a.md").write_text("STAR\n\nMOON\n\nGALAXY\n", encoding="utf-8")
    issues = json.loads(run("gitlab", "reference docs").stdout)
    assert [(issue["severity"], issue["location"]["lines"]["begin"]) for issue in issues] == [
        ("major", 1), ("minor", 3), ("info", 5)
    ]  # fmt: skip


@pytest.mark.parametrize(("fail_on", "failed"), [("error", 1), ("warning", 2), ("info", 3), ("never", 0)])
def test_junit_cases_fail_where_the_run_does(fail_on: str, failed: int, docs: Path) -> None:
    (docs / "a.md").write_text("STAR\n\nMOON\n\nGALAXY\n", encoding="utf-8")
    suites = JUnitXml.fromstring(run("junit", "reference docs", "--fail-on", fail_on).stdout.encode())
    assert (suites.tests, suites.failures) == (3, failed)


def test_junit_skips_what_is_hidden_and_says_why(docs: Path) -> None:
    (docs / "a.md").write_text("STAR <!-- doclint-disable-line bright-star: it does -->\n", encoding="utf-8")
    suites = JUnitXml.fromstring(run("junit", "reference docs", "--show-suppressed").stdout.encode())
    (skipped,) = [outcome for suite in suites for one in suite for outcome in one.result]
    assert isinstance(skipped, Skipped)
    assert skipped.message == "suppressed: it does"


def test_junit_of_a_clean_run_has_a_case_that_passed(docs: Path) -> None:
    (docs / "a.md").write_text("# Sky\n", encoding="utf-8")
    root = ET.fromstring(run("junit", "reference docs").stdout.encode())  # noqa: S314, it is our own
    assert [case.get("name") for case in root.iter("testcase")] == ["no findings"]


def test_rdjson_columns_count_bytes(docs: Path) -> None:
    (docs / "a.md").write_bytes("\ufeff# Sky\r\n\r\n世界🌟 STAR".encode())
    (found,) = json.loads(run("rdjson", "reference docs").stdout)["diagnostics"]
    assert found["location"]["range"] == {"start": {"line": 3, "column": 12}, "end": {"line": 3, "column": 16}}
    assert found["suggestions"][0]["text"] == "SUN"


def test_rdjson_suggests_all_edits_of_a_fix_as_one() -> None:
    found = json.loads(run("rdjson", str(SAMPLE)).stdout)["diagnostics"]
    assert {len(one["suggestions"]) for one in found if "suggestions" in one} == {1}


# Markdown


def test_markdown_shows_texts_as_they_are(docs: Path) -> None:
    (docs / "a|b_c_.md").write_text(f"{ODD}\n", encoding="utf-8")
    text = run("markdown", "reference docs", "--select", "dark-moon").stdout
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    cells = ["".join(t.content for t in token.children or ()) for token in tokens if token.type == "inline"]
    assert cells[-4:] == ["warning", "reference docs/a|b_c_.md:1:1", f"{ODD} is dark", "dark-moon"]
    kinds = {child.type for token in tokens if token.type == "inline" for child in token.children or ()}
    assert kinds <= {"text", "text_special"}


def test_markdown_shows_the_worst_and_stops_below_the_limit(docs: Path) -> None:
    (docs / "a.md").write_text("MOON 世界\n\n" * 15_000 + "STAR\n", encoding="utf-8")
    text = run("markdown", "reference docs").stdout
    assert LIMIT - 1000 < len(text.encode()) <= LIMIT
    head, *_, last = text.splitlines()
    assert head == "## doclint: 1 error, 15000 warnings"
    assert text.splitlines()[6].startswith("| error | reference docs/a.md\\:30001\\:1 |")
    shown = sum(line.startswith(("| error", "| warning")) for line in text.splitlines())
    assert last == f"{15_001 - shown} further findings left out, there is no room for more."


def test_markdown_of_a_clean_run_says_so(docs: Path) -> None:
    (docs / "a.md").write_text("# Sky\n", encoding="utf-8")
    assert run("markdown", "reference docs").stdout == "## doclint: no findings\n\n1 page checked.\n"


# GitHub


def test_github_levels_and_limit_hold_for_each_severity(docs: Path) -> None:
    (docs / "a.md").write_text("STAR\n\nMOON\n\nGALAXY\n\n" * 12, encoding="utf-8")
    lines = run("github", "reference docs").stdout.splitlines()
    commands = [line.split(" ")[0] for line in lines if line.startswith("::")]
    assert commands == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10
    assert lines[-1].startswith("6 more findings are not annotated")
