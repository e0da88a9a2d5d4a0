"""The counts of a small record, added up by hand."""

import pandas as pd

from arvio.datasets.records import INTAKE, NOTES, Record
from arvio.errors import DataError, Problem, SourceError
from arvio.indicators import consents, coverage, decisions, files, personal_data, problems, readiness
from arvio.saying import say


def intake(*rows):
    """Files by source, file, read, test, withdrawn, empty, other service, duplicates, kept."""
    return pd.DataFrame(rows, columns=list(INTAKE))


def notes(*rows):
    return pd.DataFrame(rows, columns=list(NOTES))


def persons(*consent):
    return pd.DataFrame({"consent": list(consent)}, dtype="str")


def values(found, *keys):
    return found.table.set_index(list(keys))["value"].to_dict()


TWO_FILES = intake(
    ("participants", "a.xlsx", 100, 1, 2, 3, 0, 4, 90),
    ("participants", "b.xlsx", 50, 0, 0, 0, 1, 0, 49),
    ("workers", "c.csv", 10, 0, 0, 0, 0, 1, 9),
)


def test_rows_are_told_by_source_and_in_all():
    found = values(files(TWO_FILES), "group", "statistic")
    assert [found["participants", statistic] for statistic in ("files", "read", "duplicates", "left_out", "kept")] == [
        *(2, 150, 4, 7, 139),
    ]
    assert [found["all", statistic] for statistic in ("files", "read", "duplicates", "left_out", "kept")] == [
        *(3, 160, 5, 7, 148),
    ]


def test_a_single_withdrawal_cannot_be_told_from_other_rows_left_out():
    assert set(files(TWO_FILES).table["statistic"]) == {"files", "read", "duplicates", "left_out", "kept"}


def test_no_file_name_is_among_the_results():
    told = notes(("workers", "Eeva Esimerkki.csv", "coverage", "Kuultiin", "item", 1))
    assert "Eeva" not in coverage(told).table.to_csv() + files(TWO_FILES.assign(file="Eeva.csv")).table.to_csv()


def test_a_column_of_several_files_counts_once():
    found = coverage(
        notes(
            ("workers", "2024.csv", "coverage", "Kuultiin", "item", 1),
            ("workers", "2025.csv", "coverage", "Kuultiin", "item", 1),
            ("workers", "2025.csv", "coverage", "Jaksan", "item", 1),
            ("workers", "2025.csv", "coverage", "Nimi", "personal", 1),
            ("workers", "2025.csv", "dates", "Aika", "day_first", 5),
        )
    )
    assert values(found, "breakdown", "group") == {("workers", "item"): 2, ("workers", "personal"): 1}


def test_dates_are_told_with_the_days_that_prove_their_order():
    found = decisions(
        notes(
            ("workers", "2024.csv", "dates", "Aika", "day_first", 30),
            ("workers", "2024.csv", "dates_over_12", "Aika", "day_first", 12),
            ("workers", "2025.csv", "dates", "Aika", "day_first", 10),
            ("workers", "2025.csv", "dates_over_12", "Aika", "day_first", 0),
            ("workers", "2023.csv", "dates", "Aika", "ambiguous", 8),
            ("workers", "2023.csv", "dates_over_12", "Aika", "ambiguous", 0),
        )
    )
    assert values(found, "group", "wave", "statistic") == {
        ("Aika", "day_first", "values"): 40,
        ("Aika", "day_first", "days_over_12"): 12,
        ("Aika", "ambiguous", "values"): 8,
    }


def test_half_days_and_lost_letters_are_counted_without_their_words():
    found = decisions(
        notes(
            ("workers", "a.csv", "times", "Aika", "times have no hour over 12", 9),
            ("workers", "a.csv", "lost_letters", "Sana", "", 2),
        )
    )
    assert values(found, "group", "wave") == {("Aika", "times"): 9, ("Sana", "lost_letters"): 2}


def test_a_column_in_which_nothing_shows_its_way_of_writing_has_no_number():
    found = decisions(notes(("workers", "a.xlsx", "dates", "Aika", "unambiguous", 0)))
    assert found.table["value"].isna().tolist() == [True]


def test_what_a_reader_remarked_is_counted_and_not_quoted():
    found = decisions(
        notes(
            ("workers", "a.csv", "reading", "", "Status of previews: 'Eeva' 2 times", 1),
            ("workers", "b.csv", "reading", "", "read as cp1252", 1),
        )
    )
    assert found.table[["breakdown", "statistic", "value"]].to_numpy().tolist() == [["workers", "remarks", 2]]


