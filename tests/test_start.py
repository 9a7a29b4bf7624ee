"""What need not be loaded is not."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        pytest.param(["--version"], {"doclint.page", "markdown_it", "doclint_rules", "rich"}, id="version"),
        pytest.param(["explain", "rule-crash"], {"markdown_it", "rich"}, id="explain"),
        pytest.param(["check", "--help"], {"multiprocessing", "rich"}, id="check"),
    ],
)
def test_commands_load_no_more_than_they_need(command: list[str], unwanted: set[str]) -> None:
    code = (
        "import sys; from doclint.cli import main; main(sys.argv[1:], standalone_mode=False)\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *command], capture_output=True, text=True, check=True)  # noqa: S603
    assert unwanted.isdisjoint(done.stderr.split())


def test_the_program_ends_only_when_all_is_written_and_done() -> None:
    code = (
        "import atexit, sys; from doclint.cli import run\n"
        "atexit.register(print, 'done at the end')\n"
        "print('printed before'); sys.argv[1:] = ['check', '--format', 'no-such']; run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout.splitlines()) == (2, ["printed before", "done at the end"])
    assert "no-such" in done.stderr
