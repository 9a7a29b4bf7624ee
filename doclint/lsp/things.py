"""What stands at a place of a page: the name of a rule, type, property or request, a link, a heading."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from doclint.bodies import read_bodies, type_in
from doclint.directives import read_directives
from doclint.documented import Documented
from doclint.page import Page
from doclint.parse.json_text import JsonMember, JsonNode
from doclint.payloads import typed_objects
from doclint.text import Span
from doclint.types import property_fact, stated_bases
from doclint.typesystem import lineage
from doclint.workspace import Workspace, resolve

TYPE_KEYS = ("@odata.type", "@type", "baseType")
"""The keys of annotations and examples whose values are names of types."""


@dataclass(frozen=True)
class RuleName:
    """The name of a rule, in a directive."""

    span: Span
    name: str


@dataclass(frozen=True)
class TypeName:
    """The name of a type, without ``#`` and ``Collection()``; ``target`` is where its link leads, as written."""

    span: Span
    name: str
    target: str = ""


@dataclass(frozen=True)
class PropertyName:
    """The name of a property, and what documents it."""

    span: Span
    name: str
    documented: tuple[Documented, ...]


@dataclass(frozen=True)
class RequestName:
    """The name of a request, in an annotation."""

    span: Span
    name: str


@dataclass(frozen=True)
class FileName:
    """A link or an include, or a heading, which stands for the links to it. ``path`` is in the docs set."""

    span: Span
    path: str
    fragment: str = ""


Thing = RuleName | TypeName | PropertyName | RequestName | FileName


def thing_at(page: Page, workspace: Workspace, at: int) -> Thing | None:
    """The thing at an offset, or that ends there."""
    readers = (rule_names(page), type_names(page, at), _properties(page, workspace, at), request_names(page))
    for reader in (*readers, links(page), _headings(page)):
        for thing in reader:
            if thing.span.start <= at <= thing.span.end:
                return thing
    return None


def rule_names(page: Page) -> Iterator[RuleName]:
    """The rules that directives name."""
    for directive in read_directives(page)[0]:
        yield from (RuleName(name.span, name.text) for name in directive.names)


def type_names(page: Page, at: int | None = None) -> Iterator[TypeName]:
    """The names of types in tables, annotations, examples and prose; with an offset, only of the JSON text there."""
    for row in page.properties:
        if row.type.name and not row.type.is_primitive:
            yield TypeName(row.type.name.span, row.type.canonical, row.type.target)
    for root in _json_roots(page, at):
        for member, _ in members(root):
            if member.key.endswith(TYPE_KEYS) and isinstance(member.node.value, str):
                yield TypeName(member.node.inner, type_in(member.node.value)[0])
    for base in stated_bases(page):
        yield TypeName(base.span, base.text.removeprefix("#"))


def request_names(page: Page) -> Iterator[RequestName]:
    """The names that annotations give requests, those of the responses to them included."""
    for block in page.annotated("request", "response"):
        node = block.annotation.at("name") if block.annotation else None
        if node and isinstance(node.value, str):
            yield RequestName(node.inner, node.value)


def links(page: Page) -> Iterator[FileName]:
    """The links and includes that lead to files of the docs set, or to a place on the page."""
    for link in page.links:
        path = target_of(page, link.path) if link.is_relative and not link.problem else None
        if path is not None and link.target:
            yield FileName(link.span if link.kind != "definition" else link.target.span, path, link.fragment)


def target_of(page: Page, path: str) -> str | None:
    """The file of the docs set that a link of a page leads to; an empty path leads to the page itself."""
    return resolve(page.path, unquote(path)) if path else page.path


def members(root: JsonNode) -> Iterator[tuple[JsonMember, JsonNode]]:
    """All members in a JSON text, each with the object that it is in."""
    for _, node in root.walk():
        yield from ((member, node) for member in node.members)


def _json_roots(page: Page, at: int | None) -> Iterator[JsonNode]:
    for annotation in page.annotations:
        if annotation.root and (at is None or annotation.span.holds(at)):
            yield annotation.root
    for body in read_bodies(page):
        if body.root and (at is None or (body.root.span.start <= at <= body.root.span.end)):
            yield body.root


def _properties(page: Page, workspace: Workspace, at: int) -> Iterator[PropertyName]:
    for row in page.properties:
        known = Documented(property_fact(row), page.path, row.name.span)
        yield PropertyName(row.name.span, row.name.text, (known,))
    if not any(block.span.holds(at) for block in page.code_blocks):
        return
    for typed in typed_objects(page, workspace):
        for member, documented in typed.members:
            yield PropertyName(member.key_span, member.key, documented)
    yield from _represented(page, workspace, at)


def _represented(page: Page, workspace: Workspace, at: int) -> Iterator[PropertyName]:
    """The properties in the JSON representation of a resource."""
    for block in page.annotated("resource"):
        root = block.json.root if block.json and block.span.holds(at) else None
        name = type_in(block.annotation.text("@odata.type"))[0] if block.annotation else ""
        version = workspace.version(page) or ""
        known = workspace.resource(version, name) if root and name else None
        if root and known:
            documented = lineage(workspace, version, known).documented
            for member in root.members:
                yield PropertyName(member.key_span, member.key, documented.get(member.key, ()))


def _headings(page: Page) -> Iterator[FileName]:
    for heading in page.headings:
        is_title = page.h1 is heading
        yield FileName(heading.span, page.path, "" if is_title else heading.slug)


def snippet_of(name: str) -> str:
    """How the names of the files begin that hold a request in other languages."""
    return f"{posixpath.basename(name).replace('_', '-').lower()}-"
