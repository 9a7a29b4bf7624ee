"""What may be a slip for what: names of files, of types and of permission scopes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

_LONG_ENOUGH = 6
"""Letters that the first part of a scope must have for one other letter to be a slip rather than another name."""
_SAME = 0.92
"""How much alike two names must be for one to be a slip, whatever their words are."""
_ALIKE = 0.7
"""Likewise, of a word in names whose other words are the same."""
_UNLIKE = 0.15
"""What part of the letters of two file names may differ for one to be a slip."""
_HEAD, _TAIL, _SHORT = 4, 9, 16
"""How many letters at both ends of a file name are compared first, unless the name has fewer than the third."""
_TIMES, _LETTERS = 8, 64
"""How often a letter is counted in a name, and how many are told apart."""
_REMEMBERED = 50_000
"""File names whose letters are remembered: the same are compared with every one that is missing."""
_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")


def closest_file(name: str, others: Iterable[str]) -> str | None:
    """The file name for which one that no file has may be a slip."""
    own, length = _letters(name), len(name)
    near = {other for other in others if (own ^ _letters(other)).bit_count() <= _UNLIKE * (length + len(other))}
    return next(iter(get_close_matches(name, sorted(near), n=1, cutoff=1 - _UNLIKE)), None)


def ends(name: str) -> set[str]:
    """What a name begins and ends with: a slip leaves one of them alone, and a folder may hold tens of thousands.

    Short names, of which it may not, are all alike in this.
    """
    both = {f"{name[:_HEAD]}*", f"*{name[-_TAIL:]}"}
    return both | {"*"} if len(name) < _SHORT else both


@lru_cache(_REMEMBERED)
def _letters(name: str) -> int:
    """The letters of a name, one bit for each time that one occurs.

    Two names differ in at least as many letters as bits. That is told in a twentieth of the time that it takes to
    compare them, and folders hold thousands.
    """
    found = 0
    for letter in set(name):
        found |= ((1 << min(name.count(letter), _TIMES)) - 1) << ord(letter) % _LETTERS * _TIMES
    return found


def may_be_meant(name: str, other: str) -> bool:
    """Whether a name may be a slip for another: not where a word is another word, or the last one is missing."""
    if SequenceMatcher(None, name.lower(), other.lower()).ratio() >= _SAME:
        return True
    one, two = (list(map(str.lower, _WORD.findall(each))) for each in (name, other))
    if one and two and one[-1].removesuffix("s") == two[-1].removesuffix("s"):
        return set(one[:-1]) <= set(two) or set(two[:-1]) <= set(one)
    pairs = [pair for pair in zip(one, two, strict=False) if pair[0] != pair[1]]
    return len(one) == len(two) and len(pairs) == 1 and SequenceMatcher(None, *pairs[0]).ratio() >= _ALIKE


def scope_slips(name: str) -> set[tuple[str, str]]:
    """What two scopes have in common of which one may be a slip for the other (see ``is_scope_slip``)."""
    first, _, rest = name.partition(".")
    shorter = {first[:at] + first[at + 1 :] for at in range(len(first))}
    return {("", name.replace(".", "").lower()), *((rest, part) for part in (first, *shorter))}


def is_scope_slip(name: str, other: str) -> bool:
    """Whether two permission scopes are the same but for letter case, dots, or a letter of their first part."""
    if name == other:
        return False
    if name.replace(".", "").lower() == other.replace(".", "").lower():
        return True
    (first, _, rest), (other_first, _, other_rest) = name.partition("."), other.partition(".")
    return rest == other_rest and len(first) >= _LONG_ENOUGH and _one_letter_off(first, other_first)


def _one_letter_off(one: str, other: str) -> bool:
    """Whether one letter is missing, in excess, wrong, or swapped with the next."""
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) == len(long):
        swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
        return swapped or short[at + 1 :] == long[at + 1 :]
    return len(long) == len(short) + 1 and short[at:] == long[at + 1 :]
