"""Which JSON value fits which documented type: the whole matrix, and the forms of text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from doclint.odata import (
    TypeWord,
    Verdict,
    fits,
    is_base64,
    is_date,
    is_date_time_offset,
    is_duration,
    is_guid,
    is_time_of_day,
    misfits,
    type_word,
)
from doclint.parse.json_text import JsonNode, read_json
from doclint.parse.type_cells import read_type_cell
from doclint.text import Slice, Span

TYPES = {
    "Boo": "Boolean",
    "Byt": "Byte",
    "SBy": "SByte",
    "I16": "Int16",
    "I32": "Int32",
    "I64": "Int64",
    "Sng": "Single",
    "Dbl": "Double",
    "Dec": "Decimal",
    "Str": "String",
    "Gui": "Guid",
    "DTO": "DateTimeOffset",
    "Dat": "Date",
    "ToD": "TimeOfDay",
    "Dur": "Duration",
    "Bin": "Binary",
    "Stm": "Stream",
    "Cpx": "ComplexType",
    "dom": "contoso.dome",
    "Any": "Untyped",
}
VERDICTS = {".": Verdict.FITS, "K": Verdict.WRONG_KIND, "F": Verdict.WRONG_FORM, "R": Verdict.OUT_OF_RANGE}

# A value a line, a type a column. `.` fits, `K` is another kind of JSON, `F` text or a number of another form,
# `R` out of range. `dom` is a name that may be a resource's or an enum's.
MATRIX = """\
                                       Boo Byt SBy I16 I32 I64 Sng Dbl Dec Str Gui DTO Dat ToD Dur Bin Stm Cpx dom Any
