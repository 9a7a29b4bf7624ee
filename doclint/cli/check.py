"""``doclint check``."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any, TextIO

import click

from doclint.changes import affected, changes_since
from doclint.checking import UNREADABLE
from doclint.cli.diff import write_diff
from doclint.cli.fixing import Fixing, Wish, fix_options, fixed_as_wished
from doclint.cli.inputs import Given, Request, request
from doclint.cli.options import choice, input_options, rule_options, run_options
from doclint.cli.terminal import output, progress, wants_color, width
from doclint.docset import Choice, choose
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
from doclint.run import Means, cache_folder, checked_session, collector_off, report_on, usable_cpus
from doclint.session import Session

_NEVER = "never"
_FINDINGS, _FAILED = 1, 2


@dataclass(frozen=True, kw_only=True)
class _Options(Given, Wish):
    """The options of this command, beside those about input and rules."""

    allow_empty: bool = False
    format: str | None = None
    statistics: bool = False
    quiet: bool = False
    color: bool | None = None
    no_progress: bool = False
    max_findings: int | None = None
    show_suppressed: bool = False
    changed_since: str | None = None
    jobs: int | None = None
    no_cache: bool = False
    cache_dir: str | None = None
    verbose: bool = False
    fail_on: str = Severity.ERROR
    max_warnings: int | None = None


@click.command("check")
@input_options
@click.option("--stdin-filename", metavar="PATH", help="The page that standard input (PATH -) is a new version of")
@click.option("--changed-since", metavar="REF", help="Only pages that changed since a commit, or that this matters to")
@click.option("--allow-empty", is_flag=True, help="No error when there is nothing to check")
@rule_options
@click.option("--ignore-suppressions", is_flag=True, help="Report what pages suppress, too")
@click.option("--show-suppressed", is_flag=True, help="Show what does not count because a page or the baseline says so")
@click.option("--baseline", metavar="PATH", help="Hide the findings that this file knows")
@click.option("--no-baseline", is_flag=True, help="Show the findings that the baseline knows")
@fix_options
@choice("--format", list(FORMATS), help="Default: full on a terminal, else concise")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule instead of showing them")
@click.option("--max-findings", type=click.IntRange(0), metavar="N", help="Show people at most so many findings")
@click.option("--quiet", "-q", is_flag=True, help="Print findings only")
@click.option("--color/--no-color", default=None, help="Default: on a terminal; see also NO_COLOR and FORCE_COLOR")
@run_options
@click.option("--verbose", "-v", is_flag=True, help="Say why pages are checked that the cache could have spared")
@click.option("--no-progress", is_flag=True, help="Show no progress bar")
@choice("--fail-on", [*Severity, _NEVER], default=Severity.ERROR, help="What exit code 1 is for")
@click.option("--max-warnings", type=click.IntRange(0), metavar="N", help="Exit with 1 when there are more warnings")
def command(**given: Any) -> None:
    """Lint pages.

    PATH says what is reported; what is read is always the whole docs set: the folder of the nearest doclint.yml
    or pyproject.toml, else the current folder. Without PATH all of it is reported.
    """
    began = monotonic()
    click.get_current_context().with_resource(collector_off())
    options = _Options(**given)
    options.refuse_nonsense(options.paths, options.format)
    asked = request(options)
    session, chosen = _checked(asked, options)
    click.get_current_context().call_on_close(session.close)
    before = _exit_code(report_on(asked.job, session, chosen), options, asked.asked) if options.diff else 0
    fixing = fixed_as_wished(asked.job.root, session, chosen.paths, options)
    report = report_on(asked.job, session, chosen, fixing.fixed)
    code = max(before, _exit_code(report, options, asked.asked), _exit_code_of_fixing(fixing, options))
    with output() as stream:
        context = context_in(
            asked.job.root,
            color=wants_color(options.color, stream),
            width=width(stream),
            limit=options.max_findings,
            duration_ms=round(1000 * (monotonic() - began)),
            exit_code=code,
        )
        if options.diff:
            write_diff(fixing.fixed.before, session.source, stream, context)
        if not options.fix_only:
            _write(report, stream, context, options)
    for path, reason in fixing.failed.items():
        click.echo(f"{context.shown(path)}: not written, {reason}", err=True)
    if not options.quiet:
        click.echo(_summary(report, options, len(fixing.fixed.before)), err=True)
    raise click.exceptions.Exit(code)


def _checked(asked: Request, options: _Options) -> tuple[Session, Choice]:
    files = asked.job.files()
    chosen = choose(files, asked.asked)
    if not chosen.paths and not options.allow_empty:
        raise DoclintError(_nothing(chosen.left_out.values()))
    plan = asked.job.plan()
    if chosen.paths and not any(plan(path) for path in chosen.paths):
        raise DoclintError("nothing to check: select, ignore and severity leave no rule on")
    track = progress(wanted=not options.quiet and not options.no_progress)
    changes = changes_since(asked.job.root, options.changed_since) if options.changed_since else None
    checked = choose(files, ()) if changes else chosen
    session = checked_session(asked.job, files, checked, track, _means(asked.job.root, options))
    if changes:
        chosen = chosen.only(affected(session, changes))
    for path, reason in sorted(session.reasons.items()) if options.verbose else ():
        click.echo(f"{path}: {reason}", err=True)
    return session, chosen


def _means(root: Path, options: _Options) -> Means:
    folder = None if options.no_cache else cache_folder(root, options.cache_dir)
    return Means(options.jobs or usable_cpus(), folder, lambda text: click.echo(f"warning: {text}", err=True))


def _nothing(reasons: Iterable[Any]) -> str:
    counts = Counter(reason.text for reason in reasons)
    listed = [f"  {count} {'file' if count == 1 else 'files'}: {text}" for text, count in counts.most_common()]
    return "\n".join(("nothing to check: there are no Markdown files" if not listed else "nothing to check:", *listed))


def _exit_code(report: Report, options: _Options, asked: Iterable[str]) -> int:
    unreadable = {diagnostic.path for diagnostic in report.diagnostics if diagnostic.rule == UNREADABLE}
    if report.failures or not unreadable.isdisjoint(asked):
        return _FAILED
    if options.fix_only:
        return 0
    severities = list(Severity)
    counted = severities[: severities.index(Severity(options.fail_on)) + 1] if options.fail_on != _NEVER else []
    if any(report.count(severity) for severity in counted):
        return _FINDINGS
    too_many = options.max_warnings is not None and report.count(Severity.WARNING) > options.max_warnings
    return _FINDINGS if too_many else 0


def _exit_code_of_fixing(fixing: Fixing, options: _Options) -> int:
    if fixing.failed:
        return _FAILED
    return _FINDINGS if options.diff and fixing.fixed.before else 0


def _write(report: Report, stream: TextIO, context: Context, options: _Options) -> None:
    report = report.with_hidden() if options.show_suppressed else report
    form = options.format or ("full" if stream.isatty() else "concise")
    if options.statistics:
        write = write_statistics_json if form in ("json", "jsonl") else write_statistics
        write(report, stream, context)
        return
    FORMATS[form](report, stream, context)
    if form in HUMAN_FORMATS and os.environ.get("GITHUB_ACTIONS") == "true":
        write_github(report, stream, context, rest=False)


def _summary(report: Report, options: _Options, fixed: int) -> str:
    counts = [
        f"{report.count(s)} {s}{'' if s is Severity.INFO else _plural(report.count(s))}"
        for s in Severity
        if report.count(s)
    ]
    fixable = report.fixable(safe=True) + report.fixable(safe=False)
    parts = [f"{report.files} page{_plural(report.files)} checked: {', '.join(counts) or 'no findings'}"]
    made = "would be made" if options.diff else "made"
    if report.fixed:
        parts += [f"{report.fixed} fix{'es' if report.fixed > 1 else ''} {made} on {fixed} page{_plural(fixed)}"]
    parts += [f"{fixable} with a fix"] if fixable else []
    hidden = (("suppressed", report.count_hidden("directive")), ("in the baseline", report.count_hidden("baseline")))
    parts += [f"{count} {what}" for what, count in hidden if count]
    limited = options.format in (None, *HUMAN_FORMATS) and not options.statistics
    cut = len(report.diagnostics) - options.max_findings if limited and options.max_findings is not None else 0
    parts += [f"{cut} not shown (--max-findings {options.max_findings})"] if cut > 0 else []
    return "; ".join(parts)


def _plural(count: int) -> str:
    return "" if count == 1 else "s"
