"""Paths of URLs: where they begin and end, and what each of their segments stands for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.parse.url_paths import Segment, SegmentKind, read_path
from doclint.text import Slice, Span

BEFORE = 7
"""Where the targets begin in an imagined page."""


def path(target: str) -> tuple[Segment, ...]:
    """The segments of a target, after checking their places."""
    found = read_path(Slice(target, Span(BEFORE, BEFORE + len(target))))
    spans = [segment.span for segment in found]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    for segment in found:
        text = target[segment.span.start - BEFORE : segment.span.end - BEFORE]
        assert text == segment.text or segment.kind is SegmentKind.FILE_PATH
    return found


def kinds(target: str) -> list[tuple[str, str]]:
    return [(str(segment.kind), segment.text) for segment in path(target)]


@pytest.mark.parametrize(
    "target",
    [
        "/sky/domes",
        "sky/domes/",
        "~/sky//domes",
        "https://graph.microsoft.com/beta/sky/domes?$filter=a eq 'b/c'",
        "https://graph.microsoft.com/V1.0/sky/domes",
        "https://graph.microsoft.com/api/v1.0/sky/domes",
        "https://graph.microsoft.com/{apiVersion}/sky/domes",
        "https://sky.contoso.com/sky/domes",
        "/v1/sky/domes",
        "/sky/domes/$filter=name eq 'a'",
        "/sky\n  /domes\n  ?$top=1",
    ],
)
def test_host_version_and_query_are_left_out(target: str) -> None:
    assert kinds(target) == [("literal", "sky"), ("literal", "domes")]


@pytest.mark.parametrize(
    ("segment", "kind"),
    [
        ("domes", "literal"),
        ("b2cUserFlows", "literal"),
        ("getM365AppUserCounts", "literal"),
        ("removeDomesById", "literal"),
        ("$", "literal"),
        ("7", "key"),
        ("4c8f8f70-7785-4bd4-b296-c98376a2c5e1", "key"),
        ("TSP228082938", "key"),
        ("a,b", "key"),
        ("keeper@contoso.com", "key"),
        ("'East dome'", "key"),
        ("{id | name}", "placeholder"),
        ("{id?}", "placeholder"),
        ("<dome id>", "placeholder"),
        ("(dome-id)", "placeholder"),
        (":id", "placeholder"),
        ("dome_{id}", "placeholder"),
        ("id", "placeholder"),
        ("domeId", "placeholder"),
        ("microsoft.graph.dome", "cast"),
        ("Contoso.Sky.Dome", "cast"),
        ("$ref", "system"),
        ("...", "ellipsis"),
    ],
)
def test_a_segment_stands_for(segment: str, kind: str) -> None:
    assert kinds(f"/sky/{segment}/domes") == [("literal", "sky"), (kind, segment), ("literal", "domes")]


@pytest.mark.parametrize(
    ("segment", "expected"),
    [
        ("domes('East')", [("literal", "domes"), ("key", "('East')")]),
        ("domes('a/b?c')", [("literal", "domes"), ("key", "('a/b?c')")]),
        ("domes({id})", [("literal", "domes"), ("placeholder", "({id})")]),
        ("domes(name)", [("literal", "domes"), ("placeholder", "(name)")]),
        ("domes(name='East', side='up')", [("literal", "domes"), ("arguments", "(name='East', side='up')")]),
        ("find(ids=['a','b'],at=f(x))", [("literal", "find"), ("arguments", "(ids=['a','b'],at=f(x))")]),
        ("contoso.sky.api.find()", [("cast", "contoso.sky.api.find")]),
        ("domes{id}", [("literal", "domes"), ("placeholder", "{id}")]),
        ("root:/a/b.txt:", [("literal", "root"), ("file path", "a/b.txt:")]),
        ("root:/{path}", [("literal", "root"), ("file path", "{path}")]),
        ("{id}:", [("placeholder", "{id}")]),
    ],
)
def test_keys_arguments_and_file_paths_are_segments(segment: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(f"/sky/{segment}") == [("literal", "sky"), *expected]


def test_names_are_compared_without_case_and_namespace() -> None:
    assert [segment.name for segment in path("/Domes/contoso.sky.api.Find")] == ["domes", "find"]


@pytest.mark.parametrize(
    "target",
    ["", "/", "https://graph.microsoft.com/beta", "?a=b", "** no address was found", "/domes or /rings", "/a" * 25],
)
def test_what_is_no_path_has_no_segments(target: str) -> None:
    assert path(target) == ()


@given(st.text(st.sampled_from("/'(){}<>?:$.= \nab7,é"), max_size=60))
def test_any_text_is_read(target: str) -> None:
    path(target)


@pytest.mark.parametrize("piece", ["/", "a/", "(", "('", "'", "{", "<", "a(b)", ":/", "a.", "/v1", "~/"])
def test_long_targets_are_read(piece: str) -> None:
    path(piece * 100_000)
