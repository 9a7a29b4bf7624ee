"""What the rows of property tables say."""

from __future__ import annotations

import pytest

from doclint.page import parse_page
from doclint.parse.properties import PropertyRow
from doclint.text import Source


def rows(table: str, title: str = "Properties") -> tuple[PropertyRow, ...]:
    text = f"# telescope resource type\n\n## {title}\n\n{table}\n"
    return parse_page(Source("api-reference/beta/resources/telescope.md", text)).properties


def described(description: str, name: str = "aperture") -> PropertyRow:
    (row,) = rows(f"|Property|Type|Description|\n|:---|:---|:---|\n|{name}|Int32|{description}|\n")
    return row


@pytest.mark.parametrize(
    ("description", "facts"),
    [
        ("In millimetres. Required.", {"required"}),
        ("Required. In millimetres.", {"required"}),
        ("**Required** on create. In millimetres.", {"required"}),
        ("In millimetres. Required", {"required"}),
        ("In millimetres (required).", {"required"}),
        ("In millimetres.<br/>Optional.", {"optional"}),
        ("Optional, the default is 100.", {"optional"}),
        ("Optional: the default is 100.", {"optional"}),
        ("This property is optional.", {"optional"}),
        ("Read-only.", {"read-only"}),
        ("Read only. Nullable.", {"read-only", "nullable"}),
        ("This property is read-only.", {"read-only"}),
        ("This is a read-only property.", {"read-only"}),
        ("Key, not nullable, Read-only.", {"key", "not nullable", "read-only"}),
        ("Key of the entity.", {"key"}),
        ("The property is read-only and is not nullable.", {"read-only", "not nullable"}),
        ("Non-nullable.", {"not nullable"}),
        ("Deprecated. Use **diameter**.", {"deprecated"}),
        ("(Deprecated) In millimetres.", {"deprecated"}),
        ("[!INCLUDE [note](../../includes/note.md)] Read-only.", {"read-only"}),
        ("Required if there is a mirror.", set()),
        ("Whether a mirror is required.", set()),
        ("The aperture required for the survey.", set()),
        ("One of `required`, `optional`.", set()),
        ("Read-only when the shutter is shut.", set()),
        ("The property will be deprecated soon.", set()),
        ("", set()),
    ],
)
def test_facts(description: str, facts: set[str]) -> None:
    assert described(description).says == facts


def test_a_remark_behind_the_name_is_a_fact() -> None:
    row = described("In millimetres.", "aperture (deprecated)")
    assert row.name.text == "aperture"
    assert row.says == {"deprecated"}


@pytest.mark.parametrize(
    ("description", "name", "target"),
    [
        ("Inherited from [instrument](instrument.md).", "instrument", "instrument.md"),
        (
            "In feet. Inherited from [instrument](../resources/instrument.md)",
            "instrument",
            "../resources/instrument.md",
        ),
        ("Inherited from [instrument][].", "instrument", ""),
        ("Inherits from **instrument**.", "instrument", ""),
        ("Inherited from contoso.sky.instrument.", "contoso.sky.instrument", ""),
    ],
)
def test_inherited(description: str, name: str, target: str) -> None:
    base = described(description).inherited_from
    assert base is not None
    assert (base.name.text, base.target) == (name, target)


def test_nothing_inherited() -> None:
    assert described("The types that inherit this.").inherited_from is None


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("aperture", "aperture"),
        ("**aperture**", "aperture"),
        ("`aperture`", "aperture"),
        ("[aperture](#aperture)", "aperture"),
        ("@odata.type", "@odata.type"),
        ("$filter", "$filter"),
        (r"site\_id", "site"),
        ("aperture\u2028 (deprecated)", "aperture"),
        ("_score (deprecated)", "_score"),
        ("`_score`", "_score"),
        ("\\_score", "_score"),
        ("_score_", "score"),
    ],
)
def test_names(cell: str, name: str) -> None:
    row = described("x", cell)
    assert row.name.text == name


def test_dividers_and_rows_without_a_name_are_no_properties() -> None:
    found = rows("|Property|Type|Description|\n|---|---|---|\n|**Optics**|\n||Int32|x|\n|aperture|Int32|x|\n")
    assert [row.name.text for row in found] == ["aperture"]


def test_a_table_without_a_type_column_documents_no_properties() -> None:
    assert not rows("|Property|Description|\n|---|---|\n|aperture|x|\n")


def test_a_row_may_be_shorter_than_its_header() -> None:
    (row,) = rows("|Property|Type|Description|\n|---|---|---|\n|aperture|\n")
    assert row.type.name.text == ""
    assert row.description.text == ""
