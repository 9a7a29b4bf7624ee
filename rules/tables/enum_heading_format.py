"""The heading of an enumeration in a list of them is not its name and "values".

A file with the enumerations of a namespace has one section for each, `### hue values`. Types link to it by the fragment
that this makes, and tools find the name of the enumeration there.

Headings right above a table of members are looked at, on pages that list several. "(deprecated)" may follow. The fix
adds the word; since links may lead to the old heading, it is not safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.api import (
    Edit,
    Example,
    Finding,
    Fix,
    Page,
    PageKind,
    Preset,
    Section,
    Severity,
    TableKind,
    Workspace,
    rule,
)

_RIGHT = re.compile(r"[a-z_]\w* values(?: \(deprecated\))?", re.ASCII)
_NAME = re.compile(r"(?P<name>[a-z_]\w*)(?: (?:enum|enumeration|members|flags|type|enum type|value))*", re.ASCII)
_SEVERAL = 2
_LIST = "# Enumerations\n\n### {}\n\n|Member|\n|:-|\n|red|\n\n### {}\n\n|Member|\n|:-|\n|north|\n"
_PATH = "api-reference/beta/resources/enums.md"
_TYPE = "---\ndoc_type: enumPageType\n---\n"


@rule(
    severity=Severity.WARNING,
    preset=Preset.STRICT,
    valid=(
        Example(_TYPE + _LIST.format("hue values", "side values (deprecated)"), path=_PATH),
        Example(_TYPE + "# hue enum type\n\n## Members\n\n|Member|\n|:-|\n|red|\n", path=_PATH),
    ),
    invalid=(
        Example(
            _TYPE + _LIST.format("hue values", "⟦side⟧"),
            path=_PATH,
            fixed=_TYPE + _LIST.format("hue values", "side values"),
        ),
        Example(
            _TYPE + _LIST.format("⟦hue enum type⟧", "⟦Side of the dome⟧"),
            path=_PATH,
            fixed=_TYPE + _LIST.format("hue values", "Side of the dome"),
        ),
    ),
)
def enum_heading_format(page: Page, workspace: Workspace) -> Iterator[Finding]:
    if page.kind is not PageKind.ENUM:
        return
    tables = [table for table in page.tables if table.kind is TableKind.MEMBERS]
    sections = [section for table in tables if (section := page.section_at(table.span.start))]
    for section in dict.fromkeys(sections) if len(sections) >= _SEVERAL else ():
        if section.level > 1 and not _RIGHT.fullmatch(section.title):
            yield _finding(section)


def _finding(section: Section) -> Finding:
    name = _NAME.fullmatch(section.title)
    fix = None
    if name:
        right = f"{name['name']} values"
        fix = Fix(f"Write {right}", (Edit(section.heading.title.span, right),), safe=False)
    message = f'The heading "{section.title}" is not the name of an enumeration and "values"'
    return Finding(section.heading.title.span, message, 'Write the name as the API spells it, and "values"', fix)
