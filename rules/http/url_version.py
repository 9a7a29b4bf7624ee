"""A URL of another version of the API than the one the page documents.

An example under `beta` that calls `/v1.0/`, or the reverse, fails when a reader runs it: the resource may not exist
there. Looked at are the URLs of requests, the control information of responses (`@odata.context`, `@odata.nextLink`,
media links) and their `Location` header. A version that is missing or malformed (`/v1/`, `/V1.0/`, `/api/beta/`, a
test version such as `/stagingbeta/`) is reported as well.

Prose and the values that a service recorded or a client binds (`@odata.id`, `@odata.bind`) may name a stable version
anywhere. But a page of a stable version must not rest on a preview, not even there; that is a warning. Naming the
root of a version (`https://graph.microsoft.com/beta`) is fine.

The fix writes the version of the page's folder (setting `versions`); it is safe. Hosts are those of the setting
`hosts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from doclint.api import Edit, Example, Finding, Fix, Page, Severity, Span, Workspace, rule

from ._places import Place, place_of, requests_of

_MALFORMED = re.compile(r"v\d+(?:[.,]\d+)*\Z", re.IGNORECASE)
_OPEN = re.compile(r"\{(?:api-?)?version\}?\Z", re.IGNORECASE)
_SCHEME = re.compile(r"https?\Z", re.IGNORECASE)
_STABLE = re.compile(r"v\d", re.IGNORECASE)


@rule(
    severity=Severity.ERROR,
    valid=(
        Example("## HTTP request\n\n```http\nGET https://graph.microsoft.com/beta/domes\n```\n"),
        Example('```json\n{ "site@odata.bind": "https://graph.microsoft.com/v1.0/sites/7" }\n```\n'),
    ),
    invalid=(
        Example(
            "```http\nGET https://graph.microsoft.com/⟦v1.0⟧/domes\n```\n\n"
            '```json\n{ "@odata.context": "https://graph.microsoft.com/⟦Beta⟧/$metadata#domes" }\n```\n',
            fixed="```http\nGET https://graph.microsoft.com/beta/domes\n```\n\n"
            '```json\n{ "@odata.context": "https://graph.microsoft.com/beta/$metadata#domes" }\n```\n',
        ),
        Example(
            "```http\nGET https://⟦graph.microsoft.com⟧/domes\n```\n",
            fixed="```http\nGET https://graph.microsoft.com/beta/domes\n```\n",
        ),
        Example(
            "Call `https://graph.microsoft.com/⟦beta⟧/domes` to list all domes.\n",
            "api-reference/v1.0/api/dome-list.md",
            fixed="Call `https://graph.microsoft.com/v1.0/domes` to list all domes.\n",
        ),
    ),
)
def url_version(page: Page, workspace: Workspace) -> Iterator[Finding]:
    version = workspace.version(page)
    if version is None or not workspace.settings.hosts:
        return
    urls = _urls(workspace.settings.hosts).finditer(page.text)
    others = [match for match in urls if match["segment"] != version and _scheme(match)]
    if not others:
        return
    requests = requests_of(page)
    known = {name.lower(): name for name in workspace.settings.versions.values()}
    for match in others:
        place = place_of(page, match.start() - len(_scheme(match)), requests)
        spelt = known.get(match["segment"].lower())
        if spelt and place is not Place.HIDDEN:
            yield from _judge(page, match, version, spelt, place)
        elif place in (Place.EXAMPLE, Place.REQUEST, Place.CONTROL):
            yield from _malformed(page, match, version, place)


@cache
def _urls(hosts: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(map(re.escape, hosts))
    return re.compile(rf"://(?P<host>(?i:{names}))/(?P<segment>[\w.,{{}}-]*)")


def _scheme(url: re.Match[str]) -> str:
    """What stands before the ``://`` of a URL, which is looked for first as it is rare; empty if that is no scheme."""
    before = url.string[max(0, url.start() - len("https")) : url.start()]
    match = _SCHEME.search(before)
    return match[0] if match else ""


def _judge(page: Page, match: re.Match[str], version: str, spelt: str, place: Place) -> Iterator[Finding]:
    segment, span = match["segment"], Span(*match.span("segment"))
    message = f"The URL names the version `{segment}`, the page documents `{version}`"
    if spelt == version:
        yield _replaced(span, f"`{segment}` is written `{version}`", version)
    elif place is not Place.OTHER:
        yield _replaced(span, message, version)
    elif _STABLE.match(version) and not _STABLE.match(spelt) and page.text.startswith("/", span.end):
        yield _replaced(span, message, version, Severity.WARNING)


def _malformed(page: Page, match: re.Match[str], version: str, place: Place) -> Iterator[Finding]:
    segment, span = match["segment"], Span(*match.span("segment"))
    if segment == "api" and page.text.startswith(f"/{version}/", span.end):
        whole = Span(span.start, span.end + 1 + len(version))
        yield _replaced(whole, f"`api/{version}` is no version of the API", version)
    elif segment.startswith("{"):
        if place is Place.EXAMPLE and _OPEN.match(segment):
            yield _replaced(span, f"The example leaves the version open: `{segment}`", version)
    elif _MALFORMED.match(segment) or segment.lower().endswith(version.lower()):
        yield _replaced(span, f"`{segment}` is no version of the API", version)
    else:
        host = Span(*match.span("host"))
        fix = Fix(f"Add {version}", (Edit(Span(host.end, host.end), f"/{version}"),))
        yield Finding(host, f"The URL names no version after `{match['host']}`", f"Write /{version}/", fix)


def _replaced(span: Span, message: str, version: str, severity: Severity | None = None) -> Finding:
    fix = Fix(f"Write {version}", (Edit(span, version),))
    return Finding(span, message, f"Write {version}", fix, severity=severity)
