"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from doclint.config import ALL, OFF
from doclint.config.validate import closest
from doclint.rule import Preset, Severity
from doclint.run import rules_of_this_installation

Command = TypeVar("Command", bound=Callable[..., Any])

PATH = click.Path(readable=False)
"""The type of a path: a shell completes it; whether there is such a file is told in doclint's own words."""


def choice(name: str, choices: Sequence[str], **attributes: Any) -> Callable[[Command], Command]:
    """An option that takes one of some words; a misspelt one is answered with the closest."""

    def convert(value: str) -> str:
        if value not in choices:
            close = closest(value, choices) or f", known are {', '.join(choices)}"
            raise click.BadParameter(f"unknown {name.removeprefix('--')} {value}{close}")
        return value

    def complete(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
        return [word for word in choices if word.startswith(begun)]

    metavar = f"[{'|'.join(choices)}]"
    return click.option(name, type=convert, metavar=metavar, shell_complete=complete, **attributes)


def _names(name: str, **attributes: Any) -> Callable[[Command], Command]:
    """An option that takes names with commas between them, and may stand several times."""

    def split(_ctx: click.Context, _param: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
        names = tuple(word.strip() for value in values for word in value.split(",") if word.strip())
        if values and not names:
            raise click.BadParameter(f"{','.join(values)} names nothing")
        return names

    return click.option(
        name, multiple=True, metavar="NAMES", callback=split, shell_complete=_complete_names, **attributes
    )


def complete_rule(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    """The names of rules that begin so, for a shell."""
    return [name for name in _rule_names() if name.startswith(begun)]


def _complete_names(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    before, comma, last = begun.rpartition(",")
    categories = sorted({rule.category for rule in rules_of_this_installation()})
    known = (ALL, *categories, *_rule_names())
    return [f"{before}{comma}{name}" for name in known if name.startswith(last)]


def _complete_severity(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[str]:
    rule, equals, _ = begun.partition("=")
    known = (f"{rule}={level}" for level in (*Severity, OFF)) if equals else (f"{name}=" for name in _rule_names())
    return [word for word in known if word.startswith(begun)]


def _rule_names() -> list[str]:
    return [rule.name for rule in rules_of_this_installation()]


def _globs(name: str, **attributes: Any) -> Callable[[Command], Command]:
    return click.option(name, multiple=True, metavar="GLOB", **attributes)


_CONFIG = (
    click.option("--config", metavar="PATH", type=PATH, help="Use this configuration"),
    click.option("--no-config", is_flag=True, help="Look for no configuration"),
)
_INPUT = (
    click.argument("paths", nargs=-1, metavar="[PATH]...", type=PATH),
    *_CONFIG,
    click.option("--set", "assignments", multiple=True, metavar="KEY=VALUE", help="Set a key of the configuration"),
    _globs("--include", help="Lint these pages, whatever the configuration includes"),
    _globs("--exclude", help="Lint not these pages, nor those the configuration excludes"),
    click.option("--no-exclude", is_flag=True, help="Lint what the configuration excludes, too"),
)
_RULES = (
    choice("--preset", list(Preset), help="The set of rules to start from"),
    _names("--select", help="Only these rules or categories, or all"),
    _names("--extend-select", help="These rules or categories as well"),
    _names("--ignore", help="Not these rules or categories"),
    click.option(
        "--severity",
        multiple=True,
        metavar="RULE=LEVEL",
        shell_complete=_complete_severity,
        help="error, warning, info or off",
    ),
)


_RUN = (
    click.option("--jobs", "-j", type=click.IntRange(1), metavar="N", help="Use so many processes; default: one a CPU"),
    click.option("--no-cache", is_flag=True, help="Neither read nor write the cache"),
    click.option(
        "--cache-dir", metavar="PATH", type=PATH, help="Where the cache lies; default: .doclint_cache in the docs set"
    ),
)


def config_options(command: Command) -> Command:
    """The options that say which configuration."""
    return with_options(_CONFIG, command)


def run_options(command: Command) -> Command:
    """The options that say how to go about it."""
    return with_options(_RUN, command)


def input_options(command: Command) -> Command:
    """The options that say which pages, and which configuration."""
    return with_options(_INPUT, command)


def rule_options(command: Command) -> Command:
    """The options that say which rules."""
    return with_options(_RULES, command)


def with_options(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    """A command with these options, listed in their order."""
    for option in reversed(options):
        command = option(command)
    return command
