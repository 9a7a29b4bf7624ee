"""What an output format may want to know beside the report."""

from __future__ import annotations

import os
import posixpath
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doclint.rule import Severity

MARKERS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
"""The colour of each severity on a terminal."""


@dataclass(frozen=True, kw_only=True)
class Context:
    """The circumstances of a run.

    ``root`` is the docs set's folder as seen from the current one, ``folder`` the current folder in the docs set where
    it lies in there. ``limit`` is how many findings people are shown at most; ``width`` the columns of their terminal.
    """

    root: str = "."
    folder: str = ""
    color: bool = False
    width: int = 100
    limit: int | None = None
    duration_ms: int = 0
    exit_code: int = 0

    def shown(self, path: str) -> str:
        """The path of a page, as one would type it in the current folder."""
        if self.folder:
            return posixpath.relpath(f"/{path}", f"/{self.folder}")
        return path if self.root == "." else f"{self.root}/{path}"


def context_in(root: Path, **more: Any) -> Context:
    """The circumstances when the docs set is in that folder."""
    here = Path.cwd()
    folder = here.relative_to(root).as_posix() if here.is_relative_to(root) and here != root else ""
    try:
        seen = Path(os.path.relpath(root)).as_posix()
    except ValueError:  # another drive
        seen = root.as_posix()
    return Context(root=seen, folder=folder, **more)
