"""A method that contradicts the rest of the page.

The HTTP request section, the title and the example tell one story: "Update dome" is a PATCH or PUT in all of them.
Where the first example uses a method that the section does not list, one of the two is wrong. A page that lists or
gets never changes anything, one that creates or adds never deletes, one that deletes never updates; and references
(`/$ref`) are added with POST, set with PUT and removed with DELETE, never patched.

Only the first example is compared: later ones may be follow-up steps. Titles of actions (`dome: close`) say nothing
of their method, and a page titled "Get ..." may call an action such as `getByIds` with POST.

The finding stands at the example, or at the section where that is likelier to be wrong: generators write POST or
PATCH when they do not know better, and may list another action than the title's. There is no fix.

Authority: RFC 9110, 9.3; OData 4.01 Protocol, 11.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Example, Finding, Message, Page, Related, Severity, Workspace, rule

from ._blocks import METHODS, goes_elsewhere, templates

_CHANGES = frozenset({"PATCH", "PUT", "DELETE"})
_IMPOSSIBLE = {
    "list": _CHANGES | {"POST"},
    "get": _CHANGES | {"POST"},
    "create": frozenset({"GET", "DELETE"}),
    "add": frozenset({"GET", "DELETE"}),
    "update": frozenset({"GET", "DELETE"}),
    "delete": frozenset({"GET", "PATCH", "PUT"}),
    "remove": frozenset({"GET", "PATCH", "PUT"}),
}
"""The methods that a page whose title begins with this verb cannot have."""
_ARGUMENTS = re.compile(r"\([^()]*\)")
_ASKING_ACTION = re.compile(
    r"/[\w.]*?\.?(?:check|evaluate|export|fetch|filter|find|get|list|query|retrieve|search)[A-Z][^/]*\Z"
)


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(
            "# Update dome\n\n## HTTP request\n\n```http\nPATCH /domes/{id}\n```\n\n## Example\n\n```http\n"
            "PATCH https://graph.microsoft.com/beta/domes/7\n```\n\n```http\nGET https://graph.microsoft.com/beta/domes/7\n```\n"
        ),
        Example("# Get domes by ID\n\n## HTTP request\n\n```http\nPOST /domes/getByIds\n```\n"),
    ),
    invalid=(
        Example(
            "# dome: close\n\n## HTTP request\n\n```http\nPOST /domes/{id}/close\n```\n\n## Example\n\n```http\n"
            "⟦PATCH⟧ https://graph.microsoft.com/beta/domes/7/close\n```\n"
        ),
        Example("# Delete dome\n\n## HTTP request\n\n```http\n⟦PATCH⟧ /domes/{id}\n```\n"),
        Example("# Add keeper\n\n## HTTP request\n\n```http\n⟦PATCH⟧ /domes/{id}/keepers/$ref\n```\n"),
    ),
)
def method_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    listed = [message for message in templates(page, workspace) if message.method.text in METHODS]
    example = _first_example(page, workspace.settings.hosts)
    verb = _verb(page)
    wrong = [message for message in (*listed, *filter(None, [example])) if _is_impossible(verb, message)]
    yield from (_against_title(page, message) for message in wrong)
    if example and listed and not wrong and example.method.text not in {m.method.text for m in listed}:
        yield _against_each_other(page, listed, example)


def _first_example(page: Page, hosts: tuple[str, ...]) -> Message | None:
    pair = next(iter(page.exchanges.pairs), None)
    request = pair.message if pair else None
    if request is None or request.method.text not in METHODS or goes_elsewhere(request.target, hosts):
        return None
    return request


def _verb(page: Page) -> str:
    """The verb that the title begins with; empty for the title of an action."""
    title = page.h1.text if page.h1 else ""
    return "" if ":" in title else title.partition(" ")[0].lower()


def _is_impossible(verb: str, message: Message) -> bool:
    method = message.method.text
    if method == "PATCH" and _path(message).endswith("/$ref"):
        return True
    return method in _IMPOSSIBLE.get(verb, ()) and not (method == "POST" and _ASKING_ACTION.search(_path(message)))


def _path(message: Message) -> str:
    return _ARGUMENTS.sub("", message.target.text.partition("?")[0]).rstrip("/")


def _against_title(page: Page, message: Message) -> Finding:
    method = message.method
    if method.text == "PATCH" and _path(message).endswith("/$ref"):
        text = f"`{method.text}` is no method for a reference (`/$ref`)"
        return Finding(method.span, text, "Add with POST, set with PUT, remove with DELETE")
    title = page.h1
    related = (Related("the title", title.title.span),) if title else ()
    text = f"`{method.text}` does not fit the title `{title.text if title else ''}`"
    return Finding(method.span, text, "Use the method of the API, or correct the title", related=related)


def _against_each_other(page: Page, listed: list[Message], example: Message) -> Finding:
    methods = " or ".join(f"`{name}`" for name in dict.fromkeys(m.method.text for m in listed))
    text = f"The example uses `{example.method.text}`, the HTTP request section {methods}"
    places = (example.method.span, listed[0].method.span)
    here, there = reversed(places) if _section_is_wrong(page, listed, example) else places
    help_text = "Find out which method the API has, and use it in both"
    return Finding(here, text, help_text, related=(Related("the other", there),))


def _section_is_wrong(page: Page, listed: list[Message], example: Message) -> bool:
    method, methods = example.method.text, {message.method.text for message in listed}
    if method == "GET" or (method == "POST" and methods == {"PATCH"}):
        return True
    action = (page.h1.text if page.h1 else "").rpartition(":")[2].strip().lower()
    listed_there = any(_path(message).lower().endswith(action) for message in listed)
    return bool(action) and _path(example).lower().endswith(action) and not listed_there
