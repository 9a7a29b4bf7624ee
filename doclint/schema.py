"""A documented resource type as a JSON Schema (draft 2020-12), for what is sent and for what comes back.

Properties are those of the type and of all types above it; those of types below it may be there, too. The types of
properties that are themselves documented stand in ``$defs``, and those they use in turn; what a relationship leads to
is any object, since from there one comes to the whole API. Keys with an ``@`` are OData annotations, those with ``_``
or ``.`` extensions, and both are allowed everywhere.

Rules judge by the same model, but not through a validator: a body's objects are of the types that they name, a request
has a table of its own, fillers are let pass, and of alternatives a validator says only that none holds. Nor is it
slower. Over 5,958 typed bodies six rules took 2.1 s, of which finding the types took 1.1 s, which validators need as
well; python-jsonschema took 1.2 s on top of that, a validator in Rust 0.1 s and 0.8 s to compile 1,932 schemas. Tests
hold that rules and schemas agree, place by place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from doclint.documented import DocumentedEnum, DocumentedProperty, DocumentedType
from doclint.odata import BUILT_IN
from doclint.parse.type_cells import PRIMITIVES, canonical_type
from doclint.typesystem import Lineage, lineage, members_of, names_in, resolve_type
from doclint.workspace import Workspace

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def type_schema(workspace: Workspace, version: str, documented: DocumentedType, *, request: bool) -> Schema:
    """The schema of a type: of a body that is sent (``request``), else of one that comes back.

    In a request what is read-only has no place, and what is said to be required must be there.
    """
    defined: dict[str, Schema] = {}
    left = [documented]
    while left:
        here = left.pop()
        if here.name not in defined:
            definition = _Definition(workspace, version, here, request=request)
            defined[here.name] = definition.schema()
            left += definition.uses
    flavour = "request" if request else "response"
    return {
        "$schema": DRAFT,
        "title": f"{documented.name} ({flavour})",
        "$ref": _reference(documented.name),
        "$defs": {name: defined[name] for name in sorted(defined)},
    }


class _Definition:
    """The schema of one type, and the types it uses."""

    def __init__(self, workspace: Workspace, version: str, documented: DocumentedType, *, request: bool) -> None:
        self._workspace = workspace
        self._version = version
        self._type = documented
        self._line: Lineage = lineage(workspace, version, documented)
        self._request = request
        self.uses: list[DocumentedType] = []

    def schema(self) -> Schema:
        known = {name: props for name, props in self._line.properties.items() if "@" not in name}
        shown = {name: props for name, props in known.items() if not (self._request and _says(props, "read-only"))}
        required = [name for name, props in shown.items() if self._request and _says(props, "required")]
        names = names_in(self._workspace, self._version, self._line, is_exact=False)
        more = sorted(names.known - known.keys()) if names.all else ()
        schema: Schema = {
            "type": "object",
            "properties": {name: self._property(props) for name, props in shown.items()} | dict.fromkeys(more, True),
            "patternProperties": {"[@_.]": True},
        }
        if required:
            schema["required"] = required
        if names.all:
            schema["additionalProperties"] = False
        return schema

    def _property(self, props: tuple[DocumentedProperty, ...]) -> Schema:
        """What the pages say of a property; where they differ, any of it."""
        forms = list(_distinct(self._value(prop) for prop in props))
        form = forms[0] if len(forms) == 1 else {"anyOf": forms}
        return (form or _NOT_NULL) if self._line.is_never_null(props[0].fact.name) else _or_null(form)

    def _value(self, prop: DocumentedProperty) -> Schema:
        fact = prop.fact
        if fact.alternatives != 1 or not fact.type:
            return {}
        is_navigation = fact.is_relationship and canonical_type(fact.type) not in PRIMITIVES
        value = {"type": "object"} if is_navigation else self._named(prop)
        return {"type": "array", "items": _or_null(value)} if fact.is_collection else value

    def _named(self, prop: DocumentedProperty) -> Schema:
        name = prop.fact.type.lower()
        if name in BUILT_IN and name not in _PRIMITIVE_NAMES:
            return _LOOSE.get(name, {})
        known = resolve_type(self._workspace, self._version, prop.path, prop.fact.type, prop.fact.target)
        if isinstance(known, DocumentedType):
            self.uses.append(known)
            return {"$ref": _reference(known.name)}
        if isinstance(known, DocumentedEnum):
            members = members_of(self._workspace, self._version, prop.path, prop.fact)
            return _one_or_more(members.names if members else known.members)
        return dict(_PRIMITIVES[known] if known else _RESOURCE_OR_ENUM)


def _or_null(form: Schema) -> Schema:
    return {"anyOf": [form, {"type": "null"}]} if form else form


def _one_or_more(members: tuple[str, ...]) -> Schema:
    """A member, or a list of members divided by commas: pages seldom say which enums are flags."""
    any_member = f"(?:{'|'.join(members).replace('.', '[.]')})"
    return {"anyOf": [{"enum": list(members)}, _text(rf"{any_member}(?: *, *{any_member})+")]}


def _says(props: tuple[DocumentedProperty, ...], fact: str) -> bool:
    return any(fact in prop.fact.says for prop in props)


def _distinct(schemas: Iterator[Schema]) -> Iterator[Schema]:
    seen: list[Schema] = []
    for schema in schemas:
        if schema not in seen:
            seen.append(schema)
            yield schema


def _reference(name: str) -> str:
    return f"#/$defs/{name}"


def _integer(low: int, high: int) -> Schema:
    return {"type": "integer", "minimum": low, "maximum": high}


def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


_DATE_PATTERN = r"-?(?:0[0-9]{3}|[1-9][0-9]{3,})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
_TIME_PATTERN = r"(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,12})?)?"
_FLOATING = {"anyOf": [{"type": "number"}, {"enum": ["INF", "-INF", "NaN"]}]}
_BINARY = _text("(?:(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2,3})?|(?:[A-Za-z0-9_-]{4})*(?:[A-Za-z0-9_-]{2,3})?)={0,2}")
_NOT_NULL: Schema = {"not": {"type": "null"}}
_RESOURCE_OR_ENUM: Schema = {"type": ["object", "string"]}
"""What a type is that no page documents."""
_PRIMITIVES: dict[str, Schema] = {
    "Binary": _BINARY,
    "Boolean": {"type": "boolean"},
    "Byte": _integer(0, 255),
    "Date": _text(_DATE_PATTERN),
    "DateTimeOffset": _text(rf"{_DATE_PATTERN}[Tt]{_TIME_PATTERN}(?:[Zz]|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])"),
    "Decimal": _FLOATING,
    "Double": _FLOATING,
    "Duration": _text(
        r"[+-]?[Pp](?=[0-9Tt])(?:[0-9]+[Yy])?(?:[0-9]+[Mm])?(?:[0-9]+[Ww])?(?:[0-9]+[Dd])?"
        r"(?:[Tt](?=[0-9])(?:[0-9]+[Hh])?(?:[0-9]+[Mm])?(?:[0-9]+(?:\.[0-9]+)?[Ss])?)?"
    ),
    "Guid": _text("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"),
    "Int16": _integer(-(2**15), 2**15 - 1),
    "Int32": _integer(-(2**31), 2**31 - 1),
    "Int64": {"anyOf": [_integer(-(2**63), 2**63 - 1), _text("-?[0-9]{1,19}")]},
    "SByte": _integer(-128, 127),
    "Single": _FLOATING,
    "Stream": _BINARY,
    "String": {"type": "string"},
    "TimeOfDay": _text(_TIME_PATTERN),
}
"""The primitive types (OData JSON Format 4.01, 7.1; the forms are those of the OData ABNF)."""

_LOOSE: dict[str, Schema] = {
    "complextype": {"type": "object"},
    "entitytype": {"type": "object"},
    "object": {"type": "object"},
    "number": _FLOATING,
    "numeric": _FLOATING,
}
"""Names for any type of a kind, in lower case; the other built-in ones that are no primitives stand for all types."""
_PRIMITIVE_NAMES = frozenset(name.lower() for name in _PRIMITIVES)
