"""What the pages of a docs set say of types together."""

from __future__ import annotations

import pytest

from doclint.documented import DocumentedEnum, DocumentedType, Mark
from doclint.facts import facts_of
from doclint.index import Index
from doclint.page import parse_page
from doclint.text import Source
from doclint.types import PropertyFact
from doclint.typesystem import base_of, descendants, is_derived, lineage, members_of, resolve_type
from doclint.workspace import Settings, Workspace

FOLDER = "api-reference/beta/resources"


def workspace(**pages: str) -> Workspace:
    texts = {f"{FOLDER}/{name.replace('_', '-')}.md": text for name, text in pages.items()}
    return Workspace(index(texts), Settings(namespaces=("contoso.sky",)))


def index(texts: dict[str, str]) -> Index:
    facts = {path: facts_of(parse_page(Source(path, text)), Settings().versions) for path, text in texts.items()}
    return Index(facts, frozenset(texts))


def documented(name: str, *rows: str, base: str = "", more: str = "") -> str:
    """A page about a resource type; a row is ``name type description``."""
    short = name.rpartition(".")[2]
    full = name if "." in name else f"contoso.sky.{name}"
    cells = "".join(f"|{'|'.join([*row.split(' ', 2), ''][:3])}|\n" for row in rows)
    table = f"|Property|Type|Description|\n|:-|:-|:-|\n{cells}" if rows else ""
    extra = f', "baseType": "{base}"' * bool(base) + more
    return (
        f"# {short} resource type\n\n## Properties\n\n{table}\n## JSON representation\n\n"
        f'<!-- {{ "blockType": "resource", "@odata.type": "{full}"{extra} }} -->\n```json\n{{}}\n```\n'
    )


def enumerated(name: str, *members: str) -> str:
    return f"# {name} enum type\n\n## Members\n\n|Member|\n|:-|\n" + "".join(f"|{member}|\n" for member in members)


def get(space: Workspace, name: str) -> DocumentedType:
    found = space.resource("beta", name)
    assert found is not None
    return found


def resolved(space: Workspace, name: str, target: str = "", page: str = f"{FOLDER}/dome.md") -> str | None:
    found = resolve_type(space, "beta", page, name, target)
    return found.name if isinstance(found, DocumentedType | DocumentedEnum) else found


# --- names


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("String", "String"),
        ("string", "String"),
        ("Edm.Int32", "Int32"),
        ("lens", "contoso.sky.lens"),
        ("contoso.sky.lens", "contoso.sky.lens"),
        ("lensKind", "lensKind"),
        ("contoso.sky.lensKind", "lensKind"),
        ("Lens", None),
        ("contoso.sea.lens", None),
        ("mirror", None),
    ],
)
def test_names_of_types(name: str, meant: str | None) -> None:
    space = workspace(lens=documented("lens"), lenskind=enumerated("lensKind", "wide"))
    assert resolved(space, name) == meant


def test_the_link_decides_between_types_of_one_name() -> None:
    space = workspace(
        group=documented("group"),
        group2=documented("group", more=', "x": 1'),
        star_group=documented("contoso.star.group"),
    )
    assert resolved(space, "group") == "contoso.sky.group"
    assert resolved(space, "group", "star-group.md#properties") == "contoso.star.group"
    assert resolved(space, "group", "../resources/star-group.md") == "contoso.star.group"


def test_a_link_to_another_page_does_not_count() -> None:
    space = workspace(lens=documented("lens"), dome=documented("dome"))
    assert resolved(space, "lens", "dome.md") == "contoso.sky.lens"
    assert resolved(space, "lens", "nowhere.md") == "contoso.sky.lens"
    assert resolved(space, "lens", "../../../../elsewhere.md") == "contoso.sky.lens"


def test_the_namespace_of_the_page_comes_first() -> None:
    space = workspace(
        group=documented("group"), star_group=documented("contoso.star.group"), star=documented("contoso.star.star")
    )
    assert resolved(space, "group", page=f"{FOLDER}/star.md") == "contoso.star.group"
    assert resolved(space, "group", page=f"{FOLDER}/group.md") == "contoso.sky.group"


def test_a_linked_name_may_look_like_a_primitive() -> None:
    space = workspace(timestamp=documented("timeStamp"))
    assert resolved(space, "timeStamp", "timestamp.md") == "contoso.sky.timeStamp"
    assert resolved(space, "timestamp") == "DateTimeOffset"
    assert resolved(space, "String", "strings.md") == "String"


def test_an_enum_on_the_linked_page() -> None:
    space = workspace(enums="# Enums\n\n### size values\n\n|Member|\n|:-|\n|big|\n", size=documented("size"))
    assert isinstance(resolve_type(space, "beta", f"{FOLDER}/x.md", "size", "enums.md#size-values"), DocumentedEnum)
    assert isinstance(resolve_type(space, "beta", f"{FOLDER}/x.md", "size"), DocumentedType)


