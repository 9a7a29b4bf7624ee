"""What the documentation of rule packs shows is a rule pack that works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DOCUMENT = (Path(__file__).parent.parent / "docs/rule-packs.md").read_text(encoding="utf-8")
RULE, TESTS = re.findall(r"^```python\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
ENTRY = re.search(r"^\[project\.entry-points\..doclint\.rules.\]\n(.*)$", DOCUMENT, re.MULTILINE)
METADATA = "Metadata-Version: 2.1\nName: contoso-doclint\nVersion: 1.0\n"
FILE = "contoso_doclint/naming/boolean_name.py"


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the documented pack is installed; the current folder is an empty one."""
    assert ENTRY
    folder = tmp_path / "site"
    for path, text in {
        "contoso_doclint/__init__.py": "",
        "contoso_doclint/naming/__init__.py": "",
        FILE: RULE,
        "contoso_doclint-1.0.dist-info/METADATA": METADATA,
        "contoso_doclint-1.0.dist-info/entry_points.txt": f"[doclint.rules]\n{ENTRY[1].replace(chr(34), '')}\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    here = tmp_path / "here"
    (here / ".git").mkdir(parents=True)
    monkeypatch.chdir(here)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    return folder


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command], env=os.environ, capture_output=True, text=True, check=False)  # noqa: S603


def test_the_documented_pack_is_listed_explained_and_tested() -> None:
    assert "boolean-name  " in run("doclint", "rules").stdout
    assert "`prefixes`: what names may begin with." in run("doclint", "explain", "boolean-name").stdout
    tested = run("doclint", "test-rules", "contoso")
    assert (tested.returncode, tested.stdout, tested.stderr) == (0, "", "1 rule, 3 examples: all is well\n")


def test_the_documented_pack_checks_pages() -> None:
    table = "|Property|Type|Description|\n|:-|:-|:-|\n|lock|Boolean|Text.|\n|isOpen|Boolean|Text.|\n"
    Path("a.md").write_text(f"# Dome\n\n## Properties\n\n{table}", encoding="utf-8")
    found = run("doclint", "check", "--select", "naming")
    assert found.stdout == "a.md:7:2: warning boolean-name lock is Boolean, but does not sound so\n"
    Path("doclint.yml").write_text("options: {boolean-name: {prefixes: [lo, is]}}\n", encoding="utf-8")
    assert run("doclint", "check", "--select", "naming").stdout == ""


def test_findings_of_a_pack_lead_to_its_documentation(site: Path) -> None:
    Path("a.md").write_text("## Properties\n\n|Property|Type|\n|:-|:-|\n|lock|Boolean|\n", encoding="utf-8")
    assert '"url": ""' in run("doclint", "check", "--select", "naming", "--format", "json").stdout
    address = "https://contoso.example/doclint-rules"
    (site / "contoso_doclint/__init__.py").write_text(f'DOCUMENTATION = "{address}"\n', encoding="utf-8")
    assert (
        f'"url": "{address}#boolean-name"' in run("doclint", "check", "--select", "naming", "--format", "json").stdout
    )
    found = run("doclint", "check", "--select", "naming", "--format", "sarif").stdout
    assert f'"helpUri": "{address}#boolean-name"' in found


def test_the_documented_pack_speaks_in_the_editor(editor: Any) -> None:
    Path("doclint.yml").write_text("select: [naming]\n", encoding="utf-8")
    text = "## Properties\n\n|Property|Type|\n|:-|:-|\n|lock|Boolean|\n"
    client = editor(Path.cwd())
    uri = client.open(Path.cwd() / "a.md", text)
    assert client.codes(uri) == ["boolean-name"]
    client.change(uri, text.replace("lock", "isLocked"))
    assert client.codes(uri) == []


def test_the_documented_tests_run() -> None:
    cases = Path("cases/boolean-name")
    cases.mkdir(parents=True)
    table = "|Property|Type|Description|\n|:-|:-|:-|\n|⟦open⟧|Boolean|Text.|\n|lock|Boolean|Inherited from **door**.|\n"
    (cases / "inherited.md").write_text(f"## Properties\n\n{table}", encoding="utf-8")
    Path("test_contoso.py").write_text(TESTS, encoding="utf-8")
    done = run("pytest", "-q", "-p", "no:cacheprovider", "test_contoso.py")
    assert done.returncode == 0, done.stdout
    assert "4 passed" in done.stdout


def test_an_example_that_does_not_hold_is_told(site: Path) -> None:
    wrong = RULE.replace("invalid=(Example(_TABLE.format(", "invalid=(Example('x'), Example(_TABLE.format(")
    (site / FILE).write_text(wrong, encoding="utf-8")
    tested = run("doclint", "test-rules", "contoso")
    assert tested.returncode == 1
    assert "boolean-name: an invalid example marks nothing" in tested.stdout
    (site / FILE).write_text(RULE.replace("⟦lock⟧", "lo⟦ck⟧"), encoding="utf-8")
    tested = run("doclint", "test-rules", "contoso")
    assert tested.returncode == 1
    assert tested.stdout.startswith("boolean-name, invalid example 1: boolean-name flagged\n")
    assert tested.stderr == "1 rule, 3 examples: 1 fault\n"


def test_a_rule_in_a_file_of_another_name_is_an_error(site: Path) -> None:
    (site / FILE).rename(site / "contoso_doclint/naming/yes_or_no.py")
    said = run("doclint", "rules").stderr
    assert "the function boolean_name must stand in a file of its name, not in contoso_doclint.naming.yes_or_no" in said


def test_a_pack_that_is_not_there_is_an_error() -> None:
    tested = run("doclint", "test-rules", "contosso")
    assert (tested.returncode, tested.stderr) == (2, "unknown rule pack contosso, did you mean contoso?\n")
