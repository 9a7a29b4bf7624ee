"""A property's description says that it is deprecated, but its name does not.

Readers go down the column of names. "(deprecated)" behind the name keeps them from picking the property at all; the
description says what to take instead.

Only descriptions are looked at that begin with the word, or say it in a sentence of its own ("Deprecated.", "This
property is deprecated."). "Will be deprecated" and a word of a value or a name are no matter. The fix puts the remark
behind the name; since readers see it, it is not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, PageKind, Preset, Severity, Span, Workspace, rule

_SAYS = re.compile(
    r"\A[\W_]*deprecated\b"
    r"|(?:[.!]\s+|>\s*)[*_\[(]*(?:this (?:property|relationship|parameter|field|member) (?:is|has been) )?deprecated"
    r"[*_\])]*(?:[.:,;!]|\s+(?:and|in favou?r|use|please)\b|\s*\Z)"
    r"|\A[*_]*this (?:property|relationship|parameter|field|member) (?:is|has been) deprecated\b",
    re.IGNORECASE,
)
_HEAD = "# dome resource type\n\n## Properties\n\n|Property|Type|Description|\n|-|-|-|\n"
_PATH = "api-reference/beta/resources/dome.md"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(_HEAD + "|lid (deprecated)|String|Deprecated. Use **slit** instead.|\n", path=_PATH),
        Example(
            _HEAD + "|isDeprecated|Boolean|Whether it is deprecated.|\n|lid|String|Will be deprecated.|\n", path=_PATH
        ),
    ),
    invalid=(
        Example(
            _HEAD + "|⟦lid⟧|String|Deprecated. Use **slit** instead.|\n",
            path=_PATH,
            fixed=_HEAD + "|lid (deprecated)|String|Deprecated. Use **slit** instead.|\n",
        ),
        Example(
            _HEAD + "|**⟦lid⟧**|String|The lid. This property is deprecated.|\n",
            path=_PATH,
            fixed=_HEAD + "|**lid** (deprecated)|String|The lid. This property is deprecated.|\n",
        ),
    ),
)
def deprecated_row(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is PageKind.INCLUDE or "deprecated" not in page.text.lower():
        return
    for prop in page.properties:
        if not _SAYS.search(prop.description.text):
            continue
        cell = next((cell for cell in prop.row.cells if cell.span.holds(prop.name.span)), prop.name)
        if "deprecated" not in cell.text.lower():
            edit = Edit(Span(cell.span.end, cell.span.end), " (deprecated)")
            message = f"{prop.name.text} is described as deprecated, but its name does not say so"
            fix = Fix('Add "(deprecated)"', (edit,), safe=False)
            yield Finding(prop.name.span, message, f'Write "{cell.text} (deprecated)"', fix)
