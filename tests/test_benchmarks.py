"""The benchmark runs, with or without its peers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

RUN = Path(__file__).parent.parent / "benchmarks" / "run.py"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measures what Linux tells of processes")


def measured(*options: str, path: str = "") -> Any:
    command = [sys.executable, str(RUN), *options, "--runs", "1", "--json"]
    return json.loads(subprocess.run(command, env={"PATH": path}, capture_output=True, check=True).stdout)  # noqa: S603


def test_peers_that_are_not_installed_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# Get dome\n\n[lens](lens.md)\n", encoding="utf-8")
    result = measured("--folder", str(tmp_path))
    assert result["not installed"] == ["rumdl", "markdownlint-cli2"]
    assert {case["name"]: case["pages"] for case in result["cases"]}["doclint cold"] == 1
    assert [pair["name"] for pair in result["compared"]] == [
        "doclint warm / doclint cold",
        "doclint after one edit / doclint warm",
    ]


def test_a_peer_is_compared_on_a_part_of_the_pages(tmp_path: Path) -> None:
    peer = tmp_path / "markdownlint-cli2"
    peer.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    peer.chmod(0o755)
    result = measured("--pages", "10", "--part", "4", path=f"{tmp_path}:/usr/bin:/bin")
    found = {case["name"]: (case["pages"], case["code"]) for case in result["cases"]}
    assert found["doclint cold"] == (11, 1)
    assert found["markdownlint-cli2"] == (4, 1)
    assert "doclint cold / markdownlint-cli2" in [pair["name"] for pair in result["compared"]]


def test_growth_is_shown_for_each_step() -> None:
    result = measured("--scaling", "10,2,4")
    assert [case["pages"] for case in result["cases"]] == [10, 20, 40]
    assert [step["pages"] for step in result["exponents"]] == ["10 to 20", "20 to 40", "10 to 40"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--folder", "nowhere"], "nowhere: no such folder"),
        (["--folder", "."], ".: holds no pages"),
        (["--pages", "0"], "0 is no number from 1 on"),
        (["--runs", "-1"], "-1 is no number from 1 on"),
        (["--scaling", "10"], "write the number of pages and factors"),
        (["--scaling", "10,x"], "x is no number from 1 on"),
    ],
)
def test_what_cannot_be_measured_is_said(tmp_path: Path, options: list[str], said: str) -> None:
    command = [sys.executable, str(RUN), *options]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 2
    assert said in done.stderr
