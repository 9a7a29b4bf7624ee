"""What one page says of resource types and enums."""

from __future__ import annotations

import pytest

from doclint.enums import EnumFact
from doclint.page import Page, parse_page
from doclint.parse.possible_values import read_possible_values
from doclint.text import Slice, Source, Span
from doclint.types import PropertyFact, ResourceFact, resource_parts, stated_bases, types_of

HEADER = "|Property|Type|Description|\n|:---|:---|:---|\n"
TITLE = "# telescope resource type\n\nNamespace: contoso.sky\n\n"


def page(text: str, path: str = "api-reference/beta/resources/telescope.md") -> Page:
    return parse_page(Source(path, text))


def annotated(**values: str) -> str:
    given = {"@odata.type": '"contoso.sky.telescope"', **values}
    members = ", ".join(f'"{key}": {value}' for key, value in given.items())
    comment = f'<!-- {{ "blockType": "resource", {members} }} -->'
    return f'## JSON representation\n\n{comment}\n```json\n{{ "id": "String" }}\n```\n'


def resource(text: str) -> ResourceFact:
    (fact,) = types_of(page(text)).resources
    return fact


def prop(fact: ResourceFact, name: str) -> PropertyFact:
    (found,) = [prop for prop in fact.properties if prop.name == name]
    return found


def names(fact: ResourceFact) -> list[str]:
    return [prop.name for prop in fact.properties]


def test_a_type_is_known_by_its_annotation() -> None:
    fact = resource(f"{TITLE}## Properties\n{HEADER}|id|String|The key.|\n\n{annotated()}")
    assert fact.name == "contoso.sky.telescope"
    assert names(fact) == ["id"]
    assert fact.is_complete


def test_a_type_is_known_by_the_heading_of_its_page() -> None:
    fact = resource(f"{TITLE}## Properties\n{HEADER}|id|String|The key.|\n")
    assert fact.name == "contoso.sky.telescope"


def test_a_heading_without_a_namespace_gives_a_short_name() -> None:
    assert resource(f"# telescope complex type\n\n## Properties\n{HEADER}|id|String|x|\n").name == "telescope"


@pytest.mark.parametrize("title", ["# Working with telescopes", "# telescopeKind enum type", "# Get telescope"])
def test_other_headings_name_no_resource_type(title: str) -> None:
    assert not types_of(page(f"{title}\n\n## Properties\n{HEADER}|id|String|x|\n")).resources


def test_a_row_gives_name_type_link_and_facts() -> None:
    row = "|lenses|[lens](lens.md) collection|All lenses. Read-only. Nullable.|\n"
    fact = prop(resource(f"{TITLE}## Properties\n{HEADER}{row}"), "lenses")
    assert (fact.type, fact.target, fact.is_collection, fact.is_relationship) == ("lens", "lens.md", True, False)
    assert fact.says == {"read-only", "nullable"}


def test_all_property_tables_of_a_page_count() -> None:
    text = (
        f"{TITLE}## Properties\n{HEADER}|id|String|x|\n\n### Optics\n{HEADER}|aperture|Int32|x|\n\n"
        "The following are for service staff.\n\n|Property name|Type|\n|---|---|\n|serviced|Date|\n\n"
        "## Relationships\n|Relationship|Type|Description|\n|---|---|---|\n|dome|[dome](dome.md)|x|\n"
    )
    fact = resource(text + annotated())
    assert names(fact) == ["id", "aperture", "serviced", "dome"]
    assert [prop.name for prop in fact.properties if prop.is_relationship] == ["dome"]


def test_a_table_about_the_text_inside_a_property_is_none_of_the_type() -> None:
    nested = f"### Properties of a telescope rule definition\n{HEADER}|Version|Int32|x|\n"
    assert names(resource(f"{TITLE}## Properties\n{HEADER}|definition|String|x|\n\n{nested}")) == ["definition"]


def test_a_line_of_a_broken_description_is_no_property() -> None:
    rows = "|aperture|Int32|In millimetres.\nTelling how much light comes in|\n"
    assert names(resource(f"{TITLE}## Properties\n{HEADER}{rows}")) == ["aperture"]


def test_methods_and_headers_are_no_properties() -> None:
    text = f"{TITLE}## Methods\n|Method|Return type|\n|---|---|\n|aim|None|\n\n## Properties\n{HEADER}|id|String|x|\n"
    assert names(resource(text)) == ["id"]


def test_without_a_table_the_sample_gives_the_names_alone() -> None:
    fact = resource(f"{TITLE}{annotated()}")
    assert names(fact) == ["id"]
    assert prop(fact, "id").type == ""
    assert not fact.is_complete


def test_a_page_may_say_that_there_are_no_properties() -> None:
    fact = resource(f"{TITLE}## Properties\n\nNone.\n\n{annotated()}")
    assert fact.is_complete


