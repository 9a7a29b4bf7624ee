"""``--changed-since`` reports on what has changed, and on what that matters to."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doclint.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A docs set in a folder of a repository, with one commit."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "a.md").write_text("# One\n", encoding="utf-8")
    (docs / "uses-a.md").write_text("[x](a.md#one)\n", encoding="utf-8")
    (docs / "other.md").write_text("[x](none.md)\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "first")
    return docs


def git(folder: Path, *command: str) -> None:
    subprocess.run(("git", "-C", str(folder), *command), check=True, capture_output=True)  # noqa: S603, S607


def run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", str(folder), "--no-config", "--changed-since", "HEAD", "-q", *options])


def pages(folder: Path) -> set[str]:
    lines = run(folder, "--format", "concise", "--select", "links").stdout.splitlines()
    return {Path(line.partition(":")[0]).name for line in lines}


def test_nothing_has_changed(folder: Path) -> None:
    assert run(folder, "--allow-empty").exit_code == 0
    assert pages(folder) == set()


def test_pages_that_depend_on_a_change_are_reported(folder: Path) -> None:
    (folder / "a.md").write_text("# Two\n", encoding="utf-8")
    assert pages(folder) == {"uses-a.md"}


def test_a_change_that_matters_to_nobody(folder: Path) -> None:
    (folder / "a.md").write_text("# One\n\n[x](gone.md)\n", encoding="utf-8")
    assert pages(folder) == {"a.md"}


def test_untracked_and_deleted_pages_count(folder: Path) -> None:
    (folder / "new.md").write_text("[x](gone.md)\n", encoding="utf-8")
    (folder / "a.md").unlink()
    assert pages(folder) == {"new.md", "uses-a.md"}


def test_an_unknown_commit(folder: Path) -> None:
    result = CliRunner().invoke(main, ["check", str(folder), "--no-config", "--changed-since", "nowhere"])
    assert result.exit_code == 2
    assert "git knows no commit nowhere" in result.stderr
