"""What the server knows at a time: docs sets, open texts, and what the client can do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from doclint.lsp.buffers import Buffer
from doclint.lsp.live import LiveDocs
from doclint.lsp.places import UTF16
from doclint.lsp.placing import Place
from doclint.lsp.settings import Settings


@dataclass(eq=False)
class Docs:
    """A docs set with the task that reads it."""

    live: LiveDocs
    ready: asyncio.Task[None]
    showing: asyncio.Task[None] | None = None

    def stop(self) -> None:
        """Give up what is being done."""
        self.ready.cancel()
        if self.showing:
            self.showing.cancel()


@dataclass
class Client:
    """What the client says it can do."""

    pulls: bool = False
    refreshes: bool = False
    shows_progress: bool = False
    configures: bool = False
    watches: bool = False
    settles: bool = False
    """It asks for the edits of an action when that is chosen."""
    versions: bool = False
    """It takes edits that name the version of the text they are for."""
    encoding: str = UTF16


@dataclass
class State:
    """What changes while the server runs; touched by the protocol's thread only."""

    settings: Settings = field(default_factory=Settings)
    client: Client = field(default_factory=Client)
    buffers: dict[str, Buffer] = field(default_factory=dict)
    """Open texts, by path; those without, such as ``untitled:``, by URI."""
    saved: dict[str, int] = field(default_factory=dict)
    """The versions of open texts that the files have."""
    docs: dict[Path, Docs] = field(default_factory=dict)
    former: dict[Path, Docs] = field(default_factory=dict)
    """Docs sets of before that may still be some, while it is found out which there are."""
    places: dict[Path, Place | None] = field(default_factory=dict)
    """The docs set that the files of a folder belong to, if to any."""
    complained: dict[Path, set[Path]] = field(default_factory=dict)
    """The files that were said to be wrong, by the configuration that this showed with."""
    changes: int = 0
    """Counts what may have changed any diagnostics."""
    answered: int = -1
    """What ``changes`` was when the client last got an answer about all pages."""
