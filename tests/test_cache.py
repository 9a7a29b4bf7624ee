"""However a run comes by its results, it prints the same; whatever happens to the cache costs time only."""

from __future__ import annotations

import json
import os
import random
import re
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from doclint.cache import FOLDER, Cache
from doclint.checking import EnabledRule
from doclint.cli import main
from doclint.registry import installed_rules
from doclint.report import make_report
from doclint.session import Session
from doclint.text import decode
from doclint.workspace import Settings

PAGE = """# Get {name}

See [other]({other}.md#get-{other}) and [none](none.md).

<!-- {{"blockType": "resource", "@odata.type": "contoso.sky.{name}"}} -->
```json
{{"isOpen": "Boolean", "at": "{other}",}}
```
"""
COUNT = 210
"""Enough for workers in processes of their own, and for rows to be read all at once."""

PACKED_RULE = '''\
"""A rule of a pack."""
from doclint.api import Severity, rule

@rule(severity=Severity.INFO, valid=(), invalid=())
def bad_star(page, workspace):
    yield from ()
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A docs set in which pages depend on each other."""
    for number in range(COUNT):
        write(tmp_path, number, PAGE.format(name=f"dome{number}", other=f"dome{(number + 1) % COUNT}"))
        if number % 3:
            age(tmp_path, number)
    return tmp_path


def write(folder: Path, number: int, text: str) -> None:
    (folder / f"dome{number}.md").write_text(text, encoding="utf-8")


def age(folder: Path, number: int) -> None:
    """Let a page look as if it had been written long ago, so that its stamp counts."""
    os.utime(folder / f"dome{number}.md", (1_000_000_000, 1_000_000_000))


def run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["check", str(folder), "--no-config", "--format", "json", *options])


def findings(folder: Path, *options: str) -> str:
    """The output, without how long it took."""
    result = run(folder, *options)
    assert result.exit_code == 1, result.output
    return untimed(result.stdout)


def untimed(output: str) -> str:
    """What a run prints, but for the line about the run itself."""
    return "".join(line for line in output.splitlines(keepends=True) if "duration_ms" not in line)


def command(folder: Path, before: str = "") -> list[str]:
    """A run in a process of its own."""
    code = f"{before}from doclint.cli import main; main()"
    return [sys.executable, "-c", code, "check", str(folder), "--no-config", "--format", "json", "-q"]


def cached(folder: Path) -> int:
    """How many pages were not checked by this run."""
    return int(json.loads(run(folder).stdout)["run"]["cached"])


def database(folder: Path) -> Path:
    return folder / FOLDER / "cache.db"


@pytest.mark.parametrize("options", [("--jobs", "1"), ("--jobs", "2"), ("--jobs", "3")])
def test_every_way_to_the_results_gives_the_same(folder: Path, options: Sequence[str]) -> None:
    expected = findings(folder, "--jobs", "1", "--no-cache")
    assert '"rule"' in expected
    assert findings(folder, *options, "--no-cache") == expected
    assert findings(folder, *options) == expected, "cold"
    assert findings(folder, *options) == expected, "warm"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_more_pages_than_are_kept_as_read_give_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: str
) -> None:
    write(folder, COUNT, PAGE.format(name="deep", other="dome1") + "```json\n" + '{"a": [' * 20_000)
    expected = findings(folder, "--jobs", "1", "--no-cache")
    monkeypatch.setattr("doclint.workers._KEPT", 50)
    assert findings(folder, "--jobs", jobs, "--no-cache") == expected


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_edit_reaches_the_pages_that_depend_on_it(folder: Path, jobs: str) -> None:
    before = findings(folder, "--jobs", jobs)
    write(folder, 7, PAGE.format(name="tower", other="dome8"))
    after = findings(folder, "--jobs", jobs)
    assert after != before
    assert after == findings(folder, "--jobs", "1", "--no-cache")
    reasons = run(folder, "-v").stderr
    assert "dome7.md" not in reasons, "nothing has changed since"


def test_an_edit_that_leaves_size_and_time_alone_is_noticed(folder: Path) -> None:
    findings(folder)
    old = PAGE.format(name="dome7", other="dome8")
    write(folder, 7, old.replace("isOpen", "isopen"))
    age(folder, 7)
    assert findings(folder) == findings(folder, "--no-cache")


def test_the_report_says_how_many_pages_another_run_had_checked(folder: Path) -> None:
    assert cached(folder) == 0
    assert cached(folder) == COUNT
    write(folder, 7, "# Nothing to see\n")
    assert cached(folder) == COUNT - 2, "the page, and the one that links to its heading"


def test_one_page_alone_and_then_all(folder: Path) -> None:
    expected = findings(folder, "--no-cache")
    for number in (7, 8):
        assert run(folder / f"dome{number}.md").exit_code == 1
    assert findings(folder) == expected
    write(folder, 7, PAGE.format(name="tower", other="dome8"))
    alone = findings(folder / "dome6.md", "--no-cache")
    assert findings(folder / "dome6.md") == alone
    assert findings(folder / "dome6.md") == alone
    assert findings(folder) == findings(folder, "--no-cache")


def test_a_miss_says_why(folder: Path) -> None:
    findings(folder)
    write(folder, 7, PAGE.format(name="tower", other="dome8"))
    reasons = run(folder, "-v").stderr
    assert "dome7.md: its text has changed" in reasons
    assert "dome6.md: another answer to anchors(dome7.md)" in reasons
    assert "dome20.md:" not in reasons


def test_a_miss_is_told_of_the_path_as_people_see_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "doclint.yml").write_text("select: [links]\n", encoding="utf-8")
    (folder / "new\nline.md").write_text("# One\n", encoding="utf-8")
    monkeypatch.chdir(folder.parent)
    said = CliRunner().invoke(main, ["check", folder.name, "-v", "--jobs", "1"]).stderr
    assert f"{folder.name}/dome7.md: not in the cache\n" in said
    assert f"{folder.name}/new\\nline.md: not in the cache\n" in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--select", "broken-link"), "other rules or options"),
        (("--set", "namespaces=[contoso]"), "in the cache under other namespaces, hosts, versions or another preset"),
        (("--preset", "all"), "in the cache under other namespaces, hosts, versions or another preset"),
        (("--severity", "broken-link=info"), None),
    ],
)
def test_a_miss_of_all_pages_says_why(folder: Path, options: Sequence[str], said: str | None) -> None:
    findings(folder)
    reasons = run(folder, "-v", *options).stderr
    assert (f"dome20.md: {said}\n" in reasons) if said else ("dome20.md" not in reasons)
    assert "dome20.md" not in run(folder, "-v", *options).stderr, "now it knows"


def test_a_miss_says_that_the_code_of_a_pack_has_changed(folder: Path) -> None:
    rule = folder / ".site/contoso_rules/sky/bad_star.py"
    for path, text in {
        "contoso_rules/__init__.py": "",
        "contoso_rules/sky/__init__.py": "",
        "contoso_rules-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: contoso-rules\nVersion: 1.0\n",
        "contoso_rules-1.0.dist-info/entry_points.txt": "[doclint.rules]\ncontoso = contoso_rules\n",
    }.items():
        (folder / ".site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / ".site" / path).write_text(text, encoding="utf-8")
    said = []
    for change in ("", "", "# changed\n"):
        rule.write_text(PACKED_RULE + change, encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(folder / ".site")}
        done = subprocess.run([*command(folder), "-v"], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
        said.append(re.findall(r"dome20\.md: (.*)", done.stderr))
    assert said == [["not in the cache"], [], ["the code of rules has changed"]]


def test_a_miss_says_that_the_cache_is_of_another_version(folder: Path) -> None:
    findings(folder)
    with closing(sqlite3.connect(database(folder))) as connection, connection:
        connection.execute("UPDATE summary SET value = x'00'")
    assert "dome20.md: in the cache of another version of doclint or Python, or in a dam" in run(folder, "-v").stderr


@pytest.mark.parametrize("field", ["found", "asked"])
def test_a_miss_says_that_a_row_is_damaged(folder: Path, field: str) -> None:
    expected = findings(folder)
    with closing(sqlite3.connect(database(folder))) as connection, connection:
        connection.execute(f"UPDATE page SET {field} = x'00' WHERE path = ?", [b"dome20.md"])  # noqa: S608
    write(folder, 21, "# Nothing to see\n")
    again = run(folder, "-v")
    assert "dome20.md: what the cache says of it is damaged" in again.stderr
    assert untimed(again.stdout) == findings(folder, "--no-cache") != expected


@pytest.mark.parametrize("seed", range(12))
def test_damage_anywhere_changes_nothing(folder: Path, seed: int) -> None:
    expected = findings(folder)
    chance, raw = random.Random(seed), bytearray(database(folder).read_bytes())
    for _ in range(chance.choice((1, 20, 2000))):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    database(folder).write_bytes(raw[: chance.choice((len(raw), chance.randrange(len(raw))))])
    assert findings(folder) == expected
    assert findings(folder) == expected, "after the cache was mended"


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to have a header" * 40])
def test_a_file_that_is_no_cache_is_replaced(folder: Path, content: bytes) -> None:
    expected = findings(folder)
    database(folder).write_bytes(content)
    assert findings(folder) == expected
    assert database(folder).read_bytes().startswith(b"SQLite format 3")


def test_a_place_that_cannot_be_written_costs_a_warning(folder: Path) -> None:
    expected = findings(folder, "--no-cache")
    (folder / "file").write_text("in the way", encoding="utf-8")
    result = run(folder, "--cache-dir", str(folder / "file" / "cache"))
    assert "cannot be written" in result.stderr
    assert findings(folder, "--cache-dir", str(folder / "file" / "cache")) == expected


def test_runs_at_the_same_time_do_not_disturb_each_other(folder: Path) -> None:
    expected = findings(folder, "--no-cache")
    outputs: list[str] = []

    def once() -> None:
        done = subprocess.run(command(folder), capture_output=True, text=True, check=False)  # noqa: S603
        assert done.stderr == ""
        outputs.append(untimed(done.stdout))

    threads = [Thread(target=once) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outputs == [expected] * 3


@pytest.mark.parametrize("seconds", [0.3, 0.6, 0.9, 1.2, 1.5])
def test_a_run_that_is_killed_leaves_a_cache_that_can_be_used(folder: Path, seconds: float) -> None:
    with suppress(subprocess.TimeoutExpired):
        subprocess.run(command(folder), capture_output=True, check=False, timeout=seconds)  # noqa: S603
    expected = findings(folder, "--no-cache")
    assert findings(folder) == expected
    assert findings(folder) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit to set")
def test_a_full_disk_costs_a_warning(folder: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); "
    done = subprocess.run(command(folder, limit), capture_output=True, text=True, check=False)  # noqa: S603
    assert "cannot be written" in done.stderr
    assert untimed(done.stdout) == findings(folder, "--no-cache")
    assert findings(folder) == findings(folder, "--no-cache"), "after there is room again"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write everything")
def test_a_folder_that_is_read_only_costs_a_warning(folder: Path) -> None:
    expected = findings(folder, "--no-cache")
    folder.chmod(0o555)
    try:
        assert "cannot be written" in run(folder).stderr
        assert findings(folder) == expected
    finally:
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may search everything")
def test_a_cache_that_may_not_be_searched_costs_a_warning(folder: Path) -> None:
    expected = findings(folder)
    (folder / FOLDER).chmod(0)
    try:
        done = run(folder)
        assert "cannot be read: Permission denied" in done.stderr
        assert "Traceback" not in done.stderr
        assert findings(folder) == expected
    finally:
        (folder / FOLDER).chmod(0o755)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_the_files_does_not_matter(folder: Path, seed: int) -> None:
    paths = [f"dome{number}.md" for number in range(0, COUNT, 5)]
    sources = {path: decode(path, (folder / path).read_bytes()) for path in paths}
    reports = []
    for order in (paths, random.Random(seed).sample(paths, len(paths))):
        rules = [EnabledRule(rule.name, rule.category, rule.severity, rule.bind({})) for rule in installed_rules()]
        session = Session(lambda _, rules=rules: rules, Settings())  # type: ignore[misc]
        session.update({path: sources[path] for path in order}, order)
        for path in order:
            session.check([path])
        reports.append(make_report(session, order).diagnostics)
    assert reports[0] == reports[1] != ()


def test_the_cache_is_found_and_deleted(folder: Path) -> None:
    findings(folder)
    assert sorted(file.name for file in (folder / FOLDER).iterdir()) == [".gitignore", "CACHEDIR.TAG", "cache.db"]
    where = CliRunner().invoke(main, ["cache", "dir", str(folder), "--no-config"])
    assert where.stdout == f"{folder / FOLDER}\n"
    assert CliRunner().invoke(main, ["cache", "clean", str(folder), "--no-config"]).exit_code == 0
    assert not (folder / FOLDER).exists()


def test_without_a_cache_nothing_is_written(folder: Path) -> None:
    findings(folder, "--no-cache")
    assert not (folder / FOLDER).exists()


def test_a_page_that_no_rule_runs_on_is_not_taken_for_one_that_was_never_checked(tmp_path: Path) -> None:
    assert Cache(tmp_path, Settings(), lambda _: None).key_of_rules(()) != ""
