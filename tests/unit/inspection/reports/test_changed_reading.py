HEAD = ["Aikaleima", "1. Minua kuultiin ryhmässä", "2. Minut kohdattiin", "3. Palvelu", "Vapaa sana"]
ROWS = [[f"1{n}.2.2024", str(n), "4", ["Chat", "Ryhmä"][n % 2], f"lause {n}"] for n in range(1, 6)]


def test_another_encoding_delimiter_and_header_row_are_told(changed):
    reading = {"encoding": "cp1252", "delimiter": ";"}
    found = changed([["Palautekysely"], HEAD, *ROWS], reading=reading, delimiter=",")
    assert {one.key: (one.was, one.now) for one in found.otherwise} == {
        "encoding": ("utf-8", "cp1252"),
        "delimiter": (",", ";"),
        "header_row": ("1", "2"),
    }


def test_the_same_encoding_by_another_name_is_no_change(changed):
    assert changed([HEAD, *ROWS], encoding="UTF8").otherwise == ()


def test_another_tool_is_told(changed):
    assert [one.key for one in changed([HEAD, *ROWS], reader="csv").otherwise] == ["reader"]


def dated(*days):
    return [HEAD, *([day, *row[1:]] for day, row in zip(days, ROWS, strict=False))]


def test_an_order_of_dates_against_params_is_told(changed):
    """d/m and m/d: the maker's settings changed between the years."""
    found = changed(dated("2/13/2024", "2/14/2024"), date_order="day_first")
    assert [(one.key, one.was, one.now) for one in found.otherwise] == [("date_order", "day_first", "month_first")]


def test_an_order_that_changed_since_the_file_before_is_noted(changed):
    found = changed(dated("13/2/2024", "14/2/2024"), before={"Aikaleima": "month_first"})
    assert found.are_none
    assert "was month first in the file before" in found.noted[0]


def test_an_order_that_nothing_shows_must_be_said(changed):
    found = changed(dated("3/4/2024", "5/6/2024"))
    assert [(one.key, one.now) for one in found.otherwise] == [("date_order", "")]
    assert changed(dated("3/4/2024", "5/6/2024"), date_order="day_first").are_none


def test_an_encoding_that_nobody_knows_is_told_as_another(changed):
    assert [one.was for one in changed([HEAD, *ROWS], encoding="klingon").otherwise] == ["klingon"]


def test_readers_that_see_their_header_rows_need_not_be_told(changed):
    rows = [
        ["Respondent ID", "Collector ID", *HEAD[1:]],
        ["", "", "", "", "", "Response"],
        *(["1", "1", *r[1:]] for r in ROWS),
    ]
    assert "header_rows" not in {one.key for one in changed(rows, reader="surveymonkey").otherwise}
