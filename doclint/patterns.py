r"""Rules that are no code: a regular expression, where to look for it, and what to say when it is found.

The expressions are those of RE2, which takes time in proportion to the text, whatever the expression: one written
without care cannot hold a run up. In return there are no backreferences and no looking ahead or behind, and ``\w``,
``\d`` and ``\b`` know ASCII only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, partial
from importlib import import_module
from typing import Any

from doclint.errors import DoclintError
from doclint.page import Page, TextKind
from doclint.parse.json_values import JsonDocument, JsonNode
from doclint.rule import Edit, Finding, Fix, Preset, Rule, Severity
from doclint.text import Slice, Span
from doclint.workspace import Workspace

CATEGORY = "patterns"
"""The category of the rules that a configuration writes."""

_LONGEST_SHOWN = 60
_GROUP = re.compile(r"\\(?:(?P<number>[1-9]\d?)|g<(?P<name>\w+)>)", re.ASCII)


class Where(StrEnum):
    """The part of a page that a pattern is looked for in."""

    FRONT_MATTER = "front-matter"
    HEADING = "heading"
    PROSE = "prose"
    TABLE = "table"
    JSON_KEY = "json-key"
    JSON_VALUE = "json-value"
    CODE = "code"


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A rule without code. What is found is what the expression matches; nothing is not found."""

    name: str = field(metadata={"doc": "The name of the rule: lower-case words with hyphens"})
    message: str = field(metadata={"doc": "What is wrong; {found} stands for the text found"})
    where: Where = field(metadata={"doc": "In which part of a page to look"})
    regex: str = field(metadata={"doc": "The regular expression, in the syntax of RE2"})
    key: str | None = field(
        default=None, metadata={"doc": "Only in the values of this front matter key, table column or JSON property"}
    )
    severity: Severity = field(default=Severity.WARNING, metadata={"doc": "error, warning or info"})
    help: str = field(default="", metadata={"doc": "What to do about it"})
    replacement: str | None = field(
        default=None, metadata={"doc": r"What an unsafe fix writes instead; \1 and \g<name> stand for groups"}
    )


def pattern_rules(patterns: Iterable[Pattern]) -> tuple[Rule, ...]:
    """The patterns as rules like any others, of the category ``patterns``."""
    return tuple(
        Rule(
            pattern.name,
            CATEGORY,
            _docs(pattern),
            pattern.severity,
            Preset.RECOMMENDED,
            valid=(),
            invalid=(),
            aliases=(),
            options=None,
            _check=partial(_find, pattern=pattern),
            fix="" if pattern.replacement is None else "unsafe",
        )
        for pattern in patterns
    )


def _docs(pattern: Pattern) -> str:
    place = f"{pattern.where}, key `{pattern.key}`" if pattern.key else pattern.where
    said = [f"{pattern.message}", f"A pattern of the configuration, looked for in: {place}. What is found:"]
    said += [f"    {pattern.regex}", pattern.help]
    if pattern.replacement is not None:
        said.append(f"The fix writes `{pattern.replacement}`; it is not safe.")
    return "\n\n".join(filter(None, said))


def complaint_of(regex: str, replacement: str | None = None) -> str | None:
    """What is wrong with an expression, or with what is to be written for it; None when nothing is.

    ``DoclintError`` when RE2 is not installed.
    """
    try:
        compiled = _compiled(regex)
    except _re2().error as error:
        reason = error.args[0] if error.args else error
        return f"is no expression of RE2: {reason.decode(errors='replace') if isinstance(reason, bytes) else reason}"
    if compiled.search("") is not None:
        return "matches where there is nothing"
    return _unknown_group(compiled, replacement) if replacement else None


def _find(page: Page, _workspace: Workspace, *, pattern: Pattern) -> Iterator[Finding]:
    compiled = _compiled(pattern.regex)
    for place in _places(page, pattern):
        for match in compiled.finditer(place.text):
            span = Span(place.span.start + match.start(), place.span.start + match.end())
            if match.end() > match.start() and _is_meant(page, span, pattern.where):
                yield _finding(pattern, match, span)


