"""Machines that share a run report together what one machine reports alone."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from doclint.cli import main
from doclint.reports import FORMATS
from doclint.reports.output_schema import OUTPUT_SCHEMA

SAMPLE = Path(__file__).parent.parent / "sample_docs"


@pytest.fixture(autouse=True)
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the sample in a folder of the current one, which is a repository; some of it is suppressed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "docs"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns(".doclint_cache"))
    with (folder / "doclint.yml").open("a", encoding="utf-8") as config:
        config.write(
            "patterns: [{name: no-dome, where: heading, regex: '[Dd]ome', message: 'Say {found} otherwise'}]\n"
        )
    page = folder / "api-reference/v1.0/api/observation-post.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n<!-- doclint-disable-file literal-type-value: it is a sample -->\n", encoding="utf-8")
    return folder


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def check(*args: str) -> Result:
    return run("check", "docs", "--no-cache", "-q", *args)


def parts(of: int, *args: str) -> list[str]:
    """The files that the parts of a run have written."""
    files = [f"part-{number}.json" for number in range(1, of + 1)]
    for number, file in enumerate(files, 1):
        assert check("--shard", f"{number}/{of}", "--report", f"json={file}", *args).exit_code in (0, 1)
    return files


def timeless(text: str) -> str:
    return re.sub(r'"duration_ms": \d+', '"duration_ms": 0', text)


def reports(name: str) -> list[str]:
    """Options that ask for a file in each format."""
    return [word for form in FORMATS for word in ("--report", f"{form}={name}.{form}")]


def require_equal_reports(*words: str) -> None:
    """That one run and merged parts have written the same files, and that the words are in each that shows all."""
    for form in FORMATS:
        alone, together = (Path(f"{name}.{form}").read_text(encoding="utf-8") for name in ("alone", "together"))
        assert timeless(together) == timeless(alone), form
        if form in ("full", "concise", "json", "jsonl", "sarif", "junit"):
            assert all(word in together for word in words), form


@pytest.mark.parametrize("of", [1, 3, 40])
def test_parts_report_together_what_one_run_does(of: int) -> None:
    alone = check("--show-suppressed", *reports("alone"))
    together = run("merge", *reversed(parts(of)), "-q", "--show-suppressed", *reports("together"))
    assert together.stdout == alone.stdout
    assert together.exit_code == alone.exit_code == 1
    require_equal_reports("literal-type-value", "no-dome", "it is a sample")


def test_the_baseline_is_that_of_the_whole(docs: Path) -> None:
    assert run("baseline", "docs", "--baseline", "known.json").exit_code == 0
    beta = docs / "api-reference/beta/api"
    (beta / "dome-get.md").rename(beta / "dome-read.md")
    (beta / "dome-post.md").unlink()
    page = docs / "api-reference/v1.0/api/observation-update.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nSee [this](gone.md).\n", encoding="utf-8")
    alone = check("--baseline", "known.json", "--show-suppressed", *reports("alone"))
    together = run("merge", *parts(4, "--baseline", "known.json"), "-q", "--show-suppressed", *reports("together"))
    assert together.exit_code == alone.exit_code == 1
    require_equal_reports("stale-baseline", "gone.md")


@pytest.mark.parametrize(
    "options",
    [
        ["--fail-on", "never"],
        ["--fail-on", "never", "--max-warnings", "3"],
        ["--fail-on", "never", "--max-warnings", "99"],
    ],
)
def test_the_exit_code_is_that_of_the_whole(options: Sequence[str]) -> None:
    warnings = [json.loads(Path(file).read_text(encoding="utf-8"))["summary"]["warning"] for file in parts(9)]
    assert max(warnings) <= 9
    together = run("merge", *(f"part-{number}.json" for number in range(1, 10)), *options)
    assert together.exit_code == check(*options).exit_code


def test_merging_sums_up_as_one_run_does() -> None:
    alone = run("check", "docs", "--no-cache")
    assert run("merge", *parts(3)).stderr == alone.stderr
    assert run("merge", *parts(3), "--statistics").stdout == check("--statistics").stdout


def test_some_pages_can_be_shared_as_all_can() -> None:
    some = ["--select", "links,payload", "docs/api-reference/v1.0"]
    alone = run("check", *some, "--no-cache", "-q", "--format", "sarif")
    for number in (1, 2):
        run("check", *some, "--no-cache", "-q", "--shard", f"{number}/2", "--report", f"json={number}.json")
    assert run("merge", "1.json", "2.json", "-q", "--format", "sarif").stdout == alone.stdout


def test_a_part_that_failed_fails_the_whole(docs: Path) -> None:
    page = docs / "api-reference/v1.0/api/telescope-get.md"
    page.write_bytes(b"\0")
    for number in (1, 2):
        shard = ["--shard", f"{number}/2", "--report", f"json={number}.json"]
        run("check", "--no-cache", "-q", "--fail-on", "never", *shard, str(page), "docs/api-reference/beta")
    together = run("merge", "1.json", "2.json", "-q", "--fail-on", "never", "--format", "concise")
    assert together.exit_code == 2
    assert "unreadable-file" in together.stdout


def test_a_part_is_json_output_like_any() -> None:
    for file in parts(2, "--baseline", "known.json") if run("baseline", "docs", "--baseline", "known.json") else ():
        document = json.loads(Path(file).read_text(encoding="utf-8"))
        Draft202012Validator(OUTPUT_SCHEMA).validate(document)
        assert len(document["shard"]["hidden"]) == document["summary"]["baselined"] + document["summary"]["suppressed"]


def _replaced(file: str, old: str, new: str) -> None:
    text = Path(file).read_text(encoding="utf-8")
    assert old in text
    Path(file).write_text(text.replace(old, new), encoding="utf-8")


def test_parts_may_be_utf_16_as_some_shells_write_them() -> None:
    alone, files = check(), parts(2)
    for file in files:
        Path(file).write_text(Path(file).read_text(encoding="utf-8"), encoding="utf-16")
    assert run("merge", *files).stdout == alone.stdout


def test_what_does_not_belong_together_is_refused(docs: Path) -> None:
    one, two = parts(2)
    Path("other.json").write_text(
        check("--shard", "2/2", "--select", "links", "--format", "json").stdout, encoding="utf-8"
    )
    Path("whole.json").write_text(check("--format", "json").stdout, encoding="utf-8")
    Path("no.json").write_text("{", encoding="utf-8")
    Path("damaged.json").write_text(Path(two).read_text(encoding="utf-8"), encoding="utf-8")
    _replaced("damaged.json", '"fingerprint"', '"fngerprint"')
    Path("newer.json").write_text(Path(two).read_text(encoding="utf-8"), encoding="utf-8")
    _replaced("newer.json", '"version": "', '"version": "9')
    for files, said in (
        ([one], "of 2 parts these are missing: 2"),
        ([one, one], "are the same part"),
        ([one, "other.json"], "part-1.json and other.json are of different runs"),
        ([one, "whole.json"], "whole.json: is not what doclint check --shard K/N --format json writes"),
        ([one, "no.json"], "no.json: is no JSON: "),
        ([one, "gone.json"], "gone.json: cannot be read: "),
        ([one, "damaged.json"], "damaged: KeyError('fingerprint')"),
        ([one, "newer.json"], "newer.json: was written by doclint 9"),
    ):
        result = run("merge", *files)
        assert result.exit_code == 2
        assert said in result.stderr
    page = docs / "api-reference/v1.0/api/observation-delete.md"
    page.write_text("New.\n" + page.read_text(encoding="utf-8"), encoding="utf-8")
    result = run("merge", one, two)
    assert (result.exit_code, result.stderr.strip()) == (
        2, "api-reference/v1.0/api/observation-delete.md: is not as it was when it was checked"
    )  # fmt: skip


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1", "a/b", "1/0", "-1/2"])
def test_a_part_that_cannot_be_is_refused(shard: str) -> None:
    result = check("--shard", shard)
    assert result.exit_code == 2
    assert f"{shard} is no part, write K/N with K from 1 to N" in result.stderr


@pytest.mark.parametrize("option", ["--fix", "--diff", "--fix-only"])
def test_parts_fix_nothing(option: str) -> None:
    assert "--shard only reports" in check("--shard", "1/2", option).stderr
