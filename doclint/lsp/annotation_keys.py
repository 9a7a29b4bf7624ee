"""The keys that are proposed in annotations: those that pages of today are written with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Key(NamedTuple):
    """What a key is for, and the kinds of block it goes with; none named means any."""

    says: str
    kinds: tuple[str, ...] = ()


BLOCK_TYPES = ("request", "response", "resource", "permissions", "ignored", "example")

KEYS: Mapping[str, Key] = {
    "blockType": Key("What the block below is"),
    "name": Key("The name of the request, one of its own in the docs set", ("request", "response", "permissions")),
    "@odata.type": Key("The full name of the type of the body", ("resource", "response", "request", "example")),
    "truncated": Key("Whether the body leaves out properties", ("response", "request", "resource", "example")),
    "isCollection": Key("Whether the body is a collection of the type", ("response", "request", "example")),
    "isEmpty": Key("Whether the response has no body", ("response",)),
    "sampleKeys": Key("The ids in the URL, in order", ("request",)),
    "keyProperty": Key("The property that identifies a resource", ("resource",)),
    "baseType": Key("The full name of the type that this one is based on", ("resource",)),
    "openType": Key("Whether instances may have properties that are not documented", ("resource",)),
    "optionalProperties": Key("The properties that may be left out", ("resource", "response", "request")),
    "nullableProperties": Key("The properties that may be null", ("resource", "response", "request")),
    "doclint": Key("The rules that are suppressed here, and why"),
}

VALUES: Mapping[str, str] = {
    "truncated": "true",
    "isCollection": "true",
    "isEmpty": "true",
    "openType": "false",
    "sampleKeys": "[]",
    "optionalProperties": "[]",
    "nullableProperties": "[]",
    "doclint": '{ "disable": [""], "reason": "" }',
}
"""What stands after a key at first; an empty text where nothing is said here."""
