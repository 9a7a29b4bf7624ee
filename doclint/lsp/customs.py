"""What front matter usually says in a docs set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from doclint.text import Source

_HEAD = 8000
"""Characters in which front matter ends."""
_ENTRY = re.compile(r"(?P<key>[\w.-]+):[ \t]*(?P<value>[^\r\n]*)")
_COMMON = 2
"""Pages that make a value one that others may want."""
_LONGEST, _MOST = 80, 100


def customs(sources: Iterable[Source]) -> Mapping[str, Mapping[str, int]]:
    """The keys of front matter, the commonest first, each with the values that pages share, likewise.

    Lines are enough for that: to read the YAML of thousands of pages would take a minute.
    """
    keys: Counter[str] = Counter()
    values: dict[str, Counter[str]] = {}
    for source in sources:
        lines, closing, _ = source.text[:_HEAD].partition("\n---")
        for line in lines.split("\n")[1:] if closing and lines.startswith("---") else ():
            entry = _ENTRY.match(line)
            if entry:
                keys[entry["key"]] += 1
                values.setdefault(entry["key"], Counter())[entry["value"].strip().strip("\"'")] += 1
    return {key: _shared(values[key]) for key, _ in keys.most_common(_MOST)}


def _shared(counts: Counter[str]) -> Mapping[str, int]:
    common = counts.most_common(_MOST)
    return {value: count for value, count in common if count >= _COMMON and 0 < len(value) <= _LONGEST}
