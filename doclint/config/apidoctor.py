"""What API Doctor's configuration files say that concerns doclint, too.

They are JSON files anywhere in the docs set, recognised by their shape as API Doctor does, whatever their names. Of
several of one shape the first counts. What they say stands below ``doclint.yml``: it is used where that is silent.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from doclint.config.model import DEFAULT_EXCLUDE
from doclint.config.typed import key_of
from doclint.docset import files_named
from doclint.page import parse_page
from doclint.rule import Rule
from doclint.text import Source

METADATA = "apidoctor"
"""The metadata of an option that names the setting which gives its value: ``requiredYamlHeaders``,
``required.TYPE`` or ``sections.TYPE`` where TYPE is the ``doc_type`` whose outline is meant."""

_KEYS = {"defaultNamespace": "namespaces", "baseUrls": "hosts", "skip": "exclude"}
"""The keys of ``doclint.yml`` that settings stand for."""

_LARGEST = 1_000_000
_SECTION = 2
_DEEPEST = 20


@dataclass(frozen=True)
class Taken:
    """What was taken over: values with the keys of ``doclint.yml``, and the file and setting each came from.

    ``origins`` are by key, and for options by rule within it. ``files`` are all files that were recognised, whether
    anything of them is used or not, each with what it is.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[tuple[str, str | None], str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def under(self, own: Mapping[str, Any]) -> dict[str, Any]:
        """A configuration on top of what was taken over; of options each single one counts."""
        merged = {**self.values, **own}
        taken, given = self.values.get("options", {}), own.get("options", {})
        if taken:
            both = {rule: {**options, **given.get(rule, {})} for rule, options in taken.items()}
            merged["options"] = {**given, **both}
        return merged


def take_over(root: Path, rules: Sequence[Rule]) -> Taken:
    """Look through the JSON files of a docs set. A file that cannot be read, or is something else, is passed over."""
    settings: dict[str, Any] = {}
    sources: dict[str, str] = {}
    files: dict[str, str] = {}
    seen: set[str] = set()
    for path in files_named(root, ".json"):
        content = _read(root / path)
        for shape in [shape for shape in _SHAPES if shape in content and shape not in seen]:
            seen.add(shape)
            files[path] = ", ".join(filter(None, (files.get(path), shape)))
            read = dict(_SHAPES[shape](content[shape]))
            settings |= read
            sources |= dict.fromkeys(read, f"{path}: {shape}")
    return _taken(settings, sources, files, rules)


def settings_in(raw: bytes) -> Mapping[str, Any]:
    """What a JSON file says that ``take_over`` would recognise, whether it is used or not."""
    try:
        content = json.loads(raw) if any(shape.encode() in raw for shape in _SHAPES) else None
    except (ValueError, RecursionError):
        return {}
    return {key: content[key] for key in _SHAPES if key in content} if isinstance(content, dict) else {}


def suppressed_in(source: Source) -> Iterator[tuple[str, str]]:
    """The errors of API Doctor that a page tells it to suppress: ``path:line:column``, and the text of each."""
    annotation = parse_page(source).page_annotation if "suppressions" in source.text else None
    listed = annotation.at("suppressions") if annotation else None
    for item in listed.items if listed else ():
        if isinstance(item.value, str) and item.value.strip():
            line, column = source.line_column(item.span.start)
            yield f"{source.path}:{line}:{column}", " ".join(item.value.split())


def _taken(
    settings: Mapping[str, Any], sources: Mapping[str, str], files: Mapping[str, str], rules: Sequence[Rule]
) -> Taken:
    keys = {name: key for name, key in _KEYS.items() if name in settings}
    values: dict[str, Any] = {key: settings[name] for name, key in keys.items()}
    origins: dict[tuple[str, str | None], str] = {(key, None): sources[name] for name, key in keys.items()}
    for rule, option, name in _options(rules):
        if name in settings:
            values.setdefault("options", {}).setdefault(rule, {})[option] = settings[name]
            origins["options", rule] = sources[name]
    return Taken(values, origins, files)


def _options(rules: Sequence[Rule]) -> Iterator[tuple[str, str, str]]:
    """The options that say by what setting they may be given: rule, option, setting."""
    for rule in rules:
        for option in fields(rule.options) if rule.options and is_dataclass(rule.options) else ():
            if METADATA in option.metadata:
                yield rule.name, key_of(option), option.metadata[METADATA]


def _read(path: Path) -> Mapping[str, Any]:
    """The settings in a file; nothing when it is no configuration."""
    try:
        return settings_in(path.read_bytes()) if path.stat().st_size <= _LARGEST else {}
    except OSError:
        return {}


def _of_schema(content: Any) -> Iterator[tuple[str, Any]]:
    """``schemaConfig``: names and URLs of the API, what pages need, what is passed over."""
    config = content if isinstance(content, dict) else {}
    if isinstance(config.get("defaultNamespace"), str):
        yield "defaultNamespace", [config["defaultNamespace"]]
    hosts = dict.fromkeys(filter(None, map(_host, _texts(config.get("baseUrls")))))
    if hosts:
        yield "baseUrls", list(hosts)
    if headers := _texts(config.get("requiredYamlHeaders")):
        yield "requiredYamlHeaders", headers
    folders = [f"**/{name.strip('/')}/**" for name in _texts(config.get("foldersToSkip"))]
    files = [f"**/{name}" for name in _texts(config.get("filesToSkip"))]
    if folders or files:
        yield "skip", [*DEFAULT_EXCLUDE, *folders, *files]


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str) and item] if isinstance(value, list) else []


