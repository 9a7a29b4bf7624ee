"""Settle which rules run on which page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from doclint.checking import EnabledRule, Plan
from doclint.config.model import Config, Layer
from doclint.config.schema import ALL, OFF
from doclint.config.typed import arguments_of
from doclint.docset import Patterns
from doclint.patterns import pattern_rules
from doclint.rule import Preset, Rule, Severity
from doclint.workspace import Settings


def all_rules(config: Config, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules that are installed, and those that the configuration writes."""
    return (*rules, *pattern_rules(config.patterns))


def settle(config: Config, installed: Sequence[Rule], prefix: str = "") -> Plan:
    """The rules for each page, by its path.

    Overrides are about paths with ``prefix`` before them: the place of the docs set in the configuration's folder.
    """
    rules = all_rules(config, installed)
    overrides = [(Patterns(override.files), override) for override in config.overrides]
    known: dict[tuple[int, ...], tuple[EnabledRule, ...]] = {}

    def plan(path: str) -> tuple[EnabledRule, ...]:
        matching = tuple(at for at, (globs, _) in enumerate(overrides) if globs.match(prefix + path))
        if matching not in known:
            known[matching] = _enabled_rules(config, rules, [overrides[at][1] for at in matching])
        return known[matching]

    return plan


def _enabled_rules(config: Config, rules: Sequence[Rule], overrides: Iterable[Layer] = ()) -> tuple[EnabledRule, ...]:
    """The rules that are on when these overrides apply."""
    presets = list(Preset)
    on = {rule.name for rule in rules if presets.index(rule.preset) <= presets.index(config.preset)}
    names = {name: rule.name for rule in rules for name in (rule.name, *rule.aliases)}
    severity: dict[str, str] = {}
    options: dict[str, Mapping[str, object]] = {}
    for layer in (config, *overrides):
        given = {names[name]: level for name, level in layer.severity.items()}
        if layer.select is not None:
            on = _named(layer.select, rules, on)
        else:
            on |= given.keys()
        on |= _named(layer.extend_select, rules, {rule.name for rule in rules})
        severity |= given
        on -= _named(layer.ignore, rules, on) | {name for name, level in given.items() if level == OFF}
        for name, values in layer.options.items():
            options[names[name]] = {**options.get(names[name], {}), **values}
    return tuple(_enabled(rule, severity, options) for rule in rules if rule.name in on)


def settings_of(config: Config) -> Settings:
    """What the configuration tells the rules about the API."""
    return Settings(config.namespaces, config.hosts, config.versions, strict=config.preset is not Preset.RECOMMENDED)


def _named(selectors: Iterable[str], rules: Sequence[Rule], on: set[str]) -> set[str]:
    """The names of the rules meant: a name means its rule, a category those of its rules that are on."""
    wanted = set(selectors)
    if ALL in wanted:
        return {rule.name for rule in rules}
    return {
        rule.name
        for rule in rules
        if not wanted.isdisjoint((rule.name, *rule.aliases)) or (rule.category in wanted and rule.name in on)
    }


def _enabled(rule: Rule, severity: Mapping[str, str], options: Mapping[str, Any]) -> EnabledRule:
    given = severity.get(rule.name)
    level = Severity(given) if given and given != OFF else rule.severity
    check = rule.bind(arguments_of(rule.options, options.get(rule.name, {})) if rule.options else {})
    return EnabledRule(rule.name, rule.category, level, check, fixed_severity=bool(given))
