"""The part of ``doclint check`` that leaves pages to other machines."""

from __future__ import annotations

from dataclasses import dataclass

import click

from doclint.docset import Choice
from doclint.reports.shards import Shard, part_of, run_name
from doclint.run import Job
from doclint.session import Session


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """What the option says of the part that this machine is to do: the how many-th, from 1, and of how many."""

    shard: tuple[int, int] | None = None

    def part(self, chosen: Choice) -> Choice:
        """Those of the chosen pages that are this machine's."""
        return part_of(chosen, *self.shard) if self.shard else chosen


def _numbers(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    number, _, of = value.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise click.BadParameter(f"{value} is no part, write K/N with K from 1 to N")
    return int(number), int(of)


shard_option = click.option(
    "--shard", metavar="K/N", callback=_numbers, help="Only the K-th of N parts; doclint merge joins them"
)


def shard_of(job: Job, session: Session, chosen: Choice, sharing: Sharing) -> Shard | None:
    """What merging must know of this part of a run on the chosen pages; None when it is the whole."""
    if sharing.shard is None:
        return None
    number, of = sharing.shard
    run = run_name(job.plan(), chosen.paths)
    if job.baseline is None:
        return Shard(number=number, of=of, run=run)
    scope = job.scope(session, sharing.part(chosen))
    unchecked = session.paths() - set(chosen.paths)
    return Shard(number=number, of=of, run=run, baseline=job.shown(job.baseline), scope=scope, unchecked=unchecked)
