"""Where each value of a configuration comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, NamedTuple

from doclint.config.apidoctor import Taken
from doclint.config.document import Document, read_document
from doclint.config.load import EXTENSIONS, config_files
from doclint.config.model import Config
from doclint.config.schema import OFF
from doclint.config.typed import key_of

DEFAULT = "default"

Said = dict[tuple[str, str | int | None], tuple[Any, str]]
"""What files say of a key, or of a part within it, and where."""

_MAPPINGS = frozenset({"severity", "options", "versions", "suppressions"})
_LISTS = frozenset({"overrides", "patterns"})


class Setting(NamedTuple):
    """One value in force: its key, the key or index within it where it has such, and what says so."""

    key: str
    within: str | int | None
    value: Any
    origin: str


def settings_in_force(config: Config, path: Path | None, taken: Taken = Taken()) -> Iterator[Setting]:  # noqa: B008
    """All values of a configuration that was read from a file, with their origins; what no file says is set since."""
    said = _together(taken, _said(path) if path else {})
    usual = Config()
    for field in config_fields():
        key, value, default = key_of(field), plain(getattr(config, field.name)), plain(getattr(usual, field.name))
        parts: Any = enumerate(value) if key in _LISTS else value.items() if key in _MAPPINGS else ()
        for within, part in parts:
            is_default = key in _MAPPINGS and default.get(within, MISSING) == part
            yield Setting(key, within, part, _origin(said.get((key, within)), part, is_default=is_default))
        if value is not None and key not in _LISTS | _MAPPINGS:
            yield Setting(key, None, value, _origin(said.get((key, None)), value, is_default=value == default))


def config_fields() -> list[Field[Any]]:
    """What a configuration can say, in the order in which to show it."""
    shown = [field for field in fields(Config) if not field.metadata.get("internal")]
    return sorted(shown, key=lambda field: field.name != "extends")


def plain(value: Any) -> Any:
    """A value of the configuration as JSON has it, without what is only a default."""
    if is_dataclass(value) and not isinstance(value, type):
        shown = [field for field in fields(value) if not field.metadata.get("internal")]
        given = {key_of(field): plain(getattr(value, field.name)) for field in shown}
        return {key: item for key, item in given.items() if item not in (None, [], {})}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    return [plain(item) for item in value] if isinstance(value, tuple) else value


def _origin(said: tuple[Any, str] | None, value: Any, *, is_default: bool) -> str:
    """What says a value, given what a file says and where: that, unless an option says another since."""
    if said and said[0] in (value, None if value != OFF else False):
        return said[1]
    return DEFAULT if is_default else "--set"


def _together(taken: Taken, own: Said) -> Said:
    """What API Doctor's files say, and on top of it what doclint's say; both may give options of one rule."""
    said: Said = {}
    for (key, within), origin in taken.origins.items():
        value = taken.values[key] if within is None else taken.values[key][within]
        if within is not None and (key, within) in own:
            above, place = own[key, within]
            said[key, within] = {**value, **above}, f"{place}, {origin}"
        else:
            said[key, within] = value, origin
    return {**own, **{key: both for key, both in said.items() if key not in own or key[1] is not None}}


def _said(path: Path) -> Said:
    """What files say, and where; of several the last to be merged."""
    documents = [read_document(file) for file in config_files(path)]
    said: Said = {}
    counts: Counter[str] = Counter()
    for document in reversed(documents):
        for key, value in document.value.items():
            if key in _LISTS:
                for at in range(len(value)):
                    said[key, counts[key]] = (None, _line(document, key, at))
                    counts[key] += 1
            elif key in _MAPPINGS:
                said |= {(key, within): (part, _line(document, key, within)) for within, part in value.items()}
            elif key != "extends" or not str(value).endswith(EXTENSIONS):
                said[key, None] = (value, _line(document, key))
    return said


def _line(document: Document, *keys: str | int) -> str:
    if document.source is None or document.place is None:
        return DEFAULT
    span = document.place(keys, True)  # noqa: FBT003, the key's place rather than the value's
    return f"{document.source.path}:{document.source.line_column(span.start)[0]}"
