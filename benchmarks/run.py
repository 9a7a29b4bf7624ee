"""Measure doclint on a docs set, alternating with its peers where they are installed.

python benchmarks/run.py                        # 2,000 pages made for the purpose
python benchmarks/run.py --folder PATH          # a copy of a real docs set
python benchmarks/run.py --scaling 1000,2,4,8   # growth: 1,000 pages and 2, 4, 8 times as many
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
from pathlib import Path

from docs_set import make_docs_set
from measure import Cost, medians, processors, run

_DOCLINT = (sys.executable, "-m", "doclint", "check", ".", "--no-config", "--format", "concise", "--quiet")


@dataclass(frozen=True)
class Case:
    """Something to measure: a command, and what to do before each run of it."""

    name: str
    command: Sequence[str]
    prepare: Callable[[Path], None] = lambda _folder: None


def main() -> None:
    """Measure, and print a table, or JSON."""
    options = _options()
    with tempfile.TemporaryDirectory() as name:
        if options.scaling:
            first, *factors = map(int, options.scaling.split(","))
            result = _scaling(Path(name), first, [1, *factors], options.seed)
        else:
            result = _comparison(_docs_set(Path(name), options), options.runs)
    print(json.dumps(result, indent=2) if options.json else _table(result))  # noqa: T201


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure doclint on a docs set, beside its peers.")
    parser.add_argument("--folder", type=Path, help="measure on a copy of this docs set")
    parser.add_argument("--pages", type=int, default=2000, help="else on so many made pages (default: 2000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=5, help="runs of each, of which medians are taken (default: 5)")
    parser.add_argument("--scaling", help="measure growth instead: the number of pages, and factors")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser.parse_args()


def _docs_set(folder: Path, options: argparse.Namespace) -> Path:
    root = folder / "docs"
    if options.folder:
        shutil.copytree(options.folder, root, ignore=shutil.ignore_patterns(".git", ".*_cache"))
    else:
        make_docs_set(root, options.pages, options.seed)
    return root


def _comparison(root: Path, runs: int) -> dict[str, object]:
    cases = [case for case in _cases(root) if shutil.which(case.command[0])]
    taken: dict[str, list[Cost]] = {case.name: [] for case in cases}
    for _ in range(runs):
        for case in cases:
            case.prepare(root)
            taken[case.name].append(run(case.command, root))
    pages = sum(1 for _ in root.rglob("*.md"))
    return {"pages": pages, "processors": processors(), "runs": runs, "cases": _figures(taken, pages)}


def _cases(root: Path) -> list[Case]:
    """In this order: each warm run comes after the run that fills its cache."""
    edited = min(root.rglob("*.md"))
    rumdl = ("rumdl", "check", ".", "--silent", "--no-config")
    return [
        Case("doclint cold", _DOCLINT, _remove(".doclint_cache")),
        Case("doclint warm", _DOCLINT),
        Case("doclint after one edit", _DOCLINT, lambda _root: _edit(edited)),
        Case("doclint one file", [str(edited) if part == "." else part for part in _DOCLINT]),
        Case("doclint cold, one process", (*_DOCLINT, "--jobs", "1", "--no-cache")),
        Case("rumdl cold", rumdl, _remove(".rumdl_cache")),
        Case("rumdl warm", rumdl),
        Case("markdownlint-cli2", ("markdownlint-cli2", "**/*.md")),
        Case("doclint --version", (sys.executable, "-m", "doclint", "--version")),
    ]


def _remove(name: str) -> Callable[[Path], None]:
    return lambda root: shutil.rmtree(root / name, ignore_errors=True)


def _edit(page: Path) -> None:
    with page.open("a", encoding="utf-8") as file:
        file.write("\nAnother sentence.\n")


def _scaling(folder: Path, first: int, factors: Sequence[int], seed: int) -> dict[str, object]:
    figures = []
    for factor in factors:
        root = folder / str(factor)
        make_docs_set(root, first * factor, seed)
        cost = run(_DOCLINT, root)
        figures.append({"pages": first * factor, **cost._asdict()})
        shutil.rmtree(root)
    least, most = figures[0], figures[-1]
    growth = {
        figure: round(math.log(most[figure] / least[figure]) / math.log(most["pages"] / least["pages"]), 3)
        for figure in ("wall", "cpu", "memory")
    }
    return {"processors": processors(), "exponents": growth, "cases": figures}


def _figures(taken: dict[str, list[Cost]], pages: int) -> list[dict[str, object]]:
    found = {name: medians(costs) for name, costs in taken.items()}
    base = found["doclint cold"].wall
    return [
        {"name": name, **cost._asdict(), "ratio": base / cost.wall, "pages_per_second": pages / cost.wall}
        for name, cost in found.items()
    ]


def _table(result: dict[str, object]) -> str:
    *about, cases = result.items()
    rows = [{k: f"{v:.2f}" if isinstance(v, float) else str(v) for k, v in row.items()} for row in _listed(cases[1])]
    widths = {key: max(len(key), *(len(row[key]) for row in rows)) for key in rows[0]}
    lines = [", ".join(f"{name}: {value}" for name, value in about), ""]
    lines.append("  ".join(key.ljust(width) for key, width in widths.items()))
    lines += ["  ".join(row[key].ljust(width) for key, width in widths.items()) for row in rows]
    return "\n".join(lines) + "\n\nwall, cpu: seconds; memory: MB, all processes; ratio: doclint cold to this, wall"


def _listed(cases: object) -> list[dict[str, object]]:
    return cases if isinstance(cases, list) else []


if __name__ == "__main__":
    main()
