"""Hover, definition, references and outline, through a real client."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

HEAD = "---\ntitle: {0}\ndescription: About {0}.\n---\n\n"
SHIP = (
    HEAD.format("ship resource type")
    + """# ship resource type

Namespace: contoso.harbor

A ship. Inherits from [vessel](vessel.md).

## Properties

| Property | Type | Description |
|:---|:---|:---|
| berth | [berth](berth.md) | Where it lies. |
| flag | [flagColor](enums.md#flagcolor-values) | The flag. |
| name | String | The name. Read-only. |

## JSON representation

<!-- { "blockType": "resource", "@odata.type": "contoso.harbor.ship", "baseType": "contoso.harbor.vessel" } -->
```json
{
  "@odata.type": "#contoso.harbor.ship",
  "name": "String"
}
```
"""
)
VESSEL = (
    HEAD.format("vessel resource type")
    + """# vessel resource type

Namespace: contoso.harbor

## Properties

| Property | Type | Description |
|:---|:---|:---|
| id | String | The key. |
"""
)
ENUMS = (
    HEAD.format("Enumerations")
    + """# Enumerations

Namespace: contoso.harbor

## flagColor values

| Member |
|:---|
| red |
| green |
"""
)
GET = (
    HEAD.format("Get ship")
    + """# Get ship

[!INCLUDE [beta](../includes/beta.md)]

See the [ship](../resources/ship.md#properties).

<!-- doclint-disable-file broken-include, no-such-rule: later -->

## Examples

### Request

<!-- { "blockType": "request", "name": "get_ship" } -->
```http
GET https://api.contoso.com/beta/ships/1
```

### Response

<!-- { "blockType": "response", "@odata.type": "contoso.harbor.ship" } -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{
  "id": "1",
  "name": "Maria"
}
```
"""
)
PAGES = {
    "beta/resources/ship.md": SHIP,
    "beta/resources/vessel.md": VESSEL,
    "beta/resources/enums.md": ENUMS,
    "beta/api/ship-get.md": GET,
    "beta/includes/beta.md": "> Beta.\n",
}


@pytest.fixture(scope="module")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A docs set about ships."""
    root = tmp_path_factory.mktemp("harbor")
    for path, text in {**PAGES, "doclint.yml": "namespaces: [contoso.harbor]\nhosts: [api.contoso.com]\n"}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


Ask = Callable[..., Any]
PARAMS: dict[str, Any] = {
    types.TEXT_DOCUMENT_HOVER: types.HoverParams,
    types.TEXT_DOCUMENT_DEFINITION: types.DefinitionParams,
    types.TEXT_DOCUMENT_REFERENCES: types.ReferenceParams,
}


@pytest.fixture(scope="module")
def ask(harbor: Path, one_editor: Callable[..., Any]) -> Ask:
    """Asks about the place where a text stands: ``ask(method, page, text, after)``."""
    client = one_editor(harbor)
    for path in PAGES:
        client.open(harbor / path)

    def asked(method: str, path: str, text: str, ahead: int = 0, **more: Any) -> Any:
        at = PAGES[path].index(text) + ahead
        line = PAGES[path].count("\n", 0, at)
        position = types.Position(line, at - (PAGES[path].rfind("\n", 0, at) + 1))
        item = types.TextDocumentIdentifier((harbor / path).as_uri())
        return client.ask(method, PARAMS[method](text_document=item, position=position, **more))

    return asked


def hover(ask: Ask, *place: Any) -> str:
    answer = ask(types.TEXT_DOCUMENT_HOVER, *place)
    return str(answer.contents.value) if answer else ""


def places(harbor: Path, found: Any) -> list[str]:
    root = harbor.as_uri() + "/"
    return [f"{item.uri.removeprefix(root)}:{item.range.start.line + 1}" for item in found]


@pytest.mark.parametrize(
    ("page", "text", "ahead", "said"),
    [
        ("beta/api/ship-get.md", "broken-include,", 3, ["broken-include\n\nSeverity: error"]),
        ("beta/api/ship-get.md", "no-such-rule", 3, ["**invalid-suppression**"]),
        ("beta/resources/ship.md", "flagColor]", 3, ["**contoso.harbor.flagColor**: enumeration", "`red`, `green`"]),
        (
            "beta/api/ship-get.md",
            "contoso.harbor.ship",
            3,
            [
                "**contoso.harbor.ship**: resource type, based on contoso.harbor.vessel",
                "| flag | flagColor |",
                "| id | String | key, from vessel |",
                "| name | String | read-only |",
                "Documented in [beta/resources/ship.md](file:///",
            ],
        ),
        ("beta/api/ship-get.md", '"id"', 2, ["**id**: String", "The key.", "vessel.md#L14)"]),
        ("beta/resources/ship.md", '"name": "String"', 2, ["**name**: String (read-only)", "The name."]),
        ("beta/resources/ship.md", "vessel]", 2, ["**contoso.harbor.vessel**: resource type"]),
        ("beta/api/ship-get.md", "../resources/ship.md", 2, ["**ship resource type**", "About ship resource type."]),
        ("beta/resources/ship.md", "Where it lies", 2, []),
    ],
)
def test_hover_says_what_a_thing_is(ask: Ask, page: str, text: str, ahead: int, said: list[str]) -> None:
    shown = hover(ask, page, text, ahead)
    assert all(part in shown for part in said), shown
    assert bool(said) == bool(shown)


@pytest.mark.parametrize(
    ("place", "defined"),
    [
        (("beta/api/ship-get.md", "contoso.harbor.ship", 3), ["beta/resources/ship.md:6"]),
        (("beta/resources/ship.md", "contoso.harbor.vessel", 3), ["beta/resources/vessel.md:6"]),
        (("beta/resources/ship.md", "flagColor]", 1), ["beta/resources/enums.md:10"]),
        (("beta/api/ship-get.md", "ship.md#properties", 0), ["beta/resources/ship.md:12"]),
        (("beta/api/ship-get.md", "../includes/beta.md", 0), ["beta/includes/beta.md:1"]),
        (("beta/api/ship-get.md", '"name": "Maria"', 1), ["beta/resources/ship.md:18"]),
        (("beta/api/ship-get.md", "get_ship", 1), ["beta/api/ship-get.md:18"]),
        (("beta/resources/ship.md", "[berth]", 2), []),
        (("beta/api/ship-get.md", "HTTP/1.1", 1), []),
    ],
)
def test_definition_leads_to_what_documents_a_thing(ask: Ask, harbor: Path, place: Any, defined: list[str]) -> None:
    assert places(harbor, ask(types.TEXT_DOCUMENT_DEFINITION, *place)) == defined


def test_definition_of_a_rule_is_its_documentation(ask: Ask) -> None:
    [found] = ask(types.TEXT_DOCUMENT_DEFINITION, "beta/api/ship-get.md", "broken-include,", 2)
    assert Path(found.uri.removeprefix("file://")).read_text().startswith("### broken-include")


@pytest.mark.parametrize(
    ("page", "text", "used"),
    [
        (
            "beta/api/ship-get.md",
            "contoso.harbor.ship",
            ["beta/api/ship-get.md:25", "beta/resources/ship.md:22", "beta/resources/ship.md:25"],
        ),
        ("beta/resources/enums.md", "flagColor values", ["beta/resources/ship.md:17"]),
        ("beta/resources/vessel.md", "vessel resource type\n\nN", ["beta/resources/ship.md:10"]),
        ("beta/api/ship-get.md", "../includes/beta.md", ["beta/api/ship-get.md:8"]),
        ("beta/api/ship-get.md", "get_ship", ["beta/api/ship-get.md:18"]),
        ("beta/api/ship-get.md", "HTTP/1.1", []),
    ],
)
def test_references_are_where_a_thing_is_spoken_of(
    ask: Ask, harbor: Path, page: str, text: str, used: list[str]
) -> None:
    context = types.ReferenceContext(include_declaration=False)
    found = ask(types.TEXT_DOCUMENT_REFERENCES, page, text, 2, context=context)
    assert places(harbor, found) == used


def test_the_outline_has_sections_and_blocks(harbor: Path, one_editor: Any) -> None:
    client = one_editor(harbor)
    uri = client.open(harbor / "beta/api/ship-get.md")
    params = types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    [top] = client.ask(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, params)

    def tree(symbol: Any) -> Any:
        return (symbol.name, [tree(child) for child in symbol.children])

    assert tree(top) == (
        "Get ship",
        [
            (
                "Examples",
                [("Request", [("get_ship", [])]), ("Response", [("response", [])])],
            )
        ],
    )
    uri = client.open(harbor / "beta/resources/ship.md")
    [top] = client.ask(
        types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
    )
    assert tree(top)[1][0] == ("Properties", [("properties table", [])])


def test_rules_in_a_configuration_are_explained(harbor: Path, one_editor: Any) -> None:
    client = one_editor(harbor)
    uri = client.open(harbor / "doclint.yml", "severity: {broken-link: info}\n")
    at: dict[str, Any] = {"text_document": types.TextDocumentIdentifier(uri), "position": types.Position(0, 14)}
    shown = client.ask(types.TEXT_DOCUMENT_HOVER, types.HoverParams(**at))
    assert shown.contents.value.startswith("broken-link\n")
    [found] = client.ask(types.TEXT_DOCUMENT_DEFINITION, types.DefinitionParams(**at))
    assert found.uri.endswith("/broken-link.md")
    at["position"] = types.Position(0, 2)
    assert client.ask(types.TEXT_DOCUMENT_HOVER, types.HoverParams(**at)) is None
