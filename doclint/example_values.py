"""The values that the examples of a page show, as far as the examples of other pages could show them, too.

They are short texts and numbers. Left out are those that can be made up for any page, such as identifiers, addresses
and dates, those that nobody should copy, such as passwords, and texts that only stand for a value.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from doclint.odata import type_word
from doclint.page import Page, PageKind

_BEGINS = re.compile(r"\n[ \t]*+(?=[{\[])")  # what begins with a single character is found quickly
_DECODER = json.JSONDecoder()
_NAMES = 20_000
_LONGEST = 60
_LARGEST = 10**15
_OTHER_NAME = re.compile(
    r"[@.]|(?:\A|[a-z])(?:[dD]ate(?:Time)?|[uU]r[il]|[mM]ail(?:Address|Nickname)?|[pP]rincipalName|I[dD]|Count)s?\Z"
    r"|\A(?:ids?|values?)\Z"
    r"|(?i:pass(?:word|code|phrase|\Z)|secret|token|key\Z|credential|certificate|thumbprint|etag|hash|signature)"
)
_OTHER_TEXT = re.compile(
    r"\A[\s(\[]|[<>{}*…@\\\x00-\x1f\x7f-\x9f\ud800-\udfff]|\.\.\.|//|[ -][vV]alue\b|\s\Z|\A\Z"
    r"|\d{4}-\d\d-\d\d|[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-|\A(?i:true|false|null|sample .*)\Z"
)


def example_values(page: Page) -> dict[str, str]:
    """The first value or item of each property, as JSON objects, by the full name of the type that has the property.

    Of an object whose type only other pages can tell, it is by the key that it stands under, behind a ``/``.
    """
    found: dict[str, dict[str, str | float]] = {}
    for name, root in _bodies(page):
        for owner, key, value in _scalars(name, root):
            if owner and _may_serve(key) and key not in found.get(owner, ()) and _serves(key, value):
                found.setdefault(owner, {})[key] = value
    return {owner: json.dumps(values, ensure_ascii=False, separators=(",", ":")) for owner, values in found.items()}


def type_name(text: str) -> str:
    """The type that an ``@odata.type`` names, or of which it says that there is a collection."""
    return text.strip().removeprefix("#").removeprefix("Collection(").removesuffix(")").removeprefix("#")


def _bodies(page: Page) -> Iterator[tuple[str, Any]]:
    """The strict JSON in the code blocks that show values; each with the name of its type where that is told."""
    for block in page.code_blocks if page.kind is not PageKind.RESOURCE else ():
        text = "\n" + block.body.text.replace("\r", "\n")  # no value of strict JSON holds either
        begins = _BEGINS.search(text) if block.kind != "resource" else None
        if begins:
            try:
                root, _ = _DECODER.raw_decode(text, begins.end())
            except (ValueError, RecursionError):
                continue
            wrapped = root.get("value") if isinstance(root, dict) else None
            said = block.annotation.text("@odata.type") if block.annotation else ""
            yield type_name(said), wrapped if isinstance(wrapped, dict | list) else root


def _scalars(owner: str, root: Any) -> Iterator[tuple[str, str, str | float]]:
    """The texts and numbers at any depth, of those in an array the first, each with its owner and property."""
    left = deque([(owner, root)])
    while left:
        owner, value = left.popleft()
        if isinstance(value, list):
            left += [(owner, item) for item in value if isinstance(item, dict | list)]
            continue
        own = value.get("@odata.type")
        owner = type_name(own) if isinstance(own, str) else owner
        for key, item in value.items():
            first = item[0] if item and isinstance(item, list) else item
            if isinstance(first, str | int | float):
                yield owner, key, first
            elif item:
                left.append((f"/{key}", item))


@lru_cache(_NAMES)
def _may_serve(name: str) -> bool:
    """Whether the values of a property of that name are of use to other pages."""
    return _OTHER_NAME.search(name) is None


def _serves(name: str, value: str | float) -> bool:
    """Whether a property's value can stand on another page as well."""
    if not isinstance(value, str):
        return not isinstance(value, bool) and -_LARGEST < value < _LARGEST
    if len(value) > _LONGEST or _OTHER_TEXT.search(value) or type_word(value):
        return False
    return value.replace(" ", "").lower() != name.lower()
