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
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path)
    return docs


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(
        folder, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--allow-empty", "-m", "all"
    )


def git(folder: Path, *command: str) -> None:
    subprocess.run(("git", "-C", str(folder), *command), check=True, capture_output=True)  # noqa: S603, S607


def run(folder: Path, *options: str, since: str = "HEAD") -> Result:
    return CliRunner().invoke(main, ["check", str(folder), "--no-config", "--changed-since", since, "-q", *options])


def pages(folder: Path, since: str = "HEAD") -> set[str]:
    lines = run(folder, "--format", "concise", "--select", "links", since=since).stdout.splitlines()
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


def test_names_of_all_kinds(folder: Path) -> None:
    for name in ('an\u00e4logue "x".md', "with blank.md", "-n.md"):
        (folder / name).write_text("[x](gone.md)\n", encoding="utf-8")
    assert pages(folder) == {'an\u00e4logue "x".md', "with blank.md", "-n.md"}
    commit(folder)
    assert pages(folder) == set()
    assert len(pages(folder, "HEAD~1")) == 3


def test_what_others_have_changed_since_a_branch_began_is_no_change_of_it(folder: Path) -> None:
    git(folder, "switch", "--quiet", "--create", "ours")
    (folder / "ours.md").write_text("[x](gone.md)\n", encoding="utf-8")
    commit(folder)
    git(folder, "switch", "--quiet", "main")
    (folder / "other.md").write_text("[x](none-either.md)\n", encoding="utf-8")
    commit(folder)
    git(folder, "switch", "--quiet", "ours")
    assert pages(folder, "main") == {"ours.md"}


def test_a_repository_within_counts_as_a_whole(folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    (inner / "b.md").write_text("[x](gone.md)\n", encoding="utf-8")
    git(inner, "init", "--quiet")
    commit(inner)
    assert pages(folder) == {"b.md"}, "as untracked files"
    commit(folder)
    assert pages(folder) == set()
    (inner / "b.md").write_text("[y](gone.md)\n", encoding="utf-8")
    assert pages(folder) == {"b.md"}, "as a submodule"


def test_what_a_hook_is_told_of_its_repository_makes_no_difference(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(folder.parent / ".git"))
    assert pages(folder) == set()
    (folder / "new.md").write_text("[x](gone.md)\n", encoding="utf-8")
    assert pages(folder) == {"new.md"}


@pytest.mark.parametrize("since", ["nowhere", "--help", "HEAD^{tree}", "HEAD:docs"])
def test_an_unknown_commit(folder: Path, since: str) -> None:
    result = run(folder, since=since)
    assert result.exit_code == 2
    assert f"git knows no commit {since} in {folder}\n" in result.stderr


def test_a_commit_that_a_shallow_clone_lacks(folder: Path, tmp_path: Path) -> None:
    (folder / "b.md").write_text("# Two\n", encoding="utf-8")
    commit(folder)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{tmp_path}", str(tmp_path / "clone"))
    result = run(tmp_path / "clone/docs", since="HEAD~1")
    assert result.exit_code == 2
    assert "a shallow clone, which has the last commits only" in result.stderr


def test_a_folder_that_is_in_no_repository(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# One\n", encoding="utf-8")
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "not a git repository" in result.stderr


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
