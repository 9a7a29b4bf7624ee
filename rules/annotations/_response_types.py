"""Of which type the body of a response is, as far as the page itself tells."""

from __future__ import annotations

from typing import NamedTuple

from doclint.api import (
    CodeBlock,
    DocumentedType,
    JsonNode,
    Page,
    Workspace,
    lineage,
    resolve,
    resolve_type,
)

_SUCCESS = range(200, 300)


class ResponseType(NamedTuple):
    """The full name of the type of a body, or of the things that it lists."""

    name: str
    is_collection: bool

    @property
    def members(self) -> tuple[str, ...]:
        """The members by which an annotation says it."""
        return (f'"@odata.type": "{self.name}"', *(('"isCollection": true',) if self.is_collection else ()))


def typed_body(block: CodeBlock) -> JsonNode | None:
    """The JSON object of a successful response, when it holds something a type could describe."""
    for message in block.messages:
        if message.is_response and message.code in _SUCCESS and message.json and message.json.root:
            root = message.json.root
            if root.kind == "object" and any(not m.key.startswith("@") and m.key != "error" for m in root.members):
                return root
    return None


def response_type(body: JsonNode, page: Page, workspace: Workspace) -> ResponseType | None:
    """The type that a body names itself, else the one that the Response section links to, where the body looks so."""
    value = body.member("value")
    is_list = value is not None and value.node.kind == "array"
    if value and value.node.kind == "object":
        return None  # one object is wrapped as only collections are; of which type the body is then is the question
    things = value.node.items if value and is_list else (body,)
    said = [thing.at("@odata.type") for thing in things]
    own = {node.value.removeprefix("#") if node and isinstance(node.value, str) else "" for node in said}
    name = own.pop() if len(own) == 1 else ""
    if not name:
        known = _linked(page, workspace)
        fits = known and all(_looks_like(thing, known, page, workspace) for thing in things)
        name = known.name if known and fits else ""
    return ResponseType(name, is_list) if "." in name and "(" not in name else None


def _linked(page: Page, workspace: Workspace) -> DocumentedType | None:
    """The one type that the prose of the Response section links to."""
    section = page.section("response")
    if section is None:
        return None
    links = (link.path for link in page.links if section.span.holds(link.span) and link.is_relative and link.path)
    paths = {resolve(page.path, path) for path in links}
    names = {name for path in paths if path for name in workspace.types_on(path)}
    known = resolve_type(workspace, workspace.version(page) or "", page.path, names.pop()) if len(names) == 1 else None
    return known if isinstance(known, DocumentedType) else None


def _looks_like(thing: JsonNode, known: DocumentedType, page: Page, workspace: Workspace) -> bool:
    """Whether most members of an object are properties of a type, and there is one."""
    properties = lineage(workspace, workspace.version(page) or "", known).properties
    keys = [member.key for member in thing.members if "@" not in member.key]
    return 2 * sum(key in properties for key in keys) > len(keys)
