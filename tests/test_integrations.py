"""The files that other tools read: the action, the workflow, the problem matcher, the pre-commit hooks."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from doclint.cli import main
from doclint.rule import Severity

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS = {step.get("id", step.get("name")): step for step in ACTION["runs"]["steps"]}
MATCHERS = json.loads((ROOT / ".github/problem-matcher.json").read_text(encoding="utf-8"))["problemMatcher"]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
WORKFLOWS = [ROOT / "action.yml", *(ROOT / ".github/workflows").glob("*.yml")]

CONFIG = "select: [todo-placeholder]\nseverity: {todo-placeholder: error}\n"
EXPRESSION = re.compile(r"\$\{\{ inputs\.([\w-]+) \}\}")

needs_bash = pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="there is no bash")


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: a repository with a docs set in the folder ``docs``, of which one page has a finding."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/doclint.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "docs/a.md").write_text("# Star\n\nTODO: add text\n", encoding="utf-8")
    (tmp_path / "docs/clean.md").write_text("# Star\n", encoding="utf-8")
    return tmp_path


# The action


class Ran:
    """What the action's step ``check`` did, given its inputs."""

    def __init__(self, folder: Path, **inputs: str) -> None:
        temp = folder / "temp"
        (temp / "doclint/bin").mkdir(parents=True)
        python = temp / "doclint/bin/python"
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
        python.chmod(0o755)
        given = {name: one.get("default", "") for name, one in ACTION["inputs"].items()} | inputs
        step = STEPS["check"]
        env = {name: EXPRESSION.sub(lambda match: given[match[1]], value) for name, value in step["env"].items()}
        self.summary, self._output = folder / "summary.md", folder / "output"
        runner = {
            "RUNNER_TEMP": str(temp),
            "GITHUB_ACTIONS": "true",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self._output),
        }
        done = subprocess.run(  # noqa: S603
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],  # noqa: S607
            env={**os.environ, **env, **runner},
            capture_output=True,
            text=True,
            check=False,
        )
        self.code, self.stdout, self.stderr = done.returncode, done.stdout, done.stderr

    @property
    def outputs(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self._output.read_text(encoding="utf-8").splitlines())


