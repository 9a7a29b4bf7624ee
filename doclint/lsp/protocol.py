"""The protocol, where pygls' own would not do."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import JsonRPCNotification, LanguageServerProtocol, lsp_method

_IGNORED = "$/unreadable"


class Protocol(LanguageServerProtocol):
    """The protocol with answers to requests that cannot be read, and without texts of its own.

    pygls would split texts into lines where Markdown and editors do not (U+2028, form feeds) and so misplace changes.
    """

    def structure_message(self, data: dict[str, Any]) -> Any:
        """See pygls. A request that makes no sense is answered, or the client would wait for ever."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" in data and isinstance(data.get("id"), (str, int)):
                self._send_response(data["id"], error=error.to_response_error())
            return JsonRPCNotification(method=_IGNORED, jsonrpc=self.VERSION, params=None)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Generator[Any, Any, None]:
        """See pygls."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Generator[Any, Any, None]:
        """See pygls."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Generator[Any, Any, None]:
        """See pygls."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None
