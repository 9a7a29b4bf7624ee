"""What type each object of an example is believed to be, and how that is known."""

from __future__ import annotations

import pytest

from doclint.facts import facts_of
from doclint.index import Index
from doclint.page import Page, parse_page
from doclint.payloads import Origin, TypedObject, typed_objects
from doclint.text import Source
from doclint.workspace import Settings, Workspace

API = "api-reference/beta/api/page.md"
GET = "```http\nGET https://graph.microsoft.com/beta/domes/4\n```\n\n"


def resource(name: str, rows: str, intro: str = "One.") -> str:
    table = f"|Property|Type|Description|\n|:---|:---|:---|\n{rows}"
    return f"# {name} resource type\n\nNamespace: contoso.sky\n\n{intro}\n\n## Properties\n\n{table}"


TYPES = {
    "dome": resource("dome", "|id|String|.|\n|site|[site](site.md)|.|\n|cameras|camera collection|.|\n"),
    "site": resource("site", "|height|Int32|.|\n|host|[dome](dome.md)|.|\n"),
    "camera": resource("camera", "|model|String|.|\n|either|site or camera|.|\n"),
    "solardome": resource("solarDome", "|wheel|Int32|.|\n", "A kind. Inherits from [dome](dome.md)."),
}


def answer(body: str, annotation: str = "", status: str = "200 OK") -> str:
    return f'{GET}<!-- {{ "blockType": "response"{annotation} }} -->\n```http\nHTTP/1.1 {status}\n\n{body}\n```\n'


def typed(text: str, types: dict[str, str] = TYPES) -> list[tuple[str, str]]:
    """What is believed of the objects of a page: the beginning of each, and the short name of its type."""
    page, objects = read(text, types)
    return [
        (
            page.text[o.node.span.start : o.node.span.end].strip("{} ")[:12],
            o.type.name.rpartition(".")[2] if o.type else "",
        )
        for o in objects
    ]


def read(text: str, types: dict[str, str] = TYPES) -> tuple[Page, tuple[TypedObject, ...]]:
    sources = {f"api-reference/beta/resources/{name}.md": page for name, page in types.items()} | {API: text}
    pages = {path: parse_page(Source(path, page)) for path, page in sources.items()}
    facts = {path: facts_of(page, Settings().versions) for path, page in pages.items()}
    return pages[API], typed_objects(pages[API], Workspace(Index(facts, frozenset(pages)), Settings()))


DOME = ', "@odata.type": "contoso.sky.dome"'


@pytest.mark.parametrize(
    ("body", "annotation"),
    [
        ('{ "id": 1 }', DOME),
        ('{ "@odata.context": "x", "value": [ { "id": 1 } ] }', DOME + ', "isCollection": true'),
        ('{ "value": [ { "id": 1 } ] }', ', "@odata.type": "Collection(contoso.sky.dome)"'),
        ('{ "value": [ { "id": 1 } ], "@odata.deltaLink": "x" }', ', "@odata.type": "#Collection(contoso.sky.dome)"'),
        ('{ "value": { "id": 1 } }', DOME),
        ('[ { "id": 1 } ]', DOME),
    ],
)
def test_what_a_response_shows_has_the_type_of_its_annotation(body: str, annotation: str) -> None:
    assert typed(answer(body, annotation)) == [('"id": 1', "dome")]


@pytest.mark.parametrize(
    ("body", "annotation", "status"),
    [
        ('{ "id": 1 }', "", "200 OK"),
        ('{ "id": 1 }', ', "@odata.type": "contoso.sky.unheardOf"', "200 OK"),
        ('{ "error": { "code": "x" } }', DOME, "404 Not Found"),
        ('{ "value": "text" }', ', "@odata.type": "Edm.String"', "200 OK"),
        ("4", ', "@odata.type": "Edm.Int32"', "200 OK"),
        ("bytes", ', "@odata.type": "Edm.Stream"', "200 OK"),
        ('{ "responses": [ { "id": "1", "status": 200, "body": { "id": 1 } } ] }', "", "200 OK"),
    ],
)
def test_nothing_is_believed_without_a_reason(body: str, annotation: str, status: str) -> None:
    assert typed(answer(body, annotation, status)) == []


