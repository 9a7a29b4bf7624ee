"""Pipe tables: which lines they are, where their cells stand, what their rows are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.page import parse_page
from doclint.parse.tables import Row, Table, TableKind, is_delimiter_row, split_row
from doclint.text import Slice, Source, Span


def row(text: str) -> Row:
    return split_row(Slice(text, Span(0, len(text))))


def cells(text: str) -> list[str]:
    return [cell.text for cell in row(text).cells]


def tables(text: str) -> tuple[Table, ...]:
    return parse_page(Source("api-reference/beta/resources/telescope.md", text)).tables


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("| a | b |", ["a", "b"]),
        ("a | b", ["a", "b"]),
        ("| a | b", ["a", "b"]),
        ("a | b |", ["a", "b"]),
        ("|a||c|", ["a", "", "c"]),
        ("||", [""]),
        ("|", [""]),
        ("| | |", ["", ""]),
        ("", [""]),
        ("\t|\ta\t|\tb\t|\t", ["a", "b"]),
        (r"| a \| b | c |", [r"a \| b", "c"]),
        (r"| a | b \|", ["a", r"b \|"]),
        (r"\| a | b", [r"\| a", "b"]),
        ("| `a|b` | c |", ["`a|b`", "c"]),
        ("| ``a|`b`` | c |", ["``a|`b``", "c"]),
        ("| `a|b | c |", ["`a", "b", "c"]),
        (r"| \`a|b` | c |", [r"\`a", "b`", "c"]),
        ("> | a | b |", ["a", "b"]),
        ("> > a | b", ["a", "b"]),
        ("- | a | b |", ["a", "b"]),
        ("12. | a | b |", ["a", "b"]),
        ("> * | a | b |", ["a", "b"]),
        ("-1 | a", ["-1", "a"]),
        ("**a** | b", ["**a**", "b"]),
        ("| a\u2028b | c\u00a0|", ["a\u2028b", "c\u00a0"]),
        ("| \U0001f52d | b |", ["\U0001f52d", "b"]),
    ],
)
def test_cells(line: str, expected: list[str]) -> None:
    assert cells(line) == expected


@given(st.text(alphabet="ab|\\` \t>-*:\u2028", max_size=40))
def test_a_cell_stands_where_it_says(line: str) -> None:
    found = row(line)
    assert found.cells
    for cell in found.cells:
        assert line[cell.span.start : cell.span.end] == cell.text
        assert 0 <= cell.span.start <= cell.span.end <= len(line)
    spans = [cell.span for cell in found.cells]
    assert spans == sorted(spans)


@given(st.lists(st.text(alphabet="ab *", max_size=5), min_size=1, max_size=5))
def test_outer_pipes_are_optional(contents: list[str]) -> None:
    words = [f"x{content}".strip() for content in contents]
    assert cells("|" + "|".join(words) + "|") == words
    assert cells("|".join(words) + "|") == words
    assert cells("|" + "|".join(words)) == words
    assert cells("|".join(words)) == words


@pytest.mark.parametrize("size", [10_000, 200_000])
def test_hostile_rows_take_linear_time(size: int) -> None:
    assert len(row("`|` |" * size).cells) >= size
    assert len(row("`|" * size).cells) >= 1
    assert len(row("\\" * size + "|").cells) == 1
    assert len(row("> " * size).cells) == 1
    assert len(row("- " * size + "x").cells) == 1
    assert not is_delimiter_row("|-" + " " * size + "x")
    assert not is_delimiter_row("|-" * size + "x")


@pytest.mark.parametrize("line", ["|---|", "| :--- | ---: |", "---|---", ":-:|-", "> |---|---|", "|--||--|"])
def test_delimiter_rows(line: str) -> None:
    assert is_delimiter_row(line)


@pytest.mark.parametrize("line", ["---", "| a |", "|", "||", "|--- x|", ""])
def test_no_delimiter_rows(line: str) -> None:
    assert not is_delimiter_row(line)


@pytest.mark.parametrize("line", ["|**Optics**|", "|**Optics**| | |", "> |**Optics**|"])
def test_dividers(line: str) -> None:
    assert row(line).is_divider


@pytest.mark.parametrize("line", ["|**Optics**|x|", "|Optics|", "|****|", "| | | |", ""])
def test_no_dividers(line: str) -> None:
    assert not row(line).is_divider


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_places_with_every_line_ending(newline: str) -> None:
    text = "# t\n\n## Properties\n\n|Property|Type|\n|:---|:---|\n|id|String|\n|\u2028x|Int32|\n\nEnd."
    text = text.replace("\n", newline)
    (table,) = tables(text)
    assert table.kind is TableKind.PROPERTIES
    assert table.section == ("t", "Properties")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["id", "String"], ["\u2028x", "Int32"]]
    for cell in (*table.header.cells, *(cell for row in table.rows for cell in row.cells)):
        assert text[cell.span.start : cell.span.end] == cell.text
    assert text[table.rows[1].span.start : table.rows[1].span.end] == "|\u2028x|Int32|"
    assert text[table.span.start : table.span.end].endswith("|\u2028x|Int32|")


@pytest.mark.parametrize("prefix", [("> ", "> "), ("- ", "  "), ("1. ", "   "), ("> - ", ">   ")])
def test_tables_in_quotations_and_lists(prefix: tuple[str, str]) -> None:
    first, rest = prefix
    text = f"{first}| Property | Type |\n{rest}|---|---|\n{rest}| id | String |\n"
    (table,) = tables(text)
    assert [cell.text for cell in table.header.cells] == ["Property", "Type"]
    assert [cell.text for cell in table.rows[0].cells] == ["id", "String"]
    assert text[table.header.span.start : table.header.span.end] == "| Property | Type |"


@pytest.mark.parametrize(
    ("section", "first", "kind"),
    [
        ("Properties", "Property", TableKind.PROPERTIES),
        ("Properties", "Name", TableKind.PROPERTIES),
        ("Request body", "Property", TableKind.PROPERTIES),
        ("Request body", "**Parameter**", TableKind.PARAMETERS),
        ("Request body", "Name", TableKind.PARAMETERS),
        ("Request headers", "Name", TableKind.HEADERS),
        ("Request headers", "Header", TableKind.HEADERS),
        ("Relationships", "Relationship", TableKind.RELATIONSHIPS),
        ("Relationships", "Relationship name", TableKind.RELATIONSHIPS),
        ("Methods", "Method", TableKind.METHODS),
        ("Prerequisites", "Permission type", TableKind.PERMISSIONS),
        ("Members", "Member", TableKind.MEMBERS),
        ("Properties", "Telescope", TableKind.OTHER),
        ("Elsewhere", "Name", TableKind.OTHER),
        ("Properties", "Value", TableKind.OTHER),
        ("Members", "Value", TableKind.MEMBERS),
    ],
)
def test_kinds(section: str, first: str, kind: TableKind) -> None:
    (table,) = tables(f"# t\n\n## {section}\n\n|{first}|Description|\n|---|---|\n|a|b|\n")
    assert table.kind is kind


def test_columns_are_found_in_any_letter_case() -> None:
    (table,) = tables("|PROPERTY|**type**&nbsp;|\n|---|---|\n|id|String|\n")
    assert table.column("Property") == 0
    assert table.column("data type", "Type") == 1
    assert table.column("Description") is None
    assert table.rows[0].cell(None).text == ""
    assert table.rows[0].cell(9).span == Span(table.rows[0].span.end, table.rows[0].span.end)


def test_no_table_without_as_many_dashes_as_headings() -> None:
    assert not tables("|Property|Type|\n|---|\n|id|String|\n")


def test_a_comment_to_doclint_at_the_end_of_a_cell_is_no_part_of_it() -> None:
    line = Slice("| a <!-- doclint-disable-line x --> <!-- doclint-disable-line y --> | <!-- b --> |", Span(0, 83))
    assert [cell.text for cell in split_row(line).cells] == ["a", "<!-- b -->"]
