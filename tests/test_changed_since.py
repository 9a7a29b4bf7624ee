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
    commit(tmp_path)
    return docs


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(
        folder, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--allow-empty", "-m", "all"
    )


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


# The configuration

ALL = {"other.md"}
"""The pages with findings."""


def configured(folder: Path, *options: str) -> tuple[set[str], str]:
    """The reported pages, and what is said."""
    result = CliRunner().invoke(main, ["check", str(folder), "--changed-since", "HEAD", "--allow-empty", *options])
    lines = result.stdout.splitlines()
    return {Path(line.partition(":")[0]).name for line in lines}, result.stderr


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("docs/doclint.yml", "select: [links]\n", "select: [links]\nhosts: [a.b]\n"),
        ("docs/doclint.yml", None, "select: [links]\n"),
        ("docs/doclint.yml", "select: [links]\n", None),
        ("docs/doclint.yml", "select: [\n", "select: [links]\n"),
        ("docs/pyproject.toml", '[tool.doclint]\nselect = ["text"]\n', '[tool.doclint]\nselect = ["links"]\n'),
        ("pyproject.toml", '[project]\nname = "x"\n', '[tool.doclint]\nselect = ["links"]\n'),
        ("docs/apidoctor.json", '{"schemaConfig": {}}', '{"schemaConfig": {"baseUrls": ["https://a.b"]}}'),
        ("docs/apidoctor.json", '{"schemaConfig": {}}', None),
    ],
)
def test_another_configuration_may_matter_to_any_page(
    folder: Path, file: str, before: str | None, after: str | None
) -> None:
    path = folder.parent / file
    for text in (before, after):
        if text is None:
            path.unlink(missing_ok=True)
        else:
            path.write_text(text, encoding="utf-8")
        if text == before:
            commit(folder.parent)
    found, said = configured(folder)
    assert found >= ALL
    assert f"{path.name} has changed since HEAD, which may matter to any page\n" in said
    assert "has changed" not in configured(folder, "--quiet")[1]
    assert configured(folder, "--no-config")[0] == set()


def test_a_configuration_that_is_extended_counts_wherever_it_lies(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/a [b].yml").write_text("select: [text]\n", encoding="utf-8")
    (folder / "doclint.yml").write_text("extends: ../shared/a [b].yml\n", encoding="utf-8")
    commit(tmp_path)
    assert configured(folder)[0] == set()
    (tmp_path / "shared/a [b].yml").write_text("select: [links]\n", encoding="utf-8")
    found, said = configured(folder)
    assert found == ALL
    assert said.startswith("../shared/a [b].yml has changed since HEAD")


def test_what_says_the_same_or_is_none_of_git_is_no_change(folder: Path, tmp_path: Path) -> None:
    (folder / "doclint.yml").write_text("extends: own.yml\nselect: [links]\n", encoding="utf-8")
    (folder / "own.yml").write_text("hosts: [a.b]\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (folder / "data.json").write_text("{}", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("own.yml\n", encoding="utf-8")
    commit(tmp_path)
    (folder / "doclint.yml").write_text("# What we lint\nselect:\n- links\nextends: own.yml\n", encoding="utf-8")
    (folder / "own.yml").write_text("hosts: [c.d]\n", encoding="utf-8")
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n', encoding="utf-8")
    (folder / "data.json").write_text('{"a": 1}', encoding="utf-8")
    assert configured(folder)[0] == set()