def _finding(pattern: Pattern, match: Any, span: Span) -> Finding:
    found = " ".join(match.group()[:_LONGEST_SHOWN].split())
    message = pattern.message.replace("{found}", found)
    if pattern.replacement is None:
        return Finding(span, message, pattern.help)
    text = _expanded(pattern.replacement, match)
    return Finding(span, message, pattern.help, Fix(f"Write {text}", (Edit(span, text),), safe=False))


def _is_meant(page: Page, span: Span, where: Where) -> bool:
    """Whether what was found stands in prose, as headings and tables share its text."""
    return where is not Where.PROSE or page.text_kind(span.start) is TextKind.PROSE


def _places(page: Page, pattern: Pattern) -> Iterator[Slice]:
    match pattern.where:
        case Where.FRONT_MATTER:
            entries = page.front_matter.entries if page.front_matter else ()
            yield from (e.inner for e in entries if pattern.key in (None, e.key.text.strip("\"'")))
        case Where.HEADING:
            yield from (heading.title for heading in page.headings)
        case Where.PROSE:
            yield Slice(page.prose, Span(0, len(page.prose)))
        case Where.TABLE:
            yield from _cells(page, pattern.key)
        case Where.CODE:
            yield from (block.body for block in page.code_blocks)
        case _:
            yield from _json(page, pattern)


def _cells(page: Page, column: str | None) -> Iterator[Slice]:
    for table in page.tables:
        number = None if column is None else table.column(column)
        for row in table.rows:
            if column is None:
                yield from row.cells
            elif number is not None:
                yield row.cell(number)


def _json(page: Page, pattern: Pattern) -> Iterator[Slice]:
    """The keys of objects, or the values of members and the items of arrays in them, as they are written."""
    for document in _documents(page):
        for path, node in document.root.walk() if document.root else ():
            if pattern.where is Where.JSON_KEY:
                spans = (Span(m.key_span.start + 1, m.key_span.end - 1) for m in node.members)
                yield from (page.source.slice(span) for span in spans if span.start <= span.end)
            elif _is_value(node) and pattern.key in (None, _owner(path)):
                yield page.source.slice(node.inner)


def _documents(page: Page) -> Iterator[JsonDocument]:
    for block in page.code_blocks:
        for message in block.messages:
            yield from message.documents
        if block.json and not block.messages:
            yield block.json


def _is_value(node: JsonNode) -> bool:
    return node.kind not in ("object", "array")


def _owner(path: tuple[str | int, ...]) -> str | None:
    """The key of the member that a value belongs to, through any arrays."""
    return next((step for step in reversed(path) if isinstance(step, str)), None)


def _unknown_group(compiled: Any, replacement: str) -> str | None:
    """That a replacement speaks of a group that the expression does not have."""
    for match in _GROUP.finditer(replacement):
        name = match["number"] or match["name"]
        if int(name) > compiled.groups if name.isdigit() else name not in compiled.groupindex:
            return f"has no group {name}, which the replacement speaks of"
    return None


def _expanded(replacement: str, match: Any) -> str:
    """The replacement with its groups filled in; one that took no part is empty."""

    def text_of(group: re.Match[str]) -> str:
        name = group["number"] or group["name"]
        return match.group(int(name) if name.isdigit() else name) or ""

    return _GROUP.sub(text_of, replacement)


@cache
def _compiled(regex: str) -> Any:
    options = _re2().Options()
    options.log_errors = False
    return _re2().compile(regex, options)


@cache
def _re2() -> Any:
    """The engine, which only those need who write patterns."""
    try:
        return import_module("re2")
    except ImportError as error:
        raise DoclintError("patterns need the engine RE2: pip install 'doclint[patterns]'") from error
