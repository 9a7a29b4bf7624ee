"""What the language server proposes while a page or a configuration is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types

from doclint.lsp.completion import proposals
from doclint.lsp.config_completion import proposals_for_configuration
from doclint.lsp.live import LiveDocs, Typed

FRONT = "---\ntitle: Ship\ndoc_type: resourcePageType\nauthor: maria\n---\n\n"
SHIP = FRONT + (
    "# ship resource type\n\nNamespace: contoso.harbor\n\n## Properties\n\n"
    "| Property | Type | Description |\n|:--|:--|:--|\n| id | String | The key. |\n\n## JSON representation\n\n"
    '<!-- { "blockType": "resource", "@odata.type": "contoso.harbor.ship" } -->\n```json\n{ "id": "String" }\n```\n'
)
OTHER = FRONT.replace("Ship", "Berth") + "# berth\n"
FILES = {
    "doclint.yml": "namespaces: [contoso.harbor]\n",
    "beta/resources/ship.md": SHIP,
    "beta/resources/berth.md": OTHER,
    "beta/resources/media/ship.png": "",
    "beta/includes/note.md": "> Note.\n",
}
TABLE = "# x resource type\n\n## Properties\n\n| Property | Type | Description |\n|:--|:--|:--|\n"


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> LiveDocs:
    """A small docs set, read."""
    root = tmp_path_factory.mktemp("docs")
    for path, text in FILES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    live = LiveDocs(root, root / "doclint.yml")
    live.configure()
    for _step in live.read():
        pass
    return live


def proposed(docs: LiveDocs, text: str) -> dict[str, str]:
    """What may stand at the ``‸`` of a page: labels, and the line as it would be then."""
    at = text.index("‸")
    text = text.replace("‸", "")
    path = "beta/resources/new.md"
    docs.note(Typed(path, text))
    page, workspace = docs.page(path), docs.workspace()
    assert page
    assert workspace
    return {p.label: after(text, at, p) for p in proposals(page, docs, workspace, at)}


def after(text: str, at: int, proposal: Any) -> str:
    assert proposal.span.end == at
    done: str = text[: proposal.span.start] + proposal.text + text[at:]
    return done[done.rfind("\n", 0, proposal.span.start) + 1 :].partition("\n")[0]


@pytest.mark.parametrize(
    ("text", "label", "line"),
    [
        ("---\ntitle: X\nau‸\n---\n", "author", "author: "),
        ("---\ndoc_type: res‸\n---\n", "resourcePageType", "doc_type: resourcePageType"),
        ('---\nauthor: "‸"\n---\n', "maria", 'author: "maria"'),
        ("# X\n\n<!-- doclint-dis‸ -->", "doclint-disable-line", "<!-- doclint-disable-line -->"),
        ("# X\n\n<!-- doclint-disable-line broken-li‸ -->", "broken-link", "<!-- doclint-disable-line broken-link -->"),
        ("# X\n\n<!-- doclint-disable a, ‸ -->", "type-format", "<!-- doclint-disable a, type-format -->"),
        ("See [x](‸", "ship.md", "See [x](ship.md"),
        ("See [x](../res‸)", "resources/", "See [x](../resources/)"),
        ("See [x](../resources/s‸)", "ship.md", "See [x](../resources/ship.md)"),
        ("See [x](ship.md#pr‸)", "properties", "See [x](ship.md#properties)"),
        ("## More\n\nSee [x](#‸)", "more", "See [x](#more)"),
        ("[!INCLUDE [note](../includes/‸)]", "note.md", "[!INCLUDE [note](../includes/note.md)]"),
        ("![x](media/‸)", "ship.png", "![x](media/ship.png)"),
        (f"{TABLE}| id | St‸ | x |\n", "String", "| id | String | x |"),
        (f"{TABLE}| id |‸\n", "Boolean", "| id |Boolean"),
        (f"{TABLE}| id | sh‸ | x |\n", "ship", "| id | [ship](../resources/ship.md) | x |"),
        ('<!-- { "block‸" } -->', "blockType", '<!-- { "blockType" } -->'),
        ('<!-- {\n  "blockType": "response",\n  "tru‸\n} -->', "truncated", '  "truncated": true'),
        ('<!-- {\n  "blockType": "response",\n  ‸\n} -->', "isCollection", '  "isCollection": true'),
        ('<!-- { "blockType": "re‸" } -->', "response", '<!-- { "blockType": "response" } -->'),
        ('<!-- { "@odata.type": "‸" } -->', "contoso.harbor.ship", '<!-- { "@odata.type": "contoso.harbor.ship" } -->'),
        (
            '```json\n{ "@odata.type": "#con‸" }\n```',
            "contoso.harbor.ship",
            '{ "@odata.type": "#contoso.harbor.ship" }',
        ),
        ('<!-- { "doclint": { "disable": ["link-‸"] } } -->', "link-case", None),
    ],
)
def test_pages(docs: LiveDocs, text: str, label: str, line: str | None) -> None:
    found = proposed(docs, text)
    assert label in found, found
    if line is not None:
        assert found[label] == line


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("---\ntitle: X\nti‸\n---\n", "title"),  # it is there
        ("`[x](‸`\n\n```\n[x](‸\n```".replace("‸", "", 1), "ship.md"),
        ("Some prose‸", ""),
        (f"{TABLE}| id | String | St‸ |\n", "String"),
        (f"{TABLE}| St‸ |\n", "String"),
        ('<!-- { "blockType": "request", "isEm‸" } -->', "isEmpty"),
        ("See [x](other/‸)", ""),
        ("See [x](../../../‸)", ""),
        ("See [x](none.md#‸)", ""),
    ],
)
def test_what_does_not_fit_is_not_proposed(docs: LiveDocs, text: str, absent: str) -> None:
    found = proposed(docs, text)
    assert absent not in found if absent else not found or set(found) == {"../"}


@pytest.mark.parametrize(
    ("text", "label", "line"),
    [
        ("sel‸", "select", "select: "),
        ("extends: str‸", "strict", "extends: strict"),
        ("select: [payl‸]", "payload", "select: [payload]"),
        ("select: [links, pay‸", "payload", "select: [links, payload"),
        ("select:\n  - payl‸", "payload", "  - payload"),
        ("select:\n- payl‸", "payload", "- payload"),
        ("severity: {broken-li‸", "broken-link", "severity: {broken-link: "),
        ("severity: {link-case: off, broken-link: inf‸}", "info", "severity: {link-case: off, broken-link: info}"),
        ("severity:\n  broken-li‸", "broken-link", "  broken-link: "),
        ("severity:\n  link-case: error\n  broken-link: ‸", "off", "  broken-link: off"),
        ("suppressions: {report-unused: fal‸}", "false", "suppressions: {report-unused: false}"),
        ('overrides:\n  - files: ["x"]\n    sev‸', "severity", "    severity: "),
        ('overrides:\n  - files: ["x"]\n    severity: {broken-link: war‸}', "warning", None),
        ("overrides:\n- files: [x]\n  ignore: [link-c‸]", "link-case", "  ignore: [link-case]"),
        ("overrides:\n  - fil‸", "files", "  - files: "),
        ("# a comment\nselect: [links]\n\nign‸", "ignore", "ignore: "),
    ],
)
def test_configurations(text: str, label: str, line: str | None) -> None:
    at = text.index("‸")
    text = text.replace("‸", "")
    found = {p.label: after(text, at, p) for p in proposals_for_configuration(text, at)}
    assert label in found, found
    if line is not None:
        assert found[label] == line


@pytest.mark.parametrize(
    "text", ["# sel‸", "nokey: x‸", "select: [x]: {‸", "]]}} ‸", "- - - ‸", "a: {b: {c: ‸", ": ‸", "‸"]
)
def test_nonsense_in_configurations_does_no_harm(text: str) -> None:
    list(proposals_for_configuration(text.replace("‸", ""), text.index("‸")))


def test_an_editor_gets_them(docs: LiveDocs, one_editor: Any) -> None:
    client = one_editor(docs.root)
    page = client.open(docs.root / "beta/resources/ship.md", "# X \U0001f6a2 [x](sh)\n")
    at = types.CompletionParams(types.TextDocumentIdentifier(page), types.Position(0, len("# X ## [x](sh")))
    [item] = client.ask(types.TEXT_DOCUMENT_COMPLETION, at).items
    assert (item.label, item.text_edit.new_text) == ("ship.md", "ship.md")
    assert item.text_edit.range == types.Range(types.Position(0, 11), types.Position(0, 13))
    config = client.open(docs.root / "doclint.yml", "extends: s\n")
    at = types.CompletionParams(types.TextDocumentIdentifier(config), types.Position(0, 10))
    assert "strict" in [item.label for item in client.ask(types.TEXT_DOCUMENT_COMPLETION, at).items]
    other = client.open(docs.root / "other.yml", "extends: s\n")
    at = types.CompletionParams(types.TextDocumentIdentifier(other), types.Position(0, 10))
    assert not client.ask(types.TEXT_DOCUMENT_COMPLETION, at).items
    nowhere = types.CompletionParams(types.TextDocumentIdentifier(Path("/none.md").as_uri()), types.Position(3, 3))
    assert not client.ask(types.TEXT_DOCUMENT_COMPLETION, nowhere).items
