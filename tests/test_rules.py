"""Every rule does what its examples say, and every case in ``tests/cases`` holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from doclint.checking import Diagnostic
from doclint.registry import installed_rules
from doclint.rule import Example, Rule
from doclint.testing import check_example, check_rule, read_case, run_example, unmark
from doclint.text import Span

RULES = {rule.name: rule for rule in installed_rules()}
CASES = sorted((Path(__file__).parent / "cases").glob("*/*.md"))
ENOUGH = 3
EXAMPLES = [
    pytest.param(rule, example, id=f"{rule.name}-{kind}-{number}")
    for rule in RULES.values()
    for kind, examples in (("valid", rule.valid), ("invalid", rule.invalid))
    for number, example in enumerate(examples)
]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_example(rule: Rule, example: Example) -> None:
    check_example(rule, example)


@pytest.mark.parametrize("file", CASES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_case(file: Path) -> None:
    check_example(RULES[file.parent.name], read_case(file))


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_lines_may_end_in_carriage_returns_alone(rule: Rule, example: Example) -> None:
    page, _ = unmark(example.page)
    found = run_example(rule, example)
    if "\r" not in page:
        again = run_example(rule, example, page.replace("\n", "\r"))
        assert [(d.span, d.message) for d in again] == [(d.span, d.message) for d in found]
        assert [_edits(d) for d in again] == [_edits(d) for d in found]


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
def test_rule_is_complete(rule: Rule) -> None:
    check_rule(rule)


@pytest.mark.parametrize("rule", RULES.values(), ids=str)
def test_rule_has_cases_of_several_shapes(rule: Rule) -> None:
    cases = [read_case(file) for file in CASES if file.parent.name == rule.name]
    marked = ["⟦" in example.page for example in (*rule.valid, *rule.invalid, *cases)]
    assert marked.count(True) >= ENOUGH
    assert marked.count(False) >= ENOUGH


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_messages_speak_to_writers(rule: Rule, example: Example) -> None:
    for diagnostic in run_example(rule, example):
        assert not diagnostic.message.endswith(".")
        assert "\n" not in diagnostic.message


def _edits(diagnostic: Diagnostic) -> list[tuple[Span, str]]:
    return [(e.span, e.text.replace("\n", "\r")) for e in (diagnostic.fix.edits if diagnostic.fix else ())]
