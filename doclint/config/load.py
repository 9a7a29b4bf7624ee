"""Find, read and check configurations."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from doclint.config.apidoctor import Taken, take_over
from doclint.config.document import ConfigurationError, Document, has_table, plain, read_document
from doclint.config.model import Config
from doclint.config.schema import ALL
from doclint.config.typed import arguments_of
from doclint.config.validate import checked
from doclint.docset import Patterns
from doclint.errors import DoclintError
from doclint.patterns import CATEGORY, Pattern, Where, complaint_of, pattern_rules
from doclint.rule import Preset, Rule

EXTENSIONS = (".yml", ".yaml")
"""How the names of configurations end that others may extend."""

_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", re.ASCII)

FILE_NAMES = ("doclint.yml", ".doclint.yml", "pyproject.toml")


def find_config(start: Path) -> Path | None:
    """The configuration nearest above a folder, itself included, and not above a folder that holds ``.git``."""
    return next(filter(holds_config, config_places(start)), None)


def config_places(start: Path) -> Iterator[Path]:
    """Where the configuration of a folder may be, the nearest place first."""
    for folder in (start, *start.parents):
        yield from (folder / name for name in FILE_NAMES)
        if os.path.exists(folder / ".git"):  # noqa: PTH110, Path.exists() fails where one may not look
            return


def holds_config(path: Path) -> bool:
    """Whether a file of one of these names is there, and holds a configuration."""
    return has_table(path) if path.suffix == ".toml" else os.path.isfile(path)  # noqa: PTH113, for the same reason


def check_config(path: Path, rules: Sequence[Rule], raw: bytes) -> None:
    """Check what would be the content of a configuration file. ``DoclintError`` says what is wrong and where."""
    _extended(read_document(path, raw), path.parent, rules, (path.resolve(),))


def load_config(path: Path, rules: Sequence[Rule]) -> Config:
    """Read a configuration file, those it extends, and below them what API Doctor's say in its folder.

    ``DoclintError`` says what is wrong and where.
    """
    values = _extended(read_document(path), path.parent, rules, (path.resolve(),))
    return _config(values, take_over(path.parent, rules))


def config_files(path: Path) -> tuple[Path, ...]:
    """The files that a configuration is made of, its own first: those it extends, as far as they can be read."""
    files = [path]
    while (below := _extended_by(files[-1])) and below.resolve() not in map(Path.resolve, files):
        files.append(below)
    return tuple(files)


def config_from(
    value: Mapping[str, object],
    folder: Path,
    rules: Sequence[Rule],
    taken: Taken = Taken(),  # noqa: B008, it is frozen
) -> Config:
    """A configuration given as a mapping with the keys of ``doclint.yml``; ``folder`` is what paths are relative to."""
    return _config(_extended(Document(plain(value)), folder, rules, ()), taken)


def usual_config(root: Path, rules: Sequence[Rule]) -> Config:
    """The configuration of a docs set without any of its own."""
    return config_from({}, root, rules, take_over(root, rules))


def _config(values: Mapping[str, Any], taken: Taken) -> Config:
    return Config(**arguments_of(Config, taken.under(values)))


def _extended(document: Document, folder: Path, rules: Sequence[Rule], chain: tuple[Path, ...]) -> dict[str, Any]:
    """The plain values of a configuration, on top of those of the configuration that it extends."""
    below = _below(document, folder, rules, chain)
    own = checked(
        document, (*rules, *_written_rules(below.get("patterns")), *_written_rules(document.value.get("patterns")))
    )
    _check_globs(document, own)
    _check_patterns(document, own, rules)
    return _merged(below, own) if below else own


def _extended_by(path: Path) -> Path | None:
    try:
        said = str(read_document(path).value.get("extends", ""))
    except DoclintError:
        return None
    return path.parent / said if said.endswith(EXTENSIONS) else None


def _below(document: Document, folder: Path, rules: Sequence[Rule], chain: tuple[Path, ...]) -> dict[str, Any]:
    """The plain values of the configuration that one extends; none where it extends a preset, or is wrong."""
    said = document.value.get("extends")
    if not isinstance(said, str) or not said.endswith(EXTENSIONS):
        return {}
    path = folder / said
    if not path.is_file():
        raise ConfigurationError(document.complaint(["extends"], f"there is no file {said}"))
    if path.resolve() in chain:
        raise ConfigurationError(document.complaint(["extends"], f"{said} extends this configuration itself"))
    below = _extended(read_document(path), path.parent, rules, (*chain, path.resolve()))
    return {"extends": Preset.RECOMMENDED.value} | below


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Lists and texts replace those below, mappings are added, overrides follow one another."""
    merged = below | {key: value for key, value in above.items() if key != "extends"}
    for key in ("severity", "options", "suppressions"):
        merged[key] = below.get(key, {}) | above.get(key, {})
    for key in ("overrides", "patterns"):
        merged[key] = below.get(key, []) + above.get(key, [])
    return merged


def _written_rules(patterns: object) -> tuple[Rule, ...]:
    """The rules that ``patterns`` writes, as far as that has names; whether it is right shows later."""
    listed = patterns if isinstance(patterns, list) else []
    names = [item["name"] for item in listed if isinstance(item, dict) and isinstance(item.get("name"), str)]
    return pattern_rules(Pattern(name=name, message="", where=Where.PROSE, regex="") for name in names)


def _check_patterns(document: Document, value: dict[str, Any], rules: Sequence[Rule]) -> None:
    taken = {name for rule in rules for name in (rule.name, rule.category, *rule.aliases)} | {ALL, CATEGORY}
    for at, pattern in enumerate(value.get("patterns", [])):
        name = pattern["name"]
        complaint = complaint_of(pattern["regex"], pattern.get("replacement"))
        if not _NAME.fullmatch(name):
            key, complaint = "name", f"{name} is no name of a rule, write lower-case words with hyphens"
        elif name in taken:
            key, complaint = "name", f"there is a rule or category {name} already"
        else:
            key, complaint = "regex", complaint and f"{pattern['regex']} {complaint}"
        if complaint:
            raise ConfigurationError(document.complaint(["patterns", at, key], complaint))
        taken.add(name)


def _check_globs(document: Document, value: dict[str, Any]) -> None:
    listed: list[tuple[list[str | int], list[str]]]
    listed = [([key], value.get(key, [])) for key in ("include", "exclude")]
    listed += [(["overrides", at, "files"], item["files"]) for at, item in enumerate(value.get("overrides", []))]
    for keys, globs in listed:
        for at, glob in enumerate(globs):
            try:
                Patterns([glob])
            except DoclintError as error:
                raise ConfigurationError(document.complaint([*keys, at], str(error))) from error