def test_what_the_annotation_says() -> None:
    fact = resource(
        f"{TITLE}## Properties\n{HEADER}|id|String|x|\n\n"
        + annotated(
            baseType='"#contoso.sky.instrument"',
            openType="true",
            abstract="true",
            keyProperty='"id"',
            optionalProperties='["dome", 4]',
            nullableProperties='["lenses"]',
        )
    )
    assert fact.bases == ("contoso.sky.instrument",)
    assert fact.is_open
    assert fact.is_abstract
    assert fact.key == "id"
    assert fact.optional == {"dome"}
    assert fact.nullable == frozenset({"lenses"})


def test_no_list_of_nullable_properties_is_not_an_empty_one() -> None:
    assert resource(f"{TITLE}{annotated()}").nullable is None
    assert resource(f"{TITLE}{annotated(nullableProperties='[]')}").nullable == frozenset()


@pytest.mark.parametrize("value", ["7", "null", "{}", '"x"', "[[]]", "true"])
def test_values_of_other_types_in_annotations_do_no_harm(value: str) -> None:
    keys = ("baseType", "openType", "keyProperty", "optionalProperties", "nullableProperties", "abstract")
    text = f"{TITLE}{annotated(**dict.fromkeys(keys, value))}"
    assert resource(text).name == "contoso.sky.telescope"


@pytest.mark.parametrize(
    ("prose", "base"),
    [
        ("Inherits from [instrument](instrument.md).", "instrument"),
        ("This type inherits from the abstract [instrument](../resources/instrument.md) type.", "instrument"),
        ("Derived from **instrument**.", "instrument"),
        ("Derives from [`contoso.sky.instrument`](instrument.md).", "contoso.sky.instrument"),
        ("It is a subtype of `instrument`.", "instrument"),
        ("A subclass of **[instrument][]**.", "instrument"),
        ("The type will inherit from opticalInstrument.", "opticalInstrument"),
        ("A type of [instrument](instrument.md) for the sky.", "instrument"),
        ("The telescope is a type of [instrument](instrument.md).", "instrument"),
        ("An [instrument](instrument.md) that shows the sky.", "instrument"),
        ("Holds an [instrument](instrument.md) that shows the sky.", None),
        ("A list of a type of [instrument](instrument.md).", None),
        ("All its parts inherit from [instrument](instrument.md).", None),
        ("The name is inherited from the builder.", None),
        ("<!-- Inherits from [instrument](instrument.md). -->", None),
        ("Colours derived from a spectrum.", None),
    ],
)
def test_bases_in_prose(prose: str, base: str | None) -> None:
    text = f"{TITLE}{prose}\n\n## Properties\n{HEADER}|id|String|x|\n"
    assert resource(text).bases == ((base,) if base else ())
    assert [slice_.text for slice_ in stated_bases(page(text))] == ([base] if base else [])


@pytest.mark.parametrize("heading", ["## JSON representation", "### JSON Representation of it"])
def test_a_page_without_annotations_shows_its_type_under_a_heading(heading: str) -> None:
    text = f"{TITLE}## Properties\n{HEADER}|id|String|x|\n\n## Example\n\n```json\n{{}}\n```\n\n{heading}\n\n"
    (part,) = resource_parts(page(f'{text}```json\n[]\n```\n\n```json\n{{"id": "String", "size": 1}}\n```\n'))
    assert part.block
    assert part.block.json
    assert part.block.json.root
    assert [member.key for member in part.block.json.root.members] == ["id", "size"]


def test_bases_in_prose_about_the_properties() -> None:
    text = f"{TITLE}## Properties\n{HEADER}|id|String|x|\n\nThe rest is inherited from [instrument](instrument.md).\n"
    assert resource(text).bases == ("instrument",)


def test_properties_name_the_types_they_are_inherited_from() -> None:
    rows = "|id|String|Inherited from [entity](entity.md).|\n|price|Double|Inherited from [asset](asset.md).|\n"
    text = f"{TITLE}Inherits from [instrument](instrument.md).\n\n## Properties\n{HEADER}{rows}"
    assert resource(text).bases == ("instrument", "entity", "asset")
    assert [base.text for base in stated_bases(page(text))] == ["instrument"]


def test_a_type_is_not_its_own_base_for_saying_where_a_property_is_from() -> None:
    assert not resource(f"{TITLE}## Properties\n{HEADER}|id|String|Inherited from [telescope](x.md).|\n").bases


def test_open_and_abstract_in_prose() -> None:
    fact = resource(f"{TITLE}An abstract type. It is an [open type](x.md).\n\n## Properties\n{HEADER}|id|String|x|\n")
    assert fact.is_open
    assert fact.is_abstract


def test_several_types_on_one_page_have_the_tables_nearest_to_them() -> None:
    parts = [
        f"## {name}\n\n### Properties\n{HEADER}|{name}Id|String|x|\n\n### JSON representation\n\n"
        f'<!-- {{ "blockType": "resource", "@odata.type": "contoso.sky.{name}" }} -->\n```json\n{{}}\n```\n\n'
        for name in ("dome", "lens")
    ]
    found = types_of(page("# Parts\n\n" + "".join(parts))).resources
    assert [(fact.name, names(fact)) for fact in found] == [
        ("contoso.sky.dome", ["domeId"]),
        ("contoso.sky.lens", ["lensId"]),
    ]


