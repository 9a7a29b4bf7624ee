"""``doclint cache``."""

from __future__ import annotations

from typing import Any

import click

from doclint.cache import remove
from doclint.cli.inputs import Given, request
from doclint.cli.options import config_options
from doclint.cli.terminal import output
from doclint.errors import DoclintError
from doclint.run import cache_folder


@click.command("cache")
@click.argument("action", metavar="clean|dir")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@config_options
@click.option("--cache-dir", metavar="PATH", help="Where the cache lies; default: .doclint_cache in the docs set")
def command(action: str, cache_dir: str | None, **given: Any) -> None:
    """Say where the cache of a docs set lies (dir), or delete it (clean)."""
    if action not in ("clean", "dir"):
        raise click.UsageError(f"unknown action {action}, known are clean and dir")
    folder = cache_folder(request(Given(**given)).job.root, cache_dir)
    if action == "clean":
        try:
            removed = remove(folder)
        except OSError as error:
            raise DoclintError(f"{folder}: cannot be deleted, {error.strerror}") from error
        click.echo(f"{folder}: {'deleted' if removed else 'there is no cache'}", err=True)
        return
    with output() as stream:
        stream.write(f"{folder}\n")
