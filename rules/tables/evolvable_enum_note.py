"""A list of possible values goes on after `unknownFutureValue`, and no note says how to get those values.

A service sends the members behind `unknownFutureValue` to those clients alone that ask for them with the header
`Prefer: include-unknown-enum-members`; others see `unknownFutureValue` in their place. Readers who are not told wait
for values in vain. The note stands in the description, or beside the table of the enum's members, and names
those members.
"""

from __future__ import annotations

from collections.abc import Iterator

from doclint.api import Example, Finding, Page, Preset, Severity, Slice, Workspace, read_possible_values, rule

_SENTINEL = "unknownFutureValue"
_HEADER = "include-unknown-enum-members"
_HEAD = "|Property|Type|Description|\n|:---|:---|:---|\n|kind|mountKind|The possible values are: "


@rule(
    severity=Severity.WARNING,
    preset=Preset.ALL,
    valid=(
        Example(f"{_HEAD}`fork`, `german`, `unknownFutureValue`.|\n"),
        Example(
            f"{_HEAD}`fork`, `unknownFutureValue`, `german`. Use the `Prefer: include-unknown-enum-members` request "
            "header to get the following value: `german`.|\n"
        ),
    ),
    invalid=(
        Example(f"{_HEAD}`fork`, `unknownFutureValue`, `⟦german⟧`, `dobson`.|\n"),
        Example("### mountKind values\n|Member|\n|:---|\n|fork|\n|unknownFutureValue|\n|⟦german⟧|\n"),
    ),
)
def evolvable_enum_note(page: Page, workspace: Workspace) -> Iterator[Finding]:
    for values, text in _lists(page) if _SENTINEL in page.text else ():
        names = [value.text for value in values]
        after = values[names.index(_SENTINEL) + 1 :] if _SENTINEL in names else []
        if after and _HEADER not in text:
            others = f" and {len(after) - 1} more stand" if len(after) > 1 else " stands"
            yield Finding(
                after[0].span,
                f'"{after[0].text}"{others} after {_SENTINEL}, without a note on the Prefer header',
                f"Say that the header `Prefer: {_HEADER}` is needed to get {'them' if len(after) > 1 else 'it'}",
            )


def _lists(page: Page) -> Iterator[tuple[list[Slice], str]]:
    """The possible values of each description and the members of each enum, with the text where a note could stand."""
    yield from ((list(read_possible_values(row.description)), row.description.text) for row in page.properties)
    for table in page.tables:
        column = table.column("member", "members")
        section = page.section_at(table.span.start)
        if column is not None:
            names = [row.cell(column).strip("`*") for row in table.rows]
            yield names, page.text[section.span.start : section.span.end] if section else ""
