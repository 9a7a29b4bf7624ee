"""What the client asks about things: what they are, where they are defined and used, what may stand here."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import NamedTuple

from lsprotocol import types

from doclint.docset import is_markdown
from doclint.lsp.completion import completion_list, proposals
from doclint.lsp.config_completion import proposals_for_configuration
from doclint.lsp.engine import Urgency
from doclint.lsp.explanations import rules_by_name
from doclint.lsp.hover import about_findings, about_rule, about_thing
from doclint.lsp.live import LiveDocs
from doclint.lsp.navigation import Finder, Search, Spot, definitions, search_for
from doclint.lsp.places import Places
from doclint.lsp.server import Server
from doclint.lsp.symbols import outline
from doclint.lsp.things import RuleName, Thing, thing_at
from doclint.lsp.uris import key_of
from doclint.page import Page, parse_page
from doclint.text import Source, Span
from doclint.workspace import Workspace

_WORD = re.compile(r"[\w-]+")
_AT_ONCE = 10
"""Pages looked through in one step."""
_TOP = types.Range(types.Position(0, 0), types.Position(0, 0))


async def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """What there is to say of the thing at a place, and of the rules that find something there."""
    rule = _configured(ls, params)
    if rule:
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, about_rule(rule)))

    def said(docs: LiveDocs, path: str) -> types.Hover | None:
        here = _here(ls, docs, path, params.position)
        if here is None:
            return None
        found = [one for one in docs.report(path) if one.span.start <= here.at <= one.span.end]
        parts = [about_thing(here.thing, here.page, docs, here.workspace) if here.thing else "", about_findings(found)]
        text = "\n\n---\n\n".join(part for part in parts if part)
        span = here.thing.span if here.thing and parts[0] else found[0].span if found else Span(here.at, here.at)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), here.range(span)) if text else None

    return await ls.ask(params.text_document.uri, said)


async def definition(ls: Server, params: types.DefinitionParams) -> list[types.Location]:
    """Where the thing at a place is defined."""
    link = ls.explanations.link(_configured(ls, params))
    if link:
        return [types.Location(link, _TOP)]

    def defined(docs: LiveDocs, path: str) -> list[types.Location]:
        here = _here(ls, docs, path, params.position)
        if here is None or here.thing is None:
            return []
        if isinstance(here.thing, RuleName):
            link = ls.explanations.link(here.thing.name)
            return [types.Location(link, _TOP)] if link else []
        return _locations(ls, docs, definitions(here.thing, here.page, docs, here.workspace))

    return await ls.ask(params.text_document.uri, defined) or []


async def references(ls: Server, params: types.ReferenceParams) -> list[types.Location]:
    """Where else the thing at a place is spoken of, looked for a few pages at a time."""

    def begun(docs: LiveDocs, path: str) -> tuple[LiveDocs, Search, list[types.Location]] | None:
        here = _here(ls, docs, path, params.position)
        if here is None or here.thing is None:
            return None
        wanted = params.context.include_declaration
        first = definitions(here.thing, here.page, docs, here.workspace) if wanted else []
        return docs, search_for(here.thing, here.page, docs, here.workspace), _locations(ls, docs, first)

    search = await ls.ask(params.text_document.uri, begun)
    if search is None:
        return []
    docs, (paths, find), found = search
    for at in range(0, len(paths), _AT_ONCE):
        spots = await ls.engine.run(Urgency.ASKED, _spots, docs, paths[at : at + _AT_ONCE], find)
        found += await ls.engine.run(Urgency.ASKED, _locations, ls, docs, spots)
    return list({repr(one): one for one in found}.values())


async def document_symbol(ls: Server, params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
    """The outline of a page. It needs no other pages, so that it waits for none."""
    buffer = ls.state.buffers.get(key_of(params.text_document.uri))
    if buffer is None or not is_markdown(params.text_document.uri):
        return []
    source, encoding = Source("", buffer.text), ls.state.client.encoding
    return await asyncio.to_thread(lambda: outline(parse_page(source), Places(source, encoding)))


async def completion(ls: Server, params: types.CompletionParams) -> types.CompletionList:
    """What may stand at a place of a page, or of a configuration."""
    uri = params.text_document.uri
    buffer, encoding = ls.configuration(uri), ls.state.client.encoding
    if buffer:
        places = Places(Source("", buffer.text), encoding)
        found = proposals_for_configuration(buffer.text, places.offset(params.position))
        return completion_list(found, places.range)

    def proposed(docs: LiveDocs, path: str) -> types.CompletionList | None:
        page, workspace = docs.page(path), docs.workspace()
        if page is None or workspace is None:
            return None
        places = Places(page.source, encoding)
        return completion_list(proposals(page, docs, workspace, places.offset(params.position)), places.range)

    return await ls.ask(uri, proposed) or types.CompletionList(is_incomplete=False, items=[])


def _configured(ls: Server, params: types.HoverParams | types.DefinitionParams) -> str:
    """The rule that is named at a place of a configuration; empty where there is none."""
    buffer = ls.configuration(params.text_document.uri)
    if buffer is None:
        return ""
    source = Source("", buffer.text)
    at = Places(source, ls.state.client.encoding).offset(params.position)
    line = source.line(source.line_column(at)[0])
    words = (match for match in _WORD.finditer(line.text) if match.start() <= at - line.span.start <= match.end())
    return next((match[0] for match in words if match[0] in rules_by_name()), "")


class _Here(NamedTuple):
    """A place on a page, and the thing there."""

    page: Page
    workspace: Workspace
    at: int
    thing: Thing | None
    places: Places

    def range(self, span: Span) -> types.Range:
        return self.places.range(span)


def _here(ls: Server, docs: LiveDocs, path: str, position: types.Position) -> _Here | None:
    page, workspace = docs.page(path), docs.workspace()
    if page is None or workspace is None:
        return None
    places = Places(page.source, ls.state.client.encoding)
    at = places.offset(position)
    return _Here(page, workspace, at, thing_at(page, workspace, at), places)


def _spots(docs: LiveDocs, paths: Sequence[str], find: Finder) -> list[Spot]:
    pages = (docs.page(path) for path in paths)
    return [Spot(page.path, span) for page in pages if page for span in find(page)]


def _locations(ls: Server, docs: LiveDocs, spots: Sequence[Spot]) -> list[types.Location]:
    found = []
    for path, span in spots:
        source = docs.source(path)
        place = Places(source, ls.state.client.encoding).range(span) if source else _TOP
        buffer = ls.state.buffers.get(key_of(docs.uri(path)))
        found.append(types.Location(buffer.uri if buffer else docs.uri(path), place))
    return found
