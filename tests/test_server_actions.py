"""What the language server offers to do about findings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner
from lsprotocol import types

from doclint.checking import ENGINE
from doclint.cli import main
from doclint.fix import apply_fixes
from doclint.lsp.actions import FIX_ALL
from doclint.lsp.explanations import rules_by_name
from doclint.lsp.live import LiveDocs, Typed
from doclint.lsp.suppressing import suppression
from doclint.page import parse_page
from doclint.rule import Fix
from doclint.text import Source, Span

SAMPLE = Path(__file__).parent.parent / "sample_docs"
OBSERVATION = "api-reference/v1.0/resources/observation.md"
RESOLVING = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        diagnostic=types.DiagnosticClientCapabilities(),
        code_action=types.CodeActionClientCapabilities(
            data_support=True, resolve_support=types.ClientCodeActionResolveOptions(["edit"])
        ),
    ),
    workspace=types.WorkspaceClientCapabilities(
        apply_edit=True, workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True)
    ),
)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample docs set."""
    return Path(copytree(SAMPLE, tmp_path / "sample_docs"))


def applied(text: str, edits: Any) -> str:
    """A text after edits of the protocol (the texts here are ASCII)."""
    starts = Source("", text).line_starts
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        start, end = (starts[at.line] + at.character for at in (edit.range.start, edit.range.end))
        text = text[:start] + edit.new_text + text[end:]
    return text


def actions(client: Any, uri: str, range_: types.Range, only: list[str] | None = None) -> Any:
    found = [item for item in client.diagnostics(uri).items if item.range == range_]
    context = types.CodeActionContext(found, only)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), range_, context)
    return client.ask(types.TEXT_DOCUMENT_CODE_ACTION, params)


def place_of(client: Any, uri: str, rule: str) -> Any:
    return next(item.range for item in client.diagnostics(uri).items if item.code == rule)


def test_safe_fixes_are_preferred_and_guesses_are_called_so(editor: Any, sample: Path) -> None:
    client = editor(sample)
    page = client.open(sample / OBSERVATION)
    [fix, hide, _all] = actions(client, page, place_of(client, page, "type-format"))
    assert (fix.kind, fix.is_preferred, [item.code for item in fix.diagnostics]) == ("quickfix", True, ["type-format"])
    assert hide.title == "Suppress type-format here"
    text = applied((sample / OBSERVATION).read_text(), fix.edit.changes[page])
    client.change(page, text)
    assert "|filters|String collection|" in text
    other = client.open(sample / "api-reference/v1.0/api/observation-post.md")
    [fix, _hide] = actions(client, other, place_of(client, other, "literal-type-value"))
    assert (fix.title, fix.is_preferred) == ("Put 300 (unsafe)", None)


def test_guesses_are_not_offered_where_they_are_not_wanted(editor: Any, sample: Path) -> None:
    client = editor(sample, options={"unsafeFixes": False})
    page = client.open(sample / "api-reference/v1.0/api/observation-post.md")
    offered = actions(client, page, place_of(client, page, "literal-type-value"))
    assert [action.title for action in offered] == ["Suppress literal-type-value here"]


def test_fix_all_does_what_the_command_line_does(editor: Any, sample: Path) -> None:
    client = editor(sample, abilities=RESOLVING)
    page = client.open(sample / OBSERVATION)
    everywhere = types.Range(types.Position(0, 0), types.Position(999, 0))
    [action] = actions(client, page, everywhere, [FIX_ALL])
    assert action.edit is None
    [change] = client.ask(types.CODE_ACTION_RESOLVE, action).edit.document_changes
    assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(page, 1)
    before = (sample / OBSERVATION).read_text()
    CliRunner().invoke(main, ["check", str(sample / OBSERVATION), "--fix"])
    assert applied(before, change.edits) == (sample / OBSERVATION).read_text() != before
    assert not actions(client, page, everywhere, ["refactor"])


def test_a_page_is_fixed_by_command(editor: Any, sample: Path) -> None:
    client = editor(sample, abilities=RESOLVING)
    page = client.open(sample / OBSERVATION)
    command = types.ExecuteCommandParams("doclint.fixPage", [page])
    assert client.ask(types.WORKSPACE_EXECUTE_COMMAND, command) is True
    edit = client.wait(types.WORKSPACE_APPLY_EDIT).edit
    client.change(page, applied((sample / OBSERVATION).read_text(), edit.document_changes[0].edits))
    assert client.ask(types.WORKSPACE_EXECUTE_COMMAND, command) is False


