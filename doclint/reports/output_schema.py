"""The JSON Schema of what ``--format json`` prints."""

from __future__ import annotations

from typing import Any

from doclint.rule import Severity

_NUMBER = {"type": "integer", "minimum": 0}
_TEXT = {"type": "string"}


def _object(**properties: Any) -> dict[str, Any]:
    """An object of just these keys, none of which may be missing. Later versions may add keys."""
    return {"type": "object", "properties": properties, "required": list(properties)}


_POSITION = _object(line={"type": "integer", "minimum": 1}, column={"type": "integer", "minimum": 1}, byte=_NUMBER)
_RANGE = _object(start=_POSITION, end=_POSITION)
_DIGEST = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
_FIX = _object(
    title=_TEXT,
    safe={"type": "boolean"},
    edits={"type": "array", "minItems": 1, "items": _object(range=_RANGE, text=_TEXT)},
)
_HIDDEN = _object(by={"enum": ["directive", "baseline"]}, reason=_TEXT, line={"type": ["null", "integer"]})

FINDING_SCHEMA = _object(
    rule=_TEXT,
    category=_TEXT,
    severity={"enum": [str(severity) for severity in Severity]},
    message=_TEXT,
    help=_TEXT,
    url=_TEXT,
    path=_TEXT,
    range=_RANGE,
    source_line=_TEXT,
    related={"type": "array", "items": _object(message=_TEXT, path=_TEXT, range=_RANGE)},
    fix={"anyOf": [{"type": "null"}, _FIX]},
    fingerprint=_DIGEST,
    identity=_DIGEST,
    suppressed={"anyOf": [{"type": "null"}, _HIDDEN]},
)
"""One element of ``findings``."""

_SCOPE = _object(
    ran={"type": "array", "items": _object(rules={"type": "array"}, pages={"type": "array"})},
    unchecked={"type": "array", "items": _TEXT},
)
_SHARD = _object(
    number={"type": "integer", "minimum": 1},
    of={"type": "integer", "minimum": 1},
    run=_TEXT,
    baseline={"type": ["null", "string"]},
    scope={"anyOf": [{"type": "null"}, _SCOPE]},
    rules={"type": "object", "additionalProperties": _object(severity=_TEXT, docs=_TEXT, url=_TEXT)},
    hidden={"type": "array", "items": FINDING_SCHEMA},
)

_WHOLE = _object(
    schema_version={"type": "string", "pattern": r"^1\.[0-9]+$"},
    tool=_object(name={"const": "doclint"}, version=_TEXT),
    run=_object(
        root=_TEXT,
        files=_NUMBER,
        cached=_NUMBER,
        duration_ms=_NUMBER,
        exit_code={"enum": [0, 1, 2, 130]},
        complete={"type": "boolean"},
    ),
    summary=_object(
        **{str(severity): _NUMBER for severity in Severity},
        fixable_safe=_NUMBER,
        fixable_unsafe=_NUMBER,
        suppressed=_NUMBER,
        baselined=_NUMBER,
        fixed=_NUMBER,
    ),
    findings={"type": "array", "items": FINDING_SCHEMA},
    errors={"type": "array", "items": _object(rule=_TEXT, path=_TEXT, message=_TEXT)},
)

OUTPUT_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "doclint output",
    **_WHOLE,
    "properties": {**_WHOLE["properties"], "shard": _SHARD},  # of a part of a run only
}
"""The whole document."""
