from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import pytest
from jsonschema import Draft202012Validator

from doclint.api import Finding, Page, Preset, Severity, Span, Workspace
from doclint.config import (
    Config,
    config_files,
    config_from,
    config_schema,
    find_config,
    load_config,
    settings_of,
    settle,
)
from doclint.errors import DoclintError
from doclint.rule import Rule


@dataclass(frozen=True)
class _Options:
    words: tuple[str, ...] = ("one",)
    most: int = 3
    exact: bool = True
    tone: Literal["mild", "harsh"] = "mild"
    by_folder: Mapping[str, str] = field(default_factory=dict)


def _echo(_page: Page, _workspace: Workspace, *, options: _Options) -> Iterator[Finding]:
    yield Finding(Span(0, 1), repr(options))


def _silent(_page: Page, _workspace: Workspace) -> Iterator[Finding]:
    yield from ()


def _rule(name: str, category: str, preset: Preset = Preset.RECOMMENDED, **more: Any) -> Rule:
    given = {"aliases": (), "options": None, "_check": _silent} | more
    return Rule(name, category, f"{name}.", Severity.WARNING, preset, (), (), **given)


RULES = (
    _rule("bright-star", "stars"),
    _rule("dark-star", "stars", Preset.STRICT),
    _rule("lost-comet", "comets", aliases=("gone-comet",)),
    _rule("rare-comet", "comets", Preset.ALL),
    _rule("wordy-sky", "sky", options=_Options, _check=_echo),
)


def _config(**keys: object) -> Config:
    return config_from({key.replace("_", "-"): value for key, value in keys.items()}, Path(), RULES)


def _on(path: str = "a.md", **keys: object) -> dict[str, Severity]:
    return {rule.name: rule.severity for rule in settle(_config(**keys), RULES)(path)}


def _names(path: str = "a.md", **keys: object) -> str:
    return " ".join(_on(path, **keys))


