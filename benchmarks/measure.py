"""Run a program and say what it took, all of its processes together."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

_PEEK = 0.02
"""Seconds between two looks at the memory."""


class Cost(NamedTuple):
    """Seconds on the clock and of processor time; the most memory at any one time, in MB; the exit code."""

    wall: float
    cpu: float
    memory: float
    code: int


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder; what it prints is thrown away."""
    before, began, peak = _cpu(), time.perf_counter(), 0.0
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        while process.poll() is None:
            peak = max(peak, sum(map(_memory, _family(process.pid))))
            time.sleep(_PEEK)
        wall = time.perf_counter() - began
    return Cost(wall, _cpu() - before, peak, process.returncode)


def medians(costs: Sequence[Cost]) -> Cost:
    """The median of each figure, and the worst exit code."""
    wall, cpu, memory, codes = zip(*costs, strict=True)
    return Cost(median(wall), median(cpu), median(memory), max(codes))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _family(pid: int) -> list[int]:
    """A process and those it has started, as Linux knows them; elsewhere the memory is not measured."""
    found = [pid]
    for parent in found:
        try:
            listed = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
        except OSError:
            continue
        found += map(int, listed.split())
    return found


def _memory(pid: int) -> float:
    """What a process has for itself, with its part of what it shares; in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0))
