"""From what stands on the command line to a job."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import click

from doclint.config import ALL, OFF, Config, Override, all_rules, find_config, load_config, usual_config
from doclint.config.assign import assigned
from doclint.config.validate import closest
from doclint.docset import TOOLS, Choice, Files, choose
from doclint.errors import DoclintError
from doclint.reports.wording import plural
from doclint.rule import Rule, Severity
from doclint.run import (
    Job,
    Means,
    baseline_of,
    cache_folder,
    docs_path,
    rules_of_this_installation,
    usable_cpus,
)

STDIN = "-"
_NAMELESS = "stdin.md"
_NOTHING = "nothing to check: there are no Markdown files"


@dataclass(frozen=True, kw_only=True)
class Given:
    """What the options say, named like them."""

    paths: tuple[str, ...] = ()
    config: str | None = None
    no_config: bool = False
    assignments: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    no_exclude: bool = False
    preset: str | None = None
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[str, ...] = ()
    stdin_filename: str | None = None
    ignore_suppressions: bool = False
    baseline: str | None = None
    no_baseline: bool = False


@dataclass(frozen=True, kw_only=True)
class Running:
    """What the options say of how to go about it, named like them."""

    jobs: int | None = None
    no_cache: bool = False
    cache_dir: str | None = None

    def means(self, root: Path) -> Means:
        """What a run over the docs set in that folder may use."""
        folder = None if self.no_cache else cache_folder(root, self.cache_dir)
        return Means(self.jobs or usable_cpus(), folder, lambda text: click.echo(f"warning: {text}", err=True))


class Request(NamedTuple):
    """A job, the paths in the docs set that were asked for, and the file of the configuration."""

    job: Job
    asked: tuple[str, ...]
    config: Path | None = None


def request(given: Given) -> Request:
    """Settle configuration, docs set and paths."""
    if given.stdin_filename and STDIN not in given.paths:
        raise DoclintError(f"--stdin-filename says what standard input is: it goes with the path {STDIN}")
    rules = rules_of_this_installation()
    paths = [Path(path) for path in given.paths if path != STDIN]
    buffer = Path(given.stdin_filename or _NAMELESS) if STDIN in given.paths else None
    root, config_path = _place(given, [*paths, buffer] if buffer else paths)
    config = _config(given, root, config_path, rules)
    asked = [docs_path(root, path) for path in paths]
    overlay = {}
    if buffer:
        name = docs_path(root, buffer, must_exist=False)
        overlay[name] = _standard_input()
        asked.append(name)
    config = assigned(config, given.assignments, root, all_rules(config, rules))
    settled = _adjusted(config, given, all_rules(config, rules))
    job = Job(
        root,
        settled,
        rules,
        overlay=overlay,
        obeys_suppressions=not given.ignore_suppressions,
        baseline=_baseline(given, config, config_path),
    )
    return Request(job, tuple(asked), config_path)


def to_check(asked: Request, files: Files) -> Choice:
    """The pages that were asked for. ``DoclintError`` when there is none, or no rule for any of them."""
    chosen = choose(files, asked.asked)
    if not chosen.paths:
        counts = Counter(reason.text for reason in chosen.left_out.values() if reason.filter != TOOLS)
        listed = [f"  {plural(count, 'file')}: {text}" for text, count in counts.most_common()]
        raise DoclintError("\n".join(("nothing to check:", *listed)) if listed else f"{_NOTHING} in {asked.job.root}")
    plan = asked.job.plan()
    if not any(plan(path) for path in chosen.paths):
        raise DoclintError("nothing to check: select, ignore and severity leave no rule on")
    return chosen


def known_rules(config: str | None = None, *, no_config: bool = False) -> tuple[Rule, ...]:
    """The installed rules, and those that the given configuration writes, or the nearest."""
    rules = rules_of_this_installation()
    path = Path(config) if config else None if no_config else find_config(_current_folder())
    return all_rules(load_config(path, rules), rules) if path else rules


def _config(given: Given, root: Path, path: Path | None, rules: Sequence[Rule]) -> Config:
    if path:
        return load_config(path, rules)
    return Config() if given.no_config else usual_config(root, rules)


def _baseline(given: Given, config: Config, config_path: Path | None) -> Path | None:
    if given.no_baseline:
        return None
    return Path(os.path.abspath(given.baseline)) if given.baseline else baseline_of(config, config_path)  # noqa: PTH100


def _place(given: Given, paths: Sequence[Path]) -> tuple[Path, Path | None]:
    """The folder of the docs set, and the configuration.

    The folder is that of the configuration. Where there is none, or it is given and lies elsewhere, it is the current
    folder, or if that does not hold the paths either, the one that holds them all.
    """
    here = _current_folder()
    start = _common_folder(paths) if paths else here
    found = None if given.no_config or given.config else find_config(start)
    config = Path(os.path.abspath(given.config)) if given.config else found  # noqa: PTH100
    if config and not config.is_file():
        raise DoclintError(f"{given.config}: no such file")
    if config and (not paths or start.is_relative_to(config.parent)):
        return config.parent, config
    return (here if start.is_relative_to(here) else start), config


def _standard_input() -> bytes:
    if not sys.stdin:
        raise DoclintError("standard input is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise DoclintError(f"standard input: {error.strerror or error}") from error


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise DoclintError(f"the current folder is gone: {error.strerror}") from error


def _common_folder(paths: Iterable[Path]) -> Path:
    folders = [os.path.abspath(path if path.is_dir() else path.parent) for path in paths]  # noqa: PTH100
    try:
        return Path(os.path.commonpath(folders))
    except ValueError as error:
        raise DoclintError("the paths lie on different drives") from error


def _adjusted(config: Config, given: Given, rules: Sequence[Rule]) -> Config:
    """The configuration with what the options say on top of it."""
    for option, names in (
        ("select", given.select),
        ("extend-select", given.extend_select),
        ("ignore", given.ignore),
    ):
        _check_names(option, names, rules)
    top = Override(
        files=("**",),
        select=given.select or None,
        extend_select=given.extend_select,
        ignore=given.ignore,
        severity=dict(_severity(text, rules) for text in given.severity),
    )
    return replace(
        config,
        extends=given.preset or config.extends,
        include=given.include or config.include,
        exclude=(*(() if given.no_exclude else config.exclude), *given.exclude),
        overrides=config.overrides if top == Override(files=("**",)) else (*config.overrides, top),
    )


def _check_names(option: str, names: Iterable[str], rules: Sequence[Rule]) -> None:
    known = {ALL, *(name for rule in rules for name in (rule.name, rule.category, *rule.aliases))}
    for name in names:
        if name not in known:
            raise DoclintError(f"--{option}: unknown rule or category {name}{closest(name, known)}")


def _severity(text: str, rules: Sequence[Rule]) -> tuple[str, str]:
    name, _, level = text.partition("=")
    names = {name for rule in rules for name in (rule.name, *rule.aliases)}
    levels = [*map(str, Severity), OFF]
    if name not in names:
        raise DoclintError(f"--severity: unknown rule {name}{closest(name, names)}")
    if level not in levels:
        raise DoclintError(f"--severity: {name} must be one of {', '.join(levels)}, not {level or 'nothing'}")
    return name, level
