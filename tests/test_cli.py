from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doclint import __version__
from doclint.cli import main

RULE = ["--select", "todo-placeholder"]
CLEAN = "# Star\n\nA star shines.\n"
BAD = "# Star\n\nTODO: add text\n"
LINE = "a.md:3:1: error todo-placeholder "


@pytest.fixture(autouse=True)
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder: an empty docs set."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(path: str, text: str = BAD) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def _run(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, args, input=stdin)


def _check(*args: str, stdin: str | None = None) -> Result:
    return _run("check", *RULE, *args, stdin=stdin)


def _process(*args: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "doclint", *args]
    return subprocess.run(command, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False)  # noqa: S603


# Exit codes


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ([], 1),
        (["--fail-on", "never"], 0),
        (["--severity", "todo-placeholder=warning"], 0),
        (["--severity", "todo-placeholder=warning", "--fail-on", "warning"], 1),
        (["--severity", "todo-placeholder=info", "--fail-on", "warning"], 0),
        (["--severity", "todo-placeholder=warning", "--max-warnings", "1"], 0),
        (["--severity", "todo-placeholder=warning", "--max-warnings", "0"], 1),
        (["clean.md"], 0),
        (["a.md", "clean.md"], 1),
    ],
)
def test_the_exit_code_says_whether_anything_counts(args: Sequence[str], code: int) -> None:
    _write("a.md")
    _write("clean.md", CLEAN)
    assert _check(*args).exit_code == code


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["gone.md"], "gone.md: no such file or folder"),
        (["aa.md"], "aa.md: no such file or folder, did you mean a.md?"),
        (["--select", "todo-placehoder"], "category todo-placehoder, did you mean todo-placeholder?"),
        (["--ignore", "texts"], "--ignore: unknown rule or category texts, did you mean text?"),
        (["--extend-select", "x"], "--extend-select: unknown rule or category x"),
        (["--severity", "todo=error"], "--severity: unknown rule todo"),
        (["--severity", "todo-placeholder=fatal"], "must be one of error, warning, info, off, not fatal"),
        (["--severity", "todo-placeholder"], "not nothing"),
        (["--format", "jso"], "unknown format jso, did you mean json?"),
        (["--preset", "x"], "unknown preset x, known are recommended, strict, all"),
        (["--fail-on", "eror"], "unknown fail-on eror, did you mean error?"),
        (["--selct", "x"], "--select"),
        (["--config", "gone.yml"], "gone.yml: no such file"),
        (["--severity", "todo-placeholder=off"], "leave no rule on"),
        (["--exclude", "*.md"], "1 file: excluded by '*.md'"),
        (["--include", "api/*.md"], "1 file: not included by any pattern"),
        (["picture.png"], "1 file: no Markdown file"),
        (["empty"], "there are no Markdown files"),
        (["--exclude", "!"], "not a glob"),
        (["--select", ""], "an argument is empty, after --select"),
        (["--changed-since="], "--changed-since is empty"),
        (["a.md", ""], "an argument is empty, after a.md"),
        (["--ignore", ","], ", names nothing"),
        (["--stdin-filename", "a.md"], "--stdin-filename says what standard input is"),
        (["--statistics", "--format", "sarif"], "do not go with --format sarif"),
    ],
)
def test_what_cannot_be_done_is_exit_code_2_and_said_on_stderr(args: Sequence[str], said: str) -> None:
    _write("a.md")
    _write("picture.png")
    Path("empty").mkdir()
    result = _check(*args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_a_current_folder_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    result = _run("check")
    assert (result.exit_code, result.stderr) == (2, "the current folder is gone: No such file or directory\n")


def test_nothing_to_check_is_allowed_when_asked_for() -> None:
    result = _check("--allow-empty")
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_named_file_that_is_excluded_is_nothing_to_check() -> None:
    _write("old/a.md")
    _write("b.md", CLEAN)
    assert _check("--exclude", "old/**", "old/a.md").exit_code == 2
    assert _check("--exclude", "old/**", "old/a.md", "b.md").exit_code == 0
    assert _check("--exclude", "old/**", "--no-exclude").exit_code == 0


def test_a_wrong_configuration_is_shown_with_its_place() -> None:
    _write("a.md")
    _write("doclint.yml", "selct: [text]\n")
    result = _run("check")
    assert result.exit_code == 2
    assert result.stderr.startswith("doclint.yml:1:1: unknown key selct, did you mean select?\n")
    assert _check("--no-config").exit_code == 1


def test_an_unreadable_page_is_a_finding_and_when_named_exit_code_2() -> None:
    _write("a.md", CLEAN)
    Path("gone.md").symlink_to("nowhere.md")
    result = _check()
    assert result.exit_code == 1
    assert result.stdout.startswith("gone.md:1:1: error unreadable-file The file cannot be read: ")
    assert _check("gone.md").exit_code == 2
    Path("loop.md").symlink_to("loop.md")
    assert _check("loop.md").exit_code == 2
    assert _check("a.md").exit_code == 0


# What is reported


def test_a_path_without_a_command_means_check() -> None:
    _write("a.md")
    assert _run("a.md", *RULE).stdout == _run(*RULE, "a.md").stdout == _check("a.md").stdout
    assert _run(*RULE).exit_code == 1


def test_a_misspelt_command_is_no_path() -> None:
    result = _run("chek")
    assert result.exit_code == 2
    assert "chek, did you mean check?" in result.stderr


def test_findings_and_nothing_else_on_stdout() -> None:
    _write("a.md")
    result = _check()
    assert result.stdout.startswith(LINE)
    assert len(result.stdout.splitlines()) == 1
    assert result.stderr.startswith("1 page checked: 1 error")
    assert _check("--quiet").stderr == ""
    assert _check("--quiet").stdout == result.stdout


def test_the_docs_set_is_the_folder_of_the_configuration(monkeypatch: pytest.MonkeyPatch) -> None:
    _write("doclint.yml", "include: [api/**]\n")
    _write("api/beta/a.md")
    _write("api/b.md")
    _write("c.md")
    monkeypatch.chdir("api/beta")
    lines = _check().stdout.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["../b.md", "a.md"]
    assert [line.partition(":")[0] for line in _check(".").stdout.splitlines()] == ["a.md"]
    assert json.loads(_check("--format", "json").stdout)["findings"][0]["path"] == "api/b.md"


def test_a_given_configuration_applies_where_it_holds_the_paths_and_elsewhere() -> None:
    _write("docs/doclint.yml", "include: [api/**]\n")
    _write("docs/api/a.md")
    _write("docs/b.md")
    assert _check("--config", "docs/doclint.yml").stdout.startswith("docs/api/a.md:")
    assert len(_check("--config", "docs/doclint.yml", "docs").stdout.splitlines()) == 1
    _write("ci/doclint.yml", "severity: {todo-placeholder: info}\n")
    assert _check("--config", "ci/doclint.yml", "docs/b.md").stdout.startswith("docs/b.md:3:1: info ")


def test_options_stand_above_the_configuration() -> None:
    _write(
        "doclint.yml", "ignore: [todo-placeholder]\noverrides: [{files: ['*'], severity: {todo-placeholder: off}}]\n"
    )
    _write("a.md")
    assert _run("check", "--select", "todo-placeholder").exit_code == 1
    assert _run("check", "--select", "text").stdout == ""
    assert "todo-placeholder" in _run("check", "--extend-select", "todo-placeholder").stdout
    _write("doclint.yml", "select: [todo-placeholder]\n")
    assert _run("check", "--severity", "todo-placeholder=info").stdout.startswith("a.md:3:1: info ")
    assert _run("check", "--ignore", "text").exit_code == 2


def test_standard_input_stands_in_for_a_page() -> None:
    _write("api/a.md", CLEAN)
    result = _check("-", "--stdin-filename", "api/a.md", stdin=BAD)
    assert result.stdout.startswith("api/a.md:3:1: error")
    assert _check("-", "--stdin-filename", "api/new.md", stdin=BAD).stdout.startswith("api/new.md:3:1: error")
    assert _check("-", stdin=BAD).exit_code == 1
    assert _check("api/a.md", "-", "--stdin-filename", "api/new.md", stdin=CLEAN).exit_code == 0
    assert Path("api/a.md").read_text(encoding="utf-8") == CLEAN


def test_standard_input_for_an_excluded_page_is_nothing_to_check() -> None:
    _write("api/a.md", CLEAN)
    for name in ("api/a.md", "api/new.md"):
        result = _check("-", "--stdin-filename", name, "--exclude", "api", stdin=BAD)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "1 file: excluded by 'api'" in result.stderr


@pytest.mark.parametrize(("command", "said"), [("<&-", " is closed"), ("0>a.md", ": Bad file descriptor")])
def test_standard_input_that_cannot_be_read_is_exit_code_2(command: str, said: str) -> None:
    line = f'"{sys.executable}" -m doclint check - --stdin-filename a.md {command}'
    result = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)  # noqa: S603, S607
    assert (result.returncode, result.stderr) == (2, f"standard input{said}\n")


