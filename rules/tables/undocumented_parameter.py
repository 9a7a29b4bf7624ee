"""A parameter stands in the request and in no table, or in a table and in no request.

Readers who copy the request do not know what to put there, or look in vain for the place where a documented parameter
goes. Compared are the arguments of the function that a request calls, the placeholders of the path where a table of
path parameters says what they are, and headers of the example that nothing else on the page speaks of. Headers that
every request may have, optional parameters and query options are let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from doclint.api import (
    LINE_START,
    Example,
    Finding,
    Page,
    PageKind,
    PropertyRow,
    Related,
    Severity,
    Slice,
    TableKind,
    Workspace,
    plain_text,
    rule,
)

_REQUEST = re.compile(LINE_START + r"[ \t]*(?:GET|POST|PUT|PATCH|DELETE)[ \t]+(?P<url>\S[^\r\n]*)")
_LAST_CALL = re.compile(r"\w\((?P<arguments>[^()?]*=[^()]*)\)[ \t]*(?:\?|HTTP/|\Z)")
_ARGUMENT = re.compile(r"(?:\A|,)\s*(?P<name>\w+)\s*=")
_PLACEHOLDER = re.compile(r"\((?:[^()]*)\)|\{(?P<name>[\w-]+)\}")
"""A placeholder in the path; those in the arguments of functions are passed over."""
_USUAL = (
    "accept",
    "accept-encoding",
    "authorization",
    "cache-control",
    "client-request-id",
    "connection",
    "content-length",
    "content-type",
    "date",
    "host",
    "user-agent",
)
_TABLE = "|Parameter|Type|Description|\n|:---|:---|:---|\n"
_GET = "## HTTP request\n```http\nGET /domes/{dome-id}/nights(from='{date}')\n```\n\n## Function parameters\n"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f"{_GET}{_TABLE}|from|Date|x|\n|limit|Int32|Optional.|\n"),
        Example("## HTTP request\n```http\nGET /sky(area='{area}')/stars\nGET /domes/{id}?$select=id\n```\n"),
    ),
    invalid=(
        Example(f"{_GET.replace('from=', '⟦from⟧=')}{_TABLE}|⟦until⟧|Date|x|\n"),
        Example(
            "## Request headers\n|Header|Value|\n|:---|:---|\n|Authorization|Bearer.|\n\n## Examples\n"
            '<!-- { "blockType": "request" } -->\n```http\nGET https://contoso.com/domes\n⟦X-Night⟧: 7\n```\n'
        ),
    ),
)
def undocumented_parameter(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is not PageKind.API:
        return
    section = page.section("http request")
    urls = [
        block.body.group(match, "url")
        for block in page.code_blocks
        if section and section.span.holds(block.span)
        for match in _REQUEST.finditer(block.body.text)
    ]
    rows = [row for row in page.properties if row.table.kind is TableKind.PARAMETERS]
    yield from _arguments(page, urls, rows)
    yield from _placeholders(page, urls, [row for row in rows if "path parameters" in _titles(row.table.section)])
    yield from _headers(page)


def _arguments(page: Page, urls: list[Slice], rows: list[PropertyRow]) -> Iterator[Finding]:
    used: dict[str, Slice] = {}
    for url in urls:
        if "(" not in url.text:
            continue
        call = _LAST_CALL.search(url.text.partition("?")[0])
        arguments = url.group(call, "arguments") if call else url.part(0, 0)
        for match in _ARGUMENT.finditer(arguments.text):
            used.setdefault(match["name"], arguments.group(match, "name"))
    known = {row.name.text for row in rows}
    for name, place in used.items():
        if name not in known and not _is_spoken_of(name, page):
            yield Finding(place.span, f'No table describes the parameter "{name}"', "Add it to the function parameters")
    for row in rows:
        is_needed = (
            "function parameters" in _titles(row.table.section) and "optional" not in row.description.text.lower()
        )
        if urls and is_needed and not any(row.name.text in url.text for url in urls):
            yield Finding(
                row.name.span,
                f'The parameter "{row.name.text}" is in no request of the HTTP request section',
                "Show where it goes, or remove the row",
                related=(Related("The request", urls[0].span),),
            )


def _placeholders(page: Page, urls: list[Slice], rows: list[PropertyRow]) -> Iterator[Finding]:
    known = {_bare(row.name.text) for row in rows}
    told: set[str] = set()
    for url in urls if rows else ():
        for match in _PLACEHOLDER.finditer(url.text.partition("?")[0]):
            name = match["name"] or "id"
            if _bare(name) not in ("id", *known) and name not in told and not _is_spoken_of(name, page):
                told.add(name)
                place = url.group(match, "name")
                yield Finding(place.span, f'No table describes "{name}"', "Add it to the path parameters")


def _headers(page: Page) -> Iterator[Finding]:
    if not any(table.kind is TableKind.HEADERS for table in page.tables):
        return
    told: set[str] = set()
    for exchange in page.exchanges.pairs:
        for header in exchange.message.headers if exchange.message else ():
            name = header.name.text
            if name.lower() not in _USUAL and name.lower() not in told and not _is_spoken_of(name, page):
                told.add(name.lower())
                yield Finding(
                    header.name.span, f'No table describes the header "{name}"', "Add it to the request headers"
                )


def _is_spoken_of(name: str, page: Page) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", page.visible, re.IGNORECASE) is not None


@lru_cache(500)  # the titles of pages are the same
def _titles(section: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(plain_text(title).lower() for title in section)


def _bare(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "")
