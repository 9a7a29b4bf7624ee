"""``--set`` and the commands that show, write and describe the configuration."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from doclint.cli import main

PUBLISHED = Path(__file__).parent.parent / "schemas" / "doclint.schema.json"
CONFIG = """\
extends: other.yml
select: [text]

severity:
  todo-placeholder: warning
overrides:
  - files: ["a*.md"]
    severity: {merge-conflict-marker: off}
suppressions: {require-reason: true}
"""
OTHER = """\
extends: strict
ignore: [links]
severity: {broken-link: info, todo-placeholder: error}
"""


@pytest.fixture(autouse=True)
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    _write("a.md", "# Star\n\nTODO: add text\n")
    return tmp_path


def _write(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8")


def _run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def _shown(*args: str) -> dict[str, str]:
    """The lines of the configuration in force, with their origins."""
    result = _run("config", *args)
    assert result.exit_code == 0, result.stderr
    rows = (line.partition("  # ") for line in result.stdout.splitlines())
    return {text.strip(): origin for text, _, origin in rows}


# --set


@pytest.mark.parametrize(
    ("assignment", "code", "severity"),
    [
        ("severity.todo-placeholder=warning", 0, "warning"),
        ("severity={todo-placeholder: info}", 0, "info"),
        ("ignore=[text]", 0, None),
        ("select=[todo-placeholder]", 1, "error"),
        ("exclude=['b.md']", 1, "error"),
    ],
)
def test_a_key_is_set_for_one_run(assignment: str, code: int, severity: str | None) -> None:
    _write("doclint.yml", "overrides: [{files: ['*'], severity: {todo-placeholder: error}}]\n")
    result = _run("check", "--set", assignment)
    assert result.exit_code == code
    found = [line.split()[1] for line in result.stdout.splitlines() if "todo-placeholder" in line]
    assert found == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("assignment", "said"),
    [
        ("selct=[text]", "--set selct: unknown key selct, did you mean select?"),
        ("severity.todo-placehoder=off", "--set severity.todo-placehoder: unknown rule todo-placehoder, did you mean"),
        ("include=5", "--set include: include must be a list, not the number 5"),
        ("include", "--set: write KEY=VALUE, not include"),
        ("include=[", "--set: [ is no YAML"),
        ("extends=other.yml", "--set: extends must be one of recommended, strict, all"),
    ],
)
def test_a_wrong_assignment_is_exit_code_2(assignment: str, said: str) -> None:
    result = _run("check", "--set", assignment)
    assert result.exit_code == 2
    assert said in result.stderr


def test_mappings_are_added_to_and_lists_replaced() -> None:
    _write("doclint.yml", "versions: {v3: v3}\ninclude: ['x']\nsuppressions: {require-reason: true}\n")
    shown = _shown(
        "--set", "versions.v1.1=v1.1", "--set", "include=['**']", "--set", "suppressions.report-unused=false"
    )
    assert shown['include: ["**"]'] == "--set"
    assert shown["v3: v3"] == "doclint.yml:1"
    assert shown["v1.1: v1.1"] == "--set"
    assert shown["require-reason: true"] == "doclint.yml:3"
    assert shown["report-unused: false"] == "--set"


# config


def test_config_says_where_each_value_comes_from() -> None:
    _write("doclint.yml", CONFIG)
    _write("other.yml", OTHER)
    shown = _shown()
    assert shown["extends: strict"] == "other.yml:1"
    assert shown['select: ["text"]'] == "doclint.yml:2"
    assert shown['ignore: ["links"]'] == "other.yml:2"
    assert shown["broken-link: info"] == "other.yml:3"
    assert shown["todo-placeholder: warning"] == "doclint.yml:5"
    assert shown["require-reason: true"] == "doclint.yml:9"
    assert shown['hosts: ["graph.microsoft.com"]'] == "default"
    assert [origin for text, origin in shown.items() if text.startswith("- {")] == ["doclint.yml:7"]


def test_what_config_prints_is_the_same_configuration() -> None:
    _write("doclint.yml", CONFIG)
    _write("other.yml", OTHER)
    printed = _run("config").stdout
    again = yaml.safe_load(printed)
    assert again["severity"] == {"broken-link": "info", "todo-placeholder": "warning"}
    _write("doclint.yml", printed)
    assert [line.split("#")[0].rstrip() for line in _run("config").stdout.splitlines()] == [
        line.split("#")[0].rstrip() for line in printed.splitlines()
    ]


def test_config_lists_the_rules_of_a_page() -> None:
    _write("doclint.yml", CONFIG)
    _write("other.yml", OTHER)
    _write("b.md", "# Moon\n")
    assert _shown("--for", "a.md")["todo-placeholder: warning"] == "doclint.yml:5"
    assert "merge-conflict-marker" not in _run("config", "--for", "a.md").stdout.partition("rules:")[2]
    assert "merge-conflict-marker" in _run("config", "--for", "b.md").stdout.partition("rules:")[2]
    assert _run("config", "--for", "gone.md").exit_code == 2
    assert _run("config", "--for", "docs").exit_code == 2


def test_config_speaks_json() -> None:
    _write("doclint.yml", "severity: {todo-placeholder: off}\noverrides: [{files: ['a'], ignore: [text]}]\n")
    document = json.loads(_run("config", "--format", "json").stdout)
    assert document["severity"]["todo-placeholder"] == {"value": "off", "origin": "doclint.yml:1"}
    assert document["overrides"][0]["origin"] == "doclint.yml:2"
    assert document["extends"] == {"value": "recommended", "origin": "default"}


def test_config_without_a_file_is_all_default() -> None:
    assert set(_shown().values()) == {"default", ""}
    _write("doclint.yml", CONFIG)
    assert set(_shown("--no-config").values()) == {"default", ""}


# init


def test_init_writes_a_configuration_that_changes_nothing(docs: Path) -> None:
    before = _run("config", "--format", "json").stdout
    result = _run("init")
    assert (result.exit_code, result.stderr) == (0, "doclint.yml written\n")
    after = _run("config", "--format", "json").stdout
    assert after.replace("doclint.yml:4", "default") == before
    assert _run("init").exit_code == 2
    assert _run("init", "docs").exit_code == 0
    assert _run("init", "nowhere").exit_code == 2


def test_init_leaves_alone_what_is_configured_otherwise() -> None:
    Path("pyproject.toml").write_text('[tool.doclint]\nselect = ["text"]\n', encoding="utf-8")
    result = _run("init")
    assert (result.exit_code, result.stderr) == (2, "pyproject.toml has a configuration, nothing was written\n")
    Path("pyproject.toml").write_text('[project]\nname = "doclint"\n', encoding="utf-8")
    assert _run("init").exit_code == 0


def test_every_line_that_init_comments_out_is_right() -> None:
    _run("init")
    text = Path("doclint.yml").read_text(encoding="utf-8")
    lines = [line.removeprefix("# ") for line in text.splitlines() if ": " in line and not line.endswith(".")]
    for line in lines:
        _write("doclint.yml", f"{line}\n")
        assert _run("config").exit_code == 0, line
    assert len(lines) > 10


# schema


@pytest.mark.parametrize("name", ["config", "output"])
def test_schemas_are_printed_and_valid(name: str) -> None:
    Draft202012Validator.check_schema(json.loads(_run("schema", name).stdout))


def test_the_published_schema_is_the_real_one() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == _run("schema", "config").stdout


@pytest.mark.parametrize(
    ("args", "said"), [(["confg"], "did you mean config?"), (["x"], "known are config, output and resource")]
)
def test_an_unknown_schema_is_exit_code_2(args: Sequence[str], said: str) -> None:
    result = _run("schema", *args)
    assert result.exit_code == 2
    assert said in result.stderr
