"""A query option names a property in another letter case than its page.

OData compares names letter by letter. Some services are lenient, but clients and tools that read the query are not, and
readers who copy it wonder which of the two is right. Looked at are `$select`, `$orderby` and the comparisons of
`$filter` in requests for what the page's example returns; names that the type does not have in any letter case may be
those of types below it, and are let pass.

The fix writes the documented name. It is safe.

Authority: OData 4.01 URL Conventions, 2 and 5.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from doclint.api import Edit, Example, Finding, Fix, Page, PageKind, Severity, Slice, Workspace, rule, typed_objects

from ._blocks import more

_OPTION = re.compile(r"[?&]\$(?P<option>select|orderby|filter)=(?P<value>[^&\r\n]{1,2000})", re.IGNORECASE)
_LISTED = re.compile(r"(?:\A|(?<=,))\s*(?P<name>[A-Za-z]\w{0,99})(?=\s*(?:,|\Z|\s(?:asc|desc)\b))")
_COMPARED = re.compile(r"(?:\A|(?<=[\s(]))(?P<name>[A-Za-z]\w{0,99})(?=\s(?:eq|ne|gt|ge|lt|le|in|has)\s)")
_TEXT = re.compile(r"'[^']*+'")
_FOLDER = "api-reference/beta/resources/"
_LENS = {
    f"{_FOLDER}lens.md": "# lens resource type\n\nNamespace: contoso.sky\n\n## Properties\n"
    "|Property|Type|Description|\n|:---|:---|:---|\n|width|Double|x|\n|state|String|x|\n"
}
_PAGE = (
    "# List lenses\n\n## Examples\n\n```http\nGET https://graph.microsoft.com/beta/lenses{}\n```\n\n"
    '<!-- {{ "blockType": "response", "@odata.type": "contoso.sky.lens", "isCollection": true }} -->\n'
    '```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{{ "value": [ {{ "width": 1.5 }} ] }}\n```\n'
)


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(_PAGE.format("?$select=width,state&$orderby=width desc"), others=_LENS),
        Example(_PAGE.format("?$filter=state eq 'State eq 1' and mount/Width gt 2"), others=_LENS),
        Example(_PAGE.format("?$filter=Status eq 1&$select=Maker"), others=_LENS),
    ),
    invalid=(
        Example(
            _PAGE.format("?$filter=⟦State⟧ eq 'open'&$top=5"),
            others=_LENS,
            fixed=_PAGE.format("?$filter=state eq 'open'&$top=5"),
        ),
        Example(_PAGE.format("?$select=⟦Width⟧,state"), others=_LENS, fixed=_PAGE.format("?$select=width,state")),
        Example(
            _PAGE.format("?$orderby=state,⟦WIDTH⟧ desc"), others=_LENS, fixed=_PAGE.format("?$orderby=state,width desc")
        ),
    ),
)
def query_property(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is not PageKind.API or "?" not in page.text:
        return
    urls = [message.target for block in page.code_blocks for message in block.messages if message.target]
    asked = [url for url in urls if _OPTION.search(url.text)]
    known = _names(page, workspace) if asked else {}
    wrong: dict[str, list[Slice]] = {}
    for url in asked if known else ():
        for place in _named(url):
            if known.get(place.text.lower(), place.text) != place.text:
                wrong.setdefault(place.text, []).append(place)
    yield from (_finding(places, known[name.lower()]) for name, places in wrong.items())


def _finding(places: list[Slice], right: str) -> Finding:
    """One finding for a name that is wrong wherever it stands."""
    first = places[0]
    fix = Fix(f"Write {right}", tuple(Edit(place.span, right) for place in places))
    message = f"{first.text} differs in letter case from the documented property {right}{more(len(places))}"
    return Finding(first.span, message, f"Write {right}", fix)


def _names(page: Page, workspace: Workspace) -> Mapping[str, str]:
    """The properties of what the page's examples return, by their names in lower case."""
    found: dict[str, str] = {}
    for typed in typed_objects(page, workspace):
        if typed.is_root and not typed.body.is_request and typed.lineage:
            for name in typed.lineage.properties:
                if found.setdefault(name.lower(), name) != name:
                    return {}
    return found


def _named(url: Slice) -> Iterator[Slice]:
    """The names of properties in the query options of a URL."""
    for option in _OPTION.finditer(url.text):
        value = url.group(option, "value")
        pattern = _COMPARED if option["option"].lower() == "filter" else _LISTED
        blank = _TEXT.sub(lambda text: " " * len(text[0]), value.text)
        for match in pattern.finditer(blank):
            yield value.group(match, "name")