def test_enums_of_one_name_in_two_namespaces() -> None:
    page = "# Enums\n\nNamespace: {}\n\n### size values\n\n|Member|\n|:-|\n|{}|\n"
    space = workspace(
        enums=page.format("contoso.sky", "big"),
        enums_star=page.format("contoso.star", "giant"),
        star=documented("contoso.star.star"),
    )

    def members(page: str, target: str = "") -> tuple[str, ...]:
        found = resolve_type(space, "beta", f"{FOLDER}/{page}.md", "size", target)
        assert isinstance(found, DocumentedEnum)
        return found.members

    assert members("dome") == ("big",)
    assert members("dome", "enums-star.md#size-values") == ("giant",)
    assert members("star") == ("giant",)


def test_versions_do_not_mix() -> None:
    space = Workspace(index({"api-reference/v1.0/resources/lens.md": documented("lens")}), Settings())
    assert resolved(space, "lens") is None


def test_pages_without_a_namespace_mean_the_type_that_has_one() -> None:
    bare = "# lens resource type\n\n## Properties\n\n|Property|Type|\n|:-|:-|\n|width|Int32|\n"
    assert resolved(workspace(lens=bare), "contoso.sky.lens") == "lens"
    space = workspace(lens=bare, lens2=documented("lens", "id String"))
    assert get(space, "lens") == get(space, "contoso.sky.lens")
    assert [prop.fact.name for prop in get(space, "lens").properties] == ["width", "id"]
    assert [prop.mark.key for prop in get(space, "lens").properties] == [
        "property:lens/width",
        "property:contoso.sky.lens/id",
    ]


def test_other_spellings_are_known() -> None:
    space = workspace(lens=documented("lens"), lenskind=enumerated("lensKind", "wide"))
    assert space.type_names("beta", "LENS") == ("contoso.sky.lens",)
    assert space.type_names("beta", "contoso.sky.Lens") == ("contoso.sky.lens",)
    assert space.type_names("beta", "lenskind") == ("lensKind",)
    assert space.closest_type("beta", "lensKnid") == "lensKind"
    assert space.closest_type("beta", "observatory") is None
    assert space.closest_type("beta", "lensKindConfiguration") is None
    assert space.closest_type("beta", "lensKinds") == "lensKind"


# --- inheritance


def test_properties_are_inherited_at_any_depth() -> None:
    space = workspace(
        entity=documented("entity", "id String"),
        asset=documented("asset", "price Double", base="contoso.sky.entity"),
        instrument=documented("instrument", "maker String", base="contoso.sky.asset"),
        telescope=documented("telescope", "aperture Int32", base="contoso.sky.instrument"),
    )
    line = lineage(space, "beta", get(space, "telescope"))
    assert [above.name.rpartition(".")[2] for above in line.types] == ["telescope", "instrument", "asset", "entity"]
    assert list(line.properties) == ["aperture", "maker", "price", "id"]
    assert line.properties["id"][0].mark == Mark(f"{FOLDER}/entity.md", "property:contoso.sky.entity/id")
    assert line.is_complete


def test_what_another_page_has_found_out_rests_on_the_same_answers() -> None:
    texts = {
        f"{FOLDER}/asset.md": documented("asset", "price Double"),
        f"{FOLDER}/lens.md": documented("lens", base="contoso.sky.asset"),
    }
    known = index(texts)
    first, second = (Workspace(known, Settings()) for _ in range(2))
    line, again = (lineage(space, "beta", get(space, "lens")) for space in (first, second))
    assert again is line
    assert first.asked == second.asked
    assert {query.about[-1] for query in second.asked} == {"contoso.sky.asset", "lens"}


def test_an_edit_makes_it_be_found_out_again() -> None:
    texts = {f"{FOLDER}/asset.md": documented("asset"), f"{FOLDER}/lens.md": documented("lens", base="asset")}
    known = index(texts)
    edited = Source(f"{FOLDER}/asset.md", documented("asset", "price Double"))
    lines = []
    for facts in ({}, {edited.path: facts_of(parse_page(edited), Settings().versions)}):
        known.update(facts, frozenset(texts))
        space = Workspace(known, Settings())
        lines.append(lineage(space, "beta", get(space, "lens")))
    assert [list(line.properties) for line in lines] == [[], ["price"]]


def test_the_nearest_property_of_a_name_comes_first() -> None:
    space = workspace(
        asset=documented("asset", "id String"), lens=documented("lens", "id Guid", base="contoso.sky.asset")
    )
    found = lineage(space, "beta", get(space, "lens")).properties["id"]
    assert [prop.fact.type for prop in found] == ["Guid", "String"]


def test_a_base_is_looked_for_in_the_own_namespace_first() -> None:
    space = workspace(
        group=documented("group", "a String"),
        star_group=documented("contoso.star.group", "b String"),
        star=documented("contoso.star.star", "c String", base="group"),
    )
    star = get(space, "contoso.star.star")
    assert list(lineage(space, "beta", star).properties) == ["c", "b"]
    above = base_of(space, "beta", star, "group")
    assert above is not None
    assert above.name == "contoso.star.group"