null                                   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .   .
true                                   .   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   .
false                                  .   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   .
"true"                                 K   K   K   K   K   K   K   K   K   .   F   F   F   F   F   .   .   K   .   .
1                                      K   .   .   .   .   .   .   .   .   K   K   K   K   K   K   K   K   K   K   .
0                                      K   .   .   .   .   .   .   .   .   K   K   K   K   K   K   K   K   K   K   .
-1                                     K   R   .   .   .   .   .   .   .   K   K   K   K   K   K   K   K   K   K   .
1.0                                    K   .   .   .   .   .   .   .   .   K   K   K   K   K   K   K   K   K   K   .
1.5                                    K   F   F   F   F   F   .   .   .   K   K   K   K   K   K   K   K   K   K   .
300                                    K   R   R   .   .   .   .   .   .   K   K   K   K   K   K   K   K   K   K   .
-129                                   K   R   R   .   .   .   .   .   .   K   K   K   K   K   K   K   K   K   K   .
40000                                  K   R   R   R   .   .   .   .   .   K   K   K   K   K   K   K   K   K   K   .
3000000000                             K   R   R   R   R   .   .   .   .   K   K   K   K   K   K   K   K   K   K   .
1e30                                   K   R   R   R   R   R   .   .   .   K   K   K   K   K   K   K   K   K   K   .
"12"                                   K   K   K   K   K   .   K   K   K   .   F   F   F   F   F   .   .   K   .   .
"1.5"                                  K   K   K   K   K   K   K   K   K   .   F   F   F   F   F   F   F   K   .   .
"INF"                                  K   K   K   K   K   K   .   .   .   .   F   F   F   F   F   .   .   K   .   .
"NaN"                                  K   K   K   K   K   K   .   .   .   .   F   F   F   F   F   .   .   K   .   .
""                                     K   K   K   K   K   K   K   K   K   .   F   F   F   F   F   .   .   K   .   .
"single"                               K   K   K   K   K   K   K   K   K   .   F   F   F   F   F   .   .   K   .   .
"aGVsbG8="                             K   K   K   K   K   K   K   K   K   .   F   F   F   F   F   .   .   K   .   .
"not a date"                           K   K   K   K   K   K   K   K   K   .   F   F   F   F   F   F   F   K   .   .
"7c9e6679-7425-40de-944b-e07fc1f90ae7" K   K   K   K   K   K   K   K   K   .   .   F   F   F   F   .   .   K   .   .
"7c9e6679742540de944be07fc1f90ae7"     K   K   K   K   K   K   K   K   K   .   F   F   F   F   F   .   .   K   .   .
"2031-04-05T06:07:08.9Z"               K   K   K   K   K   K   K   K   K   .   F   .   F   F   F   F   F   K   .   .
"2031-04-05T06:07+02:00"               K   K   K   K   K   K   K   K   K   .   F   .   F   F   F   F   F   K   .   .
"2031-04-05T06:07:08"                  K   K   K   K   K   K   K   K   K   .   F   F   F   F   F   F   F   K   .   .
"2031-04-05"                           K   K   K   K   K   K   K   K   K   .   F   F   .   F   F   .   .   K   .   .
"2031-02-30"                           K   K   K   K   K   K   K   K   K   .   F   F   F   F   F   .   .   K   .   .
"06:07:08"                             K   K   K   K   K   K   K   K   K   .   F   F   F   .   F   F   F   K   .   .
"25:00:00"                             K   K   K   K   K   K   K   K   K   .   F   F   F   F   F   F   F   K   .   .
"PT90M"                                K   K   K   K   K   K   K   K   K   .   F   F   F   F   .   F   F   K   .   .
"P1DT2H"                               K   K   K   K   K   K   K   K   K   .   F   F   F   F   .   .   .   K   .   .
"P1Y"                                  K   K   K   K   K   K   K   K   K   .   F   F   F   F   .   .   .   K   .   .
"P"                                    K   K   K   K   K   K   K   K   K   .   F   F   F   F   F   F   F   K   .   .
{}                                     K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   .   .   .
[]                                     K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   .
[1]                                    K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   K   .
"""


def _cells() -> list[tuple[str, str, str]]:
    header, *lines = MATRIX.splitlines()
    columns = [(header.index(name), name) for name in header.split()]
    first = columns[0][0]
    return [(line[:first].strip(), name, line[at]) for line in lines for at, name in columns]


def _node(text: str) -> JsonNode:
    root = read_json(Slice(text, Span(0, len(text)))).root
    assert root
    return root


@pytest.mark.parametrize(("value", "column", "symbol"), _cells())
def test_value_against_type(value: str, column: str, symbol: str) -> None:
    assert fits(TYPES[column], _node(value)) is VERDICTS[symbol]


@pytest.mark.parametrize("spelling", ["int", "Edm.Int32", "integer", "INT32"])
def test_type_names_in_other_spellings(spelling: str) -> None:
    assert fits(spelling, _node("1")) is Verdict.FITS
    assert fits(spelling, _node('"1"')) is Verdict.WRONG_KIND


@pytest.mark.parametrize(
    ("cell", "value", "misfitting"),
    [
        ("String collection", '["a", "b"]', []),
        ("String collection", "[]", []),
        ("String collection", "null", []),
        ("String collection", '["a", null]', []),
        ("String collection", '"a"', ['"a"']),
        ("String collection", '["a", 1, true]', ["1", "true"]),
        ("Collection(Edm.Int32)", "[1, 2.5, 3]", ["2.5"]),
        ("[dome](dome.md) collection", "[{}, []]", ["[]"]),
        ("[dome](dome.md) collection", "{}", ["{}"]),
        ("[dome](dome.md)", "[]", ["[]"]),
        ("Boolean or String", '"yes"', []),
        ("Boolean or String", "1", ["1"]),
        ("", "1", []),
    ],
)
def test_collections_are_checked_member_by_member(cell: str, value: str, misfitting: list[str]) -> None:
    type_cell = read_type_cell(Slice(cell, Span(0, len(cell))))
    names = type_cell.alternatives if type_cell.name else ()
    found = misfits(names, _node(value), is_collection=type_cell.is_collection)
    assert [value[m.node.span.start : m.node.span.end] for m in found] == misfitting


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("String", TypeWord("String", sure=True)),
        ("boolean", TypeWord("Boolean", sure=True)),
        ("Integer", TypeWord("Int32", sure=True)),
        ("String (timestamp)", TypeWord("DateTimeOffset", sure=True)),
        ("string (identifier)", TypeWord("identifier", sure=True)),
        ("String (ISO 8601 duration)", TypeWord("Duration", sure=True)),
        ("Edm.Guid", TypeWord("Guid", sure=True)),
        ("Collection(Edm.String)", TypeWord("String", sure=True)),
        ("@odata.type: contoso.domeState", TypeWord("contoso.domeState", sure=True)),
        ("Single", TypeWord("Single", sure=False)),
        ("Date", TypeWord("Date", sure=False)),
        ("url", TypeWord("url", sure=False)),
        ("STRING", None),
        ("Text", None),
        ("String theory", None),
        ("", None),
        ("String (" + "x" * 1000 + ")", None),
    ],
)
def test_names_of_types(text: str, word: TypeWord | None) -> None:
    assert type_word(text) == word


@pytest.mark.parametrize(
    ("is_form", "good", "bad"),
    [
        (
            is_date_time_offset,
            [
                "2031-04-05T06:07:08Z",
                "2031-04-05t06:07z",
                "2031-04-05T06:07:08.123456789012-11:30",
                "-0044-03-15T12:00Z",
            ],
            [
                "2031-04-05",
                "2031-04-05 06:07:08Z",
                "2031-13-05T06:07Z",
                "2031-04-31T06:07Z",
                "2031-04-05T24:00Z",
                "soon",
            ],
        ),
        (is_date, ["2031-04-05", "0000-01-01", "2028-02-29"], ["2031-4-5", "2031-02-29", "05/04/2031", "2031-04-05T"]),
        (is_time_of_day, ["06:07", "23:59:59.999"], ["6:07", "24:00", "06:60", "06:07:08Z"]),
        (is_duration, ["PT1H30M", "-P3D", "PT0.5S", "P1Y2M", "P2W"], ["P", "PT", "1H", "PT1D", "P1H", "PT1.5H"]),
        (is_guid, ["7C9E6679-7425-40DE-944B-E07FC1F90AE7"], ["7c9e6679", "{7c9e6679-7425-40de-944b-e07fc1f90ae7}"]),
        (is_base64, ["", "aGk=", "aGk", "a-_b"], ["a", "a+_b", "a b=", "aGk==="]),
    ],
)
def test_forms_of_text(is_form: Callable[[str], bool], good: list[str], bad: list[str]) -> None:
    assert [text for text in good if not is_form(text)] == []
    assert [text for text in bad if is_form(text)] == []
