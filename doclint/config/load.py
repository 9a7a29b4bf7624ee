"""Find, read and check configurations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from doclint.config.document import Document, has_table, plain, read_document
from doclint.config.model import Config
from doclint.config.typed import arguments_of
from doclint.config.validate import checked
from doclint.docset import Patterns
from doclint.errors import DoclintError
from doclint.rule import Preset, Rule

FILE_NAMES = ("doclint.yml", ".doclint.yml", "pyproject.toml")


def find_config(start: Path) -> Path | None:
    """The configuration nearest above a folder, itself included, and not above a folder that holds ``.git``."""
    for folder in (start, *start.parents):
        for name in FILE_NAMES:
            path = folder / name
            if has_table(path) if name == "pyproject.toml" else path.is_file():
                return path
        if (folder / ".git").exists():
            return None
    return None


def load_config(path: Path, rules: Sequence[Rule]) -> Config:
    """Read a configuration file, and those it extends. ``DoclintError`` says what is wrong with it and where."""
    return _config(read_document(path), path.parent, rules, (path.resolve(),))


def config_from(value: Mapping[str, object], folder: Path, rules: Sequence[Rule]) -> Config:
    """A configuration given as a mapping with the keys of ``doclint.yml``; ``folder`` is what paths are relative to."""
    return _config(Document(plain(value)), folder, rules, ())


def _config(document: Document, folder: Path, rules: Sequence[Rule], chain: tuple[Path, ...]) -> Config:
    return Config(**arguments_of(Config, _extended(document, folder, rules, chain)))


def _extended(document: Document, folder: Path, rules: Sequence[Rule], chain: tuple[Path, ...]) -> dict[str, Any]:
    """The plain values of a configuration, on top of those of the configuration that it extends."""
    own = checked(document, rules)
    _check_globs(document, own)
    if own.get("extends", Preset.RECOMMENDED) in list(Preset):
        return own
    path = folder / own["extends"]
    if not path.is_file():
        raise DoclintError(document.complaint(["extends"], f"there is no file {own['extends']}").text)
    if path.resolve() in chain:
        raise DoclintError(document.complaint(["extends"], f"{own['extends']} extends this configuration itself").text)
    return _merged(_extended(read_document(path), path.parent, rules, (*chain, path.resolve())), own)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Lists and texts replace those below, what is said of single rules is added, overrides follow one another."""
    merged = below | {key: value for key, value in above.items() if key != "extends"}
    for key in ("severity", "options"):
        merged[key] = below.get(key, {}) | above.get(key, {})
    merged["overrides"] = below.get("overrides", []) + above.get("overrides", [])
    return merged


def _check_globs(document: Document, value: dict[str, Any]) -> None:
    listed: list[tuple[list[str | int], list[str]]]
    listed = [([key], value.get(key, [])) for key in ("include", "exclude")]
    listed += [(["overrides", at, "files"], item["files"]) for at, item in enumerate(value.get("overrides", []))]
    for keys, globs in listed:
        for at, glob in enumerate(globs):
            try:
                Patterns([glob])
            except DoclintError as error:
                raise DoclintError(document.complaint([*keys, at], str(error)).text) from error
