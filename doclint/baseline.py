"""The baseline: a file that holds the findings that are known, so that only new ones are reported.

It holds, by page and rule, how often a finding of some ``identity`` is known: rule, headings and offending text, but no
lines and no wording, so that it outlives edits elsewhere on the page. A page that was renamed is known by its findings.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from doclint.checking import CRASH, ENGINE, STALE, UNREADABLE, engine_diagnostic
from doclint.errors import DoclintError
from doclint.report import Hidden, Located, Report, locate, order
from doclint.rule import Finding
from doclint.text import Source, Span, decode
from doclint.writing import write_atomically

USUAL_NAME = ".doclint-baseline.json"
VERSION = 1

_PAGE = re.compile(r'^ {4}(?P<path>"(?:[^"\\]|\\.)*"): \{', re.MULTILINE)
_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
_SETTLE = "take either side, then run doclint baseline --update --accept-new"
_HALF = 2


class Key(NamedTuple):
    """What is known of a finding."""

    path: str
    rule: str
    identity: str


Known = Mapping[Key, int]
"""How often each finding is known."""


@dataclass(frozen=True)
class Baseline:
    """A baseline as it was read; ``source`` is its file, by its path in the docs set."""

    source: Source
    known: Known = field(default_factory=dict)


@dataclass(frozen=True)
class Scope:
    """What a run can say of a baseline: the pages there are, those it checked, and the rules that ran on each."""

    pages: frozenset[str]
    checked: frozenset[str]
    ran: Callable[[str], Collection[str]]

    def is_over(self, keys: Iterable[Key]) -> Iterator[Key]:
        """Those of the keys that the run would have met if they still were."""
        whole = self.pages <= self.checked
        for key in keys:
            judged = (
                key.rule in self.ran(key.path) if key.path in self.checked else whole and key.path not in self.pages
            )
            if judged:
                yield key


class Comparison(NamedTuple):
    """A report held against a baseline: the report without what is known, and the entries by their fate.

    ``met`` were found again, ``new`` are found and not known, ``stale`` are no more, of ``unseen`` the run cannot say.
    Their paths are those the pages have now.
    """

    report: Report
    met: Known
    new: Known
    stale: Known
    unseen: Known


def read_baseline(file: Path, name: str, prefix: str = "") -> Baseline:
    """Read a baseline; ``name`` is its path in the docs set. ``DoclintError`` when it is none.

    Of its pages those count whose paths begin with ``prefix``, without it.
    """
    try:
        source = decode(name, file.read_bytes())
    except FileNotFoundError as error:
        raise DoclintError(f"{file}: there is no such baseline, doclint baseline makes it") from error
    except OSError as error:
        raise DoclintError(f"{file}: the baseline cannot be read: {error.strerror}") from error
    try:
        known = _known(json.loads(source.text))
    except (ValueError, RecursionError) as error:
        conflict = _CONFLICT.search(source.text)
        if conflict:
            line = source.line_column(conflict.start())[0]
            raise DoclintError(f"{file}:{line}: a merge has left a conflict, {_SETTLE}") from error
        raise DoclintError(f"{file}: is no baseline: {error}") from error
    inside = {key: count for key, count in known.items() if key.path.startswith(prefix)}
    return Baseline(source, {key._replace(path=key.path[len(prefix) :]): inside[key] for key in inside})


def write_baseline(file: Path, known: Known) -> None:
    """Write a baseline, sorted, so that equal ones are equal files."""
    pages: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    for (path, rule, identity), count in known.items():
        if count:
            pages[path][rule][identity] = count
    text = json.dumps({"version": VERSION, "findings": pages}, indent=2, sort_keys=True)
    try:
        write_atomically(file, f"{text}\n".encode())
    except OSError as error:
        raise DoclintError(f"{file}: the baseline cannot be written: {error.strerror}") from error


def compare(report: Report, baseline: Baseline, scope: Scope) -> Comparison:
    """Hide what is known, and report what of the baseline is stale. What the engine reports is never known."""
    renamed = _renamed(report, baseline.known, scope.pages)
    left = Counter({key._replace(path=renamed.get(key.path, key.path)): n for key, n in baseline.known.items()})
    met: Counter[Key] = Counter()
    new: Counter[Key] = Counter()
    open_ones: list[Located] = []
    hidden: list[Located] = []
    for diagnostic in report.diagnostics:
        key = _key(diagnostic)
        if diagnostic.category == ENGINE:
            open_ones.append(diagnostic)
        elif left[key]:
            left[key] -= 1
            met[key] += 1
            hidden.append(diagnostic._replace(hidden=Hidden("baseline")))
        else:
            new[key] += 1
            open_ones.append(diagnostic)
    left = +left
    unjudged = {d.path for d in report.diagnostics if d.rule in (UNREADABLE, CRASH)}
    stale = Counter({key: left[key] for key in scope.is_over(left) if key.path not in unjudged})
    named = {new_path: old_path for old_path, new_path in renamed.items()}
    open_ones += _reported(stale, baseline.source, named)
    shown = replace(
        report,
        diagnostics=tuple(sorted(open_ones, key=order)),
        hidden=tuple(sorted((*report.hidden, *hidden), key=order)),
        sources={**report.sources, baseline.source.path: baseline.source},
    )
    return Comparison(shown, met, new, stale, left - stale)


def _known(value: Any) -> dict[Key, int]:
    if not isinstance(value, dict) or value.get("version") != VERSION:
        raise ValueError(f"it does not say version {VERSION}")
    return {
        Key(path, rule, identity): _count(count)
        for path, rules in _mapping(value.get("findings")).items()
        for rule, identities in _mapping(rules).items()
        for identity, count in _mapping(identities).items()
    }


def _mapping(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise ValueError("findings are not listed by page, rule and fingerprint")


def _count(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise ValueError(f"{json.dumps(value)} says not how often a finding is known")


def _key(diagnostic: Located) -> Key:
    return Key(diagnostic.path, diagnostic.rule, diagnostic.identity)


def _renamed(report: Report, known: Known, pages: Collection[str]) -> dict[str, str]:
    """The new paths of pages that are gone: of each the unknown page that has at least half of what was known of it."""
    gone: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    sizes: Counter[str] = Counter()
    for key, count in known.items():
        if key.path not in pages:
            gone[key.rule, key.identity][key.path] = count
            sizes[key.path] += count
    if not gone:
        return {}
    old_paths = {key.path for key in known}
    found = Counter(_key(d) for d in report.diagnostics if d.path not in old_paths)
    shared: Counter[tuple[str, str]] = Counter()
    for (path, rule, identity), count in found.items():
        for old, known_count in gone.get((rule, identity), {}).items():
            shared[old, path] += min(count, known_count)
    renamed: dict[str, str] = {}
    for (old, path), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if _HALF * count >= sizes[old] and old not in renamed and path not in renamed.values():
            renamed[old] = path
    return renamed


def _reported(stale: Known, source: Source, named: Mapping[str, str]) -> Iterable[Located]:
    """One diagnostic for each page of which entries are stale, at the page's place in the baseline."""
    places = {json.loads(match["path"]): Span(*match.span("path")) for match in _PAGE.finditer(source.text)}
    by_page: dict[str, Counter[str]] = defaultdict(Counter)
    for key, count in stale.items():
        by_page[named.get(key.path, key.path)][key.rule] += count
    for path, rules in sorted(by_page.items()):
        listed = ", ".join(f"{rule} ({count})" for rule, count in sorted(rules.items()))
        message = f"{sum(rules.values())} known findings of {path} are no more: {listed}"
        finding = Finding(places.get(path, Span(0, 0)), message, "Run doclint baseline --update")
        yield locate(engine_diagnostic(STALE, source.path, finding), source)
