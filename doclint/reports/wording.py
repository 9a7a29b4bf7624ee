"""What several formats say in the same words."""

from __future__ import annotations

from doclint.report import Located, Report
from doclint.rule import Severity


def with_help(diagnostic: Located, between: str) -> str:
    """What is wrong, and what to do about it, if that is said."""
    return f"{diagnostic.message}{between}{diagnostic.help}" if diagnostic.help else diagnostic.message


def counts(report: Report) -> str:
    """How many findings of each severity there are."""
    known = [(report.count(severity), severity) for severity in Severity]
    listed = [f"{n} info" if severity is Severity.INFO else plural(n, severity) for n, severity in known if n]
    return ", ".join(listed) or "no findings"


def hidden(report: Report) -> list[str]:
    """How many findings are hidden, and by what."""
    known = (("suppressed", report.count_hidden("directive")), ("in the baseline", report.count_hidden("baseline")))
    return [f"{n} {what}" for what, n in known if n]


def plural(count: int, word: str, ending: str = "s") -> str:
    """A number of things."""
    return f"{count} {word}{'' if count == 1 else ending}"
