import pytest

from arvio.params import Instrument, Source
from arvio.inspection.reports.changes import changes
from arvio.inspection.columns.kinds import columns_of
from arvio.inspection.columns.profile import look_through
from arvio.inspection.reports.target import Target

INSTRUMENT = Instrument.model_validate(
    {
        "instrument": "oma",
        "name": {"fi": "Oma", "en": "Own"},
        "source": "made up for this test",
        "licence": "none",
        "shipping": "text",
        "scale": {"lowest": 1, "highest": 5, "labels": {5: ["erittäin tärkeä"]}},
        "items": [
            {"item": "heard"},
            {"item": "met"},
            {"item": "service", "kind": "choice", "options": {"chat": ["Chat"], "group": ["Ryhmä"]}},
            {"item": "heard_of", "kind": "choices", "options": {"net": ["Netti"], "friend": ["Ystävä"]}},
        ],
    }
)
FEEDBACK = {
    "table": "answers",
    "reader": "google_forms",
    "files": "palaute_*.csv",
    "encoding": "utf-8",
    "instrument": "oma",
    "constants": {"respondent_group": "participants"},
    "columns": {"submitted_at": "Aikaleima"},
    "items": {"heard": "1. Minua kuultiin ryhmässä", "met": "2. Minut kohdattiin", "service": "3. Palvelu"},
    "open_text": ["Vapaa sana"],
}
HEAD = ["Aikaleima", "1. Minua kuultiin ryhmässä", "2. Minut kohdattiin", "3. Palvelu", "Vapaa sana"]
ROWS = [[f"1{n}.2.2024", str(n), "4", ["Chat", "Ryhmä"][n % 2], f"lause {n}"] for n in range(1, 6)]


@pytest.fixture
def changed(written, tmp_path):
    def found(rows, before=None, reading=None, **source):
        profile = look_through(written(rows, "palaute_2025.csv", **(reading or {})))
        target = Target("talo", "feedback", Source.model_validate(FEEDBACK | source), tmp_path, INSTRUMENT)
        return changes(profile, columns_of(profile, {}), target, before or {})

    return found


def headed(*headers):
    return [list(headers), *ROWS]


def test_a_file_like_the_mapping_has_no_changes(changed):
    found = changed([HEAD, *ROWS])
    assert (found.are_none, found.same) == (True, 5)


def test_new_and_missing_questions_are_told(changed):
    found = changed(headed(*HEAD[:2], "Kuinka monta kertaa kävit?", *HEAD[3:]))
    assert [column.header for column in found.new] == ["Kuinka monta kertaa kävit?"]
    assert [one.key for one in found.missing] == ["items.met"]


def test_a_reworded_question_is_paired_with_what_it_was(changed):
    found = changed(headed(HEAD[0], "1. Minua kuultiin hyvin ryhmässä", *HEAD[2:]))
    pair = found.reworded[0]
    assert (pair.sought.key, pair.now) == ("items.heard", "1. Minua kuultiin hyvin ryhmässä")
    assert 0.8 < pair.alike < 1
    assert (found.new, found.missing) == ((), ())


def test_the_number_of_a_question_counts_beside_its_words(changed):
    found = changed(headed(HEAD[0], "1. Ohjaaja kuuli minua", *HEAD[2:]))
    assert [one.sought.key for one in found.reworded] == ["items.heard"]


def test_each_new_question_is_paired_once_and_with_the_nearest(changed):
    found = changed(headed(HEAD[0], "Minua kuultiin", "Minut kohdattiin hyvin", *HEAD[3:]))
    assert {one.sought.key: one.now for one in found.reworded} == {
        "items.heard": "Minua kuultiin",
        "items.met": "Minut kohdattiin hyvin",
    }


def test_reworded_open_questions_are_paired_too(changed):
    found = changed(headed(*HEAD[:4], "Vapaa sana tai toive"))
    assert [(one.sought.key, one.now) for one in found.reworded] == [("open_text", "Vapaa sana tai toive")]
    assert found.gone == ()


def test_answers_that_the_codebook_lacks_are_told_when_three_gave_them(changed):
    rows = [
        [f"1{n}.2.2024", "erittäin tärkeä", "melko tärkeä", "Puhelin" if n < 3 else "Chat", "x"] for n in range(1, 6)
    ]
    found = {one.key: one for one in changed([HEAD, *rows]).unknown}
    assert found["items.met"].labels == ("melko tärkeä",)
    assert (found["items.service"].labels, found["items.service"].rare) == ((), 2)
    assert "items.heard" not in found


def test_answers_of_rows_that_are_left_out_are_not_unknown(changed):
    rows = [*ROWS, ["19.2.2024", "5", "5", "Toinen järjestö", ""]]
    rule = {"column": "3. Palvelu", "values": ["toinen järjestö"], "reason": "other_service"}
    assert changed([HEAD, *rows], leave_out=[rule]).unknown == ()


def test_several_answers_in_a_cell_are_known_one_by_one(changed):
    rows = [[*row[:3], ["Netti", "Netti, Ystävä"][n % 2], row[4]] for n, row in enumerate(ROWS)]
    items = {**FEEDBACK["items"], "heard_of": "3. Palvelu"}
    del items["service"]
    assert changed([HEAD, *rows], items=items).unknown == ()


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


def test_items_of_a_version_are_compared_as_the_version_says(changed):
    versions = [{"files": "palaute_2025.csv", "items": {"met": "Kohtaaminen"}, "not_asked": ["service"]}]
    found = changed(headed(*HEAD[:2], "Kohtaaminen", "Uusi kysymys", "Vapaa sana"), versions=versions)
    assert (found.missing, found.reworded) == ((), ())
    assert [column.header for column in found.new] == ["Uusi kysymys"]
