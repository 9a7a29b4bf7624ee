"""A request that sends a property which is documented as read-only.

The service sets such properties itself: it rejects the request or ignores the value, and the reader is misled. What is
sent to create or update a resource is compared with the page's request table and the table of the type, inherited
properties included.

What creates a resource may send what is read-only from then on, so the table of the type counts there only for what
services make themselves, such as ids and times. Nested objects are left alone, since they often refer to things that
exist, by properties which are read-only there. So are the pages of the generator that sends every property on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Dialect, Example, Finding, Page, Related, Severity, Workspace, rule, typed_objects

from ._bodies import shown

_MADE = re.compile(r"id|eTag|(?:created|lastModified|deleted|completed)(?:DateTime|By)")

_PAGE = (
    "## Request body\n|Property|Type|Description|\n|:---|:---|:---|\n|name|String|The name.|\n"
    "|openedDateTime|DateTimeOffset|When it was opened. Read-only.|\n\n"
    "## Example\n```http\nPATCH https://graph.microsoft.com/beta/domes/4\n\n%s\n```\n"
)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(_PAGE % '{ "name": "North" }'),
        Example(_PAGE % '{ "name": "North", "site": { "openedDateTime": null } }'),
    ),
    invalid=(
        Example(_PAGE % '{ "name": "North", ⟦"openedDateTime"⟧: "2024-01-15T09:30:00Z" }'),
        Example(
            '## Example\n<!-- { "blockType": "request", "@odata.type": "microsoft.graph.dome" } -->\n'
            '```http\nPOST https://graph.microsoft.com/beta/domes\n\n{ ⟦"id"⟧: "4" }\n```\n',
            others={
                "api-reference/beta/resources/dome.md": "# dome resource type\n\nNamespace: microsoft.graph\n\n"
                "## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|id|String|The id. Read-only.|\n"
            },
        ),
    ),
)
def read_only_in_request(page: Page, workspace: Workspace) -> Iterator[Finding]:
    seen: set[str] = set()
    dialect = workspace.dialect(page)
    for typed in typed_objects(page, workspace):
        message = typed.body.message
        if not (typed.body.is_request and typed.is_root and message) or dialect is Dialect.INTUNE:
            continue
        if message.method.text not in ("POST", "PATCH", "PUT"):
            continue
        for member, documented in typed.members:
            is_judged = member.key in typed.rows or message.method.text != "POST" or _MADE.fullmatch(member.key)
            says = documented and all("read-only" in d.fact.says for d in documented)
            if member.key not in seen and says and is_judged:
                seen.add(member.key)
                name = shown(member.key)
                yield Finding(
                    member.key_span,
                    f"The request sends {name}, which is documented as read-only",
                    "Delete it from the example, or correct the description",
                    related=(Related(f"{name} is documented here", documented[0].place),),
                )
