"""``doclint rules``."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from doclint.cli.inputs import known_rules
from doclint.cli.options import choice, config_options
from doclint.cli.terminal import output
from doclint.docs import fix_of, reference
from doclint.rule import Rule


def _text(rules: Sequence[Rule]) -> str:
    rows = [(rule.name, rule.category, rule.severity, rule.preset, fix_of(rule)) for rule in rules]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    listed = ("  ".join(f"{cell:<{size}}" for cell, size in zip(row, widths, strict=True)) for row in rows)
    return "".join(f"{line}  {rule.summary}\n" for line, rule in zip(listed, rules, strict=True))


def _json(rules: Sequence[Rule]) -> str:
    listed = [
        {
            "name": rule.name,
            "category": rule.category,
            "severity": rule.severity,
            "preset": rule.preset,
            "fix": fix_of(rule) or None,
            "summary": rule.summary,
            "aliases": rule.aliases,
        }
        for rule in rules
    ]
    return json.dumps(listed, indent=2) + "\n"


_FORMATS = {"text": _text, "json": _json, "markdown": reference}


@click.command("rules")
@choice("--format", list(_FORMATS), default="text", help="Default: text")
@config_options
def command(*, config: str | None, no_config: bool, **options: str) -> None:
    """List the rules, and the patterns of the configuration."""
    rules = known_rules(config, no_config=no_config)
    with output() as stream:
        stream.write(_FORMATS[options["format"]](rules))
