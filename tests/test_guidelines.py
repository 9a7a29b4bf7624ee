"""The table of guidelines names rules that exist, and counts right."""

from __future__ import annotations

import re
from pathlib import Path

from doclint.registry import installed_rules

GUIDELINES = (Path(__file__).parent.parent / "rules" / "guidelines.md").read_text(encoding="utf-8")
ENTRIES = re.findall(r"^\| ([A-Z]+-\d+) \| [^|]+ \| ([^|]+) \|$", GUIDELINES, re.MULTILINE)
NAMED = re.compile(r"`[a-z0-9-]+`(?:, `[a-z0-9-]+`)*")


def test_every_entry_has_rules_or_a_reason() -> None:
    assert len(dict(ENTRIES)) == len(ENTRIES)
    assert [entry for entry, cell in ENTRIES if not NAMED.fullmatch(cell) and not cell.startswith("none: ")] == []


def test_every_rule_named_exists() -> None:
    named = {name for _, cell in ENTRIES if NAMED.fullmatch(cell) for name in re.findall(r"[a-z0-9-]+", cell)}
    assert named - {rule.name for rule in installed_rules()} == set()


def test_counts_are_right() -> None:
    covered = sum(1 for _, cell in ENTRIES if NAMED.fullmatch(cell))
    assert f"{len(ENTRIES)} entries: {covered} covered, {len(ENTRIES) - covered} not covered." in GUIDELINES
