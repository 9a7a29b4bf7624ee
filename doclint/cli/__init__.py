"""The command line."""

from __future__ import annotations

import atexit
import os
import re
import sys
from difflib import get_close_matches
from importlib import import_module
from itertools import pairwise
from typing import Any

import click

from doclint import __version__
from doclint.errors import DoclintError

_INTERRUPTED = 130
_SAYS_NOTHING = re.compile(r"--[\w-]+=\Z")
_COMMANDS = {
    "check": "Lint pages (doclint PATH means the same)",
    "rules": "List the rules",
    "explain": "Show a rule's documentation",
    "config": "Show the configuration in force, and where each value comes from",
    "init": "Write a commented configuration",
    "files": "List what would be linted, and why other files would not",
    "baseline": "Write down the findings there are, so that only new ones are reported",
    "merge": "Put the parts of a run together that machines have shared",
    "test-rules": "Run the examples that rules carry",
    "schema": "Print a JSON Schema: of the configuration, or of the JSON output",
    "inspect": "Show what the parser sees in a page",
    "server": "Serve an editor (Language Server Protocol)",
    "cache": "Say where the cache lies, or delete it",
}
"""The commands and what they are for. Each is imported when it is called, so that the others need not wait for it."""


class _Failure(click.ClickException):
    """What the user can mend."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(self.format_message(), file=file, err=True)


class _Commands(click.Group):
    """The commands; a path where a command should stand means ``check``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002, click's signature
        """See click."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """See click."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"doclint.cli.{cmd_name.replace('-', '_')}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """See click; this one imports nothing."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """See click."""
        if ctx.resilient_parsing and not args:  # a shell asks how to go on
            return super().parse_args(ctx, args)
        first = args[0] if args else "check"
        if first not in (*_COMMANDS, *ctx.help_option_names, "--version"):
            _refuse_near_command(first)
            args = ["check", *args]
        for before, word in pairwise(args):  # most likely a variable of a script that is not set
            if not word or _SAYS_NOTHING.match(word):
                raise click.UsageError(f"{word.removesuffix('=') or 'an argument'} is empty, after {before}")
        return super().parse_args(ctx, args or ["check"])

    def invoke(self, ctx: click.Context) -> Any:
        """See click."""
        try:
            return super().invoke(ctx)
        except DoclintError as error:
            raise _Failure(str(error)) from error
        except KeyboardInterrupt:
            click.echo("interrupted", err=True)
            raise click.exceptions.Exit(_INTERRUPTED) from None
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception:  # noqa: BLE001, Python would end with 1, as if there were findings
            from traceback import format_exc  # noqa: PLC0415, it is seldom needed

            click.echo(f"{format_exc()}\nThis is a fault of doclint itself.", err=True)
            raise click.exceptions.Exit(_Failure.exit_code) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="doclint")
def main() -> None:
    """Lint annotated Markdown API documentation.

    Exit code: 0 when nothing is wrong, 1 with findings, 2 when it could not do what was asked, 130 when interrupted.
    """


def run() -> None:
    """The program. It ends at once: to take apart all that it has in memory costs more than most commands."""
    try:
        main(prog_name="doclint")
    except SystemExit as ended:
        atexit._run_exitfuncs()  # noqa: SLF001, there is no other name for it
        if not isinstance(ended.code, int) or not _is_all_written():
            raise
        os._exit(ended.code)


def _is_all_written() -> bool:
    """Whether what was printed is out; if it cannot be, Python is to say so when it ends."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):
        return False
    return True


def _refuse_near_command(word: str) -> None:
    close = get_close_matches(word, _COMMANDS, n=1)
    if close and not os.path.lexists(word):
        raise click.UsageError(f"No such command or path: {word}, did you mean {close[0]}?")
