"""Rules that a configuration writes: a text to look for, and where."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from doclint import check
from doclint.cli import main
from doclint.config import load_config
from doclint.errors import DoclintError

PAGE = """\
---
title: Get Dome
author: dome-team
---
# Get Dome

A Dome of the `Dome` class, see [Dome](dome.md).

|Property|Type|Description|
|:-|:-|:-|
|Dome|String|A Dome.|

```json
{ "Dome": ["Dome"], "other": "Dome", "count": 17 }
```
"""


def _found(
    tmp_path: Path, page: str = PAGE, config: Mapping[str, object] | None = None, **pattern: object
) -> list[str]:
    (tmp_path / "page.md").write_text(page, encoding="utf-8")
    given = {"name": "old-name", "message": "It is a shelter now", "where": "prose", "regex": "Dome"} | pattern
    given = {key: value for key, value in given.items() if value is not None}
    report = check(tmp_path, config={"select": ["patterns"], "patterns": [given], **(config or {})})
    return [f"{d.line}:{d.column} {d.rule} {d.message}" for d in report.diagnostics]


@pytest.mark.parametrize(
    ("where", "key", "places"),
    [
        ("front-matter", None, ["2:12", "3:9"]),
        ("front-matter", "author", ["3:9"]),
        ("heading", None, ["5:7"]),
        ("prose", None, ["7:3", "7:34", "7:40"]),
        ("table", None, ["11:2", "11:16"]),
        ("table", "description", ["11:16"]),
        ("table", "Value", []),
        ("json-key", None, ["14:4"]),
        ("json-value", None, ["14:13", "14:31"]),
        ("json-value", "other", ["14:31"]),
        ("json-value", "Dome", ["14:13"]),
        ("code", None, ["14:4", "14:13", "14:31"]),
    ],
)
def test_looks_only_where_it_is_told_to(tmp_path: Path, where: str, key: str | None, places: list[str]) -> None:
    found = _found(tmp_path, where=where, regex="(?i)dome", key=key)
    assert [line.partition(" ")[0] for line in found] == places


def test_values_that_are_no_text_count_as_written(tmp_path: Path) -> None:
    assert len(_found(tmp_path, where="json-value", regex="^17$")) == 1


def test_bodies_of_messages_count(tmp_path: Path) -> None:
    page = '```http\nPOST /domes\nContent-Type: application/json\n\n{ "old": 1 }\n```\n'
    assert len(_found(tmp_path, page, where="json-key", regex="^old$")) == 1


def test_message_quotes_what_was_found_and_offsets_are_characters(tmp_path: Path) -> None:
    found = _found(tmp_path, "Zwölf 🔭 Kuppeln\r\n", regex="K[a-z]+", message="{found} is no English")
    assert found == ["1:9 old-name Kuppeln is no English"]


def test_replacement_is_an_unsafe_fix(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("Ä Dome of Öl.\n", encoding="utf-8")
    pattern = {"name": "p", "message": "m", "where": "prose", "regex": r"(\w+) of (?P<what>\S+)\."}
    config = {"select": ["patterns"], "patterns": [{**pattern, "replacement": r"\g<what>-\1é!"}]}
    (diagnostic,) = check(tmp_path, config=config).diagnostics
    assert diagnostic.fix is not None
    assert not diagnostic.fix.safe
    assert diagnostic.fix.edits[0].text == "Öl-Domeé!"


def test_is_suppressed_and_configured_like_any_rule(tmp_path: Path) -> None:
    assert _found(tmp_path, "<!-- doclint-disable-file old-name: history -->\n\nThe Dome.\n") == []
    assert _found(tmp_path, config={"severity": {"old-name": "off"}}) == []
    assert _found(tmp_path, config={"ignore": ["patterns"]}) == []
    overrides = [{"files": ["page.md"], "ignore": ["old-name"]}]
    assert _found(tmp_path, config={"overrides": overrides}) == []


def test_is_on_unless_something_else_is_selected(tmp_path: Path) -> None:
    assert _found(tmp_path, config={"select": ["payload"]}) == []
    assert _found(tmp_path, config={"select": ["payload", "old-name"]}) != []


def test_hostile_expressions_take_no_longer(tmp_path: Path) -> None:
    assert _found(tmp_path, "a" * 100_000 + "\n", regex="(a*)*b|(a|a)*c") == []


def test_extended_patterns_are_kept_and_can_be_switched_off(tmp_path: Path) -> None:
    text = "patterns:\n  - {name: NAME, message: m, where: prose, regex: x}\n"
    (tmp_path / "other.yml").write_text(text.replace("NAME", "first"), encoding="utf-8")
    own = "extends: other.yml\nseverity: {first: info}\n" + text.replace("NAME", "second")
    (tmp_path / "doclint.yml").write_text(own, encoding="utf-8")
    config = load_config(tmp_path / "doclint.yml", ())
    assert [pattern.name for pattern in config.patterns] == ["first", "second"]


@pytest.mark.parametrize(
    ("pattern", "complaint"),
    [
        ("{name: a, message: m, where: prose, regex: '(x'}", ":1:55: (x is no expression of RE2: missing )"),
        ("{name: a, message: m, where: prose, regex: '(?=x)y'}", "is no expression of RE2: invalid perl operator"),
        ("{name: a, message: m, where: prose, regex: 'x*'}", "x* matches where there is nothing"),
        (r"{name: a, message: m, where: prose, regex: x, replacement: '\1'}", "has no group 1"),
        ("{name: Ab, message: m, where: prose, regex: x}", "Ab is no name of a rule"),
        ("{name: patterns, message: m, where: prose, regex: x}", "there is a rule or category patterns already"),
        ("{name: a, message: m, where: text, regex: x}", "must be one of front-matter, heading"),
        ("{name: a, message: m, where: prose}", "regex is missing"),
        ("{name: a, message: m, where: prose, regex: x, severity: bad}", "unknown severity bad"),
        ("{name: a, message: m, where: prose, regexp: x, regex: x}", "unknown key regexp"),
        ("7", "patterns[0] must be a mapping"),
    ],
)
def test_says_what_is_wrong_with_a_pattern(tmp_path: Path, pattern: str, complaint: str) -> None:
    file = tmp_path / "doclint.yml"
    file.write_text(f"patterns: [{pattern}]\n", encoding="utf-8")
    with pytest.raises(DoclintError, match=re.escape(complaint)):
        load_config(file, ())


def test_says_that_the_engine_is_missing(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['re2'] = None\n"
        "import doclint\n"
        "pattern = {'name': 'a', 'message': 'm', 'where': 'prose', 'regex': 'x'}\n"
        "try: doclint.check('.', config={'patterns': [pattern]})\n"
        "except Exception as error: print(type(error).__name__, error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "DoclintError patterns need the engine RE2: pip install 'doclint[patterns]'\n"


def test_names_stand_once(tmp_path: Path) -> None:
    pattern = {"name": "a", "message": "m", "where": "prose", "regex": "x"}
    with pytest.raises(DoclintError, match="there is a rule or category a already"):
        check(tmp_path, config={"patterns": [pattern, pattern]})


CONFIG = """\
patterns:
  - {name: old-name, message: It is a shelter now, where: table, key: Type, regex: Dome, replacement: Shelter}
"""


def test_they_are_listed_and_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "doclint.yml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> Result:
        return CliRunner().invoke(main, args)

    assert "old-name " in run("rules").stdout
    assert {"name": "old-name", "category": "patterns", "fix": "unsafe"}.items() <= json.loads(
        run("rules", "--format", "json").stdout
    )[-1].items()
    assert "### old-name\n" in run("rules", "--format", "markdown").stdout
    assert "old-name" not in run("rules", "--no-config").stdout
    explained = run("explain", "old-name").stdout
    assert "fix: unsafe" in explained
    assert "looked for in: table, key `Type`" in explained
    assert "The fix writes `Shelter`; it is not safe." in explained
    assert "did you mean old-name?" in run("explain", "old-nam").stderr
    assert run("explain", "old-name", "--no-config").exit_code == 2
    assert "old-name" in run("rules", "--config", str(tmp_path / "doclint.yml")).stdout
    assert run("rules", "--config", "gone.yml").exit_code == 2
