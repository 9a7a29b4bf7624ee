"""A status code that does not fit the method of its request.

Nothing is created by a GET, and nothing by a DELETE: where an example answers them with `201 Created`, method or code
was copied from elsewhere. A GET answered with `204 No Content` alone gives a reader nothing to look at.

Only combinations that are wrong beyond doubt are reported. A PATCH may create when the page documents an upsert, and
a GET that finds nothing may stand beside one that does.

Authority: RFC 9110, 9.3 and 15.3; OData 4.01 Protocol, 8.2 and 11.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Example, Finding, Message, Page, Related, Severity, Workspace, rule

_CREATED, _NO_CONTENT = 201, 204
_UPSERT = re.compile(r"upsert|create|add|put", re.IGNORECASE)
_GET = "## Example\n\n```http\nGET https://graph.microsoft.com/beta/domes/7\n```\n\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f"{_GET}```http\nHTTP/1.1 200 OK\n```\n"),
        Example(f"{_GET}```http\nHTTP/1.1 200 OK\n```\n\n{_GET}```http\nHTTP/1.1 204 No Content\n```\n"),
    ),
    invalid=(
        Example(f"{_GET}```http\nHTTP/1.1 ⟦201⟧ Created\n```\n"),
        Example(f"{_GET.replace('GET', 'DELETE')}```http\nHTTP/1.1 ⟦201⟧ Created\n```\n"),
    ),
)
def status_method_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    answered = [(pair.message, answer) for pair in page.exchanges.pairs if pair.message for answer in pair.answers]
    shown = {answer.code for request, answer in answered if request.method.text == "GET"}
    title = page.h1.text if page.h1 else ""
    for request, answer in answered:
        if _is_wrong(request.method.text, answer, shown, title):
            yield _finding(request, answer)


def _is_wrong(method: str, answer: Message, shown: set[int | None], title: str) -> bool:
    if answer.code == _CREATED:
        return method in ("GET", "DELETE") or (method == "PATCH" and not _UPSERT.search(title))
    return answer.code == _NO_CONTENT and method == "GET" and shown == {_NO_CONTENT}


def _finding(request: Message, answer: Message) -> Finding:
    answered = " ".join(filter(None, (answer.status.text, answer.reason.text)))
    message = f"`{request.method.text}` is answered with `{answered}`"
    related = (Related("the request", request.method.span),)
    return Finding(answer.status.span, message, "Find out which of method and code is right", related=related)
