"""The reference of the rules, written from what the rules say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import MISSING, Field, fields
from inspect import cleandoc
from itertools import groupby
from typing import Any, get_type_hints

from doclint.checking import ENGINE, ENGINE_RULES
from doclint.config.typed import key_of, schema_of
from doclint.rule import Example, Rule
from doclint.testing import run_example

_BACKTICKS = re.compile("`{3,}")
_INTRODUCTION = """\
# Rules

What doclint checks, written by `doclint rules --format markdown`. In the examples `⟦` and `⟧` mark what a rule
flags; they are no part of the page. [Which rules check what the authoring guidelines ask for](guidelines.md).
"""


def reference(rules: Iterable[Rule]) -> str:
    """The whole reference in Markdown: a table of the rules of each category, then a section for each rule."""
    ordered = sorted(rules, key=lambda rule: (rule.category, rule.name))
    pieces = [_INTRODUCTION]
    for category, members in groupby(ordered, key=lambda rule: rule.category):
        listed = list(members)
        pieces += [f"## {category}\n", _table(listed), *map(section, listed)]
    return "\n".join((*pieces, f"## {ENGINE}\n", *map(engine_section, sorted(ENGINE_RULES))))


def engine_section(name: str) -> str:
    """What one of the engine's own diagnostics means, under a heading of its name."""
    severity, docs = ENGINE_RULES[name]
    return f"### {name}\n\nSeverity: {severity} · category: {ENGINE}\n\n{docs}\n"


def section(rule: Rule) -> str:
    """All about one rule in Markdown, under a heading of its name."""
    parts = [f"### {rule.name}", _facts(rule), rule.docs, *_options(rule)]
    for title, examples in (("Flagged:", rule.invalid[:1]), ("Fine:", rule.valid[:1])):
        for example in examples:
            parts += [title, *_example(example)]
    return "\n\n".join(parts) + "\n"


def fix_of(rule: Rule) -> str:
    """What kind of fix a rule offers, as its examples show: ``safe``, ``unsafe``, ``safe or unsafe``, or nothing."""
    if rule.fix:
        return rule.fix
    fixed = (example for example in rule.invalid if example.fixed is not None)
    fixes = (diagnostic.fix for example in fixed for diagnostic in run_example(rule, example))
    return " or ".join(sorted({"safe" if fix.safe else "unsafe" for fix in fixes if fix}))


def _facts(rule: Rule) -> str:
    facts = [f"Severity: {rule.severity}", f"preset: {rule.preset}", f"category: {rule.category}"]
    fix = fix_of(rule)
    facts += [f"fix: {fix}"] if fix else []
    facts += [f"formerly: {', '.join(rule.aliases)}"] if rule.aliases else []
    return " · ".join(facts)


def _table(rules: Sequence[Rule]) -> str:
    rows = [
        f"| [{rule.name}](#{rule.name}) | {rule.severity} | {rule.preset} | {fix_of(rule)} | {_cell(rule.summary)} |"
        for rule in rules
    ]
    return "\n".join(("| rule | severity | preset | fix | finds |", "|---|---|---|---|---|", *rows)) + "\n"


def _options(rule: Rule) -> Iterator[str]:
    if rule.options is None:
        return
    yield "Options:"
    own = rule.options.__doc__ or ""
    if own and not own.startswith(f"{rule.options.__name__}("):  # what dataclasses write when there is none
        yield cleandoc(own)
    hints = get_type_hints(rule.options)
    rows = [_option(field, hints[field.name]) for field in fields(rule.options)]
    yield "\n".join(("| option | type | default |", "|---|---|---|", *rows))


def _option(field: Field[Any], kind: Any) -> str:
    schema = schema_of(kind)
    default = field.default if field.default_factory is MISSING else field.default_factory()
    shown = "" if default is MISSING else f"`{_plain(default)}`"
    return f"| `{key_of(field)}` | {_said(schema)} | {_cell(shown)} |"


def _said(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_said(schema['items'])}s"
    if schema.get("type") == "object":
        return f"mapping to {_said(schema.get('additionalProperties') or {})}s"
    return str(schema.get("type", "value"))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _example(example: Example) -> Iterator[str]:
    yield _fenced(example.page)
    for path, text in example.others.items():
        yield f"with `{path}`:"
        yield _fenced(text)
    for name, given in (("options", example.options), ("settings", example.settings)):
        if given:
            yield f"with the {name} `{dict(given)}`"
    if example.fixed is not None:
        yield "fixed:"
        yield _fenced(example.fixed)


def _fenced(text: str) -> str:
    fence = "`" * max([3, *(len(match[0]) + 1 for match in _BACKTICKS.finditer(text))])
    return f"{fence}markdown\n{text.rstrip()}\n{fence}"


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", " ")
