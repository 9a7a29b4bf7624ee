"""What the pages of a docs set say of a type: read for the commands that show it, and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from doclint.config import settings_of
from doclint.docset import read_pages
from doclint.documented import DocumentedEnum, DocumentedProperty, DocumentedType
from doclint.errors import DoclintError
from doclint.facts import Facts, facts_of
from doclint.index import Index
from doclint.page import parse_page
from doclint.run import Job
from doclint.text import Source, Span
from doclint.typesystem import descendants, lineage
from doclint.workspace import Workspace

_BATCH = 100


class Reference(NamedTuple):
    """A docs set as read for a look at its types."""

    workspace: Workspace
    facts: dict[str, Facts]
    sources: dict[str, Source]
    """The pages that document types."""

    def named(self, name: str) -> Iterator[tuple[str, DocumentedType | DocumentedEnum]]:
        """The types and enums of that full or short name, each with its version; letter case counts."""
        for version in sorted({facts.version for facts in self.facts.values()}):
            found = self.workspace.resource(version, name) or self.workspace.enum(version, name)
            if found and (
                "." not in name or name == (found.name if isinstance(found, DocumentedType) else found.full_name)
            ):
                yield version, found

    def closest(self, name: str) -> str | None:
        """The name that was most likely meant."""
        versions = sorted({facts.version for facts in self.facts.values()})
        spelt = (other for version in versions for other in self.workspace.type_names(version, name.rpartition(".")[2]))
        return next(spelt, None) or next(filter(None, (self.workspace.closest_type(v, name) for v in versions)), None)


def read_reference(job: Job) -> Reference:
    """Read all pages of a docs set. ``DoclintError`` when there are none."""
    files, settings = job.files(), settings_of(job.config)
    facts: dict[str, Facts] = {}
    sources: dict[str, Source] = {}
    for start in range(0, len(files.pages), _BATCH):
        reading = read_pages(job.root, files.pages[start : start + _BATCH], job.overlay)
        for path, source in reading.sources.items():
            facts[path] = facts_of(parse_page(source), settings.versions)
            if facts[path].defined.resources or facts[path].defined.enums:
                sources[path] = source
    if not facts:
        raise DoclintError(f"{job.root}: no pages there")
    return Reference(Workspace(Index(facts, files.names), settings), facts, sources)


def find_type(reference: Reference, name: str) -> list[tuple[str, DocumentedType | DocumentedEnum]]:
    """All types of a name. ``DoclintError``, with the closest name, when there is none."""
    found = list(reference.named(name))
    if not found:
        closest = reference.closest(name)
        raise DoclintError(f"no page documents a type {name}{f', did you mean {closest}?' if closest else ''}")
    return found


def described_type(reference: Reference, version: str, found: DocumentedType | DocumentedEnum) -> dict[str, Any]:
    """What is believed of a type or enum, and which pages say so."""
    if isinstance(found, DocumentedEnum):
        return {
            "name": found.full_name,
            "version": version or None,
            "kind": "enum",
            "pages": [_place(reference, path, f"enum:{found.name}") for path in dict.fromkeys(found.paths)],
            "members": list(found.members),
            "is_flags": found.is_flags,
        }
    line = lineage(reference.workspace, version, found)
    return {
        "name": found.name,
        "version": version or None,
        "kind": "resource",
        "pages": [_place(reference, path, f"resource:{found.name}") for path in dict.fromkeys(found.paths)],
        "bases": list(found.bases),
        "lineage": [above.name for above in line.types],
        "undocumented_bases": list(line.unknown),
        "is_cyclic": line.is_cyclic,
        "derived": sorted(below.name for below in descendants(reference.workspace, version, found)),
        "is_open": found.is_open,
        "is_abstract": found.is_abstract,
        "is_complete": line.is_complete,
        "keys": sorted(found.keys),
        "optional": sorted(found.optional),
        "nullable": None if found.nullable is None else sorted(found.nullable),
        "properties": [_property(reference, prop) for props in line.properties.values() for prop in props],
    }


def _property(reference: Reference, prop: DocumentedProperty) -> dict[str, Any]:
    fact = prop.fact
    return {
        "name": fact.name,
        "type": fact.type or None,
        "is_collection": fact.is_collection,
        "is_relationship": fact.is_relationship,
        "says": sorted(fact.says),
        "values": list(fact.values),
        "of": prop.owner,
        **_place(reference, prop.path, prop.mark.key),
    }


def _place(reference: Reference, path: str, key: str) -> dict[str, Any]:
    span: Span | None = reference.facts[path].marks.get(key)
    source = reference.sources.get(path)
    line, column = source.line_column(span.start) if span and source else (None, None)
    return {"path": path, "line": line, "column": column}
