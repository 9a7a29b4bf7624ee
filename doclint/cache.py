"""What is known of a docs set from earlier runs: one SQLite file, with a row a page and a summary of all.

The summary says of each page in a few words what a run without news needs to know. What it says of a row holds as long
as the row is the very version that it names: each value carries a digest of itself with that version, so that neither
damage nor the writing of other runs goes unnoticed. Nothing that goes wrong here costs more than the time it would have
saved: a damaged file is deleted, one that cannot be written is left alone.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from functools import cache, partial
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from doclint.checking import EnabledRule
from doclint.docset import Stamp
from doclint.plain import digest, digest_of
from doclint.text import Source, utf8
from doclint.workspace import Settings

FOLDER = ".doclint_cache"
"""Where the cache lies, in the docs set, if it is not put elsewhere."""

_FILE = "cache.db"
_PATIENCE = 10.0
"""Seconds to wait for another run that is writing."""
_BLOCK = 16_384
"""Bytes of the file's blocks: in smaller ones hardly a row would find room in one piece."""
_FEW = 150
"""Rows that are sooner looked up than found on a way through all."""
_PARSERS = ("markdown-it-py", "PyYAML")
"""What reads pages beside doclint itself."""
ABSENT = "not in the cache"
LOST = "what the cache says of it is damaged, or of another run since"
_JOINT = "-"
"""What stands between the parts of a key of rules."""
_ENGINE = "in the cache of another version of doclint or Python, or in a damaged one"
_SETTINGS = "in the cache under other namespaces, hosts, versions or another preset"
_MARKS = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of doclint.\n",
    ".gitignore": "*\n",
}


class Brief(NamedTuple):
    """A page in a few words. ``text`` and ``rules`` are keys; ``weight`` and ``stood`` as in ``Session``.

    ``version`` is that of the page's row. ``is_quiet``: nothing is wrong with the page, and it suppresses nothing.
    ``stamp`` is that of its file, if it may be relied on.
    """

    text: str
    weight: int
    rules: str
    stood: str
    version: str
    is_quiet: bool
    stamp: Stamp | None


class Entry(NamedTuple):
    """What is known of a page; see ``Told`` and ``Outcome``."""

    found: bytes = b""
    places: bytes = b""
    said: bytes = b""
    marks: bytes = b""
    asked: bytes = b""

    @property
    def version(self) -> str:
        """What tells this entry from any other."""
        return digest_of(*self)


class Summary(NamedTuple):
    """All pages in a few words, the names of all files and pages, and the state that they were in together."""

    briefs: Mapping[str, Brief]
    names: frozenset[str]
    state: str


_COLUMNS = ", ".join(Entry._fields)
_TABLES = (
    f"CREATE TABLE IF NOT EXISTS page (path BLOB PRIMARY KEY, {_COLUMNS})",
    "CREATE TABLE IF NOT EXISTS summary (number INTEGER PRIMARY KEY, value)",
)
_WRITE = f"INSERT OR REPLACE INTO page VALUES (?, {', '.join('?' * len(Entry._fields))})"  # noqa: S608


class Cache:
    """What is known of one docs set. ``summary`` says what was known when this was opened.

    ``absence`` says why it does not know a page that it does not know.
    """

    absence = ABSENT

    def __init__(self, folder: Path, settings: Settings, warn: Callable[[str], None]) -> None:
        self._folder = folder
        self._settings = settings
        self._warn = warn
        self._keys: dict[int, tuple[Sequence[EnabledRule] | None, str]] = {}
        self._engine = _environment(("doclint",))
        self._told = digest(settings)
        """What decides, beside the engine, what pages tell each other."""
        self.summary = self._summary()

    def get(self, field: str, paths: Collection[str]) -> dict[str, bytes]:
        """What entries hold in that field, by path; without those that are not what the summary speaks of."""
        found: dict[str, bytes] = {}
        wanted = {utf8(path): path for path in paths}
        few = list(wanted) if len(wanted) <= _FEW else []
        where = f" WHERE path IN ({', '.join('?' * len(few))})" if few else ""
        for key, value in self._read(f"SELECT path, {field} FROM page{where}", few) if wanted else ():  # noqa: S608
            path = wanted.get(key)
            brief = self.summary.briefs.get(path) if path is not None else None
            opened = _opened(value, brief.version, field) if brief else None
            if path is not None and opened is not None:
                found[path] = opened
        return found

    def key_of_text(self, source: Source) -> str:
        """What tells this page's text from any other."""
        return _key_of_text(source)

    def key_of_rules(self, rules: Sequence[EnabledRule]) -> str:
        """What tells these rules from any others: in its first part which they are, in its second their code.

        Severity does not count, since it is put on afterwards.
        """
        known, key = self._keys.get(id(rules), (None, ""))
        if known is not rules:
            named = [(rule.name, _options(rule)) for rule in rules]
            packs = sorted({"doclint", *(_module(rule).partition(".")[0] for rule in rules)})
            key = f"{digest([named, self._settings])}{_JOINT}{_environment(tuple(packs))}"
            self._keys[id(rules)] = rules, key
        return key

    def save(self, summary: Summary, entries: Mapping[str, Entry]) -> None:
        """Write entries that are new, and the summary of all. Either all of it is written, or nothing."""
        gone = self.summary.briefs.keys() - summary.briefs.keys() - summary.names
        sealed = ((path, _sealed(entry, summary.briefs[path].version)) for path, entry in entries.items())
        rows = ((utf8(path), *values) for path, values in sealed)  # never all of them in memory
        try:
            _mark(self._folder)
            with closing(self._connect()) as connection, connection:
                connection.execute(f"PRAGMA page_size = {_BLOCK}")
                for table in _TABLES:
                    connection.execute(table)
                connection.executemany(_WRITE, rows)
                connection.executemany("DELETE FROM page WHERE path = ?", [(utf8(path),) for path in gone])
                packed = _seal(_packed(summary, self._told), self._engine, "summary")
                connection.execute("INSERT OR REPLACE INTO summary VALUES (0, ?)", (packed,))
            self.summary, self.absence = summary, ABSENT
        except sqlite3.OperationalError as error:
            self._warn(f"the cache {self._folder} cannot be written: {error}")
        except sqlite3.DatabaseError as error:
            self._discard(error)
        except OSError as error:
            self._warn(f"the cache {self._folder} cannot be written: {error.strerror}")

    def _summary(self) -> Summary:
        for (value,) in self._read("SELECT value FROM summary WHERE number = 0", ()):
            raw = _opened(value, self._engine, "summary")
            if raw is not None and (summary := _unpacked(raw, self._told)):
                return summary
            self.absence = _ENGINE if raw is None else _SETTINGS
        return Summary({}, frozenset(), "")

    def _read(self, query: str, values: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
        try:
            if not (self._folder / _FILE).is_file():
                return []
            with closing(self._connect()) as connection:
                return connection.execute(query, values).fetchall()
        except sqlite3.OperationalError as error:
            if "no such" not in str(error):  # another version's tables: they are made anew, and nobody need know
                self._warn(f"the cache {self._folder} cannot be read: {error}")
        except (sqlite3.DatabaseError, ValueError) as error:
            self._discard(error)
        except OSError as error:
            self._warn(f"the cache {self._folder} cannot be read: {error.strerror}")
        return []

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._folder / _FILE, timeout=_PATIENCE)
        connection.text_factory = bytes  # damaged text may be no UTF-8
        return connection

    def _discard(self, error: Exception) -> None:
        self._warn(f"the cache {self._folder} is damaged ({error}), so it is made anew")
        with suppress(OSError):
            (self._folder / _FILE).unlink()


