import datetime as dt
import json

import pytest
from openpyxl import Workbook

from arvio.errors import SourceError
from arvio.params import Source
from arvio.sources import raw_table as raw_tables_module
from arvio.sources import read
from arvio.sources.raw_table import whole
from arvio.sources.source_file import SourceFile

NAMES = ["StartDate", "Status", "IPAddress", "Finished", "RecordedDate", "ResponseId", "Q1", "Q2_1", "Q2_2", "alue"]
TEXTS = ["Aloitus", "Tyyppi", "IP-osoite", "Valmis", "Tallennettu", "Tunniste", "Tulitko kuulluksi?", "Mikä auttoi?"]
TEXTS = [*TEXTS, "Mikä auttoi?", "alue"]
IDS = ["startDate", "status", "ipAddress", "finished", "recordedDate", "_recordId", "QID1", "QID2", "QID2", "alue"]
CHOICES = {"Q2_1": "1", "Q2_2": "2"}
ANSWER = ["2024-03-05 09:00:00", "0", "192.0.2.1", "1", "2024-03-05 09:04:00", "R_1", "4", "1", "-99", "Lahti"]


def import_ids():
    pairs = zip(NAMES, IDS, strict=True)
    ids = [{"ImportId": one} | ({"choiceId": CHOICES[name]} if name in CHOICES else {}) for name, one in pairs]
    return [json.dumps(one, separators=(",", ":")) for one in ids]


def parts(tmp_path, rows, *, delimiter=",", encoding="utf-8", **params):
    cells = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    (tmp_path / "vienti.csv").write_bytes("\r\n".join(cells).encode(encoding))
    source = Source(table="answers", reader="qualtrics", **params)
    return list(read(source, SourceFile(tmp_path / "vienti.csv", "vienti.csv")))


def read_whole(tmp_path, rows, **params):
    return whole(parts(tmp_path, rows, **params))


def answer(**cells):
    return [cells.get(name, cell) for name, cell in zip(NAMES, ANSWER, strict=True)]


def test_double_header_three_rows_are_headers_and_the_fourth_an_answer(tmp_path):
    table = read_whole(tmp_path, [NAMES, TEXTS, import_ids(), ANSWER])
    assert table.cells["Tulitko kuulluksi?"].tolist() == ["4"]
    assert table.places["source_row"].tolist() == [4]


def test_a_question_is_called_by_its_text_and_by_its_name_too_where_texts_are_the_same(tmp_path):
    table = read_whole(tmp_path, [NAMES, TEXTS, import_ids(), ANSWER])
    assert table.headers[6:10] == ["Tulitko kuulluksi?", "Q2_1: Mikä auttoi?", "Q2_2: Mikä auttoi?", "alue"]


def test_a_question_goes_by_its_name_and_its_import_id_as_well(tmp_path):
    codes = read_whole(tmp_path, [NAMES, TEXTS, import_ids(), ANSWER]).codes
    assert codes["Q1"] == codes["QID1"] == "Tulitko kuulluksi?"
    assert codes["QID2_2"] == codes["Q2_2"] == "Q2_2: Mikä auttoi?"
    assert "QID2" not in codes


def test_columns_of_the_tool_are_known_in_any_language(tmp_path):
    table = read_whole(tmp_path, [NAMES, TEXTS, import_ids(), ANSWER])
    assert table.personal == {"IPAddress"}
    assert table.bookkeeping == {"StartDate", "Status", "Finished", "RecordedDate", "ResponseId", "[complete]"}


def test_the_import_id_tells_a_question_called_status_from_the_tools_own(tmp_path):
    rows = [["Status", "Status"], ["Tyyppi", "Status"], ['{"ImportId":"status"}', '{"ImportId":"QID7"}'], ["0", "hyvä"]]
    table = read_whole(tmp_path, rows)
    assert table.bookkeeping == {"Status", "[complete]"}
    assert table.codes["QID7"] == "Status [2]"


def test_an_answer_has_its_id_its_time_and_whether_it_is_complete(tmp_path):
    rows = [answer(Finished=cell) for cell in ("1", "0", "True", "FALSE", "ehkä")]
    table = read_whole(tmp_path, [NAMES, TEXTS, import_ids(), *rows])
    assert table.provides == {"response_id": "ResponseId", "submitted_at": "RecordedDate", "complete": "[complete]"}
    assert table.cells["[complete]"].tolist() == ["yes", "no", "yes", "no", "ehkä"]


def test_what_was_seen_and_not_answered_stays_as_found(tmp_path):
    table = read_whole(tmp_path, [NAMES, TEXTS, import_ids(), ANSWER])
    assert table.cells["Q2_2: Mikä auttoi?"].tolist() == ["-99"]


