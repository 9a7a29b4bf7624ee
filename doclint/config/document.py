"""Configuration files as plain values that know where each part of them stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from doclint.errors import DoclintError
from doclint.excerpt import excerpt
from doclint.text import Source, Span, decode

Keys = Sequence[str | int]
"""The way from the top of a document to a part of it."""

_TOML_PLACE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")
_TOML_TABLE = "tool.doclint"


class Complaint(NamedTuple):
    """What is wrong with a configuration, and where, if it comes from a file."""

    span: Span
    message: str
    source: Source | None = None

    @property
    def text(self) -> str:
        """``file:line:column: message``, and below it the line with a caret; the message alone without a file."""
        return complaint(self.source, self.span, self.message) if self.source else self.message


class ConfigurationError(DoclintError):
    """A configuration that is wrong, with all that is known to be wrong with it."""

    def __init__(self, *complaints: Complaint) -> None:
        super().__init__("\n".join(complaint.text for complaint in complaints))
        self.complaints = complaints


@dataclass(frozen=True)
class Document:
    """A configuration, read but not checked. ``place`` gives the span of a value, or of its key."""

    value: Mapping[str, Any]
    source: Source | None = None
    place: Callable[[Keys, bool], Span] | None = None

    def complaint(self, keys: Keys, message: str, *, of_key: bool = False) -> Complaint:
        """A message with the place it is about: in a file with caret, else the path of keys."""
        if self.source is None or self.place is None:
            return Complaint(Span(0, 0), f"configuration{'.' if keys else ''}{dotted(keys)}: {message}")
        return Complaint(self.place(keys, of_key), message, self.source)


def complaint(source: Source, span: Span, message: str) -> str:
    """``file:line:column: message``, and below it the line with a caret."""
    line, column = source.line_column(span.start)
    shown = next(excerpt(source, Span(span.start, max(span.start, min(span.end, source.line(line).span.end)))))
    gutter = f"{line} | "
    return f"{source.path}:{line}:{column}: {message}\n  {gutter}{shown.text}\n  {' ' * len(gutter)}{shown.carets}"


def dotted(keys: Keys) -> str:
    """A path of keys as people write it: ``overrides[0].severity``."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).removeprefix(".")


def read_document(path: Path, raw: bytes | None = None) -> Document:
    """Read ``doclint.yml``, or the table ``tool.doclint`` of a ``pyproject.toml``; ``raw`` stands for its content."""
    try:
        source = decode(_shown(path), path.read_bytes() if raw is None else raw)
    except (OSError, ValueError) as error:  # ValueError: a path that no file can have
        raise DoclintError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    try:
        return _read_toml(source) if path.suffix == ".toml" else _read_yaml(source)
    except RecursionError as error:
        raise DoclintError(f"{path}: is nested too deeply") from error


def has_table(path: Path) -> bool:
    """Whether a ``pyproject.toml`` speaks of doclint."""
    try:
        raw = path.read_bytes()
    except OSError:
        return False
    return b"doclint" in raw and _read_toml(decode(_shown(path), raw)).source is not None


def plain(value: Any) -> Any:
    """A value of Python's as JSON has it, so that a configuration may be given with tuples and the like."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(map(plain, value))
    return [plain(item) for item in value] if isinstance(value, (list, tuple)) else value


class _Loader(yaml.SafeLoader):
    """YAML without aliases: a configuration has no use for them, and a few lines of them can fill the memory."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.get_event()  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="aliases are not supported", problem_mark=event.start_mark)
        return super().compose_node(parent, index)


def _shown(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _read_yaml(source: Source) -> Document:
    try:
        loader = _Loader(source.text)
        root = loader.get_single_node()
        value = None if root is None else loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.index if error.problem_mark else 0
        raise ConfigurationError(Complaint(Span(at, at + 1), f"is no YAML: {error.problem}", source)) from error
    except yaml.reader.ReaderError as error:
        at = error.position
        raise ConfigurationError(Complaint(Span(at, at + 1), f"is no YAML: {error.reason}", source)) from error
    except ValueError as error:  # the text of a number or a date that there is not
        raise DoclintError(f"{source.path}: {error}") from error
    if root is None or value is None:
        return Document({}, source, lambda _keys, _of_key: Span(0, 0))
    if not isinstance(value, dict):
        raise ConfigurationError(Complaint(_span(root), "must be a mapping of keys to values", source))
    for key, span in _bad_keys(root):
        raise ConfigurationError(Complaint(span, key, source))
    return Document(plain(value), source, lambda keys, of_key: _yaml_place(root, keys, of_key=of_key))


def _bad_keys(root: yaml.Node) -> Iterator[tuple[str, Span]]:
    """Keys that stand twice, of which YAML would silently take the last, and keys that are no text."""
    left = [root]
    while left:
        node = left.pop()
        if isinstance(node, yaml.SequenceNode):
            left += node.value
        if isinstance(node, yaml.MappingNode):
            left += (value for _, value in node.value)
            seen: set[str] = set()
            for key, _ in node.value:
                if key.tag != "tag:yaml.org,2002:str":
                    yield f"the key {key.value} is no text to YAML, write it in quotes", _span(key)
                elif key.value in seen:
                    yield f"the key {key.value} stands twice", _span(key)
                seen.add(key.value)


def _yaml_place(root: yaml.Node, keys: Keys, *, of_key: bool) -> Span:
    node, key_node = root, root
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == key), None)
            if found is None:
                break
            key_node, node = found
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            key_node = node = node.value[key]
    return _span(key_node if of_key else node)


def _span(node: yaml.Node) -> Span:
    return Span(node.start_mark.index, node.end_mark.index)


def _read_toml(source: Source) -> Document:
    try:
        value = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise _toml_error(source, str(error)) from error
    for key in _TOML_TABLE.split("."):
        if not isinstance(value, dict) or key not in value:
            return Document({})
        value = value[key]
    if not isinstance(value, dict):
        raise DoclintError(f"{source.path}: {_TOML_TABLE} must be a table")
    return Document(value, source, lambda keys, _of_key: _toml_place(source.text, keys))


def _toml_error(source: Source, message: str) -> DoclintError:
    match = _TOML_PLACE.search(message)
    if match is None:
        return DoclintError(f"{source.path}: is no TOML: {message}")
    at = source.lines(int(match["line"]) - 1, int(match["line"])).start + int(match["column"]) - 1
    return ConfigurationError(Complaint(Span(at, at + 1), f"is no TOML: {message[: match.start()].strip()}", source))


def _toml_place(text: str, keys: Keys) -> Span:
    """Where a key most likely stands: the parser of TOML does not say."""
    span = Span(0, 0)
    for key in (_TOML_TABLE, *(key for key in keys if isinstance(key, str))):
        at = text.find(key, span.end)
        if at >= 0:
            span = Span(at, at + len(key))
    return span