def difference(old: str, new: str) -> str:
    """In what two keys of rules differ; the old one is empty where no rule has run."""
    if not old:
        return "not checked before"
    is_code = old.partition(_JOINT)[0] == new.partition(_JOINT)[0]
    return "the code of rules has changed" if is_code else "other rules or options"


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


def _sealed(entry: Entry, version: str) -> list[bytes]:
    """The values of an entry of that version, each with a digest."""
    return [_seal(value, version, field) for field, value in zip(entry._fields, entry, strict=True)]


def _seal(value: bytes, version: str, field: str) -> bytes:
    return _digest(value, version, field) + value


def _opened(value: Any, version: str, field: str) -> bytes | None:
    """A value without its digest; None when it is not as it was written, or of another version."""
    if not isinstance(value, bytes):
        return None
    raw = value[_SIZE:]
    return raw if _digest(raw, version, field) == value[:_SIZE] else None


def _digest(value: bytes, version: str, field: str) -> bytes:
    return blake2b(value, digest_size=_SIZE, key=version.encode(), person=field.encode()).digest()


_SIZE = 8


def _packed(summary: Summary, told: str) -> bytes:
    """A summary as JSON; ``told`` is a digest of the settings. What many pages have in common stands in it once."""
    common = dict.fromkeys(value for brief in summary.briefs.values() for value in (brief.rules, brief.stood))
    at = {value: number for number, value in enumerate(common)}
    rows = [
        (path, b.text, f"{b.weight:x}", at[b.rules], at[b.stood], b.version, b.is_quiet, b.stamp)
        for path, b in summary.briefs.items()
    ]
    return json.dumps([told, list(common), rows, sorted(summary.names), summary.state], separators=(",", ":")).encode()


def _unpacked(raw: bytes, told: str) -> Summary | None:
    """The summary, if it is one under these settings."""
    own, common, rows, names, state = json.loads(raw)
    if own != told:
        return None
    briefs = {
        path: Brief(
            text, int(weight, 16), common[rules], common[stood], version, quiet, Stamp._make(stamp) if stamp else None
        )
        for path, text, weight, rules, stood, version, quiet, stamp in rows
    }
    return Summary(briefs, frozenset(names), state)


def _key_of_text(source: Source) -> str:
    replaced = ",".join(map(str, source.replaced))
    return digest_of(utf8(source.text), f"{source.bom}{replaced}".encode())


def _options(rule: EnabledRule) -> object:
    return rule.check.keywords if isinstance(rule.check, partial) else {}


def _module(rule: EnabledRule) -> str:
    check: Any = rule.check.func if isinstance(rule.check, partial) else rule.check
    return str(check.__module__)


@cache
def _environment(packs: tuple[str, ...]) -> str:
    """What results depend on beside pages and configuration: the code, ours and the packs', and who reads pages."""
    about = f"{sys.version} {sys.byteorder} {[_version(name) for name in _PARSERS]}"
    return digest_of(about.encode(), *map(_code, packs))


@cache
def _code(pack: str) -> bytes:
    """A digest of the code of a pack."""
    sources = [file for folder in _folders(pack) for file in sorted(folder.rglob("*.py"))]
    return digest_of(*(file.read_bytes() for file in sources)).encode()


def _folders(pack: str) -> list[Path]:
    module = sys.modules[pack]
    return [Path(folder) for folder in getattr(module, "__path__", [])]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