def _file(tmp_path: Path, text: str, name: str = "doclint.yml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def _complaint(tmp_path: Path, text: str, name: str = "doclint.yml") -> str:
    with pytest.raises(DoclintError) as caught:
        load_config(_file(tmp_path, text, name), RULES)
    return str(caught.value).replace(f"{tmp_path}/", "")


# Which rules run


def test_a_preset_holds_the_ones_before_it() -> None:
    assert _names() == "bright-star lost-comet wordy-sky"
    assert _names(extends="strict") == "bright-star dark-star lost-comet wordy-sky"
    assert _names(extends="all") == "bright-star dark-star lost-comet rare-comet wordy-sky"


def test_select_restricts_to_names_and_categories() -> None:
    assert _names(select=["stars"]) == "bright-star"
    assert _names(select=["stars", "rare-comet"]) == "bright-star rare-comet"
    assert _names(select=["all"], ignore=["comets"]) == "bright-star dark-star wordy-sky"


def test_ignore_and_off_take_away() -> None:
    assert _names(ignore=["stars", "wordy-sky"]) == "lost-comet"
    assert _names(severity={"bright-star": "off"}, ignore=["wordy-sky"]) == "lost-comet"


def test_a_severity_is_given_and_turns_a_rule_on() -> None:
    assert _on(severity={"rare-comet": "info"})["rare-comet"] is Severity.INFO
    assert _names(severity={"rare-comet": "info"}, select=["stars"]) == "bright-star"


def test_a_given_severity_counts_before_that_of_a_finding() -> None:
    enabled = {rule.name: rule for rule in settle(_config(severity={"bright-star": "error"}), RULES)("a.md")}
    assert enabled["bright-star"].fixed_severity
    assert not enabled["lost-comet"].fixed_severity


def test_the_old_name_of_a_rule_is_understood() -> None:
    assert _names(select=["gone-comet"]) == "lost-comet"
    assert _on(severity={"gone-comet": "error"})["lost-comet"] is Severity.ERROR


def test_overrides_apply_in_order_to_the_pages_they_name() -> None:
    overrides = [
        {"files": ["old/**"], "ignore": ["stars"], "severity": {"lost-comet": "info"}},
        {"files": ["*-draft.md"], "severity": {"lost-comet": "off", "rare-comet": "error"}},
    ]
    assert _names("new/a.md", overrides=overrides) == "bright-star lost-comet wordy-sky"
    assert _on("old/a.md", overrides=overrides) == {"lost-comet": "info", "wordy-sky": "warning"}
    assert _on("old/a-draft.md", overrides=overrides) == {"rare-comet": "error", "wordy-sky": "warning"}


def test_globs_are_about_the_folder_of_the_configuration() -> None:
    config = _config(overrides=[{"files": ["docs/old/**"], "select": ["stars"]}])
    assert [rule.name for rule in settle(config, RULES, "docs/")("old/a.md")] == ["bright-star"]


def test_options_reach_the_rule_as_its_dataclass() -> None:
    given = {"words": ["a", "b"], "tone": "harsh", "by-folder": {"x": "y"}}
    config = _config(
        options={"wordy-sky": given}, overrides=[{"files": ["b.md"], "options": {"wordy-sky": {"most": 9}}}]
    )
    said = {}
    for path in ("a.md", "b.md"):
        check = next(rule.check for rule in settle(config, RULES)(path) if rule.name == "wordy-sky")
        said[path] = next(check(None, None)).message  # type: ignore[arg-type]
    assert said["a.md"] == repr(_Options(("a", "b"), tone="harsh", by_folder={"x": "y"}))
    assert said["b.md"] == repr(_Options(("a", "b"), 9, tone="harsh", by_folder={"x": "y"}))


def test_settings_for_the_rules() -> None:
    settings = settings_of(_config(extends="strict", namespaces=["contoso.sky"], hosts=["sky.contoso.example"]))
    assert settings.namespaces == ("contoso.sky",)
    assert settings.hosts == ("sky.contoso.example",)
    assert settings.versions == {"v1.0": "v1.0", "beta": "beta"}
    assert settings.strict
    assert not settings_of(Config()).strict


# Files


@pytest.mark.parametrize("level", ["off", "no", "false", '"off"'])
def test_off_works_although_yaml_reads_it_as_false(tmp_path: Path, level: str) -> None:
    config = load_config(_file(tmp_path, f"severity: {{bright-star: {level}}}\n"), RULES)
    assert config.severity == {"bright-star": "off"}


def test_off_works_in_overrides(tmp_path: Path) -> None:
    text = "overrides:\n  - files: ['**']\n    severity: {bright-star: off}\n"
    config = load_config(_file(tmp_path, text), RULES)
    assert "bright-star" not in [rule.name for rule in settle(config, RULES)("a.md")]


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "\ufeffextends: recommended\r\n"])
def test_an_empty_configuration_changes_nothing(tmp_path: Path, text: str) -> None:
    assert load_config(_file(tmp_path, text), RULES) == Config()


def test_the_nearest_configuration_counts_up_to_the_repository(tmp_path: Path) -> None:
    inner = tmp_path / "repository" / "docs" / "api"
    inner.mkdir(parents=True)
    _file(tmp_path, "")
    (tmp_path / "repository" / ".git").mkdir()
    assert find_config(inner) is None
    pyproject = _file(inner.parents[1], "[tool.doclint]\n", "pyproject.toml")
    assert find_config(inner) == pyproject
    hidden = _file(inner.parent, "", ".doclint.yml")
    assert find_config(inner) == hidden
    assert find_config(inner.parents[1]) == pyproject


def test_a_pyproject_that_does_not_speak_of_doclint_is_passed_over(tmp_path: Path) -> None:
    config = _file(tmp_path, "")
    (tmp_path / "docs").mkdir()
    _file(tmp_path / "docs", '[project]\nname = "doclint-docs"\n', "pyproject.toml")
    assert find_config(tmp_path / "docs") == config


