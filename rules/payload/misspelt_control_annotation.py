"""A JSON key that is nearly an OData control annotation.

Clients look for `@odata.type`, `@odata.id`, `site@odata.bind` and the others of OData JSON Format 4.01 by their
exact names. To them `@oadata.id`, `@odata.Type` and `odata.type` are ordinary properties. Annotations of other
vocabularies, and names of one's own behind `@odata.`, are accepted.

The fix writes the annotation's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from doclint.api import CONTROL_ANNOTATIONS, Edit, Example, Finding, Fix, Page, Severity, Span, Workspace, bodies, rule

_KEY = re.compile(
    r'"(?:[^"@\s]{0,80}+(?=@)|(?=odata\b))'
    r'(?P<annotation>@?(?P<word>[A-Za-z]{3,7})[.:_ ]{1,2}(?P<name>[A-Za-z]{2,22}))"\s{0,9}:',
    re.IGNORECASE,
)
_BY_LOWER_CASE = {name.lower(): name for name in CONTROL_ANNOTATIONS}
_RIGHT = frozenset(f"@odata.{name}" for name in CONTROL_ANNOTATIONS)
_LIKE_ODATA = 0.75
_LIKE_NAME = 0.8


@rule(
    severity=Severity.ERROR,
    valid=(
        Example('```json\n{ "@odata.type": "#contoso.dome", "site@odata.bind": "/sites/1", "@odata.tip": "" }\n```\n'),
        Example('```json\n{ "@contoso.source": "log", "@type": "dome", "data.type": "raw", "odata": {} }\n```\n'),
    ),
    invalid=(
        Example(
            '```json\n{ "⟦@odata.Type⟧": "contoso.dome", "site⟦@oadata.bind⟧": "1", "⟦odata.nextlink⟧": "" }\n```\n',
            fixed='```json\n{ "@odata.type": "contoso.dome", "site@odata.bind": "1", "@odata.nextLink": "" }\n```\n',
        ),
    ),
)
def misspelt_control_annotation(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for body in bodies(page, workspace):
        for match in _KEY.finditer(page.text, *body.document.span):
            written = match["annotation"]
            meant = None if written in _RIGHT else _meant(match["word"], match["name"])
            if meant:
                span = Span(*match.span("annotation"))
                how = "in letter case" if meant.lower() == written.lower() else "by a slip"
                yield Finding(
                    span,
                    f'"{written}" differs from the control annotation "{meant}" {how}',
                    f'Write "{meant}"',
                    Fix(f'Write "{meant}"', (Edit(span, meant),)),
                )


def _meant(word: str, name: str) -> str | None:
    """The control annotation that two words are nearly."""
    if not get_close_matches(word.lower(), ["odata"], cutoff=_LIKE_ODATA):
        return None
    near = get_close_matches(name.lower(), _BY_LOWER_CASE, n=1, cutoff=_LIKE_NAME)
    return f"@odata.{_BY_LOWER_CASE[near[0]]}" if near else None
