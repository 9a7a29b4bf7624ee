"""Run the examples a rule carries, and cases written as files. Rule packs outside doclint use this too."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from doclint.checking import Diagnostic, EnabledRule
from doclint.config.typed import arguments_of
from doclint.facts import is_contents
from doclint.fix import apply_fixes
from doclint.rule import Example, Rule
from doclint.session import Session
from doclint.text import Source, Span
from doclint.workspace import Settings

_MARK = re.compile("[⟦⟧]")
_DIRECTIVE = re.compile(r"^%% (?P<key>path|options|settings|file|fixed)(?:: (?P<value>.*))?\n", re.MULTILINE)


def check_rule(rule: Rule) -> None:
    """Assert that a rule explains itself: by a docstring of more than a line, and examples of both kinds."""
    assert rule.summary, f"{rule.name}: the module has no docstring"
    assert "\n\n" in rule.docs, f"{rule.name}: the docstring is but a summary; say why it matters"
    assert rule.valid, f"{rule.name} has no valid example"
    assert rule.invalid, f"{rule.name} has no invalid example"
    assert all("⟦" in example.page for example in rule.invalid), f"{rule.name}: an invalid example marks nothing"
    assert all("⟦" not in example.page for example in rule.valid), f"{rule.name}: a valid example marks something"


def check_example(rule: Rule, example: Example) -> None:
    """Assert that the rule flags just what the example marks, and that its fixes do what it says."""
    text, expected = unmark(example.page)
    found = run_example(rule, example)
    actual = [(d.span, text[d.span.start : d.span.end]) for d in found]
    wanted = [(span, text[span.start : span.end]) for span in expected]
    assert actual == wanted, f"{rule.name} flagged\n{_listed(found, text)}\nnot {wanted} in\n{text}"
    fixes = [d.fix for d in found if d.fix]
    fixed = apply_fixes(text, fixes) if fixes else None
    assert fixed == example.fixed, f"{rule.name} fixed the page to\n{fixed}\nnot\n{example.fixed}"
    if fixed is not None:
        left = run_example(rule, example, fixed)
        assert not [d for d in left if d.fix], f"{rule.name} still objects to its own fix:\n{_listed(left, fixed)}"
        assert len(left) <= len(found) - len(fixes), f"{rule.name} finds more after its fix:\n{_listed(left, fixed)}"


def run_example(rule: Rule, example: Example, text: str | None = None) -> tuple[Diagnostic, ...]:
    """What the rule finds on an example's page, or on ``text`` in its place, in order."""
    settings = {k: tuple(v) if isinstance(v, list) else v for k, v in example.settings.items() if k != "extends"}
    strict = example.settings.get("extends") in ("strict", "all")
    options = arguments_of(rule.options, example.options) if rule.options else {}
    enabled = (EnabledRule(rule.name, rule.category, rule.severity, rule.bind(options)),)
    session = Session(lambda _: enabled, Settings(**settings, strict=strict))  # type: ignore[arg-type]
    page = Source(example.path, unmark(example.page)[0] if text is None else text)
    pages = {
        path: Source(path, other) for path, other in example.others.items() if path.endswith(".md") or is_contents(path)
    }
    session.update({example.path: page, **pages}, files=example.others)
    session.check([example.path])
    return session.diagnostics(example.path)


def read_case(file: Path) -> Example:
    """An example written as a file: the page with its marks, and lines beginning with ``%%`` that say more.

    ``%% path: P`` and ``%% options: JSON`` and ``%% settings: JSON`` stand at the top; ``%% fixed`` and
    ``%% file: P`` begin the text after the fixes, and another file of the docs set. Without a path the page is
    ``api-reference/beta/api/<name of the file>``.
    """
    pieces = _DIRECTIVE.split(file.read_text(encoding="utf-8"))
    page, path, fixed = pieces[0], f"api-reference/beta/api/{file.name}", None
    others: dict[str, str] = {}
    said: dict[str, dict[str, object]] = {"options": {}, "settings": {}}
    for key, value, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        match key:
            case "path":
                path, page = value, page + text
            case "fixed":
                fixed = text
            case "file":
                others[value] = text
            case _:
                said[key], page = json.loads(value), page + text
    return Example(page, path, others, fixed, said["options"], said["settings"])


def unmark(marked: str) -> tuple[str, list[Span]]:
    """Take the marks out of an example and say where they stood."""
    offsets = [match.start() - count for count, match in enumerate(_MARK.finditer(marked))]
    spans = [Span(*pair) for pair in zip(offsets[::2], offsets[1::2], strict=True)]
    return _MARK.sub("", marked), sorted(spans)


def _listed(found: Iterable[Diagnostic], text: str) -> str:
    return "\n".join(f"  {d.span} {text[d.span.start : d.span.end]!r}: {d.message}" for d in found)
