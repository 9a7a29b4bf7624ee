"""What the examples of pages show for each other, and what becomes of a fix that rests on it."""

from __future__ import annotations

import json

import pytest

from doclint.checking import EnabledRule
from doclint.example_values import example_values
from doclint.fix import fix_pages
from doclint.page import parse_page
from doclint.registry import installed_rules
from doclint.session import Session
from doclint.text import Source
from doclint.workspace import Settings

RULES = [
    EnabledRule(rule.name, rule.category, rule.severity, rule.bind({}))
    for rule in installed_rules()
    if rule.name in ("literal-type-value", "placeholder-value")
]
TYPE = (
    "# dome resource type\n\nNamespace: contoso.sky\n\n"
    "|Property|Type|Description|\n|:---|:---|:---|\n|motto|String|x|\n|mode|String|x|\n"
)


def answered(body: str, name: str = "contoso.sky.dome") -> str:
    return (
        f'# Get\n\n<!-- {{ "blockType": "response", "@odata.type": "{name}" }} -->\n'
        f"```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}\n```\n"
    )


def shown(text: str, path: str = "api-reference/beta/api/dome-get.md") -> dict[str, object]:
    found = example_values(parse_page(Source(path, text)))
    return {owner: json.loads(values) for owner, values in found.items()}


@pytest.mark.parametrize(
    ("body", "values"),
    [
        ('{ "motto": "Look up", "height": 12, "width": 1.5 }', {"motto": "Look up", "height": 12, "width": 1.5}),
        ('{ "value": [ { "motto": "Up" }, { "motto": "Down", "mode": "idle" } ] }', {"motto": "Up", "mode": "idle"}),
        ('[ { "motto": "Look up" } ]', {"motto": "Look up"}),
        ('{ "isOpen": true, "openedDateTime": "2024-01-15T09:30:00Z", "lens": null, "day": "2024-01-15" }', {}),
        ('{ "id": "dome-4", "siteId": "4", "webUrl": "a/b", "mail": "a" }', {}),
        ('{ "keeper": "a@contoso.com", "page": "http://a.b" }', {}),
        ('{ "adminPassword": "x", "clientSecret": "x", "accessToken": "x", "apiKey": "x", "@odata.etag": "x" }', {}),
        ('{ "motto": "String", "mode": "mode-value", "name": "Name" }', {}),
        ('{ "a": "{a}", "b": "AAMk...", "c": "", "d": "(none)" }', {}),
        ('{ "motto": "%s", "height": 1e999 }' % ("x" * 61), {}),
        ('{ "motto": "Look up", }', {}),
        ('{ "motto": "Look up" } and more', {"motto": "Look up"}),
        ('{ "motto": "\\ud800", "mode": "a\\nb" }', {}),
        ('{ "labels": [ "north", "south" ], "empty": [], "deep": [ [ "a" ] ] }', {"labels": "north"}),
        ("{ " * 5000, {}),
        ('{ "a": ' + "[" * 100_000, {}),
        ("1" * 5000, {}),
    ],
)
def test_what_an_example_shows(body: str, values: dict[str, object]) -> None:
    assert shown(answered(body)).get("contoso.sky.dome", {}) == values


def test_whose_value_it_is() -> None:
    body = '{ "lens": { "maker": "Fabrikam" }, "owner": { "@odata.type": "#contoso.sky.person", "name": "Megan" } }'
    assert shown(answered(body)) == {"/lens": {"maker": "Fabrikam"}, "contoso.sky.person": {"name": "Megan"}}
    assert list(shown(answered('{ "motto": "Look up" }', "#Collection(contoso.sky.dome)"))) == ["contoso.sky.dome"]
    assert shown('```json\n{ "motto": "Look up" }\n```\n') == {}


def test_a_representation_shows_no_values() -> None:
    text = (
        '<!-- { "blockType": "resource", "@odata.type": "contoso.sky.dome" } -->\n```json\n{ "motto": "text" }\n```\n'
    )
    assert shown(text) == {}
    assert shown(answered('{ "motto": "Look up" }'), "api-reference/beta/resources/dome.md") == {}


def place(name: str) -> str:
    return f"api-reference/beta/{'api' if '-' in name else 'resources'}/{name}.md"


def opened(**bodies: str) -> Session:
    session = Session(lambda _: RULES, Settings(namespaces=("contoso.sky",)))
    pages = {"dome": TYPE, **{f"dome-{name}": answered(body) for name, body in bodies.items()}}
    session.update({place(name): Source(place(name), text) for name, text in pages.items()}, files=())
    session.check()
    return session


def fixes(session: Session, name: str) -> list[str]:
    return [diagnostic.fix.title for diagnostic in session.diagnostics(place(name)) if diagnostic.fix]