def test_max_findings_says_how_many_it_hid() -> None:
    _write("a.md", BAD)
    _write("b.md", BAD)
    result = _check("--max-findings", "1")
    assert len(result.stdout.splitlines()) == 1
    assert "1 not shown (--max-findings 1)" in result.stderr
    assert _check("--max-findings", "1", "--quiet").stderr == "1 not shown (--max-findings 1)\n"
    assert _check("--max-findings", "2", "--quiet").stderr == ""
    assert _check("--max-findings", "1", "--quiet", "--statistics").stderr == ""
    assert len(json.loads(_check("--max-findings", "1", "--format", "json").stdout)["findings"]) == 2


# Formats and terminals


def test_formats_are_written_to_stdout() -> None:
    _write("a.md")
    assert _check("--format", "full").stdout.startswith("error[todo-placeholder]: ")
    document = json.loads(_check("--format", "json").stdout)
    assert document["run"]["exit_code"] == document["summary"]["error"] == 1
    assert len(_check("--format", "jsonl").stdout.splitlines()) == 3
    assert _check("--format", "github").stdout.startswith("::error title=todo-placeholder,file=a.md,")


def test_statistics_count_instead() -> None:
    _write("a.md")
    assert _check("--statistics").stdout.startswith("1  error  todo-placeholder")
    assert json.loads(_check("--statistics", "--format", "json").stdout)[0]["findings"] == 1


