"""One run over a docs set: find its files, read and check them, report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from doclint.checking import Plan
from doclint.config import Config, config_from, find_config, load_config, settings_of, settle
from doclint.docset import Choice, Files, choose, find_files, read_pages
from doclint.errors import DoclintError
from doclint.registry import installed_rules
from doclint.report import Report, make_report
from doclint.rule import Rule
from doclint.session import Session

Track = Callable[[Iterable[str], str, int], Iterable[str]]
"""What goes through the work and may show how far it is; given its description and how many steps it has."""

_BATCH = 100


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

    def plan(self) -> Plan:
        """The rules for each page."""
        return settle(self.config, self.rules, self.prefix)

    def files(self) -> Files:
        """The files of the docs set."""
        found = find_files(self.root, self.config.include, self.config.exclude, self.prefix)
        return found if found.names.issuperset(self.overlay) else found.with_names(self.overlay)


def check_folder(root: Path, paths: Iterable[Path], config: Path | Mapping[str, object] | None) -> Report:
    """What is wrong with the pages of a folder, or with those of ``paths``; see ``doclint.check``."""
    root = Path(os.path.abspath(root))  # noqa: PTH100, resolve() would follow links
    if not root.is_dir():
        raise DoclintError(f"{root}: no such folder")
    rules = rules_of_this_installation()
    if isinstance(config, Mapping):
        job = Job(root, config_from(config, root, rules), rules)
    else:
        path = config or find_config(root)
        settled = load_config(path, rules) if path else Config()
        job = Job(root, settled, rules, "" if config or not path else prefix_of(root, path.parent))
    files = job.files()
    asked = [docs_path(root, _nearest(root, path)) for path in paths]
    return lint(job, files, choose(files, asked))


def lint(job: Job, files: Files, choice: Choice, track: Track = lambda steps, _what, _count: steps) -> Report:
    """Check the chosen pages of a docs set, all of whose pages are read."""
    session = Session(job.plan(), settings_of(job.config))
    pages = sorted({*files.pages, *choice.paths} - files.failed.keys())
    for batch in _batches(track(pages, "Reading", len(pages))):
        reading = read_pages(job.root, batch, job.overlay)
        session.update(reading.sources)
        for path, reason in reading.failed.items():
            session.fail(path, reason)
    for path, reason in files.failed.items():
        session.fail(path, reason)
    session.update({}, files=files.names)
    for path in track(choice.paths, "Checking", len(choice.paths)):
        session.check([path])
    return make_report(session, choice.paths)


@cache
def rules_of_this_installation() -> tuple[Rule, ...]:
    """All installed rules. What is installed does not change while a program runs."""
    return installed_rules()


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


def _batches(items: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for item in items:
        batch.append(item)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
