"""An example that calls the API at a test host, or under a wrong or misspelt one.

Writers try requests against a preview or test environment (`canary.graph.microsoft.com`, `graph.microsoft-ppe.com`,
`localhost`) and paste what they see; no reader can reach it. The public hosts are those of the setting `hosts`.

Looked at are the URLs in code blocks. Other services take part in examples, such as upload sessions, callbacks and
token endpoints; so a host is only reported when it resembles a public one, or when a request or an `@odata.context`
names a version of the API after it. Other clouds, whose hosts differ in the last part only (`graph.microsoft.us`),
are accepted.

The fix writes the public host; it is not safe, since a path may be another there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from doclint.api import CodeBlock, Edit, Example, Finding, Fix, Page, Severity, Workspace, rule

from ._blocks import read_url

_URL = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://(?P<host>[^/?#\s\"'<>()]+)(?:/[\w.-]*)?")
_HOST = re.compile(r"://(?P<host>[^/?#\s\"'<>()]+)")
_CONTEXT = re.compile(r'"@?(?:odata\.)?(?:context|nextLink|deltaLink)"\s*:\s*"\Z', re.IGNORECASE)
_LONGEST_KEY = 60
_ALIKE = 0.8
_LONGEST_NAME = 253


@rule(
    severity=Severity.ERROR,
    valid=(
        Example("```http\nPOST https://bot.contoso.com/callback\n```\n\n```http\nGET /domes\n```\n"),
        Example("```http\nPUT https://upload.contoso.com/up/fe6987415ace7X4e1eF866337\n```\n"),
    ),
    invalid=(
        Example(
            "```http\nGET https://⟦graph.microsoft-ppe.com⟧/beta/domes\n```\n",
            fixed="```http\nGET https://graph.microsoft.com/beta/domes\n```\n",
        ),
        Example(
            '```json\n{ "@odata.context": "https://⟦localhost:20443⟧/beta/$metadata#domes" }\n```\n',
            fixed='```json\n{ "@odata.context": "https://graph.microsoft.com/beta/$metadata#domes" }\n```\n',
        ),
    ),
)
def url_host(page: Page, workspace: Workspace) -> Iterator[Finding]:
    hosts, versions = workspace.settings.hosts, workspace.settings.versions.values()
    for block in page.code_blocks if hosts else ():
        for match in _other_urls(block.body.text, hosts):
            host = match["host"].lower()
            url = read_url(block.body.group(match))
            if not url or any(_is_other_cloud(host, public) for public in hosts):
                continue
            if any(_resembles(host, public) for public in hosts) or (
                url.segment.text in versions and _is_called(block, match.start())
            ):
                message = f"The host `{url.host.text}` is not one of the API's"
                fix = Fix(f"Write {hosts[0]}", (Edit(url.host.span, hosts[0]),), safe=False)
                yield Finding(url.host.span, message, f"Write {hosts[0]}", fix)


def _other_urls(text: str, hosts: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """The URLs that name none of these hosts, which is looked for first: to look for the scheme takes longer."""
    for place in _HOST.finditer(text):
        if place["host"].lower() not in hosts:
            url = _URL.search(text, max(0, place.start() - len("https")))
            if url and url.start("host") == place.start("host"):
                yield url


def _is_other_cloud(host: str, public: str) -> bool:
    name, _, top = host.rpartition(".")
    public_name, _, public_top = public.rpartition(".")
    return top != public_top and name.endswith(public_name)


def _resembles(host: str, public: str) -> bool:
    """Whether a host is the public one with something added, or nearly spelt like it."""
    if host.endswith(f".{public}"):
        return True
    related = public.partition(".")[0] in re.split(r"[.-]", host) and len(host) <= _LONGEST_NAME
    return related and SequenceMatcher(None, host, public).ratio() >= _ALIKE


def _is_called(block: CodeBlock, at: int) -> bool:
    """Whether a URL at that offset of the body is where a request goes, or what a response says of itself."""
    offset = block.body.span.start + at
    targets = (m.target.span.start for m in block.messages if not m.is_response)
    return offset in targets or bool(_CONTEXT.search(block.body.text[max(0, at - _LONGEST_KEY) : at]))
