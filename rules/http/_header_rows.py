"""The table of request headers on a page about an operation."""

from __future__ import annotations

from doclint.api import NEWLINE, Edit, Fix, Page, PageKind, Row, Section, Span, Table, TableKind, plain_text


def header_section(page: Page) -> Section | None:
    """The section of the request headers, on pages about operations."""
    return page.section("request headers") if page.kind is PageKind.API else None


def header_tables(page: Page) -> list[Table]:
    """The tables of headers in sections of that title; by a slip there are two on some pages."""
    tables = (table for table in page.tables if table.kind is TableKind.HEADERS)
    return [table for table in tables if any(title.lower() == "request headers" for title in table.section)]


def row_of(table: Table, name: str) -> Row | None:
    """The row of a header, in any letter case."""
    return next((row for row in table.rows if plain_text(row.cell(0).text).strip(" :").lower() == name), None)


def row_added(page: Page, table: Table, after: Row, name: str, text: str) -> Fix:
    """Put in a row for a header after another row: its name, blanks for columns between, and what it holds."""
    cells = [name, *[""] * (len(table.header.cells) - 2), text]
    newline = NEWLINE.search(page.text, after.span.end)
    line = f"{newline[0] if newline else ''}|{'|'.join(cells)}|"
    return Fix(f"Add a row for {name}", (Edit(Span(after.span.end, after.span.end), line),))