def test_below_it_the_documented_types_tell_item_by_item() -> None:
    body = '{ "site": { "host": { "site": { "a": 1 } } }, "cameras": [ { "model": 1 }, { "either": { "b": 1 } } ] }'
    names = [name for _, name in typed(answer(body, DOME))]
    assert names == ["dome", "site", "dome", "site", "camera", "camera"]


def test_the_type_that_an_object_names_decides() -> None:
    body = (
        '{ "cameras": [ { "@odata.type": "#contoso.sky.site", "a": 1 }, { "@odata.type": "#contoso.sky.no", "b": 1 } ],'
        ' "other": { "more": { "@odata.type": "contoso.sky.solarDome" } },'
        ' "slip": { "odata.type": "#contoso.sky.site" } }'
    )
    assert [name for _, name in typed(answer(body, DOME))] == ["dome", "site", "solarDome", "site"]


def test_a_batch_answer_is_known_by_what_its_bodies_name() -> None:
    body = '{ "responses": [ { "status": 200, "body": { "@odata.type": "#contoso.sky.dome", "site": { "a": 1 } } } ] }'
    assert [name for _, name in typed(answer(body))] == ["dome", "site"]


def test_inherited_properties_are_documented() -> None:
    _, (found, _) = read(answer('{ "id": 1, "site": {}, "what": 2 }', ', "@odata.type": "contoso.sky.solarDome"'))
    assert {member.key: [doc.path for doc in docs] for member, docs in found.members} == {
        "id": ["api-reference/beta/resources/dome.md"],
        "site": ["api-reference/beta/resources/dome.md"],
        "what": [],
    }


REQUEST = "## Request body\n\n{prose}\n\n{table}\n\n"
REQUEST += "## Examples\n\n```http\n{method} https://graph.microsoft.com/beta/domes\n\n{{ {body} }}\n```\n"
TABLE = "|Property|Type|Description|\n|:---|:---|:---|\n|id|Int32|.|\n|at|[site](../resources/site.md)|.|"
PARAMETERS = TABLE.replace("Property", "Parameter")
LINK = "Supply a [dome](../resources/dome.md) object."


@pytest.mark.parametrize(
    ("prose", "table", "method", "answered", "origins"),
    [
        ("Supply it.", TABLE, "POST", "", [Origin.TABLE, Origin.PROPERTY]),
        (LINK, "", "POST", "", [Origin.SUBJECT]),
        (LINK, TABLE, "PATCH", "", [Origin.SUBJECT, Origin.PROPERTY]),
        (LINK, PARAMETERS, "POST", "", [Origin.TABLE, Origin.PROPERTY]),
        ("Supply it.", "", "GET", "", []),
        ("Supply it.", "", "POST", "201 Created", [Origin.SUBJECT, Origin.ANNOTATION]),
        ("Supply it.", "", "POST", "200 OK", [Origin.ANNOTATION]),
    ],
)
def test_a_request_is_known_by_its_table_its_link_or_its_response(
    prose: str, table: str, method: str, answered: str, origins: list[Origin]
) -> None:
    text = REQUEST.format(prose=prose, table=table, method=method, body='"id": 4, "at": { "height": 3 }')
    if answered:
        text += answer('{ "id": 4 }', DOME, answered).removeprefix(GET)
    assert [found.origin for found in read(text)[1]] == origins


def test_the_table_of_a_request_comes_before_the_type() -> None:
    text = REQUEST.format(prose=LINK, table=TABLE, method="PATCH", body='"id": 4, "cameras": []')
    _, (found, *_) = read(text)
    assert [doc.fact.type for doc in found.documented("id")] == ["Int32"]
    assert [doc.fact.type for doc in found.documented("cameras")] == ["camera"]


def test_pages_that_differ_are_all_asked() -> None:
    other = resource("dome", "|id|Int32|Another.|\n|site|[camera](camera.md)|.|\n")
    _, objects = read(answer('{ "id": 1, "site": { "a": 1 } }', DOME), {**TYPES, "optics-dome": other})
    assert [doc.fact.type for doc in objects[0].documented("id")] == ["String", "Int32"]
    assert len(objects) == 1
