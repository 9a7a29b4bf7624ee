"""The rules and the JSON Schemas of the same types say the same of a body, place by place.

Types and bodies are made by hypothesis, and those of the sample docs are taken. Left out is what either knows alone:
rules let placeholders pass and judge objects by the types that they name; schemas know no day that does not exist.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from doclint.checking import EnabledRule, check_page
from doclint.facts import facts_of
from doclint.index import Index
from doclint.page import Page, parse_page
from doclint.parse.json_text import JsonNode
from doclint.parse.type_cells import PRIMITIVES
from doclint.payloads import TypedObject, typed_objects
from doclint.registry import installed_rules
from doclint.schema import type_schema
from doclint.text import Source, Span
from doclint.workspace import Settings, Workspace

NAMES = ("collection-mismatch", "missing-property", "read-only-in-request", "unknown-enum-value", "unknown-property")
RULES = [
    EnabledRule(rule.name, rule.category, rule.severity, rule.bind({}))
    for rule in installed_rules()
    if rule.name in (*NAMES, "literal-type-value", "value-format", "value-type-mismatch")
]
FOLDER = "api-reference/beta/resources"
SAMPLES = Path(__file__).parent.parent / "sample_docs"
SETTINGS = Settings(namespaces=("contoso.sky",))
HEADER = "|Property|Type|Description|\n|:-|:-|:-|\n"
SHAPE = "# shape enum type\n\nNamespace: contoso.sky\n\n|Member|\n|:-|\n|round|\n|flat|\n"

Place = tuple[str | int, ...]

TYPES = st.sampled_from(
    (*PRIMITIVES, "Untyped", "json", "object", "number", "ComplexType", "shape", "[part](part.md)", "unheardOf")
)
SAYS = st.sampled_from(("x", "x", "Not nullable.", "Nullable.", "Required.", "Read-only."))
OWN = ("azimuth", "bearing", "camera", "diameter", "eyepiece")
PARTS = ("quality", "roughness", "tint")
STRANGE = "unlisted"

VALUES = st.sampled_from(
    (None, True, False, 0, 1, -1, 7, 255, 256, -129, 40_000, 2**31, 2**63, 1.5, 2.0, "INF", "NaN", "yes", "7", "1.5",
     "2024-02-29", "2024-02-29T12:00:00Z", "2024-02-29T12:00:00", "12:30:00", "PT3H", "3 hours", "aGk=", "aGkab",
     "a_9+", "6f9619ff-8b86-d011-b42d-00cf4fc964ff", "round", "flat", "Round", "round,flat", "flat, oval")
)  # fmt: skip


def objects(names: tuple[str, ...], values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects of which most properties are documented: else the type itself is taken to be wrong."""
    known = st.dictionaries(st.sampled_from(names), values, min_size=1)
    return st.builds(lambda known, strange: {**known, **strange}, known, st.dictionaries(st.just(STRANGE), values))


def numbered(value: Any, count: Iterator[int]) -> Any:
    """A body in which no two undocumented properties have one name: rules tell a name once."""
    if isinstance(value, list):
        return [numbered(item, count) for item in value]
    if not isinstance(value, dict):
        return value
    return {f"{key}{next(count)}" if key == STRANGE else key: numbered(item, count) for key, item in value.items()}


PART = objects(PARTS, VALUES)
BODY = objects(OWN, VALUES | PART | st.lists(VALUES | PART, max_size=3)).map(lambda body: numbered(body, count()))
CELL = st.builds(lambda name, many: f"{name} collection" if many else name, TYPES, st.booleans())
ROWS = st.lists(st.tuples(CELL, SAYS), min_size=len(OWN), max_size=len(OWN))
PLAIN = st.lists(st.sampled_from(("Int32", "String", "shape", "Date collection")), min_size=3, max_size=3)


def table(names: Iterable[str], cells: Iterable[tuple[str, str]]) -> str:
    return HEADER + "".join(
        f"|{name}|{type_name}|{says}|\n" for name, (type_name, says) in zip(names, cells, strict=True)
    )


def resource(name: str, rows: str, prose: str) -> str:
    return f"# {name} resource type\n\nNamespace: contoso.sky\n\n{prose}\n\n## Properties\n\n{rows}"


@given(ROWS, PLAIN, BODY, st.sampled_from(("A thing.", "An open type.", "Derived from [part](part.md).")))
def test_responses(rows: list[tuple[str, str]], parts: list[str], body: dict[str, Any], prose: str) -> None:
    example = (
        '<!-- { "blockType": "response", "truncated": true, "@odata.type": "contoso.sky.thing" } -->\n'
        f"```http\nHTTP/1.1 200 OK\n\n{json.dumps(body)}\n```\n"
    )
    assert_agreement({"thing": resource("thing", table(OWN, rows), prose), "part": part(parts)}, example)


