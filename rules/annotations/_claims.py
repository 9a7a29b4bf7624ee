"""What the annotation of an example says of the body, and whether two types are different ones for certain."""

from __future__ import annotations

import re
from typing import NamedTuple

from doclint.api import ROOT_TYPE, Annotation, Span, Workspace, is_derived

_COLLECTION = re.compile(r"#?collection\(\s*#?(?P<name>[^()]*)\)", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


class Claim(NamedTuple):
    """What an annotation says of a body: the short or full name of its type, and whether there are several."""

    annotation: Annotation
    name: str
    is_collection: bool

    def place(self, *keys: str) -> Span:
        """The first of these members that there is."""
        root = self.annotation.root
        members = [member for key in keys if root and (member := root.member(key))]
        return Span(members[0].key_span.start, members[0].node.span.end) if members else self.annotation.span


def claim_of(annotation: Annotation) -> Claim | None:
    """What it says; nothing when it names no type."""
    said = annotation.text("@odata.type").strip()
    wrapped = _COLLECTION.fullmatch(said)
    is_collection = wrapped is not None or str(annotation.values.get("isCollection")).lower() == "true"
    name = (wrapped["name"] if wrapped else said).strip().removeprefix("#")
    return Claim(annotation, name, is_collection) if name or is_collection else None


def is_other_type(own: str, name: str, workspace: Workspace, version: str) -> bool:
    """Whether a type is certainly not the other, nor derived from it: many a base type is documented nowhere."""
    if not name or own.lower() == name.lower() or name.rpartition(".")[2] == ROOT_TYPE or _words(own) > _words(name):
        return False
    shown, annotated = workspace.resource(version, own), workspace.resource(version, name)
    if shown is None or annotated is None or annotated.is_abstract or workspace.derived(version, annotated.name):
        return False
    return is_derived(workspace, version, shown, annotated.name) is False


def _words(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(name.rpartition(".")[2]))
