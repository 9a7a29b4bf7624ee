"""``--watch`` says what each change of a file has brought and taken away."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest
from click.testing import CliRunner

from doclint.cli import main

PAGE = "# Get dome\n\nSee [other]({}.md).\n"
PATIENCE = 120


def test_changes_are_told_until_interrupted(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    shared = tmp_path / "shared.yml"
    shared.write_text("ignore: [unlisted-page]\n", encoding="utf-8")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "doclint.yml").write_text("extends: ../shared.yml\n", encoding="utf-8")
    (docs / "dome.md").write_text(PAGE.format("mirror"), encoding="utf-8")
    command = [sys.executable, "-c", "from doclint.cli import main; main()", "check", ".", "--watch", "--no-progress"]
    with subprocess.Popen(  # noqa: S603
        [*command, "--select", "broken-link"],
        cwd=docs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        guard = Timer(PATIENCE, process.kill)
        guard.start()
        lines = iter(process.stdout or ())

        def until(text: str) -> str:
            return next((line for line in lines if text in line), "")

        assert "mirror.md" in until("dome.md:3")
        assert until("watching")
        (docs / "mirror.md").write_text("# Mirror\n", encoding="utf-8")
        assert until("gone: broken-link").startswith("dome.md:3")
        assert "0 new, 1 gone, 0 left" in until("left")
        (docs / "mirror.md").write_text("# Mirror\n\n[lens](lens.md)\n", encoding="utf-8")
        assert "lens.md" in until("mirror.md:3")
        assert until("1 new, 0 gone, 1 left")
        (docs / "doclint.yml").write_text("ignore: 7\n", encoding="utf-8")
        assert until("Error:")
        (docs / "doclint.yml").write_text("extends: ../shared.yml\nexclude: [mirror.md]\n", encoding="utf-8")
        assert until("the configuration has changed")
        assert until("gone: broken-link").startswith("mirror.md:3")
        (docs / "doclint.yml").write_text("extends: ../shared.yml\n", encoding="utf-8")
        assert until("1 new, 0 gone, 1 left")
        shared.write_text("ignore: [unlisted-page]\nexclude: [mirror.md]\n", encoding="utf-8")
        assert until("gone: broken-link").startswith("mirror.md:3")
        for exclude, told in (("none.md", "1 new, 0 gone, 1 left"), ("mirror.md", "0 new, 1 gone, 0 left")) * 2:
            saved = tmp_path / "shared.yml~"  # as editors save: under another name, and then in the place of the file
            saved.write_text(f"ignore: [unlisted-page]\nexclude: [{exclude}]\n", encoding="utf-8")
            saved.replace(shared)
            assert until(told)
        (tmp_path / "other.yml").write_text("exclude: []\n", encoding="utf-8")
        (docs / "doclint.yml").write_text("extends: ../other.yml\n", encoding="utf-8")
        assert until("1 new, 0 gone, 1 left")
        (tmp_path / "other.yml").write_text("exclude: [mirror.md]\n", encoding="utf-8")
        assert until("0 new, 1 gone, 0 left")
        process.send_signal(signal.SIGINT)
        assert process.wait() == 0
        assert "KeyboardInterrupt" not in "".join(lines)
        guard.cancel()


def test_a_docs_set_that_goes_away_is_an_error_and_not_the_end(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "dome.md").write_text(PAGE.format("mirror"), encoding="utf-8")
    command = [sys.executable, "-c", "from doclint.cli import main; main()", "check", ".", "--watch", "--no-config"]
    with subprocess.Popen(command, cwd=docs, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        guard = Timer(PATIENCE, process.kill)
        guard.start()
        lines = iter(process.stderr or ())
        assert any("watching" in line for line in lines)
        process.send_signal(signal.SIGSTOP)  # or it might look while the pages are gone, and the folder is not
        os.waitpid(process.pid, os.WUNTRACED)
        shutil.rmtree(docs)
        process.send_signal(signal.SIGCONT)
        assert next(lines) == "Error: the current folder is gone: No such file or directory\n"
        process.send_signal(signal.SIGINT)
        assert process.wait() == 1, "there was a finding"
        guard.cancel()


def test_the_extra_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    (tmp_path / "dome.md").write_text(PAGE.format("mirror"), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(tmp_path), "--no-config", "--watch"])
    assert result.exit_code == 2
    assert "pip install 'doclint[watch]'" in result.stderr


@pytest.mark.parametrize("option", ["--fix", "--format=json", "--changed-since=HEAD", "--report=json=x.json"])
def test_what_happens_once_is_not_watched(tmp_path: Path, option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", ".", "--no-config", "--watch", option])
    assert result.exit_code == 2
    assert "--watch tells people" in result.stderr