def problem(what):
    return Problem("Eeva.csv", what, place="row 3", value="7")


def test_problems_are_counted_by_source_and_kind():
    errors = {
        "workers": (DataError([problem("an answer outside the scale"), problem("an answer outside the scale")]),),
        "visits": (SourceError(problem("is not a workbook (its first bytes are not those of one)")),),
    }
    assert values(problems(errors, {}), "group", "wave") == {
        ("workers", "outside_the_scale"): 2,
        ("visits", "unreadable_file"): 1,
    }


def test_tables_that_disagree_are_told_beside_sources():
    found = problems({}, {"attendance": (problem("a group that the list of groups does not have"),)})
    assert values(found, "breakdown", "group", "wave") == {("table", "attendance", "unknown_reference"): 1}


def test_the_words_of_a_problem_may_quote_the_file_and_are_not_told():
    errors = {
        "workers": (
            DataError(
                problem("ambiguous dates: 1.2.2023 can be read"),
            ),
            DataError(problem("Eeva?")),
        )
    }
    told = problems(errors, {}).table
    assert told["wave"].tolist() == ["ambiguous_values", "other_problem"]
    assert "Eeva" not in told.to_csv()
    assert "2023" not in told.to_csv()


def test_consents_are_those_of_persons():
    found = consents(persons("yes", "yes", "yes"), Record(TWO_FILES, withdrawn=1)).table
    assert found[["statistic", "value", "n"]].to_numpy().tolist() == [
        ["with_consent", 3, 3],
        ["without_consent", 1, 1],
        ["withdrawn_rows", 2, 1],
    ]


def test_where_exports_name_nobody_each_withdrawn_row_is_taken_for_a_person():
    found = values(consents(persons(), Record(TWO_FILES)), "statistic")
    assert found == {"without_consent": 2, "withdrawn_rows": 2}


def test_without_withdrawals_there_is_nothing_to_tell_of_them():
    record = Record(intake(("workers", "c.csv", 10, 0, 0, 0, 0, 1, 9)))
    assert values(consents(persons("yes"), record), "statistic") == {"with_consent": 1}


def test_hits_are_counted_by_column_and_kind_over_all_files():
    record = Record(
        notes=notes(
            ("workers", "a.csv", "coverage", "Palaute", "open_text", 1),
            ("workers", "b.csv", "coverage", "Palaute", "open_text", 1),
            ("workers", "b.csv", "coverage", "Muuta", "open_text", 1),
            ("workers", "a.csv", "personal", "Palaute", "phone", 2),
            ("workers", "b.csv", "personal", "Palaute", "phone", 1),
            ("workers", "b.csv", "personal", "Palaute", "e_mail", 1),
        ),
        unreviewed={("b.csv", "Palaute"): "5f2a"},
    )
    found = personal_data(record)
    assert values(found, "group", "wave", "statistic") == {
        ("all", "", "columns"): 2,
        ("all", "", "unreviewed"): 1,
        ("Palaute", "phone", "hits"): 3,
        ("Palaute", "e_mail", "hits"): 1,
    }
    assert "5f2a" not in found.table.to_csv()


def test_each_table_that_a_notebook_needs_has_one_state():
    states = {"answers": "ready", "surveys": "not_collected", "groups": "unreadable"}
    found = readiness({"feedback": ("answers", "surveys"), "groups": ("groups",)}, states).table
    assert found[["breakdown", "group", "statistic", "value"]].to_numpy().tolist() == [
        ["feedback", "answers", "ready", 1],
        ["feedback", "surveys", "not_collected", 1],
        ["groups", "groups", "unreadable", 1],
    ]


def test_an_organisation_of_which_nothing_was_read_has_no_results():
    record = Record()
    nothing = [files(record.intake), coverage(record.notes), decisions(record.notes), problems({}, {})]
    assert [len(found.table) for found in [*nothing, consents(persons(), record), readiness({}, {})]] == [0] * 6
    assert values(personal_data(record), "statistic") == {"columns": 0, "unreviewed": 0}


def test_problems_are_of_the_same_kind_whatever_the_language_of_the_evaluator(monkeypatch):
    errors = {"workers": (DataError(problem(say("ends before it begins"))),)}
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")
    assert str(errors["workers"][0]).startswith("Eeva.csv: row 3: päättyy ennen")
    assert values(problems(errors, {}), "group", "wave") == {("workers", "impossible_value"): 1}
