"""``doclint schema``."""

from __future__ import annotations

import json
from typing import Any

import click

from doclint.cli.inputs import Given, request
from doclint.cli.options import config_options
from doclint.cli.terminal import output
from doclint.cli.types import find_type, read_reference
from doclint.config import config_schema
from doclint.config.validate import closest
from doclint.documented import DocumentedType
from doclint.errors import DoclintError
from doclint.reports.output_schema import OUTPUT_SCHEMA
from doclint.run import rules_of_this_installation
from doclint.schema import DRAFT, type_schema

_NAMES = ("config", "output", "resource")


@click.command("schema")
@click.argument("name", metavar="config|output|resource")
@click.argument("type_name", metavar="[TYPE]", required=False)
@click.argument("path", required=False)
@click.option("--request", "of_request", is_flag=True, help="Of a resource: what is sent, not what comes back")
@click.option("--api-version", metavar="VERSION", help="Of a resource: as this version of the API has it")
@config_options
def command(name: str, type_name: str | None, **given: Any) -> None:
    """Print the JSON Schema of doclint.yml, of what --format json prints, or of a documented resource type."""
    if name not in _NAMES:
        raise DoclintError(f"unknown schema {name}{closest(name, _NAMES) or ', known are config, output and resource'}")
    if (name == "resource") != (type_name is not None):
        raise click.UsageError(f"{name} takes no further argument" if type_name else "name the TYPE")
    if type_name is not None:
        schema = _schema_of_type(type_name, **given)
    else:
        schema = config_schema(rules_of_this_installation()) if name == "config" else OUTPUT_SCHEMA
    with output() as stream:
        json.dump(schema, stream, indent=2)
        stream.write("\n")


def _schema_of_type(
    name: str, *, path: str | None, of_request: bool, api_version: str | None, **given: Any
) -> dict[str, Any]:
    """The schema of a documented type; where several versions have it and none is asked for, of the first by name."""
    reference = read_reference(request(Given(paths=(path,) if path else (), **given)).job)
    found = [(version, known) for version, known in find_type(reference, name) if api_version in (None, version)]
    if not found:
        raise DoclintError(f"no page of {api_version} documents a type {name}")
    version, known = found[0]
    if not isinstance(known, DocumentedType):
        return {"$schema": DRAFT, "title": known.full_name, "type": "string", "enum": list(known.members)}
    return type_schema(reference.workspace, version, known, request=of_request)
