"""Hold a configuration against its JSON Schema, and say in words what is wrong and what was probably meant."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NamedTuple

from doclint.config.document import Complaint, ConfigurationError, Document, Keys, dotted
from doclint.config.schema import OFF, config_schema
from doclint.rule import Rule

if TYPE_CHECKING:
    from jsonschema import ValidationError

_MOST = 20
_FEW = 8
"""Known keys that are listed when none of them can be meant."""
_WORD = re.compile(r"[A-Za-z_][\w-]*\Z")
"""What needs no quotation marks in a list in YAML."""

_KINDS: Mapping[str, str] = {
    "array": "a list",
    "object": "a mapping",
    "string": "text",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
}


class _Fault(NamedTuple):
    """A validation error: the keyword of the schema that is not met, what it wants, and what was given."""

    keyword: str
    wanted: Any
    value: Any
    keys: Keys
    known_keys: Sequence[str]
    of_key: bool


def checked(document: Document, rules: Sequence[Rule]) -> dict[str, Any]:
    """The document's value, with ``off`` restored; ``ConfigurationError`` says all that is wrong with it."""
    value = dict(document.value)
    if not value:
        return value
    from jsonschema import Draft202012Validator  # noqa: PLC0415, it takes a tenth of a second, and many say nothing

    overrides = value.get("overrides")
    for layer in (value, *(overrides if isinstance(overrides, list) else ())):
        _restore_off(layer)
    faults = map(_fault, Draft202012Validator(config_schema(rules)).iter_errors(value))
    complaints = [complaint for fault in faults for complaint in _complaints(document, fault, rules)]
    if complaints:
        each = {complaint[:2]: complaint for complaint in complaints}  # what lacks several keys is told of each
        raise ConfigurationError(*[each[place] for place in sorted(each)][:_MOST])
    return value


def closest(word: str, words: Iterable[str]) -> str:
    """A question that names what was probably meant, to end a message with; empty when nothing is close."""
    found = get_close_matches(word.lower().replace("_", "-"), list(words), n=1)
    return f", did you mean {found[0]}?" if found else ""


def _restore_off(layer: Any) -> None:
    """YAML 1.1 reads ``off`` and ``no`` as false."""
    severity = layer.get("severity") if isinstance(layer, dict) else None
    if isinstance(severity, dict):
        layer["severity"] = {rule: OFF if level is False else level for rule, level in severity.items()}


def _fault(error: ValidationError) -> _Fault:
    schema: Any = error.schema
    of_key = "propertyNames" in error.absolute_schema_path
    keys, known = list(error.absolute_path), list(schema.get("properties", ()))
    return _Fault(str(error.validator), error.validator_value, error.instance, keys, known, of_key)


def _complaints(document: Document, fault: _Fault, rules: Sequence[Rule]) -> list[Complaint]:
    keys, value, wanted = fault.keys, fault.value, fault.wanted
    match fault.keyword:
        case "additionalProperties":
            unknown = [(key, _unknown_key(fault, key, rules)) for key in value if key not in fault.known_keys]
            return [document.complaint([*keys, key], message, of_key=True) for key, message in unknown]
        case "required":
            missing = [key for key in wanted if key not in value]
            return [document.complaint(keys, f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing")]
        case "type":
            return [document.complaint(keys, _wrong_type(fault))]
        case _ if fault.of_key:
            return [document.complaint([*keys, value], f"unknown rule {value}{closest(value, wanted)}", of_key=True)]
        case "anyOf":
            return [document.complaint(keys, _unknown_value(keys, value, wanted[0]["enum"]))]
        case _:
            return [document.complaint(keys, _unknown_value(keys, value, wanted))]


def _unknown_key(fault: _Fault, key: str, rules: Sequence[Rule]) -> str:
    if fault.keys[-1:] != ["options"]:
        where = f" in {dotted(fault.keys)}" if fault.keys else ""
        known = f", known are {', '.join(fault.known_keys)}" if 0 < len(fault.known_keys) <= _FEW else ""
        return f"unknown key {key}{where}{closest(key, fault.known_keys) or known}"
    names = [name for rule in rules for name in (rule.name, *rule.aliases)]
    return f"the rule {key} has no options" if key in names else f"unknown rule {key}{closest(key, names)}"


def _wrong_type(fault: _Fault) -> str:
    value = fault.value
    said = f"{dotted(fault.keys)} must be {_KINDS[fault.wanted]}, not {_kind(value)}"
    if fault.wanted == "array" and isinstance(value, str):
        return f"{said}, write [{value if _WORD.match(value) else json.dumps(value, ensure_ascii=False)}]"
    if fault.wanted == "string" and isinstance(value, (int, float)) and not isinstance(value, bool):
        return f'{said}, write "{value}"'
    return said


def _unknown_value(keys: Keys, value: object, choices: Sequence[str]) -> str:
    known, close = ", ".join(map(str, choices)), closest(value, choices) if isinstance(value, str) else ""
    if "select" in keys or "ignore" in keys:
        return f"unknown rule or category {value}{close}"
    if isinstance(value, str) and keys[-1:] == ["extends"]:
        return f"unknown preset {value}{close or f', known are {known}'}"
    if isinstance(value, str) and "severity" in keys:
        return f"unknown severity {value}{close or f', known are {known}'}"
    return f"{dotted(keys)} must be one of {known}, not {value if isinstance(value, str) else _kind(value)}{close}"


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return f"the number {value}"
    names = ((str, "text"), (list, "a list"), (dict, "a mapping"))
    return next((name for kind, name in names if isinstance(value, kind)), f"a {type(value).__name__}")