def test_on_github_annotations_are_printed_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    _write("a.md")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    plain, annotation = _check().stdout.splitlines()
    assert plain.startswith(LINE)
    assert annotation.startswith("::error title=todo-placeholder,file=a.md,line=3,")
    assert len(_check("--format", "json").stdout.splitlines()) > 2
    assert "::error" not in _check("--format", "json").stdout


def test_colour_is_for_terminals_unless_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    _write("a.md")
    assert "\x1b[" not in _check().stdout
    assert "\x1b[" in _check("--color").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in _check().stdout
    assert "\x1b[" not in _check("--no-color").stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in _check().stdout


# Other commands


def test_rules_are_listed() -> None:
    assert any(line.startswith("todo-placeholder ") for line in _run("rules").stdout.splitlines())
    listed = {rule["name"]: rule for rule in json.loads(_run("rules", "--format", "json").stdout)}
    assert listed["todo-placeholder"]["category"] == "text"
    assert "### todo-placeholder\n" in _run("rules", "--format", "markdown").stdout


def test_a_rule_is_explained() -> None:
    text = _run("explain", "todo-placeholder").stdout
    assert text.startswith("### todo-placeholder\n\nSeverity: error")
    assert "⟦" in text
    assert "not UTF-8" in _run("explain", "invalid-encoding").stdout
    result = _run("explain", "todo-placeholders")
    assert (result.exit_code, result.stderr) == (
        2,
        "unknown rule todo-placeholders, did you mean todo-placeholder?\n",
    )
    assert "links is a category, its rules are broken-anchor, broken-include" in _run("explain", "links").stderr
    assert _run("explain", "x").stderr == "unknown rule x, doclint rules lists them\n"


