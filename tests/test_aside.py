from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from doclint.aside import aside


def test_it_is_done_when_it_has_been_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        (tmp_path / "done").write_text("by whom it may concern")
        sys.stderr.write("a word – about it\n")

    wait = aside(work)
    wait()
    assert (tmp_path / "done").exists()
    assert capsys.readouterr().err == "a word – about it\n"


@pytest.mark.skipif(sys.platform != "linux", reason="it is done in this process")
@pytest.mark.parametrize(
    ("failure", "said"), [(MemoryError, "MemoryError\n"), (KeyboardInterrupt, ""), (SystemExit, "")]
)
def test_what_goes_wrong_there_ends_nothing_here_but_is_told(
    failure: type[BaseException], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def work() -> None:
        raise failure

    aside(work)()
    told = capsys.readouterr().err
    assert told.endswith(said) if said else not told


@pytest.mark.parametrize("refusal", ["fork", "pipe"])
def test_it_is_done_here_when_there_can_be_no_other_process(monkeypatch: pytest.MonkeyPatch, refusal: str) -> None:
    def refused() -> int:
        raise OSError(errno.EAGAIN, "no more of these")

    monkeypatch.setattr(os, refusal, refused, raising=False)
    done: list[int] = []
    aside(lambda: done.append(os.getpid()))()
    assert done == [os.getpid()]
