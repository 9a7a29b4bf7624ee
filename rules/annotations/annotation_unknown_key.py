"""An annotation has a key that no tool knows.

Tools pass over keys they do not know, so a slip such as `id` for `name` or `odata.type` for `@odata.type` takes effect
nowhere, silently. Known are the keys of API Doctor and of the generators of reference pages, for each `blockType`.

`@type` is what `@odata.type` was called first. API Doctor still reads it, so it is a finding in `strict` only.

The fix writes the known key that was most likely meant. It is safe where only the letter case or the `@` is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from doclint.api import Annotation, Edit, Example, Finding, Fix, JsonMember, Page, Severity, Span, Workspace, rule

from ._keys import OLD_TYPE, known_keys

REQUEST = '<!-- { "blockType": "request", "name": "list_telescopes" } -->\n```http\nGET /telescopes\n```\n'
_MEANT = {
    "id": "name",
    OLD_TYPE: "@odata.type",
    "scope": "scopes",
    "sampleIds": "sampleKeys",
    "odata.type": "@odata.type",
}
"""Frequent slips that look like no known key."""


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(REQUEST),
        Example('<!-- { "type": "#page.annotation", "section": "documentation", "tocPath": "" } -->\n'),
    ),
    invalid=(
        Example(
            REQUEST.replace('"name"', '⟦"id"⟧'),
            fixed=REQUEST,
        ),
        Example(
            '<!-- { "blockType": "response", ⟦"Truncated"⟧: true } -->\n```http\nHTTP/1.1 200 OK\n```\n',
            fixed='<!-- { "blockType": "response", "truncated": true } -->\n```http\nHTTP/1.1 200 OK\n```\n',
        ),
        Example(REQUEST.replace('"name"', '⟦"colour"⟧: "red", "name"')),
    ),
)
def annotation_unknown_key(page: Page, workspace: Workspace) -> Iterator[Finding]:
    old = {OLD_TYPE} if workspace.settings.strict else set()
    for annotation in page.annotations:
        known = known_keys(annotation) - old
        if not known or annotation.values.keys() <= known:
            continue
        for member in annotation.root.members if annotation.root else ():
            if member.key not in known:
                yield _finding(annotation, member, known)


def _finding(annotation: Annotation, member: JsonMember, known: frozenset[str]) -> Finding:
    kind = annotation.block_type or "page"
    meant = _meant(member.key, known)
    fix = None
    if meant and meant not in annotation.values:
        inner = Span(member.key_span.start + 1, member.key_span.end - 1)
        same = meant.lower().lstrip("@") == member.key.lower().lstrip("@")
        fix = Fix(f"Write {meant}", (Edit(inner, meant),), safe=same)
    return Finding(
        member.key_span,
        f"No tool knows the key `{member.key}` in a {kind} annotation",
        f"Did you mean `{meant}`?" if meant else "Remove it",
        fix,
    )


def _meant(key: str, known: frozenset[str]) -> str | None:
    bare = {name.lower().lstrip("@"): name for name in sorted(known)}
    alike = bare.get(key.lower().lstrip("@")) or _MEANT.get(key)
    return alike or next(iter(get_close_matches(key, sorted(known), n=1, cutoff=0.75)), None)