@pytest.mark.parametrize("length", [1, 2, 3])
def test_cycles_end(length: int) -> None:
    names = [f"part{number}" for number in range(length)]
    space = workspace(
        **{name: documented(name, "id String", base=f"#contoso.sky.{names[i - 1]}") for i, name in enumerate(names)}
    )
    line = lineage(space, "beta", get(space, "part0"))
    assert line.is_cyclic == (length > 1)
    assert len(line.types) == length
    assert [below.name for below in descendants(space, "beta", get(space, "part0"))] == [
        f"contoso.sky.{name}" for name in names[1:]
    ]


@pytest.mark.parametrize(
    "page",
    [
        documented("lens", "id String", base="contoso.sky.unheardOf"),
        documented("lens"),
        documented("lens", "id String", more=', "openType": true'),
        documented("lens", "id String", base="contoso.sky.sampled"),
        "Inherits from [unheardOf](x.md).\n".join(documented("lens", "id String").partition("## Properties")),
    ],
)
def test_an_incomplete_picture_is_known_to_be_one(page: str) -> None:
    space = workspace(lens=page, sampled=documented("sampled"))
    assert not lineage(space, "beta", get(space, "lens")).is_complete


def test_the_root_of_all_types_need_not_be_documented() -> None:
    line = lineage(*_of(documented("lens", "id String", base="microsoft.graph.entity")))
    assert line.is_complete
    assert not line.unknown


def _of(page: str) -> tuple[Workspace, str, DocumentedType]:
    space = workspace(lens=page)
    return space, "beta", get(space, "lens")


def test_derived_types() -> None:
    space = workspace(
        asset=documented("asset", "id String"),
        tool=documented("tool", "id String", base="contoso.sky.asset"),
        lens=documented("lens", "id String", base="tool"),
        mirror=documented("mirror", "id String", base="contoso.sky.unheardOf"),
    )
    assert is_derived(space, "beta", get(space, "lens"), "contoso.sky.asset") is True
    assert is_derived(space, "beta", get(space, "lens"), "asset") is True
    assert is_derived(space, "beta", get(space, "lens"), "lens") is True
    assert is_derived(space, "beta", get(space, "asset"), "lens") is False
    assert is_derived(space, "beta", get(space, "mirror"), "unheardOf") is True
    assert is_derived(space, "beta", get(space, "mirror"), "asset") is None
    assert {below.name for below in descendants(space, "beta", get(space, "asset"))} == {
        "contoso.sky.tool",
        "contoso.sky.lens",
    }


# --- several pages for one type


def test_pages_about_one_type_are_put_together() -> None:
    space = workspace(
        lens=documented("lens", "id String", "width Int32"), lens_shop=documented("lens", "id String", "price Double")
    )
    lens = get(space, "lens")
    assert lens.paths == (f"{FOLDER}/lens-shop.md", f"{FOLDER}/lens.md")
    assert [prop.fact.name for prop in lens.properties] == ["id", "price", "width"]


def test_pages_that_differ_give_a_property_twice() -> None:
    space = workspace(lens=documented("lens", "width Int32"), lens_shop=documented("lens", "width Double"))
    assert [prop.fact.type for prop in get(space, "lens").named("width")] == ["Double", "Int32"]


def test_a_sample_adds_nothing_to_a_table() -> None:
    sample = documented("lens").replace("{}\n```", '{ "width": 7, "depth": 3 }\n```')
    space = workspace(lens=documented("lens", "width Int32"), lens_shop=sample)
    assert [prop.fact.name for prop in get(space, "lens").properties] == ["width"]
    assert get(space, "lens").is_complete


# --- values


def fact(type_name: str, *values: str, target: str = "") -> PropertyFact:
    return PropertyFact("kind", type_name, False, False, target, frozenset(), values)  # noqa: FBT003


def test_members_of_an_enum_and_of_a_description() -> None:
    space = workspace(lenskind=enumerated("lensKind", "wide", "long"), lens=documented("lens", "id String"))
    path = f"{FOLDER}/lens.md"
    members = members_of(space, "beta", path, fact("lensKind", "wide", "zoom"))
    assert members is not None
    assert members.names == ("wide", "long", "zoom")
    assert members.place == Mark(f"{FOLDER}/lenskind.md", "enum:lensKind")
    inline = members_of(space, "beta", path, fact("String", "wide", "zoom"))
    assert inline is not None
    assert inline.names == ("wide", "zoom")
    assert inline.place == Mark(path, "property:contoso.sky.lens/kind")
    assert members_of(space, "beta", path, fact("String")) is None
    assert members_of(space, "beta", path, fact("lens", "wide", "zoom")) is None
    assert members_of(space, "beta", path, fact("unheardOf")) is None
