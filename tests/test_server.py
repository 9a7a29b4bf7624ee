"""The language server: texts, diagnostics, configuration and files, through a real client."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from lsprotocol import types

PULL = types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
SAMPLE = Path(__file__).parent.parent / "sample_docs"
CONFIG = "select: [links]\n"
LINKING = "---\ntitle: A\ndescription: A page.\n---\n\n# A\n\nSee [the other page](b.md).\n"
LINKED = "---\ntitle: B\ndescription: Another page.\n---\n\n# B\n\nSee [the first page](a.md).\n"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Two pages that link to each other."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "doclint.yml").write_text(CONFIG)
    (folder / "a.md").write_text(LINKING)
    (folder / "b.md").write_text(LINKED)
    return folder


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample docs set."""
    return Path(copytree(SAMPLE, tmp_path / "sample_docs"))


def as_seen_by_the_command_line(root: Path) -> dict[str, list[Any]]:
    """What ``doclint check --format json`` finds, by page, with places as an editor counts them."""
    command = [sys.executable, "-m", "doclint", "check", str(root), "--format", "json", "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)  # noqa: S603
    found: dict[str, list[Any]] = {}
    for finding in json.loads(done.stdout)["findings"]:
        lines = (root / finding["path"]).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").split("\n")
        ends = [finding["range"][end] for end in ("start", "end")]
        places = [(at["line"] - 1, units(lines[at["line"] - 1][: at["column"] - 1])) for at in ends]
        message = f"{finding['message']}\n{finding['help']}" if finding["help"] else finding["message"]
        found.setdefault(finding["path"], []).append((finding["rule"], finding["severity"], message, *places))
    return found


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def as_seen_by_the_editor(items: list[Any]) -> list[Any]:
    severities = {1: "error", 2: "warning", 3: "info"}
    return [
        (
            item.code,
            severities[item.severity],
            item.message,
            (item.range.start.line, item.range.start.character),
            (item.range.end.line, item.range.end.character),
        )
        for item in items
    ]


def test_says_of_every_page_what_the_command_line_says(editor: Any, sample: Path) -> None:
    wanted = as_seen_by_the_command_line(sample)
    client = editor(sample)
    pages = sorted(sample.glob("api-reference/**/*.md"))
    found = {}
    for page in pages:
        items = as_seen_by_the_editor(client.diagnostics(client.open(page)).items)
        if items:
            found[page.relative_to(sample).as_posix()] = items
    assert wanted
    assert found == wanted


def test_says_of_all_pages_at_once_what_the_command_line_says(editor: Any, sample: Path) -> None:
    client = editor(sample)
    report = client.ask(types.WORKSPACE_DIAGNOSTIC, types.WorkspaceDiagnosticParams([]))
    found = {Path(item.uri.removeprefix("file://")).relative_to(sample).as_posix(): item.items for item in report.items}
    assert {path: as_seen_by_the_editor(items) for path, items in found.items()} == as_seen_by_the_command_line(sample)
    known = [types.PreviousResultId(item.uri, item.result_id) for item in report.items]
    page = sample / "api-reference/v1.0/resources/observation.md"
    client.open(page, page.read_text().replace("|string|", "|String|"))
    again = client.ask(types.WORKSPACE_DIAGNOSTIC, types.WorkspaceDiagnosticParams(known))
    assert [Path(item.uri).name for item in again.items] == ["observation.md"]


def test_an_edit_changes_what_is_found_here_and_elsewhere(editor: Any, docs: Path) -> None:
    client = editor(docs)
    a, b = client.open(docs / "a.md"), client.open(docs / "b.md")
    assert client.codes(a) == client.codes(b) == []
    client.change(a, "c", types.Range(types.Position(7, 21), types.Position(7, 22)))
    assert client.codes(a) == ["broken-link"]
    client.change(a, LINKING)
    assert client.codes(a) == []
    (docs / "b.md").unlink()
    client.close(b)
    client.touch(types.FileChangeType.Deleted, docs / "b.md")
    assert client.codes(a) == ["broken-link"]
    client.open(docs / "b.md", LINKED)  # a page that is not saved yet is there for all others
    assert client.codes(a) == []


def test_results_that_are_known_are_not_sent_again(editor: Any, docs: Path) -> None:
    client = editor(docs)
    uri = client.open(docs / "a.md", LINKING.replace("b.md", "c.md"))
    report = client.diagnostics(uri)
    assert client.diagnostics(uri, report.result_id) == types.RelatedUnchangedDocumentDiagnosticReport(report.result_id)


def test_a_client_that_does_not_ask_is_told(editor: Any, docs: Path) -> None:
    client = editor(docs, abilities=types.ClientCapabilities())
    uri = client.open(docs / "a.md", LINKING.replace("b.md", "c.md"))
    told = client.wait(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, lambda params: params.uri == uri)
    assert [(item.code, told.version) for item in told.diagnostics] == [("broken-link", 1)]
    client.change(uri, LINKING)
    told = client.wait(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS, lambda params: params.version == 2)
    assert not told.diagnostics


def test_diagnostics_explain_themselves(editor: Any, sample: Path) -> None:
    client = editor(sample)
    page = sample / "api-reference/v1.0/api/observation-post.md"
    found = next(item for item in client.diagnostics(client.open(page)).items if item.code == "literal-type-value")
    explained = Path(found.code_description.href.removeprefix("file://"))
    assert explained.read_text().startswith("### literal-type-value")
    assert [(Path(place.location.uri).name, place.message) for place in found.related_information] == [
        ("observation-post.md", "exposureInSeconds is documented here")
    ]
    assert found.data["fix"] == "unsafe"


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 9), ("utf-16", 7), ("utf-32", 6), (None, 7)])
def test_columns_are_counted_as_agreed(editor: Any, docs: Path, encoding: Any, column: int) -> None:
    general = types.GeneralClientCapabilities(position_encodings=[encoding]) if encoding else None
    client = editor(docs, abilities=types.ClientCapabilities(general=general, text_document=PULL))
    assert client.initialized.capabilities.position_encoding == (encoding or "utf-16")
    uri = client.open(docs / "a.md", LINKING.replace("See [the other page](b.md)", "\U0001f52d [x](y.md)"))
    [found] = client.diagnostics(uri).items
    assert (found.range.start.character, found.range.end.character) == (column, column + len("y.md"))
    client.change(uri, "b.md", found.range)
    assert client.codes(uri) == []


def test_lines_end_where_editors_end_them(editor: Any, docs: Path) -> None:
    client = editor(docs)
    uri = client.open(docs / "a.md", LINKING.replace("# A\n", "# A\n\nLine\u2028separator\x0cfeed\n"))
    client.change(uri, "c", types.Range(types.Position(9, 21), types.Position(9, 22)))
    [found] = client.diagnostics(uri).items
    assert (found.code, found.range.start) == ("broken-link", types.Position(9, 21))
