"""An example whose path is none of the page's own request lines.

The HTTP request section lists the paths of an API, and the example shows one of them in use. Where a segment is
missing, extra, misspelt or another one, either is wrong, and readers who follow it get an error.

These count as the same path: keys in parentheses or after a slash, and a placeholder where the other has any key or
name; `me`, `users/{id}`, and before something else `groups/{id}` and `sites/{id}`; a drive and its items, however they
are addressed; with and without casts, namespaces and arguments; `$count`, `$value` and `$ref` on what is read; names
in any letter case. Examples after the first may be other steps of a task: they are reported only for a misspelt name,
or a segment missing or extra before others.

The finding stands at the example, or at the request line where that is likelier to be wrong: it has a singular for a
plural, lacks the beginning of the example's path, or ends in the key of what is to be created. Names that cannot be
meant are reported wherever they stand: a singular before a key where the page has the plural elsewhere (`/dome/{id}`),
`user` at the beginning of a path, and `users/me`. So is a placeholder without a slash before it (`/domes{id}`), and a
`$` alone.

The fix writes what the other has. It is unsafe, since the other may be the wrong one.

Authority: OData 4.01 URL Conventions, 4.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Fix, Page, Related, SegmentKind, Severity, Workspace, rule

from ._blocks import more, quoted
from ._paths import Path
from ._request_lines import Request, read_requests
from ._slips_in_paths import Slip, slips
from ._strays import Stray, strays

_KEYS = (SegmentKind.KEY, SegmentKind.PLACEHOLDER)
_HELP = "Find out which path the API has, and write it in both"
_PATTERN = "## HTTP request\n\n```http\nGET "
_EXAMPLE = "\n```\n\n## Example\n\n```http\nGET https://graph.microsoft.com/beta"


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(
            f"{_PATTERN}/users/{{id}}/domes/{{dome-id}}/find(name='{{name}}'){_EXAMPLE}/me/Domes('7')/find?$top=1\n```\n"
        ),
        Example(
            f"{_PATTERN}/drives/{{id}}/items/{{id}}/keepers{_EXAMPLE}/me/drive/root:/a/b.txt:/keepers/$count\n```\n"
        ),
    ),
    invalid=(
        Example(
            f"{_PATTERN}/sky/domes/{{id}}/keepers{_EXAMPLE}/⟦domes⟧/7/keepers\n```\n",
            fixed=f"{_PATTERN}/sky/domes/{{id}}/keepers{_EXAMPLE}/sky/domes/7/keepers\n```\n",
        ),
        Example(
            f"{_PATTERN}/⟦dome⟧/{{id}}/keepers{_EXAMPLE}/domes/7/keepers\n```\n",
            fixed=f"{_PATTERN}/domes/{{id}}/keepers{_EXAMPLE}/domes/7/keepers\n```\n",
        ),
    ),
)
def url_template_mismatch(page: Page, workspace: Workspace) -> Iterator[Finding]:
    listed, shown = read_requests(page, workspace)
    causes: dict[object, list[Stray]] = {}
    for stray in strays(page, *([_without_dollars(request) for request in found] for found in (listed, shown))):
        causes.setdefault(stray.cause, []).append(stray)
    found = [_finding(page, same) for same in causes.values()]
    yield from found
    meant: dict[str, list[Slip]] = {}
    for slip in slips(request.path for request in (*listed, *shown)):
        if not any(edit.span.overlaps(slip.span) for finding in found if finding.fix for edit in finding.fix.edits):
            meant.setdefault(slip.message, []).append(slip)
    yield from (_misnamed(same) for same in meant.values())


def _without_dollars(request: Request) -> Request:
    """The request without segments that name nothing, which are a finding of their own."""
    if "$" not in request.message.target.text:
        return request
    path = tuple(segment for segment in request.path if segment.text != "$")
    return request._replace(path=path) if 0 < len(path) < len(request.path) else request


def _misnamed(same: list[Slip]) -> Finding:
    """One finding for a name that is wrong wherever it stands."""
    first = same[0]
    advice = f"Write {first.right}" if first.right else "Remove it"
    fix = Fix(advice, tuple(slip.edit for slip in same), safe=False)
    return Finding(first.span, first.message + more(len(same)), advice, fix)


def _finding(page: Page, same: list[Stray]) -> Finding:
    """One finding for all that have one cause, at the first of them."""
    stray = same[0]
    here, there = ("request line", "example") if stray.section_is_wrong else ("example", "request line")
    text = _message(page, stray, f"The {here}", f"the {there} {stray.right.line}") + more(len({s.place for s in same}))
    edits = tuple(dict.fromkeys(edit for other in same for edit in other.edits(page)))
    fix = Fix(f"Write it as the {there} does", edits, safe=False) if edits else None
    return Finding(stray.place, text, _HELP, fix, (Related(f"the {there}", stray.right.message.target.span),))


def _message(page: Page, stray: Stray, here: str, there: str) -> str:
    if len(stray.differences) > 1:
        return f"{here}'s path is not among the requests of the page; the nearest is {there}"
    has, lacks, _ = stray.sides(0)
    if not has:
        return f"{here} lacks {_quoted(page, lacks)} of {there}"
    if not lacks:
        return f"{here} has {_quoted(page, has)}, {there} has not"
    return f"{here} has {_quoted(page, has)} where {there} has {_quoted(page, lacks)}"


def _quoted(page: Page, path: Path) -> str:
    text = quoted(page.text[path[0].span.start : path[-1].span.end])
    return f"the key {text}" if len(path) == 1 and path[0].kind in _KEYS else text