@pytest.mark.parametrize(
    ("others", "fix"),
    [
        (["Look up"], 'Put "Look up"'),
        (["Look up", "Look down", "Look down"], 'Put "Look down"'),
        (["Look up", "Look down"], 'Put "Look down"'),
        (["Sample motto"], 'Put "Sample motto"'),
        ([], 'Put "Sample motto"'),
    ],
)
def test_the_commonest_value_is_put(others: list[str], fix: str) -> None:
    bodies = {f"other{number}": f'{{ "motto": "{value}" }}' for number, value in enumerate(others)}
    assert fixes(opened(get='{ "motto": "String" }', **bodies), "dome-get") == [fix]


def test_of_values_that_are_as_common_the_fullest_example_gives_its_own() -> None:
    session = opened(
        get='{ "motto": "String", "mode": "String" }',
        list='{ "motto": "Look down", "mode": "idle" }',
        update='{ "motto": "Keep quiet", "mode": "slewing", "name": "Dome 4" }',
    )
    assert fixes(session, "dome-get") == ['Put "Keep quiet"', 'Put "slewing"']


def test_values_of_one_object_come_from_one_page() -> None:
    session = opened(
        get='{ "motto": "String", "mode": "String", "finish": "String" }',
        list='{ "motto": "Look down", "mode": "idle" }',
        create='{ "motto": "Look down" }',
        update='{ "motto": "Look down", "finish": "matt" }',
        stop='{ "motto": "Keep quiet", "mode": "idle", "finish": "white" }',
    )
    assert fixes(session, "dome-get") == ['Put "Keep quiet"', 'Put "idle"', 'Put "white"']


def test_the_example_that_is_most_alike_gives_its_values() -> None:
    session = opened(
        get='{ "motto": "String", "mode": "idle", "finish": "matt" }',
        list='{ "motto": "Look up", "mode": "idle", "finish": "matt" }',
        update='{ "motto": "Look down", "mode": "slewing", "finish": "matt" }',
        stop='{ "motto": "Look down", "mode": "slewing" }',
    )
    assert fixes(session, "dome-get") == ['Put "Look up"']


def test_a_page_that_gives_few_of_the_values_counts_no_more_than_others() -> None:
    session = opened(
        get='{ "motto": "String", "mode": "String", "finish": "String", "name": "String", "shape": "String" }',
        list='{ "motto": "Look up", "mode": "idle" }',
        update='{ "finish": "matt", "name": "Dome 4" }',
        create='{ "motto": "Look down" }',
        stop='{ "motto": "Look down" }',
    )
    assert fixes(session, "dome-get")[0] == 'Put "Look down"'


def test_items_of_arrays_come_from_other_pages_too() -> None:
    session = opened(get='{ "labels": [ "String" ] }', list='{ "labels": [ "north", "south" ] }')
    assert fixes(session, "dome-get") == ['Put "north"']


def test_another_example_on_another_page_makes_another_fix() -> None:
    session = opened(get='{ "motto": "String" }', list='{ "motto": "Look up" }', update='{ "mode": "idle" }')
    assert fixes(session, "dome-get") == ['Put "Look up"']
    changes = [
        ("dome-list", '{ "motto": "Look down" }', {"dome-list", "dome-get"}, 'Put "Look down"'),
        ("dome-list", '{ "motto": "Look down", "mode": "idle" }', {"dome-list"}, 'Put "Look down"'),
        ("dome-update", '{ "motto": "Look down" }', {"dome-update"}, 'Put "Look down"'),
        ("dome-update", '{ "mode": "slewing" }', {"dome-update"}, 'Put "Look down"'),
        ("dome-list", '{ "mode": "idle" }', {"dome-list", "dome-get"}, 'Put "Sample motto"'),
    ]
    for page, body, checked, fix in changes:
        session.update({place(page): Source(place(page), answered(body))})
        assert session.check() == {place(name) for name in checked}
        assert fixes(session, "dome-get") == [fix]


def test_fixing_pages_that_lean_on_each_other_comes_to_an_end() -> None:
    session = opened(
        get='{ "motto": "String", "mode": "idle" }',
        list='{ "motto": "Look up", "mode": "String" }',
        update='{ "motto": "motto-value", "mode": "String" }',
    )
    paths = sorted(session.paths())
    assert fix_pages(session, paths, unsafe=True).made == 4
    texts = [session.source(path).text for path in paths]
    assert all(
        text.count('"motto": "Look up"') == text.count('"mode": "idle"') == 1 for text in texts if "HTTP" in text
    )
    assert fix_pages(session, paths, unsafe=True).made == 0
