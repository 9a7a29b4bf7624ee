"""What a page says to doclint: comments that begin with ``doclint-``, and the key ``doclint`` of annotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import NamedTuple

from doclint.page import Page
from doclint.parse.comments import Annotation, Comment
from doclint.parse.json_text import JsonNode
from doclint.text import Slice, Span

PREFIX = "doclint-"
KEY = "doclint"

_DIRECTIVE = re.compile(r"doclint-(?P<kind>[\w-]*)(?P<names>[^:]*)(?::(?P<reason>.*))?\Z", re.DOTALL)
_NEAR = re.compile(r"doclint[\s_:-]*(?:disable|enable|ignore|suppress|off)", re.IGNORECASE)
_NAME = re.compile(r"[^,]*[^,\s]")
_NOT_WORD = re.compile(r"[^a-z]+")
_LONGEST_SHOWN = 60


class Kind(StrEnum):
    """What a directive is about, by the word that follows ``doclint-``."""

    FILE = "disable-file"
    BLOCK = "disable-next-block"
    LINE = "disable-line"
    NEXT_LINE = "disable-next-line"
    BEGIN = "disable"
    END = "enable"


@dataclass(frozen=True, eq=False)
class Directive:
    """One directive: a comment, or the member ``doclint`` of an annotation, whose comment is then ``annotation``.

    ``names`` are the rules as written; ``span`` is the comment or the member.
    """

    kind: Kind
    names: tuple[Slice, ...]
    reason: str
    span: Span
    annotation: Span | None = None


class Fault(NamedTuple):
    """Something meant as a directive that is none, or not quite."""

    span: Span
    message: str
    help: str


def read_directives(page: Page) -> tuple[list[Directive], list[Fault]]:
    """The directives of a page in order, and what is wrong with their form. Text in code holds none."""
    directives: list[Directive] = []
    faults: list[Fault] = []
    if KEY in page.text.lower():
        for comment in page.comments:
            read = _of_annotation(comment.annotation) if comment.annotation else _of_comment(comment)
            for item in read:
                if isinstance(item, Fault):
                    faults.append(item)
                else:
                    directives.append(item)
    return directives, faults


def _of_comment(comment: Comment) -> Iterator[Directive | Fault]:
    content = comment.content.strip()
    match = _DIRECTIVE.match(content.text)
    kind = match["kind"] if match else ""
    if match is None or kind not in list(Kind) or not comment.closed:
        if match or _NEAR.match(content.text):
            yield _near_miss(comment, content)
        return
    names = content.group(match, "names")
    listed = tuple(names.group(name).strip() for name in _NAME.finditer(names.text))
    if not listed and kind != Kind.END:
        yield Fault(comment.span, f"This {PREFIX}{kind} names no rule", _form(Kind(kind)))
        return
    yield Directive(Kind(kind), listed, (match["reason"] or "").strip(), comment.span)


def _near_miss(comment: Comment, content: Slice) -> Fault:
    shown = content.text[:_LONGEST_SHOWN].partition("\n")[0].strip()
    if not comment.closed:
        return Fault(comment.span, f'The comment "{shown}" is never closed', "End it with -->")
    words = _NOT_WORD.split(content.text[:_LONGEST_SHOWN].lower())[1:4]
    known = [*Kind]
    guesses = (get_close_matches("-".join(words[:count]), known, n=1, cutoff=0.75) for count in (3, 2, 1))
    kind = next((found[0] for found in guesses if found), Kind.NEXT_LINE)
    return Fault(comment.span, f'"{shown}" is no directive', _form(Kind(kind)))


def _form(kind: Kind) -> str:
    return f"Write <!-- {PREFIX}{kind} RULE: reason -->"


def _of_annotation(annotation: Annotation) -> Iterator[Directive | Fault]:
    if KEY not in annotation.content.text:
        return
    member = annotation.root.member(KEY) if annotation.root else None
    if member is None:
        return
    span = Span(member.key_span.start, member.node.span.end)
    wanted = f'Write "{KEY}": {{"disable": ["RULE"], "reason": "..."}}'
    names, reason = member.node.at("disable"), member.node.at("reason")
    unknown = [entry for entry in member.node.members if entry.key not in ("disable", "reason")]
    if unknown:
        yield Fault(unknown[0].key_span, f'"{unknown[0].key}" means nothing to doclint', wanted)
    items = names.items if names else ()
    if not items or not all(isinstance(item.value, str) and item.value for item in items):
        yield Fault(span, f'"{KEY}" has no list of rules under "disable"', wanted)
        return
    yield Directive(
        Kind.FILE if annotation.is_page else Kind.BLOCK,
        tuple(_slice(item, annotation) for item in items),
        reason.value.strip() if reason and isinstance(reason.value, str) else "",
        span,
        annotation.span,
    )


def _slice(item: JsonNode, annotation: Annotation) -> Slice:
    base = annotation.content.span.start
    return annotation.content.part(item.inner.start - base, item.inner.end - base)
