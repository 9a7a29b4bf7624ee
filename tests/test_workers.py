"""Processes find what one process finds, however they begin, and a process that is lost is told."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from functools import partial

import pytest

from doclint.config import Config, settings_of
from doclint.errors import DoclintError
from doclint.processes import Processes
from doclint.report import Located, make_report
from doclint.run import plan_anew
from doclint.session import Session
from doclint.text import Source

CONFIG = Config()
MAKE_PLAN = partial(plan_anew, CONFIG, "")
PAGES = {
    f"beta/{number}.md": f"# Dome {number}\n\n## Part {number}\n\n[next]({number + 1}.md#part-{number})\n"
    for number in range(100)
}
HEADING = {"beta/8.md": "# Dome 8\n\n## Part 7\n"}


@pytest.fixture(params=["fork", "spawn"])
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    """A session that works in two processes, which begin in one way or the other."""
    if request.param not in multiprocessing.get_all_start_methods():
        pytest.skip("this system cannot")
    settings = settings_of(CONFIG)
    made = Session(MAKE_PLAN(), settings, hire=lambda _: Processes(2, MAKE_PLAN, settings, request.param))
    yield made
    made.close()


def seen(session: Session, *states: dict[str, str]) -> list[tuple[Located, ...]]:
    """What is found when pages come to be so, and so."""
    reports = []
    for pages in states:
        session.update({path: Source(path, text) for path, text in pages.items()}, PAGES)
        session.check()
        reports.append(make_report(session, session.paths()).diagnostics)
    return reports


def test_processes_agree_with_one(session: Session) -> None:
    alone = Session(MAKE_PLAN(), settings_of(CONFIG))
    expected = seen(alone, PAGES, HEADING)
    assert len(expected[0]) == len(expected[1]) + 1
    assert seen(session, PAGES, HEADING) == expected
    assert session.index().anchors("beta/8.md") == alone.index().anchors("beta/8.md")


def test_a_process_with_nothing_to_do_takes_over_from_another(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("doclint.processes.PART", 1)
    for path, text in PAGES.items():  # each is read by the first, which has nothing else to do
        session.update({path: Source(path, text)}, PAGES)
        session.index()
    session.check()
    alone = Session(MAKE_PLAN(), settings_of(CONFIG))
    assert [make_report(session, session.paths()).diagnostics] == seen(alone, PAGES)
    assert seen(session, HEADING) == seen(alone, HEADING)


def test_a_process_that_is_lost_is_told(session: Session) -> None:
    seen(session, PAGES)
    for process in multiprocessing.active_children():
        process.kill()
        process.join()
    with pytest.raises(DoclintError, match="ended unexpectedly"):
        seen(session, HEADING)


@pytest.mark.skipif(sys.platform != "linux", reason="limits are the system's")
def test_more_processes_than_the_system_gives_are_an_error_that_says_so() -> None:
    code = """if True:
        import multiprocessing, resource
        from functools import partial
        from doclint.config import Config, settings_of
        from doclint.errors import DoclintError
        from doclint.run import plan_anew
        from doclint.processes import Processes
        resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20))
        try:
            Processes(40, partial(plan_anew, Config(), ""), settings_of(Config()))
        except DoclintError as error:
            print(error, multiprocessing.active_children())
    """
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "40 processes cannot be started: Too many open files; try --jobs 1 []\n"
