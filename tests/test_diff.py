"""A diff says what edits have changed, and git makes of it what the fixes would have made."""

from __future__ import annotations

import subprocess
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.alignment import Kept, Put, changed_lines, edited, still_kept
from doclint.cli.diff import write_diff
from doclint.fix import Fixed
from doclint.reports import Context
from doclint.text import Source, Span
from doclint.writing import encode

Rounds = list[list[Put]]


def put(start: int, end: int, text: str) -> Put:
    return Put(Span(start, end), text)


def after(text: str, rounds: Rounds) -> tuple[str, tuple[Kept, ...]]:
    """A text after rounds of edits, and what it has kept."""
    kept: tuple[Kept, ...] = (Kept(0, 0, len(text)),)
    for edits in rounds:
        kept, text = still_kept(kept, edits, len(text)), edited(text, edits)
    return text, kept


def diff(before: str, now: str, kept: tuple[Kept, ...], name: str = "a.md", *, bom: bool = False) -> str:
    stream = StringIO()
    fixed = Fixed({name: Source(name, before, bom)}, kept={name: kept})
    write_diff(fixed, lambda _: Source(name, now, bom), stream, Context())
    return stream.getvalue()


def applied(patch: str, before: bytes, name: str = "a.md") -> bytes:
    """What ``git apply`` makes of a file."""
    with TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(before)
        command = ("git", "apply", "--whitespace=nowarn", "-")
        subprocess.run(command, cwd=folder, input=patch.encode(), check=True)  # noqa: S603
        return file.read_bytes()


@st.composite
def _histories(draw: st.DrawFn) -> tuple[str, Rounds]:
    """A text, and rounds of edits that follow one another."""
    texts = st.lists(st.sampled_from(["a", "b", "\n", "a\n", "b\r\n", "\r", "é"]), max_size=8).map("".join)
    text = begun = draw(texts) * draw(st.integers(1, 6))
    rounds: Rounds = []
    for _ in range(draw(st.integers(1, 3))):
        places = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
        spans = list(zip(places[::2], places[1::2], strict=False))
        rounds.append([put(start, end, draw(texts)) for start, end in spans])
        text = edited(text, rounds[-1])
    return begun, rounds


@settings(max_examples=500)
@given(_histories())
def test_lines_that_differ_are_known_without_comparing_all(history: tuple[str, Rounds]) -> None:
    before, rounds = history
    now, kept = after(before, rounds)
    assert all(before[b : b + size] == now[n : n + size] for b, n, size in kept)
    changes = list(changed_lines(before, now, kept))
    assert edited(before, [Put(gone, now[slice(*come)]) for gone, come in changes]) == now
    for gone, come in changes:
        for text, (start, end) in ((before, gone), (now, come)):
            assert not start or text[start - 1] == "\n"
            assert start == end or end == len(text) or text[end - 1] == "\n"
        assert before[slice(*gone)] != now[slice(*come)]


@settings(max_examples=100)
@given(_histories(), st.booleans())
def test_git_makes_of_it_what_the_edits_make(history: tuple[str, Rounds], bom: bool) -> None:  # noqa: FBT001
    before, rounds = history
    now, kept = after(before, rounds)
    if before and now and before != now:  # git takes an empty file for one that is not there
        old, new = (encode(Source("a.md", text, bom)) for text in (before, now))
        assert applied(diff(before, now, kept, bom=bom), old) == new


@pytest.mark.parametrize("name", ["a b.md", 'a "b".md', "ä.md", "a\\b.md"])
def test_names_are_written_as_git_reads_them(name: str) -> None:
    before = "star\n"
    now, kept = after(before, [[put(0, 4, "moon")]])
    assert applied(diff(before, now, kept, name), before.encode(), name) == b"moon\n"


def test_lines_end_where_git_ends_them() -> None:
    before = "one\rtwo\rthree\nfour"
    assert diff(before, *after(before, [[put(4, 7, "2")]])) == (
        "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n"
        "-one\rtwo\rthree\n+one\r2\rthree\n four\n\\ No newline at end of file\n"
    )


def test_what_is_put_back_as_it_was_is_no_change() -> None:
    before = "".join(f"{number}\n" for number in range(20))
    sorted_anew = before[: before.index("15")].replace("\n3\n", "\n").replace("\n12\n", "\n12\n3\n")
    patch = diff(before, *after(before, [[put(0, before.index("15"), sorted_anew)]]))
    assert [line for line in patch.splitlines() if line[0] in "+-"][2:] == ["-3", "+3"]
    assert patch.count("@@ -") == 2


def test_many_equal_lines_take_linear_time() -> None:
    before = "|a|\n" * 2_500_000
    edits = [put(at, at + 1, "b") for at in range(1, len(before), 400_000)]
    now, kept = after(before, [edits, [put(0, 0, "new\n")], [put(len(before), len(before) + 4, "")]])
    patch = diff(before, now, kept)
    assert patch.count("\n-|a|\n") == len(edits) + 1
    assert patch.startswith(
        "--- a/a.md\n+++ b/a.md\n@@ -1,4 +1,5 @@\n-|a|\n+new\n+|b|\n |a|\n |a|\n |a|\n@@ -99998,7 +99999,7 @@\n"
    )
