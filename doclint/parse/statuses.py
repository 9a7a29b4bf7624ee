"""The HTTP status codes that prose states, as in "returns a ``201 Created`` response code"."""

from __future__ import annotations

import re
from http import HTTPStatus
from typing import NamedTuple

from doclint.text import Slice

_PHRASES = "|".join(
    sorted({re.escape(status.phrase) for status in HTTPStatus}, key=len, reverse=True)  # the longest match wins
)
_WORD = r"(?!(?:and|code|error|if|or|response|status|when|with)\b)[a-z][a-z'-]*"
_STATED = re.compile(
    rf"""`[ ]?(?:HTTP(?:/[\d.]+)?\s+)?(?P<code>[1-5]\d\d)(?![\w-])
        [ \t]*,?[ \t]*(?P<reason>{_WORD}(?:[ ]{_WORD}){{0,4}})?
    |\b(?P<bare>[1-5]\d\d)[ ]?,?[ ](?P<bare_reason>{_PHRASES})\b
    |\b(?P<before>[1-5]\d\d)[ ](?:response|status)[ ]code\b
    |\b(?:response|status)[ ]code[ ](?:of[ ])?(?P<after>[1-5]\d\d)(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)


class StatedStatus(NamedTuple):
    """A status code in prose. ``text`` is code and reason as written, without back-ticks.

    ``reason`` are the words that follow the code, up to one that is no part of a reason phrase.
    """

    code: int
    reason: str
    text: Slice


def read_statuses(prose: Slice) -> tuple[StatedStatus, ...]:
    """The status codes that a stretch of prose states; code spans must not be blanked out of it."""
    return tuple(_stated(prose, match) for match in _STATED.finditer(prose.text))


def _stated(prose: Slice, match: re.Match[str]) -> StatedStatus:
    code = next(name for name in ("code", "bare", "before", "after") if match[name])
    reason = {"code": "reason", "bare": "bare_reason"}.get(code)
    said = match[reason] or "" if reason else ""
    end = match.end(reason) if reason and said else match.end(code)
    return StatedStatus(int(match[code]), said, prose.part(match.start(code), end))
