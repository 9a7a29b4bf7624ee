"""The enums that a page defines: enum pages, and the ``x values`` sections of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from doclint.page import Page, PageKind
from doclint.parse.tables import Table, TableKind
from doclint.text import Slice

_ENUM_TITLE = re.compile(r"(?P<name>[A-Za-z_][\w.]*)\s+(?:enum(?:eration)?(?:\s+type)?|values)\b", re.IGNORECASE)
_FLAGS = re.compile(
    r"\bflags\b|\bflag(?:ged)?\s+enum|\bmulti-?valued?\s+enum|\bbit\s?(?:mask|field|wise)", re.IGNORECASE
)
_NAME = re.compile(r"[A-Za-z_][\w.\- ]*\Z")
_MARKS = "*`_ \t\"'\\"
_MEMBER_COLUMNS = ("member", "members", "value", "values", "name")


@dataclass(frozen=True)
class EnumFact:
    """The members that one page gives an enum, whose name is short."""

    name: str
    members: tuple[str, ...]
    is_flags: bool = False
    namespace: str = ""

    @property
    def full_name(self) -> str:
        """The name with the namespace of its page, where that gives one."""
        return f"{self.namespace}.{self.name}" if self.namespace else self.name


def enum_parts(page: Page) -> tuple[tuple[EnumFact, Slice], ...]:
    """The enums whose members the page's tables list, each with the heading that names it."""
    return tuple(_enums(page))


def _enums(page: Page) -> Iterator[tuple[EnumFact, Slice]]:
    for table in page.tables:
        column = table.column(*_MEMBER_COLUMNS) if table.kind in _MEMBER_TABLES else None
        name = _enum_name(page, table) if column is not None else None
        if name is None:
            continue
        members = [cell.text.strip(_MARKS) for row in table.rows for cell in [row.cell(column)] if cell.text]
        if members and all(_NAME.match(member) for member in members):
            namespace = page.namespace.text if page.namespace else ""
            yield EnumFact(name.text, tuple(dict.fromkeys(members)), _is_flags(page, table), namespace), name


_MEMBER_TABLES = (TableKind.MEMBERS, TableKind.PROPERTIES, TableKind.PARAMETERS, TableKind.OTHER)


def _enum_name(page: Page, table: Table) -> Slice | None:
    """The enum whose members a table lists: by the heading above it, or by the page's title."""
    section = page.section_at(table.span.start)
    if section is None:
        return None
    match = _ENUM_TITLE.match(section.title)
    is_enum_page = page.kind in (PageKind.ENUM, PageKind.RESOURCE) and table.kind is TableKind.MEMBERS
    if match is None and is_enum_page and page.h1:
        match, section = _ENUM_TITLE.match(page.h1.text), page.section_at(page.h1.span.start)
    return Slice(match["name"], section.heading.title.span) if match and section else None


def _is_flags(page: Page, table: Table) -> bool:
    """Whether members can be combined: the section says so, or their numbers are powers of two."""
    section = page.section_at(table.span.start)
    if section and _FLAGS.search(page.text, *section.span):
        return True
    column = table.column("value")
    numbers = {row.cell(column).text for row in table.rows} if column else set()
    return {"1", "2", "4"} <= numbers and not numbers & {"3", "5"}
