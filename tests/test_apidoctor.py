"""What API Doctor's configuration files in a docs set say is used where doclint's own is silent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from doclint import check
from doclint.cli import main
from doclint.config import load_config, take_over, usual_config
from doclint.registry import installed_rules
from doclint.rule import Rule

SCHEMA = {
    "schemaConfig": {
        "defaultNamespace": "contoso.observatory",
        "baseUrls": ["https://api.contoso.com/v1.0", "https://api.contoso.com/beta", "/beta", "http://["],
        "requiredYamlHeaders": ["title", "ms.prod"],
        "foldersToSkip": ["templates"],
        "filesToSkip": ["readme.md"],
    }
}
OUTLINE = {
    "apiPageType": [
        {
            "title": "*",
            "level": 1,
            "required": True,
            "headers": [
                {"title": "Permissions", "level": 2, "required": True},
                {"title": "Notes", "level": 2, "multiple": True},
                {"title": "Extra *", "level": 2, "required": True, "allowMultiple": True},
                {
                    "condition": "OR",
                    "arguments": [
                        {
                            "condition": "AND",
                            "arguments": [
                                {"title": "Response", "level": 2, "required": True},
                                {"title": "Example", "level": 2, "required": True},
                            ],
                        },
                        {"title": "Response", "level": 2, "required": True},
                    ],
                },
            ],
        }
    ]
}


@pytest.fixture(scope="module")
def rules() -> tuple[Rule, ...]:
    return installed_rules()


def _write(folder: Path, **files: Any) -> None:
    for name, content in files.items():
        file = folder / "some" / "where" / f"{name}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


def test_names_hosts_and_what_is_passed_over(tmp_path: Path, rules: tuple[Rule, ...]) -> None:
    _write(tmp_path, a=SCHEMA)
    config = usual_config(tmp_path, rules)
    assert config.namespaces == ("contoso.observatory",)
    assert config.hosts == ("api.contoso.com",)
    assert config.exclude == ("**/includes/snippets/**", "**/templates/**", "**/readme.md")
    assert config.options == {"front-matter-missing-key": {"keys": ["title", "ms.prod"]}}


def test_own_configuration_comes_first(tmp_path: Path, rules: tuple[Rule, ...]) -> None:
    _write(tmp_path, a=SCHEMA, b=OUTLINE)
    text = "namespaces: [a.b]\noptions: {missing-section: {api: [Response], enum: [Members]}}\n"
    (tmp_path / "doclint.yml").write_text(text, encoding="utf-8")
    config = load_config(tmp_path / "doclint.yml", rules)
    assert config.namespaces == ("a.b",)
    assert config.hosts == ("api.contoso.com",)
    assert config.options["missing-section"] == {"api": ["Response"], "enum": ["Members"]}
    assert config.options["front-matter-missing-key"] == {"keys": ["title", "ms.prod"]}


def test_outline_gives_sections_and_those_that_all_alternatives_require(
    tmp_path: Path, rules: tuple[Rule, ...]
) -> None:
    _write(tmp_path, outline=OUTLINE)
    options = usual_config(tmp_path, rules).options
    assert options["missing-section"] == {"api": ["Permissions", "Response"]}
    assert options["section-order"] == {"api": ["Permissions", "Notes", "Response", "Example"]}
    assert options["unknown-section"] == options["section-order"]


def test_required_keys_have_old_and_new_names(tmp_path: Path) -> None:
    _write(tmp_path, a=SCHEMA)
    page = tmp_path / "beta" / "api" / "dome-get.md"
    page.parent.mkdir(parents=True)
    page.write_text("---\ntitle: Get dome\nms.subservice: domes\n---\n# Get dome\n", encoding="utf-8")
    names = {diagnostic.rule for diagnostic in check(tmp_path).diagnostics}
    assert "front-matter-missing-key" not in names


def test_says_where_values_come_from(tmp_path: Path, rules: tuple[Rule, ...]) -> None:
    _write(tmp_path, a=SCHEMA, b={"pathsToIgnore": ["/azure"]}, c={"api-requirements": {"caseSensitiveHeaders": "x"}})
    taken = take_over(tmp_path, rules)
    assert taken.origins["hosts", None] == "some/where/a.json: schemaConfig"
    assert taken.origins["options", "front-matter-missing-key"] == "some/where/a.json: schemaConfig"
    assert taken.files == {
        "some/where/a.json": "schemaConfig",
        "some/where/b.json": "pathsToIgnore",
        "some/where/c.json": "api-requirements",
    }


def test_config_command_shows_what_came_from_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, a=SCHEMA, b=OUTLINE)
    text = "hosts: [x.contoso.com]\noptions: {missing-section: {enum: [Members]}}\n"
    (tmp_path / "doclint.yml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    shown = json.loads(CliRunner().invoke(main, ["config", "--format", "json"]).stdout)
    assert shown["namespaces"] == {"value": ["contoso.observatory"], "origin": "some/where/a.json: schemaConfig"}
    assert shown["hosts"]["origin"] == "doclint.yml:1"
    assert shown["options"]["section-order"]["origin"] == "some/where/b.json: apiPageType"
    assert shown["options"]["missing-section"]["origin"] == "doclint.yml:2, some/where/b.json: apiPageType"
    assert shown["extends"]["origin"] == "default"


def test_no_config_means_none_of_these_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, a=SCHEMA)
    monkeypatch.chdir(tmp_path)
    shown = json.loads(CliRunner().invoke(main, ["config", "--format", "json", "--no-config"]).stdout)
    assert shown["namespaces"] == {"value": ["microsoft.graph"], "origin": "default"}


def test_init_writes_the_equal_configuration(
    tmp_path: Path, rules: tuple[Rule, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, a=SCHEMA, b=OUTLINE, c={"pathsToIgnore": ["/azure"]})
    before = usual_config(tmp_path, rules)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["init", "--from-apidoctor"])
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "doclint.yml written\n")
    text = Path("doclint.yml").read_text(encoding="utf-8")
    assert "# From some/where/a.json: schemaConfig.\nhosts: " in text
    assert "# some/where/c.json says nothing that doclint asks for: pathsToIgnore." in text
    for file in Path("some/where").iterdir():
        file.unlink()
    assert load_config(Path("doclint.yml"), rules) == before
    assert CliRunner().invoke(main, ["init", "--from-apidoctor"]).exit_code == 2


def test_init_lists_what_pages_suppress_for_api_doctor(tmp_path: Path) -> None:
    _write(tmp_path, a=SCHEMA)
    annotation = '<!-- {"type": "#page.annotation", "suppressions": ["Error: x\\r\\n  y", "", 7]} -->\n'
    (tmp_path / "a.md").write_text(f"# Star\n\n{annotation}", encoding="utf-8")
    (tmp_path / "b.md").write_text('# suppressions\n\n<!-- {"suppressions": 7} -->\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["init", "--from-apidoctor", str(tmp_path)])
    assert result.stdout == "a.md:3:52: Error: x y\n"
    assert "1 error is suppressed in pages for API Doctor" in result.stderr


def test_init_wants_something_to_take_over(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["init", "--from-apidoctor", str(tmp_path)])
    assert result.exit_code == 2
    assert "no configuration of API Doctor was found" in result.stderr
    assert not list(tmp_path.iterdir())


def test_first_file_of_a_shape_counts(tmp_path: Path, rules: tuple[Rule, ...]) -> None:
    _write(tmp_path, b={"schemaConfig": {"defaultNamespace": "second"}}, a={"schemaConfig": {"defaultNamespace": "x"}})
    assert usual_config(tmp_path, rules).namespaces == ("x",)


@pytest.mark.parametrize(
    "content",
    [
        '{"schemaConfig": ',
        "[" * 100_000 + '"schemaConfig"',
        '["schemaConfig"]',
        '{"schemaConfig": 7, "apiPageType": 7, "pathsToIgnore": 7}',
        '{"schemaConfig": {"baseUrls": 7, "defaultNamespace": [], "foldersToSkip": [1]}}',
        '{"apiPageType": [{"condition": "OR", "arguments": {}}, {"level": 2}, 7, {"level": "2", "title": 3}]}',
        '{"apiPageType": ' + '[{"headers": ' * 90 + "[]" + "}]" * 90 + "}",
        "\x00\ud83d",
    ],
)
def test_odd_files_are_passed_over(tmp_path: Path, rules: tuple[Rule, ...], content: str) -> None:
    (tmp_path / "a.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    assert take_over(tmp_path, rules).values == {}
