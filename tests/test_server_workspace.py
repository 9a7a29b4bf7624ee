"""The language server and the world: configuration, files that come and go, folders, settings, bad input."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lsprotocol import types
from pygls.exceptions import JsonRpcRequestCancelled

from doclint.cli import main

CONFIG = "select: [links]\n"
LINKING = "# A\n\nSee [the other page](b.md).\n"
PULLING = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
)
PUSHED = types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A page with a broken link."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "doclint.yml").write_text(CONFIG)
    (folder / "a.md").write_text(LINKING)
    return folder


def test_a_broken_configuration_is_shown_where_the_command_line_shows_it(editor: Any, docs: Path) -> None:
    config = docs / "doclint.yml"
    config.write_text("select: [links]\nseverity: {broken-lnk: info}\nignor: []\n")
    said = CliRunner().invoke(main, ["check", str(docs)]).stderr.splitlines()
    client = editor(docs)
    shown = client.wait(PUSHED, lambda params: params.uri == config.as_uri())
    places = [
        f"{config}:{item.range.start.line + 1}:{item.range.start.character + 1}: {item.message}"
        for item in shown.diagnostics
    ]
    assert places == [line for line in said if line.startswith(str(config))]
    assert len(places) == 2
    page = client.open(docs / "a.md")
    assert client.codes(page) == []  # no rule runs without a configuration
    config.write_text(CONFIG)
    client.touch(types.FileChangeType.Changed, config)
    assert not client.wait(PUSHED, lambda params: params.uri == config.as_uri()).diagnostics
    assert client.codes(page) == ["broken-link"]


def test_a_configuration_is_checked_while_it_is_written(editor: Any, docs: Path) -> None:
    client = editor(docs)
    page, config = client.open(docs / "a.md"), client.open(docs / "doclint.yml")
    client.change(config, "select: [linkz]\n")
    shown = client.wait(PUSHED, lambda params: params.diagnostics)
    assert [item.message for item in shown.diagnostics] == ["unknown rule or category linkz, did you mean links?"]
    assert shown.diagnostics[0].range == types.Range(types.Position(0, 9), types.Position(0, 14))
    assert client.codes(page) == ["broken-link"]  # the file counts until it is saved
    client.change(config, "ignore: [all]\n")
    (docs / "doclint.yml").write_text("ignore: [all]\n")
    client.save(config)
    client.wait(types.WORKSPACE_DIAGNOSTIC_REFRESH)
    assert client.codes(page) == []


def test_files_come_and_go(editor: Any, docs: Path) -> None:
    client = editor(docs)
    page = client.open(docs / "a.md")
    assert client.codes(page) == ["broken-link"]
    (docs / "b.md").write_text("# B\n\n[gone](c.md)\n")
    client.touch(types.FileChangeType.Created, docs / "b.md")
    assert client.codes(page) == []
    client.change(page, LINKING.replace("b.md", "sub/b.md"))
    (docs / "sub").mkdir()
    (docs / "b.md").rename(docs / "sub" / "b.md")
    client.touch(types.FileChangeType.Created, docs / "sub")  # some editors tell of folders only
    assert client.codes(page) == []
    (docs / "sub" / "b.md").unlink()
    (docs / "sub").rmdir()
    client.touch(types.FileChangeType.Deleted, docs / "sub")
    assert client.codes(page) == ["broken-link"]


def test_a_file_that_changes_on_disk_counts_unless_it_is_open(editor: Any, docs: Path) -> None:
    (docs / "b.md").write_text("# B\n")
    client = editor(docs)
    anchored = LINKING.replace("b.md", "b.md#more")
    page = client.open(docs / "a.md", anchored)
    assert client.codes(page) == ["broken-anchor"]
    (docs / "b.md").write_text("# B\n\n## More\n")
    client.touch(types.FileChangeType.Changed, docs / "b.md")
    assert client.codes(page) == []
    other = client.open(docs / "b.md", "# B\n")
    assert client.codes(page) == ["broken-anchor"]
    client.close(other)
    assert client.codes(page) == []


def test_each_folder_has_its_own_configuration(editor: Any, docs: Path, tmp_path: Path) -> None:
    (docs / "inner").mkdir()
    (docs / "inner" / "doclint.yml").write_text("ignore: [broken-link]\nselect: [links]\n")
    (docs / "inner" / "c.md").write_text(LINKING)
    other = tmp_path / "other"
    other.mkdir()
    (other / "doclint.yml").write_text("severity: {broken-link: info}\nselect: [links]\n")
    (other / "d.md").write_text(LINKING)
    client = editor(docs, other)
    assert client.codes(client.open(docs / "a.md")) == ["broken-link"]
    assert client.codes(client.open(docs / "inner" / "c.md")) == []
    found = client.diagnostics(client.open(other / "d.md")).items
    assert [item.severity for item in found] == [types.DiagnosticSeverity.Information]
    report = client.ask(types.WORKSPACE_DIAGNOSTIC, types.WorkspaceDiagnosticParams([]))
    assert sorted(Path(item.uri).name for item in report.items) == ["a.md", "d.md"]


def test_pages_follow_the_nearest_configuration(editor: Any, docs: Path, tmp_path: Path) -> None:
    inner = docs / "inner"
    inner.mkdir()
    (inner / "c.md").write_text(LINKING)
    client = editor(docs)
    page = client.open(inner / "c.md")
    assert client.codes(page) == ["broken-link"]
    (inner / "doclint.yml").write_text("select: [links]\nseverity: {broken-link: info}\n")
    client.touch(types.FileChangeType.Created, inner / "doclint.yml")
    assert [item.severity for item in client.diagnostics(page).items] == [types.DiagnosticSeverity.Information]
    (inner / "doclint.yml").unlink()
    client.touch(types.FileChangeType.Deleted, inner / "doclint.yml")
    assert [item.severity for item in client.diagnostics(page).items] == [types.DiagnosticSeverity.Error]


def test_folders_are_added_and_removed(editor: Any, docs: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "doclint.yml").write_text(CONFIG)
    (other / "d.md").write_text(LINKING)
    client = editor(docs)
    everything = types.WorkspaceDiagnosticParams([])
    assert [Path(one.uri).name for one in client.ask(types.WORKSPACE_DIAGNOSTIC, everything).items] == ["a.md"]
    folders = types.WorkspaceFolder(other.as_uri(), "other"), types.WorkspaceFolder(docs.as_uri(), "docs")
    event = types.WorkspaceFoldersChangeEvent(added=[folders[0]], removed=[folders[1]])
    client.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    assert [Path(one.uri).name for one in client.ask(types.WORKSPACE_DIAGNOSTIC, everything).items] == ["d.md"]


def test_a_new_page_stays_when_it_is_saved_and_closed(editor: Any, docs: Path) -> None:
    client = editor(docs)
    page, new = client.open(docs / "a.md"), client.open(docs / "b.md", "# B\n")
    assert client.codes(page) == []
    (docs / "b.md").write_text("# B\n")
    client.save(new)
    client.close(new)
    assert client.codes(page) == []


def test_what_is_cancelled_is_answered_so_and_holds_nothing_up(editor: Any, docs: Path) -> None:
    client = editor(docs)
    page = client.open(docs / "a.md")
    everything = types.WorkspaceDiagnosticParams([])
    assert client.ask(types.WORKSPACE_DIAGNOSTIC, everything).items

    async def ask_and_cancel() -> Any:
        asked = client.client.protocol.send_request(types.WORKSPACE_DIAGNOSTIC, everything, msg_id=71)
        client.client.protocol.notify(types.CANCEL_REQUEST, types.CancelParams(71))
        return await asyncio.wrap_future(asked)

    with pytest.raises(JsonRpcRequestCancelled):
        client.do(ask_and_cancel())  # without news it would wait for some
    assert client.codes(page) == ["broken-link"]


def test_docs_sets_below_a_folder_are_found(editor: Any, docs: Path, tmp_path: Path) -> None:
    (tmp_path / "python").mkdir()
    (tmp_path / "python" / "pyproject.toml").write_text('[tool.doclint]\nselect = ["links"]\n')
    (tmp_path / "python" / "e.md").write_text(LINKING)
    (tmp_path / "notes.md").write_text(LINKING)
    client = editor(tmp_path)
    report = client.ask(types.WORKSPACE_DIAGNOSTIC, types.WorkspaceDiagnosticParams([]))
    assert sorted(Path(one.uri).name for one in report.items) == ["a.md", "e.md"]


def test_what_the_baseline_knows_is_not_shown(editor: Any, docs: Path) -> None:
    (docs / "doclint.yml").write_text(f"{CONFIG}baseline: known.json\n")
    assert CliRunner().invoke(main, ["baseline", str(docs)]).exit_code == 0
    client = editor(docs)
    page = client.open(docs / "a.md")
    assert client.codes(page) == []
    client.change(page, f"{LINKING}\n[new](c.md)\n")
    assert [item.range.start.line for item in client.diagnostics(page).items] == [4]
    (docs / "known.json").unlink()
    client.touch(types.FileChangeType.Deleted, docs / "known.json")
    shown = client.wait(PUSHED, lambda params: params.diagnostics)
    assert "there is no such baseline" in shown.diagnostics[0].message


def test_settings_stand_for_options(editor: Any, docs: Path) -> None:
    (docs / "doclint.yml").unlink()
    (docs / "config").mkdir()
    (docs / "config" / "links.yml").write_text("select: [links]\nignore: [broken-link]\n")
    client = editor(docs, options={"configuration": "config/links.yml"})
    page = client.open(docs / "a.md")
    assert client.codes(page) == []
    client.settings = {"configuration": "config/none.yml"}
    client.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
    shown = client.wait(PUSHED, lambda params: params.diagnostics)
    assert "No such file" in shown.diagnostics[0].message


def test_settings_may_be_sent_instead_of_asked_for(editor: Any, docs: Path) -> None:
    told = types.ClientCapabilities(text_document=PULLING.text_document)
    client = editor(docs, abilities=told, options={"preset": "strict", "configuration": "none.yml"})
    page = client.open(docs / "a.md")
    assert client.wait(PUSHED, lambda params: params.diagnostics)
    client.client.workspace_did_change_configuration(types.DidChangeConfigurationParams({}))  # says nothing of doclint
    assert client.codes(page) == []
    sent = types.DidChangeConfigurationParams({"doclint": {"configuration": "doclint.yml"}})
    client.client.workspace_did_change_configuration(sent)
    assert client.codes(page) == ["broken-link"]


def test_a_setting_that_makes_no_sense_is_refused(editor: Any, docs: Path) -> None:
    client = editor(docs, options={"preset": "stict", "colour": "red", "configuration": ""})
    said = [client.wait(types.WINDOW_SHOW_MESSAGE).message for _ in range(2)]
    assert said[0] == "doclint.preset cannot be 'stict'"
    assert "no setting colour" in said[1]
    assert client.codes(client.open(docs / "a.md")) == ["broken-link"]


def test_on_save_means_on_save(editor: Any, docs: Path) -> None:
    client = editor(docs, options={"run": "onSave"})
    page = client.open(docs / "a.md")
    report = client.diagnostics(page)
    client.change(page, "# A\n")
    assert client.diagnostics(page, report.result_id).kind == "unchanged"
    client.save(page)
    assert not client.diagnostics(page, report.result_id).items


def test_reading_shows_its_progress(editor: Any, docs: Path) -> None:
    for number in range(150):
        (docs / f"page{number}.md").write_text(f"# Page {number}\n")
    client = editor(docs)
    said: list[Any] = []
    while not said or said[-1]["kind"] != "end":
        said.append(client.wait(types.PROGRESS).value)
    assert said[0]["kind"] == "begin"
    assert said[0]["title"] == "Reading docs"
    assert all(step["message"].endswith(" of 151 pages") for step in said[:-1]), "from the beginning, whenever it is"
    again = editor(docs)  # and while it reads, it listens
    assert again.codes(again.open(docs / "a.md")) == ["broken-link"]


@pytest.mark.parametrize("uri", ["untitled:Untitled-1", "git:/docs/a.md?ref", "file:///nowhere/at/all.md", "file://"])
def test_a_text_that_is_no_file_of_a_docs_set_is_left_alone(editor: Any, docs: Path, uri: str) -> None:
    client = editor(docs)
    client.open(uri, "# A\n")
    assert client.codes(uri) == []
    client.change(uri, "# B\n")
    client.close(uri)
    assert client.codes(client.open(docs / "a.md")) == ["broken-link"]


def test_a_binary_file_is_said_to_be_one_until_it_is_opened_as_text(editor: Any, docs: Path) -> None:
    (docs / "b.md").write_bytes(b"\x00\x01\xff")
    client = editor(docs)
    report = client.ask(types.WORKSPACE_DIAGNOSTIC, types.WorkspaceDiagnosticParams([]))
    assert [item.code for one in report.items if one.uri.endswith("b.md") for item in one.items] == ["unreadable-file"]
    page = client.open(docs / "b.md", "# B\n")
    assert client.codes(page) == []
    client.close(page)
    assert client.codes(page) == ["unreadable-file"]


def test_bytes_that_are_no_text_are_told_while_the_text_is_as_it_was(editor: Any, docs: Path) -> None:
    (docs / "b.md").write_bytes(b"# B \xff\n")
    client = editor(docs)
    page = client.open(docs / "b.md", "# B \ufffd\n")
    assert client.codes(page) == ["invalid-encoding"]


def test_a_docs_set_that_is_deleted_is_empty(editor: Any, docs: Path) -> None:
    client = editor(docs)
    page = client.open(docs / "a.md")
    assert client.codes(page) == ["broken-link"]
    for file in docs.iterdir():
        if file.is_file():
            file.unlink()
    client.touch(types.FileChangeType.Deleted, docs / "a.md", docs / "doclint.yml")
    client.close(page)
    report = client.ask(types.WORKSPACE_DIAGNOSTIC, types.WorkspaceDiagnosticParams([]))
    assert not report.items


def test_messages_that_make_no_sense_are_answered_and_do_no_harm(docs: Path) -> None:
    root = docs.as_uri()
    messages: list[dict[str, Any]] = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {}, "rootUri": root}},
        {"method": "initialized", "params": {}},
        {"id": 2, "method": "textDocument/hover", "params": {"textDocument": 7}},
        {"id": 3, "method": "textDocument/nothing", "params": {}},
        {"method": "textDocument/didChange", "params": {"textDocument": {"uri": "file:///x.md"}, "contentChanges": 3}},
        {
            "method": "textDocument/didChange",
            "params": {"textDocument": {"uri": "file:///x.md", "version": 3}, "contentChanges": [{"text": ""}]},
        },
        {"id": 4, "method": "workspace/executeCommand", "params": {"command": "doclint.none"}},
        {"method": "$/cancelRequest", "params": {"id": 77}},
        {"id": 5, "method": "textDocument/diagnostic", "params": {"textDocument": {"uri": f"{root}/a.md"}}},
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "doclint", "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdin
    assert process.stdout
    answers: dict[int, Any] = {}
    for message in messages:
        process.stdin.write(_framed(json.dumps({"jsonrpc": "2.0", **message}).encode()))
        process.stdin.flush()
        while "id" in message and message["id"] not in answers:
            answer = _read(process.stdout)
            answers[answer.get("id", 0)] = answer
    process.stdin.write(_framed(b"{not json"))
    for message in ({"id": 6, "method": "shutdown"}, {"method": "exit"}):
        process.stdin.write(_framed(json.dumps({"jsonrpc": "2.0", **message}).encode()))
    process.communicate()
    assert process.returncode == 0
    assert {number: answers[number]["error"]["code"] for number in (2, 3, 4)} == {2: -32602, 3: -32601, 4: -32602}
    assert [item["code"] for item in answers[5]["result"]["items"]] == ["broken-link"]


def _framed(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def _read(stream: Any) -> Any:
    length = 0
    while line := stream.readline().strip():
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    return json.loads(stream.read(length))


def test_without_its_extra_the_command_says_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['pygls'] = None; from doclint.cli import main; main(['server'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "doclint server needs pygls: pip install 'doclint[lsp]'\n"


def test_the_command_line_loads_nothing_of_the_server() -> None:
    code = "import sys; from doclint.cli import main; main(['rules'], standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ})  # noqa: S603
    assert "pygls" not in done.stdout.split()
    assert "doclint.lsp" not in done.stdout.split()
