"""Parts of a run, for machines that share the work, and how they find together again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from doclint import __version__
from doclint.baseline import Scope
from doclint.checking import Plan
from doclint.docset import Choice
from doclint.plain import digest_of
from doclint.text import utf8


@dataclass(frozen=True, kw_only=True)
class Shard:
    """The part ``number``, from 1, of a run that is divided into ``of`` parts.

    ``run`` is the same for the parts of one run only. ``baseline`` is the path of the baseline as seen from the docs
    set; where there is one, ``scope`` is what this part can say of it, and ``unchecked`` are the pages that no part
    checks: what is no more can only be told when all parts are together.
    """

    number: int
    of: int
    run: str
    baseline: str | None = None
    scope: Scope | None = None
    unchecked: frozenset[str] = frozenset()


def part_of(chosen: Choice, number: int, of: int) -> Choice:
    """One of so many parts of the chosen pages: every so-many-th, for neighbours are alike in length."""
    return chosen._replace(paths=chosen.paths[number - 1 :: of])


def run_name(plan: Plan, paths: Iterable[str]) -> str:
    """A name for the run of these rules on these pages by this version."""
    said = {str([(rule.name, rule.severity) for rule in plan(path)]) for path in paths}
    return digest_of(*map(utf8, (__version__, *paths, "", *sorted(said))))


def scope_to_json(shard: Shard) -> dict[str, Any] | None:
    """What a part can say of the baseline, as JSON."""
    if shard.scope is None:
        return None
    ran: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for path in sorted(shard.scope.checked):
        ran[tuple(sorted(shard.scope.ran(path)))].append(path)
    return {
        "ran": [{"rules": rules, "pages": pages} for rules, pages in ran.items()],
        "unchecked": sorted(shard.unchecked),
    }


def scope_from_json(parts: Iterable[Mapping[str, Any]]) -> Scope:
    """What the parts together can say of the baseline."""
    listed = list(parts)
    ran = {path: frozenset(group["rules"]) for part in listed for group in part["ran"] for path in group["pages"]}
    unchecked = {path for part in listed for path in part["unchecked"]}
    return Scope(frozenset(ran.keys() | unchecked), frozenset(ran), lambda path: ran[path])
