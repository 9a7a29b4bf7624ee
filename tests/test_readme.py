"""What the README and the sample's README say is so."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from doclint import check
from doclint.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FILES = [ROOT / "README.md", ROOT / "DEVELOPERS.md", *(ROOT / "docs").glob("*.md")]
DOCUMENTS = "".join(file.read_text(encoding="utf-8") for file in FILES)
SAMPLE = ROOT / "sample_docs"

FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
COMMAND = re.compile(r"(?:^|[ /])doclint (?P<arguments>[^|>&\n]*)")
EXPLAINED = re.compile(r"^\| (?P<lines>[\d, ]+) \| `(?P<rule>[\w-]+)` \|", re.MULTILINE)


def blocks(language: str, text: str = DOCUMENTS) -> list[str]:
    return [body for info, body in FENCE.findall(text) if info == language]


def commands() -> list[str]:
    """What follows ``doclint`` in the lines a reader is shown to type."""
    typed = [line for block in blocks("sh") for line in block.splitlines()]
    typed += [line for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]
    typed += [
        line for block in blocks("yaml") for line in block.splitlines() if re.search(" doclint (check|merge) ", line)
    ]
    return [match["arguments"] for line in typed if (match := COMMAND.search(line))]


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("arguments", commands())
def test_shown_command_exists(arguments: str) -> None:
    """The command line parses: click knows the command, its options and their values."""
    arguments = re.sub(r"\$\(.*?\)", "value", re.sub(r"\$\w+/(4|\$\w+)", "1/4", arguments))
    name, *rest = shlex.split(arguments, comments=True)
    context = click.Context(main)
    command = main.get_command(context, name)
    assert command is not None
    command.make_context(name, rest, parent=context)


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`doclint ([a-z-]+)", DOCUMENTS))))
def test_mentioned_command_exists(name: str) -> None:
    assert name in main.list_commands(click.Context(main))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_linked_files_exist(file: Path) -> None:
    targets = set(LINK.findall(file.read_text(encoding="utf-8")))
    assert [target for target in targets if not (file.parent / target).exists()] == []


@pytest.mark.parametrize("block", blocks("yaml"))
def test_shown_yaml_can_be_read(block: str) -> None:
    assert yaml.safe_load(block)


@pytest.mark.parametrize("block", blocks("console"))
def test_shown_output_is_the_real_one(block: str) -> None:
    command, _, output = block.partition("\n")
    result = CliRunner().invoke(main, shlex.split(command.removeprefix("$ doclint ")))
    assert output.strip()
    assert output in result.stdout


@pytest.mark.parametrize("block", blocks("python", README))
def test_shown_python_runs(block: str) -> None:
    done = subprocess.run([sys.executable, "-c", block], capture_output=True, text=True, check=False)  # noqa: S603
    assert done.stderr == ""
    assert done.stdout


@pytest.mark.parametrize("block", blocks("yaml", README))
def test_shown_configuration_is_valid(block: str) -> None:
    assert check(SAMPLE, config=yaml.safe_load(block)).diagnostics


def test_sample_explains_every_finding_and_no_other() -> None:
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    explained = [
        (path, int(line), row["rule"])
        for path, section in re.findall(r"^### `(.*?)`\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
        for row in EXPLAINED.finditer(section)
        for line in row["lines"].split(", ")
    ]
    found = [(d.path, d.line, d.rule) for d in check(SAMPLE).diagnostics]
    assert sorted(explained) == sorted(found)
