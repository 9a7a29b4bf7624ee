"""Put single values on top of a configuration: ``--set severity.RULE=off``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import yaml

from doclint.config.load import config_from
from doclint.config.model import Config, Layer, Override
from doclint.errors import DoclintError
from doclint.rule import Preset, Rule

_LAYER = frozenset(field.name for field in fields(Layer))
_LISTS = frozenset({"overrides", "patterns"})


def assigned(config: Config, assignments: Sequence[str], folder: Path, rules: Sequence[Rule]) -> Config:
    """The configuration with each ``KEY=VALUE`` on top; a value is YAML, a key may lead into a mapping by dots."""
    values: dict[str, Any] = {}
    for assignment in assignments:
        _add(values, assignment)
    if values.get("extends", Preset.RECOMMENDED) not in list(Preset):
        raise DoclintError(f"--set: extends must be one of {', '.join(Preset)}")
    try:
        given = config_from(values, folder, rules)
    except DoclintError as error:
        raise DoclintError(f"--set {str(error).removeprefix('configuration.')}") from error
    names = [key.replace("-", "_") for key in values]
    top = {name: getattr(given, name) for name in names if name in _LAYER}
    changes = {name: _added(config, given, name) for name in names if name not in _LAYER}
    if "suppressions" in values:
        said = {key.replace("-", "_"): value for key, value in values["suppressions"].items()}
        changes["suppressions"] = replace(config.suppressions, **said)
    if top:
        changes["overrides"] = (*changes.get("overrides", config.overrides), Override(files=("**",), **top))
    return replace(config, **changes)


def _added(config: Config, given: Config, name: str) -> Any:
    old, new = getattr(config, name), getattr(given, name)
    if name in _LISTS:
        return (*old, *new)
    return {**old, **new} if isinstance(new, Mapping) else new


def _add(values: dict[str, Any], assignment: str) -> None:
    path, equals, text = assignment.partition("=")
    if not equals or not path:
        raise DoclintError(f"--set: write KEY=VALUE, not {assignment}")
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise DoclintError(f"--set: {text} is no YAML") from error
    # Names of rules hold no dots, but names of folders do: versions.v1.0
    key, *rest = path.split(".", 2) if path.startswith("options.") else path.split(".", 1)
    inside = values
    for name, below in zip((key, *rest), rest, strict=False):
        inside = inside.setdefault(name, {}) if isinstance(inside.get(name, {}), dict) else inside
        key = below
    inside[key] = value
