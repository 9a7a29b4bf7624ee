"""The Response section states one status code, the example another.

Readers program against the code that the page promises; when prose and example differ, one of them is wrong. A
section that only promises "a 200-series response code" leaves it to the example to say which.

Only codes of success are compared, and only for requests to the API that use a method of the HTTP request section:
follow-up requests, such as asking for the state of an operation, have codes of their own. Redirects (302) and partial
success (206, 207) are other outcomes. A section that states several codes allows each of them.

The finding stands where the mistake is likelier. A generator writes 200 or 201 into examples, so a 204 was put there
by a person, and two examples are seldom wrong in the same way: then it is the prose, else the example. The fix writes
the example's code for "200-series"; it is not safe, since it makes the page promise more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    Edit,
    Example,
    Finding,
    Fix,
    Message,
    Page,
    Related,
    Severity,
    Span,
    StatedStatus,
    Workspace,
    rule,
)

from ._blocks import PHRASES, goes_elsewhere, templates

_REQUEST = "## Examples\n\n```http\nPOST https://graph.microsoft.com/beta/domes\n```\n\n"
_SUCCESS = range(200, 300)
_NO_CONTENT = 204
_PARTIAL = frozenset({206, 207})
_VAGUE = re.compile(r"\b(?:200-series|2xx)(?= (?:response|status) code)", re.IGNORECASE)
_HELP = "Find out which code the API returns, and state it in both places"


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(
            "## Response\n\nReturns `200 OK`, or `201 Created` when the dome is new.\n\n"
            f"{_REQUEST}```http\nHTTP/1.1 201 Created\n```\n"
        ),
        Example(
            "## Response\n\nReturns `201 Created`. If the name is taken, returns `409 Conflict`.\n\n"
            f"{_REQUEST}```http\nHTTP/1.1 409 Conflict\n```\n"
        ),
    ),
    invalid=(
        Example(
            "## Response\n\nIf successful, this method returns a `201 Created` response code.\n\n"
            f"{_REQUEST}```http\nHTTP/1.1 ⟦200⟧ OK\n```\n"
        ),
        Example(
            "## Response\n\nIf successful, this method returns a `⟦200 OK⟧` response code.\n\n"
            f"{_REQUEST}```http\nHTTP/1.1 204 No Content\n```\n"
        ),
    ),
)
def status_code_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    section = page.section("response", "responses")
    if section is None:
        return
    shown = list(_shown(page, workspace))
    stated = [s for s in page.stated_statuses if s.code in _SUCCESS]
    wrong = [message for message in shown if message.code not in {s.code for s in stated}]
    if not page.stated_statuses and len({message.code for message in shown}) == 1:
        yield from _vague(page, section.own, shown[0])
    elif not wrong or all(s.code in _PARTIAL for s in stated):
        return
    elif _prose_is_wrong(stated, shown):
        yield _at_prose(stated[0], wrong)
    else:
        yield from (_at_example(message, stated) for message in wrong)


def _shown(page: Page, workspace: Workspace) -> Iterator[Message]:
    """The successful responses of the examples that show what the page documents."""
    methods = {message.method.text for message in templates(page, workspace)}
    for pair in page.exchanges.pairs:
        request = pair.message
        if request is None or goes_elsewhere(request.target, workspace.settings.hosts):
            continue
        if request.method.text in methods or not methods:
            yield from (m for m in pair.answers if m.code in _SUCCESS and m.code not in _PARTIAL)


def _vague(page: Page, section: Span, shown: Message) -> Iterator[Finding]:
    match = _VAGUE.search(page.prose, section.start, section.end)
    if match and shown.code in PHRASES:
        span = Span(*match.span())
        text = f"`{shown.code} {PHRASES[shown.code]}`"
        message = f"The section promises a `{match[0]}` code, but the example returns `{shown.code}`"
        fix = Fix(f"Write {text}", (Edit(span, text),), safe=False)
        yield Finding(span, message, "State the code that the API returns", fix, (_line(shown),), Severity.WARNING)


def _prose_is_wrong(stated: list[StatedStatus], shown: list[Message]) -> bool:
    codes = {message.code for message in shown}
    return len(stated) == 1 and len(codes) == 1 and (_NO_CONTENT in codes or len(shown) > 1)


def _at_prose(stated: StatedStatus, shown: list[Message]) -> Finding:
    counted = f"all {len(shown)} examples return" if len(shown) > 1 else "the example returns"
    message = f"The section states `{stated.text.text}`, but {counted} `{shown[0].code}`"
    return Finding(stated.text.span, message, _HELP, related=tuple(_line(other) for other in shown))


def _at_example(message: Message, stated: list[StatedStatus]) -> Finding:
    codes = " or ".join(dict.fromkeys(f"`{s.text.text}`" for s in stated))
    what = f"The example returns `{message.code}`, but the Response section states {codes}"
    return Finding(message.status.span, what, _HELP, related=tuple(Related("stated here", s.text.span) for s in stated))


def _line(message: Message) -> Related:
    return Related("returned here", message.start_line.span)
