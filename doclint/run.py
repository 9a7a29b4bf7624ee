"""One run over a docs set: find its files, read and check them, report."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path

from doclint.baseline import Scope, compare, read_baseline
from doclint.cache import FOLDER, Cache
from doclint.checking import Plan
from doclint.config import (
    Config,
    all_rules,
    config_from,
    find_config,
    load_config,
    settings_of,
    settle,
    take_over,
    usual_config,
)
from doclint.docset import Choice, Files, Reading, Stamp, choose, find_files, read_pages, why_left_out
from doclint.errors import DoclintError
from doclint.facts import is_contents
from doclint.fix import Fixed
from doclint.registry import installed_rules
from doclint.report import Report, make_report
from doclint.rule import Preset, Rule
from doclint.session import Session, Suppress, keep
from doclint.suppressions import Policy, suppress
from doclint.workers import Worker, Workers, batches

Track = Callable[[Iterable[str], str, int], Iterable[str]]
"""What goes through the work and may show how far it is; given its description and how many steps it has."""

_BATCH = 100
"""Pages that are read from disk at once."""
MANY = 200
"""Pages that are worth processes of their own."""


def ignore(_warning: str) -> None:
    """Take no notice."""


@dataclass(frozen=True)
class Means:
    """What a run may use: ``jobs`` processes, a ``cache`` in that folder. ``warn`` is told what the cache suffers."""

    jobs: int = 1
    cache: Path | None = None
    warn: Callable[[str], None] = ignore


@dataclass(frozen=True)
class Job:
    """What to check, and how. ``prefix`` is the place of ``root`` in the folder that globs are relative to.

    ``overlay`` holds pages that are to be taken as these bytes, whatever the file says.
    """

    root: Path
    config: Config
    rules: Sequence[Rule]
    prefix: str = ""
    overlay: Mapping[str, bytes] = field(default_factory=dict)
    obeys_suppressions: bool = True
    baseline: Path | None = None

    def plan(self) -> Plan:
        """The rules for each page."""
        return settle(self.config, self.rules, self.prefix)

    def session(self, means: Means) -> Session:
        """A session for this job, without pages."""
        suppressing = self._suppress if self.obeys_suppressions else keep
        settings = settings_of(self.config)
        cache = Cache(means.cache, settings, means.warn) if means.cache else None
        plan = self.plan()

        def hire(work: int) -> Workers:
            if means.jobs == 1 or work < MANY:
                return Worker(plan, settings)
            from doclint.processes import PART, Processes  # noqa: PLC0415, most runs have little to do

            count = min(means.jobs, work // PART)  # others would have nothing to do
            return Processes(count, partial(plan_anew, self.config, self.prefix), settings)

        return Session(plan, settings, suppressing, hire=hire, cache=cache, read=self.read)

    @property
    def _suppress(self) -> Suppress:
        rules = all_rules(self.config, self.rules)
        names = {name: rule.name for rule in rules for name in (rule.name, *rule.aliases)}
        usual = frozenset(rule.name for rule in rules if rule.preset is Preset.RECOMMENDED)
        asked = self.config.suppressions
        return partial(suppress, policy=Policy(names, usual, asked.require_reason, asked.report_unused))

    def shown(self, file: Path) -> str:
        """The path of a file that need not lie in the docs set, as seen from its root."""
        return Path(os.path.relpath(file, self.root)).as_posix()

    def scope(self, session: Session, choice: Choice) -> Scope:
        """What a run can say of a baseline."""
        plan = self.plan()
        return Scope(session.paths(), frozenset(choice.paths), lambda path: {rule.name for rule in plan(path)})

    def read(self, paths: Iterable[str]) -> Reading:
        """Read pages."""
        return read_pages(self.root, paths, self.overlay)

    def files(self) -> Files:
        """The files of the docs set."""
        globs = self.config.include, self.config.exclude, self.prefix
        found = find_files(self.root, *globs)
        new = {path: why_left_out(path, *globs) for path in self.overlay if path not in found.names}
        return found.with_names(new) if new else found


def check_folder(root: Path, paths: Iterable[Path], config: Path | Mapping[str, object] | None) -> Report:
    """What is wrong with the pages of a folder, or with those of ``paths``; see ``doclint.check``."""
    root = Path(os.path.abspath(root))  # noqa: PTH100, resolve() would follow links
    if not root.is_dir():
        raise DoclintError(f"{root}: no such folder")
    rules = rules_of_this_installation()
    if isinstance(config, Mapping):
        job = Job(root, config_from(config, root, rules, take_over(root, rules)), rules)
    else:
        path = config or find_config(root)
        settled = load_config(path, rules) if path else usual_config(root, rules)
        prefix = "" if config or not path else prefix_of(root, path.parent)
        job = Job(root, settled, rules, prefix, baseline=baseline_of(settled, path))
    files = job.files()
    asked = [docs_path(root, _nearest(root, path)) for path in paths]
    return lint(job, files, choose(files, asked))


def lint(job: Job, files: Files, choice: Choice, track: Track = lambda steps, _what, _count: steps) -> Report:
    """Check the chosen pages of a docs set, all of whose pages are read."""
    return report_on(job, checked_session(job, files, choice, track), choice)


def report_on(job: Job, session: Session, choice: Choice, fixed: Fixed = Fixed()) -> Report:  # noqa: B008, it is frozen
    """The report on the chosen pages, which may have been fixed before, without what the baseline knows."""
    report = replace(make_report(session, choice.paths, fixed.refused), fixed=fixed.made)
    if job.baseline is None:
        return report
    return compare(
        report, read_baseline(job.baseline, job.shown(job.baseline), job.prefix), job.scope(session, choice)
    ).report


def checked_session(job: Job, files: Files, choice: Choice, track: Track, means: Means = Means()) -> Session:
    """A session that has read all pages of a docs set and checked the chosen ones. It is to be saved and closed."""
    session = job.session(means)
    with collector_off():
        _read(session, job, session.recall(_pages(files, choice), _stamps(job, files)), track)
        for path, reason in files.failed.items():
            session.fail(path, reason)
        session.update({}, files=files.names)
        stale = session.stale(choice.paths)
        for _ in track((path for path, _ in session.checking(stale)), "Checking", len(stale)):
            pass
    return session


def refresh(session: Session, job: Job, files: Files, choice: Choice) -> None:
    """Take in what has changed on disk since a session has read its pages, and check the chosen ones."""
    session.refresh(_pages(files, choice), _stamps(job, files), files.names)
    for path, reason in files.failed.items():
        session.fail(path, reason)
    session.check(choice.paths)


def _pages(files: Files, choice: Choice) -> list[str]:
    """What is to be read: all pages, and what tells of them."""
    contents = (name for name in files.names if is_contents(name))
    return sorted({*files.pages, *choice.paths, *contents} - files.failed.keys())


def _stamps(job: Job, files: Files) -> dict[str, Stamp]:
    return {path: stamp for path, stamp in files.stamps.items() if path not in job.overlay}


def _read(session: Session, job: Job, pages: Sequence[str], track: Track) -> None:
    for batch in batches(track(pages, "Reading", len(pages)), _BATCH):
        reading = job.read(batch)
        session.update(reading.sources)
        for path, reason in reading.failed.items():
            session.fail(path, reason)


@contextmanager
def collector_off() -> Iterator[None]:
    """Without the garbage collector: next to nothing here is cyclic, and looking for it takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def plan_anew(config: Config, prefix: str) -> Plan:
    """The rules for each page, for a process that has nothing else."""
    return settle(config, rules_of_this_installation(), prefix)


