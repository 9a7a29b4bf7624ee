"""A name in a URL is spelt in two letter cases on one page.

OData compares the names of a path letter by letter. Where a service is lenient the request works, but tools that
generate code from the examples are not, and readers wonder which of the two is right.

Compared are the paths of all requests on a page. Told is the spelling that is less in camel case, as names of
properties and operations are; of two that are alike, the rarer. The fix writes the other one. It is not safe, as that
may be the wrong one.

Authority: OData 4.01 URL Conventions, 4.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import (
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    PageKind,
    Preset,
    SegmentKind,
    Severity,
    Slice,
    Workspace,
    rule,
)

from ._blocks import more
from ._request_lines import all_requests

_PATTERN = "## HTTP request\n\n```http\nGET "
_EXAMPLE = "\n```\n\n## Example\n\n```http\nGET https://graph.microsoft.com/beta"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(f"{_PATTERN}/domes/{{id}}/starMaps{_EXAMPLE}/domes/7/starMaps\n```\n"),
        Example(f"{_PATTERN}/domes/{{domeId}}/starMaps{_EXAMPLE}/domes/{{DomeID}}/starMaps/East\n```\n"),
        Example(f"{_PATTERN}/domes/{{id}}{_EXAMPLE}/me/keepers('domes')?$filter=Domes eq 1\n```\n"),
    ),
    invalid=(
        Example(
            f"{_PATTERN}/domes/{{id}}/starMaps{_EXAMPLE}/domes/7/⟦starmaps⟧\n```\n",
            fixed=f"{_PATTERN}/domes/{{id}}/starMaps{_EXAMPLE}/domes/7/starMaps\n```\n",
        ),
        Example(
            f"{_PATTERN}/⟦Domes⟧/{{id}}/starMaps{_EXAMPLE}/domes/7/starMaps\n```\n",
            fixed=f"{_PATTERN}/domes/{{id}}/starMaps{_EXAMPLE}/domes/7/starMaps\n```\n",
        ),
        Example(
            f"{_PATTERN}/starMaps\nGET /⟦starmaps⟧/{{id}}{_EXAMPLE}/starmaps/7\n```\n",
            fixed=f"{_PATTERN}/starMaps\nGET /starMaps/{{id}}{_EXAMPLE}/starMaps/7\n```\n",
        ),
    ),
)
def url_letter_case(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is not PageKind.API:
        return
    names: dict[str, dict[str, list[Slice]]] = {}
    for request in all_requests(page, workspace):
        for segment in request.path:
            if segment.kind is SegmentKind.LITERAL:
                spelt = names.setdefault(segment.name, {}).setdefault(segment.text, [])
                spelt.append(Slice(segment.text, segment.span))
    for spellings in names.values():
        if len(spellings) > 1:
            best = max(spellings, key=lambda text: (_camel_case(text), len(spellings[text])))
            yield from (_finding(places, best) for text, places in spellings.items() if text != best)


def _camel_case(text: str) -> tuple[bool, int]:
    """How well a name is in camel case, as names of properties are."""
    return text[0].islower(), sum(letter.isupper() for letter in text)


def _finding(places: list[Slice], best: str) -> Finding:
    """One finding for a spelling, at the first of its places."""
    first = places[0]
    fix = Fix(f"Write {best}", tuple(Edit(place.span, best) for place in places), safe=False)
    message = f"`{first.text}` is `{best}` elsewhere on the page{more(len(places))}"
    return Finding(first.span, message, f"Write {best}", fix)
