"""``doclint config``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import click

from doclint.cli.inputs import Given, request
from doclint.cli.options import PATH, choice, config_options
from doclint.cli.terminal import output
from doclint.config.apidoctor import Taken, take_over
from doclint.config.origins import DEFAULT, Setting, settings_in_force
from doclint.docset import Patterns
from doclint.errors import DoclintError
from doclint.run import Job

_PLAIN = re.compile(r"[A-Za-z_][\w/.-]*\Z")


@click.command("config")
@click.option("--for", "page", metavar="PATH", type=PATH, help="Also list the rules that are on for this page")
@choice("--format", ["yaml", "json"], default="yaml", help="Default: yaml")
@config_options
@click.option("--set", "assignments", multiple=True, metavar="KEY=VALUE", help="Set a key of the configuration")
def command(page: str | None, **given: Any) -> None:
    """Show the configuration in force, and where each value comes from."""
    form = given.pop("format")
    asked = request(Given(paths=(page,) if page else (), **given))
    folder = asked.config.parent if asked.config else asked.job.root
    taken = take_over(folder, asked.job.rules) if asked.config or not given["no_config"] else Taken()
    settings = list(settings_in_force(asked.job.config, asked.config, taken))
    rules = list(_rules(asked.job, asked.asked[0], settings)) if page else []
    with output() as stream:
        if form == "json":
            json.dump(_nested([*settings, *rules]), stream, indent=2)
            stream.write("\n")
        else:
            stream.writelines(f"{line}\n" for line in _lines([*settings, *rules]))


def _rules(job: Job, path: str, settings: Sequence[Setting]) -> Iterator[Setting]:
    """The rules that are on for a page; what says so is the last that gives a severity, else the preset."""
    if path not in job.files().names:
        raise DoclintError(f"{path}: is a folder, not a page")
    overrides = [s for s in settings if s.key == "overrides"]
    matching = [s for s in overrides if Patterns(s.value["files"]).match(job.prefix + path)]
    said = {s.within: s.origin for s in settings if s.key == "severity"}
    said |= {name: s.origin for s in matching for name in s.value.get("severity", ())}
    for rule in job.plan()(path):
        yield Setting("rules", rule.name, str(rule.severity), said.get(rule.name, DEFAULT))


def _nested(settings: Sequence[Setting]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for key, within, value, origin in settings:
        shown = {"value": value, "origin": origin}
        if within is None:
            nested[key] = shown
        elif isinstance(within, int):
            nested.setdefault(key, []).append(shown)
        else:
            nested.setdefault(key, {})[within] = shown
    return nested


def _lines(settings: Sequence[Setting]) -> Iterator[str]:
    """YAML that doclint can read, with the origins as comments."""
    rows: list[tuple[str, str]] = []
    for at, (key, within, value, origin) in enumerate(settings):
        if within is not None and (at == 0 or settings[at - 1].key != key):
            rows.append((f"{key}:", ""))
        head = f"{key}: " if within is None else "  - " if isinstance(within, int) else f"  {_text(within)}: "
        rows.append((head + _text(value), origin))
    width = min(60, max((len(text) for text, origin in rows if origin), default=0))
    for text, origin in rows:
        yield f"{text:<{width}}  # {origin}" if origin else text


def _text(value: Any) -> str:
    """A value in YAML on one line: JSON, but for plain words."""
    is_word = isinstance(value, str) and _PLAIN.match(value) and value.lower() not in ("off", "on", "yes", "no", "null")
    return value if is_word else json.dumps(value, ensure_ascii=False)