def test_files_lists_what_would_be_linted_and_why_the_rest_would_not() -> None:
    _write("doclint.yml", "include: [api/**]\nexclude: ['**/old/**']\n")
    for path in ("api/a.md", "api/old/b.md", "notes.md"):
        _write(path)
    assert _run("files").stdout == "api/a.md\n"
    assert _run("files", "--why", "api").stdout == "api/a.md\napi/old/b.md: excluded by '**/old/**'\n"
    assert "notes.md: not included by any pattern\n" in _run("files", "--why").stdout
    assert _run("files", "--no-exclude").stdout == "api/a.md\napi/old/b.md\n"


def test_inspect_shows_what_the_parser_sees() -> None:
    page = """\
---
title: "Get star"
---
# Get star

## Request

<!-- {"blockType": "request", "name": "get_star"} -->
```http
GET https://graph.microsoft.com/beta/stars/1
Accept: application/json
```

| Name | Type |
|:-----|:-----|
| a    | b    |

See [more](more.md).
"""
    _write("api/beta/a.md", page)
    seen = json.loads(_run("inspect", "api/beta/a.md").stdout)
    assert (seen["path"], seen["version"], seen["kind"]) == ("api/beta/a.md", "beta", "conceptual")
    assert seen["front_matter"]["title"] == {"line": 2, "column": 1, "value": "Get star"}
    assert [heading["text"] for heading in seen["headings"]] == ["Get star", "Request"]
    (block,) = seen["code_blocks"]
    assert (block["line"], block["kind"], block["annotation"]["name"]) == (9, "request", "get_star")
    assert block["messages"][0]["headers"] == [["Accept", "application/json"]]
    assert [(table["header"], table["rows"]) for table in seen["tables"]] == [(["Name", "Type"], 1)]
    assert seen["links"][0]["target"] == "more.md"
    assert seen == json.loads(_run("inspect", "-", "--stdin-filename", "api/beta/a.md", stdin=page).stdout)
    assert _run("inspect", "api").exit_code == 2
    assert _run("inspect", "gone.md").exit_code == 2


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["doclint", "bas"], ["baseline"]),
        (["doclint", "check", "--format", "sar"], ["sarif"]),
        (["doclint", "check", "--select", "text,literal-t"], ["text,literal-type-value"]),
        (["doclint", "check", "--severity", "literal-type-value=w"], ["literal-type-value=warning"]),
        (["doclint", "explain", "literal-t"], ["literal-type-value"]),
    ],
)
def test_shells_complete_commands_options_and_rules(words: Sequence[str], completed: Sequence[str]) -> None:
    env = {"COMP_WORDS": " ".join(words), "COMP_CWORD": str(len(words) - 1), "_DOCLINT_COMPLETE": "bash_complete"}
    result = CliRunner().invoke(main, prog_name="doclint", env=env)
    assert [line.partition(",")[2] for line in result.stdout.splitlines()] == completed


# As a process


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_version_is_told_without_the_engine(option: str) -> None:
    script = (
        "import sys; from doclint.cli import main; main(sys.argv[1:], standalone_mode=False);"
        "slow = {'markdown_it', 'yaml', 'jsonschema', 'rich', 'doclint.page', 'doclint.session'};"
        "sys.exit(', '.join(slow & set(sys.modules)) or 0)"
    )
    result = subprocess.run([sys.executable, "-c", script, option], capture_output=True, text=True, check=False)  # noqa: S603
    assert result.stdout.startswith({"--version": f"doclint, version {__version__}\n", "--help": "Usage: "}[option])
    assert (result.returncode, result.stderr) == (0, "")


@pytest.fixture
def pack(docs: Path) -> dict[str, str]:
    """The environment in which a rule pack is installed whose only rule breaks, or waits for ever."""
    rule = '''\
"""A rule that goes wrong."""
import os, signal
from doclint.api import Severity, rule

@rule(severity=Severity.INFO, valid=(), invalid=())
def bad_star(page, workspace):
    if page.path == "wait.md":
        os.kill(os.getpid(), signal.SIGINT)
    raise ValueError("out of stars")
    yield
'''
    site = docs / ".site"
    for path, text in {
        "contoso_rules/__init__.py": "",
        "contoso_rules/sky/__init__.py": "",
        "contoso_rules/sky/bad_star.py": rule,
        "contoso_rules-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: contoso-rules\nVersion: 1.0\n",
        "contoso_rules-1.0.dist-info/entry_points.txt": "[doclint.rules]\ncontoso = contoso_rules\n",
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text, encoding="utf-8")
    return {"PYTHONPATH": str(site)}


