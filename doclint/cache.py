"""What is known of pages from earlier runs: one SQLite file, a row a page.

A row is used when the page's text is the one it was made from, its results when the rules are the same. It carries a
digest of itself, so that no damage goes unnoticed. Nothing that goes wrong here costs more than the time it would have
saved: a damaged file is deleted, one that cannot be written is left alone.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from doclint.checking import EnabledRule
from doclint.plain import digest, digest_of
from doclint.text import Source
from doclint.workspace import Settings

FOLDER = ".doclint_cache"
"""Where the cache lies, in the docs set, if it is not put elsewhere."""

_FILE = "cache.db"
_PATIENCE = 10.0
"""Seconds to wait for another run that is writing."""
_PARSERS = ("markdown-it-py", "PyYAML")
"""What reads pages beside doclint itself."""
_MARKS = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of doclint.\n",
    ".gitignore": "*\n",
}


class Entry(NamedTuple):
    """What is known of a page; see ``Told`` and ``Session``. ``text`` and ``rules`` are keys."""

    text: str
    said: bytes
    places: bytes
    found: bytes
    asked: bytes
    rules: str
    stood: str


_COLUMNS = ", ".join(Entry._fields)
_TABLE = f"CREATE TABLE IF NOT EXISTS page (path BLOB PRIMARY KEY, {_COLUMNS}, digest)"
_READ = f"SELECT path, {_COLUMNS}, digest FROM page"  # noqa: S608, nothing in it comes from outside
_WRITE = f"INSERT OR REPLACE INTO page VALUES (?, {', '.join('?' * len(Entry._fields))}, ?)"  # noqa: S608


class Cache:
    """The entries of one docs set."""

    def __init__(self, folder: Path, settings: Settings, warn: Callable[[str], None]) -> None:
        self._folder = folder
        self._settings = settings
        self._warn = warn
        self._keys: dict[int, tuple[Sequence[EnabledRule], str]] = {}
        self._entries = self._load()

    def entry(self, path: str, source: Source) -> tuple[Entry | None, str]:
        """What is known of a page of that text, or None; and why its last result is of no use, if it is not."""
        entry = self._entries.get(path)
        if entry is None:
            return None, "not in the cache"
        if entry.text != self.key_of_text(source):
            return None, "its text has changed"
        return entry, "other rules or options, or another version" if entry.rules else "not checked before"

    def key_of_text(self, source: Source) -> str:
        """What tells this page's text from any other."""
        return _key_of_text(source)

    def key_of_rules(self, rules: Sequence[EnabledRule]) -> str:
        """What tells these rules from any others; severity does not count, since it is put on afterwards."""
        known, key = self._keys.get(id(rules), ((), ""))
        if known is not rules:
            named = [(rule.name, _options(rule)) for rule in rules]
            packs = sorted({"doclint", *(_module(rule).partition(".")[0] for rule in rules)})
            key = digest([named, _environment(tuple(packs)), self._settings])
            self._keys[id(rules)] = rules, key
        return key

    def save(self, entries: Mapping[str, Entry], files: Collection[str]) -> None:
        """Write what is new, and drop the pages that are no more. Either all of it is written, or nothing."""
        new = {path: entry for path, entry in entries.items() if self._entries.get(path) != entry}
        gone = [path for path in self._entries if path not in entries and path not in files]
        if not new and not gone:
            return
        rows = [(_key(path), *entry, _digest(_key(path), *entry)) for path, entry in new.items()]
        try:
            _mark(self._folder)
            with closing(self._connect()) as connection, connection:
                connection.execute(_TABLE)
                connection.executemany(_WRITE, rows)
                connection.executemany("DELETE FROM page WHERE path = ?", [(_key(path),) for path in gone])
        except sqlite3.OperationalError as error:
            self._warn(f"the cache {self._folder} cannot be written: {error}")
        except sqlite3.DatabaseError as error:
            self._discard(error)
        except OSError as error:
            self._warn(f"the cache {self._folder} cannot be written: {error.strerror}")

    def _load(self) -> dict[str, Entry]:
        if not (self._folder / _FILE).is_file():
            return {}
        try:
            with closing(self._connect()) as connection:
                return dict(_sound(connection.execute(_READ)))
        except sqlite3.OperationalError as error:
            self._warn(f"the cache {self._folder} cannot be read: {error}")
        except (sqlite3.DatabaseError, ValueError) as error:
            self._discard(error)
        return {}

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._folder / _FILE, timeout=_PATIENCE)
        connection.text_factory = bytes  # damaged text may be no UTF-8
        return connection

    def _discard(self, error: Exception) -> None:
        self._warn(f"the cache {self._folder} is damaged ({error}), so it is made anew")
        with suppress(OSError):
            (self._folder / _FILE).unlink()


def remove(folder: Path) -> bool:
    """Delete the cache in a folder, and the folder if nothing else is in it; whether there was any."""
    ours = [folder / name for name in (_FILE, f"{_FILE}-journal", *_MARKS) if (folder / name).is_file()]
    for file in ours:
        file.unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
    return bool(ours)


def _mark(folder: Path) -> None:
    """Make the folder, marked as one that need be neither committed nor backed up."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _MARKS.items():
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")


def _sound(rows: Any) -> Iterator[tuple[str, Entry]]:
    """The rows that are as they were written."""
    for path, *values, own in rows:
        if _digest(path, *values) == own:
            text, said, places, found, asked, rules, stood = values
            entry = Entry(text.decode(), said, places, found, asked, rules.decode(), stood.decode())
            yield path.decode("utf-8", "surrogatepass"), entry


def _digest(*values: str | bytes) -> bytes | None:
    """A digest of a row's values; None when they are not even of the right types."""
    raws = [value.encode() if isinstance(value, str) else value for value in values]
    return digest_of(*raws).encode() if all(isinstance(raw, bytes) for raw in raws) else None


def _key(path: str) -> bytes:
    return path.encode("utf-8", "surrogatepass")


def _key_of_text(source: Source) -> str:
    replaced = ",".join(map(str, source.replaced))
    return digest_of(source.text.encode("utf-8", "surrogatepass"), f"{source.bom}{replaced}".encode())


def _options(rule: EnabledRule) -> object:
    return rule.check.keywords if isinstance(rule.check, partial) else {}


def _module(rule: EnabledRule) -> str:
    check: Any = rule.check.func if isinstance(rule.check, partial) else rule.check
    return str(check.__module__)


@cache
def _environment(packs: tuple[str, ...]) -> str:
    """What results depend on beside pages and configuration: the code, ours and the packs', and who reads pages."""
    sources = [file for pack in packs for folder in _folders(pack) for file in sorted(folder.rglob("*.py"))]
    about = f"{sys.version} {[_version(name) for name in _PARSERS]}"
    return digest_of(about.encode(), *(file.read_bytes() for file in sources))


def _folders(pack: str) -> list[Path]:
    module = sys.modules[pack]
    return [Path(folder) for folder in getattr(module, "__path__", [])]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
