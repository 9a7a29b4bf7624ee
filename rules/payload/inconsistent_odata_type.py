"""A type whose name is spelt in two ways.

`@odata.type` tells clients which type they have before them, letter by letter. A page that puts `workOrder` into an
internal namespace where the others say `contoso.workOrder`, or writes `contoso.workorder`, sends them astray. The name
that the page itself or the other pages of the version use is taken for right if it is in a public namespace, and, where
only letter case differs, if clearly more pages have it. Two public namespaces may each have a type of one short name.

At the top of a body a name begins with `#` (OData JSON Format 4.01, Control Information). Where some names of a page
have it and others lack it, that is a warning, once per page. In nested objects both forms are accepted.

The fix writes the other spelling. It is safe where only the letter case differs; another namespace is a guess.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Related, Severity, Span, Workspace, examples, rule

from ._bodies import objects, shown
from ._spellings import meant_spellings, short_name

_USE = re.compile(r'"@odata\.type"\s{0,20}:\s{0,20}"#?(?:[Cc]ollection\(#?)?(?P<name>\w++(?:\.\w++)++)\)?"')
_BARE = re.compile(r'"@odata\.type"\s{0,20}:\s{0,20}"\w')
_DOMES = '```json\n{{ "@odata.type": "#contoso.dome", "twin": {{ "@odata.type": "{}" }} }}\n```\n'
_SETTINGS = {"namespaces": ["contoso"]}


@rule(
    severity=Severity.ERROR,
    valid=(
        Example(_DOMES.format("contoso.dome"), settings=_SETTINGS),
        Example(_DOMES.format("contoso.survey.dome"), settings=_SETTINGS),
        Example(_DOMES.format("Contoso.Internal.camera"), settings=_SETTINGS),
    ),
    invalid=(
        Example(_DOMES.format("⟦Contoso.Internal.dome⟧"), fixed=_DOMES.format("contoso.dome"), settings=_SETTINGS),
        Example(
            '```json\n{ "@odata.type": "#⟦contoso.Dome⟧" }\n```\n',
            fixed='```json\n{ "@odata.type": "#contoso.dome" }\n```\n',
            others={
                "api-reference/beta/api/dome-get.md": _DOMES.format("contoso.dome"),
                "api-reference/beta/api/dome-list.md": _DOMES.format("contoso.dome"),
            },
            settings=_SETTINGS,
        ),
    ),
)
def inconsistent_odata_type(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if "@odata.type" not in page.text:
        return
    uses = list(_uses(page))
    places = dict(reversed(uses))
    meant = meant_spellings(places, workspace, workspace.version(page) or "")
    for name, span in uses:
        if better := meant.get(name):
            yield Finding(
                span,
                _message(name, better.name),
                f'Write "{better.name}"',
                Fix(f'Write "{better.name}"', (Edit(span, better.name),), safe=name.lower() == better.name.lower()),
                (Related(f'"{better.name}" stands here', better.place),),
            )
    yield from _without_hash(page, workspace)


def _uses(page: Page) -> Iterator[tuple[str, Span]]:
    """The names of types in code and annotations, each with its place, in order."""
    regions = sorted([*(block.body.span for block in page.code_blocks), *(n.content.span for n in page.annotations)])
    for match in _USE.finditer(page.text):
        at = bisect_right(regions, match.start(), key=lambda region: region.start)
        if at and match.end() <= regions[at - 1].end:
            yield match["name"], Span(*match.span("name"))


def _message(name: str, better: str) -> str:
    if name.lower() == better.lower():
        return f'"{name}" differs from "{better}", as the type is called elsewhere, in letter case'
    return f'{short_name(name)} is "{name}" here, but "{better}" elsewhere'


def _without_hash(page: Page, workspace: Workspace) -> Iterator[Finding]:
    bodies = examples(page, workspace)
    if not any(_BARE.search(page.text, *body.document.span) for body in bodies):
        return
    named = [
        member.node
        for body in bodies
        for node in (objects(body.root) if body.root else ())
        if (member := node.member("@odata.type")) and isinstance(member.node.value, str) and "." in member.node.value
    ]
    bare = [node for node in named if not str(node.value).startswith("#")]
    if bare and len(bare) < len(named):
        yield Finding(
            bare[0].inner,
            f'"{shown(str(bare[0].value))}" lacks the "#" that other types at the top of this page\'s bodies have',
            'Write "#" before the name',
            Fix('Write "#" before the name', tuple(Edit(Span(n.inner.start, n.inner.start), "#") for n in bare)),
            severity=Severity.WARNING,
        )
