"""Run rules over one page and sign what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from doclint.index import Index, Query
from doclint.page import Page
from doclint.rule import Check, Finding, Fix, Severity
from doclint.text import Source, Span
from doclint.workspace import Settings, Workspace

ENGINE = "meta"
"""The category of what the engine itself reports."""

CRASH = "rule-crash"
"""The name of the diagnostic of a rule that broke."""

UNREADABLE = "unreadable-file"
"""The name of the diagnostic of a file that could not be read."""

ENCODING = "invalid-encoding"
"""The name of the diagnostic of bytes that are no text."""

ENGINE_DOCS: Mapping[str, str] = {
    ENCODING: "A page holds bytes that are not UTF-8. They are read as U+FFFD, the rest as it stands.",
    CRASH: "A rule broke on a page. Its other findings on that page are missing, and the run ends with exit code 2.",
    UNREADABLE: "A page could not be read: it is gone, not permitted, no regular file, binary or UTF-16.",
}
"""What the engine itself reports, and what it means. These are errors, and cannot be switched off."""


@dataclass(frozen=True, slots=True)
class EnabledRule:
    """A rule as one user's configuration settles it for one page.

    ``fixed_severity`` says that the user chose the severity, so that a finding's own does not count.
    """

    name: str
    category: str
    severity: Severity
    check: Check
    fixed_severity: bool = False


Plan = Callable[[str], Sequence[EnabledRule]]
"""The rules to run on the page of a path."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding, signed by the engine."""

    rule: str
    category: str
    severity: Severity
    path: str
    finding: Finding

    @property
    def span(self) -> Span:
        """Where, as offsets into the page's text."""
        return self.finding.span

    @property
    def message(self) -> str:
        """What is wrong."""
        return self.finding.message

    @property
    def fix(self) -> Fix | None:
        """How it can be mended, when that is known."""
        return self.finding.fix


@dataclass(frozen=True, slots=True)
class Result:
    """What checking one page gave, and the answers of the workspace that rests on."""

    diagnostics: tuple[Diagnostic, ...]
    asked: Mapping[Query, Any]

    def stands(self, index: Index) -> bool:
        """Whether every answer this rests on is still the same."""
        return all(index.answer(query) == old for query, old in self.asked.items())


def check_page(page: Page, index: Index, settings: Settings, rules: Sequence[EnabledRule]) -> Result:
    """Run the rules over one page; diagnostics come in the order of their place, then rule."""
    workspace = Workspace(index, settings)
    found = [*check_source(page.source), *(d for rule in rules for d in _run(rule, page, workspace))]
    found.sort(key=lambda d: (d.span, d.rule, d.message))
    return Result(tuple(found), workspace.asked)


def check_source(source: Source) -> Iterator[Diagnostic]:
    """What is wrong with a page's bytes."""
    if source.replaced:
        at = source.replaced[0]
        message = f"{len(source.replaced)} bytes are not UTF-8" if source.replaced[1:] else "A byte is not UTF-8"
        finding = Finding(Span(at, at + 1), message, "Save the page as UTF-8")
        yield Diagnostic(ENCODING, ENGINE, Severity.ERROR, source.path, finding)


def unreadable(path: str, reason: str) -> Diagnostic:
    """The diagnostic of a file that could not be read at all."""
    return Diagnostic(UNREADABLE, ENGINE, Severity.ERROR, path, Finding(Span(0, 0), reason))


def _run(rule: EnabledRule, page: Page, workspace: Workspace) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    try:
        for finding in rule.check(page, workspace):
            own = None if rule.fixed_severity else finding.severity
            found.append(Diagnostic(rule.name, rule.category, own or rule.severity, page.path, finding))
    except Exception as error:  # noqa: BLE001, a broken rule must not cost the run
        message = f"The rule {rule.name} crashed: {type(error).__name__}: {error}"
        finding = Finding(Span(0, 0), message, "Report this to the authors of the rule")
        found.append(Diagnostic(CRASH, ENGINE, Severity.ERROR, page.path, finding))
    return found
