"""A value in an annotation is not one that tools understand.

Tools read `true` and `false`, lists of names, and names of types, each under its keys. `"truncated": "true"` is text,
which some read as true, some as false, and some refuse. An unknown `blockType`, or one that calls a response a request,
takes the block out of all tests.

The fix is safe where the value can mean one thing only (quotation marks round `true`, `collection(...)`, letter case).
A `blockType` that is misspelt or contradicts its block is a guess, though a good one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from doclint.api import CodeBlock, Edit, Example, Finding, Fix, JsonNode, Page, Severity, Workspace, rule

from ._keys import BOOLEANS, KEYS, LISTS

_TYPE = re.compile(r"#?[A-Za-z]\w*(?:\.\w+)*|Collection\(#?[A-Za-z]\w*(?:\.\w+)*\)")
_COLLECTION = re.compile(r"\s*collection\s*\(\s*#?(?P<type>[\w.]+)\s*\)\s*", re.IGNORECASE)
_REQUEST_LINE = re.compile(r"\s*(?:GET|POST|PUT|PATCH|DELETE)\s+\S")
_STATUS_LINE = re.compile(r"\s*HTTP/[\d.]+\s+\d")

_SHOWN = 80

RESPONSE = '<!-- {{ "blockType": {}, "truncated": {} }} -->\n```http\nHTTP/1.1 204 No Content\n```\n'


class _Misfit(NamedTuple):
    """What is wrong with a value, what to do, and the JSON to write instead, if that is known and how sure."""

    message: str
    help: str
    right: str = ""
    safe: bool = True


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(RESPONSE.format('"response"', "true")),
        Example('<!-- { "blockType": "resource", "@odata.type": "Collection(a.b)", "baseType": null } -->\n'),
    ),
    invalid=(
        Example(
            RESPONSE.format('"response"', '⟦"true"⟧'),
            fixed=RESPONSE.format('"response"', "true"),
        ),
        Example(
            RESPONSE.format('⟦"request"⟧', "true"),
            fixed=RESPONSE.format('"response"', "true"),
        ),
        Example(
            '<!-- { "blockType": "resource", "@odata.type": ⟦"collection(a.b)"⟧ } -->\n',
            fixed='<!-- { "blockType": "resource", "@odata.type": "Collection(a.b)" } -->\n',
        ),
    ),
)
def annotation_invalid_value(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for annotation in page.annotations:
        for key, value in annotation.values.items():
            misfit = _misfit(key, value)
            node = annotation.at(key) if misfit else None
            if misfit and node:
                yield _finding(node, misfit)
    for block in page.annotated("request", "response"):
        yield from _contradiction(block)


def _finding(node: JsonNode, misfit: _Misfit) -> Finding:
    fix = Fix(f"Write {misfit.right}", (Edit(node.span, misfit.right),), misfit.safe) if misfit.right else None
    return Finding(node.span, misfit.message, misfit.help, fix)


def _misfit(key: str, value: object) -> _Misfit | None:
    if key in BOOLEANS and not isinstance(value, bool):
        right = value.strip().lower() if isinstance(value, str) else ""
        if right in ("true", "false"):
            return _Misfit(f"`{key}` is the text {_json(value)}, not the value `{right}`", f"Write {right}", right)
        return _Misfit(f"`{key}` is {_json(value)}, neither true nor false", "Write true or false")
    if key in LISTS and not (isinstance(value, list) and all(isinstance(item, str) for item in value)):
        return _Misfit(f"`{key}` is {_json(value)}, no list of texts", 'Write them in brackets: `["id", "name"]`')
    if key == "blockType" and (not isinstance(value, str) or value not in KEYS):
        name = value.strip().lower() if isinstance(value, str) else ""
        near = get_close_matches(name, KEYS, n=1, cutoff=0.7) if len(name) <= _SHOWN else []
        right, safe = (f'"{near[0]}"', near[0].lower() == name) if near else ("", False)
        message = f"The blockType is spelt {right}, not" if safe else "No tool knows the blockType"
        return _Misfit(f"{message} {_json(value)}", f"Write {right}" if right else _KINDS, right, safe)
    if key == "@odata.type" and value and not (isinstance(value, str) and _TYPE.fullmatch(value)):
        match = _COLLECTION.fullmatch(value) if isinstance(value, str) else None
        right = f'"Collection({match["type"]})"' if match else ""
        help_text = f"Write {right or '`Collection(a.b)` or `a.b`'}"
        return _Misfit(f"{_json(value)} is not how a type is named", help_text, right)
    return None


_KINDS = "Write one of " + ", ".join(f'"{kind}"' for kind in KEYS)


def _json(value: object) -> str:
    """A value as it is shown in messages; lists and objects may be too deep to be written out."""
    text = "" if isinstance(value, list | dict) else json.dumps(value, ensure_ascii=False)
    return f"`{text}`" if 0 < len(text) <= _SHOWN else "another value"


def _contradiction(block: CodeBlock) -> Iterator[Finding]:
    is_response = block.kind == "response"
    pattern, other = (_REQUEST_LINE, "request") if is_response else (_STATUS_LINE, "response")
    is_other = pattern.match(block.body.text) is not None
    node = block.annotation.at("blockType") if block.annotation and is_other else None
    if node:
        yield _finding(node, _Misfit(f"This block is a {other}", f'Write "{other}"', f'"{other}"', safe=False))