@needs_bash
def test_one_run_of_the_action_annotates_sums_up_and_writes_sarif(docs: Path) -> None:
    ran = Ran(docs, paths="docs\n")
    assert ran.code == 1, ran.stderr
    assert "::error title=todo-placeholder,file=docs/a.md,line=3," in ran.stdout
    assert ran.summary.read_text(encoding="utf-8").startswith("## doclint: 1 error\n")
    (result,) = json.loads(Path(ran.outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "docs/a.md"
    assert ran.outputs["exit-code"] == "1"


@needs_bash
def test_the_action_takes_arguments_and_paths_a_line_each(docs: Path) -> None:
    (docs / "docs/b c.md").write_text("# Star\n", encoding="utf-8")
    ran = Ran(docs, paths="docs/clean.md\ndocs/b c.md", arguments="--fail-on=warning\n--statistics", summary="false")
    assert ran.code == 0, ran.stderr
    assert "2 pages checked" in ran.stderr
    assert not ran.summary.exists()


@needs_bash
@pytest.mark.parametrize("name", ["paths", "arguments", "summary"])
def test_no_input_of_the_action_is_run(name: str, docs: Path) -> None:
    texts = ("docs", "$(touch pwned)", "`touch pwned`", '"; touch pwned; "', "a[$(touch pwned)]", "*", "--config=x")
    ran = Ran(docs, **{"paths": "docs", name: "\n".join(texts)})
    assert ran.code == (1 if name == "summary" else 2), ran.stderr
    assert not (docs / "pwned").exists()
    assert ("sarif" in ran.outputs) == (name == "summary")


@needs_bash
def test_the_action_runs_no_code_of_the_pages_it_checks(docs: Path) -> None:
    for name in ("doclint", "click", "yaml"):
        (docs / f"{name}.py").write_text("open('pwned', 'w')\n", encoding="utf-8")
    ran = Ran(docs, paths="docs")
    assert ran.code == 1, ran.stderr
    assert not (docs / "pwned").exists()
    scripts = "".join(step.get("run", "") for step in ACTION["runs"]["steps"])
    assert all(" -I -m " in line for line in scripts.splitlines() if " -m " in line)


def test_no_script_of_the_action_or_a_workflow_holds_an_expression() -> None:
    for file in WORKFLOWS:
        document = yaml.safe_load(file.read_text(encoding="utf-8"))
        jobs = document["jobs"].values() if "jobs" in document else [document["runs"]]
        assert [step for job in jobs for step in job["steps"] if "${{" in step.get("run", "")] == []


def test_actions_of_others_are_pinned_to_commits() -> None:
    for file in WORKFLOWS:
        used = re.findall(r"uses: (?!\./)(.*)", file.read_text(encoding="utf-8"))
        assert [one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", one)] == []


def test_workflows_ask_for_no_more_than_they_need() -> None:
    for file in (ROOT / ".github/workflows").glob("*.yml"):
        workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {}
        assert all(job["permissions"] == {"contents": "read"} for job in workflow["jobs"].values())


# The problem matcher


def matched(line: str) -> list[dict[str, str]]:
    """What GitHub's runner makes of a line of output."""
    found = []
    for matcher in MATCHERS:
        (pattern,) = matcher["pattern"]
        match = re.match(pattern["regexp"], line)
        if match:
            groups = {key: match[number] for key, number in pattern.items() if key != "regexp"}
            found.append({"severity": matcher.get("severity", ""), **groups})
    return found


@pytest.mark.parametrize("severity", Severity)
def test_the_problem_matcher_reads_concise_output(severity: Severity, docs: Path) -> None:
    (docs / "docs/a b:1.md").write_text("# Star\n\nTODO: a: error in b: c\n", encoding="utf-8")
    options = ["--select", "todo-placeholder", "--severity", f"todo-placeholder={severity}", "-q", "--no-cache"]
    lines = CliRunner().invoke(main, ["check", "docs", *options, "--format", "concise"]).stdout.splitlines()
    assert len(lines) == 2
    for line, path in zip(lines, ("docs/a b:1.md", "docs/a.md"), strict=True):
        (found,) = matched(line)
        assert (found["file"], found["line"], found["column"]) == (path, "3", "1")
        assert found["code"] == "todo-placeholder"
        assert found["severity"] == ("notice" if severity is Severity.INFO else severity)
        assert line.endswith(f" todo-placeholder {found['message']}")


def test_the_problem_matcher_minds_nothing_else() -> None:
    summary = "2 pages checked: 1 error, 3 warnings; 1 suppressed"
    assert [found for line in (summary, "a.md:1:2: note x y", "see a.md:1") for found in matched(line)] == []


def test_every_matcher_has_an_owner_of_its_own() -> None:
    assert len({matcher["owner"] for matcher in MATCHERS}) == len(MATCHERS)


# pre-commit


def test_hooks_run_commands_that_exist(docs: Path) -> None:
    for hook in HOOKS:
        program, *words = hook["entry"].split()
        assert program == "doclint"
        assert not hook["pass_filenames"]
        assert CliRunner().invoke(main, [*words, "docs", "--no-cache"]).exit_code == 1


@pytest.mark.parametrize(
    ("path", "runs"),
    [("a.md", True), ("docs/A.MD", True), ("docs/doclint.yml", True), (".doclint.yml", True), ("a.py", False)],
)
def test_hooks_run_where_something_of_the_docs_set_changes(path: str, runs: bool) -> None:  # noqa: FBT001
    assert {bool(re.search(hook["files"], path)) for hook in HOOKS} == {runs}
