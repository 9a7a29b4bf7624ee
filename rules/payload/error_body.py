"""A response whose status and body disagree on whether the request failed.

An error response of OData JSON Format 4.01 has one member, `error`, and clients decide by the status code which
of the two they read. An error object under a success status, or the body of a success under 400 and above, does not
tell the reader what really comes back.

A property called `error` beside others belongs to the resource, as operations have it. Bodies with `code` and `message`
at the top, as older services send them, are errors, too.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, JsonNode, Page, Related, Severity, Workspace, bodies, rule

_FIRST_ERROR = 400


@rule(
    severity=Severity.WARNING,
    valid=(
        Example('```http\nHTTP/1.1 404 Not Found\n\n{ "error": { "code": "domeNotFound" } }\n```\n'),
        Example('```http\nHTTP/1.1 200 OK\n\n{ "status": "failed", "error": { "code": "domeStuck" } }\n```\n'),
    ),
    invalid=(
        Example(
            '```http\nHTTP/1.1 200 OK\n\n{ ⟦"error"⟧: { "code": "domeStuck", "message": "Call for help." } }\n```\n'
        ),
        Example('```http\nHTTP/1.1 ⟦409⟧ Conflict\n\n{ "id": "4", "state": "closed" }\n```\n'),
    ),
)
def error_body(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for body in bodies(page, workspace):
        message, root = body.message, body.root
        if not message or message.code is None or not root or not (root.members or root.items):
            continue
        status = f"{message.status.text} {message.reason.text}".rstrip()
        if message.code >= _FIRST_ERROR and not _is_error(root):
            yield Finding(
                message.status.span,
                f"The status is {status}, but the body is no error",
                "Show the error object, or give the status code of the success",
                related=(Related("The body begins here", root.members[0].key_span if root.members else root.span),),
            )
        if message.code < _FIRST_ERROR and _is_only_error(root):
            yield Finding(
                root.members[-1].key_span,
                f"The body is an error, but the status is {status}",
                "Give the status code of the error, or show the body of the success",
                related=(Related("The status is here", message.status.span),),
            )


def _is_error(root: JsonNode) -> bool:
    keys = {member.key.lower() for member in root.members}
    return bool(keys & {"error", "odata.error", "errors"}) or {"code", "message"} <= keys


def _is_only_error(root: JsonNode) -> bool:
    """Whether an object with a code or message, called ``error``, is all there is, control annotations apart."""
    members = [member for member in root.members if not member.key.startswith("@")]
    if [member.key for member in members] != ["error"] or members[0] is not root.members[-1]:
        return False
    return bool(members[0].node.member("code") or members[0].node.member("message"))
