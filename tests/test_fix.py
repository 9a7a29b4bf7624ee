"""Fixes are made whole, to the end, and never at the cost of anything else on the page."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.api import Edit, Finding, Fix, Page, Severity, Span, Workspace
from doclint.checking import EnabledRule
from doclint.fix import Fixed, apply_fixes, fix_pages
from doclint.session import Session
from doclint.text import Source, decode
from doclint.workspace import Settings
from doclint.writing import encode, write_pages

Check = Callable[[Page, Workspace], Iterator[Finding]]


def _replaces(word: str, by: str, *, safe: bool = True) -> Check:
    def check(page: Page, _workspace: Workspace) -> Iterator[Finding]:
        at = page.text.find(word)
        while at >= 0:
            span = Span(at, at + len(word))
            yield Finding(span, f"{word} stands here", fix=Fix(f"Use {by}", (Edit(span, by),), safe=safe))
            at = page.text.find(word, at + len(word))

    return check


def _session(pages: dict[str, str], checks: Mapping[str, Check]) -> Session:
    rules = [EnabledRule(name, "sky", Severity.WARNING, check) for name, check in checks.items()]
    session = Session(lambda _: rules, Settings())
    session.update({path: Source(path, text) for path, text in pages.items()})
    session.check()
    return session


def _fix(text: str, checks: Mapping[str, Check], *, unsafe: bool = False) -> tuple[str, Fixed]:
    session = _session({"a.md": text}, checks)
    fixed = fix_pages(session, ["a.md"], unsafe=unsafe)
    return session.source("a.md").text, fixed


# On text


def _edits(*edits: tuple[int, int, str]) -> Fix:
    return Fix("Mend", tuple(Edit(Span(start, end), text) for start, end, text in edits))


@pytest.mark.parametrize(
    ("fixes", "text"),
    [
        ([_edits((0, 1, "A"))], "Abcdef"),
        ([_edits((0, 1, "A"), (5, 6, "F"))], "AbcdeF"),
        ([_edits((0, 3, "x")), _edits((2, 4, "y"))], "xdef"),
        ([_edits((2, 4, "y"), (5, 6, "z")), _edits((3, 5, "x"))], "abyez"),
        ([_edits((0, 1, "A"), (3, 4, "D")), _edits((3, 5, "x"))], "AbcDef"),
        ([_edits((2, 2, "+")), _edits((2, 2, "-"))], "ab+cdef"),
        ([_edits((2, 2, "+")), _edits((2, 3, "C"))], "ab+Cdef"),
        ([_edits((1, 2, "B")), _edits((2, 2, "+"))], "aB+cdef"),
        ([_edits((6, 6, "!"))], "abcdef!"),
        ([_edits((6, 9, "!"))], "abcdef"),
        ([_edits((4, 2, "!"))], "abcdef"),
        ([_edits((1, 3, "x"), (2, 4, "y"))], "abcdef"),
        ([_edits()], "abcdef"),
    ],
)
def test_a_fix_is_made_whole_or_not_at_all(fixes: list[Fix], text: str) -> None:
    assert apply_fixes("abcdef", fixes) == text


@pytest.mark.parametrize(
    ("text", "fixed"),
    [("a\r\nb\r\n", "a\r\nX\r\nY\r\n"), ("a\nb\n", "a\nX\nY\n"), ("b", "X\nY"), ("b\rc", "X\rY\rc")],
)
def test_new_lines_end_as_the_others_do(text: str, fixed: str) -> None:
    at = text.index("b")
    assert apply_fixes(text, [_edits((at, at + 1, "X\nY"))]) == fixed


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted).map(lambda pair: Span(*pair))


@given(
    st.text("ab |é\u2028\t\r\n", min_size=30, max_size=30),
    st.lists(st.lists(spans, min_size=1, max_size=3), max_size=8),
)
def test_fixes_never_overlap_nor_touch_other_text_and_none_is_left_out_without_need(
    text: str, found: list[list[Span]]
) -> None:
    labelled = dict(zip("ABCDEFGH", found, strict=False))
    result = apply_fixes(text, [Fix("", tuple(Edit(s, label) for s in places)) for label, places in labelled.items()])
    taken = sorted((span, label) for label, places in labelled.items() if label in result for span in places)
    expected = text
    for span, label in reversed(taken):
        expected = expected[: span.start] + label + expected[span.end :]
    assert result == expected
    assert not any(_clash(one, two) for (one, _), (two, _) in pairwise(taken))
    for label, places in labelled.items():
        if label not in result:
            own = any(_clash(*pair) for pair in pairwise(sorted(places)))
            assert own or any(_clash(span, other) for span in places for other, _ in taken)


def _clash(one: Span, two: Span) -> bool:
    return one == two or one.overlaps(two)


# On a session


def test_only_safe_fixes_are_made_unless_asked_for() -> None:
    checks = {"one": _replaces("star", "planet"), "two": _replaces("moon", "comet", safe=False)}
    assert _fix("star moon", checks)[0] == "planet moon"
    text, fixed = _fix("star moon", checks, unsafe=True)
    assert (text, fixed.made, list(fixed.before)) == ("planet comet", 2, ["a.md"])


def test_fixes_that_make_room_for_others_are_followed_to_the_end() -> None:
    checks = {"one": _replaces("aa", "b"), "two": _replaces("ab", "c"), "three": _replaces("bc", "d")}
    text, fixed = _fix("aaab", checks)
    assert text == "d"
    assert fixed.refused == ()


def test_rules_that_fight_are_named_and_the_others_fix_the_page() -> None:
    checks = {"one": _replaces("star", "moon"), "two": _replaces("moon", "star"), "good": _replaces("x", "y")}
    text, fixed = _fix("star x", checks)
    assert text == "star y"
    (refused,) = fixed.refused
    assert (refused.rule, refused.path) == ("unstable-fix", "a.md")
    assert "one and two" in refused.message


def test_a_fix_that_never_comes_to_rest_leaves_the_page_as_it_was() -> None:
    text, fixed = _fix("star", {"grows": _replaces("star", "a star")})
    assert text == "star"
    assert [d.rule for d in fixed.refused] == ["unstable-fix"]
    assert not fixed.before
    assert fixed.made == 0


def test_a_fix_that_never_comes_to_rest_costs_no_other() -> None:
    checks = {"grows": _replaces("star", "a star"), "good": _replaces("x", "y"), "better": _replaces("y", "z")}
    text, fixed = _fix("star x", checks)
    assert (text, fixed.made) == ("star z", 2)
    assert [d.message.split()[3] for d in fixed.refused] == ["grows"]


@pytest.mark.parametrize("harm", ["```", '```json\n{"a": }\n```', "<!-- oh"])
def test_a_fix_that_makes_the_page_harder_to_read_is_not_made(harm: str) -> None:
    checks = {"bad": _replaces("star", f"\n\n{harm}\n\n"), "good": _replaces("x", "y")}
    text, fixed = _fix("star x\n", checks)
    assert text == "star y\n"
    assert "The fixes of bad undo" in fixed.refused[0].message


def test_a_page_with_bytes_that_are_no_text_is_left_alone() -> None:
    session = _session({}, {"one": _replaces("star", "planet")})
    session.update({"a.md": decode("a.md", b"star \xff\n")})
    session.check()
    assert fix_pages(session, ["a.md"], unsafe=True) == Fixed()


def test_only_the_pages_asked_for_are_fixed() -> None:
    session = _session({"a.md": "star", "b.md": "star"}, {"one": _replaces("star", "planet")})
    assert list(fix_pages(session, ["b.md"], unsafe=False).before) == ["b.md"]
    assert session.source("a.md").text == "star"


def test_pages_that_hang_together_are_followed() -> None:
    def wants_heading(page: Page, workspace: Workspace) -> Iterator[Finding]:
        anchors = workspace.anchors("a.md")
        if page.path == "b.md" and anchors and "planet" in anchors and "old" in page.text:
            yield Finding(Span(0, 3), "old", fix=_edits((0, 3, "new")))

    session = _session(
        {"a.md": "# star\n", "b.md": "old\n"}, {"one": _replaces("star", "planet"), "two": wants_heading}
    )
    assert fix_pages(session, ["a.md", "b.md"], unsafe=False).made == 2
    assert session.source("b.md").text == "new\n"


# On disk


def _write(root: Path, raw: bytes, text: str) -> dict[str, str]:
    before = decode("a.md", raw)
    return write_pages(root, {"a.md": before}, [Source("a.md", text, before.bom)])


@pytest.mark.parametrize("raw", [b"star\n", b"\xef\xbb\xbfstar\r\nx", "\u2028é\r\n".encode(), b""])
def test_bytes_survive_reading_and_writing(raw: bytes) -> None:
    assert encode(decode("a.md", raw)) == raw


def test_byte_order_mark_and_permissions_are_kept(tmp_path: Path) -> None:
    page, raw = tmp_path / "a.md", b"\xef\xbb\xbfstar\r\n"
    page.write_bytes(raw)
    page.chmod(0o640)
    assert _write(tmp_path, raw, "planet\r\n") == {}
    assert page.read_bytes() == b"\xef\xbb\xbfplanet\r\n"
    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.md"]  # noqa: PTH208


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only the superuser may give files away")
def test_a_page_still_belongs_to_its_owner(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_bytes(b"star\n")
    os.chown(page, 1234, 2345)
    page.chmod(0o2640)
    assert _write(tmp_path, b"star\n", "planet\n") == {}
    now = page.stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (1234, 2345, 0o2640)


def test_a_page_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"comet\n")
    assert _write(tmp_path, b"star\n", "planet\n") == {"a.md": "it was changed meanwhile"}
    assert (tmp_path / "a.md").read_bytes() == b"comet\n"


def test_a_page_that_is_already_as_it_is_to_be_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"planet\n")
    assert _write(tmp_path, b"star\n", "planet\n") == {}


KILLED = """
import os, pathlib, doclint.writing
os.replace = lambda *_: os._exit(9)
doclint.writing.write_atomically(pathlib.Path("a.md"), b"planet")
"""


def test_what_a_killed_run_left_is_deleted_after_a_while(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"star\n")
    assert subprocess.run([sys.executable, "-c", KILLED], cwd=tmp_path, check=False).returncode == 9  # noqa: S603
    (left,) = tmp_path.glob(".doclint-*.tmp")
    assert _write(tmp_path, b"star\n", "planet\n") == {}
    assert left.exists(), "somebody may be writing it"
    _age(left)
    assert _write(tmp_path, b"comet\n", "planets\n") == {"a.md": "it was changed meanwhile"}
    assert left.exists(), "nothing was written here"
    assert _write(tmp_path, b"planet\n", "star\n") == {}
    assert os.listdir(tmp_path) == ["a.md"]  # noqa: PTH208


def test_no_other_file_is_deleted(tmp_path: Path) -> None:
    (tmp_path / ".doclint-folder_0.tmp").mkdir()
    names = (
        ".doclint-notes.tmp",
        ".doclint-abc_0123.tmp.md",
        "abc_0123.tmp",
        ".doclint-folder_0.tmp/.doclint-abc_0123.tmp",
    )
    for name in ("a.md", *names):
        (tmp_path / name).write_bytes(b"star\n")
        _age(tmp_path / name)
    _age(tmp_path / ".doclint-folder_0.tmp")
    (tmp_path / ".doclint-link_012.tmp").symlink_to("a.md")
    before = set(tmp_path.rglob("*"))
    assert _write(tmp_path, b"star\n", "planet\n") == {}
    assert set(tmp_path.rglob("*")) == before


def _age(file: Path) -> None:
    os.utime(file, (1_000_000_000, 1_000_000_000))


def test_links_and_missing_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_bytes(b"star\n")
    (tmp_path / "a.md").symlink_to("b.md")
    assert _write(tmp_path, b"star\n", "planet\n") == {"a.md": "it is a link"}
    (tmp_path / "a.md").unlink()
    assert list(_write(tmp_path, b"star\n", "planet\n")) == ["a.md"]
    assert os.listdir(tmp_path) == ["b.md"]  # noqa: PTH208
