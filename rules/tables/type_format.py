"""A type that is not written as types are in these tables.

Primitives have one spelling, that of OData (`String`, `Boolean`, `DateTimeOffset`), without `Edm.`. Collections are
written `String collection`, types stand without back-ticks or quotation marks, and types of the default namespace
without it (but for pages about another namespace). Tools and readers compare types between pages; a linked type may
be named as it likes.

The fix is safe but for names from other languages (`int`, `datetime`), where it guesses which type is meant. A
number may be of several types, so `number` has no fix. Tables of headers are left out: their type column says nothing
about the API.

Authority: OData CSDL 4.01, section 4.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from doclint.api import (
    ALIASES,
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    Severity,
    Slice,
    Span,
    TypeCell,
    Workspace,
    read_type_cell,
    rule,
)

from ._types import type_cells

_VAGUE = ("number", "numeric", "object")
_SURE_ALIASES = ("bool", "uuid")
_WRAPPED = (
    re.compile(r"collection\s*\((?P<type>.*)\)\Z", re.IGNORECASE),
    re.compile(r"collection\s+of\s+(?P<type>.+)\Z", re.IGNORECASE),
    re.compile(r"(?P<type>[\w.]+)\s*\[\]\Z"),
)
_BRACKETED = re.compile(r"\[(?P<type>\[[^\[\]]*\]\([^()\s]*\))\](?P<rest> collection)?\Z")
_QUOTES = "`'\" "
_REMEMBERED = 5_000
_HEADER = "|Property|Type|Description|\n|:---|:---|:---|\n"


class _Slip(NamedTuple):
    """What is wrong with a type cell: the part at fault, what to write for it, and why."""

    span: Span
    proper: str
    message: str
    reason: str
    safe: bool = True


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f"{_HEADER}|id|String|x|\n|lens|[lens](lens.md) collection|x|\n|at|[timeStamp](timestamp.md)|x|\n"),
        Example("## Request headers\n\n|Name|Type|Description|\n|:---|:---|:---|\n|Authorization|string|x|\n"),
    ),
    invalid=(
        Example(
            f"{_HEADER}|id|⟦string⟧|x|\n|name|string, maximum size 20|x|\n|open|⟦Edm.Boolean⟧|x|\n|size|⟦int⟧|x|\n",
            fixed=f"{_HEADER}|id|String|x|\n|name|String, maximum size 20|x|\n|open|Boolean|x|\n|size|Int32|x|\n",
        ),
        Example(
            f"{_HEADER}|names|⟦Collection(String)⟧|x|\n|lenses|⟦Collection([lens][])⟧|x|\n|at|⟦`Date`⟧|x|\n",
            fixed=f"{_HEADER}|names|String collection|x|\n|lenses|[lens][] collection|x|\n|at|Date|x|\n",
        ),
    ),
)
def type_format(page: Page, workspace: Workspace) -> Iterator[Finding]:
    slips: dict[str, list[_Slip]] = {}
    namespaces = workspace.settings.namespaces
    default = namespaces if page.namespace is None or page.namespace.text in namespaces else ()
    for cell in type_cells(page, workspace):
        if _has_slip(cell.raw.text, default) and (found := _slip(cell, default)):
            slips.setdefault(found.message, []).append(found)
    for message, places in slips.items():
        times = f" ({len(places)} times on this page)" if len(places) > 1 else ""
        first = places[0]
        edits = tuple(Edit(slip.span, slip.proper) for slip in places)
        fix = Fix(f'Write "{first.proper}"', edits, first.safe) if first.proper else None
        yield Finding(first.span, message + times, first.reason, fix)


@lru_cache(_REMEMBERED)
def _has_slip(text: str, namespaces: tuple[str, ...]) -> bool:
    """Whether anything is wrong with cells of that text; most texts stand in a great many."""
    return _slip(read_type_cell(Slice(text, Span(0, len(text)))), namespaces) is not None


def _slip(cell: TypeCell, namespaces: tuple[str, ...]) -> _Slip | None:
    if len(cell.alternatives) > 1:
        return None
    name, proper, safe = cell.name.text, _proper_name(cell, namespaces), _is_sure(cell)
    if twice := _BRACKETED.match(cell.raw.text):
        text = twice["type"].replace(name, proper, 1) + (twice["rest"] or "")
        return _Slip(cell.raw.span, text, f'The link "{cell.raw.text}" stands in brackets', "Leave out the outer ones")
    bare = cell.raw.strip(_QUOTES)
    wrapped = _wrapped(bare.text)
    inner = bare.group(wrapped, "type").strip(_QUOTES) if wrapped else bare
    if wrapped or (bare.text != cell.raw.text and cell.raw.text[0] == cell.raw.text[-1]):
        text = inner.text.replace(name, proper, 1) + (" collection" if wrapped else "")
        reason = 'Write collections as "type collection"' if wrapped else "Write types without quotation marks"
        return _Slip(cell.raw.span, text, f'The type "{cell.raw.text}" should be "{text}"', reason, safe)
    if proper != name:
        reason = "Spell primitive types as OData does" if cell.is_primitive else "Leave the default namespace away"
        return _Slip(cell.name.span, proper, f'The type "{name}" should be "{proper}"', reason, safe)
    if name.lower() in _VAGUE and not cell.raw.text.startswith("["):
        return _Slip(cell.name.span, "", f'"{name}" is no type of OData', "Say which, such as Int32 or Double")
    return None


def _wrapped(text: str) -> re.Match[str] | None:
    """What is in another form than "type collection"."""
    if text[:1] not in "Cc" and not text.endswith("]"):
        return None
    return next((match for match in (form.match(text) for form in _WRAPPED) if match), None)


def _proper_name(cell: TypeCell, namespaces: tuple[str, ...]) -> str:
    """The name as it is written in tables: primitives spelt right, the default namespace left away."""
    if cell.is_primitive:
        return cell.canonical
    namespace, _, short = cell.name.text.rpartition(".")
    return short if namespace.lower() in (known.lower() for known in namespaces) else cell.name.text


def _is_sure(cell: TypeCell) -> bool:
    alias = cell.name.text.lower().removeprefix("edm.")
    return alias not in ALIASES or alias in _SURE_ALIASES
