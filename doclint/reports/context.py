"""What an output format may want to know beside the report."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from doclint.checking import ENGINE_RULES
from doclint.reports.shards import Shard
from doclint.rule import Rule, Severity

MARKERS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
"""The colour of each severity on a terminal."""


_ENGINE = "rules/README.md"
"""Where the engine's own diagnostics are explained."""


class About(NamedTuple):
    """What a rule says of itself; ``url`` is where one can read it, if that is known."""

    severity: Severity
    docs: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Context:
    """The circumstances of a run.

    ``root`` is the docs set's folder as seen from the current one, ``folder`` the current folder in the docs set where
    it lies in there, ``repository`` the docs set's folder as seen from the root of the git repository that holds it.
    ``limit`` is how many findings people are shown at most; ``width`` the columns of their terminal. ``failing`` are
    the severities that make a run fail; ``documented`` says what the rules are about, by their names; ``baseline`` is
    the path of the baseline, seen from the docs set, where the run went by one. ``shard`` says which part of a run
    this is, where it is not the whole.
    """

    root: str = "."
    folder: str = ""
    repository: str | None = None
    color: bool = False
    width: int = 100
    limit: int | None = None
    duration_ms: int = 0
    exit_code: int = 0
    failing: frozenset[Severity] = frozenset({Severity.ERROR})
    documented: Mapping[str, About] = field(default_factory=dict)
    baseline: str | None = None
    shard: Shard | None = None

    def shown(self, path: str) -> str:
        """The path of a page, as one would type it in the current folder."""
        if self.folder:
            return posixpath.relpath(f"/{path}", f"/{self.folder}")
        return path if self.root == "." else f"{self.root}/{path}"

    def url(self, rule: str) -> str:
        """Where the documentation of a rule stands; empty when that is not known."""
        return self.documented[rule].url if rule in self.documented else ""

    def in_repository(self, path: str) -> str:
        """The path of a page from the root of its repository, or else of the current folder: as servers know it."""
        return self.shown(path) if self.repository is None else posixpath.normpath(f"{self.repository}/{path}")


def documented_by(rules: Iterable[Rule]) -> dict[str, About]:
    """What rules say of themselves, by their names."""
    return {rule.name: About(rule.severity, rule.docs, rule.url) for rule in rules}


def context_in(root: Path, documented: Mapping[str, About] = MappingProxyType({}), **more: Any) -> Context:
    """The circumstances when the docs set is in that folder, and that is what its rules say of themselves."""
    here = Path.cwd()
    folder = here.relative_to(root).as_posix() if here.is_relative_to(root) and here != root else ""
    engine = {name: About(*about, f"{_ENGINE}#{name}") for name, about in ENGINE_RULES.items()}
    known = {**engine, **documented}
    return Context(root=_seen(root), folder=folder, repository=_repository(root), documented=known, **more)


def _seen(root: Path) -> str:
    try:
        return Path(os.path.relpath(root)).as_posix()
    except ValueError:  # another drive
        return root.as_posix()


def _repository(root: Path) -> str | None:
    for folder in (root, *root.parents):
        if os.path.exists(folder / ".git"):  # noqa: PTH110, Path.exists() fails where one may not look
            return root.relative_to(folder).as_posix()
    return None
