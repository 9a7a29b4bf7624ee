"""A documented type as a JSON Schema."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from doclint.facts import facts_of
from doclint.index import Index
from doclint.page import parse_page
from doclint.schema import type_schema
from doclint.text import Source
from doclint.workspace import Settings, Workspace

FOLDER = "api-reference/beta/resources"


def page(name: str, *rows: str, prose: str = "", annotation: str = "") -> str:
    cells = "".join(f"|{row}|\n" for row in rows)
    return (
        f"# {name} resource type\n\n{prose}\n\n## Properties\n\n|Property|Type|Description|\n|:-|:-|:-|\n{cells}\n"
        f'<!-- {{ "blockType": "resource", "@odata.type": "contoso.sky.{name}"{annotation} }} -->\n```json\n{{}}\n```\n'
    )


def validator(name: str, pages: dict[str, str], *, request: bool = False) -> Draft202012Validator:
    sources = {f"{FOLDER}/{key}.md": Source(f"{FOLDER}/{key}.md", text) for key, text in pages.items()}
    facts = {path: facts_of(parse_page(source), Settings().versions) for path, source in sources.items()}
    workspace = Workspace(Index(facts, frozenset(sources)), Settings(namespaces=("contoso.sky",)))
    documented = workspace.resource("beta", name)
    assert documented is not None
    schema = type_schema(workspace, "beta", documented, request=request)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


TELESCOPE = {
    "telescope": page(
        "telescope",
        "id|String|Read-only. Not nullable.",
        "aperture|Int32|In millimetres. Required.",
        "kind|[mountKind](mountkind.md)|x",
        "lenses|[lens](lens.md) collection|x",
        "weight|Double or String|x",
        "maker|[unheardOf](x.md)|x",
        prose="Inherits from [asset](asset.md).",
        annotation=', "nullableProperties": [ "kind", "lenses" ]',
    ),
    "asset": page("asset", "price|Double|x", "replaces|[telescope](telescope.md)|x"),
    "lens": page("lens", "width|Int32|x", "telescope|[telescope](telescope.md)|x"),
    "mountkind": "# mountKind enum type\n\n|Member|\n|:-|\n|fork|\n|german|\n",
}


@pytest.mark.parametrize(
    ("body", "fits"),
    [
        ({}, True),
        ({"id": "1", "aperture": 200, "kind": "fork", "lenses": [{"width": 3}], "price": 7.5}, True),
        ({"@odata.type": "#contoso.sky.telescope", "lenses@odata.count": 3}, True),
        ({"kind": "fork,german", "contoso_owner": "x", "contoso.owner": "x"}, True),
        ({"kind": None, "lenses": None, "price": None}, True),
        ({"weight": "heavy", "maker": {"x": 1}}, True),
        ({"replaces": {"aperture": 1, "replaces": {"aperture": 2}}}, True),
        ({"id": None}, False),
        ({"aperture": None}, False),
        ({"aperture": "200"}, False),
        ({"aperture": 2**31}, False),
        ({"kind": "Fork"}, False),
        ({"kind": "fork,Fork"}, False),
        ({"lenses": {"width": 3}}, False),
        ({"lenses": [{"width": "3"}]}, False),
        ({"replaces": {"replaces": {"aperture": "2"}}}, False),
        ({"colour": "red"}, False),
        ([], False),
    ],
)
def test_responses(body: Any, fits: bool) -> None:  # noqa: FBT001
    assert validator("telescope", TELESCOPE).is_valid(body) is fits


@pytest.mark.parametrize(
    ("body", "fits"), [({"aperture": 200}, True), ({}, False), ({"aperture": 200, "id": "1"}, False)]
)
def test_requests(body: Any, fits: bool) -> None:  # noqa: FBT001
    assert validator("telescope", TELESCOPE, request=True).is_valid(body) is fits


@pytest.mark.parametrize(
    "lens",
    [
        page("lens", "width|Int32|x", prose="An open type."),
        page("lens", "width|Int32|x", prose="Inherits from **opticalPart**."),
        page("lens"),
    ],
)
def test_types_that_may_have_more_properties(lens: str) -> None:
    assert validator("lens", {"lens": lens}).is_valid({"colour": "red"})


def test_a_derived_type_may_stand_where_its_base_is_documented() -> None:
    pages = {
        "part": page("part", "id|String|x"),
        "lens": page("lens", "width|Int32|x", prose="Derived from [part](part.md)."),
    }
    check = validator("part", pages)
    assert check.is_valid({"id": "1", "width": 3})
    assert not check.is_valid({"id": 1})
    assert not check.is_valid({"id": "1", "depth": 3})
    open_lens = pages["lens"].replace("Derived", "An open type. Derived")
    assert validator("part", {**pages, "lens": open_lens}).is_valid({"id": "1", "depth": 3})


def test_nearly_every_type_has_an_id() -> None:
    assert validator("lens", {"lens": page("lens", "width|Int32|x")}).is_valid({"id": "1", "width": 3})


def test_members_are_those_of_the_enum_and_of_the_description() -> None:
    kind = page("telescope", "kind|mountKind|The possible values are: `fork`, `dobson`.")
    check = validator("telescope", {"telescope": kind, "mountkind": TELESCOPE["mountkind"]})
    assert check.is_valid({"kind": "german"})
    assert check.is_valid({"kind": "dobson"})
    assert not check.is_valid({"kind": "newton"})


def test_a_table_of_relationships_may_have_properties() -> None:
    rows = "\n\n## Relationships\n\n|Relationship|Type|\n|:-|:-|\n|id|String|\n|states|String collection|\n"
    check = validator("dome", {"dome": f"# dome resource type{rows}"})
    assert check.is_valid({"id": "1", "states": ["open"]})
    assert not check.is_valid({"id": {}})


def test_what_relationships_lead_to_is_any_object() -> None:
    dome = page("dome", "id|String|x").replace(
        "<!--", "## Relationships\n\n|Relationship|Type|\n|:-|:-|\n|telescopes|[telescope](t.md) collection|\n\n<!--"
    )
    check = validator("dome", {"dome": dome, **TELESCOPE})
    assert check.is_valid({"telescopes": [{"anything": 1}]})
    assert not check.is_valid({"telescopes": {"anything": 1}})
    assert list(check.schema["$defs"]) == ["contoso.sky.dome"]  # type: ignore[index]


def test_pages_that_differ_allow_what_any_of_them_says() -> None:
    check = validator("lens", {"lens": page("lens", "width|Int32|x"), "shop": page("lens", "width|String|x")})
    assert check.is_valid({"width": 3})
    assert check.is_valid({"width": "3"})
    assert not check.is_valid({"width": True})


@pytest.mark.parametrize(
    ("type_name", "good", "bad"),
    [
        ("Boolean", [True], [1, "true"]),
        ("Byte", [0, 255], [256, -1]),
        ("Int64", [2**62, "9007199254740993"], [1.5, "12 "]),
        ("Double", [1, 1.5, "INF", "NaN"], ["1.5", True]),
        ("Guid", ["6f9619ff-8b86-d011-b42d-00cf4fc964ff"], ["6f9619ff", 7]),
        ("DateTimeOffset", ["2024-02-29T12:00:00Z", "2024-02-29T12:00+01:00"], ["2024-02-29", "soon"]),
        ("Date", ["2024-02-29"], ["29.2.2024", "2024-13-01"]),
        ("TimeOfDay", ["12:30:00", "12:30"], ["25:00"]),
        ("Duration", ["PT3H", "P1DT2H"], ["P", "3 hours"]),
        ("Binary", ["aGk=", "a-_9"], ["a b"]),
        ("String", ["", "Boolean"], [7, []]),
        ("Json", [7, "x", {}, []], []),
    ],
)
def test_primitive_values(type_name: str, good: list[Any], bad: list[Any]) -> None:
    check = validator("lens", {"lens": page("lens", f"value|{type_name}|x")})
    assert [value for value in good if not check.is_valid({"value": value})] == []
    assert [value for value in bad if check.is_valid({"value": value})] == []


def test_all_references_lead_somewhere() -> None:
    schema: Any = validator("telescope", TELESCOPE).schema
    assert set(schema["$defs"]) == {"contoso.sky.telescope", "contoso.sky.lens"}
    assert schema["$ref"] == "#/$defs/contoso.sky.telescope"
