"""Put the JSON outputs of the parts of a run together again, to just what one run would have reported."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doclint import __version__
from doclint.baseline import compare, read_baseline
from doclint.checking import STALE
from doclint.docset import read_pages
from doclint.errors import DoclintError
from doclint.report import Hidden, Located, Place, RelatedPlace, Report, line_shown, order, place_of
from doclint.reports.context import About
from doclint.reports.shards import scope_from_json
from doclint.rule import Edit, Fix, Severity
from doclint.text import Source, Span

_FAILED = 2


@dataclass(frozen=True)
class Merged:
    """The report of a whole run. ``root`` is the docs set's folder; ``failed`` says that a part could not do its part.

    The rest is what the parts said of the run: see ``Context``.
    """

    report: Report
    root: Path
    failed: bool
    documented: Mapping[str, About]
    baseline: str | None
    duration_ms: int


def merge(files: Sequence[str]) -> Merged:
    """The report that the JSON outputs of all parts of a run make.

    The pages are read again, and must be as they were. Raises ``DoclintError`` when they are not, when parts are
    missing, or when they are not parts of one run.
    """
    parts = [_read(file) for file in files]
    try:
        _require_one_run(files, parts)
        return _merged(parts)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DoclintError(f"{', '.join(files)}: damaged: {error!r}") from error


def _merged(parts: Sequence[Mapping[str, Any]]) -> Merged:
    first = parts[0]
    root = Path(os.path.abspath(first["run"]["root"]))  # noqa: PTH100, resolve() would follow links
    findings = [finding for part in parts for finding in _findings(part)]
    sources = _sources(root, findings)
    located = sorted((_located(finding, sources) for finding in findings), key=order)
    report = Report(
        tuple(item for item in located if item.hidden is None),
        sum(part["run"]["files"] for part in parts),
        sources,
        tuple(item for item in located if item.hidden),
    )
    baseline = first["shard"]["baseline"]
    if baseline is not None:
        scope = scope_from_json(part["shard"]["scope"] for part in parts)
        report = compare(report, read_baseline(root / baseline, baseline), scope).report
    about = [part["shard"]["rules"] for part in parts]
    return Merged(
        report,
        root,
        any(part["run"]["exit_code"] == _FAILED for part in parts),
        {
            name: About(Severity(one["severity"]), one["docs"], one["url"])
            for rules in about
            for name, one in rules.items()
        },
        baseline,
        max(part["run"]["duration_ms"] for part in parts),
    )


def _read(file: str) -> Mapping[str, Any]:
    try:
        document = json.loads(Path(file).read_bytes())  # UTF-16, too: some shells redirect so
    except OSError as error:
        raise DoclintError(f"{file}: cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise DoclintError(f"{file}: is no JSON: {error}") from error
    if not isinstance(document, dict) or not isinstance(document.get("shard"), dict):
        raise DoclintError(f"{file}: is not what doclint check --shard K/N --format json writes")
    return document


def _require_one_run(files: Sequence[str], parts: Sequence[Mapping[str, Any]]) -> None:
    runs: dict[str, str] = {}
    there: dict[int, str] = {}
    for file, part in zip(files, parts, strict=True):
        shard, version = part["shard"], part.get("tool", {}).get("version")
        if version != __version__:
            raise DoclintError(f"{file}: was written by doclint {version}, this is {__version__}")
        runs.setdefault(str((shard.get("run"), shard.get("of"), part.get("run", {}).get("root"))), file)
        if shard.get("number") in there:
            raise DoclintError(f"{there[shard['number']]} and {file} are the same part")
        there[shard.get("number")] = file
    if len(runs) > 1:
        one, other, *_ = runs.values()
        raise DoclintError(f"{one} and {other} are of different runs: other pages, rules or numbers of parts")
    of = parts[0]["shard"].get("of")
    missing = [str(number) for number in range(1, of + 1) if number not in there]
    if missing:
        raise DoclintError(f"of {of} parts these are missing: {', '.join(missing)}")


def _findings(part: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The findings of a part, hidden or not, but for what it said of the baseline: that is for the whole to say."""
    for finding in part["findings"]:
        if finding["suppressed"] is None and finding["rule"] != STALE:
            yield finding
    yield from part["shard"]["hidden"]


def _sources(root: Path, findings: Iterable[Mapping[str, Any]]) -> dict[str, Source]:
    paths = {place["path"] for finding in findings for place in (finding, *finding["related"])}
    read = read_pages(root, sorted(paths), {})
    return read.sources | {path: Source(path, "") for path in read.failed}


def _located(finding: Mapping[str, Any], sources: Mapping[str, Source]) -> Located:
    source = sources[finding["path"]]
    place = _place(finding, source)
    hidden = finding["suppressed"]
    is_suppressed = hidden is not None and hidden["by"] != "baseline"
    return Located(
        rule=finding["rule"],
        category=finding["category"],
        severity=Severity(finding["severity"]),
        path=source.path,
        message=finding["message"],
        help=finding["help"],
        span=place.span,
        place=place,
        source_line=finding["source_line"],
        related=tuple(RelatedPlace(at["message"], _place(at, sources[at["path"]])) for at in finding["related"]),
        fix=_fix(finding["fix"], source) if finding["fix"] else None,
        fingerprint=finding["fingerprint"],
        identity=finding["identity"],
        hidden=Hidden(**hidden) if is_suppressed else None,
    )


def _fix(fix: Mapping[str, Any], source: Source) -> Fix:
    edits = (Edit(_place(edit, source).span, edit["text"]) for edit in fix["edits"])
    return Fix(fix["title"], tuple(edits), fix["safe"])


def _place(at: Mapping[str, Any], source: Source) -> Place:
    """The place that JSON tells of. ``DoclintError`` when the page has no such place, for it is another then."""
    start, end = at["range"]["start"], at["range"]["end"]
    place = place_of(source, Span(_offset(source, start), _offset(source, end)))
    line = line_shown(source, place)
    is_there = place.start._asdict() == start and place.end._asdict() == end
    if not is_there or at.get("source_line", line) != line:
        raise DoclintError(f"{source.path}: is not as it was when it was checked")
    return place


def _offset(source: Source, position: Mapping[str, int]) -> int:
    line = min(position["line"], len(source.line_starts))
    return min(source.line_starts[line - 1] + position["column"] - 1, len(source.text))
