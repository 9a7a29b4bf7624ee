"""Run rules over one page and sign what they find."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from doclint.index import Answer, Index, Query
from doclint.page import Page
from doclint.plain import decode, encode
from doclint.rule import Check, Finding, Fix, Severity
from doclint.text import Position, Source, Span
from doclint.workspace import Settings, Workspace

ENGINE = "meta"
"""The category of what the engine itself reports."""

CRASH = "rule-crash"
"""The name of the diagnostic of a rule that broke."""

UNREADABLE = "unreadable-file"
"""The name of the diagnostic of a file that could not be read."""

ENCODING = "invalid-encoding"
"""The name of the diagnostic of bytes that are no text."""

UNUSED, INVALID, MISPLACED, UNEXPLAINED = (
    "unused-suppression",
    "invalid-suppression",
    "misplaced-suppression",
    "suppression-without-reason",
)
"""The names of the diagnostics of suppressions."""

UNSTABLE = "unstable-fix"
"""The name of the diagnostic of fixes that do not come to rest, or that would do harm."""

STALE = "stale-baseline"
"""The name of the diagnostic of baseline entries that nothing answers to any more."""


class EngineRule(NamedTuple):
    """What one of the engine's own diagnostics means."""

    severity: Severity
    docs: str


ENGINE_RULES: Mapping[str, EngineRule] = {
    ENCODING: EngineRule(
        Severity.ERROR, "A page holds bytes that are not UTF-8. They are read as U+FFFD, the rest as it stands."
    ),
    CRASH: EngineRule(
        Severity.ERROR,
        "A rule broke on a page. Its other findings on that page are missing, and the run ends with exit code 2.",
    ),
    UNREADABLE: EngineRule(
        Severity.ERROR, "A page could not be read: it is gone, not permitted, no regular file, binary or UTF-16."
    ),
    UNUSED: EngineRule(
        Severity.WARNING,
        "A suppression that suppresses nothing, though its rule runs on the page. The fix removes it.\n\n"
        "Switched off by `suppressions: {report-unused: false}`.",
    ),
    INVALID: EngineRule(
        Severity.ERROR,
        "A comment or an annotation looks like a suppression but is none, names a rule that does not exist, or ends "
        "a suppression that was never begun.",
    ),
    MISPLACED: EngineRule(
        Severity.ERROR,
        "A suppression stands where it changes what the page is to other tools: between an annotation and its block, "
        "after the page annotation, or in the middle of a table, list or paragraph, which ends there.",
    ),
    UNEXPLAINED: EngineRule(
        Severity.WARNING,
        "A suppression says no reason. Switched on by `suppressions: {require-reason: true}`.",
    ),
    UNSTABLE: EngineRule(
        Severity.WARNING,
        "Fixes undo one another, or would make the page harder to read. None of these rules' fixes was made on it.",
    ),
    STALE: EngineRule(
        Severity.INFO, "The baseline holds findings that are no more: `doclint baseline --update` drops them."
    ),
}
"""What the engine itself reports. It cannot be suppressed in a page."""


class Suppressed(NamedTuple):
    """That a directive of the page, at ``place``, hides a diagnostic, and why."""

    reason: str
    place: Span


class Where(NamedTuple):
    """A place of a page as people are told it: its two ends, and the titles of its sections, from the top."""

    start: Position
    end: Position
    headings: tuple[str, ...]


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


class Diagnostic(NamedTuple):
    """A finding, signed by the engine.

    ``where`` is its place, if that was worked out when the page was checked, which has all at hand that it takes.
    """

    rule: str
    category: str
    severity: Severity
    path: str
    finding: Finding
    suppressed: Suppressed | None = None
    where: Where | None = None

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


Asked = Mapping[Query, str]
"""Questions to the workspace, each with the digest of its answer."""


@dataclass(frozen=True, slots=True)
class Result:
    """What checking one page gave, and the answers of the workspace that rests on, with the marks of these."""

    diagnostics: tuple[Diagnostic, ...]
    asked: Asked
    marks: frozenset[int]


def check_page(page: Page, index: Index, settings: Settings, rules: Sequence[EnabledRule]) -> Result:
    """Run the rules over one page; diagnostics come in the order of their place, then rule."""
    return check_pages([page], index, settings, rules)[0]


