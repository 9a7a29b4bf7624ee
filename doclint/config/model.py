"""The configuration as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from doclint.patterns import Pattern
from doclint.rule import Preset

DEFAULT_INCLUDE = ("**/*.md", "**/*.markdown")
DEFAULT_EXCLUDE = ("**/includes/snippets/**",)
"""Code samples in many languages, generated: pages may link to them, but nobody edits them."""


def _key(doc: str, default: Any) -> Any:
    if isinstance(default, (tuple, str)) or default is None:
        return field(default=default, metadata={"doc": doc})
    return field(default_factory=lambda: dict(default), metadata={"doc": doc})


@dataclass(frozen=True, kw_only=True)
class Layer:
    """Which rules run, and how. Layers stand on one another; each changes what the ones below it say.

    ``select`` restricts the rules to those named; a category stands for those of its rules that are on, ``all`` for
    every rule there is. ``extend_select`` adds rules, as does giving one a severity where nothing is selected.
    ``ignore`` and the severity ``off`` take away.
    """

    select: tuple[str, ...] | None = _key("Only these rules: names, categories, or all", None)
    extend_select: tuple[str, ...] = field(default=(), metadata={"internal": True})
    ignore: tuple[str, ...] = _key("Not these rules: names, categories, or all", ())
    severity: Mapping[str, str] = _key("The severity of a rule: error, warning, info or off", {})
    options: Mapping[str, Mapping[str, object]] = _key("The options of a rule, see doclint explain RULE", {})


@dataclass(frozen=True, kw_only=True)
class Override(Layer):
    """A layer for some of the pages."""

    files: tuple[str, ...] = field(metadata={"doc": "Globs of the pages that this is about"})


@dataclass(frozen=True, kw_only=True)
class Suppressions:
    """What is asked of suppressions in pages."""

    require_reason: bool = field(default=False, metadata={"doc": "Whether each must say a reason"})
    report_unused: bool = field(default=True, metadata={"doc": "Whether those that suppress nothing are reported"})


@dataclass(frozen=True, kw_only=True)
class Config(Layer):
    """All that ``doclint.yml`` can say. Globs are relative to the folder of the configuration."""

    extends: str = _key("recommended, strict, all, or the path of another configuration", Preset.RECOMMENDED.value)
    include: tuple[str, ...] = _key("Globs of the pages to lint", DEFAULT_INCLUDE)
    exclude: tuple[str, ...] = _key("Globs of pages not to lint", DEFAULT_EXCLUDE)
    overrides: tuple[Override, ...] = _key("What is different for some of the pages", ())
    namespaces: tuple[str, ...] = _key("Namespaces that public types may live in", ("microsoft.graph",))
    hosts: tuple[str, ...] = _key("Hosts that public URLs may name", ("graph.microsoft.com",))
    versions: Mapping[str, str] = _key(
        "The URL segment of each version, by the name of its folder", {"v1.0": "v1.0", "beta": "beta"}
    )
    patterns: tuple[Pattern, ...] = _key("Rules that are no code: a text to look for, and where", ())
    baseline: str | None = _key("The file of findings that are known and not to be reported", None)
    suppressions: Suppressions = field(
        default=Suppressions(), metadata={"doc": "What is asked of suppressions in pages"}
    )

    @property
    def preset(self) -> Preset:
        """The set of rules to start from."""
        return Preset(self.extends)
