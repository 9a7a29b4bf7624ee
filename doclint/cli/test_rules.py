"""``doclint test-rules``."""

from __future__ import annotations

from collections.abc import Iterator

import click

from doclint.cli.terminal import output
from doclint.config.validate import closest
from doclint.errors import DoclintError
from doclint.registry import installed_packs
from doclint.reports.wording import plural
from doclint.rule import Rule
from doclint.testing import check_example, check_rule

_WRONG = 1


@click.command("test-rules")
@click.argument("pack", required=False)
def command(pack: str | None) -> None:
    """Run the examples that rules carry: those of an installed PACK, or all."""
    packs = installed_packs()
    if pack is not None and pack not in packs:
        known = closest(pack, packs) or f", known are {', '.join(packs)}"
        raise DoclintError(f"unknown rule pack {pack}{known}")
    rules = packs[pack] if pack is not None else [rule for rules in packs.values() for rule in rules]
    if not rules:
        raise DoclintError(f"the rule pack {pack} holds no rules")
    faults = [fault for rule in rules for fault in _faults(rule)]
    examples = sum(len(rule.valid) + len(rule.invalid) for rule in rules)
    with output() as stream:
        stream.writelines(f"{fault}\n\n" for fault in faults)
    said = f"{plural(len(faults), 'fault')}" if faults else "all is well"
    click.echo(f"{plural(len(rules), 'rule')}, {plural(examples, 'example')}: {said}", err=True)
    raise click.exceptions.Exit(_WRONG if faults else 0)


def _faults(rule: Rule) -> Iterator[str]:
    """What is wrong with a rule, by what it says of itself."""
    try:
        check_rule(rule)
    except AssertionError as error:
        yield str(error)
    for kind, examples in (("valid", rule.valid), ("invalid", rule.invalid)):
        for number, example in enumerate(examples, 1):
            try:
                check_example(rule, example)
            except AssertionError as error:
                yield f"{rule.name}, {kind} example {number}: {error}"