def test_a_rule_that_crashes_costs_one_finding_and_exit_code_2(pack: dict[str, str]) -> None:
    _write("a.md", CLEAN)
    result = _process("--select", "bad-star,todo-placeholder", env=pack)
    assert result.stdout == "a.md:1:1: error rule-crash The rule bad-star crashed: ValueError: out of stars\n"
    assert result.returncode == 2


def test_an_interrupted_run_is_exit_code_130(pack: dict[str, str]) -> None:
    _write("wait.md", CLEAN)
    result = _process("--select", "bad-star", env=pack)
    assert (result.returncode, result.stdout, result.stderr) == (130, "", "interrupted\n")


def test_a_pack_that_cannot_be_loaded_is_named(pack: dict[str, str]) -> None:
    Path(".site/contoso_rules/sky/bad_star.py").write_text("import nothing_of_this_name\n", encoding="utf-8")
    result = _process("rules", env=pack)
    assert result.returncode == 2
    assert "the rule pack 'contoso' (contoso_rules) cannot be loaded: No module named" in result.stderr


def test_a_fault_of_doclint_itself_is_exit_code_2_too(pack: dict[str, str]) -> None:
    Path(".site/sitecustomize.py").write_text("import pathspec\ndel pathspec.lookup_pattern\n", encoding="utf-8")
    result = _process(env=pack)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.endswith("\nThis is a fault of doclint itself.\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
@pytest.mark.parametrize("args", [["check"], ["rules"], ["check", "--format", "json"]])
def test_output_that_cannot_be_written_is_exit_code_2(args: Sequence[str]) -> None:
    _write("a.md")
    command = [sys.executable, "-m", "doclint", *args]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    assert (result.returncode, result.stderr) == (2, "standard output: No space left on device\n")


@pytest.mark.parametrize("closed", [">&-", "2>&-"])
def test_streams_that_are_closed_make_no_difference_to_the_exit_code(closed: str) -> None:
    _write("a.md")
    line = f'"{sys.executable}" -m doclint check --select todo-placeholder {closed}'
    assert subprocess.run(["sh", "-c", line], capture_output=True, check=False).returncode == 1  # noqa: S603, S607


def test_a_reader_that_goes_away_is_no_error() -> None:
    for number in range(300):
        _write(f"{number}.md")
    command = [sys.executable, "-m", "doclint", *RULE, "--format", "full"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read().splitlines() == ["300 pages checked: 300 errors"]
        assert process.wait() == 1


# Suppressions


def test_what_a_page_suppresses_does_not_count_but_can_be_shown() -> None:
    _write("a.md", "# Star\n\n<!-- doclint-disable-next-line todo-placeholder: soon -->\nTODO: add text\n")
    result = _check()
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no findings; 1 suppressed" in result.stderr
    assert _check("--show-suppressed", "--quiet", "--max-findings", "0").stderr.startswith("1 not shown")
    shown = _check("--show-suppressed")
    assert shown.exit_code == 0
    assert shown.stdout.endswith(" (suppressed: soon)\n")
    document = json.loads(_check("--show-suppressed", "--format", "json").stdout)
    assert document["summary"]["suppressed"] == 1
    assert document["findings"][0]["suppressed"] == {"by": "directive", "reason": "soon", "line": 3}
    assert json.loads(_check("--format", "json").stdout)["findings"] == []
    assert _check("--ignore-suppressions").exit_code == 1


def test_the_configuration_says_what_is_asked_of_suppressions() -> None:
    _write("a.md", "# Star\n\n<!-- doclint-disable-file todo-placeholder -->\n")
    assert "warning unused-suppression" in _check().stdout
    _write("doclint.yml", "suppressions: {report-unused: false, require-reason: true}\n")
    assert "warning suppression-without-reason" in _check().stdout
    assert "unused" not in _check().stdout


# Fixes

MENDABLE = "# Star\n\nSee [stars](skky.md).\n\n[Sky](Sky.md)\n"
MENDED = "# Star\n\nSee [stars](sky.md).\n\n[Sky](sky.md)\n"


def _mendable(*args: str, stdin: str | None = None) -> Result:
    return _run("check", "--select", "broken-link,link-case,todo-placeholder", *args, stdin=stdin)


def test_safe_fixes_are_made_and_the_others_when_asked_for() -> None:
    _write("a.md", MENDABLE)
    _write("sky.md", CLEAN)
    before = {d["rule"]: d["fix"]["safe"] for d in json.loads(_mendable("--format", "json").stdout)["findings"]}
    assert before == {"broken-link": False, "link-case": True}
    result = _mendable("--fix")
    assert "1 fix made on 1 page" in result.stderr
    assert [line.split()[2] for line in result.stdout.splitlines()] == ["broken-link"]
    assert Path("a.md").read_text(encoding="utf-8") == MENDABLE.replace("Sky.md", "sky.md")
    assert _mendable("--fix", "--unsafe-fixes").exit_code == 0
    assert Path("a.md").read_text(encoding="utf-8") == MENDED
    assert json.loads(_mendable("--fix", "--format", "json").stdout)["summary"]["fixed"] == 0


def test_a_diff_is_shown_and_nothing_written() -> None:
    _write("a.md", f"{MENDABLE}\nTODO: add text\n")
    _write("sky.md", CLEAN)
    result = _mendable("--diff", "--unsafe-fixes")
    assert "--- a/a.md\n+++ b/a.md\n" in result.stdout
    assert "-See [stars](skky.md).\n+See [stars](sky.md).\n" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("a.md:7:1: error todo-placeholder ")
    assert result.exit_code == 1
    assert "2 fixes would be made on 1 page" in result.stderr
    assert Path("a.md").read_text(encoding="utf-8").startswith(MENDABLE)
    assert _mendable("--diff", "--fix-only").exit_code == 1
    assert "todo-placeholder" not in _mendable("--diff", "--fix-only").stdout


def test_a_diff_never_lowers_the_exit_code() -> None:
    _write("a.md", MENDABLE)
    _write("sky.md", CLEAN)
    assert _mendable("--fail-on", "info").exit_code == 1
    assert _mendable("--diff", "--fail-on", "never").exit_code == 1
    _write("a.md", MENDED)
    assert _mendable("--diff", "--fail-on", "info").exit_code == 0


def test_fix_only_reports_nothing() -> None:
    _write("a.md", f"{MENDABLE}\nTODO: add text\n")
    _write("sky.md", CLEAN)
    result = _mendable("--fix-only", "--max-findings", "1")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 errors; 1 fix made on 1 page" in result.stderr
    assert "not shown" not in result.stderr
    assert "[Sky](sky.md)" in Path("a.md").read_text(encoding="utf-8")


def test_what_is_suppressed_is_not_fixed() -> None:
    text = MENDABLE.replace("(Sky.md)", "(Sky.md) <!-- doclint-disable-line link-case -->")
    _write("a.md", text)
    _write("sky.md", CLEAN)
    _mendable("--fix")
    assert Path("a.md").read_text(encoding="utf-8") == text


def test_unused_suppressions_are_removed_by_fix() -> None:
    _write("a.md", "# Star\n\n<!-- doclint-disable-file link-case -->\n\nText.\n")
    _mendable("--fix")
    assert Path("a.md").read_text(encoding="utf-8") == "# Star\n\nText.\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--unsafe-fixes"], "--unsafe-fixes goes with --fix"),
        (["-", "--fix"], "standard input cannot be fixed in place"),
        (["--diff", "--format", "json"], "--diff is for people"),
    ],
)
def test_options_of_fixing_that_make_no_sense_together(args: Sequence[str], said: str) -> None:
    _write("a.md", MENDABLE)
    result = _mendable(*args, stdin=MENDABLE)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_page_that_cannot_be_written_is_exit_code_2() -> None:
    _write("pages/a.md", MENDABLE)
    _write("sky.md", CLEAN)
    Path("b.md").symlink_to("pages/a.md")
    _write("pages/a.md", MENDABLE.replace("Sky.md", "../Sky.md"))
    Path("c.md").symlink_to("d.txt")
    _write("d.txt", MENDABLE)
    result = _mendable("--fix", "c.md")
    assert result.exit_code == 2
    assert "c.md: not written, it is a link\n" in result.stderr
    assert "fixes made" not in result.stderr
    assert [line.split()[2] for line in result.stdout.splitlines()] == ["broken-link", "link-case"]


