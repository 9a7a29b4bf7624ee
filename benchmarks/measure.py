"""Run a program and say what it took, all of its processes together."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import NamedTuple

_PAUSE = 0.02
"""Seconds between two looks at the memory."""
_REST = 50
"""How many times as long as a look the pause after it is at least: to look at gigabytes takes time of the program's."""


class Cost(NamedTuple):
    """Seconds on the clock and of processor time; the most memory at any one time, in MB; the exit code."""

    wall: float
    cpu: float
    memory: float
    code: int


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command in a folder; what it prints is thrown away."""
    before, began = _cpu(), time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        watch = _Watch(process.pid)
        watch.start()
        process.wait()
        wall = time.perf_counter() - began
        peak = watch.end()
    return Cost(wall, _cpu() - before, peak, process.returncode)


class _Watch(Thread):
    """Looks at the memory of a process and of those it has started, until the end."""

    def __init__(self, pid: int) -> None:
        super().__init__()
        self._pid = pid
        self._peak = 0.0
        self._over = Event()

    def run(self) -> None:
        pause = _PAUSE
        while not self._over.wait(pause):
            began = time.perf_counter()
            self._peak = max(self._peak, sum(map(_memory, _family(self._pid))))
            pause = max(_PAUSE, _REST * (time.perf_counter() - began))

    def end(self) -> float:
        """The most memory at any one time, in MB."""
        self._over.set()
        self.join()
        return self._peak


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
