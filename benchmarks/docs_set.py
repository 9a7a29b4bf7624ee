"""Make a docs set of any size, the same for the same seed.

With the pages grow the names, as they do in real references: of types by so many a page, of properties more slowly, of
permissions hardly at all. Some names stand everywhere and most on few pages (Zipf's law), and so many in a hundred
are misspelt, whatever the size.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

_NOUNS = (
    *("telescope", "mirror", "dome", "mount", "lens", "camera", "filter", "orbit", "survey", "target", "comet"),
    *("spectrum", "signal", "antenna", "galaxy", "cluster", "nebula", "planet", "transit", "flare", "shutter"),
    *("observer", "schedule", "session", "archive", "catalog", "exposure", "sensor", "drive", "weather", "site"),
    *("report", "alert", "device", "policy", "member", "request", "setting", "status", "history"),
)
_TYPES = {
    "String": '"text"',
    "Boolean": "true",
    "Int32": "7",
    "Double": "1.5",
    "DateTimeOffset": '"2021-07-01T00:00:00Z"',
    "String collection": '["text"]',
}
_LITERAL = 0.02
"""How many values in a hundred are the name of their type."""
_MISSPELT = 0.005
"""How many links, types and permissions in a hundred are spelt wrong."""
_DISCLAIMER = "api-reference/includes/beta-disclaimer.md"

_TOP = """---
title: "{title}"
description: "{title} of an observatory."
author: "astronomer"
localization_priority: Normal
ms.prod: "sky"
doc_type: {kind}PageType
---

# {title}

Namespace: microsoft.graph

[!INCLUDE [beta-disclaimer](../../includes/beta-disclaimer.md)]

{prose}
"""
_OPERATION = """
## Permissions

|Permission type|Permissions (from least to most privileged)|
|:--|:--|
|Delegated (work or school account)|{scope}.Read.All, {scope}.ReadWrite.All|
|Delegated (personal Microsoft account)|Not supported.|
|Application|{scope}.Read.All|

## HTTP request

<!-- {{"blockType": "ignored"}} -->
```http
{method} /sky/{name}s/{{id}}
```

## Request headers

|Name|Description|
|:--|:--|
|Authorization|Bearer {{token}}. Required.|

## Request body

{body}

## Response