def test_a_link_to_a_page_that_is_fixed_is_mended_by_that() -> None:
    _write("pages/a.md", MENDABLE)
    _write("pages/sky.md", CLEAN)
    Path("pages/b.md").symlink_to("a.md")
    result = _mendable("--fix", "--unsafe-fixes")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "3 pages checked: no findings; 2 fixes made on 1 page\n" in result.stderr
    assert _mendable().exit_code == 0


def test_a_page_that_changes_while_it_is_fixed_is_reported_as_it_is(pack: dict[str, str]) -> None:
    _write("a.md", MENDABLE)
    _write("sky.md", CLEAN)
    rule = Path(".site/contoso_rules/sky/bad_star.py")
    change = 'open(page.path, "a").write("TODO: add text\\n") if page.path == "a.md" else None\n    return'
    rule.write_text(rule.read_text(encoding="utf-8").replace('raise ValueError("out of stars")', change), "utf-8")
    result = _process("--select", "bad-star,link-case,todo-placeholder", "--fix", "--format", "json", env=pack)
    assert "a.md: not written, it was changed meanwhile\n" in result.stderr
    assert result.returncode == 2
    document = json.loads(result.stdout)
    assert {found["rule"] for found in document["findings"]} == {"link-case", "todo-placeholder"}
    assert document["summary"]["fixed"] == 0


