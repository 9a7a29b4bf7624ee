from __future__ import annotations

from pathlib import Path

import pytest

from doclint import DoclintError, check
from doclint.report import Report

ONLY = {"select": ["todo-placeholder"]}
PAGE = "# Star\n\nTODO: add text\n"


def _docs(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(PAGE, encoding="utf-8")
    return root


def _paths(report: Report) -> list[str]:
    return [diagnostic.path for diagnostic in report.diagnostics]


def test_a_diagnostic_says_what_and_where(tmp_path: Path) -> None:
    report = check(_docs(tmp_path, "api/a.md"), config=ONLY)
    (found,) = report.diagnostics
    assert (found.rule, found.category, found.severity) == ("todo-placeholder", "text", "error")
    assert (found.path, found.line, found.column, found.end_line) == ("api/a.md", 3, 1, 3)
    assert PAGE[found.span.start : found.span.end].startswith("TODO")
    assert found.message
    assert report.files == 1


def test_paths_restrict_what_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _docs(tmp_path / "docs", "api/a.md", "api/b.md", "c.md")
    root = tmp_path / "docs"
    assert _paths(check(root, ["api"], ONLY)) == ["api/a.md", "api/b.md"]
    assert _paths(check(root, [root / "c.md", "api/a.md"], ONLY)) == ["api/a.md", "c.md"]
    monkeypatch.chdir(tmp_path)
    assert _paths(check("docs", ["docs/c.md"], ONLY)) == ["c.md"]
    assert _paths(check("docs", ["c.md"], ONLY)) == ["c.md"]


def test_the_configuration_is_a_path_a_mapping_or_looked_for(tmp_path: Path) -> None:
    _docs(tmp_path, "docs/api/a.md", "docs/b.md")
    (tmp_path / "doclint.yml").write_text("include: [docs/api/*.md]\nselect: [todo-placeholder]\n", encoding="utf-8")
    (tmp_path / "other.yml").write_text("select: [todo-placeholder]\nexclude: [api]\n", encoding="utf-8")
    root = tmp_path / "docs"
    assert _paths(check(root)) == ["api/a.md"]
    assert _paths(check(root, config=tmp_path / "other.yml")) == ["b.md"]
    assert _paths(check(root, config=str(tmp_path / "other.yml"))) == ["b.md"]
    assert _paths(check(root, config={"select": ["todo-placeholder"]})) == ["api/a.md", "b.md"]


def test_what_the_caller_can_mend_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DoclintError, match="no such folder"):
        check(tmp_path / "gone")
    with pytest.raises(DoclintError, match=r"no such file or folder, did you mean api\?"):
        check(_docs(tmp_path, "api/a.md"), ["apis"])
    with pytest.raises(DoclintError, match="no such file or folder"):
        check(tmp_path, ["a\0b"])
    with pytest.raises(DoclintError, match="lies outside the docs set"):
        check(tmp_path / "api", [tmp_path])
    with pytest.raises(DoclintError, match=r"configuration\.selct: unknown key"):
        check(tmp_path, config={"selct": []})
    with pytest.raises(DoclintError, match="No such file"):
        check(tmp_path, config=tmp_path / "gone.yml")


def test_nothing_is_printed_and_nothing_stays(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _docs(tmp_path, "a.md")
    first = check(tmp_path, config=ONLY)
    (tmp_path / "a.md").write_text("# Star\n", encoding="utf-8")
    assert check(tmp_path, config=ONLY).diagnostics == ()
    (tmp_path / "a.md").write_text(PAGE, encoding="utf-8")
    assert check(tmp_path, config=ONLY) == first
    assert capfd.readouterr() == ("", "")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_folder_without_pages_gives_an_empty_report(tmp_path: Path) -> None:
    report = check(tmp_path)
    assert (report.diagnostics, report.files) == ((), 0)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_table_of_contents_leads_to_pages_but_is_none(tmp_path: Path, newline: str) -> None:
    for name in ("get", "list"):
        page = tmp_path / f"beta/api/dome-{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"# {name.title()} dome\n\n## Permissions\n\n## Response\n")
    (tmp_path / "beta/toc.yml").write_text(
        "- name: TODO\n  items:\n  - href: ./api/Dome-get.md?view=x\n  - href: /a/b\n", newline=newline
    )
    report = check(tmp_path, config={"select": ["unlisted-page", "todo-placeholder"]})
    assert [(found.path, found.rule) for found in report.diagnostics] == [("beta/api/dome-list.md", "unlisted-page")]
