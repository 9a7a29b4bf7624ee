"""``doclint baseline``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from doclint.baseline import USUAL_NAME, Baseline, Comparison, Known, compare, read_baseline, write_baseline
from doclint.cli.inputs import Given, Running, request, to_check
from doclint.cli.options import PATH, input_options, rule_options, run_options
from doclint.cli.terminal import output, progress
from doclint.errors import DoclintError
from doclint.reports import FORMATS, context_in
from doclint.reports.wording import plural
from doclint.run import checked_session, report_on
from doclint.text import Source


@dataclass(frozen=True, kw_only=True)
class _Options(Given, Running):
    update: bool = False
    accept_new: bool = False
    check: bool = False


@click.command("baseline")
@input_options
@rule_options
@click.option(
    "--baseline", metavar="PATH", type=PATH, help=f"The file; default: what the configuration says, or {USUAL_NAME}"
)
@click.option("--update", is_flag=True, help="Drop what is no more, and follow renamed pages; adds nothing")
@click.option("--accept-new", is_flag=True, help="Add what is new; with --update, both")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 unless the baseline is what is found")
@run_options
def command(**given: Any) -> None:
    """Write down all findings there are, so that from now on only new ones are reported.

    PATH says which pages this is about, and --select which rules; what is known of others stays. Without options a
    baseline is made, where there is none yet.
    """
    options = _Options(**given)
    if options.check and (options.update or options.accept_new):
        raise DoclintError("--check writes nothing, it does not go with --update or --accept-new")
    asked = request(options)
    job = asked.job
    file = job.baseline or job.root / USUAL_NAME
    is_new = not (options.check or options.update or options.accept_new)
    if is_new and file.exists():
        raise DoclintError(f"{job.shown(file)} exists: --update drops what is no more, --accept-new adds what is new")
    files = job.files()
    chosen = to_check(asked, files)
    session = checked_session(job, files, chosen, progress(wanted=True), options.means(job.root))
    click.get_current_context().call_on_close(session.close)
    session.save()
    baseline = Baseline(Source(job.shown(file), "")) if is_new else read_baseline(file, job.shown(file))
    found = report_on(replace(job, baseline=None), session, chosen)
    if found.failures:
        raise DoclintError(f"{found.failures[0].path}: {found.failures[0].message}")
    compared = compare(found, baseline, job.scope(session, chosen))
    if options.check:
        _tell(compared, job.root)
    else:
        kept = _kept(compared, update=options.update, accept_new=options.accept_new or is_new)
        write_baseline(file, kept)
        click.echo(f"{job.shown(file)}: {_said(compared, options, is_new=is_new)}", err=True)
        if not job.config.baseline and not options.baseline:
            click.echo(f"write baseline: {USUAL_NAME} into the configuration, so that doclint check obeys it", err=True)


def _kept(compared: Comparison, *, update: bool, accept_new: bool) -> Known:
    kept = Counter(compared.met) + Counter(compared.unseen)
    kept += Counter(compared.new) if accept_new else Counter()
    return kept + (Counter() if update else Counter(compared.stale))


def _said(compared: Comparison, options: _Options, *, is_new: bool) -> str:
    known, new, stale = (sum(entries.values()) for entries in (compared.met, compared.new, compared.stale))
    if is_new:
        return plural(new, "finding")
    added = f"{new} new added" if options.accept_new else f"{new} new left out"
    dropped = f"{stale} dropped that are no more" if options.update else f"{stale} kept that are no more"
    return f"{plural(known, 'finding')} still there, {added}, {dropped}"


def _tell(compared: Comparison, root: Path) -> None:
    """Print what is new and what is stale, and end with 1 when there is any."""
    with output() as stream:
        FORMATS["concise"](compared.report, stream, context_in(root))
    new, stale = sum(compared.new.values()), sum(compared.stale.values())
    said = f"not in the baseline: {plural(new, 'finding')}; in it, but no more: {plural(stale, 'finding')}"
    click.echo(said, err=True)
    raise click.exceptions.Exit(1 if new or stale else 0)
