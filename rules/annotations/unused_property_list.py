"""An annotation lists a property that its type does not have.

`optionalProperties`, `nullableProperties` and `keyProperty` tell tools which properties may be left out or null, and
which one is the key. A name that is misspelt, or that of a property that was renamed since, takes effect nowhere.
Inherited properties count, and so do those of the sample itself; types that are open, or not wholly documented, are
let pass. `id` as the key is mild: all entities have it, even where no page says so.

The fix writes the name that was most likely meant. It is not safe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from doclint.api import (
    CodeBlock,
    Edit,
    Example,
    Finding,
    Fix,
    JsonNode,
    Page,
    Severity,
    Workspace,
    lineage,
    rule,
)

from ._claims import claim_of

_MOST_GUESSES = 40_000
"""Pairs of names that are compared letter by letter to find which was meant; no real page has as many."""
_KEYS = ("keyProperty", "optionalProperties", "nullableProperties")
_PATH = "api-reference/beta/resources/lens.md"
_HEAD = "# lens resource type\n\n## Properties\n|Property|Type|\n|:---|:---|\n|id|String|\n|focalLength|Double|\n\n"
_TYPE = '<!-- { "blockType": "resource", "@odata.type": "contoso.lens", '
_SAMPLE = ' } -->\n```json\n{ "id": "String", "focalLength": 1.0 }\n```\n'


@rule(
    severity=Severity.WARNING,
    valid=(
        Example(f'{_HEAD}{_TYPE}"keyProperty": "id", "optionalProperties": [ "focalLength" ]{_SAMPLE}', _PATH),
        Example(f'{_HEAD}{_TYPE}"openType": true, "optionalProperties": [ "colour" ]{_SAMPLE}', _PATH),
    ),
    invalid=(
        Example(
            f'{_HEAD}{_TYPE}"keyProperty": "⟦name⟧", "optionalProperties": [ "id", "⟦focallength⟧" ]{_SAMPLE}',
            _PATH,
            fixed=f'{_HEAD}{_TYPE}"keyProperty": "name", "optionalProperties": [ "id", "focalLength" ]{_SAMPLE}',
        ),
    ),
)
def unused_property_list(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for block in page.annotated("resource", "request", "response"):
        annotation = block.annotation
        if annotation is None or not any(annotation.values.get(key) for key in _KEYS):
            continue
        known = _properties(block, page, workspace)
        unknown = [
            (key, node, node.value)
            for key in _KEYS
            if known and not known.issuperset(_names(annotation.values.get(key))) and (listed := annotation.at(key))
            for node in listed.items or (listed,)
            if isinstance(node.value, str) and node.value and node.value not in known
        ]
        spelt = {name.lower(): name for name in known} if len(unknown) * len(known) <= _MOST_GUESSES else {}
        yield from (_finding(key, node, name, spelt) for key, node, name in unknown)


def _names(value: object) -> Iterator[str]:
    return (name for name in (value if isinstance(value, list) else [value]) if isinstance(name, str) and name)


def _properties(block: CodeBlock, page: Page, workspace: Workspace) -> frozenset[str]:
    """All that the type can have; empty where that is not known."""
    version = workspace.version(page) or ""
    claim = claim_of(block.annotation) if block.annotation else None
    documented = workspace.resource(version, claim.name) if claim and claim.name else None
    line = lineage(workspace, version, documented) if documented else None
    if line is None or not line.is_complete:
        return frozenset()
    sample = block.json.root.members if block.json and block.json.root else ()
    return frozenset(line.properties) | {member.key for member in sample}


def _finding(key: str, node: JsonNode, name: str, spelt: Mapping[str, str]) -> Finding:
    is_mild = (key, name) == ("keyProperty", "id")
    close = get_close_matches(name.lower(), sorted(spelt), n=1, cutoff=0.8)
    meant = spelt[close[0]] if close else ""
    return Finding(
        node.inner,
        f'{key} names "{name}", but no property of that name is documented',
        f'Did you mean "{meant}"?' if meant else "Remove it, or document the property",
        Fix(f'Write "{meant}"', (Edit(node.inner, meant),), safe=False) if meant else None,
        severity=Severity.INFO if is_mild else None,
    )