def test_pyproject(tmp_path: Path) -> None:
    text = '[tool.doclint]\nselect = ["stars"]\n[tool.doclint.severity]\nbright-star = "info"\n'
    assert load_config(_file(tmp_path, text, "pyproject.toml"), RULES) == Config(
        select=("stars",), severity={"bright-star": "info"}
    )


def test_a_configuration_extends_another(tmp_path: Path) -> None:
    _file(
        tmp_path,
        "extends: strict\nignore: [stars]\nexclude: [old]\nseverity: {lost-comet: info, wordy-sky: error}\n"
        "overrides: [{files: [a], ignore: [sky]}]\n",
        "shared.yml",
    )
    own = "extends: ./shared.yml\nexclude: []\nseverity: {wordy-sky: info}\noverrides: [{files: [b], ignore: [sky]}]\n"
    config = load_config(_file(tmp_path, own), RULES)
    assert config.preset is Preset.STRICT
    assert config.ignore == ("stars",)
    assert config.exclude == ()
    assert config.severity == {"lost-comet": "info", "wordy-sky": "info"}
    assert [override.files for override in config.overrides] == [("a",), ("b",)]


def test_a_configuration_cannot_extend_itself(tmp_path: Path) -> None:
    _file(tmp_path, "extends: doclint.yml\n", "shared.yml")
    assert "extends this configuration itself" in _complaint(tmp_path, "extends: ./shared.yml\n")


def test_the_files_of_a_configuration_are_known_as_far_as_they_can_be_read(tmp_path: Path) -> None:
    path = _file(tmp_path, "extends: a.yml\n")
    above, below = _file(tmp_path, "extends: b.yml\n", "a.yml"), tmp_path / "b.yml"
    assert config_files(path) == (path, above, below)
    for text in ("extends: [\n", f"extends: ../{tmp_path.name}/a.yml\n", "extends: strict\n"):
        _file(tmp_path, text, "b.yml")
        assert config_files(path) == (path, above, below)