@given(ROWS, PLAIN, BODY)
def test_requests(rows: list[tuple[str, str]], parts: list[str], body: dict[str, Any]) -> None:
    rows_of_page = table(OWN, rows).replace("(part.md)", "(../resources/part.md)")
    example = (
        f"## Request body\n\nSupply a [thing](../resources/thing.md).\n\n{rows_of_page}\n## Examples\n\n"
        f"```http\nPATCH https://graph.microsoft.com/beta/things/4\n\n{json.dumps(body)}\n```\n"
    )
    assert_agreement({"thing": resource("thing", table(OWN, rows), "A thing."), "part": part(parts)}, example)


def part(cells: list[str]) -> str:
    return resource("part", table(PARTS, ((cell, "x") for cell in cells)), "A part.")


def assert_agreement(resources: dict[str, str], example: str) -> None:
    texts = {f"{FOLDER}/{name}.md": text for name, text in {**resources, "shape": SHAPE}.items()}
    texts["api-reference/beta/api/thing-get.md"] = example
    pages = {path: parse_page(Source(path, text)) for path, text in texts.items()}
    index, page = indexed(pages), pages["api-reference/beta/api/thing-get.md"]
    (root,) = roots(index, page)
    by_rules, by_schema = judged(index, page, root)
    assert by_rules == by_schema


def test_sample_docs() -> None:
    """Rules alone know what the name of a type is, and what only the table of a request says."""
    paths = {file: file.relative_to(SAMPLES).as_posix() for file in SAMPLES.rglob("*.md")}
    pages = {path: parse_page(Source(path, file.read_text(encoding="utf-8"))) for file, path in paths.items()}
    index = indexed(pages)
    said = [judged(index, page, root) for page in pages.values() for root in roots(index, page)]
    assert sum(bool(by_schema) for _, by_schema in said) > 2
    assert all(by_schema <= by_rules for by_rules, by_schema in said)
    assert {name for by_rules, by_schema in said for name in by_rules - by_schema} == {
        ("displayName",),
        ("isTargetOfOpportunity",),
    }


def judged(index: Index, page: Page, root: TypedObject) -> tuple[set[Place], set[Place]]:
    """The places in a body that rules object to, and those that the schema of its type does."""
    workspace = Workspace(index, SETTINGS)
    assert root.type
    schema = type_schema(workspace, workspace.version(page) or "", root.type, request=root.body.is_request)
    found = [d.span for d in check_page(page, index, SETTINGS, RULES).diagnostics if root.node.span.holds(d.span)]
    errors = Draft202012Validator(schema).iter_errors(plain(root.node))
    return outermost(place_of(span, root.node) for span in found), outermost(p for e in errors for p in places(e))


def indexed(pages: dict[str, Page]) -> Index:
    return Index({path: facts_of(page, SETTINGS.versions) for path, page in pages.items()}, frozenset(pages))


def roots(index: Index, page: Page) -> list[TypedObject]:
    return [typed for typed in typed_objects(page, Workspace(index, SETTINGS)) if typed.is_root and typed.type]


def plain(node: JsonNode) -> Any:
    match node.kind:
        case "object":
            return {member.key: plain(member.node) for member in node.members}
        case "array":
            return [plain(item) for item in node.items]
    return node.value


def place_of(span: Span, root: JsonNode) -> Place:
    """The path to what a finding is about: a value, the bracket that opens it, or its key."""
    for path, node in root.walk():
        keys = {member.key_span.start: (*path, member.key) for member in node.members}
        if span.start == node.span.start:
            return path
        if span.start in keys:
            return keys[span.start]
    raise AssertionError(span)


def places(error: ValidationError) -> Iterator[Place]:
    """The paths to what an error is about; of alternatives, to what is wrong in that which is not null."""
    inner = {p for below in error.context or () if below.schema != {"type": "null"} for p in places(below)}
    path = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        known = error.schema["properties"]  # type: ignore[index]
        yield from ((*path, key) for key in error.instance if key not in known and "@" not in key)  # type: ignore[union-attr]
    else:
        yield from {p for p in inner if len(p) > len(path)} or [path]


def outermost(found: Iterable[Place]) -> set[Place]:
    """Without places inside others: what is said of a whole counts for its parts."""
    all_places = set(found)
    return {place for place in all_places if not any(place[:n] in all_places for n in range(1, len(place)))}
