"""Exports of KoboToolbox and ODK. All forms and answers here are invented for these tests."""

import zipfile

import pytest
from openpyxl import Workbook

from arvio.errors import SourceError
from arvio.params import Source
from arvio.sources import raw_table, read
from arvio.sources.cells import text
from arvio.sources.raw_table import NOT_SHOWN, Question, whole
from arvio.sources.source_file import SourceFile

SURVEY = [
    ["type", "name", "label::Suomi (fi)", "label::English (en)", "relevant", "required"],
    ["start", "start"],
    ["deviceid", "deviceid"],
    ["note", "tervetuloa", "Tervetuloa vastaamaan!", "Welcome!"],
    ["select_one tarkeys", "vertaisuus", "Kuinka tärkeää vertaisuus on?", "How important are peers?"],
    ["begin_group", "palvelu", "Palvelut", "Services"],
    ["select_multiple muodot or_other", "muodot", "Mihin osallistuit?", "What did you join?"],
    ["select_multiple muodot", "jatko", "Missä jatkat?", "Where next?", "${vertaisuus} > 1"],
    ["end_group"],
    ["integer", "kerrat", "Montako kertaa kävit?", "How many visits?", "${vertaisuus} > 1", "yes"],
    ["date", "alku", "Milloin aloitit?", "When did you start?"],
    ["text", "palaute", "Muuta palautetta", "Other feedback"],
    ["geopoint", "paikka", "Paikka", "Place"],
    ["begin_repeat", "lapset", "Lapset", "Children"],
    ["integer", "ika", "Lapsen ikä", "Age of the child"],
    ["end_repeat"],
]
CHOICES = [
    ["list_name", "name", "label::Suomi (fi)", "label::English (en)"],
    ["tarkeys", 1, "Ei lainkaan", "Not at all"],
    ["tarkeys", 2, "Melko", "Quite"],
    ["tarkeys", 3, "Hyvin", "Very"],
    ["muodot", "ryhma", "Ryhmä tai leiri", "Group or camp"],
    ["muodot", "neuvonta", "Neuvonta", "Advice"],
]
NAMES = [
    *("start", "deviceid", "vertaisuus", "palvelu/muodot", "palvelu/muodot/ryhma", "palvelu/muodot/neuvonta"),
    *("kerrat", "paikka", "_paikka_latitude", "_paikka_longitude", "palaute"),
    *("_id", "_uuid", "_submission_time", "_submitted_by", "_index"),
]
OWN = ["41", "u-41", "2024-03-02T10:15:00", "aino", "1"]
FILLED = ["2024-03-02T10:00:00", "laite", "3", "ryhma", "1", "0", "4", "60 25", "60", "25", "Kiitos", *OWN]
OTHER = ["2024-03-03T10:00:00", "laite", "1", *[""] * 8, "42", "u-42", "2024-03-03T09:00:00", "", "2"]


@pytest.fixture
def export(tmp_path):
    """Writes a text file as KoboToolbox does, and reads it as one table."""

    def made(header, *rows, codebook=None, sign=";"):
        (tmp_path / "lomake.csv").write_text(delimited(header, *rows, sign=sign), encoding="utf-8", newline="")
        return table(tmp_path, "lomake.csv", codebook=codebook)

    return made


def delimited(*rows, sign=","):
    return "".join(sign.join('"{}"'.format(cell.replace('"', '""')) for cell in row) + "\r\n" for row in rows)


def table(folder, name, **params):
    source = Source(table="answers", reader="kobo", files=name, **params)
    return whole(read(source, SourceFile(folder / name, name, folder)))