# What is wrong with a configuration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "selct: [a]\n",
            ["doclint.yml:1:1: unknown key selct, did you mean select?", "  1 | selct: [a]", "      ^^^^^"],
        ),
        (
            "# why\nselect: [sky, comet]\n",
            [
                "doclint.yml:2:15: unknown rule or category comet, did you mean comets?",
                "  2 | select: [sky, comet]",
                "                    ^^^^^",
            ],
        ),
        (
            "severity:\n  brite-star: error\n",
            [
                "doclint.yml:2:3: unknown rule brite-star, did you mean bright-star?",
                "  2 |   brite-star: error",
                "        ^^^^^^^^^^",
            ],
        ),
        (
            "severity: {bright-star: warn}\n",
            [
                "doclint.yml:1:25: unknown severity warn, did you mean warning?",
                "  1 | severity: {bright-star: warn}",
                "                              ^^^^",
            ],
        ),
    ],
)
def test_a_slip_is_shown_with_its_place_and_what_was_meant(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert _complaint(tmp_path, text).splitlines() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("extends: recomended", "1:10: unknown preset recomended, did you mean recommended?"),
        ("extends: gentle", "1:10: unknown preset gentle, known are recommended, strict, all"),
        ("extends: ./gone.yml", "1:10: there is no file ./gone.yml"),
        ("select: stars", "1:9: select must be a list, not text, write [stars]"),
        ("select:", "1:8: select must be a list, not nothing"),
        ("select: [1.0]", "1:10: unknown rule or category 1.0"),
        ("severity: [a]", "1:11: severity must be a mapping, not a list"),
        (
            "severity: {bright-star: on}",
            "1:25: severity.bright-star must be one of error, warning, info, off, not true",
        ),
        ("versions: {v1: 1.0}", '1:16: versions.v1 must be text, not the number 1.0, write "1.0"'),
        ("versions: {1.0: v1}", "1:12: the key 1.0 is no text to YAML, write it in quotes"),
        ("include: [a]\ninclude: [b]", "2:1: the key include stands twice"),
        ("options: {bright-star: {}}", "1:11: the rule bright-star has no options"),
        ("options: {wordy-skies: {}}", "1:11: unknown rule wordy-skies, did you mean wordy-sky?"),
        (
            "options: {wordy-sky: {word: []}}",
            "1:23: unknown key word in options.wordy-sky, did you mean words?",
        ),
        ("options: {wordy-sky: {zzz: []}}", "unknown key zzz in options.wordy-sky, known are "),
        ("options: {wordy-sky: {most: x}}", "1:29: options.wordy-sky.most must be a whole number, not text"),
        ("options: {wordy-sky: {exact: 1}}", "1:30: options.wordy-sky.exact must be true or false, not the number 1"),
        (
            "options: {wordy-sky: {tone: hars}}",
            "1:29: options.wordy-sky.tone must be one of mild, harsh, not hars, did you mean harsh?",
        ),
        ("include: '**/*.md'", '1:10: include must be a list, not text, write ["**/*.md"]'),
        ("overrides: [{ignore: []}]", "1:13: files is missing"),
        ("patterns: [{name: old-name}]", "1:12: message, where, regex are missing"),
        ("overrides: [{files: [a], extends: all}]", "1:26: unknown key extends in overrides[0], known are select, ign"),
        ("include: ['!']", "1:11: not a glob: "),
        ("exclude: [a, '[z-a]']", "1:14: not a glob: "),
        ("- a", "1:1: must be a mapping of keys to values"),
        ("a: [b", "1:6: is no YAML: "),
        ("a: &x [1]\nb: *x", "2:4: is no YAML: aliases are not supported"),
        ("when: 2020-99-99", ""),
        ("a: \x00", ""),
        ("a: " + "[" * 10_000, "is nested too deeply"),
    ],
)
def test_what_is_wrong_is_said_in_words(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in _complaint(tmp_path, text)


def test_what_lacks_several_keys_is_one_slip(tmp_path: Path) -> None:
    assert _complaint(tmp_path, "patterns: [{name: old-name}]").count("missing") == 1


def test_all_slips_are_reported_at_once(tmp_path: Path) -> None:
    complaint = _complaint(tmp_path, "severity: {x: error}\nignore: 3\nselct: []\n")
    assert [line.split(":")[1] for line in complaint.splitlines() if line.startswith("doclint.yml")] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[tool.doclint]\nselct = ["stars"]\n', "pyproject.toml:2:1: unknown key selct, did you mean select?"),
        ('[tool.doclint.severity]\nbrite-star = "info"\n', "pyproject.toml:2:1: unknown rule brite-star"),
        ("[tool.doclint]\nselect = [\n", "pyproject.toml:"),
        ("[tool]\ndoclint = 3\n", "pyproject.toml: tool.doclint must be a table"),
    ],
)
def test_slips_in_pyproject_have_a_place_too(tmp_path: Path, text: str, expected: str) -> None:
    assert _complaint(tmp_path, text, "pyproject.toml").startswith(expected)


def test_a_slip_in_a_mapping_is_named_by_its_keys() -> None:
    with pytest.raises(DoclintError, match=r"^configuration\.severity\.brite-star: unknown rule brite-star"):
        _config(severity={"brite-star": "error"})
    with pytest.raises(DoclintError, match=r"^configuration\.overrides\[0\]\.selct: unknown key"):
        _config(overrides=[{"files": ["a"], "selct": []}])


def test_a_mapping_may_hold_tuples_and_the_like() -> None:
    assert _config(select=("stars",), ignore={"sky"}) == Config(select=("stars",), ignore=("sky",))


def test_the_schema_is_a_schema_that_describes_every_key() -> None:
    schema = config_schema(RULES)
    Draft202012Validator.check_schema(schema)
    assert {"extends", "include", "exclude", "select", "ignore", "severity", "options", "overrides"} < set(
        schema["properties"]
    )
    assert all(key.get("description") for key in schema["properties"].values())
