"""What may stand at a place of a page that is being written.

The page is incomplete there, so the text before the place tells what is wanted, not what the parser makes of it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from lsprotocol import types

from doclint.directives import PREFIX, Kind
from doclint.docset import is_markdown
from doclint.lsp.annotation_keys import BLOCK_TYPES, KEYS, VALUES
from doclint.lsp.explanations import rules_by_name
from doclint.lsp.live import LiveDocs
from doclint.lsp.things import TYPE_KEYS, target_of
from doclint.page import Page, TextKind
from doclint.parse.tables import TableKind, split_row
from doclint.parse.type_cells import PRIMITIVES
from doclint.text import Slice, Span
from doclint.workspace import Workspace

MOST = 200
"""Proposals that are sent at once; the client asks again when more is typed."""

_FRONT_KEY = re.compile(r"(?P<typed>[\w.-]*)\Z")
_FRONT_VALUE = re.compile(r"(?P<key>[\w.-]+):[ \t]*[\"']?(?P<typed>[^\"']*)\Z")
_KIND = re.compile(r"<!--[ \t]*(?P<typed>doclint-[\w-]*|d[oclint]{0,6})\Z")
_RULE = re.compile(r"<!--[ \t]*doclint-[\w-]+[ \t][^:>]*?(?P<typed>[\w-]*)\Z")
_LINK = re.compile(r"\]\((?P<typed>[^()\s]*)\Z")
_JSON_VALUE = re.compile(r"\"(?P<key>[^\"]*)\"[ \t]*:[ \t]*\"(?P<typed>[^\"]*)\Z")
_JSON_KEY = re.compile(r"(?:\A|[{,])[ \t]*\"?(?P<typed>[\w@.]*)\Z")
_DISABLED = re.compile(r"\"disable\"[ \t]*:[ \t]*\[[^\]]*\"(?P<typed>[\w-]*)\Z")
_TYPE_TABLES = (TableKind.PROPERTIES, TableKind.RELATIONSHIPS, TableKind.PARAMETERS)


class Proposal(NamedTuple):
    """Something that may stand here: ``text`` in place of ``span``."""

    label: str
    text: str
    span: Span
    kind: types.CompletionItemKind
    detail: str = ""
    docs: str = ""


class _Spot(NamedTuple):
    """Where something is being typed: the line up to there, and what is known of the page."""

    page: Page
    docs: LiveDocs
    workspace: Workspace
    at: int
    before: str
    after: str

    def typed(self, match: re.Match[str]) -> Span:
        return Span(self.at - len(match["typed"]), self.at)


def proposals(page: Page, docs: LiveDocs, workspace: Workspace, at: int) -> Iterator[Proposal]:
    """What may stand at an offset, so far as it goes with what is typed there."""
    line = page.source.line(page.source.line_column(at)[0])
    before = line.text[: at - line.span.start]
    spot = _Spot(page, docs, workspace, at, before, line.text[len(before) :])
    for proposal in _proposals(spot):
        typed = page.text[proposal.span.start : at].lower().lstrip("#")
        if typed in proposal.label.lower() or typed in proposal.text.lower():
            yield proposal


def _proposals(spot: _Spot) -> Iterator[Proposal]:
    if spot.page.front_matter and spot.page.front_matter.span.holds(spot.at):
        return _in_front_matter(spot)
    for pattern, propose in _BY_PATTERN:
        match = pattern.search(spot.before)
        if match:
            return propose(spot, match)
    kind = spot.page.text_kind(spot.at)
    if kind in (TextKind.COMMENT, TextKind.CODE):
        return _in_json(spot, is_annotation=kind is TextKind.COMMENT)
    return _in_table(spot)


def _in_front_matter(spot: _Spot) -> Iterator[Proposal]:
    customs = spot.docs.front_matter()
    if match := _FRONT_KEY.match(spot.before):
        present = {entry.key.text for entry in spot.page.front_matter.entries} if spot.page.front_matter else set()
        for key in customs:
            if key not in present:
                yield Proposal(key, f"{key}: ", spot.typed(match), types.CompletionItemKind.Property)
    elif match := _FRONT_VALUE.match(spot.before):
        for value, count in customs.get(match["key"], {}).items():
            detail = f"on {count} pages"
            yield Proposal(value, value, spot.typed(match), types.CompletionItemKind.Value, detail)


def _directive_kinds(spot: _Spot, match: re.Match[str]) -> Iterator[Proposal]:
    for kind in Kind:
        yield Proposal(f"{PREFIX}{kind}", f"{PREFIX}{kind}", spot.typed(match), types.CompletionItemKind.Keyword)


def _rules(spot: _Spot, match: re.Match[str]) -> Iterator[Proposal]:
    for name, rule in rules_by_name().items():
        if name == rule.name:
            yield Proposal(name, name, spot.typed(match), types.CompletionItemKind.Value, rule.category, rule.summary)


def _targets(spot: _Spot, match: re.Match[str]) -> Iterator[Proposal]:
    typed = match["typed"]
    if spot.page.text_kind(max(0, spot.at - 1)) in (TextKind.CODE, TextKind.COMMENT):
        return iter(())
    return _anchors(spot, typed) if "#" in typed else _paths(spot, typed)


def _anchors(spot: _Spot, typed: str) -> Iterator[Proposal]:
    path, _, fragment = typed.partition("#")
    target = target_of(spot.page, path)
    page = spot.docs.page(target) if target else None
    for heading in page.headings if page else ():
        name = f"tab/{heading.tab}" if heading.tab else heading.slug
        span = Span(spot.at - len(fragment), spot.at)
        yield Proposal(name, name, span, types.CompletionItemKind.Reference, heading.text)


def _paths(spot: _Spot, typed: str) -> Iterator[Proposal]:
    """The files and folders of the folder that is typed so far."""
    folder, name = posixpath.split(typed)
    here = target_of(spot.page, folder) if folder else posixpath.dirname(spot.page.path)
    if here is None:
        return
    prefix = "" if here in ("", ".") else f"{here}/"
    span = Span(spot.at - len(name), spot.at)
    entries = {path[len(prefix) :].partition("/") for path in spot.docs.names() if path.startswith(prefix)}
    for entry, slash, _ in sorted({(entry, slash, "") for entry, slash, _ in entries}):
        kind = types.CompletionItemKind.Folder if slash else types.CompletionItemKind.File
        if slash or is_markdown(entry) or spot.before.rpartition("[")[0].endswith("!"):
            yield Proposal(entry + slash, quote(entry) + slash, span, kind)
    if not folder or set(folder.split("/")) == {".."}:
        yield Proposal("../", "../", span, types.CompletionItemKind.Folder)


def _in_json(spot: _Spot, *, is_annotation: bool) -> Iterator[Proposal]:
    if match := _DISABLED.search(spot.before):
        yield from _rules(spot, match)
    elif match := _JSON_VALUE.search(spot.before):
        span = spot.typed(match)
        if match["key"].endswith(TYPE_KEYS):
            yield from _full_types(spot, span, "" if is_annotation else "#")
        elif is_annotation:
            values: Iterable[str] = BLOCK_TYPES if match["key"] == "blockType" else ()
            yield from (Proposal(value, value, span, types.CompletionItemKind.EnumMember) for value in values)
    elif is_annotation and (match := _JSON_KEY.search(spot.before)):
        yield from _annotation_keys(spot, match)


def _annotation_keys(spot: _Spot, match: re.Match[str]) -> Iterator[Proposal]:
    annotation = next((one for one in spot.page.annotations if one.span.holds(spot.at)), None)
    kind = annotation.block_type if annotation else ""
    present = {member.key for member in annotation.root.members} if annotation and annotation.root else set()
    is_quoted = spot.before[: len(spot.before) - len(match["typed"])].endswith('"')
    for key, docs in KEYS.items():
        fits = not kind or not docs.kinds or kind in docs.kinds
        if fits and key not in present - {match["typed"]}:
            value = VALUES.get(key, '""')
            text = key if is_quoted and spot.after.startswith('"') else f'{key}": {value}'
            text = text if is_quoted else f'"{text}'
            yield Proposal(key, text, spot.typed(match), types.CompletionItemKind.Property, docs=docs.says)


def _full_types(spot: _Spot, span: Span, mark: str) -> Iterator[Proposal]:
    for name, path in spot.docs.types(spot.workspace.version(spot.page) or "").items():
        if "." in name:
            yield Proposal(name, mark + name, span, types.CompletionItemKind.Class, path)


def _in_table(spot: _Spot) -> Iterator[Proposal]:
    """The names of types, where the column is for them, with a link to the page that documents each."""
    table = next((one for one in spot.page.tables if one.span.start <= spot.at <= one.span.end), None)
    column = table.column("type", "data type") if table and table.kind in _TYPE_TABLES else None
    if table is None or column is None or spot.at <= table.delimiter.span.end:
        return
    row = split_row(Slice(spot.before, Span(spot.at - len(spot.before), spot.at)))
    ends_open = spot.before.rstrip().endswith("|")
    if len(row.cells) - (0 if ends_open else 1) != column:
        return
    typed = "" if ends_open else row.cells[-1].text
    span = Span(spot.at - len(typed), spot.at)
    for name in sorted(PRIMITIVES):
        yield Proposal(name, name, span, types.CompletionItemKind.Keyword)
    for name, path in spot.docs.types(spot.workspace.version(spot.page) or "").items():
        short = name.rpartition(".")[2]
        link = _link(spot.page.path, path)
        yield Proposal(short, f"[{short}]({link})", span, types.CompletionItemKind.Class, path)


def _link(page_path: str, path: str) -> str:
    """The link from a page to another; to one in its own folder, too, it names the folder, as pages usually do."""
    folder = posixpath.dirname(page_path)
    if folder and folder == posixpath.dirname(path):
        return quote(f"../{posixpath.basename(folder)}/{posixpath.basename(path)}")
    return quote(posixpath.relpath(path, folder or "."))


_BY_PATTERN: tuple[tuple[re.Pattern[str], Callable[[_Spot, re.Match[str]], Iterator[Proposal]]], ...] = (
    (_KIND, _directive_kinds),
    (_RULE, _rules),
    (_LINK, _targets),
)


def completion_list(found: Iterable[Proposal], to_range: Callable[[Span], types.Range]) -> types.CompletionList:
    """Proposals as the protocol has them, so many as fit."""
    items: dict[tuple[str, str], types.CompletionItem] = {}
    for proposal in found:
        if len(items) > MOST:
            break
        items.setdefault((proposal.label, proposal.text), _item(proposal, to_range))
    return types.CompletionList(is_incomplete=len(items) > MOST, items=list(items.values())[:MOST])


def _item(proposal: Proposal, to_range: Callable[[Span], types.Range]) -> types.CompletionItem:
    return types.CompletionItem(
        label=proposal.label,
        kind=proposal.kind,
        detail=proposal.detail or None,
        documentation=proposal.docs or None,
        filter_text=proposal.text,
        text_edit=types.TextEdit(to_range(proposal.span), proposal.text),
    )
