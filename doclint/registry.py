"""Find rules. Rules that ship with doclint come through the same door as anyone's."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType

from doclint.errors import DoclintError
from doclint.rule import Rule

GROUP = "doclint.rules"
DOCUMENTATION = "DOCUMENTATION"
"""What a pack may call the address of a page that has an anchor for each of its rules."""


def installed_rules() -> tuple[Rule, ...]:
    """Every rule of every installed pack, by name. Raises as ``installed_packs`` does."""
    rules = [rule for pack in installed_packs().values() for rule in pack]
    return tuple(sorted(rules, key=lambda rule: rule.name))


def installed_packs() -> dict[str, tuple[Rule, ...]]:
    """The rules of each installed pack, by the packs' names.

    Raises ``DoclintError`` when a pack cannot be loaded, or two packs have a rule of the same name.
    """
    packs: dict[str, tuple[Rule, ...]] = {}
    found: dict[str, tuple[Rule, str]] = {}
    for entry in sorted(set(entry_points(group=GROUP)), key=lambda entry: entry.name):
        packs[entry.name] = tuple(_rules_of(entry))
        for rule in packs[entry.name]:
            for name in (rule.name, *rule.aliases):
                if name in found and found[name][0] is not rule:
                    raise DoclintError(f"the rule {name} is in both packs {found[name][1]!r} and {entry.name!r}")
                found[name] = rule, entry.name
    return packs


def _rules_of(entry: EntryPoint) -> Iterator[Rule]:
    try:
        pack = entry.load()
        yield from _rules_in(pack)
    except Exception as error:  # a pack may fail in any way; the user must know which
        raise DoclintError(f"the rule pack {entry.name!r} ({entry.value}) cannot be loaded: {error}") from error


def _rules_in(pack: ModuleType) -> Iterator[Rule]:
    documentation = getattr(pack, DOCUMENTATION, "")
    for info in pkgutil.walk_packages(pack.__path__, pack.__name__ + "."):
        module = import_module(info.name)
        found = (v for v in vars(module).values() if isinstance(v, Rule) and v.name == _name_of(info.name))
        yield from (replace(rule, url=f"{documentation}#{rule.name}" if documentation else "") for rule in found)


def _name_of(module: str) -> str:
    return module.rpartition(".")[2].replace("_", "-")
