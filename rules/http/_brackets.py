"""Brackets and quotation marks of a URL that have no counterpart."""

from __future__ import annotations

import re

from doclint.api import Slice

_CLOSING = {"(": ")", "{": "}", "[": "]"}
_TOKEN = re.compile(r"'(?:[^']|'')*+'|\"[^\"]*+\"|[(){}\[\]'\"]")


def unmatched(target: Slice) -> Slice | None:
    """A bracket or quotation mark without its counterpart; what stands between quotation marks is passed over."""
    opened: list[re.Match[str]] = []
    for match in _TOKEN.finditer(target.text):
        if match[0] in _CLOSING:
            opened.append(match)
        elif match[0] in _CLOSING.values() and opened and _CLOSING[opened[-1][0]] == match[0]:
            opened.pop()
        elif len(match[0]) == 1:
            return target.group(match)
    return target.group(opened[-1]) if opened else None
