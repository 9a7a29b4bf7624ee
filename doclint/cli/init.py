"""``doclint init``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import Field
from pathlib import Path
from typing import Any

import click

from doclint.cli.terminal import output
from doclint.config import Config, config_from, take_over
from doclint.config.apidoctor import Taken, suppressed_in
from doclint.config.load import FILE_NAMES, holds_config
from doclint.config.origins import config_fields, plain
from doclint.config.typed import key_of
from doclint.docset import find_files, read_pages
from doclint.errors import DoclintError
from doclint.excerpt import visible
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
@click.option("--from-apidoctor", is_flag=True, help="Take over what API Doctor's files in the folder say")
def command(folder: str, *, from_apidoctor: bool) -> None:
    """Write a doclint.yml in which every key is explained, and stands with its default.

    With --from-apidoctor, the errors that pages suppress for API Doctor are listed: doclint does not obey them.
    """
    root, path = Path(folder), Path(folder) / FILE_NAMES[0]
    there = next((root / name for name in FILE_NAMES if holds_config(root / name)), None)
    if there:
        raise DoclintError(f"{there} {'has' if there.suffix == '.toml' else 'is'} a configuration, nothing was written")
    rules = installed_rules()
    taken = take_over(root, rules) if from_apidoctor else Taken()
    if from_apidoctor and not taken.files:
        raise DoclintError(f"{root}: no configuration of API Doctor was found, nothing was written")
    config = config_from({}, root, rules, taken)
    try:
        write_atomically(path, commented(config, taken, rules).encode())
    except OSError as error:
        raise DoclintError(f"{path}: {error.strerror}") from error
    click.echo(f"{path} written", err=True)
    if from_apidoctor:
        _list_suppressions(root, config)


def commented(config: Config, taken: Taken, rules: Sequence[Rule]) -> str:
    """A configuration that shows every key; what was taken over stands in it, all else is commented out."""
    head = "# Configuration of doclint. What is commented out is the default, or an example.\n"
    used = {origin.partition(":")[0] for origin in taken.origins.values()}
    unused = [f"# {visible(file)} says nothing that doclint asks for: {what}." for file, what in taken.files.items()]
    unused = [line for line, file in zip(unused, taken.files, strict=True) if file not in used]
    listed = (line for field in config_fields() for line in _lines(field, config, taken, rules))
    return "\n".join((head, *listed, *unused, *([""] if unused else [])))


def _lines(field: Field[Any], config: Config, taken: Taken, rules: Sequence[Rule]) -> Iterator[str]:
    key = key_of(field)
    value = plain(getattr(config, field.name))
    yield f"# {field.metadata['doc']}."
    if key == "options" and key in taken.values:
        yield "options:"
        for rule, options in taken.values[key].items():
            yield f"  # From {visible(taken.origins[key, rule])}."
            yield f"  {rule}:"
            yield from (f"    {option}: {_flow(given)}" for option, given in options.items())
        yield ""
    elif key in taken.values:
        yield f"# From {visible(taken.origins[key, None])}."
        yield f"{key}: {_flow(value)}\n"
    else:
        shown = _EXAMPLES[key] if key in _EXAMPLES else _flow(value)
        if key in _NAME_A_RULE:
            shown = shown.format(rule=rules[0].name, adjustable=next(rule.name for rule in rules if rule.options))
        yield f"{'' if key == 'extends' else '# '}{key}: {shown}\n"


def _list_suppressions(root: Path, config: Config) -> None:
    files = find_files(root, config.include, config.exclude)
    pages = (read_pages(root, [path], {}).sources.values() for path in files.pages)
    found = (item for sources in pages for source in sources for item in suppressed_in(source))
    count = 0
    with output() as stream:
        for place, text in found:
            stream.write(f"{visible(place)}: {visible(text)}\n")
            count += 1
    if count:
        what = "1 error is" if count == 1 else f"{count} errors are"
        click.echo(f"{what} suppressed in pages for API Doctor; doclint does not obey that", err=True)


def _flow(value: Any) -> str:
    """A value in YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(json.dumps(item, ensure_ascii=False) for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
