"""Measure doclint on a docs set, alternating with its peers where they are installed.

python benchmarks/run.py                        # 2,000 pages made for the purpose
python benchmarks/run.py --folder PATH          # a copy of a real docs set
python benchmarks/run.py --scaling 1000,2,4,8   # growth: 1,000 pages and 2, 4, 8 times as many

DEVELOPERS.md says more.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from docs_set import make_docs_set
from measure import Cost, medians, processors, run

_DOCLINT = (sys.executable, "-m", "doclint", "check", ".", "--no-config", "--format", "concise", "--quiet")
_LEFT_OUT = "**/includes/snippets/**"
"""What doclint leaves out by itself, and the others are told to: code samples that nobody edits."""
_RUMDL = ("rumdl", "check", ".", "--silent", "--no-config", "--exclude", _LEFT_OUT)
_MARKDOWNLINT = ("markdownlint-cli2", "**/*.md", f"!{_LEFT_OUT}", "--no-globs")
_PEERS = ("rumdl", "markdownlint-cli2")
_COMPARED = (
    ("doclint cold", "rumdl cold"),
    ("doclint warm", "rumdl warm"),
    ("doclint cold", "markdownlint-cli2"),
    ("doclint warm", "doclint cold"),
    ("doclint after one edit", "doclint warm"),
)


@dataclass(frozen=True)
class Case:
    """Something to measure: a command, the folder to run it in, what to do before, how many pages it is about."""

    name: str
    command: Sequence[str]
    folder: Path
    pages: int
    prepare: Callable[[], None] = lambda: None


def main() -> None:
    """Measure, and print a table, or JSON."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        if options.scaling:
            first, *factors = options.scaling
            result = _scaling(Path(name), first, [1, *factors], options.seed)
        else:
            result = _comparison(_docs_set(Path(name), options), options)
    print(json.dumps(result, indent=2) if options.json else _text(result))  # noqa: T201


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure doclint on a docs set, beside its peers.")
    parser.add_argument("--folder", type=_folder, help="measure on a copy of this docs set")
    parser.add_argument("--pages", type=_count, default=2000, help="else on so many made pages (default: 2000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=_count, default=5, help="runs of each, of which medians are taken (default: 5)")
    parser.add_argument("--part", type=_count, default=300, help="pages for markdownlint-cli2 (default: 300)")
    parser.add_argument("--scaling", type=_counts, help="measure growth instead: the number of pages, and factors")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir() or not _pages(folder):
        raise argparse.ArgumentTypeError(f"{text}: {'holds no pages' if folder.is_dir() else 'no such folder'}")
    return folder


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 on")
    return int(text)


def _counts(text: str) -> list[int]:
    """The number of pages, and at least one factor."""
    first, *factors = map(_count, text.split(","))
    if not factors or min(factors) == 1:
        raise argparse.ArgumentTypeError("write the number of pages and factors from 2 on, such as 1000,2,4,8")
    return [first, *factors]


def _docs_set(folder: Path, options: argparse.Namespace) -> Path:
    root = folder / "docs"
    if options.folder:
        shutil.copytree(options.folder, root, ignore=shutil.ignore_patterns(".git", ".*_cache"))
    else:
        make_docs_set(root, options.pages, options.seed)
    return root


def _comparison(root: Path, options: argparse.Namespace) -> dict[str, object]:
    cases = [case for case in _cases(root, options.part) if shutil.which(case.command[0])]
    taken: dict[str, list[Cost]] = {case.name: [] for case in cases}
    for _ in range(options.runs):
        for case in cases:
            case.prepare()
            taken[case.name].append(run(case.command, case.folder))
    figures = {case.name: _figures(case, taken[case.name]) for case in cases}
    return {
        "processors": processors(),
        "runs": options.runs,
        "not installed": [name for name in _PEERS if not shutil.which(name)],
        "cases": list(figures.values()),
        "compared": [
            _compared(figures[one], figures[other]) for one, other in _COMPARED if {one, other} <= taken.keys()
        ],
    }


def _cases(root: Path, part: int) -> list[Case]:
    """In this order: each warm run comes after the run that fills its cache."""
    pages = _pages(root)
    edited, count = pages[0], len(pages)
    few = _part(root, pages, part)
    return [
        Case("doclint cold", _DOCLINT, root, count, partial(_remove, root / ".doclint_cache")),
        Case("doclint warm", _DOCLINT, root, count),
        Case("doclint after one edit", _DOCLINT, root, count, partial(_edit, edited)),
        Case("doclint one file", [str(edited) if word == "." else word for word in _DOCLINT], root, 1),
        Case("doclint, one process, no cache", (*_DOCLINT, "--jobs", "1", "--no-cache"), root, count),
        Case("rumdl cold", _RUMDL, root, count, partial(_remove, root / ".rumdl_cache")),
        Case("rumdl warm", _RUMDL, root, count),
        Case("markdownlint-cli2", _MARKDOWNLINT, few, len(_pages(few))),
        Case("doclint --version", (sys.executable, "-m", "doclint", "--version"), root, 0),
    ]


def _pages(root: Path) -> list[Path]:
    return sorted(path for path in root.rglob("*.md") if "/includes/snippets/" not in path.as_posix())


def _part(root: Path, pages: Sequence[Path], count: int) -> Path:
    """A folder with so many of the pages, or all: markdownlint-cli2 takes a minute for 1,500."""
    part = root.with_name("part")
    for page in pages[:: -(-len(pages) // count)]:
        copy = part / page.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(page, copy)
    return part


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _edit(page: Path) -> None:
    with page.open("a", encoding="utf-8") as file:
        file.write("\nAnother sentence.\n")


def _figures(case: Case, costs: Sequence[Cost]) -> dict[str, object]:
    """Medians, and how far apart the runs were: the slowest over the quickest."""
    found, walls = medians(costs), [cost.wall for cost in costs]
    speed = case.pages / found.wall if case.pages > 1 else None
    return {
        "name": case.name,
        "pages": case.pages,
        **found._asdict(),
        "pages_per_second": speed,
        "spread": max(walls) / min(walls),
    }


def _compared(one: dict[str, Any], other: dict[str, Any]) -> dict[str, object]:
    """How many times as much the one takes as the other, time by page."""
    share = other["pages"] / one["pages"]
    ratios = {"wall": share, "cpu": share, "memory": 1.0}
    return {
        "name": f"{one['name']} / {other['name']}",
        **{key: one[key] / other[key] * by if other[key] else None for key, by in ratios.items()},
    }


def _scaling(folder: Path, first: int, factors: Sequence[int], seed: int) -> dict[str, object]:
    figures: list[dict[str, Any]] = []
    for factor in factors:
        root = folder / str(factor)
        make_docs_set(root, first * factor, seed)
        figures.append({"pages": first * factor, **run(_DOCLINT, root)._asdict()})
        shutil.rmtree(root)
    steps = [_growth(one, other) for one, other in pairwise(figures)]
    return {"processors": processors(), "cases": figures, "exponents": [*steps, _growth(figures[0], figures[-1])]}


def _growth(one: dict[str, Any], other: dict[str, Any]) -> dict[str, object]:
    """The power of the pages that the cost grows with; 1 is in step with them."""
    factor = math.log(other["pages"] / one["pages"])
    exponents = {
        key: math.log(other[key] / one[key]) / factor if one[key] and other[key] else None
        for key in ("wall", "cpu", "memory")
    }
    return {"pages": f"{one['pages']:,} to {other['pages']:,}", **exponents}


def _text(result: dict[str, Any]) -> str:
    tables = [f"{name}:\n\n{_table(value)}" for name, value in result.items() if _is_table(value)]
    about = [
        f"{name}: {', '.join(value) if isinstance(value, list) else value}"
        for name, value in result.items()
        if value and not _is_table(value)
    ]
    return "\n\n".join(["; ".join(about), *tables, _LEGEND])


def _is_table(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _table(rows: Sequence[dict[str, Any]]) -> str:
    lines = [list(rows[0]), *([_shown(value) for value in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])]).rstrip() for line in lines
    )


def _shown(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:,.0f}" if value >= _WHOLE else f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)


_WHOLE = 100
"""From here on figures are shown without decimals."""
_LEGEND = "wall, cpu: seconds; memory: MB, all processes; spread: the slowest run over the quickest"


if __name__ == "__main__":
    main()
