"""``doclint check``."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from time import monotonic
from typing import Any

import click

from doclint.aside import aside
from doclint.changes import Changes, affected, changes_since
from doclint.checking import UNREADABLE
from doclint.cli.diff import write_diff
from doclint.cli.fixing import Fixing, Wish, fix_options, fixed_as_wished
from doclint.cli.inputs import STDIN, Given, Request, Running, request, to_check
from doclint.cli.options import PATH, input_options, rule_options, run_options
from doclint.cli.reporting import (
    Telling,
    on_stream,
    report_options,
    summary,
    verdict,
    write_copies,
    write_report,
)  # fmt: skip
from doclint.cli.sharding import Sharing, shard_of, shard_option
from doclint.cli.terminal import output, progress
from doclint.cli.watch import Watch, changes_under, require_watcher
from doclint.config import all_rules, config_files, config_places
from doclint.docset import Choice, choose
from doclint.errors import DoclintError
from doclint.excerpt import visible
from doclint.report import Report
from doclint.reports import context_in, documented_by
from doclint.reports.wording import plural
from doclint.run import MANY, checked_session, collector_off, report_on
from doclint.session import Session

_FINDINGS, _FAILED = 1, 2


@dataclass(frozen=True, kw_only=True)
class _Options(Given, Wish, Sharing, Telling, Running):
    """The options of this command, beside those about input, rules, fixes, parts, reports and means."""

    allow_empty: bool = False
    no_progress: bool = False
    watch: bool = False
    changed_since: str | None = None
    verbose: bool = False


@click.command("check")
@input_options
@click.option(
    "--stdin-filename", metavar="PATH", type=PATH, help="The page that standard input (PATH -) is a version of"
)
@click.option("--changed-since", metavar="REF", help="Only pages that changed since a commit, or that this matters to")
@shard_option
@click.option("--allow-empty", is_flag=True, help="No error when there is nothing to check")
@rule_options
@click.option("--ignore-suppressions", is_flag=True, help="Report what pages suppress, too")
@click.option("--baseline", metavar="PATH", type=PATH, help="Hide the findings that this file knows")
@click.option("--no-baseline", is_flag=True, help="Show the findings that the baseline knows")
@fix_options
@report_options
@run_options
@click.option("--verbose", "-v", is_flag=True, help="Say why pages are checked that the cache could have spared")
@click.option("--watch", is_flag=True, help="Look again whenever a file changes, until Ctrl-C; needs doclint[watch]")
@click.option("--no-progress", is_flag=True, help="Show no progress bar")
def command(**given: Any) -> None:
    """Lint pages.

    PATH says what is reported; what is read is always the whole docs set: the folder of the nearest doclint.yml
    or pyproject.toml, else the current folder. Without PATH all of it is reported.
    """
    began = monotonic()
    command_run = click.get_current_context()
    command_run.with_resource(collector_off())
    command_run.call_on_close(gc.freeze)  # nothing is looked for in what ends with the process
    options = _wished(given)
    asked = request(options)
    session, chosen = _checked(asked, options)
    command_run.call_on_close(session.close)
    report, fixing, code = _result(asked, session, options.part(chosen), options)
    command_run.find_root().obj = session, report  # to be taken apart when all is said, if ever: see ``run``
    context = context_in(
        asked.job.root,
        documented_by(all_rules(asked.job.config, asked.job.rules)),
        duration_ms=round(1000 * (monotonic() - began)),
        exit_code=code,
        failing=options.failing,
        baseline=asked.job.shown(asked.job.baseline) if asked.job.baseline else None,
        shard=shard_of(asked.job, session, chosen, options),
    )
    write_copies(report, context, options)
    with output() as stream:
        context = on_stream(context, stream, options)
        if options.diff:
            write_diff(fixing.fixed, session.source, stream, context)
        if not options.fix_only:
            write_report(report, stream, context, options)
    for path, reason in fixing.failed.items():
        click.echo(f"{visible(context.shown(path))}: not written, {reason}", err=True)
    if said := summary(report, options, _said_of(report, fixing, options), is_shown=not options.fix_only):
        click.echo(said, err=True)
    if options.watch:
        watch = Watch(lambda: request(options), lambda anew: _checked(anew, options)[0], asked, session, options)
        changes = changes_under(asked.job.root, lambda: config_files(asked.config) if asked.config else ())
        code = _exit_code(watch.follow(report, changes), options, asked.asked)
    raise click.exceptions.Exit(code)


def _wished(given: Mapping[str, Any]) -> _Options:
    """The options. ``DoclintError`` when they do not go together."""
    options = _Options(**given)
    options.refuse_nonsense()
    options.refuse_nonsensical_fixes(options.paths, options.format)
    if options.shard and (options.is_any or STDIN in options.paths):
        raise DoclintError("--shard only reports, and on files: it goes with no fix, --diff or standard input")
    if options.watch:
        only_once = options.is_any or options.shard or options.changed_since or STDIN in options.paths
        require_watcher(options, files_alone=not only_once)
    return options


def _result(asked: Request, session: Session, chosen: Choice, options: _Options) -> tuple[Report, Fixing, int]:
    """What is to be reported, after what is to be fixed, and the exit code."""
    before = _exit_code(report_on(asked.job, session, chosen), options, asked.asked) if options.diff else 0
    fixing = fixed_as_wished(asked.job, session, chosen.paths, options)
    session.close()  # what the workers know would be in memory all the while the report is made
    report = report_on(asked.job, session, chosen, fixing.fixed)
    return report, fixing, max(before, _exit_code(report, options, asked.asked), _exit_code_of_fixing(fixing, options))


def _checked(asked: Request, options: _Options) -> tuple[Session, Choice]:
    files = asked.job.files()
    chosen = choose(files, asked.asked)
    if chosen.paths or not options.allow_empty:
        chosen = to_check(asked, files)
    track = progress(wanted=not options.quiet and not options.no_progress)
    changes = _changes(asked, options)
    checked = choose(files, ()) if changes else options.part(chosen)
    means = options.means(asked.job.root)
    session = checked_session(asked.job, files, checked, track, means)
    if options.verbose:
        _tell_misses(asked, session)
    if changes:
        chosen = chosen.only(affected(session, changes))
    is_last = not options.is_any and not options.watch
    _save(session, in_two=is_last and means.jobs > 1 and len(session.paths()) >= MANY)
    return session, chosen


def _tell_misses(asked: Request, session: Session) -> None:
    """Say why pages were checked; of what is done with the pages later the cache is no reason."""
    context = context_in(asked.job.root)
    for path, reason in sorted(session.reasons.items()):
        click.echo(f"{visible(context.shown(path))}: {reason}", err=True)


def _save(session: Session, *, in_two: bool) -> None:
    """Save what is new, in a process of its own if that is worth it: while this one makes the report."""
    if not in_two:
        session.save()
    elif session.is_unsaved():
        session.close()  # what the workers know would be in memory all the while
        click.get_current_context().call_on_close(aside(session.save))


def _changes(asked: Request, options: _Options) -> Changes | None:
    """What has changed since the commit that is asked about; None when there is none, or any page may be touched."""
    if not options.changed_since:
        return None
    changes = changes_since(asked.job.root, options.changed_since, _configurations(asked, options))
    if changes.config is None:
        return changes
    if not options.quiet:
        shown = asked.job.shown(changes.config)
        click.echo(f"{shown} has changed since {options.changed_since}, which may matter to any page", err=True)
    return None


def _configurations(asked: Request, options: _Options) -> Iterable[Path] | None:
    """The files that the configuration is made of, and those nearer that could have been in its place."""
    if options.no_config:
        return None
    files = config_files(asked.config) if asked.config else ()
    nearer = () if options.config else takewhile(lambda place: place != asked.config, config_places(asked.job.root))
    return (*nearer, *files)


def _exit_code(report: Report, options: _Options, asked: Iterable[str]) -> int:
    unreadable = {diagnostic.path for diagnostic in report.diagnostics if diagnostic.rule == UNREADABLE}
    if report.failures or not unreadable.isdisjoint(asked):
        return _FAILED
    return 0 if options.fix_only else verdict(report, options)


def _exit_code_of_fixing(fixing: Fixing, options: _Options) -> int:
    if fixing.failed:
        return _FAILED
    return _FINDINGS if options.diff and fixing.fixed.before else 0


def _said_of(report: Report, fixing: Fixing, options: _Options) -> str:
    if not report.fixed:
        return ""
    made = "would be made" if options.diff else "made"
    return f"{plural(report.fixed, 'fix', 'es')} {made} on {plural(len(fixing.fixed.before), 'page')}"
