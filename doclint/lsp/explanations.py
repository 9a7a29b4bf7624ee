"""The documentation of rules, for hovers, and as files that editors can open."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from doclint.checking import ENGINE_RULES
from doclint.docs import engine_section, section
from doclint.rule import Rule
from doclint.run import rules_of_this_installation


def explanation(name: str) -> str | None:
    """The documentation of a rule, or of what the engine reports, in Markdown; None when there is no such rule."""
    if name in ENGINE_RULES:
        return engine_section(name)
    rule = rules_by_name().get(name)
    return section(rule) if rule else None


@cache
def rules_by_name() -> dict[str, Rule]:
    """All installed rules, by their names, old ones included."""
    return {name: rule for rule in rules_of_this_installation() for name in (rule.name, *rule.aliases)}


class Explanations:
    """A file for each rule that was asked about. They are removed with the server."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None
        self._links: dict[str, str | None] = {}

    def link(self, name: str) -> str | None:
        """The URI of the file that explains a rule; None for rules that have no documentation, such as patterns."""
        if name not in self._links:
            text = explanation(name)
            self._links[name] = self._write(name, text) if text else None
        return self._links[name]

    def close(self) -> None:
        """Remove the files."""
        if self._folder:
            self._folder.cleanup()

    def _write(self, name: str, text: str) -> str:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="doclint-", ignore_cleanup_errors=True)
        file = Path(self._folder.name) / f"{name}.md"
        file.write_text(text, encoding="utf-8")
        return file.as_uri()
