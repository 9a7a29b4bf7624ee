"""Values to JSON and back, and digests of them: for the cache, and between processes.

What a value looks like follows from the type hints of its class: dataclasses, named tuples and tuples become lists,
sets sorted lists. Fields with ``compare=False`` take no part, as in ``==``; when read back they have their defaults.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Union, get_args, get_origin, get_type_hints

from doclint.text import utf8

Convert = Callable[[Any], Any]
_ATOMS = (str, int, float, bool, type(None))


def encode(form: Any, value: object) -> bytes:
    """A value of that type as JSON. Only ASCII characters, and the same for values that are equal."""
    return _json(_writer(form)(value))


def decode(form: Any, raw: bytes) -> Any:
    """The value. ``ValueError``, ``TypeError`` or ``LookupError`` when it is none of that type."""
    return _reader(form)(json.loads(raw))


@cache
def readers(form: Any) -> dict[str, Convert]:
    """What makes the value of each field of a dataclass of its plain form, in the order of the JSON."""
    hints = get_type_hints(form)
    return {field.name: _reader(hints[field.name]) for field in dataclasses.fields(form) if field.compare}


def digest(value: object) -> str:
    """16 hexadecimal digits that are the same for equal values."""
    return blake2b(utf8(repr(_write_any(value))), digest_size=8).hexdigest()


def digest_of(*raws: bytes, size: int = 8) -> str:
    """Two hexadecimal digits a byte of the size that are the same for the same bytes."""
    lengths = b",".join([b"%d" % len(raw) for raw in raws])
    return blake2b(b"".join((lengths, b":", *raws)), digest_size=size).hexdigest()


def _json(plain: object) -> bytes:
    return _ENCODER(plain).encode("ascii")


_ENCODER = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def _write_any(value: Any) -> Any:
    """The plain form of a value whose type is not known beforehand: of an answer, or an option."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    kind: Any = type(value)
    if dataclasses.is_dataclass(kind) or hasattr(kind, "_fields"):
        return [kind.__name__, _writer(kind)(value)]
    if isinstance(value, (frozenset, set)):
        return sorted(repr(_write_any(item)) for item in value)
    if isinstance(value, Mapping):
        return sorted((repr(_write_any(key)), repr(_write_any(item))) for key, item in value.items())
    return [_write_any(item) for item in value]


def _same(value: Any) -> Any:
    return value


@cache
def _writer(form: Any) -> Convert:  # noqa: C901, PLR0911, one line a kind of type
    """A function that makes a value of that type plain."""
    origin, parts = get_origin(form), get_args(form)
    if form in _ATOMS or (isinstance(form, type) and issubclass(form, Enum)):
        return _same
    if origin in (Union, types.UnionType):
        return _union_writer(parts)
    if origin is tuple and parts[1:] == (...,):
        item = _writer(parts[0])
        return _same if item is _same else lambda value: [item(one) for one in value]
    if origin is tuple:
        return _row_writer(tuple(_writer(part) for part in parts))
    if origin is frozenset:
        return sorted
    if origin is not None and issubclass(origin, Mapping):
        item = _writer(parts[1])
        return lambda value: {key: item(value[key]) for key in sorted(value)}
    if hasattr(form, "_fields"):
        hints = get_type_hints(form)
        return _row_writer(tuple(_writer(hints[name]) for name in form._fields))
    if dataclasses.is_dataclass(form):
        return _dataclass_writer(form)
    return _write_any


def _row_writer(items: tuple[Convert, ...]) -> Convert:
    made = [(at, item) for at, item in enumerate(items) if item is not _same]

    def write(value: Iterable[Any]) -> list[Any]:
        plain = list(value)
        for at, item in made:
            plain[at] = item(plain[at])
        return plain

    return write if made else _same


def _union_writer(parts: tuple[Any, ...]) -> Convert:
    """Null for None, the value where only one other type is possible, else with the number of its type before it."""
    kinds = [part for part in parts if part is not type(None)]
    if all(kind in _ATOMS for kind in kinds):
        return _same
    if len(kinds) == 1:
        only = _writer(kinds[0])
        return lambda value: None if value is None else only(value)
    writers = {kind: (number, _writer(kind)) for number, kind in enumerate(kinds)}

    def write(value: Any) -> Any:
        if value is None:
            return None
        number, writer = writers[type(value)]
        return [number, writer(value)]

    return write


def _dataclass_writer(form: Any) -> Convert:
    hints = get_type_hints(form)
    names = [field.name for field in dataclasses.fields(form) if field.compare]
    row = _row_writer(tuple(_writer(hints[name]) for name in names))
    if len(names) == 1:
        return lambda value: row((getattr(value, names[0]),))
    values = attrgetter(*names)
    return lambda value: row(values(value))


@cache
def _reader(form: Any) -> Convert:  # noqa: C901, PLR0911, one line a kind of type
    """A function that makes a value of that type of its plain form."""
    origin, parts = get_origin(form), get_args(form)
    if form in _ATOMS:
        return _same
    if origin in (Union, types.UnionType):
        return _union_reader(parts)
    if origin is tuple and parts[1:] == (...,):
        item = _reader(parts[0])
        return tuple if item is _same else lambda plain: tuple([item(one) for one in plain])
    if origin is tuple:
        return _row_reader(tuple, tuple(_reader(part) for part in parts))
    if origin is frozenset:
        return frozenset
    if origin is not None and issubclass(origin, Mapping):
        item = _reader(parts[1])
        return lambda plain: {key: item(one) for key, one in plain.items()}
    if hasattr(form, "_fields"):
        hints = get_type_hints(form)
        return _row_reader(form._make, tuple(_reader(hints[name]) for name in form._fields))
    if dataclasses.is_dataclass(form):
        make: Any = form
        names = tuple(readers(make))
        row = _row_reader(tuple, tuple(readers(make).values()))
        if names == tuple(field.name for field in dataclasses.fields(make) if not field.kw_only)[: len(names)]:
            return _positional_reader(make, row, len(names))
        return lambda plain: make(**dict(zip(names, row(plain), strict=True)))
    return form  # type: ignore[no-any-return]  # an enum


def _row_reader(make: Convert, items: tuple[Convert, ...]) -> Convert:
    made = [(at, item) for at, item in enumerate(items) if item is not _same]

    def read(plain: list[Any]) -> Any:
        if len(plain) != len(items):
            raise ValueError(f"{len(plain)} items where {len(items)} belong")
        for at, item in made:
            plain[at] = item(plain[at])
        return make(plain)

    return read if made else make


def _positional_reader(make: Callable[..., Any], row: Convert, count: int) -> Convert:
    """The reader of a dataclass whose fields are all in the JSON, in their order; in half the time of one by name."""

    def read(plain: Any) -> Any:
        values = row(plain)
        if len(values) != count:
            raise ValueError(f"{len(values)} items where {count} belong")
        return make(*values)

    return read


def _union_reader(parts: tuple[Any, ...]) -> Convert:
    kinds = [part for part in parts if part is not type(None)]
    if all(kind in _ATOMS for kind in kinds):
        return _same
    if len(kinds) == 1:
        only = _reader(kinds[0])
        return lambda plain: None if plain is None else only(plain)
    readers = [_reader(kind) for kind in kinds]
    return lambda plain: None if plain is None else readers[plain[0]](plain[1])
