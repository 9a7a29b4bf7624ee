"""Items by path, and the rows that tables make of them by key; kept up to date while items change.

Whoever works something out of rows is told the mark of each key that was read. An update gives the marks of all keys
under which there is something else now; what was worked out without reading any of these still holds. Marks are
numbers of 32 bits, the same in every process: two keys that share one cost a look too many, and no more.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain
from operator import itemgetter
from typing import Any, Generic, TypeVar
from zlib import crc32

ItemT = TypeVar("ItemT")
Key = Any
"""What rows are looked up by: a string, or a tuple of strings."""
Table = Callable[[str, ItemT], Iterable[tuple[Key, Any]]]
"""What one item, given its path, has to say in a table: values by key. Values are compared with ``==``."""
Keys = Callable[[str, ItemT], Collection[Key]]
"""The keys under which one item, given its path, has something to say, where no more is asked than how many have."""
Part = Callable[[ItemT], Any]
"""A part of an item, which is looked up by the item's path: it is in no table, and costs nothing to keep."""

Rows = tuple[tuple[str, tuple[Any, ...]], ...]
"""Paths of items, in order, each with the values that it has for a key."""

_ALL = None
"""The key that stands for which keys a table has."""


class Ledger(Generic[ItemT]):
    """The rows of some tables, and counts; ``note`` is told what is read. What nobody reads is never made."""

    def __init__(
        self,
        parts: Mapping[str, Part[ItemT]],
        tables: Mapping[str, Table[ItemT]],
        counted: Mapping[str, Keys[ItemT]],
        note: Callable[[int], None],
    ) -> None:
        self._parts = parts
        self._tables = tables
        self._counted = counted
        self._note = note
        self._items: dict[str, ItemT] = {}
        self._made: dict[str, dict[Key, Rows]] = {}
        self._counts: dict[str, Counter[Key]] = {}

    @property
    def items(self) -> Mapping[str, ItemT]:
        """All items, by path."""
        return self._items

    def part(self, name: str, path: str) -> Any:
        """A part of the item of a path; None when there is no such item."""
        self._note(_mark(name, path))
        return self._part(name, self._items.get(path))

    def rows(self, table: str, key: Key) -> Rows:
        """What items have to say under a key."""
        self._note(_mark(table, key))
        return self._rows_of(table).get(key, ())

    def count(self, counted: str, key: Key) -> int:
        """How many items have a key."""
        self._note(_mark(counted, key))
        return self._counts_of(counted)[key]

    def keys(self, table: str) -> Collection[Key]:
        """All keys that any item has, or has something to say under."""
        self._note(_mark(table, _ALL))
        return (self._counts_of(table) if table in self._counted else self._rows_of(table)).keys()

    def update(self, items: Mapping[str, ItemT | None]) -> set[int]:
        """Take in items as they are now, None for one that is gone; give the marks of what has changed.

        Nothing counts as changed in a ledger that was empty: nobody can have read it.
        """
        marks: set[int] = set()
        if not self._items:
            self._items = {path: item for path, item in items.items() if item is not None}
            self._made.clear()
            self._counts.clear()
            return marks
        for path, item in items.items():
            last = self._items.get(path)
            marks |= {_mark(name, path) for name in self._parts if self._part(name, last) != self._part(name, item)}
            for name in self._tables:
                marks |= self._replace(name, path, item)
            for name in self._counted:
                marks |= self._recount(name, path, item)
            if item is None:
                self._items.pop(path, None)
            else:
                self._items[path] = item
        return marks

    def _replace(self, name: str, path: str, item: ItemT | None) -> set[int]:
        """Change what one item says in one table."""
        before, after = self._said(name, path, self._items.get(path)), self._said(name, path, item)
        changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
        marks = {_mark(name, key) for key in changed}
        table = self._made.get(name)
        if table is None:  # nobody here knows whether others say something under those keys, too
            return marks | {_mark(name, _ALL)} if before.keys() != after.keys() else marks
        for key in changed:
            last = table.pop(key, ())
            rows = [row for row in last if row[0] != path]
            if key in after:
                insort(rows, (path, after[key]), key=itemgetter(0))
            if rows:
                table[key] = tuple(rows)
            if bool(rows) != bool(last):
                marks.add(_mark(name, _ALL))
        return marks

    def _recount(self, name: str, path: str, item: ItemT | None) -> set[int]:
        """Count anew what one item has."""
        before, after = self._keys(name, path, self._items.get(path)), self._keys(name, path, item)
        changed = before ^ after
        marks = {_mark(name, key) for key in changed}
        counts = self._counts.get(name)
        if counts is None:
            return marks | {_mark(name, _ALL)} if changed else marks
        for key in changed:
            last = counts.pop(key, 0)
            now = last + 1 if key in after else last - 1
            if now:
                counts[key] = now
            if not last or not now:
                marks.add(_mark(name, _ALL))
        return marks

    def _part(self, name: str, item: ItemT | None) -> Any:
        return None if item is None else self._parts[name](item)

    def _rows_of(self, name: str) -> dict[Key, Rows]:
        if name not in self._made:
            tell, found = self._tables[name], dict[Key, list[tuple[str, tuple[Any, ...]]]]()
            for path in sorted(self._items):
                for key, value in tell(path, self._items[path]):
                    rows = found.get(key)
                    if rows is None:
                        found[key] = [(path, (value,))]
                    elif rows[-1][0] == path:
                        rows[-1] = (path, (*rows[-1][1], value))
                    else:
                        rows.append((path, (value,)))
            self._made[name] = {key: tuple(rows) for key, rows in found.items()}
        return self._made[name]

    def _counts_of(self, name: str) -> Counter[Key]:
        if name not in self._counts:
            tell = self._counted[name]
            self._counts[name] = Counter(chain.from_iterable(tell(path, item) for path, item in self._items.items()))
        return self._counts[name]

    def _keys(self, name: str, path: str, item: ItemT | None) -> set[Key]:
        return set(self._counted[name](path, item)) if item is not None else set()

    def _said(self, name: str, path: str, item: ItemT | None) -> dict[Key, tuple[Any, ...]]:
        said: dict[Key, tuple[Any, ...]] = {}
        for key, value in self._tables[name](path, item) if item is not None else ():
            said[key] = (*said.get(key, ()), value)
        return said


def _mark(table: str, key: Key) -> int:
    return crc32(f"{table} {key!r}".encode())
