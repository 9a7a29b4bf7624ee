"""A bar in the editor while a docs set is read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from lsprotocol import types

if TYPE_CHECKING:
    from pygls.lsp.server import LanguageServer

_WORTH_SHOWING = 100
"""Pages that take long enough to be read for a bar."""


class Progress:
    """One bar. It appears when the client has agreed to it, and the work waits for no client."""

    def __init__(self, server: LanguageServer, title: str) -> None:
        self._server = server
        self._title = title
        self._token = str(uuid4())
        self._far = (0, 0)
        self._is_asked = False
        self._is_shown = False
        self._is_over = False

    def report(self, done: int, total: int) -> None:
        """Say how far the work is."""
        self._far = done, total
        if not self._is_asked and total >= _WORTH_SHOWING:
            self._is_asked = True
            self._server.work_done_progress.create(self._token, lambda _: self._begin())
        if self._is_shown:
            value = types.WorkDoneProgressReport(message=self._message, percentage=self._percentage)
            self._server.work_done_progress.report(self._token, value)

    def end(self) -> None:
        """Say that it is over."""
        self._is_over = True
        if self._is_shown:
            self._is_shown = False
            self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd())

    def _begin(self) -> None:
        self._is_shown = True
        value = types.WorkDoneProgressBegin(
            self._title, cancellable=False, message=self._message, percentage=self._percentage
        )
        self._server.work_done_progress.begin(self._token, value)
        if self._is_over:
            self.end()

    @property
    def _message(self) -> str:
        done, total = self._far
        return f"{done} of {total} pages"

    @property
    def _percentage(self) -> int:
        done, total = self._far
        return 100 * done // total
