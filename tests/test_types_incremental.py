"""What a change on a type's page means for the pages that speak of the type: they alone are checked again, by name."""

from __future__ import annotations

import pytest

from doclint.checking import EnabledRule
from doclint.registry import installed_rules
from doclint.session import Session
from doclint.text import Source
from doclint.workspace import Settings

RULES = [
    EnabledRule(rule.name, rule.category, rule.severity, rule.bind({}))
    for rule in installed_rules()
    if rule.category in ("tables", "annotations", "payload")
]


def documented(name: str, *rows: str, prose: str = "About it.", more: str = "", sample: str = "") -> str:
    cells = "".join(f"|{row.replace(' ', '|')}|x|\n" for row in rows)
    return (
        f"# {name} resource type\n\nNamespace: contoso.sky\n\n{prose}\n\n"
        f"## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n{cells}\n"
        f'<!-- {{ "blockType": "resource", "@odata.type": "contoso.sky.{name}"{more} }} -->\n'
        f"```json\n{{ {sample} }}\n```\n"
    )


def answered(name: str, body: str) -> str:
    return (
        f"# Get {name}\n\n## Examples\n\n"
        f'<!-- {{ "blockType": "response", "truncated": true, "@odata.type": "contoso.sky.{name}" }} -->\n'
        f"```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}\n```\n"
    )


PAGES = {
    "asset": documented("asset", "id String", "price Double", sample='"id": "String", "price": "Double"'),
    "lens": documented(
        "lens", "width Int32", prose="Inherits from [asset](asset.md).", sample='"width": 1, "price": "Double"'
    ),
    "telescope": documented(
        "telescope", "lens [lens](lens.md)", sample='"lens": { "@odata.type": "contoso.sky.lens" }'
    ),
    "dome": documented("dome", "shape shape", sample='"shape": "String"'),
    "shape": "# shape enum type\n\nNamespace: contoso.sky\n\n|Member|\n|:---|\n|round|\n|flat|\n",
    "lens-get": answered("lens", '{ "width": 3, "price": 1.5 }'),
    "telescope-get": answered("telescope", '{ "lens": { "width": 3 } }'),
    "dome-get": answered("dome", '{ "shape": "round" }'),
    "clouds": "# Clouds\n\nNobody speaks of them. See [domes](dome.md).\n",
}


def place(name: str) -> str:
    return f"api-reference/beta/{'api' if '-' in name else 'resources'}/{name}.md"


def opened() -> Session:
    session = Session(lambda _: RULES, Settings(namespaces=("contoso.sky",)))
    session.update({place(name): Source(place(name), text) for name, text in PAGES.items()}, files=())
    session.check()
    assert [d.message for name in PAGES for d in session.diagnostics(place(name))] == []
    return session


@pytest.mark.parametrize(
    ("page", "old", "new", "checked"),
    [
        pytest.param("asset", "About it.", "All about it.", {"asset"}, id="prose"),
        pytest.param("asset", "|x|", "|In pounds.|", {"asset"}, id="descriptions"),
        pytest.param(
            "asset",
            "|id|",
            "|maker|String|x|\n|id|",
            {"asset", "lens", "lens-get", "telescope-get"},
            id="property-added",
        ),
        pytest.param(
            "asset", "|Double|", "|Decimal|", {"asset", "lens", "lens-get", "telescope-get"}, id="type-of-a-property"
        ),
        pytest.param(
            "lens",
            "|width|",
            "|depth|Int32|x|\n|width|",
            {"lens", "telescope", "lens-get", "telescope-get"},
            id="property-of-the-derived",
        ),
        pytest.param("shape", "|flat|", "|flat|\n|domed|", {"shape", "dome", "dome-get"}, id="member-added"),
        pytest.param("shape", "# shape", "# form", {"shape", "dome", "dome-get"}, id="enum-renamed"),
        pytest.param("dome", "|shape|shape|", "|form|shape|", {"dome", "dome-get"}, id="property-renamed"),
        pytest.param("clouds", "Nobody speaks", "Poets speak", {"clouds"}, id="page-without-types"),
    ],
)
def test_a_change_is_for_those_who_asked(page: str, old: str, new: str, checked: set[str]) -> None:
    session = opened()
    assert old in PAGES[page]
    session.update({place(page): Source(place(page), PAGES[page].replace(old, new))})
    assert session.check() == {place(name) for name in checked}


def test_a_renamed_type_is_missed_where_it_is_used() -> None:
    session = opened()
    session.update({place("lens"): Source(place("lens"), PAGES["lens"].replace("lens", "lense"))})
    assert session.check() == {place(name) for name in ("lens", "telescope", "lens-get", "telescope-get")}
    assert [d.rule for d in session.diagnostics(place("telescope"))] == ["unknown-type"]


def test_a_page_that_is_gone_takes_its_properties_along() -> None:
    session = opened()
    session.update({place("asset"): None})
    assert session.check() == {place(name) for name in ("lens", "lens-get", "telescope-get")}