def test_a_rule_is_explained_by_command(editor: Any, sample: Path) -> None:
    client = editor(sample)
    explained = client.ask(
        types.WORKSPACE_EXECUTE_COMMAND, types.ExecuteCommandParams("doclint.explain", ["type-format"])
    )
    assert explained.startswith("### type-format\n")
    unknown = types.ExecuteCommandParams("doclint.explain", ["no-such-rule"])
    assert client.ask(types.WORKSPACE_EXECUTE_COMMAND, unknown) is None


def test_what_is_suppressed_is_gone(editor: Any, sample: Path) -> None:
    client = editor(sample, abilities=RESOLVING)
    page = client.open(sample / OBSERVATION)
    hide = actions(client, page, place_of(client, page, "missing-description"))[-1]
    [change] = client.ask(types.CODE_ACTION_RESOLVE, hide).edit.document_changes
    assert [edit.new_text for edit in change.edits] == [" <!-- doclint-disable-line missing-description -->"]
    client.change(page, change.edits[0].new_text, change.edits[0].range)
    assert "missing-description" not in client.codes(page)


def read(root: Path) -> LiveDocs:
    docs = LiveDocs(root, root / "doclint.yml")
    docs.configure()
    for _step in docs.read():
        pass
    return docs


def test_every_finding_of_the_sample_can_be_suppressed_without_another(sample: Path) -> None:
    docs = read(sample)
    names = {name: rule.name for name, rule in rules_by_name().items()}
    for path in sorted(docs.paths()):
        before = docs.report(path)
        page = docs.page(path)
        assert page
        for found in before:
            if found.category == ENGINE:
                continue
            edit = suppression(page, found.span, found.rule, names)
            assert edit, (path, found.rule, found.line)
            docs.note(Typed(path, apply_fixes(page.text, [Fix("", (edit,))])))
            left = Counter(one.rule for one in docs.report(path))
            wanted = Counter(one.rule for one in before)
            assert left <= wanted, (path, found.rule, found.line)
            assert (wanted - left).keys() == {found.rule}, (path, found.rule, found.line)
        docs.note(Typed(path, None))


PAGE = """---
title: A
---

# A

[!INCLUDE [x](x.md)]

Text [one](b.md) and
more [two](c.md)\\
end.

- Item [three](d.md)

| a | b |
|---|---|
| [four](e.md) | x |
| [five](f.md)

## Head [six](g.md)

> Quoted [seven](h.md)

```json
{"a": 1}
```
"""


@pytest.mark.parametrize(
    ("at", "line"),
    [
        ("title", "\n<!-- doclint-disable-file no-rule -->"),
        ("x.md", "<!-- doclint-disable-next-line no-rule -->"),
        ("b.md", "Text [one](b.md) and <!-- doclint-disable-line no-rule -->"),
        ("c.md", "more [two](c.md) <!-- doclint-disable-line no-rule -->\\"),
        ("d.md", "- Item [three](d.md) <!-- doclint-disable-line no-rule -->"),
        ("e.md", "| [four](e.md) | x <!-- doclint-disable-line no-rule --> |"),
        ("f.md", "| [five](f.md) <!-- doclint-disable-line no-rule -->"),
        ("| a |", "<!-- doclint-disable-next-block no-rule -->\n| a | b |"),
        ("g.md", "<!-- doclint-disable-next-line no-rule -->\n## Head [six](g.md)"),
        ("h.md", "> Quoted [seven](h.md) <!-- doclint-disable-line no-rule -->"),
        ('"a"', "<!-- doclint-disable-next-block no-rule -->\n```json"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_comment_has_the_form_that_fits_its_place(at: str, line: str, ending: str) -> None:
    source = Source("a.md", PAGE.replace("\n", ending))
    start = source.text.index(at)
    edit = suppression(parse_page(source), Span(start, start + 1), "no-rule", {"no-rule": "no-rule"})
    assert edit
    after = apply_fixes(source.text, [Fix("", (edit,))])
    assert line.replace("\n", ending) in after
