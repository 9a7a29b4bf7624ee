"""Values that could stand in an example."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from uuid import UUID

from doclint.api import Documented, JsonNode, Page, Verdict, Workspace, examples, fits, type_word

Path = tuple[str | int, ...]

_BY_TYPE: dict[str, object] = {
    "Boolean": True,
    "Byte": 1,
    "Date": "2024-01-15",
    "DateTimeOffset": "2024-01-15T09:30:00Z",
    "Decimal": 1.5,
    "Double": 1.5,
    "Duration": "PT1H",
    "Int16": 1,
    "Int32": 1,
    "Int64": 1,
    "SByte": 1,
    "Single": 1.5,
    "TimeOfDay": "09:30:00",
    "mail": "megan@contoso.com",
    "url": "https://www.contoso.com/page",
}
_BY_NAME = (
    (re.compile(r"(?:\A|[a-z])[dD]ateTime\Z"), "DateTimeOffset"),
    (re.compile(r"[a-z]Date\Z"), "Date"),
    (re.compile(r"(?:\Ai|[a-z]I)d\Z"), "identifier"),
    (re.compile(r"(?:\A|[a-z])[uU]r[il]\Z"), "url"),
    (re.compile(r"(?:\A|[a-z])(?:[mM]ail|[eE]mail(?:Address)?|[pP]rincipalName)\Z"), "mail"),
    (re.compile(r"[a-z]Count\Z"), "Int32"),
)
_PLACEHOLDER = re.compile(
    r"[<{\[(].*[>}\])]|.*[ -]value(?:-\d+)?|.*(?:\.\.\.|…|\*\*|\{\{?\w).*", re.IGNORECASE | re.DOTALL
)
_SENTINEL = "unknownFutureValue"
_IDENTIFIERS = ("Guid", "identifier")
_NAMES_A_CHOICE = re.compile(
    r"(?:type|kind|format|state|status|mode|level|priority|severity|reason|result|action|option|code|version|method|scope)s?\Z",
    re.IGNORECASE,
)
"""Found in the names of properties that mostly hold one of a few values."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PLURAL = re.compile(r"(?:(?P<ies>ies)|(?P<es>(?<=ss)es|(?<=x)es|(?<=ch)es|(?<=sh)es)|(?<![su])s)\Z")


def is_placeholder(text: str) -> bool:
    """Whether a text stands for a value rather than being one: `{id}`, `<date>`, `id-value`, `AAMk…`."""
    return _PLACEHOLDER.fullmatch(text) is not None


def plausible(name: str, known: Documented | None, word: str = "String") -> str | None:
    """A JSON value that could be one of a property; None when that would take invention.

    It comes from the documented values, else the documented type, the type's name that stands in its place, or the
    property's own name.
    """
    members = [value for value in known.fact.values if value != _SENTINEL] if known else []
    if members:
        return json.dumps(members[0])
    documented = known.fact.type if known else ""
    by_name = next((kind for pattern, kind in _BY_NAME if pattern.search(name)), "")
    for kind in (documented, word, by_name):
        if kind in _IDENTIFIERS:
            return json.dumps(_identifier(name))
        if kind in _BY_TYPE:
            return json.dumps(_BY_TYPE[kind])
    return None


def given_elsewhere(path: Path, known: Documented | None, word: str, page: Page, workspace: Workspace) -> str | None:
    """The JSON text of the value that another example of the page gives for the member at a path, if it can be one.

    ``word`` is the name of a type that stands there; a type that nothing documents is none to go by.
    """
    kind = known.fact.type if known else word
    node = workspace.once(_given, page).get(_members_on(path))
    if node is None or fits(kind, node) is not Verdict.FITS or node.value == kind.rpartition(".")[2]:
        return None
    if known and known.fact.values and node.value not in known.fact.values:
        return None
    return json.dumps(node.value, ensure_ascii=False)


def sample_text(name: str) -> str | None:
    """A JSON text that could be a value of a property of that name; None for one that seems to have a few values only.

    Nothing is known of it but that it is text, so the sample says no more than what it is a sample of.
    """
    if not name.isidentifier() or _NAMES_A_CHOICE.search(name):
        return None
    words = _HUMP.sub(" ", name.replace("_", " ")).lower()
    return json.dumps(f"Sample {words}")


def singular(name: str) -> str:
    """The name of one of the things that a name in the plural speaks of."""
    match = _PLURAL.search(name)
    return name[: match.start()] + ("y" if match["ies"] else "") if match else name


def _given(page: Page, workspace: Workspace) -> Mapping[tuple[str, ...], JsonNode]:
    """The first real value of each member of a page's examples, and the first real item of each array."""
    given: dict[tuple[str, ...], JsonNode] = {}
    for path, node in _scalars(page, workspace):
        text = node.value if isinstance(node.value, str) else "0"
        if text.strip() and not type_word(text) and not is_placeholder(text):
            given.setdefault(_members_on(path), node)
    return given


def _scalars(page: Page, workspace: Workspace) -> Iterator[tuple[Path, JsonNode]]:
    for body in examples(page, workspace):
        for path, node in body.root.walk() if body.root else ():
            if node.kind in ("string", "number", "boolean"):
                yield path, node


def _members_on(path: Path) -> tuple[str, ...]:
    """The keys on a path, without the one in which a response wraps a list."""
    keys = tuple(step for step in path if isinstance(step, str))
    return keys[1:] if len(keys) > 1 and keys[0] == "value" else keys


def _identifier(name: str) -> str:
    """A GUID that is the same wherever a property has the same name, and another for another name."""
    return str(UUID(bytes=blake2b(name.encode("utf-8", "replace"), digest_size=16).digest(), version=4))