def _outline(doc_type: str, content: Any) -> Iterator[tuple[str, Any]]:
    """The outline of the pages of a type: the sections that it requires, and all that it knows, in order."""
    required = _sections(content, only_required=True)
    if required:
        yield f"required.{doc_type}", required
    known = _sections(content, only_required=False)
    if known:
        yield f"sections.{doc_type}", known


def _sections(content: Any, *, only_required: bool, depth: int = 0) -> list[str]:
    """The titles of level 2. Of alternatives (OR) those are required that each of them requires."""
    if depth > _DEEPEST:
        return []
    below = partial(_sections, only_required=only_required, depth=depth + 1)
    if isinstance(content, list):
        return list(dict.fromkeys(title for item in content for title in below(item)))
    if not isinstance(content, dict):
        return []
    if "arguments" in content:
        return _of_condition(content, only_required=only_required, depth=depth + 1)
    title, is_left_out = content.get("title"), only_required and content.get("required") is not True
    own = [title] if isinstance(title, str) and content.get("level") == _SECTION and "*" not in title else []
    return [] if is_left_out else [*own, *below(content.get("headers"))]


def _of_condition(content: Mapping[str, Any], *, only_required: bool, depth: int) -> list[str]:
    arguments = content["arguments"] if isinstance(content["arguments"], list) else []
    each = [_sections(item, only_required=only_required, depth=depth) for item in arguments]
    titles = list(dict.fromkeys(title for listed in each for title in listed))
    if only_required and str(content.get("condition")).upper() == "OR":
        return [title for title in titles if all(title in listed for listed in each)]
    return titles


def _nothing(_content: Any) -> Iterator[tuple[str, Any]]:
    """Settings that doclint has no use for: it does not check links of the site, nor ask for a set of headers."""
    yield from ()


_SHAPES: Mapping[str, Callable[[Any], Iterator[tuple[str, Any]]]] = {
    "schemaConfig": _of_schema,
    "apiPageType": partial(_outline, "apiPageType"),
    "resourcePageType": partial(_outline, "resourcePageType"),
    "enumPageType": partial(_outline, "enumPageType"),
    "pathsToIgnore": _nothing,
    "api-requirements": _nothing,
    "tableDefinitions": _nothing,
}
