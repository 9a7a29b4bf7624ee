"""What a client may set, under the section ``doclint`` or as ``initializationOptions``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from doclint.rule import Preset

ON_TYPE, ON_SAVE = "onType", "onSave"
SECTION = "doclint"
"""The section of the client's settings."""


@dataclass(frozen=True)
class Settings:
    """What a client may set; what is None is as in ``doclint check``.

    ``preset`` stands for ``--preset``, ``configuration`` for ``--config``: a path, relative to the workspace folder.
    ``unsafe_fixes``: whether fixes that are a guess are offered. ``run``: ``onType`` or ``onSave``.
    """

    preset: str | None = None
    configuration: str | None = None
    unsafe_fixes: bool = True
    run: str = ON_TYPE


KEYS = {"preset": "preset", "configuration": "configuration", "unsafeFixes": "unsafe_fixes", "run": "run"}
_MAY_BE_EMPTY = ("preset", "configuration")
"""Clients that know no null say nothing with an empty text."""
_CHOICES: Mapping[str, tuple[object, ...]] = {
    "preset": (None, *map(str, Preset)),
    "unsafe_fixes": (True, False),
    "run": (ON_TYPE, ON_SAVE),
}


def read_settings(given: object) -> tuple[Settings, tuple[str, ...]]:
    """The settings that a client gives, and what is wrong with them; what is wrong counts as not given."""
    if not isinstance(given, Mapping):
        return Settings(), () if given is None else ("the settings of doclint must be a mapping",)
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for key, value in given.items():
        field = KEYS.get(key)
        if value == "" and field in _MAY_BE_EMPTY:
            continue
        if field is None:
            wrong.append(f"doclint knows no setting {key}; known are {', '.join(KEYS)}")
        elif not _fits(field, value):
            wrong.append(f"doclint.{key} cannot be {value!r}")
        else:
            values[field] = value
    return Settings(**values), tuple(wrong)


def _fits(field: str, value: object) -> bool:
    if field in _CHOICES:
        return any(value is choice or (isinstance(value, str) and value == choice) for choice in _CHOICES[field])
    return value is None or isinstance(value, str)
