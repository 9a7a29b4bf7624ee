"""Whether what a response shows can be what the request has sent, and under which names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from doclint.api import JsonMember, JsonNode, type_word

from ._plausible import is_placeholder

_COMPUTED = re.compile(
    r"id\Z|etag|hint|priority|password|secret|credential|token|key\Z|zone|version|stat(?:e|us)\Z|url\Z|revision|percent",
    re.IGNORECASE,
)
"""Names of properties that services give values of their own, or normalize."""

_DAY = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)(?:T|\s|\Z)")
Nodes = Mapping[tuple[str | int, ...], JsonNode]
"""The values of a body by their paths, the whole of it under the empty path."""

_NO_WORD = re.compile(r"[\W_]+")
_FILLER = re.compile(r"\*+|.*<\w.*|.*[ -]value\b.*", re.DOTALL | re.IGNORECASE)


def is_other_value(name: str, sent: JsonNode, returned: JsonNode) -> bool:
    """Whether a property has come back with a value that the request has not sent, and no service would make of it."""
    if sent.kind != returned.kind or sent.kind not in ("string", "number", "boolean"):
        return False
    if sent.value == returned.value or _COMPUTED.search(name):
        return False
    if not isinstance(sent.value, str) or not isinstance(returned.value, str):
        return True
    return not _is_form_of(sent.value, returned.value)


def respelt(sent: Nodes, returned: Nodes) -> Iterator[tuple[JsonMember, JsonMember]]:
    """The properties that come back with the letter case of their names changed, both as sent and as returned.

    What is in arrays is left out, as order means nothing there.
    """
    new = [path for path in returned if path not in sent and all(isinstance(step, str) for step in path)]
    gone = {_lower(path): path for path in sent if path not in returned} if new else {}
    for path in new:
        meant = gone.get(_lower(path))
        before = sent[meant[:-1]].member(str(meant[-1])) if meant and meant[-1] != path[-1] else None
        after = returned[path[:-1]].member(str(path[-1])) if before else None
        if before and after and "@" not in after.key:
            yield before, after


def _lower(path: tuple[str | int, ...]) -> tuple[str, ...]:
    return tuple(str(step).lower() for step in path)


def _is_form_of(sent: str, returned: str) -> bool:
    """Whether two texts may stand for one value: the same but for signs and letter case, one inside the other, a time.

    Fillers and names of types stand for any value. Times may come back in another zone, so a day makes no difference.
    """
    if any(type_word(text) or is_placeholder(text) or _FILLER.fullmatch(text) for text in (sent, returned)):
        return True
    days = [match["day"] for match in map(_DAY.match, (sent, returned)) if match]
    if len(days) == len((sent, returned)):
        return _are_near(*days)
    one, other = (_NO_WORD.sub("", text).lower() for text in (sent, returned))
    return one in other or other in one


def _are_near(one: str, other: str) -> bool:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= 1
    except ValueError:
        return True
