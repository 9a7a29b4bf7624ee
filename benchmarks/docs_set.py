"""Make a docs set of any size, the same for the same seed."""

from __future__ import annotations

import random
from pathlib import Path

_NOUNS = ("telescope", "mirror", "dome", "mount", "lens", "camera", "filter", "orbit", "survey", "target")
_TYPES = ("String", "Boolean", "Int32", "DateTimeOffset", "Double", "String collection")
_VALUES = {"String": '"text"', "Boolean": "true", "Int32": "7", "DateTimeOffset": '"2021-07-01T00:00:00Z"'}
_PERMISSIONS = """|Permission type|Permissions (from least to most privileged)|
|:--|:--|
|Delegated (work or school account)|{scope}.Read.All, {scope}.ReadWrite.All|
|Delegated (personal Microsoft account)|Not supported.|
|Application|{scope}.Read.All|
"""
_TOP = """---
title: "{title}"
description: "{title} of an observatory."
ms.prod: "sky"
doc_type: {kind}PageType
---

"""
_SLIP = 0.05
"""How many values in a hundred are wrong, so that there is something to find."""


def make_docs_set(folder: Path, pages: int, seed: int = 1) -> None:
    """Write that many pages: of each type one resource page, and two of operations on it."""
    chance = random.Random(seed)  # noqa: S311, it only has to look random
    for kind in ("api", "resources"):
        (folder / "api-reference" / "beta" / kind).mkdir(parents=True, exist_ok=True)
    types = (pages + 2) // 3
    for number in range(pages):
        name = f"{_NOUNS[number // 3 % len(_NOUNS)]}{number // 30}"
        other = f"{_NOUNS[chance.randrange(min(types, len(_NOUNS)))]}0"
        kind, text = (_resource, _get, _update)[number % 3](name, other, chance)
        (folder / "api-reference" / "beta" / kind).with_suffix(".md").write_text(text, encoding="utf-8", newline="\n")


def _properties(name: str) -> list[tuple[str, str]]:
    chance = random.Random(name)  # noqa: S311
    return [(f"{noun}Count{n}", chance.choice(_TYPES)) for n, noun in enumerate(chance.sample(_NOUNS, 8))]


def _resource(name: str, other: str, chance: random.Random) -> tuple[str, str]:
    rows = "\n".join(
        f"|{prop}|{type_}|The {prop} of the {name}, see [{other}](../resources/{other}.md). Read-only.|"
        for prop, type_ in _properties(name)
    )
    head = _TOP.format(title=f"{name} resource type", kind="resource")
    return f"resources/{name}", (
        f"{head}# {name} resource type\n\nNamespace: microsoft.graph\n\n{_prose(chance)}\n## Methods\n\n"
        f"|Method|Return type|Description|\n|:--|:--|:--|\n"
        f"|[Get](../api/{name}-get.md)|[{name}]({name}.md)|Get it.|\n"
        f"|[Update](../api/{name}-update.md)|[{name}]({name}.md)|Update it.|\n\n"
        f"## Properties\n\n|Property|Type|Description|\n|:--|:--|:--|\n{rows}\n\n## Relationships\n\nNone.\n\n"
        f"## JSON representation\n\n{_annotation('resource', name)}```json\n{_body(name, chance, types=True)}\n```\n"
    )


def _get(name: str, other: str, chance: random.Random) -> tuple[str, str]:
    head = _TOP.format(title=f"Get {name}", kind="api")
    return f"api/{name}-get", (
        f"{head}# Get {name}\n\nNamespace: microsoft.graph\n\n{_prose(chance)}\n## Permissions\n\n"
        f"{_PERMISSIONS.format(scope=name.capitalize())}\n## HTTP request\n\n```http\nGET /sky/{name}s/{{id}}\n```\n\n"
        f"## Response\n\nReturns `200 OK` and a [{name}](../resources/{name}.md), or a "
        f"[{other}](../resources/{other}.md#properties).\n\n## Examples\n\n"
        f'<!-- {{"blockType": "request", "name": "get_{name}"}} -->\n'
        f"```http\nGET https://graph.microsoft.com/beta/sky/{name}s/1\n```\n\n"
        f"{_annotation('response', name)}```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n"
        f"{_body(name, chance)}\n```\n"
    )


def _update(name: str, _other: str, chance: random.Random) -> tuple[str, str]:
    head = _TOP.format(title=f"Update {name}", kind="api")
    return f"api/{name}-update", (
        f"{head}# Update {name}\n\nNamespace: microsoft.graph\n\n{_prose(chance)}\n## Permissions\n\n"
        f"{_PERMISSIONS.format(scope=name.capitalize())}\n## HTTP request\n\n"
        f"```http\nPATCH /sky/{name}s/{{id}}\n```\n\n## Response\n\nReturns `204 No Content`.\n\n## Examples\n\n"
        f'<!-- {{"blockType": "request", "name": "update_{name}"}} -->\n'
        f"```http\nPATCH https://graph.microsoft.com/beta/sky/{name}s/1\nContent-Type: application/json\n\n"
        f'{_body(name, chance)}\n```\n\n<!-- {{"blockType": "response"}} -->\n```http\nHTTP/1.1 204 No Content\n```\n'
    )


def _annotation(kind: str, name: str) -> str:
    return f'<!-- {{\n  "blockType": "{kind}",\n  "@odata.type": "microsoft.graph.{name}"\n}} -->\n'


def _body(name: str, chance: random.Random, *, types: bool = False) -> str:
    members = []
    for prop, type_ in _properties(name):
        right = "[]" if "collection" in type_ else _VALUES.get(type_, "1.5")
        members.append(f'  "{prop}": ' + (f'"{type_}"' if types or chance.random() < _SLIP else right))
    return "{\n" + ",\n".join(members) + "\n}"


def _prose(chance: random.Random) -> str:
    words = (f"the {chance.choice(_NOUNS)} of a {chance.choice(_NOUNS)}" for _ in range(chance.randrange(5, 40)))
    return f"About {', '.join(words)}.\n"
