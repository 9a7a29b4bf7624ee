"""Where things are defined, and where else they are spoken of."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import NamedTuple

from doclint.documented import DocumentedEnum, DocumentedType
from doclint.facts import Facts
from doclint.lsp.live import LiveDocs
from doclint.lsp.things import FileName, PropertyName, RequestName, Thing, TypeName, links, request_names, snippet_of
from doclint.lsp.things import type_names as type_names_of
from doclint.page import Page
from doclint.text import Span
from doclint.typesystem import resolve_type
from doclint.workspace import Workspace


class Spot(NamedTuple):
    """A place in the docs set."""

    path: str
    span: Span


Finder = Callable[[Page], Iterator[Span]]


class Search(NamedTuple):
    """Pages that may speak of a thing, and what finds the places in each."""

    paths: tuple[str, ...]
    find: Finder


def definitions(thing: Thing, page: Page, docs: LiveDocs, workspace: Workspace) -> list[Spot]:
    """Where a thing is defined; several places where pages differ."""
    match thing:
        case FileName():
            return list(_file(thing, docs))
        case TypeName():
            return list(_type(known_type(thing, page, workspace), docs)) or list(_linked(thing, page, docs))
        case PropertyName():
            placed = (
                Spot(known.path, place)
                for known in thing.documented
                if (place := known.place if isinstance(known.place, Span) else docs.place(*known.place))
            )
            return list(dict.fromkeys(placed))
        case RequestName():
            marked = ((path, docs.place(path, f"request:{thing.name}")) for path in _requests(thing, workspace))
            return [Spot(path, span) for path, span in marked if span]
        case _:
            return []


def search_for(thing: Thing, page: Page, docs: LiveDocs, workspace: Workspace) -> Search:
    """How to find where else a thing is spoken of."""
    facts = docs.facts()
    match thing:
        case FileName():
            wanted = thing.path.lower()
            paths = [path for path, said in facts.items() if wanted in said.links or thing.path in said.includes]
            return Search(tuple(sorted({*paths, thing.path} & facts.keys())), lambda other: _links_to(thing, other))
        case TypeName():
            known = known_type(thing, page, workspace)
            full = known.full_name if isinstance(known, DocumentedEnum) else known.name if known else thing.name
            version = workspace.version(page) or ""
            paths = [path for path, said in facts.items() if said.version == version and _speaks_of(said, full)]
            return Search(tuple(sorted(paths)), lambda other: _types_named(full, other))
        case RequestName():
            return Search(_requests(thing, workspace), lambda other: _named(thing, other))
        case _:
            return Search((), lambda _other: iter(()))


def known_type(thing: TypeName, page: Page, workspace: Workspace) -> DocumentedType | DocumentedEnum | None:
    """What the docs set says of a type that is named on a page."""
    version = workspace.version(page) or ""
    found = resolve_type(workspace, version, page.path, thing.name, thing.target)
    return None if isinstance(found, str) else found


def _file(thing: FileName, docs: LiveDocs) -> Iterator[Spot]:
    page = docs.page(thing.path)
    if page is None:
        if thing.path in docs.names():
            yield Spot(thing.path, Span(0, 0))
        return
    fragment = thing.fragment.lower()
    heading = next((one for one in page.headings if fragment in (one.slug, f"tab/{one.tab}")), None)
    yield Spot(thing.path, heading.span if heading and fragment else Span(0, 0))


def _type(known: DocumentedType | DocumentedEnum | None, docs: LiveDocs) -> Iterator[Spot]:
    """The places that define a type: the title of its page, else where a page of several types speaks of it."""
    for path in known.paths if known else ():
        page = docs.page(path)
        if known is None or page is None:
            continue
        short = known.name.rpartition(".")[2]
        if page.h1 and short.lower() in page.h1.text.lower().split():
            yield Spot(path, page.h1.span)
            continue
        kind = "enum" if isinstance(known, DocumentedEnum) else "resource"
        marks = (docs.place(path, f"{kind}:{name}") for name in (known.name, short))  # pages name it in either way
        yield Spot(path, next((span for span in marks if span), Span(0, 0)))


def _linked(thing: TypeName, page: Page, docs: LiveDocs) -> Iterator[Spot]:
    for link in links(page):
        if thing.target and link.span.start <= thing.span.start <= link.span.end:
            yield from _file(link, docs)


def _requests(thing: RequestName, workspace: Workspace) -> tuple[str, ...]:
    return workspace.request_name_pages(thing.name)


def _links_to(thing: FileName, page: Page) -> Iterator[Span]:
    for link in links(page):
        if link.path == thing.path and (not thing.fragment or link.fragment.lower() == thing.fragment.lower()):
            yield link.span


def _speaks_of(said: Facts, full: str) -> bool:
    short = full.rpartition(".")[2]
    return full in said.types or any(
        short in (base.rpartition(".")[2] for base in fact.bases)
        or any(prop.type.rpartition(".")[2] == short for prop in fact.properties)
        for fact in said.defined.resources
    )


def _types_named(full: str, page: Page) -> Iterator[Span]:
    short = full.rpartition(".")[2]
    for name in type_names_of(page):
        if name.name in (full, short):
            yield name.span


def _named(thing: RequestName, page: Page) -> Iterator[Span]:
    """The annotations of that name, and the includes of the request in other languages."""
    yield from (name.span for name in request_names(page) if name.name == thing.name)
    begin = snippet_of(thing.name)
    yield from (link.span for link in links(page) if posixpath.basename(link.path).startswith(begin))