def test_places_are_those_of_names() -> None:
    text = f"{TITLE}## Properties\n{HEADER}|aperture|Int32|x|\n\n### kind values\n\n|Member|\n|---|\n|big|\n"
    marks = dict(types_of(page(text)).marks)
    assert {key: text[span.start : span.end] for key, span in marks.items()} == {
        "resource:contoso.sky.telescope": "telescope resource type",
        "property:contoso.sky.telescope/aperture": "aperture",
        "enum:kind": "kind values",
    }


def test_facts_that_moved_are_the_same() -> None:
    text = f"## Properties\n{HEADER}|id|String|x|\n\n{annotated()}"
    assert types_of(page(TITLE + text)) == types_of(page(f"{TITLE}More prose.\n\n{text}"))


def test_an_enum_page() -> None:
    table = "|Member|Value|Description|\n|---|---|---|\n|small|0|x|\n|`big`|1|x|\n|**huge**|2|x|\n"
    found = types_of(page(f"# telescopeSize enum type\n\nNamespace: contoso.sky\n\n## Members\n\n{table}"))
    assert found.enums == (EnumFact("telescopeSize", ("small", "big", "huge"), namespace="contoso.sky"),)


@pytest.mark.parametrize(
    ("title", "header"),
    [("telescopeSize values", "Member"), ("telescopeSize values", "Value"), ("telescopeSize enumeration", "Members")],
)
def test_a_section_with_values(title: str, header: str) -> None:
    text = (
        f"# Enumerations\n\n### {title}\n\n|{header}|\n|:--|\n|small|\n|big|\n\n### Other\n\n|{header}|\n|:--|\n|x|\n"
    )
    assert types_of(page(text)).enums == (EnumFact("telescopeSize", ("small", "big")),)


@pytest.mark.parametrize(
    ("text", "is_flags"),
    [
        ("### use values\n\nFlags.\n\n|Member|\n|---|\n|day|\n|night|\n", True),
        ("### use values\n\nA flagged enumeration.\n\n|Member|\n|---|\n|day|\n|night|\n", True),
        ("### use values\n\n|Member|Value|\n|---|---|\n|day|1|\n|dusk|2|\n|night|4|\n", True),
        ("### use values\n\n|Member|Value|\n|---|---|\n|day|1|\n|dusk|2|\n|dawn|3|\n|night|4|\n", False),
        ("### use values\n\n|Member|Value|\n|---|---|\n|day|1|\n|dusk|2|\n|dawn|4|\n|night|5|\n", False),
        ("### flagStatus values\n\n|Member|\n|---|\n|flagged|\n|none|\n", False),
    ],
)
def test_flags(text: str, is_flags: bool) -> None:  # noqa: FBT001
    (enum,) = types_of(page(text)).enums
    assert enum.is_flags is is_flags


def test_a_table_of_sentences_has_no_members() -> None:
    assert not types_of(page("### size values\n\n|Value|\n|---|\n|Up to 10 %, or less.|\n")).enums


def values(description: str) -> list[str]:
    return [value.text for value in read_possible_values(Slice(description, Span(5, 5 + len(description))))]


@pytest.mark.parametrize(
    "description",
    [
        "The state. Possible values are: `open`, `shut`.",
        "The possible values are: `open`, `shut`. Read-only.",
        "Possible values are `open` and `shut`.",
        "Possible values: `open`, or `shut`.",
        "Possible values are: open, shut.",
        "Possible values are: open and shut",
        "Valid values are `open`,`shut`.",
        "Allowed values are: **open**, **shut**.",
        "Supported values are: 'open', 'shut'.",
        'The supported values are: "open", "shut".',
        "Allowed values in the collection are: `open`, `shut`.",
        "Possible values include `open` (the default), `shut`.",
        "Possible values are: `open`<br/>`shut`",
        "Possible values are: `open` | `shut`.",
        "Possible values are: <ul><li>`open` - for light</li><li>`shut` - for rain</li></ul>",
        "Supported values are: <li>open</li><li>shut -- keeps the rain out</li>",
        "One of `open` or `shut`.",
        "Must be one of `open`, `shut`. See below.",
        "It can be one of the following values: `open`, `shut`.",
        "Possible values are: `open`, `shut`, or `null`.",
    ],
)
def test_enumerated_values(description: str) -> None:
    assert values(description) == ["open", "shut"]


@pytest.mark.parametrize(
    "description",
    [
        "Valid values 0 to 100.",
        "Possible values are: 0 - `Shut`, 1 - `Open`.",
        "Possible values are: `open`.",
        "Valid values are described in the following table.",
        "Supports `$filter` with the supported values.",
        "The values of the columns.",
        "Whether one of the doors is open.",
        "Cannot begin with `a` or be one of the following values: `open`, `shut`.",
        "",
    ],
)
def test_no_enumeration(description: str) -> None:
    assert values(description) == []


def test_values_have_their_places() -> None:
    description = "Possible values are: `open`, `shut`."
    found = read_possible_values(Slice(description, Span(5, 5 + len(description))))
    assert [description[span.start - 5 : span.end - 5] for _, span in found] == ["open", "shut"]
