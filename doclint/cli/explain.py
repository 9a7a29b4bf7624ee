"""``doclint explain``."""

from __future__ import annotations

import click

from doclint.checking import ENGINE_RULES
from doclint.cli.inputs import known_rules
from doclint.cli.options import complete_rule, config_options
from doclint.cli.terminal import output
from doclint.config.validate import closest
from doclint.docs import engine_section, section
from doclint.errors import DoclintError
from doclint.run import rules_of_this_installation

_LISTED = ", doclint rules lists them"


@click.command("explain")
@click.argument("rule", shell_complete=complete_rule)
@config_options
def command(rule: str, *, config: str | None, no_config: bool) -> None:
    """Show a rule's documentation, options and examples. In the examples ⟦ and ⟧ mark what is flagged."""
    known = {name: one for one in rules_of_this_installation() for name in (one.name, *one.aliases)}
    if rule not in known and rule not in ENGINE_RULES:
        known |= {one.name: one for one in known_rules(config, no_config=no_config)}
    if rule not in known and rule not in ENGINE_RULES:
        members = sorted({one.name for one in known.values() if one.category == rule})
        if members:
            raise DoclintError(f"{rule} is a category, its rules are {', '.join(members)}")
        raise DoclintError(f"unknown rule {rule}{closest(rule, (*known, *ENGINE_RULES)) or _LISTED}")
    with output() as stream:
        stream.write(section(known[rule]) if rule in known else engine_section(rule))
