import pandas as pd
import pytest

from arvio.errors import DataError
from arvio.params import Instrument, Source
from arvio.sources.mapping.decisions import decide
from arvio.sources.mapping.export import Setting
from arvio.sources.mapping.mapping import mapped_parts
from arvio.sources.raw_table import raw_table
from arvio.sources.source_file import SourceFile

FILE = SourceFile(None, "vienti.csv")
INSTRUMENT = Instrument.model_validate(
    {
        "instrument": "meetings",
        "name": {"fi": "Tapaamiset", "en": "Meetings"},
        "source": "made up for this test",
        "licence": "none",
        "shipping": "text",
        "scale": {"lowest": 1, "highest": 5, "labels": {5: ["erittäin tärkeä", "suurin merkitys"]}},
        "items": [{"item": "heard"}, {"item": "met"}],
        "missing": {"En osaa sanoa": "does_not_know"},
    }
)


def setting(**source):
    return Setting("example", Source(reader="csv", files="vienti.csv", **source), "params.yaml", b"x" * 32, INSTRUMENT)


def read(rows, **source):
    raw = raw_table(FILE, rows, header_row=1)
    return next(mapped_parts([raw], setting(**source), decide([raw], setting(**source))))


def answers(cells, **source):
    found = read(
        [["Kuultiin"], *[[cell] for cell in cells]],
        table="answers",
        instrument="meetings",
        constants={"respondent_group": "participants"},
        items={"heard": "Kuultiin"},
        **source,
    )
    return found, found.tables["answers"]


# --- answers


def test_labels_of_the_columns_of_answers_become_codes_too():
    found = read(
        [["Kuultiin", "Kunnan koko", "Vastaaja"], [5, "alle 10 000", "nuori"], [4, "", ""]],
        table="answers",
        instrument="meetings",
        constants={"respondent_group": "participants"},
        columns={"size_class": "Kunnan koko", "respondent_role": "Vastaaja"},
        values={"size_class": {"alle 10 000": "small"}, "respondent_role": {"nuori": "young_person"}},
        items={"heard": "Kuultiin"},
    )
    assert not found.findings
    responses = found.tables["responses"]
    assert responses["size_class"].fillna("").tolist() == ["small", ""]
    assert responses["respondent_role"].fillna("").tolist() == ["young_person", ""]


def test_reads_numbers_labels_and_labels_behind_their_number():
    written = [5, "5", 5.0, "Erittäin  tärkeä", "5 – erittäin tärkeä", "5 = suurin merkitys", "1"]
    _, table = answers(written)
    assert list(table["value"]) == [5, 5, 5, 5, 5, 5, 1]


def test_a_label_behind_the_wrong_number_is_unknown():
    found, table = answers(["4 – erittäin tärkeä", 3])
    assert [finding.what for finding in found.findings] == ["an unknown answer label"]
    assert pd.isna(table["value"].iloc[0])


def test_does_not_know_is_a_reason_and_never_a_six():
    _, table = answers([6, "6", "en osaa sanoa", 4], missing={"6": "does_not_know"})
    assert list(table["missing_reason"]) == ["does_not_know"] * 3 + [""]
    assert list(table["value"].dropna()) == [4]


def test_an_empty_cell_is_no_answer():
    found = read(
        [["Kuultiin", "Kohdattiin"], [5, ""], ["", 4]],
        table="answers",
        instrument="meetings",
        constants={"respondent_group": "participants"},
        items={"heard": "Kuultiin", "met": "Kohdattiin"},
    )
    reasons = found.tables["answers"].pivot(index="response_id", columns="item", values="missing_reason")
    assert reasons.to_dict("records") == [{"heard": "", "met": "no_answer"}, {"heard": "no_answer", "met": ""}]


def test_a_row_that_answers_nothing_is_left_out_as_empty():
    found = read(
        [["Kuultiin", "Aika"], [5, "4.4.2023"], ["", "5.4.2023"]],
        table="answers",
        instrument="meetings",
        constants={"respondent_group": "participants"},
        columns={"submitted_at": "Aika"},
        items={"heard": "Kuultiin"},
    )
    assert found.intake.left_out_empty == 1
    assert found.intake.kept == 1


def test_a_half_mark_is_outside_the_scale():
    found, _ = answers([4.5])
    assert [(finding.what, finding.value) for finding in found.findings] == [("an answer outside the scale", "4.5")]


def test_labels_that_a_form_adds_are_known_to_it():
    _, table = answers(["aivan ehdottomasti"], labels={"Aivan ehdottomasti": 5})
    assert list(table["value"]) == [5]


def test_numbers_of_responses_begin_anew_in_each_file():
    found = read(
        [["ID", "Kuultiin"], [1, 5], [2, 4]],
        table="answers",
        instrument="meetings",
        constants={"respondent_group": "participants"},
        columns={"response_id": "ID"},
        items={"heard": "Kuultiin"},
    )
    assert list(found.tables["responses"]["response_id"]) == ["example/vienti.csv/1", "example/vienti.csv/2"]


def test_a_response_without_a_number_is_called_by_its_row():
    found, table = answers([5])
    assert list(found.tables["responses"]["response_id"]) == ["example/vienti.csv/row 2"]
    assert list(table["response_id"]) == ["example/vienti.csv/row 2"]


# --- other tables


GROUPS = {
    "table": "groups",
    "columns": {"group_id": "Tunnus", "start": "Alkoi"},
    "constants": {"county": "kymenlaakso"},
}


