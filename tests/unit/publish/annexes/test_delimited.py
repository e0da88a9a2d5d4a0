"""The tables of a report as text: for programs, and for Finnish Excel."""

import csv
import io

import pytest

from arvio.publish.annexes.delimited import COLUMNS, for_excel, for_programs

from .conftest import ANSWERS, HOSTILE


def read(annex, separator):
    return list(csv.DictReader(io.StringIO(annex.decode("utf-8-sig"), newline=""), delimiter=separator))


def test_a_line_for_each_figure_with_columns_that_never_change(answers, edition):
    annex = for_programs(answers, edition)
    assert not annex.startswith(b"\xef\xbb\xbf")
    lines = read(annex, ",")
    assert list(lines[0]) == list(COLUMNS)
    assert len(lines) == len(ANSWERS.rows) * 5
    [mean] = [line for line in lines if line["line"] == "1" and line["column"] == "Mean"]
    assert {name: mean[name] for name in ("organisation", "period", "audience", "language", "report", "table")} == {
        "organisation": "testers",
        "period": "2025",
        "audience": "public",
        "language": "en",
        "report": "plain",
        "table": "table_1",
    }
    assert [mean[name] for name in ("group", "row", "value", "unit", "written")] == [
        *("I was heard", "Participants", "4.5", "number", "4.5"),
    ]


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("1", "n", {"value": "1204", "unit": "number"}),
        ("1", "Share", {"value": "0.92", "unit": "share"}),
        ("1", "95% interval", {"value": "", "low": "4.4", "high": "4.6"}),
        ("3", "Mean", {"value": "-0.3", "written": "−0.3"}),
        ("3", "95% interval", {"low": "-0.4", "high": "0.1"}),
        ("2", "Mean", {"value": "", "mark": "c", "written": "[c]"}),
        ("2", "Verdict", {"value": "", "mark": "x", "written": "[x]"}),
        ("3", "Share", {"value": "", "mark": "", "written": "over 90%"}),
        ("1", "Verdict", {"value": "", "unit": "", "written": "holds"}),
    ],
)
def test_figures_intervals_and_marks_have_columns_of_their_own(line, column, expected, answers, edition):
    [found] = [
        one for one in read(for_programs(answers, edition), ",") if (one["line"], one["column"]) == (line, column)
    ]
    assert {name: found[name] for name in expected} == expected


def test_excel_gets_its_mark_semicolons_and_decimal_commas(answers, edition):
    annex = for_excel(answers, edition)
    assert annex.startswith(b"\xef\xbb\xbf")
    lines = read(annex, ";")
    assert [lines[0][name] for name in ("Value", "Unit", "As written")] == ["4,5", "number", "4.5"]
    assert lines[1]["Lower end"] == "4,4"
    assert len(lines) == len(read(for_programs(answers, edition), ","))


@pytest.mark.parametrize(("write", "separator"), [(for_programs, ","), (for_excel, ";")])
def test_no_cell_is_a_formula(write, separator, hostile, edition):
    cells = [cell for line in read(write(hostile, edition), separator) for cell in line.values()]
    assert cells
    assert [cell for cell in cells if cell.strip("\u202e\u202c \t")[:1] in ("=", "+", "-", "@")] == []
    for text in HOSTILE:
        seen = text.translate({1: "\ufffd", 11: "\ufffd", 31: "\ufffd"}).strip(" \n\t")
        assert seen in cells or f"'{seen}" in cells


def test_a_difference_with_its_sign_is_no_formula(content, edition):
    from arvio.presentation.html_table import HtmlTable

    from .conftest import table_output

    table = HtmlTable("Changes", ["Group", "Change", "Of all"], [["Men", "+0.4", "+12%"], ["All", "−0.2", "–"]])
    lines = read(for_programs(content(table_output(table)), edition), ",")
    assert [(line["value"], line["written"]) for line in lines] == [
        *(("0.4", "+0.4"), ("0.12", "+12%"), ("-0.2", "−0.2"), ("", "[x]")),
    ]


def test_the_same_report_gives_the_same_bytes(answers, edition):
    assert for_programs(answers, edition) == for_programs(answers, edition)
    assert for_excel(answers, edition) == for_excel(answers, edition)
