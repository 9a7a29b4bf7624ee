"""The JSON Schema of the configuration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from doclint.config.model import Config
from doclint.config.typed import JsonSchema, schema_of
from doclint.rule import Preset, Rule, Severity

ALL = "all"
"""What stands for every rule there is."""

OFF = "off"
"""The severity of a rule that does not run."""


def config_schema(rules: Sequence[Rule]) -> JsonSchema:
    """The JSON Schema of ``doclint.yml`` when these rules are installed."""
    schema = schema_of(Config)
    names = {"enum": sorted({name for rule in rules for name in (rule.name, *rule.aliases)})}
    selectors = {"enum": [ALL, *sorted({rule.category for rule in rules}), *names["enum"]]}
    for layer in (schema, schema["properties"]["overrides"]["items"]):
        _fill_in(layer["properties"], rules, names, selectors)
    schema["properties"]["extends"]["anyOf"] = [{"enum": list(Preset)}, {"pattern": r"\.ya?ml$"}]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "doclint configuration", **schema}


def _fill_in(properties: dict[str, Any], rules: Sequence[Rule], names: JsonSchema, selectors: JsonSchema) -> None:
    """Put the names of the rules, and their options, where the types alone say only "text"."""
    for key in ("select", "ignore"):
        properties[key]["items"] = selectors
    properties["severity"]["propertyNames"] = names
    properties["severity"]["additionalProperties"] = {"enum": [*Severity, OFF]}
    properties["options"]["additionalProperties"] = False
    properties["options"]["properties"] = {
        name: schema_of(rule.options) for rule in rules if rule.options for name in (rule.name, *rule.aliases)
    }
