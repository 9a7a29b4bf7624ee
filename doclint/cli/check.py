"""``doclint check``."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Any, TextIO

import click

from doclint.checking import UNREADABLE
from doclint.cli.inputs import Given, Request, request
from doclint.cli.options import choice, input_options, rule_options
from doclint.cli.terminal import output, progress, wants_color, width
from doclint.docset import choose
from doclint.errors import DoclintError
from doclint.report import Report
from doclint.reports import (
    FORMATS,
    HUMAN_FORMATS,
    Context,
    context_in,
    write_github,
    write_statistics,
    write_statistics_json,
)
from doclint.rule import Severity
from doclint.run import lint

_NEVER = "never"
_FINDINGS, _FAILED = 1, 2


@dataclass(frozen=True, kw_only=True)
class _Options(Given):
    """The options of this command, beside those about input and rules."""

    allow_empty: bool = False
    format: str | None = None
    statistics: bool = False
    quiet: bool = False
    color: bool | None = None
    no_progress: bool = False
    max_findings: int | None = None
    fail_on: str = Severity.ERROR
    max_warnings: int | None = None


@click.command("check")
@input_options
@click.option("--stdin-filename", metavar="PATH", help="The page that standard input (PATH -) is a new version of")
@click.option("--allow-empty", is_flag=True, help="No error when there is nothing to check")
@rule_options
@choice("--format", list(FORMATS), help="Default: full on a terminal, else concise")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them")
@click.option("--max-findings", type=click.IntRange(0), metavar="N", help="Show people at most so many findings")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only")
@click.option("--color/--no-color", default=None, help="Default: on a terminal; see also NO_COLOR and FORCE_COLOR")
@click.option("--no-progress", is_flag=True, help="Show no progress bar")
@choice("--fail-on", [*Severity, _NEVER], default=Severity.ERROR, help="What exit code 1 is for")
@click.option("--max-warnings", type=click.IntRange(0), metavar="N", help="Exit with 1 when there are more warnings")
def command(**given: Any) -> None:
    """Lint pages.

    PATH says what is reported; what is read is always the whole docs set: the folder of the nearest doclint.yml
    or pyproject.toml, else the current folder. Without PATH all of it is reported.
    """
    began = monotonic()
    options = _Options(**given)
    asked = request(options)
    report = _checked(asked, options)
    code = _exit_code(report, options, asked.asked)
    with output() as stream:
        context = context_in(
            asked.job.root,
            color=wants_color(options.color, stream),
            width=width(stream),
            limit=options.max_findings,
            duration_ms=round(1000 * (monotonic() - began)),
            exit_code=code,
        )
        _write(report, stream, context, options)
    if not options.quiet:
        click.echo(_summary(report, options), err=True)
    raise click.exceptions.Exit(code)


def _checked(asked: Request, options: _Options) -> Report:
    files = asked.job.files()
    chosen = choose(files, asked.asked)
    if not chosen.paths and not options.allow_empty:
        raise DoclintError(_nothing(chosen.left_out.values()))
    plan = asked.job.plan()
    if chosen.paths and not any(plan(path) for path in chosen.paths):
        raise DoclintError("nothing to check: select, ignore and severity leave no rule on")
    return lint(asked.job, files, chosen, progress(wanted=not options.quiet and not options.no_progress))


def _nothing(reasons: Iterable[Any]) -> str:
    counts = Counter(reason.text for reason in reasons)
    listed = [f"  {count} {'file' if count == 1 else 'files'}: {text}" for text, count in counts.most_common()]
    return "\n".join(("nothing to check: there are no Markdown files" if not listed else "nothing to check:", *listed))


def _exit_code(report: Report, options: _Options, asked: Iterable[str]) -> int:
    unreadable = {diagnostic.path for diagnostic in report.diagnostics if diagnostic.rule == UNREADABLE}
    if report.failures or not unreadable.isdisjoint(asked):
        return _FAILED
    severities = list(Severity)
    counted = severities[: severities.index(Severity(options.fail_on)) + 1] if options.fail_on != _NEVER else []
    if any(report.count(severity) for severity in counted):
        return _FINDINGS
    too_many = options.max_warnings is not None and report.count(Severity.WARNING) > options.max_warnings
    return _FINDINGS if too_many else 0


def _write(report: Report, stream: TextIO, context: Context, options: _Options) -> None:
    form = options.format or ("full" if stream.isatty() else "concise")
    if options.statistics:
        write = write_statistics_json if form in ("json", "jsonl") else write_statistics
        write(report, stream, context)
        return
    FORMATS[form](report, stream, context)
    if form in HUMAN_FORMATS and os.environ.get("GITHUB_ACTIONS") == "true":
        write_github(report, stream, context, rest=False)


def _summary(report: Report, options: _Options) -> str:
    counts = [
        f"{report.count(s)} {s}{'' if s is Severity.INFO else _plural(report.count(s))}"
        for s in Severity
        if report.count(s)
    ]
    fixable = report.fixable(safe=True) + report.fixable(safe=False)
    parts = [f"{report.files} page{_plural(report.files)} checked: {', '.join(counts) or 'no findings'}"]
    parts += [f"{fixable} with a fix"] if fixable else []
    limited = options.format in (None, *HUMAN_FORMATS) and not options.statistics
    hidden = len(report.diagnostics) - options.max_findings if limited and options.max_findings is not None else 0
    parts += [f"{hidden} not shown (--max-findings {options.max_findings})"] if hidden > 0 else []
    return "; ".join(parts)


def _plural(count: int) -> str:
    return "" if count == 1 else "s"
