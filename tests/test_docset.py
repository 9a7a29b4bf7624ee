from __future__ import annotations

import os
from pathlib import Path

import pytest

from doclint.docset import Files, Patterns, choose, find_files, read_pages
from doclint.errors import DoclintError

ALL = ("**/*.md", "**/*.markdown")


def _write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("# Page\n", encoding="utf-8")


def _find(root: Path, include: tuple[str, ...] = ALL, exclude: tuple[str, ...] = ()) -> Files:
    return find_files(root, include, exclude)


def test_pages_are_the_markdown_files_and_all_files_are_known(tmp_path: Path) -> None:
    _write(tmp_path, "b/x.md", "a/Y.MD", "a/z.markdown", "a/picture.png", "readme")
    files = _find(tmp_path, include=("**",))
    assert files.pages == ("a/Y.MD", "a/z.markdown", "b/x.md")
    assert files.names == {"b/x.md", "a/Y.MD", "a/z.markdown", "a/picture.png", "readme"}


def test_each_filter_is_named_by_the_files_it_removed(tmp_path: Path) -> None:
    _write(tmp_path, "api/a.md", "api/old/b.md", "notes.md", ".github/c.md", "api/d.png", ".git/e.md")
    files = _find(tmp_path, include=("api/**",), exclude=("**/old/**", "api/*.tmp"))
    assert files.pages == ("api/a.md",)
    assert {path: files.why_not(path) for path in sorted(files.names)} == {
        ".github/c.md": ("hidden", "hidden"),
        "api/a.md": None,
        "api/d.png": ("type", "no Markdown file (.md, .markdown)"),
        "api/old/b.md": ("exclude", "excluded by '**/old/**'"),
        "notes.md": ("include", "not included by any pattern"),
    }
    assert files.left_out[".git/"].text == "a folder of a tool, which is not entered"


def test_a_glob_with_an_exclamation_mark_takes_back(tmp_path: Path) -> None:
    _write(tmp_path, "old/a.md", "old/keep.md")
    assert _find(tmp_path, exclude=("./old/*", "!old/keep.md")).pages == ("old/keep.md",)


def test_globs_may_be_about_a_folder_above(tmp_path: Path) -> None:
    _write(tmp_path, "docs/api/a.md", "docs/api/old/b.md")
    files = find_files(tmp_path / "docs", ("docs/api/*.md",), ("docs/api/old",), prefix="docs/")
    assert files.pages == ("api/a.md",)


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    _write(tmp_path, "api/a.md")
    (tmp_path / "api" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "api" / "self").symlink_to(tmp_path / "api" / "self")
    (tmp_path / "api" / "b.md").symlink_to(tmp_path / "api" / "a.md")
    files = _find(tmp_path)
    assert files.pages == ("api/a.md", "api/b.md")
    assert {"api/again", "api/self"} < files.names


def test_what_cannot_be_read_is_told_and_never_waited_for(tmp_path: Path) -> None:
    _write(tmp_path, "good.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "loop.md").symlink_to(tmp_path / "loop.md")
    (tmp_path / "device.md").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "binary.md").write_bytes(b"# A\0B\n")
    (tmp_path / "wide.md").write_bytes("# Page\n".encode("utf-16"))
    files = _find(tmp_path)
    reading = read_pages(tmp_path, files.pages, {})
    assert sorted(reading.sources) == ["good.md"]
    assert reading.failed.keys() == set(files.pages) - {"good.md"}
    assert reading.failed["binary.md"] == "The file is binary, it holds NUL bytes"
    assert reading.failed["wide.md"] == "The file is UTF-16, save it as UTF-8"
    assert reading.failed["pipe.md"] == reading.failed["device.md"] == "The file cannot be read: it is no regular file"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_may_not_be_listed_is_told(tmp_path: Path) -> None:
    _write(tmp_path, "good.md", "secret/a.md")
    (tmp_path / "secret").chmod(0)
    files = _find(tmp_path)
    (tmp_path / "secret").chmod(0o700)
    assert files.failed.keys() == {"secret"}


def test_an_overlay_stands_in_for_the_file(tmp_path: Path) -> None:
    _write(tmp_path, "a.md")
    reading = read_pages(tmp_path, ["a.md", "new.md"], {"a.md": b"# Other\n", "new.md": b"# New\n"})
    assert [source.text for source in reading.sources.values()] == ["# Other\n", "# New\n"]


def test_a_folder_stands_for_its_pages_and_a_named_file_counts_as_included(tmp_path: Path) -> None:
    _write(tmp_path, "api/a.md", "api/old/b.md", "api-2/c.md", "notes.md", "api/d.png")
    files = _find(tmp_path, include=("api*/**",), exclude=("**/old/**",))
    assert choose(files, []).paths == ("api-2/c.md", "api/a.md")
    assert choose(files, ["api"]).paths == ("api/a.md",)
    assert choose(files, ["notes.md", "api/a.md"]).paths == ("api/a.md", "notes.md")
    assert choose(files, ["api/old/b.md", "api/d.png"]).paths == ()
    assert sorted(choose(files, ["api/old/b.md", "api/d.png"]).left_out) == ["api/d.png", "api/old/b.md"]


def test_what_is_no_glob_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DoclintError, match="not a glob"):
        _find(tmp_path, include=("!",))


@pytest.mark.filterwarnings("error")
def test_a_bracket_in_a_name_is_written_as_a_set_of_one() -> None:
    assert Patterns(["a [[]b]/**"]).match("a [b]/c.md") == "a [[]b]/**"
