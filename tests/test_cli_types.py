"""The commands that show what a docs set says of a type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doclint.cli import main

LENS = """\
# lens resource type

Namespace: contoso.sky

Inherits from [part](part.md).

## Properties

|Property|Type|Description|
|:---|:---|:---|
|width|Int32|In millimetres. Required.|
|kind|[lensKind](#lenskind-values)|x|

### lensKind values

|Member|
|:---|
|wide|
"""
PART = "# part resource type\n\nNamespace: contoso.sky\n\n## Properties\n\n|Property|Type|\n|:---|:---|\n|id|String|\n"


@pytest.fixture(autouse=True)
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "docs/beta/resources"
    folder.mkdir(parents=True)
    (folder / "lens.md").write_text(LENS, encoding="utf-8")
    (folder / "part.md").write_text(PART, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, args)


def test_inspect_a_resource_type() -> None:
    (seen,) = json.loads(run("inspect", "--type", "lens").stdout)["types"]
    assert (seen["name"], seen["version"], seen["kind"]) == ("contoso.sky.lens", "beta", "resource")
    assert seen["pages"] == [{"path": "docs/beta/resources/lens.md", "line": 1, "column": 3}]
    assert seen["lineage"] == ["contoso.sky.lens", "contoso.sky.part"]
    assert [(prop["name"], prop["of"], prop["line"]) for prop in seen["properties"]] == [
        ("width", "contoso.sky.lens", 11),
        ("kind", "contoso.sky.lens", 12),
        ("id", "contoso.sky.part", 9),
    ]
    assert seen["properties"][0]["says"] == ["required"]


def test_inspect_an_enum_of_a_folder() -> None:
    (seen,) = json.loads(run("inspect", "--type", "contoso.sky.lensKind", "docs").stdout)["types"]
    assert (seen["kind"], seen["members"], seen["pages"][0]["line"]) == ("enum", ["wide"], 14)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("inspect", "--type", "Lens"), "no page documents a type Lens, did you mean contoso.sky.lens?"),
        (("inspect", "--type", "lense"), "no page documents a type lense, did you mean lens?"),
        (("inspect", "--type", "contoso.sea.lens"), "did you mean contoso.sky.lens?"),
        (("inspect",), "name a PAGE, or a type with --type"),
        (("schema", "resource"), "name the TYPE"),
        (("schema", "config", "lens"), "config takes no further argument"),
        (("schema", "resource", "mirror"), "no page documents a type mirror"),
        (("schema", "resource", "lens", "--api-version", "v1.0"), "no page of v1.0 documents a type lens"),
    ],
)
def test_what_cannot_be_shown(args: tuple[str, ...], said: str) -> None:
    result = run(*args)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_schema_of_a_resource_type() -> None:
    response = json.loads(run("schema", "resource", "lens").stdout)
    assert response["title"] == "contoso.sky.lens (response)"
    assert "required" not in response["$defs"]["contoso.sky.lens"]
    request = json.loads(run("schema", "resource", "contoso.sky.lens", "docs", "--request").stdout)
    assert request["$defs"]["contoso.sky.lens"]["required"] == ["width"]


def test_a_docs_set_without_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    result = run("inspect", "--type", "lens")
    assert (result.exit_code, "no pages there" in result.stderr) == (2, True)


def test_schema_of_an_enum() -> None:
    assert json.loads(run("schema", "resource", "lensKind", "--api-version", "beta").stdout)["enum"] == ["wide"]
