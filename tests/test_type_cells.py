"""Type cells, in every spelling that a census of 16,800 tables of real pages found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.parse.type_cells import ALIASES, PRIMITIVES, TypeCell, canonical_type, read_type_cell
from doclint.text import Slice, Span


def read(text: str) -> TypeCell:
    return read_type_cell(Slice(text, Span(0, len(text))))


@pytest.mark.parametrize("name", PRIMITIVES)
def test_primitives_in_any_spelling(name: str) -> None:
    for spelling in (name, name.lower(), name.upper(), f"Edm.{name}", f"edm.{name.lower()}", f"`{name}`", f"'{name}'"):
        cell = read(spelling)
        assert cell.canonical == name
        assert cell.is_primitive
        assert not cell.is_collection


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("bool", "Boolean"),
        ("int", "Int32"),
        ("Integer", "Int32"),
        ("long", "Int64"),
        ("float", "Double"),
        ("datetime", "DateTimeOffset"),
        ("DateTime", "DateTimeOffset"),
        ("Timestamp", "DateTimeOffset"),
        ("edm.DateTime", "DateTimeOffset"),
        ("GUID", "Guid"),
        ("uuid", "Guid"),
    ],
)
def test_aliases(text: str, canonical: str) -> None:
    assert read(text).canonical == canonical == canonical_type(text)
    assert read(text).name.text == text


def test_aliases_name_primitives() -> None:
    assert set(ALIASES.values()) <= set(PRIMITIVES)
    assert all(alias == alias.lower() for alias in ALIASES)


@pytest.mark.parametrize(
    "text",
    [
        "String collection",
        "string Collection",
        "Collection(String)",
        "collection(string)",
        "`Collection(String)`",
        "Collection (String)",
        "Collection( Edm.String )",
        "Collection of String",
        "String[]",
        "String collection collection",
        "String collection. Every name of it",
    ],
)
def test_collections_of_primitives(text: str) -> None:
    assert (read(text).canonical, read(text).is_collection) == ("String", True)


@pytest.mark.parametrize(
    ("text", "name", "target", "is_collection"),
    [
        ("[telescope](telescope.md)", "telescope", "telescope.md", False),
        ("[telescope](../resources/telescope.md)", "telescope", "../resources/telescope.md", False),
        ("[telescope](telescope.md#optics)", "telescope", "telescope.md#optics", False),
        ('[telescope](telescope.md "A telescope")', "telescope", "telescope.md", False),
        ("[telescope]( telescope.md)", "telescope", "", False),
        ("[telescope](telescope.md) collection", "telescope", "telescope.md", True),
        ("[telescope](telescope.md)  Collection", "telescope", "telescope.md", True),
        ("[telescope](telescope.md#optics) collection", "telescope", "telescope.md#optics", True),
        ("[contoso.sky.telescope](telescope.md)", "contoso.sky.telescope", "telescope.md", False),
        ("[contoso.sky.telescope](../resources/telescope.md) collection", "contoso.sky.telescope",
         "../resources/telescope.md", True),
        ("[telescope][]", "telescope", "", False),
        ("[telescope][] collection", "telescope", "", True),
        ("[telescope][scope]", "telescope", "", False),
        ("[telescope][] resource", "telescope", "", False),
        ("[telescope]", "telescope", "", False),
        ("[telescope] collection", "telescope", "", True),
        ("Collection([telescope][])", "telescope", "", True),
        ("Collection([telescope](telescope.md))", "telescope", "telescope.md", True),
        ("collection([telescope](../resources/telescope.md))", "telescope", "../resources/telescope.md", True),
        ("Collection(contoso.sky.telescope)", "contoso.sky.telescope", "", True),
        ("[telescope](telescope.md", "telescope", "", False),
        ("[telescope](telescope.md) enum", "telescope", "telescope.md", False),
        ("[telescope](telescope.md) (optional)", "telescope", "telescope.md", False),
        ("[telescope](telescope.md) collection. Holds all that look and/or listen", "telescope", "telescope.md", True),
        ("telescope", "telescope", "", False),
        ("telescope collection", "telescope", "", True),
        ("`telescope`", "telescope", "", False),
        ("**telescope**", "telescope", "", False),
        ("**[telescope](telescope.md)**", "telescope", "telescope.md", False),
        ("[`telescope`](telescope.md)", "telescope", "telescope.md", False),
        ("telescope enum", "telescope", "", False),
        ("telescope object", "telescope", "", False),
        ("contoso.sky.telescope", "contoso.sky.telescope", "", False),
        ("lensCollection", "lensCollection", "", False),
        ("[lensCollection](lenscollection.md) collection", "lensCollection", "lenscollection.md", True),
        ("\u00a0telescope\u00a0", "telescope", "", False),
        ("[timeStamp](timestamp.md)", "timeStamp", "timestamp.md", False),
    ],
)  # fmt: skip
def test_named_types(text: str, name: str, target: str, is_collection: bool) -> None:  # noqa: FBT001, a parameter of the test
    cell = read(text)
    assert (cell.name.text, cell.target, cell.is_collection) == (name, target, is_collection)
    assert not cell.is_primitive
    assert cell.short_name == name.rpartition(".")[2]


@pytest.mark.parametrize(
    "text",
    [
        "string, maximum size 20",
        "String, minimum length 3",
        "string (url)",
        "String (timestamp)",
        "String(timestamp)",
        "string (readonly)",
        "String (enum)",
        "(Optional) String",
        "`Edm.String `",
        "String. Optional. Up to 20 characters",
    ],
)
def test_remarks_are_no_part_of_a_name(text: str) -> None:
    assert read(text).canonical == "String"
    assert read(text).alternatives == ("String",)


@pytest.mark.parametrize(
    ("text", "alternatives"),
    [
        ("[lens](lens.md) or [mirror](mirror.md)", ("lens", "mirror")),
        ("[lens](../resources/lens.md) or [mirror](../resources/mirror.md)", ("lens", "mirror")),
        ("string/number", ("String", "number")),
        ("(boolean or string or number) collection", ("Boolean", "String", "number")),
        ("Collection(int or string)", ("Int32", "String")),
    ],
)
def test_alternatives(text: str, alternatives: tuple[str, ...]) -> None:
    assert read(text).alternatives == alternatives
    assert read(text).canonical == alternatives[0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "**",
        "Not supported.",
        "Untyped JSON object",
        "application/json",
        "application/json. Required.",
        "The moment when the lens was ground.  DateTimeOffset",
        "** Unknown Type `contoso.internal.lens` ** collection",
        "()",
        "[]",
        "20",
    ],
)
def test_cells_without_a_type(text: str) -> None:
    cell = read(text)
    assert cell.name.text == ""
    assert cell.canonical == ""
    assert not cell.alternatives


@given(st.text(alphabet="aZ.[]()`*' \t,/0_#-", max_size=60) | st.text(max_size=40))
def test_a_name_stands_where_it_says(text: str) -> None:
    cell = read(text)
    assert cell.raw.text == text
    assert text[cell.name.span.start : cell.name.span.end] == cell.name.text


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "(" * 1_000_000,
        "[" * 1_000_000,
        " or " * 100_000,
        "collection(" * 100_000,
        "a collection " * 90_000,
    ],
)
def test_hostile_cells(text: str) -> None:
    assert read(text).raw.text == text
