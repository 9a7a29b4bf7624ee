"""What is known is not reported again, wherever it has moved to; what is new is, and what is no more is told."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint import DoclintError, check
from doclint.cli import main

FILE = ".doclint-baseline.json"
ONE = "# Star\n\nTODO: add text\n"


@pytest.fixture(autouse=True)
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    _write("doclint.yml", f"select: [todo-placeholder, doubled-word]\nbaseline: {FILE}\n")
    _write("a.md", ONE)
    return tmp_path


def _write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def _run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def _reported(*args: str) -> list[str]:
    """Path, line and rule of what is reported."""
    lines = _run("check", *args).stdout.splitlines()
    return [f"{line.split(': ')[0]} {line.split()[2]}" for line in lines]


def test_a_baseline_hides_what_is_known() -> None:
    result = _run("baseline")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"{FILE}: 1 finding\n")
    result = _run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no findings; 1 in the baseline" in result.stderr
    assert _run("check", "--no-baseline").exit_code == 1
    assert _run("check", "--show-suppressed").stdout.endswith(" (in the baseline)\n")
    document = json.loads(_run("check", "--format", "json").stdout)
    assert (document["summary"]["baselined"], document["summary"]["error"]) == (1, 0)


def test_the_file_says_what_is_known_by_page_and_rule_without_lines() -> None:
    _write("a.md", f"{ONE}\n{ONE}")
    _run("baseline")
    document = json.loads(Path(FILE).read_text(encoding="utf-8"))
    assert list(document) == ["findings", "version"]
    assert list(document["findings"]) == ["a.md"]
    assert list(document["findings"]["a.md"]["todo-placeholder"].values()) == [2]


def test_edits_elsewhere_on_the_page_do_no_harm_and_one_more_is_new() -> None:
    _run("baseline")
    _write("a.md", f"---\ntitle: Star\n---\n\n# Star\n\nText.\n\n{ONE.removeprefix('# Star')}")
    assert _reported() == []
    _write("a.md", f"{ONE}\nTODO: add text\n")
    assert len(_reported()) == 1
    _write("a.md", ONE.replace("add", "write"))
    assert _reported() == [f"{FILE}:3:5 stale-baseline", "a.md:3:1 todo-placeholder"]


def test_what_is_no_more_is_told_where_the_baseline_says_it() -> None:
    _run("baseline")
    _write("a.md", "# Star\n")
    result = _run("check")
    assert result.exit_code == 0
    assert result.stdout == (
        f"{FILE}:3:5: info stale-baseline 1 known findings of a.md are no more: todo-placeholder (1)\n"
    )
    _run("baseline", "--update")
    assert _run("check").stdout == ""
    assert json.loads(Path(FILE).read_text(encoding="utf-8"))["findings"] == {}


def test_a_renamed_page_is_known_by_its_findings() -> None:
    _run("baseline")
    Path("a.md").rename("b.md")
    assert _run("check").stdout == ""
    assert _run("baseline", "--check").exit_code == 0
    assert _run("baseline", "--update").exit_code == 0
    assert list(json.loads(Path(FILE).read_text(encoding="utf-8"))["findings"]) == ["b.md"]


def test_a_page_that_shares_little_with_one_that_is_gone_is_new() -> None:
    _write("a.md", f"{ONE}\n## Sky\n\nTODO: one\n\nTODO: two\n")
    _run("baseline")
    Path("a.md").unlink()
    _write("b.md", ONE)
    assert _reported() == [f"{FILE}:3:5 stale-baseline", "b.md:3:1 todo-placeholder"]


def test_what_a_run_does_not_look_at_is_not_stale() -> None:
    _write("b.md", "# Sky\n\nThe the sky.\n")
    _write("c.md", "# Moon\n")
    _run("baseline")
    Path("a.md").unlink()
    _write("b.md", "# Sky\n")
    assert "stale" not in _run("check", "--select", "todo-placeholder", "b.md").stdout
    assert "b.md are no more" in _run("check", "b.md").stdout
    assert "a.md are no more" not in _run("check", "b.md").stdout
    _run("baseline", "--update", "b.md")
    assert list(json.loads(Path(FILE).read_text(encoding="utf-8"))["findings"]) == ["a.md"]


def test_update_never_adds_and_accept_new_never_drops() -> None:
    _run("baseline")
    _write("a.md", "# Star\n\nTODO: write more\n")
    before = Path(FILE).read_text(encoding="utf-8")
    assert _run("baseline", "--check").exit_code == 1
    _run("baseline", "--accept-new")
    assert len(json.loads(Path(FILE).read_text(encoding="utf-8"))["findings"]["a.md"]["todo-placeholder"]) == 2
    Path(FILE).write_text(before, encoding="utf-8")
    _run("baseline", "--update")
    assert json.loads(Path(FILE).read_text(encoding="utf-8"))["findings"] == {}
    assert _run("baseline", "--update", "--accept-new").exit_code == 0
    assert _run("baseline", "--check").exit_code == 0


def test_a_baseline_is_not_overwritten_by_mistake() -> None:
    assert _run("baseline").exit_code == 0
    result = _run("baseline")
    assert result.exit_code == 2
    assert "exists: --update drops what is no more" in result.stderr
    assert _run("baseline", "--check", "--update").exit_code == 2


def test_a_run_that_checks_nothing_leaves_the_baseline_alone() -> None:
    _run("baseline")
    before = Path(FILE).read_bytes()
    for args in (["--include", "nowhere/**"], ["--ignore", "all"], ["nowhere"]):
        assert _run("baseline", "--update", *args).exit_code == 2
        assert _run("baseline", "--check", *args).exit_code == 2
    assert Path(FILE).read_bytes() == before


def test_a_page_that_cannot_be_read_stays_known() -> None:
    _run("baseline")
    before = Path(FILE).read_bytes()
    Path("a.md").write_bytes(b"\0")
    assert _reported() == ["a.md:1:1 unreadable-file"]
    _run("baseline", "--update")
    assert Path(FILE).read_bytes() == before


def test_the_findings_of_one_rule_are_taken_in() -> None:
    _write("a.md", f"{ONE}\nThe the sky.\n")
    assert "1 finding\n" in _run("baseline", "--select", "doubled-word").stderr
    assert _reported() == ["a.md:3:1 todo-placeholder"]
    _run("baseline", "--accept-new", "--update", "--select", "todo-placeholder")
    assert _reported() == []


def test_without_a_key_in_the_configuration_the_way_is_shown() -> None:
    _write("doclint.yml", "select: [todo-placeholder]\n")
    assert f"write baseline: {FILE} into the configuration" in _run("baseline").stderr
    assert _run("check").exit_code == 1
    assert _run("check", "--baseline", FILE).exit_code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "there is no such baseline"),
        ("{", "is no baseline"),
        ('{\n<<<<<<< HEAD\n  "version": 1', "json:2: a merge has left a conflict, take either side"),
        ("[]", "it does not say version 1"),
        ('{"version": 2, "findings": {}}', "it does not say version 1"),
        ('{"version": 1}', "findings are not listed by page, rule and fingerprint"),
        ('{"version": 1, "findings": []}', "findings are not listed by page, rule and fingerprint"),
        ('{"version": 1, "findings": {"a.md": {"x": {"y": "z"}}}}', '"z" says not how often'),
        ('{"version": 1, "findings": {"a.md": {"x": {"y": -1}}}}', "-1 says not how often"),
        ('{"version": 1, "findings": {"a.md": {"x": {"y": true}}}}', "true says not how often"),
    ],
)
def test_a_bad_baseline_is_exit_code_2(text: str | None, said: str) -> None:
    if text is not None:
        _write(FILE, text)
    result = _run("check")
    assert result.exit_code == 2
    assert said in result.stderr


def test_the_engines_own_findings_are_never_known() -> None:
    _write("a.md", f"{ONE}\n<!-- doclint-disable-file doubled-word -->\n")
    _run("baseline")
    assert _reported() == ["a.md:5:1 unused-suppression"]


def test_the_python_api_obeys_the_baseline_of_the_configuration(tmp_path: Path) -> None:
    _write("docs/b.md", ONE)
    _run("baseline")
    assert check(tmp_path).diagnostics == ()
    assert check(tmp_path / "docs").diagnostics == ()
    assert len(check(tmp_path, config={"select": ["todo-placeholder"]}).diagnostics) == 2
    Path(FILE).unlink()
    with pytest.raises(DoclintError, match="no such baseline"):
        check(tmp_path)


texts = st.lists(
    st.sampled_from(["# Star\n", "## Sky\n", "TODO: add text\n", "The the sky.\n", "\n", "TODO: x TODO: y\n"]),
    max_size=8,
).map("".join)


@settings(max_examples=25)
@given(st.dictionaries(st.sampled_from(["a.md", "b.md", "c/a.md"]), texts, min_size=1))
def test_a_baseline_made_and_then_checked_is_clean(pages: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for path, text in pages.items():
            _write(f"{folder}/{path}", text)
        file = f"{folder}/{FILE}"
        assert _run("baseline", folder, "--no-config", "--baseline", file).exit_code == 0
        assert _run("baseline", folder, "--no-config", "--baseline", file, "--check").exit_code == 0
        found = _run("check", folder, "--no-config", "--baseline", file, "--fail-on", "info").stdout
        assert not [line for line in found.splitlines() if " suppression" not in line]
