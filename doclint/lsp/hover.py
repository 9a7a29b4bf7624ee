"""What an editor shows about the thing under the pointer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doclint.checking import ENGINE_RULES
from doclint.documented import Documented, DocumentedEnum, DocumentedProperty, DocumentedType
from doclint.lsp.explanations import explanation, rules_by_name
from doclint.lsp.live import LiveDocs
from doclint.lsp.navigation import known_type
from doclint.lsp.things import FileName, PropertyName, RuleName, Thing, TypeName
from doclint.page import Page
from doclint.parse.properties import PropertyRow
from doclint.report import Located
from doclint.text import Span
from doclint.types import PropertyFact
from doclint.typesystem import Lineage, lineage
from doclint.workspace import Workspace

_MOST_ROWS = 40
"""Rows of a table that fit on a screen."""


def about_thing(thing: Thing, page: Page, docs: LiveDocs, workspace: Workspace) -> str:
    """What there is to say of a thing, in Markdown; empty when that is nothing."""
    match thing:
        case RuleName():
            return about_rule(thing.name)
        case TypeName():
            known = known_type(thing, page, workspace)
            if isinstance(known, DocumentedEnum):
                return _about_enum(known, docs)
            return _about_type(known, lineage(workspace, workspace.version(page) or "", known), docs) if known else ""
        case PropertyName():
            return "\n\n---\n\n".join(_about_property(known, docs) for known in thing.documented)
        case FileName():
            return _about_file(thing, docs) if thing.path != page.path else ""
        case _:
            return ""


def about_rule(name: str) -> str:
    """The documentation of a rule; empty when there is no such rule."""
    return (explanation(name) or "").removeprefix("### ")


def about_findings(found: Iterable[Located]) -> str:
    """The rules behind findings, in short."""
    return "\n\n".join(_about_rule(name) for name in dict.fromkeys(one.rule for one in found))


def _about_rule(name: str) -> str:
    rule = rules_by_name().get(name)
    docs = rule.docs if rule else ENGINE_RULES[name].docs if name in ENGINE_RULES else ""
    return f"**{name}**: {docs.strip()}" if docs else f"**{name}**"


def _about_type(known: DocumentedType, line: Lineage, docs: LiveDocs) -> str:
    words = [word for word, holds in (("abstract", known.is_abstract), ("open", known.is_open)) if holds]
    above = [base.name for base in line.types[1:]] + list(line.unknown)
    facts = [" ".join((*words, "resource type"))] + ([f"based on {', '.join(above)}"] if above else [])
    rows = [
        f"| {name} | {_type(props[0].fact)} | {_remarks(known, props[0])} |" for name, props in line.properties.items()
    ]
    table = ["| Property | Type | |", "|---|---|---|", *rows[:_MOST_ROWS]] if rows else []
    rest = f"{len(rows) - _MOST_ROWS} more properties" if len(rows) > _MOST_ROWS else ""
    parts = [f"**{known.name}**: {', '.join(facts)}", "\n".join(table), rest, _where(known.paths, docs)]
    return "\n\n".join(part for part in parts if part)


def _about_enum(known: DocumentedEnum, docs: LiveDocs) -> str:
    members = ", ".join(f"`{member}`" for member in known.members[: 2 * _MOST_ROWS])
    kind = "flags" if known.is_flags else "enumeration"
    return "\n\n".join((f"**{known.full_name}**: {kind}", members, _where(known.paths, docs)))


def _about_property(known: Documented, docs: LiveDocs) -> str:
    row = _row(known, docs)
    said = ", ".join(sorted(known.fact.says))
    head = f"**{known.fact.name}**: {_type(known.fact)}" + (f" ({said})" if said else "")
    parts = [head, row.description.text if row else "", _where([known.path], docs, row.row.span if row else None)]
    return "\n\n".join(part for part in parts if part)


def _about_file(thing: FileName, docs: LiveDocs) -> str:
    page = docs.page(thing.path)
    if page is None:
        return ""
    front = page.front_matter
    title = (front.text("title") if front else "") or (page.h1.text if page.h1 else "")
    parts = (f"**{title}**" if title else "", front.text("description") if front else "", _where([thing.path], docs))
    return "\n\n".join(part for part in parts if part)


def _row(known: Documented, docs: LiveDocs) -> PropertyRow | None:
    """The row of a table that documents a property."""
    page = docs.page(known.path)
    place = known.place if isinstance(known.place, Span) else docs.place(*known.place)
    rows = page.properties if page and place else ()
    return next((row for row in rows if place and row.row.span.holds(place.start)), None)


def _type(fact: PropertyFact) -> str:
    name = fact.type or "unknown"
    return f"{name} collection" if fact.is_collection else name


def _remarks(known: DocumentedType, prop: DocumentedProperty) -> str:
    words = sorted(prop.fact.says)
    words += ["relationship"] if prop.fact.is_relationship else []
    words += [] if prop in known.properties else [f"from {prop.owner.rpartition('.')[2]}"]
    return ", ".join(words)


def _where(paths: Iterable[str], docs: LiveDocs, span: Span | None = None) -> str:
    return "Documented in " + ", ".join(_links(paths, docs, span))


def _links(paths: Iterable[str], docs: LiveDocs, span: Span | None) -> Iterator[str]:
    for path in paths:
        source = docs.source(path) if span else None
        line = f"#L{source.line_column(span.start)[0]}" if source and span else ""
        yield f"[{path}]({docs.uri(path)}{line})"
