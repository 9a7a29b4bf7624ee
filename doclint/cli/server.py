"""``doclint server``."""

from __future__ import annotations

import click

from doclint.errors import DoclintError


@click.command("server")
@click.option("--stdio", is_flag=True, help="Talk on standard input and output, as it always does")
def command(*, stdio: bool) -> None:  # noqa: ARG001, editors give it
    """Serve an editor, by the Language Server Protocol on standard input and output."""
    try:
        import pygls  # noqa: F401, PLC0415, it is an extra
    except ImportError as error:
        raise DoclintError("doclint server needs pygls: pip install 'doclint[lsp]'") from error
    from doclint.lsp.main import serve  # noqa: PLC0415, it needs pygls

    serve()