def test_previews_tests_and_spam_are_counted_for_the_evaluator(tmp_path):
    rows = [answer(Status=status) for status in ("0", "IP Address", "Survey Preview", "8", "Survey Preview", "")]
    (note,) = read_whole(tmp_path, [NAMES, TEXTS, import_ids(), *rows]).notes
    assert "'8' 1 times, 'Survey Preview' 2 times;" in note


def test_answers_through_the_link_only_need_no_note(tmp_path):
    assert read_whole(tmp_path, [NAMES, TEXTS, import_ids(), ANSWER]).notes == ()


LEGACY = [
    ["V1", "V3", "V7", "V9", "V10", "Q1", "Q2", "LocationLatitude", ""],
    ["ResponseID", "Name", "Status", "EndDate", "Finished", "Tulitko kuulluksi?", "Name", "LocationLatitude", ""],
    ["R_1", "Anonym", "0", "2017-07-18 08:28:48", "1", "4", "Ryhmä", "60.98", ""],
]


def test_double_header_the_older_form_has_two_rows_a_mark_and_an_empty_column(tmp_path):
    table = read_whole(tmp_path, LEGACY, encoding="utf-8-sig")
    assert table.headers == [
        *("ResponseID", "Name", "Status", "EndDate", "Finished", "Tulitko kuulluksi?", "Q2: Name"),
        *("LocationLatitude", "[complete]"),
    ]
    assert table.places["source_row"].tolist() == [3]
    assert table.codes == {"Q1": "Tulitko kuulluksi?", "Q2": "Q2: Name"}


def test_the_older_form_names_its_own_columns_in_the_second_row(tmp_path):
    table = read_whole(tmp_path, LEGACY)
    assert table.personal == {"Name", "LocationLatitude"}
    assert table.provides == {"response_id": "ResponseID", "submitted_at": "EndDate", "complete": "[complete]"}


def test_utf_16_with_tabs_and_one_row_of_names_is_read(tmp_path):
    table = read_whole(tmp_path, [NAMES, ANSWER], delimiter="\t", encoding="utf-16")
    assert table.places["source_row"].tolist() == [2]
    assert table.cells["Q1"].tolist() == ["4"]
    assert table.provides["response_id"] == "ResponseId"


def test_words_where_a_date_belongs_are_a_second_header_row(tmp_path):
    table = read_whole(tmp_path, [NAMES, TEXTS, ANSWER])
    assert table.places["source_row"].tolist() == [3]
    assert "Tulitko kuulluksi?" in table.headers


def test_params_say_how_many_header_rows_where_the_rows_do_not(tmp_path):
    rows = [["Q1", "Q2"], ["Tulitko kuulluksi?", "Mikä auttoi?"], ["4", "Ryhmä"]]
    assert len(read_whole(tmp_path, rows).cells) == 2
    assert read_whole(tmp_path, rows, header_rows=2).headers == ["Tulitko kuulluksi?", "Mikä auttoi?"]


def test_title_rows_above_the_header_are_passed_over(tmp_path):
    rows = [["Kysely"], [""], NAMES, TEXTS, import_ids(), ANSWER]
    table = read_whole(tmp_path, rows, header_row=3, delimiter=",")
    assert table.places["source_row"].tolist() == [6]


def test_a_workbook_is_read_as_the_text_file_is(tmp_path):
    made = Workbook()
    for row in (
        NAMES,
        TEXTS,
        import_ids(),
        [dt.datetime(2024, 3, 5, 9), 0, None, True, None, "R_1", 4, 1, None, "Lahti"],
    ):
        made.active.append(row)
    made.save(tmp_path / "vienti.xlsx")
    source = Source(table="answers", reader="qualtrics")
    table = whole(read(source, SourceFile(tmp_path / "vienti.xlsx", "vienti.xlsx")))
    assert table.cells.loc[4, ["Tulitko kuulluksi?", "[complete]"]].tolist() == [4, "yes"]


def test_every_part_of_a_long_file_has_the_same_columns_and_notes(tmp_path, monkeypatch):
    monkeypatch.setattr(raw_tables_module, "ROWS_AT_ONCE", 2)
    first, second = parts(tmp_path, [NAMES, TEXTS, import_ids(), ANSWER, ANSWER, answer(Status="8")])
    assert first.headers == second.headers
    assert first.notes == second.notes != ()


def test_headers_without_answers_are_refused(tmp_path):
    with pytest.raises(SourceError, match="the export has headers and no rows"):
        parts(tmp_path, [NAMES, TEXTS, import_ids()])