def test_labels_become_codes_and_constants_fill_columns():
    found = read(
        [["Tunnus", "Alkoi", "Jatkuu"], ["R01", "4.4.23", "Kyllä "], ["R02", "15.5.23", ""]],
        table="groups",
        columns={"group_id": "Tunnus", "start": "Alkoi", "continues": "Jatkuu"},
        constants={"county": "kymenlaakso"},
        values={"continues": {"kyllä": "yes"}},
    )
    table = found.tables["groups"]
    assert found.findings == ()
    assert list(table["county"]) == ["kymenlaakso"] * 2
    assert list(table["continues"].fillna("-")) == ["yes", "-"]
    assert list(table["start"].dt.day) == [4, 15]


def test_a_label_that_values_do_not_know_is_told_with_the_nearest():
    found = read(
        [["Tunnus", "Alkoi", "Jatkuu"], ["R01", "4.4.23", "kylä"]],
        table="groups",
        columns={"group_id": "Tunnus", "start": "Alkoi", "continues": "Jatkuu"},
        constants={"county": "kymenlaakso"},
        values={"continues": {"kyllä": "yes", "ei": "no"}},
    )
    finding = found.findings[0]
    assert (finding.what, finding.value, finding.expected) == ("an unknown label", "kylä", "one of: kyllä; ei")
    assert finding.remedy == (
        "the nearest known is 'kyllä'; write it with its code in params.yaml under sources.example.values.continues"
    )


def test_an_id_that_is_no_code_is_told():
    found = read(
        [["Tunnus", "Alkoi", "Alue"], ["R01", "4.4.23", "Etelä-Karjala"]],
        table="groups",
        columns={"group_id": "Tunnus", "start": "Alkoi", "county": "Alue"},
    )
    assert found.findings[0].what == "is not a code"


def test_declared_missing_words_are_empty_cells():
    found = read(
        [["Tunnus", "Alkoi", "Suunniteltu"], ["R01", "4.4.23", "ei tietoa"], ["R02", "4.4.23", "12"]],
        table="groups",
        columns={"group_id": "Tunnus", "start": "Alkoi", "planned_sessions": "Suunniteltu"},
        constants={"county": "kymenlaakso"},
        missing={"ei tietoa": "no_answer"},
    )
    assert found.findings == ()
    assert list(found.tables["groups"]["planned_sessions"].fillna(-1)) == [-1, 12]


def test_codes_with_leading_zeros_stay():
    found = read([["Tunnus", "Alkoi"], ["007", "4.4.23"]], **GROUPS)
    assert list(found.tables["groups"]["group_id"]) == ["007"]


def test_cases_and_workers_are_keys_too():
    found = read(
        [["Asiakkuus", "Alkoi"], ["S-101", "4.4.23"]],
        table="cases",
        columns={"case_key": "Asiakkuus", "start": "Alkoi"},
    )
    key = found.tables["cases"]["case_key"].iloc[0]
    assert len(key) == 20
    assert "101" not in key.upper() or "S-101" not in key


def test_every_row_carries_its_place():
    table = read([["Tunnus", "Alkoi"], ["R01", "4.4.23"]], **GROUPS).tables["groups"]
    assert table[["source_file", "source_row"]].iloc[0].to_dict() == {"source_file": "vienti.csv", "source_row": 2}


def test_a_table_without_a_column_it_needs_names_where_to_map_it():
    with pytest.raises(
        DataError, match=r"the table groups needs the column start(.|\n)*under sources\.example\.columns"
    ):
        read([["Tunnus"], ["R01"]], table="groups", columns={"group_id": "Tunnus"}, constants={"county": "kymenlaakso"})


def test_a_column_that_the_table_does_not_have_is_told():
    with pytest.raises(DataError, match="colour: the table groups has no such column"):
        read([["Tunnus", "Alkoi"], ["R01", "4.4.23"]], **(GROUPS | {"constants": {"county": "a", "colour": "red"}}))


def test_two_wordings_of_a_question_in_one_file_are_refused():
    columns = {"group_id": ["Tunnus", "Numero"], "start": "Alkoi"}
    with pytest.raises(DataError, match="several columns of this file are mapped to one: Tunnus, Numero"):
        read([["Tunnus", "Numero", "Alkoi"], ["R01", "1", "4.4.23"]], **(GROUPS | {"columns": columns}))


def test_feedback_and_observations_are_read_item_by_item():
    found = read(
        [
            ["Kirjattu", "Keneltä", "Aihe", "Toimenpide", "Tila"],
            ["3.2.2025", "työntekijät", "aikataulut", "17.2.2025", "tehty"],
            ["4.2.2025", "omavalvonta", "kirjaaminen", "", "avoin"],
        ],
        table="feedback_items",
        date_order="day_first",
        columns={"date": "Kirjattu", "source": "Keneltä", "theme": "Aihe", "action_on": "Toimenpide", "status": "Tila"},
        values={
            "source": {"työntekijät": "workers", "omavalvonta": "own_control"},
            "theme": {"aikataulut": "schedules", "kirjaaminen": "records"},
            "status": {"tehty": "done", "avoin": "open"},
        },
    )
    assert not found.findings
    items = found.tables["feedback_items"]
    assert (items["action_on"] - items["date"]).dt.days.fillna(-1).tolist() == [14, -1]
    assert items[["source", "theme", "status"]].values.tolist() == [
        ["workers", "schedules", "done"],
        ["own_control", "records", "open"],
    ]


def test_a_gap_with_an_unknown_response_is_told():
    found = read(
        [["Tunnistettu", "Tarve", "Vastaus"], ["3.2.2025", "asuminen", "ehkä"]],
        table="gaps",
        date_order="day_first",
        columns={"found_on": "Tunnistettu", "need": "Tarve", "response": "Vastaus"},
        values={"need": {"asuminen": "housing"}, "response": {"uusi palvelu": "new_service"}},
    )
    assert [(finding.column, finding.value) for finding in found.findings] == [("response", "ehkä")]
