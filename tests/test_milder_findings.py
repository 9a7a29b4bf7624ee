"""Findings that are true but trouble nobody much are milder than the rest of their rule."""

from __future__ import annotations

import pytest

from doclint.registry import installed_rules
from doclint.rule import Example
from doclint.testing import run_example

RULES = {rule.name: rule for rule in installed_rules()}
MODERN = "---\nms.subservice: optics\nms.localizationpriority: medium\n---\n"
LENS = "api-reference/beta/resources/lens.md"
ENUM = "\n\n### lensKind values\n|Member|\n|:---|\n|flat|\n|round|\n|unknownFutureValue|\n"
KIND = "# lens resource type\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|kind|lensKind|{}|" + ENUM
NAMED = '<!-- {{ "blockType": "request", "name": "{}" }} -->\n```http\nGET /lenses\n```\n'
BARE = "# {}\n\n## Example\n\n```json\n{{ }}\n```\n"


def _type(row: str, key: str = "", sample: str = "{}") -> str:
    table = f"# lens resource type\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n{row}\n\n"
    keys = f'"blockType": "resource", "keyProperty": "{key}", "@odata.type": "contoso.lens"'
    return f"{table}<!-- {{ {keys} }} -->\n```json\n{sample}\n```\n"


@pytest.mark.parametrize(
    ("rule", "page", "path", "severity"),
    [
        ("content-length", "```http\nHTTP/1.1 200 OK\nContent-Length: 7\n\n{}\n```\n", LENS, "info"),
        ("reason-phrase", "## Response\n\nReturns `204, No Content`.\n", LENS, "info"),
        ("reason-phrase", "```http\nHTTP/1.1 204 No content\n```\n", LENS, "info"),
        ("reason-phrase", "```http\nHTTP/1.1 204 Created\n```\n", LENS, "warning"),
        ("front-matter-description-placeholder", "---\ntitle: Get lens\ndescription: Get lens\n---\n", LENS, "info"),
        ("front-matter-description-placeholder", "---\ndescription: Not yet documented\n---\n", LENS, "warning"),
        ("front-matter-invalid-value", "---\nms.prod: Optics\n---\n", LENS, "warning"),
        ("front-matter-invalid-value", "---\nms.prod: big optics\n---\n", LENS, "error"),
        ("front-matter-empty-value", "---\nservices: ''\n---\n", LENS, "info"),
        ("front-matter-empty-value", "---\nms.prod: ''\n---\n", LENS, "warning"),
        ("json-representation-type", _type("|made|Date| |", sample='{ "made": "String (timestamp)" }'), LENS, "info"),
        ("json-representation-type", _type("|made|Date| |", sample='{ "made": "Boolean" }'), LENS, "warning"),
        ("enum-list-mismatch", KIND.format("The possible values are: `flat`, `round`."), LENS, "info"),
        ("enum-list-mismatch", MODERN + KIND.format("The possible values are: `flat`, `round`."), LENS, "warning"),
        ("enum-list-mismatch", KIND.format("The possible values are: `flat`, `unknownFutureValue`."), LENS, "warning"),
        ("unused-property-list", _type("|name|String| |", "id"), LENS, "info"),
        ("unused-property-list", _type("|size|Int32| |", "name"), LENS, "warning"),
        ("request-name-format", NAMED.format("create_lens_from_"), "api-reference/beta/api/lens-post.md", "info"),
        ("request-name-format", NAMED.format("create lens"), "api-reference/beta/api/lens-post.md", "warning"),
        ("missing-annotation", BARE.format("lens resource type"), LENS, "info"),
        ("missing-annotation", BARE.format("Get lens"), "api-reference/beta/api/lens-get.md", "warning"),
    ],
)
def test_severity(rule: str, page: str, path: str, severity: str) -> None:
    assert [str(found.severity) for found in run_example(RULES[rule], Example(page, path))] == [severity]