def cache_folder(root: Path, chosen: str | None = None) -> Path:
    """Where the cache of a docs set lies."""
    return Path(os.path.abspath(chosen)) if chosen else root / FOLDER  # noqa: PTH100


def usable_cpus() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@cache
def rules_of_this_installation() -> tuple[Rule, ...]:
    """All installed rules. What is installed does not change while a program runs."""
    return installed_rules()


def baseline_of(config: Config, path: Path | None) -> Path | None:
    """The baseline that a configuration names, relative to its own folder."""
    return path.parent / config.baseline if path and config.baseline else None


def docs_path(root: Path, path: Path, *, must_exist: bool = True) -> str:
    """The path of a file or folder in the docs set. ``DoclintError`` when it is not there."""
    if must_exist and not os.path.lexists(path):
        raise DoclintError(f"{path}: no such file or folder{_closest(path)}")
    for settled in (os.path.abspath, os.path.realpath):
        inside, outer = Path(settled(path)), Path(settled(root))
        if inside.is_relative_to(outer):
            return "" if inside == outer else inside.relative_to(outer).as_posix()
    raise DoclintError(f"{path}: lies outside the docs set {root}")


def prefix_of(root: Path, folder: Path) -> str:
    """What stands before paths under ``root`` in paths under a folder above it."""
    place = root.relative_to(folder).as_posix() if root.is_relative_to(folder) else "."
    return "" if place == "." else f"{place}/"


def _nearest(root: Path, path: Path) -> Path:
    """A path that is relative to the folder, or else to the current one."""
    return path if os.path.lexists(path) and not os.path.lexists(root / path) else root / path


def _closest(path: Path) -> str:
    try:
        names = [other.name for other in path.parent.iterdir()]
    except (OSError, ValueError):  # no such folder either, or a path that no file can have
        return ""
    found = get_close_matches(path.name, names, n=1)
    return f", did you mean {found[0]}?" if found else ""
