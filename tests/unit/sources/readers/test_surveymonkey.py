import csv

import pytest
from openpyxl import Workbook

from arvio.errors import SourceError
from arvio.params import Source
from arvio.sources import raw_table as raw_tables_module
from arvio.sources import read
from arvio.sources.raw_table import NOT_CHOSEN, whole
from arvio.sources.source_file import SourceFile

OWN = ["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address", "First Name"]
OWN = [*OWN, "Last Name", "Custom Data 1"]
NOBODY = ["", "5", "03/05/2024 13:01:00", "03/05/2024 13:09:00", "192.0.2.1", "", "", "", ""]
NAMES = [*OWN, "Mikä auttoi?", "", "", "Mitä toivot?"]
OPTIONS = [*([""] * len(OWN)), "Juttelu", "Tekeminen, yhdessä", "Muu (mikä)", "Open-Ended Response"]


def answer(number, *cells):
    return [str(number), *NOBODY[1:], *cells]


ANSWERS = [
    answer(1, "Juttelu", "", "", "Lisää kahvia"),
    answer(2, "", "Tekeminen,  yhdessä", "", ""),
    answer(3, "", "", "Sauna", ""),
    answer(4, "", "", "", "En tiedä"),
]


def parts(tmp_path, rows, **params):
    with (tmp_path / "vienti.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    source = Source(table="answers", reader="surveymonkey", **params)
    return list(read(source, SourceFile(tmp_path / "vienti.csv", "vienti.csv")))


def read_whole(tmp_path, rows, **params):
    return whole(parts(tmp_path, rows, **params))


def test_double_header_an_option_is_called_by_its_question_too(tmp_path):
    table = read_whole(tmp_path, [NAMES, OPTIONS, *ANSWERS])
    assert table.headers == [
        *OWN,
        "Mikä auttoi?: Juttelu",
        "Mikä auttoi?: Tekeminen, yhdessä",
        "Mikä auttoi?: Muu (mikä)",
        "Mitä toivot?",
    ]
    assert table.places["source_row"].tolist() == [3, 4, 5, 6]


def test_one_header_row_is_enough(tmp_path):
    rows = [["RespondentID", "Ikä", "Toive"], ["11", "50–59", "Sauna"], ["12", "", "Kahvi"]]
    table = read_whole(tmp_path, rows)
    assert table.headers == ["RespondentID", "Ikä", "Toive"]
    assert len(table.cells) == 2


def test_a_second_header_row_may_be_wholly_empty(tmp_path):
    table = read_whole(tmp_path, [["respondent_id", "Ikä"], ["", ""], ["11", "50–59"]])
    assert table.places["source_row"].tolist() == [3]
    assert table.blank == 0


def test_a_first_answer_without_its_number_is_no_header(tmp_path):
    rows = [["Respondent ID", "Collector ID", "Ikä"], ["", "5", "50–59"], ["12", "5", "60–69"]]
    assert len(read_whole(tmp_path, rows).cells) == 2


def test_double_header_without_the_respondents_number_shows_by_the_tools_words(tmp_path):
    rows = [["Ikä", "Mikä auttoi?", ""], ["Response", "Juttelu", "Sauna"], ["50–59", "Juttelu", ""]]
    assert read_whole(tmp_path, rows).headers == ["Ikä", "Mikä auttoi?: Juttelu", "Mikä auttoi?: Sauna"]


def test_params_say_that_there_are_two_header_rows_where_nothing_shows_it(tmp_path):
    rows = [["Mikä auttoi?", ""], ["Juttelu", "Sauna"], ["Juttelu", ""]]
    assert len(read_whole(tmp_path, rows).cells) == 2
    assert len(read_whole(tmp_path, rows, header_rows=2).cells) == 1


def test_title_rows_above_the_header_are_passed_over(tmp_path):
    table = read_whole(tmp_path, [["Kysely"], NAMES, OPTIONS, *ANSWERS], header_row=2)
    assert table.places["source_row"].tolist() == [4, 5, 6, 7]


def test_columns_of_the_tool_are_known(tmp_path):
    table = read_whole(tmp_path, [NAMES, OPTIONS, *ANSWERS])
    assert table.personal == {"IP Address", "Email Address", "First Name", "Last Name", "Custom Data 1"}
    assert table.bookkeeping == {"Respondent ID", "Collector ID", "Start Date", "End Date"}
    assert table.provides == {"response_id": "Respondent ID", "submitted_at": "End Date"}


def test_the_start_stands_in_where_there_is_no_end(tmp_path):
    table = read_whole(tmp_path, [["respondent_id", "Start Date", "Ikä"], ["1", "03/05/2024 13:01", "50–59"]])
    assert table.provides == {"response_id": "respondent_id", "submitted_at": "Start Date"}


def test_contact_details_that_a_survey_asks_for_are_personal(tmp_path):
    rows = [
        ["Respondent ID", "Yhteystiedot", "", ""],
        ["", "Name", "Email Address", "City/Town"],
        ["1", "", "", "Lahti"],
    ]
    assert read_whole(tmp_path, rows).personal == {"Yhteystiedot: Name", "Yhteystiedot: Email Address"}


def test_not_shown_vs_not_chosen_a_blank_beside_a_chosen_option_was_not_chosen(tmp_path):
    cells = read_whole(tmp_path, [NAMES, OPTIONS, *ANSWERS]).cells
    assert cells["Mikä auttoi?: Juttelu"].tolist() == ["Juttelu", NOT_CHOSEN, NOT_CHOSEN, ""]
    assert cells["Mikä auttoi?: Muu (mikä)"].tolist() == ["", "", "Sauna", ""]


def test_a_box_is_an_option_of_its_question(tmp_path):
    questions = read_whole(tmp_path, [NAMES, OPTIONS, *ANSWERS]).questions
    assert set(questions) == {"Mikä auttoi?: Juttelu", "Mikä auttoi?: Tekeminen, yhdessä"}
    question = questions["Mikä auttoi?: Juttelu"]
    assert (question.kind, question.parent) == ("option", "Mikä auttoi?")
    assert question.options == {"Juttelu": "Juttelu"}


def test_a_box_that_nobody_ticked_is_known_by_those_beside_it(tmp_path):
    rows = [["Respondent ID", "Mikä auttoi?", ""], ["", "Juttelu", "Sauna"], ["1", "Juttelu", ""], ["2", "", ""]]
    cells = read_whole(tmp_path, rows).cells
    assert cells["Mikä auttoi?: Sauna"].tolist() == [NOT_CHOSEN, ""]


def test_rows_of_a_grid_are_no_boxes(tmp_path):
    rows = [["Respondent ID", "Arvioi", ""], ["", "Juttelu", "Sauna"], ["1", "4", ""], ["2", "", "5"]]
    table = read_whole(tmp_path, rows)
    assert table.cells["Arvioi: Sauna"].tolist() == ["", "5"]
    assert table.questions == {}


def test_two_questions_of_the_same_words_are_two(tmp_path):
    rows = [["Respondent ID", "Miksi?", "Miksi?"], ["", "Juttelu", "Sauna"], ["1", "Juttelu", ""], ["2", "", "Sauna"]]
    assert read_whole(tmp_path, rows).cells["Miksi?: Sauna"].tolist() == ["", "Sauna"]


def test_states_in_words_stay_as_found(tmp_path):
    rows = [["Respondent ID", "Mikä auttoi?", ""], ["", "Juttelu", "Sauna"], ["1", "Juttelu", "Not selected"]]
    table = read_whole(tmp_path, [*rows, ["2", "No answer", "No answer"], ["3", "NA", ""]])
    assert table.cells["Mikä auttoi?: Sauna"].tolist() == ["Not selected", "No answer", ""]
    assert set(table.questions) == {"Mikä auttoi?: Juttelu", "Mikä auttoi?: Sauna"}


def test_a_column_after_the_last_question_does_not_belong_to_it(tmp_path):
    rows = [["Respondent ID", "Ikä", "", ""], ["", "Response", "", ""], ["1", "50–59", "", ""]]
    assert read_whole(tmp_path, rows).headers == ["Respondent ID", "Ikä"]


def times(hours, *, ending=""):
    return [[str(n), f"5/10/18 {hours[n % len(hours)]}:{n + 10}{ending}", "50–59"] for n in range(24)]


def test_12_hour_times_without_am_or_pm_are_told(tmp_path):
    header = ["Respondent ID", "End Date", "Ikä"]
    (note,) = read_whole(tmp_path, [header, *times([1, 4, 9, 12])]).notes
    assert note.endswith(": End Date")
    assert read_whole(tmp_path, [header, *times([1, 4, 13])]).notes == ()
    assert read_whole(tmp_path, [header, *times([1, 4, 9], ending=" PM")]).notes == ()
    assert read_whole(tmp_path, [header, *times([1, 4])[:19]]).notes == ()


def test_lost_characters_are_counted(tmp_path):
    rows = [
        ["Respondent ID", "Toive", "Muu"],
        ["1", "Enemm?n vertaist?itoimintaa", "Mitä?"],
        ["2", "isn?t", "Mitä? Missä?"],
    ]
    (note,) = read_whole(tmp_path, rows).notes
    assert note.endswith(": 3 in 'Toive'")


def test_another_encoding_is_declared_and_never_guessed(tmp_path):
    (tmp_path / "vienti.csv").write_bytes("Respondent ID,Toive\n1,hyvä\n".encode("cp1252"))
    file = SourceFile(tmp_path / "vienti.csv", "vienti.csv")
    with pytest.raises(SourceError, match="write encoding: cp1252"):
        list(read(Source(table="answers", reader="surveymonkey"), file))
    table = whole(read(Source(table="answers", reader="surveymonkey", encoding="cp1252"), file))
    assert table.cells["Toive"].tolist() == ["hyvä"]


def test_a_workbook_is_read_as_the_text_file_is(tmp_path):
    made = Workbook()
    for row in (NAMES, OPTIONS, *ANSWERS):
        made.active.append([cell or None for cell in row])
    made.save(tmp_path / "vienti.xlsx")
    file = SourceFile(tmp_path / "vienti.xlsx", "vienti.xlsx")
    table = whole(read(Source(table="answers", reader="surveymonkey"), file))
    assert table.cells["Mikä auttoi?: Juttelu"].tolist() == ["Juttelu", NOT_CHOSEN, NOT_CHOSEN, None]


def test_what_the_end_of_a_long_file_shows_holds_for_its_beginning(tmp_path, monkeypatch):
    monkeypatch.setattr(raw_tables_module, "ROWS_AT_ONCE", 2)
    rows = [["Respondent ID", "Arvioi", ""], ["", "Juttelu", "Sauna"], ["1", "Juttelu", ""], ["2", "", ""]]
    first, second = parts(tmp_path, [*rows, ["3", "", "5"]])
    assert first.headers == second.headers
    assert set(first.questions) == set(second.questions) == {"Arvioi: Juttelu"}
