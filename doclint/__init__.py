"""Lint annotated Markdown API documentation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from doclint.errors import DoclintError

if TYPE_CHECKING:
    from doclint.report import Report

__version__ = "0.1.0"
__all__ = ["DoclintError", "__version__", "check"]


def check(
    root: str | Path,
    paths: Iterable[str | Path] = (),
    config: str | Path | Mapping[str, object] | None = None,
) -> Report:
    """Check the pages of the docs set under ``root``, and report on all of them or on those of ``paths``.

    ``paths`` are files and folders, absolute or relative to ``root``, else to the current folder. ``config`` is the
    path of a configuration, a mapping with the keys of ``doclint.yml``, or None to look for one from ``root`` upwards.

    Nothing is printed, and nothing stays behind. Raises ``DoclintError`` for what the caller can mend: a folder or
    file that does not exist, a configuration that is wrong.
    """
    from doclint.run import check_folder  # noqa: PLC0415, "doclint --version" must not wait for the parser

    settled = Path(config) if isinstance(config, str) else config
    return check_folder(Path(root), [Path(path) for path in paths], settled)