If successful, this method returns a `200 OK` response code and a [{name}](../resources/{file}.md) object, not a
[{other}](../resources/{other}.md#properties).

## Examples

### Request

<!-- {{"blockType": "request", "name": "{verb}_{name}"}} -->
```http
{method} https://graph.microsoft.com/beta/sky/{name}s/1
{sent}```

### Response

<!-- {{"blockType": "response", "truncated": true, "@odata.type": "microsoft.graph.{type}"}} -->
```http
HTTP/1.1 200 OK
Content-Type: application/json

{received}
```
"""
_RESOURCE = """
## Methods

|Method|Return type|Description|
|:--|:--|:--|
|[Get](../api/{file}-get.md)|[{name}]({file}.md)|Get it.|
|[Update](../api/{file}-update.md)|[{name}]({file}.md)|Update it.|

## Properties

|Property|Type|Description|
|:--|:--|:--|
{rows}

## Relationships

None.

## JSON representation

<!-- {{"blockType": "resource", "@odata.type": "microsoft.graph.{name}"}} -->
```json
{body}
```
"""


class _Type(NamedTuple):
    """What the pages of a type have in common; ``types`` is how many there are."""

    number: int
    types: int
    properties: dict[str, str]

    @property
    def name(self) -> str:
        """The name of the type."""
        return _name(self.number)

    @property
    def file(self) -> str:
        """The name of the type in the names of files."""
        return self.name.lower()


def make_docs_set(folder: Path, pages: int, seed: int = 1) -> None:
    """Write that many pages: of each type one resource page, and two of operations on it. And a file they include."""
    chance = random.Random(seed)  # noqa: S311, it only has to look random
    for place in ("beta/api", "beta/resources", "includes"):
        (folder / "api-reference" / place).mkdir(parents=True, exist_ok=True)
    _write(folder / _DISCLAIMER, "> [!IMPORTANT]\n> APIs under the beta version may change.\n")
    types = (pages + 2) // 3
    for number in range(types):
        of = _Type(number, types, _properties(types, chance))
        for path, text in (_resource(of, chance), _get(of, chance), _update(of, chance))[: pages - 3 * number]:
            _write(folder / "api-reference" / "beta" / f"{path}.md", text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _name(number: int) -> str:
    """The name of that number: of two words, and then of more."""
    words = [_NOUNS[number % len(_NOUNS)]]
    while number := number // len(_NOUNS):
        words.append(_NOUNS[(number + len(words[0])) % len(_NOUNS)])
    return words[0] + "".join(map(str.capitalize, words[1:] or ["item"]))


def _popular(of: int, chance: random.Random) -> int:
    """One of so many: the first often, the last hardly ever."""
    return int((of + 1) ** chance.random()) - 1


def _spelt(name: str, chance: random.Random) -> str:
    """The name, hardly ever without one of its letters."""
    at = chance.randrange(1, len(name)) if chance.random() < _MISSPELT else len(name)
    return name[:at] + name[at + 1 :]


def _properties(types: int, chance: random.Random) -> dict[str, str]:
    """The types of the properties of one type; the last one is another type."""
    names = [f"{_name(_popular(2 * types, chance))}Count" for _ in range(8)]
    found = {name: chance.choice(list(_TYPES)) for name in names}
    return found | {"about": f"microsoft.graph.{_name(_popular(types, chance))}"}


def _resource(of: _Type, chance: random.Random) -> tuple[str, str]:
    rows = "\n".join(_row(prop, type_, of.types, chance) for prop, type_ in of.properties.items())
    top = _top(f"{of.name} resource type", "resource", chance)
    body = _object([f'"{prop}": {_shown(type_)}' for prop, type_ in of.properties.items()])
    return f"resources/{of.file}", top + _RESOURCE.format(name=of.name, file=of.file, rows=rows, body=body)


def _shown(type_: str) -> str:
    """A type in the representation of another."""
    item = type_.removesuffix(" collection")
    shown = f'{{"@odata.type": "{item}"}}' if "." in item else f'"{item}"'
    return f"[{shown}]" if item != type_ else shown


def _row(prop: str, type_: str, types: int, chance: random.Random) -> str:
    short = type_.rpartition(".")[2]
    shown = f"[{_spelt(short, chance)}]({short.lower()}.md)" if "." in type_ else type_
    other = _name(_popular(types, chance)).lower()
    return f"|{prop}|{shown}|The {prop} of it, see [there]({_spelt(other, chance)}.md).|"


def _get(of: _Type, chance: random.Random) -> tuple[str, str]:
    return f"api/{of.file}-get", _operation(of, "get", chance)


def _update(of: _Type, chance: random.Random) -> tuple[str, str]:
    return f"api/{of.file}-update", _operation(of, "update", chance)


def _operation(of: _Type, verb: str, chance: random.Random) -> str:
    is_get = verb == "get"
    area = _name(of.number // len(_NOUNS))
    return _top(f"{verb.capitalize()} {of.name}", "api", chance) + _OPERATION.format(
        scope=_spelt(area[0].upper() + area[1:], chance),
        method="GET" if is_get else "PATCH",
        verb=verb,
        name=of.name,
        file=of.file,
        type=_spelt(of.name, chance),
        other=_name(_popular(of.types, chance)).lower(),
        body="Do not supply a request body for this method." if is_get else "Supply what is to be changed.",
        sent="" if is_get else f"Content-Type: application/json\n\n{_body(of, chance)}\n",
        received=_body(of, chance),
    )


def _top(title: str, kind: str, chance: random.Random) -> str:
    words = (f"the {chance.choice(_NOUNS)} of a {chance.choice(_NOUNS)}" for _ in range(chance.randrange(5, 40)))
    return _TOP.format(title=title, kind=kind, prose=f"About {', '.join(words)}.")


def _body(of: _Type, chance: random.Random) -> str:
    members = [f'"@odata.type": "#microsoft.graph.{of.name}"']
    for prop, type_ in of.properties.items():
        right = _TYPES.get(type_, f'{{"@odata.type": "#{type_}"}}')
        members.append(f'"{prop}": ' + (f'"{type_}"' if chance.random() < _LITERAL else right))
    return _object(members)


def _object(members: list[str]) -> str:
    return "{\n  " + ",\n  ".join(members) + "\n}"
