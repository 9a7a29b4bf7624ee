"""From dataclasses to JSON Schema, and from plain values back to dataclasses.

Keys are the fields' names in kebab case.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import EnumType
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from doclint.errors import DoclintError

JsonSchema = dict[str, Any]

_PLAIN: Mapping[Any, JsonSchema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    object: {},
}


def schema_of(kind: Any) -> JsonSchema:
    """The JSON Schema of a type: a scalar, an enumeration, ``tuple[X, ...]``, ``Mapping[str, X]`` or a dataclass."""
    kind = _without_none(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if is_dataclass(kind):
        return _schema_of_dataclass(kind)
    if origin is Literal or isinstance(kind, EnumType):
        return {"enum": [getattr(choice, "value", choice) for choice in arguments or kind]}
    if origin is tuple:
        return {"type": "array", "items": schema_of(arguments[0])}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(arguments[1])}
    raise DoclintError(f"options cannot be of the type {kind}")


def arguments_of(cls: Any, given: Mapping[str, object]) -> dict[str, Any]:
    """The arguments that make a dataclass of a mapping that its schema admits."""
    hints = _hints(cls)
    return {name: _typed(hints[name], value) for name, value in _by_field(given)}


def key_of(field: Field[Any]) -> str:
    """The key under which a field is given."""
    return field.name.replace("_", "-")


def _schema_of_dataclass(cls: Any) -> JsonSchema:
    hints = _hints(cls)
    shown = [field for field in fields(cls) if not field.metadata.get("internal")]
    schema: JsonSchema = {
        "type": "object",
        "properties": {key_of(field): _schema_of_field(field, hints[field.name]) for field in shown},
        "additionalProperties": False,
    }
    required = [key_of(f) for f in shown if f.default is MISSING and f.default_factory is MISSING]
    return {**schema, "required": required} if required else schema


def _schema_of_field(field: Field[Any], kind: Any) -> JsonSchema:
    doc = field.metadata.get("doc")
    return {**({"description": doc} if doc else {}), **schema_of(kind)}


def _typed(kind: Any, value: Any) -> Any:
    """A plain value as a type wants it; the inverse of what ``schema_of`` allows."""
    kind = _without_none(kind)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return tuple(_typed(arguments[0], item) for item in value)
    if is_dataclass(kind):
        return kind(**arguments_of(kind, value))  # type: ignore[operator]
    if isinstance(kind, EnumType):
        return kind(value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: _typed(arguments[1], item) for key, item in value.items()}
    return value


def _without_none(kind: Any) -> Any:
    """``X`` of ``X | None``: a value that is left away is None, but nobody writes it."""
    if get_origin(kind) in (Union, types.UnionType):
        return next(argument for argument in get_args(kind) if argument is not type(None))
    return kind


def _by_field(given: Mapping[str, object]) -> list[tuple[str, object]]:
    return [(key.replace("-", "_"), value) for key, value in given.items()]


@cache
def _hints(cls: Any) -> Mapping[str, Any]:
    return get_type_hints(cls)
