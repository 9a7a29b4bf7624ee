"""The path of a URL as API documentation writes it, in segments of known kinds (OData 4.01 URL Conventions, 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from doclint.text import Slice, Span, new_tuple, slice_at


class SegmentKind(StrEnum):
    """What a segment of a path stands for."""

    LITERAL = "literal"
    """An entity set, a property or an operation, by its name."""
    KEY = "key"
    """A value that no name could be: a number, an identifier with digits or signs, anything in quotation marks."""
    PLACEHOLDER = "placeholder"
    """Something to be replaced: ``{id}``, ``<id>``, ``(id)``, a bare ``id`` or ``domeId``."""
    CAST = "cast"
    """A name with its namespace: a type, or an operation."""
    ARGUMENTS = "arguments"
    """What a function is called with, or a key of named parts: ``(name='East')``."""
    SYSTEM = "system"
    """``$ref``, ``$count``, ``$value`` and the like."""
    FILE_PATH = "file path"
    """A path in a drive or site, as stands between two colons: ``root:/files/a.txt:``."""
    ELLIPSIS = "ellipsis"
    """Any number of segments that are left out."""


class Segment(NamedTuple):
    """A segment of a path. A key in parentheses, and arguments, are segments of their own."""

    kind: SegmentKind
    text: str
    span: Span

    @property
    def name(self) -> str:
        """What to compare names by: in lower case, without their namespace."""
        return (self.text.rpartition(".")[2] if self.kind is SegmentKind.CAST else self.text).lower()


def read_path(target: Slice) -> tuple[Segment, ...]:
    """The segments of a URL's path, without scheme, host, version and query.

    Empty when there are none, when the text is not meant to be a path, and when no reader could follow it (more than
    24 segments, or 4,000 characters).
    """
    at = target.span.start
    return tuple(
        [
            new_tuple(Segment, (kind, text, new_tuple(Span, (at + start, at + end))))
            for kind, text, (start, end) in _read(target.text)
        ]
    )


_REMEMBERED = 2_000
"""URLs and segments whose reading is remembered: every other URL stands in several places, and nearly all segments."""


@lru_cache(_REMEMBERED)
def _read(text: str) -> tuple[Segment, ...]:
    """The segments of the path of a URL of that text, placed in it."""
    target, root = slice_at(0, text), _ROOT.match(text)
    path = target.part(root.end() if root else 0, _LONGEST)
    if plain := _PLAIN.match(path.text):
        segments = tuple(_plain_segments(path.group(plain, "path")))
        return segments if len(segments) <= _MOST else ()
    option = _MISPLACED_OPTION.search(path.text)
    path = path.part(0, option.start() if option else None)
    segments = tuple(_segments(_raw_segments(path)))
    return segments if len(segments) <= _MOST else ()


_LONGEST = 4000
_MOST = 24
_ROOT = re.compile(
    r"(?:https?://[^/?#\s]*+)?/*+(?:~/+)?(?:(?:api/)?(?:v\d+(?:[.,]\d+)*+|beta|\{[^{}/]*version\})(?=[/?]|\Z))?",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"(?P<path>(?:[\w.$/-]++|\{[\w-]++\})*+)(?:\?|\Z)")
"""A path in which nothing but slashes divides segments, as in most."""
_INSEPARABLE = r"'[^']*+'|\{[^{}]*+\}|<[^<>]*+>|\((?:[^()']|'[^']*+'|\([^()]*+\))*+\)"
_RAW = re.compile(rf"(?P<segment>(?:[^/?'{{(<]++|{_INSEPARABLE}|[^/?])*+)(?P<end>[/?]|\Z)")
_WORDS = re.compile(rf"(?P<enclosed>{_INSEPARABLE})|.", re.DOTALL)
_MISPLACED_OPTION = re.compile(r"[/&]\$\w+\s*=")
"""A query whose question mark is missing."""
_CALL = re.compile(r"(?P<name>[^()'{}<>]*+)(?P<arguments>\(.*\))", re.DOTALL)
_GLUED = re.compile(r"(?P<name>[A-Za-z]++)(?P<placeholder>\{[^{}]*+\})")
_ENCLOSED = re.compile(r"'[^']*+'|\"[^\"]*+\"|\{[^{}]*+\}|<[^<>]*+>")
_NAMES = re.compile(r"[A-Za-z][\w-]*+(?:\s*,\s*[A-Za-z][\w-]*+)*+\}?", re.ASCII)
_NAME = re.compile(r"\$|[A-Za-z_]\w*+", re.ASCII)
_QUALIFIED = re.compile(r"[A-Za-z]\w*+(?:\.[A-Za-z]\w*+){2,}", re.ASCII)
_BARE_PLACEHOLDER = re.compile(r"(?i:id\d*+)|[a-z]+Id")
_DIGITS = re.compile(r"\d{4}|\d\D+\d\D+\d\D+\d")


def _plain_segments(path: Slice) -> Iterator[Segment]:
    at = path.span.start
    for part in path.text.split("/"):
        for kind, start, end in _kinds(part) if part else ():
            yield Segment(kind, part[start:end], Span(at + start, at + end))
        at += len(part) + 1


def _raw_segments(path: Slice) -> list[Slice]:
    """What stands between the slashes, up to the query; nothing when there are blanks where no path has any."""
    found: list[Slice] = []
    has_blanks = len(path.text.split()) > 1
    for match in _RAW.finditer(path.text):
        segment = path.group(match, "segment").strip()
        if has_blanks and len(_WORDS.sub(_bare, segment.text).split()) > 1:
            return []
        if segment:
            found.append(segment)
        if match["end"] == "?":
            break
    return found


def _bare(piece: re.Match[str]) -> str:
    return "x" if piece["enclosed"] else piece[0]


def _segments(raw: list[Slice]) -> Iterator[Segment]:
    at = 0
    while at < len(raw):
        segment, at = raw[at], at + 1
        if len(segment.text) > 1 and segment.text[-1] == ":":
            yield from _parts(segment.part(0, len(segment.text) - 1).strip())
            end = next((n for n in range(at, len(raw)) if raw[n].text[-1] == ":"), len(raw) - 1) + 1
            if end > at:
                span = Span(raw[at].span.start, raw[end - 1].span.end)
                yield Segment(SegmentKind.FILE_PATH, "/".join(part.text for part in raw[at:end]), span)
            at = end
        else:
            yield from _parts(segment)


def _parts(segment: Slice) -> Iterator[Segment]:
    for kind, start, end in _kinds(segment.text):
        yield Segment(kind, *segment.part(start, end))


@lru_cache(_REMEMBERED)
def _kinds(text: str) -> tuple[tuple[SegmentKind, int, int], ...]:
    """What stands where in a segment: a name and its arguments, or a name and a placeholder without a slash between."""
    if glued := _GLUED.fullmatch(text):
        return (SegmentKind.LITERAL, *glued.span("name")), (SegmentKind.PLACEHOLDER, *glued.span("placeholder"))
    call = _CALL.fullmatch(text)
    if call is None:
        return ((_kind(text), 0, len(text)),)
    name, arguments = call["name"], call["arguments"][1:-1].strip()
    return (
        *([(_kind(name), *call.span("name"))] if name else ()),
        *([(_kind_of_arguments(arguments), *call.span("arguments"))] if arguments else ()),
    )


def _kind_of_arguments(text: str) -> SegmentKind:
    if "=" in _ENCLOSED.sub("", text):
        return SegmentKind.ARGUMENTS
    return SegmentKind.PLACEHOLDER if text[0] in "{<" or _NAMES.fullmatch(text) else SegmentKind.KEY


def _kind(text: str) -> SegmentKind:
    if text in ("...", "…"):
        return SegmentKind.ELLIPSIS
    if text[0] == "$" and len(text) > 1:
        return SegmentKind.SYSTEM
    if any(sign in text for sign in "{}<>") or text[0] in "[:" or _BARE_PLACEHOLDER.fullmatch(text):
        return SegmentKind.PLACEHOLDER
    if _QUALIFIED.fullmatch(text):
        return SegmentKind.CAST
    return SegmentKind.LITERAL if _NAME.fullmatch(text) and not _DIGITS.search(text) else SegmentKind.KEY