def check_pages(pages: Sequence[Page], index: Index, settings: Settings, rules: Sequence[EnabledRule]) -> list[Result]:
    """The same for several pages that have the same rules, in their order.

    Each rule goes over all of them before the next one does: a processor that has just done something does it
    again in four fifths of the time.
    """
    checks = [(page, Workspace(index, settings), list(check_source(page.source))) for page in pages]
    for rule in rules:
        for page, workspace, found in checks:
            try:
                for finding in rule.check(page, workspace):
                    found.append(_signed(rule, page.path, finding))
            except Exception as error:  # noqa: BLE001, a broken rule must not cost the run
                found.append(_crashed(rule, page.path, error))
    return [_result(found, workspace.asked) for _, workspace, found in checks]


def _result(found: list[Diagnostic], asked: Mapping[Query, Answer]) -> Result:
    marks = frozenset().union(*[answer.marks for answer in asked.values()])
    in_order = sorted(found, key=lambda d: (d.span, d.rule, d.message))
    return Result(tuple(in_order), {query: answer.digest for query, answer in asked.items()}, marks)


def encode_found(diagnostics: Iterable[Diagnostic], page: Page) -> bytes:
    """Diagnostics of a page as JSON, but for what the configuration decides: severity and suppression."""
    return encode(_Found, tuple((d.rule, d.finding, _where(page, d.span)) for d in diagnostics))


def decode_found(raw: bytes, path: str, rules: Mapping[str, EnabledRule]) -> tuple[Diagnostic, ...]:
    """The diagnostics of a page, signed anew, given the rules that are on for it, by their names."""
    if raw == NOTHING:
        return ()
    return tuple(
        engine_diagnostic(name, path, finding, where)
        if name in ENGINE_RULES
        else _signed(rules[name], path, finding, where)
        for name, finding, where in decode(_Found, raw)
    )


def encode_asked(asked: Asked) -> bytes:
    """Questions with the digests of their answers, as JSON."""
    return encode(_AskedRows, tuple(sorted((query.question, query.about, old) for query, old in asked.items())))


def decode_asked(raw: bytes) -> Asked:
    """The questions with the digests of their answers."""
    return {Query(question, about): old for question, about, old in decode(_AskedRows, raw)}


_Found: Any = tuple[tuple[str, Finding, Where], ...]
_AskedRows: Any = tuple[tuple[str, tuple[str, ...], str], ...]
NOTHING = b"[]"
"""No diagnostics, as JSON."""


def check_source(source: Source) -> Iterator[Diagnostic]:
    """What is wrong with a page's bytes."""
    if source.replaced:
        at = source.replaced[0]
        message = f"{len(source.replaced)} bytes are not UTF-8" if source.replaced[1:] else "A byte is not UTF-8"
        finding = Finding(Span(at, at + 1), message, "Save the page as UTF-8")
        yield engine_diagnostic(ENCODING, source.path, finding)


def unreadable(path: str, reason: str) -> Diagnostic:
    """The diagnostic of a file that could not be read at all."""
    return engine_diagnostic(UNREADABLE, path, Finding(Span(0, 0), reason))


def engine_diagnostic(name: str, path: str, finding: Finding, where: Where | None = None) -> Diagnostic:
    """A diagnostic of the engine itself."""
    return Diagnostic(name, ENGINE, ENGINE_RULES[name].severity, path, finding, None, where)


def _signed(rule: EnabledRule, path: str, finding: Finding, where: Where | None = None) -> Diagnostic:
    own = None if rule.fixed_severity else finding.severity
    return Diagnostic(rule.name, rule.category, own or rule.severity, path, finding, None, where)


def _where(page: Page, span: Span) -> Where:
    section, source = page.section_at(span.start), page.source
    return Where(source.position(span.start), source.position(span.end), section.path if section else ())


def _crashed(rule: EnabledRule, path: str, error: Exception) -> Diagnostic:
    message = f"The rule {rule.name} crashed: {type(error).__name__}: {error}"
    return engine_diagnostic(CRASH, path, Finding(Span(0, 0), message, "Report this to the authors of the rule"))
