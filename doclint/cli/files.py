"""``doclint files``."""

from __future__ import annotations

from typing import Any

import click

from doclint.cli.inputs import Given, request
from doclint.cli.options import input_options
from doclint.cli.terminal import output
from doclint.docset import choose
from doclint.excerpt import visible
from doclint.reports import context_in


@click.command("files")
@input_options
@click.option("--why", is_flag=True, help="List what was left out, too, and what kept it out")
def command(*, why: bool, **given: Any) -> None:
    """List the pages that would be linted."""
    job, asked, _ = request(Given(**given))
    choice = choose(job.files(), asked)
    context = context_in(job.root)
    lines = {path: visible(context.shown(path)) for path in choice.paths}
    if why:
        lines |= {path: f"{visible(context.shown(path))}: {r.text}" for path, r in choice.left_out.items()}
    with output() as stream:
        stream.writelines(lines[path] + "\n" for path in sorted(lines))
