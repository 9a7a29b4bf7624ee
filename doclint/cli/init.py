"""``doclint init``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import Field
from pathlib import Path
from typing import Any

import click

from doclint.config import Config
from doclint.config.load import FILE_NAMES
from doclint.config.origins import config_fields, plain
from doclint.config.typed import key_of
from doclint.errors import DoclintError
from doclint.registry import installed_rules
from doclint.rule import Rule
from doclint.writing import write_atomically

_EXAMPLES = {
    "select": "[payload, links]",
    "ignore": "[{rule}]",
    "severity": "{{{rule}: info}}",
    "options": "{{{adjustable}: {{}}}}",
    "overrides": '[{files: ["**/old/**"], ignore: [structure]}]',
    "patterns": '[{name: product-name, message: "{found} is written Contoso", where: prose, regex: contoso}]',
    "baseline": ".doclint-baseline.json",
}
"""What to show of keys that have no value of their own."""
_NAME_A_RULE = ("ignore", "severity", "options")


@click.command("init")
@click.argument("folder", default=".", metavar="[FOLDER]")
def command(folder: str) -> None:
    """Write a doclint.yml in which every key is explained, and stands with its default."""
    path = Path(folder) / FILE_NAMES[0]
    there = next((name for name in FILE_NAMES[:2] if (Path(folder) / name).exists()), None)
    if there:
        raise DoclintError(f"{Path(folder) / there} exists, nothing was written")
    try:
        write_atomically(path, commented().encode())
    except OSError as error:
        raise DoclintError(f"{path}: {error.strerror}") from error
    click.echo(f"{path} written", err=True)


def commented() -> str:
    """A configuration that changes nothing and shows every key."""
    head = "# Configuration of doclint. What is commented out is the default, or an example.\n"
    rules = installed_rules()
    return "\n".join((head, *(line for field in config_fields() for line in _lines(field, rules))))


def _lines(field: Field[Any], rules: Sequence[Rule]) -> Iterator[str]:
    key, value = key_of(field), plain(getattr(Config(), field.name))
    shown = _EXAMPLES[key] if key in _EXAMPLES else _flow(value)
    if key in _NAME_A_RULE:
        shown = shown.format(rule=rules[0].name, adjustable=next(rule.name for rule in rules if rule.options))
    yield f"# {field.metadata['doc']}."
    yield f"{'' if key == 'extends' else '# '}{key}: {shown}\n"


def _flow(value: Any) -> str:
    """A value in YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(f'"{item}"' for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
