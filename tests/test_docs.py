"""The rule reference in the repository is the one that doclint writes."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from doclint.cli import main

REFERENCE = Path(__file__).parent.parent / "rules" / "README.md"


def test_reference_is_up_to_date() -> None:
    written = CliRunner().invoke(main, ["rules", "--format", "markdown"]).stdout
    assert REFERENCE.read_text(encoding="utf-8") == written, "run: doclint rules --format markdown > rules/README.md"
