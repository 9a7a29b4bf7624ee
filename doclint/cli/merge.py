"""``doclint merge``."""

from __future__ import annotations

from typing import Any

import click

from doclint.cli.options import PATH
from doclint.cli.reporting import Telling, on_stream, report_options, summary, verdict, write_copies, write_report
from doclint.cli.terminal import output
from doclint.reports import context_in
from doclint.reports.merging import merge

_FAILED = 2


@click.command("merge")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=PATH)
@report_options
def command(files: tuple[str, ...], **given: Any) -> None:
    """Put the parts of a run together that doclint check --shard K/N --format json wrote.

    The report and the exit code are those of one run. The current folder and the pages must be as they were for the
    parts.
    """
    telling = Telling(**given)
    telling.refuse_nonsense()
    merged = merge(files)
    code = _FAILED if merged.failed else verdict(merged.report, telling)
    context = context_in(
        merged.root,
        merged.documented,
        duration_ms=merged.duration_ms,
        exit_code=code,
        failing=telling.failing,
        baseline=merged.baseline,
    )
    write_copies(merged.report, context, telling)
    with output() as stream:
        write_report(merged.report, stream, on_stream(context, stream, telling), telling)
    if said := summary(merged.report, telling):
        click.echo(said, err=True)
    raise click.exceptions.Exit(code)