# Reports beside the output


def test_reports_are_written_beside_the_output(docs: Path) -> None:
    _write("a.md")
    result = _check("--format", "concise", "--report", "json=found.json", "--report", "github=annotations.txt", "-q")
    assert result.exit_code == 1
    assert result.stdout.startswith(LINE)
    found = json.loads((docs / "found.json").read_text(encoding="utf-8"))
    assert [finding["path"] for finding in found["findings"]] == ["a.md"]
    assert found["run"]["exit_code"] == 1
    assert (docs / "annotations.txt").read_text(encoding="utf-8").startswith("::error title=todo-placeholder,")


def test_reports_are_whole_and_plain_whatever_people_are_shown(docs: Path) -> None:
    _write("a.md", "# A\n\nTODO: one\n\nTODO: two\n")
    result = _check("--format", "concise", "--max-findings", "1", "--color", "--report", "concise=found.txt")
    assert len(result.stdout.splitlines()) == 1
    assert "1 not shown" in result.stderr
    lines = (docs / "found.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert not any("\x1b" in line for line in lines)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["jsn=a.json"], "unknown format jsn, did you mean json?"),
        (["json"], "json goes to no file, write json=PATH"),
        (["json=gone/a.json"], "gone/a.json: there is no such folder"),
        (["json=a.json", "github=./a.json"], "a.json is given twice"),
        (["json=folder"], "folder: the report cannot be written: "),
    ],
)
def test_a_report_that_cannot_be_written_is_an_error(docs: Path, given: Sequence[str], said: str) -> None:
    _write("a.md", CLEAN)
    (docs / "folder").mkdir()
    result = _check(*(word for copy in given for word in ("--report", copy)))
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("here", [".", "docs", "docs/api", "elsewhere"])
def test_servers_are_told_paths_from_the_root_of_the_repository(
    docs: Path, here: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write("docs/doclint.yml", "extends: recommended\n")
    _write("docs/api/a.md")
    (docs / "elsewhere").mkdir()
    monkeypatch.chdir(docs / here)
    result = _check(str(docs / "docs"), "--format", "github")
    assert "file=docs/api/a.md," in result.stdout


def test_outside_of_a_repository_paths_are_those_of_the_current_folder(docs: Path) -> None:
    (docs / ".git").rmdir()
    _write("docs/doclint.yml", "extends: recommended\n")
    _write("docs/api/a.md")
    result = _check("docs", "--format", "github")
    assert "file=docs/api/a.md," in result.stdout
