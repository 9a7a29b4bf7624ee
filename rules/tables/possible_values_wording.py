"""The possible values of a property do not come in the standard words.

"The possible values are: `a`, `b`." is how newer pages begin such a list. Readers know it, translators have it in
store, and tools that read the values look for it. Older pages say "Possible values are", or leave out the colon.

Only lists in back-ticks are looked at (see enum-value-format). The fix writes the standard words; it is safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import Edit, Example, Finding, Fix, Page, Preset, Severity, Workspace, rule

_STANDARD = "The possible values are:"
_WORDS = re.compile(
    r"(?:\A|(?<=[.;!?>)] ))(?:The )?possible (?:enum )?values(?: are| include)?:?(?= {1,2}`\w)", re.IGNORECASE
)
_HEAD = "|Property|Type|Description|\n|:---|:---|:---|\n|kind|mountKind|"


@rule(
    severity=Severity.INFO,
    preset=Preset.STRICT,
    valid=(
        Example(f"{_HEAD}How it turns. The possible values are: `fork`, `german`, `unknownFutureValue`.|\n"),
        Example(f"{_HEAD}How it turns; see the possible values `fork` and `german` elsewhere.|\n"),
        Example(f"{_HEAD}Possible values are described below.|\n"),
    ),
    invalid=(
        Example(
            f"{_HEAD}How it turns. ⟦Possible values are:⟧ `fork`, `german`.|\n",
            fixed=f"{_HEAD}How it turns. The possible values are: `fork`, `german`.|\n",
        ),
        Example(
            f"{_HEAD}⟦The possible values are⟧ `fork`, `german`.|\n",
            fixed=f"{_HEAD}The possible values are: `fork`, `german`.|\n",
        ),
        Example(
            f"{_HEAD}How it turns. ⟦Possible values include⟧ `fork` and `german`.|\n",
            fixed=f"{_HEAD}How it turns. The possible values are: `fork` and `german`.|\n",
        ),
    ),
)
def possible_values_wording(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for row in page.properties:
        text = row.description
        found = _WORDS.search(text.text) if "alues" in text.text else None
        if found and found[0] != _STANDARD:
            place = text.group(found, 0)
            fix = Fix(f"Write {_STANDARD}", (Edit(place.span, _STANDARD),))
            yield Finding(place.span, f'"{found[0]}" begins the list of values', f'Write "{_STANDARD}"', fix)
