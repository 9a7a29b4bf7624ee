"""The permission scopes in a cell, and what is wrong with the name of one."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from doclint.api import Slice, Span

_LINK_TARGET = re.compile(r"\]\([^()]*\)")
_SCOPE = re.compile(r"(?<![\w./@#:-])[A-Za-z][\w-]*(?:\.[\w-]+)+")
_BETWEEN = re.compile(r"(?:[\s,;.*`\\()/#]|\[[^\[\]]*\]|\b(?:and|or|plus)\b|</?br ?/?>)*\Z")
_PIECE = re.compile(r"[^,;<>]+")

_SHAPE = re.compile(r"[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z][A-Za-z0-9_-]*){1,3}\Z")
_LONGEST = 120
_NAMES = 5_000
"""Names whose faults are remembered: pages share most of theirs."""
_CELLS = 2_000
"""Cells whose scopes are remembered, likewise."""
_UNDOTTED = re.compile(r"(?P<resource>[A-Z][A-Za-z]+?)(?P<operation>ReadWrite|ReadBasic|Read|Write)(?P<all>All)?\Z")
_RUN = re.compile(r"(?:Read|Write){2,}")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_OPERATIONS = (
    *("AccessAsUser", "AccessMedia", "Create", "Delete", "Export", "FullControl", "Initiate", "Invite", "Manage"),
    *("Migrate", "PrivilegedOperations", "Read", "ReadBasic", "ReadWrite", "ReadWriteBasic", "Send", "Submit", "Write"),
)
_WORDS = (
    *("Access", "Basic", "Control", "Create", "Delete", "Export", "Invite", "Manage", "Operation", "Operations"),
    *("Privileged", "Submit", "Write"),
)


class Scopes(NamedTuple):
    """The scopes of a cell in order; ``is_list`` when it holds nothing but scopes and what separates them.

    ``text`` is that of the cell with the targets of links masked.
    """

    cell: Slice
    text: str
    names: tuple[Slice, ...]
    is_list: bool

    def masked(self, start: int, end: int) -> Slice:
        """What stands between two offsets of the page, with the targets of links masked."""
        at = self.cell.span.start
        return Slice(self.text[start - at : end - at], Span(start, end))


class Fault(NamedTuple):
    """What is wrong with a scope's name, and the name it should probably have."""

    message: str
    suggestion: str = ""


def read_scopes(cell: Slice) -> Scopes:
    """Find the scopes of a cell; in prose, only words that begin as a scope does."""
    text, places, is_list = _read(cell.text)
    return Scopes(cell, text, tuple([cell.part(start, end) for start, end in places]), is_list)


@lru_cache(_CELLS)
def _read(written: str) -> tuple[str, tuple[Span, ...], bool]:
    """The text of a cell with the targets of links masked, where its scopes stand, and whether it is a list of them."""
    text = written
    if "](" in text:
        text = _LINK_TARGET.sub(lambda match: "]" + "#" * (len(match[0]) - 1), text)
    cell = Slice(written, Span(0, len(written)))
    is_list = _BETWEEN.match(_SCOPE.sub("", text)) is not None
    names = [cell.group(match) for match in _SCOPE.finditer(text)]
    if not is_list:
        names = [name for name in names if name.text[0].isupper() and _SHAPE.match(name.text)]
        pieces = (cell.group(match).strip(" \t*`") for match in _PIECE.finditer(text))
        names += [piece for piece in pieces if _UNDOTTED.match(piece.text)]
    return text, tuple(name.span for name in names), is_list


@lru_cache(_NAMES)
def fault(name: str) -> Fault | None:
    """What is wrong with a name by itself."""
    if match := _UNDOTTED.match(name):
        return Fault("has no dot before its operation", ".".join(part for part in match.groups() if part))
    if len(name) > _LONGEST or not _SHAPE.match(name):
        return Fault("is not of the form Resource.Operation or Resource.Operation.Constraint")
    resource, operation, *rest = name.split(".")
    if resource in _OPERATIONS:
        return Fault("names an operation, but no resource")
    return _impossible(resource, operation, rest) or _misspelt(resource, operation, rest)


def _impossible(resource: str, operation: str, rest: list[str]) -> Fault | None:
    """Whether the operation reads and writes in no order there is."""
    if rest and operation == "Read" and rest[0].startswith("Write"):
        proper = ["ReadWrite", rest[0].removeprefix("Write"), *rest[1:]]
        return Fault("has its dot in the wrong place", ".".join((resource, *filter(None, proper))))
    run = next((match for match in _RUN.finditer(operation) if match[0] != "ReadWrite"), None)
    if run is None:
        return None
    proper_run = "ReadWrite" if "Write" in run[0] else "Read"
    operation_meant = operation.replace(run[0], proper_run)
    return Fault(f'has an impossible operation "{operation}"', ".".join((resource, operation_meant, *rest)))


def _misspelt(resource: str, operation: str, rest: list[str]) -> Fault | None:
    """Whether a word of the operation is nearly one that operations are made of, or one in other letter case."""
    if operation not in _OPERATIONS:
        words = _WORD.findall(operation)
        meant = [_spelt_right(word) for word in words]
        if words != meant or len(words[-1]) == 1:
            close = get_close_matches("".join(meant), _OPERATIONS, 1, 0.85)
            suggestion = ".".join((resource, close[0], *rest)) if close and words != meant else ""
            return Fault(f'misspells its operation "{operation}"', suggestion)
        proper = next((known for known in _OPERATIONS if known.lower() == operation.lower()), None)
        if proper:
            return Fault(f'writes its operation "{operation}" in other letters', ".".join((resource, proper, *rest)))
    if rest and rest[-1] != "All" and rest[-1].lower() == "all":
        return Fault(f'writes "{rest[-1]}" in other letters', ".".join((resource, operation, *rest[:-1], "All")))
    return None


def _spelt_right(word: str) -> str:
    if word in _WORDS or len(word) < len("Basic"):
        return word
    return next(iter(get_close_matches(word, _WORDS, 1, 0.85)), word)
