"""Values for places in examples that lack one: what other examples give, else a plausible one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from doclint.api import (
    Documented,
    DocumentedType,
    JsonNode,
    Page,
    Span,
    Verdict,
    Workspace,
    examples,
    fits,
    members_of,
    resolve_type,
    type_word,
    typed_objects,
)

from ._documented import documented_values
from ._plausible import has_form, is_placeholder, plausible, singular

Path = tuple[str | int, ...]

_ANYTHING = ("value", "values")
"""Properties whose meaning what stands beside them decides."""
_LONGEST = 60
"""Characters of a value that other examples may have, too."""


class Gap(NamedTuple):
    """A place in an example that lacks a value: the path to it, what stands there, and what documents it.

    ``word`` is the name of the type that stands there, or is taken for it.
    """

    path: Path
    node: JsonNode
    known: Documented | None
    word: str = "String"

    @property
    def name(self) -> str:
        """The name of the property; of an item of an array, that of the array's."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def is_item(self) -> bool:
        """Whether it is an item of an array."""
        return bool(self.path) and isinstance(self.path[-1], int)


class _Want(NamedTuple):
    """The properties of an object that lack a value of which none can be made up, and the values of the others."""

    lacks: tuple[str, ...]
    beside: Mapping[str, str | float]


def value_for(gap: Gap, page: Page, workspace: Workspace) -> str | None:
    """The JSON text of a value to put there; None when that would take invention.

    It is what another example of the page gives for the property, else what the examples of other pages do, else a
    plausible value.
    """
    version = workspace.version(page) or ""
    fact = gap.known.fact if gap.known else None
    kind = resolve_type(workspace, version, gap.known.path, fact.type, fact.target) if gap.known and fact else gap.word
    members = members_of(workspace, version, gap.known.path, fact) if gap.known and fact else None
    names = members.names if members else ()
    if not isinstance(kind, DocumentedType) and gap.name not in _ANYTHING:
        for node in (*_given_here(gap, page, workspace), *_given_elsewhere(gap, page, workspace)):
            if _agrees(node, gap, names):
                return json.dumps(node.value, ensure_ascii=False)
    return plausible(singular(gap.name) if gap.is_item else gap.name, gap.known, gap.word, names)


def _agrees(node: JsonNode, gap: Gap, members: tuple[str, ...]) -> bool:
    """Whether a value can be one of the property, by what documents it, else by the name of the type in its place."""
    if members:
        return isinstance(node.value, str) and all(part.strip() in members for part in node.value.split(","))
    kind = gap.known.fact.type if gap.known else gap.word
    return fits(kind, node) is Verdict.FITS and node.value != kind.rpartition(".")[2]


def _given_here(gap: Gap, page: Page, workspace: Workspace) -> Iterator[JsonNode]:
    """What another example of the page gives for the member at that path."""
    node = workspace.once(_given, page).get(_members_on(gap.path))
    if node:
        yield node


def _given_elsewhere(gap: Gap, page: Page, workspace: Workspace) -> Iterator[JsonNode]:
    """What examples of other pages give for the property, unless anything of its form can be made up as well.

    It is what the one example does that gives most of what any gives of all that the object lacks, else what most do.
    """
    if has_form(gap.name, gap.known, gap.word):
        return
    version = workspace.version(page) or ""
    want = workspace.once(_wants, page).get(gap.node.span, _Want((), {}))
    beside = {name: value for name, value in want.beside.items() if name != gap.name}
    for owner in _owners(gap, page, workspace):
        whole = workspace.example_values(version, owner, want.lacks, beside) if len(want.lacks) > 1 else ()
        single = workspace.example_values(version, owner, (gap.name,), beside)
        known = {name for values in whole for name in values}
        for values in (*(values for values in whole if 2 * len(values) > len(known)), *single):
            if gap.name in values:
                value = values[gap.name]
                yield JsonNode("string" if isinstance(value, str) else "number", value, gap.node.span)


def _owners(gap: Gap, page: Page, workspace: Workspace) -> Iterator[str]:
    """What has the property, as ``Workspace.example_values`` wants it: the type, and the key of the object.

    A request whose type is not told is taken to be about what the other examples of the page are about.
    """
    keys, types = _members_on(gap.path), workspace.once(_types, page)
    if name := types.get(gap.node.span) or types.get(keys):
        yield name
    if len(keys) > 1:
        yield f"/{keys[-2]}"


def _types(page: Page, workspace: Workspace) -> Mapping[Span | tuple[str, ...], str]:
    """The types that the members in a page's examples are of, by the place of the value, and by the keys to it."""
    types: dict[Span | tuple[str, ...], str] = {}
    for typed in typed_objects(page, workspace):
        if typed.type:
            types |= dict.fromkeys((member.node.span for member, _ in typed.members), typed.type.name)
    for path, node in _nodes(page, workspace):
        if node.span in types:
            types.setdefault(_members_on(path), types[node.span])
    return types


def _wants(page: Page, workspace: Workspace) -> Mapping[Span, _Want]:
    """What the objects in a page's examples lack and have, by the places of their values and of the items of these."""
    found: dict[Span, _Want] = {}
    for path, node in _nodes(page, workspace):
        if node.members:
            places = (one.span for member in node.members for one in (member.node, *member.node.items))
            found |= dict.fromkeys(places, _want(path, node, page, workspace))
    return found


def _want(path: Path, node: JsonNode, page: Page, workspace: Workspace) -> _Want:
    known, given = documented_values(page, workspace), workspace.once(_given, page)
    lacks: list[str] = []
    beside: dict[str, str | float] = {}
    for key, _, value in node.members:
        shown = value.items[0] if value.items else value
        if shown.kind not in ("string", "number") or _is_made_up(key, shown, known.get(shown.span)):
            continue
        real = shown if _is_real(shown) else given.get(_members_on((*path, key)))
        if real is None:
            lacks.append(key)
        elif isinstance(real.value, str | int | float) and len(str(real.value)) <= _LONGEST:
            beside[key] = real.value
    return _Want(tuple(lacks), beside)


def _is_made_up(name: str, node: JsonNode, known: Documented | None) -> bool:
    word = type_word(str(node.value))
    return has_form(name, known, word.canonical if word else "")


def _is_real(node: JsonNode) -> bool:
    text = node.value if isinstance(node.value, str) else "0"
    return bool(text.strip()) and not type_word(text) and not is_placeholder(text)


def _given(page: Page, workspace: Workspace) -> Mapping[tuple[str, ...], JsonNode]:
    """The first real value of each member of a page's examples, and the first real item of each array."""
    given: dict[tuple[str, ...], JsonNode] = {}
    for path, node in _nodes(page, workspace):
        if node.kind in ("string", "number", "boolean") and _is_real(node):
            given.setdefault(_members_on(path), node)
    return given


def _nodes(page: Page, workspace: Workspace) -> Iterator[tuple[Path, JsonNode]]:
    for body in examples(page, workspace):
        yield from body.root.walk() if body.root else ()


def _members_on(path: Path) -> tuple[str, ...]:
    """The keys on a path, without the one in which a response wraps a list."""
    keys = tuple(step for step in path if isinstance(step, str))
    return keys[1:] if len(keys) > 1 and keys[0] == "value" else keys
