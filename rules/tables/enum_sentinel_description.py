"""The member `unknownFutureValue` is described in other words than all others of its kind.

The member marks an enumeration that may grow: clients meet it in place of members that they do not know, and never send
it. One sentence for all of them lets readers and tools know it again, and keeps descriptions of what it is not away.

The sentence is an option; "Don't use." is accepted for "Do not use.", and so is a table without descriptions. The fix
writes the sentence; since readers see it, it is not safe.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from doclint.api import Edit, Example, Finding, Fix, Page, Preset, Severity, TableKind, Workspace, plain_text, rule

_SENTINEL = "unknownfuturevalue"
_PATH = "api-reference/beta/resources/hue.md"
_TABLE = "# hue enum type\n\n## Members\n\n|Member|Description|\n|-|-|\n|red|Red.|\n|unknownFutureValue|{}|\n"
_SENTENCE = "Evolvable enumeration sentinel value. Do not use."


@dataclass(frozen=True)
class Options:
    """``sentence``: the description of the member."""

    sentence: str = _SENTENCE


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    options=Options,
    valid=(
        Example(_TABLE.format("Evolvable enumeration sentinel value. Don't use."), path=_PATH),
        Example("### hue values\n\n|Member|\n|-|\n|unknownFutureValue|\n", path=_PATH),
    ),
    invalid=(
        Example(_TABLE.format("⟦A colour of the future.⟧"), path=_PATH, fixed=_TABLE.format(_SENTENCE)),
        Example(
            _TABLE.format("⟦Not used.⟧"),
            path=_PATH,
            options={"sentence": "Reserved."},
            fixed=_TABLE.format("Reserved."),
        ),
    ),
)
def enum_sentinel_description(page: Page, workspace: Workspace, *, options: Options) -> Iterator[Finding]:
    if _SENTINEL not in page.text.lower():
        return
    for table in page.tables:
        column = table.column("description") if table.kind is TableKind.MEMBERS else None
        for row in table.rows if column else ():
            cell = row.cell(column)
            is_sentinel = plain_text(row.cell(0).text).lower() == _SENTINEL
            if is_sentinel and cell and _bare(cell.text) != _bare(options.sentence):
                message = "The member unknownFutureValue is not described in the standard words"
                fix = Fix("Write the standard sentence", (Edit(cell.span, options.sentence),), safe=False)
                yield Finding(cell.span, message, f'Write "{options.sentence}"', fix)


def _bare(text: str) -> str:
    plain = plain_text(text).lower().replace("’", "'").replace("don't", "do not")
    return " ".join(plain.strip(" .").split())