def workbook(path, **sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path.name


def form(folder, survey=SURVEY, choices=CHOICES):
    return workbook(folder / "kysely.xlsx", survey=survey, choices=choices)


def archive(folder, **files):
    with zipfile.ZipFile(folder / "lomake.zip", "w") as made:
        for name, rows in files.items():
            made.writestr(name.replace("__", "-") + ".csv", delimited(*rows))
    return "lomake.zip"


def test_what_the_server_writes_is_bookkeeping_or_personal(export):
    raw = export(NAMES, FILLED, OTHER)
    assert raw.personal == {"deviceid", "_submitted_by", "paikka", "_paikka_latitude", "_paikka_longitude"}
    assert raw.bookkeeping == {"start", "palvelu/muodot", "_id", "_uuid", "_submission_time", "_index"}
    assert raw.provides == {"response_id": "_uuid", "submitted_at": "_submission_time"}


def test_columns_of_odk_central_are_known_too(export):
    header = ["SubmissionDate", "paikka-Latitude", "q1", "meta-instanceID", "meta-instanceName", "KEY"]
    header += ["SubmitterID", "SubmitterName", "Status", "DeviceID"]
    raw = export(header, ["2024-03-02T10:15:00.000Z", "60", "3", "u", "Aino", "u", "5", "Aino", "", "d"], sign=",")
    assert raw.personal == {"paikka-Latitude", "meta-instanceName", "SubmitterID", "SubmitterName", "DeviceID"}
    assert raw.bookkeeping == {"SubmissionDate", "meta-instanceID", "KEY", "Status"}
    assert raw.provides == {"response_id": "KEY", "submitted_at": "SubmissionDate"}


def test_a_column_called_status_of_a_form_is_its_own(export):
    assert export(["Status", "_uuid"], ["hyvä", "u"]).bookkeeping == {"_uuid"}


def test_double_header_of_hxl_tags_is_no_answer(export):
    raw = export(["vertaisuus", "_uuid"], ["#indicator+peers", ""], ["3", "u-41"])
    assert list(raw.cells["vertaisuus"]) == ["3"]
    assert list(raw.places["source_row"]) == [3]
    assert raw.notes == ("row 2 holds HXL tags and is left out",)


def test_an_answer_that_begins_with_a_number_sign_is_no_tag(export):
    assert len(export(["palaute", "_uuid"], ["#hyvä meininki", "u-41"]).cells) == 1


def test_an_export_of_tags_alone_is_empty(export):
    with pytest.raises(SourceError, match="has headers, HXL tags and no rows"):
        export(["vertaisuus"], ["#indicator"])


def test_tags_alone_in_the_first_part_do_not_hide_the_next(export, monkeypatch):
    monkeypatch.setattr(raw_table, "ROWS_AT_ONCE", 1)
    raw = export(["vertaisuus"], ["#indicator"], ["3"], ["2"])
    assert list(raw.cells["vertaisuus"]) == ["3", "2"]


def test_not_shown_and_not_chosen_stay_apart_in_the_boxes_of_a_question(export):
    raw = export(NAMES, FILLED, OTHER)
    assert list(raw.cells["palvelu/muodot/neuvonta"]) == ["0", NOT_SHOWN]
    assert raw.questions["palvelu/muodot/neuvonta"] == Question("neuvonta", "option", parent="palvelu/muodot")


def test_a_box_added_to_the_form_later_was_not_shown_before(export):
    raw = export(["q", "q/a", "q/b"], ["a", "1", ""], ["b", "0", "1"])
    assert list(raw.cells["q/b"]) == [NOT_SHOWN, "1"]


def test_columns_of_a_group_that_hold_more_than_marks_are_no_boxes(export):
    raw = export(["q", "q/a", "q/b"], ["x", "7", ""], ["y", "0", "1"])
    assert list(raw.cells["q/b"]) == ["", "1"]
    assert not raw.questions


def test_boxes_that_everybody_sees_can_be_left_open(export, tmp_path):
    header = ["vertaisuus", "palvelu/muodot/ryhma", "palvelu/jatko/ryhma"]
    raw = export(header, ["3", "1", "0"], ["1", "", ""], codebook=form(tmp_path))
    assert list(raw.cells["palvelu/muodot/ryhma"]) == ["1", ""]
    assert list(raw.cells["palvelu/jatko/ryhma"]) == ["0", NOT_SHOWN]


def test_a_required_question_left_blank_was_not_shown(export, tmp_path):
    raw = export(NAMES, FILLED, OTHER, codebook=form(tmp_path))
    assert list(raw.cells["kerrat"]) == ["4", NOT_SHOWN]
    assert list(raw.cells["palaute"]) == ["Kiitos", ""]


def test_the_form_tells_questions_and_options(export, tmp_path):
    raw = export([*NAMES, "alku", "tervetuloa"], [*FILLED, "2024-01-01", ""], codebook=form(tmp_path))
    labels = {"1": "Ei lainkaan", "2": "Melko", "3": "Hyvin"}
    assert raw.questions["vertaisuus"] == Question("Kuinka tärkeää vertaisuus on?", "scale", labels)
    assert raw.questions["palvelu/muodot"].kind == "choices"
    assert raw.questions["palvelu/muodot"].options == {
        "ryhma": "Ryhmä tai leiri",
        "neuvonta": "Neuvonta",
        "other": "Muu",
    }
    assert raw.questions["palvelu/muodot/ryhma"] == Question("Ryhmä tai leiri", "option", parent="palvelu/muodot")
    kinds = [raw.questions[name].kind for name in ("kerrat", "alku", "palaute", "tervetuloa")]
    assert kinds == ["number", "date", "text", "note"]
    assert {"tervetuloa", "start", "palvelu/muodot"} <= raw.bookkeeping
    assert {"deviceid", "paikka"} <= raw.personal


@pytest.mark.parametrize(
    "header",
    [
        ["vertaisuus", "muodot", "muodot/ryhma"],
        ["vertaisuus", "palvelu/muodot", "palvelu/muodot/ryhma"],
        ["vertaisuus", "palvelu-muodot", "palvelu-muodot/ryhma"],
        ["Kuinka tärkeää vertaisuus on?", "Mihin osallistuit?", "Mihin osallistuit?/Ryhmä tai leiri"],
        ["How important are peers?", "Services/What did you join?", "Services/What did you join?/Group or camp"],
    ],
)
def test_headings_of_names_groups_and_labels_are_found_in_the_form(header, export, tmp_path):
    raw = export(header, ["3", "ryhma", "1"], codebook=form(tmp_path))
    assert [raw.questions[name].kind for name in header] == ["scale", "choices", "option"]
    names = {raw.codes.get(code, code) for code in ("vertaisuus", "muodot", "muodot/ryhma")}
    assert names == set(header)


def test_duplicate_labels_stand_in_the_order_of_the_form(export, tmp_path):
    survey = [
        ["type", "name", "label"],
        ["integer", "a", "Montako?"],
        ["text", "b", "Muuta?"],
        ["text", "c", "Montako?"],
    ]
    raw = export(["Montako?", "Muuta?", "Montako?"], ["1", "x", "y"], codebook=form(tmp_path, survey))
    assert raw.codes == {"a": "Montako?", "b": "Muuta?", "c": "Montako? [2]"}
    assert raw.questions["Montako?"].kind == "number"


def test_answers_summed_up_as_labels_are_told_as_ambiguous(export, tmp_path):
    raw = export(["palvelu/muodot"], ["Ryhmä tai leiri Neuvonta"], codebook=form(tmp_path))
    assert raw.separator == " "
    assert any("holds several labels parted by spaces" in note for note in raw.notes)


def test_without_boxes_the_summing_column_is_the_answer(export, tmp_path):
    raw = export(["palvelu/muodot"], ["ryhma neuvonta"], codebook=form(tmp_path))
    assert not raw.bookkeeping
    assert not raw.notes


def test_the_form_of_another_survey_is_refused(export, tmp_path):
    with pytest.raises(SourceError, match=r"the form kysely\.xlsx has none of its columns"):
        export(["x", "y"], ["1", "2"], codebook=form(tmp_path))


MAIN = [
    ["vertaisuus", "nimi", "_id", "_uuid", "_submission_time", "_index"],
    [3, "Aino", 41, "u-41", "2024-03-02T10:15:00", 1],
    [2, "Toivo", 42, "u-42", "2024-03-03T10:15:00", 2],
]
CHILDREN = [
    ["lapset/ika", "_index", "_parent_table_name", "_parent_index", "_submission__submission_time"],
    [7, 1, "Perhekysely", 1, "2024-03-02T10:15:00"],
    [9, 2, "Perhekysely", 2, "2024-03-03T10:15:00"],
    [11, 3, "Perhekysely", 2, "2024-03-03T10:15:00"],
]
HOBBIES = [
    ["harrastus", "_index", "_parent_table_name", "_parent_index"],
    ["suunnistus", 1, "lapset", 3],
]


def test_a_workbook_of_several_sheets_asks_for_one(tmp_path):
    name = workbook(tmp_path / "perhe.xlsx", Perhekysely=MAIN, lapset=CHILDREN)
    with pytest.raises(SourceError, match="has 2 sheets: Perhekysely, lapset"):
        table(tmp_path, name)
    assert len(table(tmp_path, name, sheet="Perhekysely").cells) == 2


def test_rows_of_a_repeat_have_the_columns_of_their_form(tmp_path):
    name = workbook(tmp_path / "perhe.xlsx", Perhekysely=MAIN, lapset=CHILDREN, tyhja=HOBBIES[:1])
    raw = table(tmp_path, name, sheet="lapset")
    assert list(raw.cells["lapset/ika"]) == [7, 9, 11]
    assert list(raw.cells["vertaisuus"]) == [3, 2, 2]
    assert "_uuid" not in raw.headers
    assert raw.provides == {"response_id": "_index", "submitted_at": "_submission__submission_time"}


def test_rows_of_a_repeat_within_a_repeat_have_the_columns_of_both(tmp_path):
    name = workbook(tmp_path / "perhe.xlsx", Perhekysely=MAIN, lapset=CHILDREN, harrastukset=HOBBIES)
    raw = table(tmp_path, name, sheet="harrastukset")
    assert raw.cells[["harrastus", "lapset/ika", "vertaisuus"]].values.tolist() == [["suunnistus", 11, 2]]


def test_a_header_that_repeat_and_form_share_is_marked_as_the_forms(tmp_path):
    children = [["nimi", "_index", "_parent_table_name", "_parent_index"], ["Oiva", 1, "Perhekysely", 1]]
    name = workbook(tmp_path / "perhe.xlsx", Perhekysely=MAIN, lapset=children)
    raw = table(tmp_path, name, sheet="lapset")
    assert raw.cells[["nimi", "nimi [parent]"]].values.tolist() == [["Oiva", "Aino"]]


def test_rows_of_a_repeat_that_belong_nowhere_are_counted(tmp_path):
    orphan = ["8", 4, "Perhekysely", 9, "2024-03-03T10:15:00"]
    name = workbook(tmp_path / "perhe.xlsx", Perhekysely=MAIN, lapset=[*CHILDREN, orphan])
    raw = table(tmp_path, name, sheet="lapset")
    assert "rows of the repeat that belong to no row of the form: 1" in raw.notes
    assert text(raw.cells["vertaisuus"].iloc[-1]) == ""


CENTRAL = {
    "perhe": [
        ["SubmissionDate", "meta-instanceID", "vertaisuus", "KEY", "SubmitterName"],
        ["2024-03-02T10:15:00.000Z", "u-41", "3", "u-41", "Aino"],
        ["2024-03-03T10:15:00.000Z", "u-42", "2", "u-42", "Aino"],
    ],
    "perhe__lapset": [
        ["ika", "PARENT_KEY", "KEY"],
        ["7", "u-41", "u-41/lapset[1]"],
        ["9", "u-42", "u-42/lapset[1]"],
    ],
    "perhe__harrastus": [
        ["nimi", "PARENT_KEY", "KEY"],
        ["suunnistus", "u-42/lapset[1]", "u-42/lapset[1]/harrastus[1]"],
    ],
    "perhe__tyhja": [["nimi", "PARENT_KEY", "KEY"]],
}


def test_an_archive_of_odk_central_is_read_by_the_names_of_its_files(tmp_path):
    name = archive(tmp_path, **CENTRAL)
    assert list(table(tmp_path, name, sheet="perhe").cells["vertaisuus"]) == ["3", "2"]
    raw = table(tmp_path, name, sheet="perhe-lapset.csv")
    assert raw.cells[["ika", "vertaisuus"]].values.tolist() == [["7", "3"], ["9", "2"]]
    assert raw.provides == {"response_id": "KEY", "submitted_at": "SubmissionDate"}
    assert set(raw.places["source_sheet"]) == {"perhe-lapset.csv"}
    assert raw.personal == {"SubmitterName"}


def test_a_repeat_within_a_repeat_of_an_archive_has_the_columns_of_both(tmp_path):
    raw = table(tmp_path, archive(tmp_path, **CENTRAL), sheet="perhe-harrastus")
    assert raw.cells[["nimi", "ika", "vertaisuus"]].values.tolist() == [["suunnistus", "9", "2"]]


def test_a_repeat_unpacked_from_its_archive_says_that_its_form_is_missing(export):
    raw = export(*CENTRAL["perhe__lapset"], sign=",")
    assert any("have no columns of the form" in note for note in raw.notes)


def test_the_form_is_found_in_a_repeat_too(tmp_path):
    form(tmp_path)
    name = workbook(tmp_path / "perhe.xlsx", Perhekysely=MAIN, lapset=CHILDREN)
    raw = table(tmp_path, name, sheet="lapset", codebook="kysely.xlsx")
    assert raw.questions["lapset/ika"].text == "Lapsen ikä"
    assert raw.questions["vertaisuus"].kind == "scale"
