import csv

import pandas as pd
import pytest

from arvio.datasets import Tables, check_sources, load_tables, loading, silent_periods
from arvio.errors import DataError, ProtectionError
from arvio.params import Organisation, Project
from arvio.sources.mapping.columns import TABLES
from arvio.sources.personal.identity import person_key, secret
from arvio.withdrawals import add

PERSONS = {
    "table": "persons",
    "reader": "csv",
    "files": "miehet.csv",
    "person": "Nimi",
    "columns": {"consent": "Suostumus", "birth_year": "Syntynyt"},
    "values": {"consent": {"kyllä": "yes", "peruttu": "no"}},
}
GROUPS = {
    "table": "groups",
    "reader": "csv",
    "files": "ryhmat.csv",
    "columns": {"group_id": "Tunnus", "start": "Alkoi", "end": "Päättyi"},
    "constants": {"county": "kymenlaakso"},
}
ATTENDANCE = {
    "table": "attendance",
    "reader": "csv",
    "files": "kaynnit.csv",
    "person": "Nimi",
    "columns": {"group_id": "Ryhmä", "date": "Päivä", "present": "Paikalla"},
}
MEN = [["Nimi", "Suostumus", "Syntynyt"], ["Matti", "kyllä", 1950], ["Teppo", "peruttu", 1948]]
LIST = [["Tunnus", "Alkoi", "Päättyi"], ["R01", "4.4.2023", "15.5.2023"]]
VISITS = [
    ["Nimi", "Ryhmä", "Päivä", "Paikalla"],
    ["Matti", "R01", "4.4.2023", "x"],
    ["TEPPO ", "R01", "4.4.2023", "x"],
    ["Matti", "R01", "18.4.2023", "-"],
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with three lists; a test changes what stands in them."""
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")

    def made(men=MEN, groups=LIST, visits=VISITS):
        for name, rows in (("miehet", men), ("ryhmat", groups), ("kaynnit", visits)):
            with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, delimiter=";").writerows(rows)
        organisation = Organisation.model_validate(
            {
                "organisation": "example",
                "name": "Esimerkki ry",
                "data": "synthetic",
                "data_folder": ".",
                "sensitivity": "ordinary",
                "sources": {"persons": PERSONS, "groups": GROUPS, "attendance": ATTENDANCE},
            }
        )
        return Project(tmp_path, None, {}, {"example": organisation}, {})

    return made


def problems(project):
    errors = check_sources(project, "example")
    assert all(isinstance(error, DataError) for error in errors)
    return [(p.file, p.place, p.what, p.value) for error in errors for p in error.problems]


def test_gives_the_tables_that_there_are_and_nothing_for_the_others(project):
    tables = load_tables(project(), "example")
    assert len(tables.table("groups")) == 1
    assert tables.table("volunteers") is None


def test_tables_hold_their_columns_and_no_places(project):
    groups = load_tables(project(), "example").table("groups")
    assert list(groups.columns) == [*TABLES["groups"], "basis"]


def test_a_table_that_does_not_exist_is_a_programming_error(project):
    with pytest.raises(KeyError, match="not a canonical table"):
        load_tables(project(), "example").table("grops")


def test_changing_a_table_leaves_the_next_reader_untouched(project):
    tables = load_tables(project(), "example")
    groups = tables.table("groups")
    groups["county"] = "elsewhere"
    assert set(tables.table("groups")["county"]) == {"kymenlaakso"}


def test_who_withdrew_consent_is_in_no_table_and_is_counted(project):
    tables = load_tables(project(), "example")
    assert len(tables.table("persons")) == 1
    assert tables.table("attendance")["person_key"].nunique() == 1
    counts = tables.intake.set_index("source")[["read", "left_out_withdrawn", "kept"]]
    assert counts.loc["attendance"].tolist() == [3, 1, 2]
    assert counts.loc["persons"].tolist() == [2, 1, 1]


def test_one_man_has_one_key_in_every_file(project):
    tables = load_tables(project(), "example")
    assert set(tables.table("attendance")["person_key"]) == set(tables.table("persons")["person_key"])


def test_names_do_not_leave_reading(project):
    tables = load_tables(project(), "example")
    for name in ("attendance", "groups", "persons"):
        assert "matti" not in tables.table(name).to_csv().casefold()


def test_names_do_not_reach_what_is_kept_between_runs(project, tmp_path):
    load_tables(project(), "example")
    kept = [path for path in (tmp_path / "data" / ".cache").rglob("*") if path.is_file()]
    assert kept
    assert all(b"matti" not in path.read_bytes().lower() for path in kept)


def test_an_end_before_its_start_is_told_with_its_row(project):
    found = problems(project(groups=[LIST[0], ["R01", "4.4.2023", "3.4.2023"]]))
    assert found == [("ryhmat.csv", "row 2, column 'end'", "ends before it starts", "2023-04-03")]


def test_attendance_of_an_unknown_group_is_told(project):
    found = problems(project(visits=[*VISITS, ["Matti", "R10", "18.4.2023", "x"]]))
    assert found == [
        ("kaynnit.csv", "row 5, column 'group_id'", "a group that the list of groups does not have", "R10")
    ]


def test_the_same_row_twice_is_told_without_the_name(project):
    found = problems(project(visits=[*VISITS, ["matti", "R01", "4.4.2023", "x"]]))
    assert found == [
        (
            "kaynnit.csv",
            "rows 2, 5, column 'group_id + date + person_key'",
            "the same row of attendance stands 2 times",
            "R01, 2023-04-04",
        )
    ]


def test_an_implausible_birth_year_is_told(project):
    found = problems(project(men=[*MEN, ["Seppo", "kyllä", 1047], ["Ilpo", "kyllä", 1950.5]]))
    assert found == [
        ("miehet.csv", "row 4, column 'Syntynyt'", "the value cannot be right", "1047"),
        ("miehet.csv", "row 5, column 'Syntynyt'", "the value cannot be right", "1950.5"),
    ]


def test_an_empty_cell_that_must_be_filled_is_told(project):
    found = problems(project(men=[*MEN, ["Seppo", "", 1950], ["", "kyllä", 1950]]))
    assert sorted(found) == [
        ("miehet.csv", "row 4, column 'Suostumus'", "an empty cell that must be filled", ""),
        ("miehet.csv", "row 5, column 'Nimi'", "an empty cell that must be filled", ""),
    ]


def test_a_cell_that_is_wrong_already_is_not_told_twice(project):
    found = problems(project(groups=[LIST[0], ["R01", "31.4.2023", ""]]))
    assert [what for _, _, what, _ in found] == ["is not a date"]


def test_an_unknown_mark_is_told_with_its_place(project):
    found = problems(project(visits=[*VISITS, ["Matti", "R01", "2.5.2023", "?"]]))
    assert found == [("kaynnit.csv", "row 5, column 'Paikalla'", "an unknown label", "?")]


def test_check_tells_each_file_by_itself_and_nothing_when_all_is_well(project):
    assert check_sources(project(), "example") == []
    wrong = project(men=[*MEN, ["Seppo", "ehkä", 1950]], groups=[LIST[0], ["R01", "31.4.2023", ""]])
    files = [{problem.file for problem in error.problems} for error in check_sources(wrong, "example")]
    assert {"miehet.csv"} in files
    assert {"ryhmat.csv"} in files


def test_dates_are_dates_and_numbers_are_floats(project):
    tables = load_tables(project(), "example")
    assert pd.api.types.is_datetime64_dtype(tables.table("groups")["start"])
    assert tables.table("persons")["birth_year"].dtype == "float64"
    assert tables.table("attendance")["present"].tolist() == [1.0, 0.0]


# --- one file that is wrong


def test_a_file_that_is_wrong_costs_only_its_own_table(project):
    tables = load_tables(project(groups=[LIST[0], ["R01", "31.4.2023", ""]]), "example")
    assert len(tables.table("persons")) == 1
    with pytest.raises(DataError, match="is not a date"):
        tables.table("groups")


def test_a_table_is_refused_while_one_that_it_refers_to_is_wrong(project):
    tables = load_tables(project(groups=[LIST[0], ["R01", "31.4.2023", ""]]), "example")
    with pytest.raises(DataError, match="is not a date"):
        tables.table("attendance")


def test_no_table_of_persons_is_given_while_withdrawals_are_unknown(project):
    tables = load_tables(project(men=[*MEN, ["Seppo", "ehkä", 1950]]), "example")
    with pytest.raises(DataError, match="an unknown label"):
        tables.table("attendance")
    assert len(tables.table("groups")) == 1


def test_what_failed_is_on_record_by_source(project):
    tables = load_tables(project(groups=[LIST[0], ["R01", "31.4.2023", ""]]), "example")
    assert list(tables.record.failed) == ["groups"]
    assert set(tables.intake["source"]) == {"persons", "attendance"}


def test_a_key_that_an_export_has_of_its_own_is_a_person_as_well_as_a_name(project):
    made = project(men=[*MEN, ["Seppo", "ehkä", 1950]])
    organisation = made.organisations["example"]
    attendance = organisation.sources["attendance"]
    columns = {**attendance.columns, "person_key": ["Nimi"]}
    mapped = attendance.model_copy(update={"person": None, "columns": columns})
    sources = {**organisation.sources, "attendance": mapped}
    changed = {"example": organisation.model_copy(update={"sources": sources})}
    tables = load_tables(Project(made.root, None, {}, changed, {}), "example")
    with pytest.raises(DataError, match="an unknown label"):
        tables.table("attendance")


def forget(tmp_path, name, organisation="example"):
    key = secret(tmp_path)
    add(tmp_path, [person_key(name, key)], [organisation], key)


def test_one_who_was_forgotten_is_in_no_table_and_counted_as_withdrawn(project, tmp_path):
    project()
    forget(tmp_path, "matti")
    tables = load_tables(project(), "example")
    assert tables.table("persons").empty
    assert tables.table("attendance").empty
    assert tables.record.withdrawn == 2  # and Teppo, who said so in the list
    assert list(tables.record.intake["left_out_withdrawn"]) == [2, 0, 3]
    assert list(tables.record.intake["read"]) == [2, 1, 3]


def test_one_who_was_forgotten_elsewhere_stays(project, tmp_path):
    project()
    forget(tmp_path, "matti", "another")
    assert len(load_tables(project(), "example").table("persons")) == 1


def test_one_who_was_forgotten_stays_so_when_next_years_export_has_the_row_again(project, tmp_path):
    project()
    forget(tmp_path, "matti")
    load_tables(project(), "example").table("persons")
    again = load_tables(project(men=[*MEN, ["Seppo", "kyllä", 1960], ["MATTI", "kyllä", 1951]]), "example")
    assert list(again.table("persons")["birth_year"]) == [1960]


def test_what_is_wrong_in_a_row_of_the_forgotten_is_not_told(project, tmp_path):
    men = [*MEN, ["Seppo", "rare answer", 1960]]
    assert "rare answer" in str(problems(project(men=men)))
    forget(tmp_path, "seppo")
    assert problems(project(men=men)) == []


def test_what_is_kept_between_runs_has_no_row_of_the_forgotten(project, tmp_path):
    key = person_key("matti", secret(tmp_path))
    load_tables(project(), "example").table("persons")
    kept = tmp_path / "data" / ".cache"
    assert key in in_parquet(kept)
    forget(tmp_path, "matti")
    load_tables(project(), "example").table("persons")
    assert key not in in_parquet(kept)
    assert key not in "".join(path.read_text(encoding="utf-8") for path in kept.rglob("*.json"))
    assert load_tables(project(), "example").record.withdrawn == 2


def in_parquet(folder):
    return " ".join(pd.read_parquet(path).to_csv() for path in folder.rglob("*.parquet"))


def test_with_a_damaged_list_no_export_is_read(project, tmp_path):
    project()
    forget(tmp_path, "matti")
    (tmp_path / "data" / ".withdrawn").write_text("", encoding="utf-8")
    with pytest.raises(ProtectionError):
        load_tables(project(), "example")


def test_one_who_is_forgotten_while_a_file_is_read_is_not_in_what_is_kept_of_it(project, tmp_path, monkeypatch):
    read, key = loading.read_file, person_key("matti", secret(tmp_path))

    def forgotten_meanwhile(file, *given, **named):
        found = read(file, *given, **named)
        forget(tmp_path, "matti")
        return found

    monkeypatch.setattr(loading, "read_file", forgotten_meanwhile)
    load_tables(project(), "example").table("persons")
    assert key not in in_parquet(tmp_path / "data" / ".cache")


def silent(made, periods):
    return silent_periods(made, load_tables(made, "example"), periods)


def test_a_period_that_no_export_tells_of_is_told_with_its_days(project):
    (line,) = silent(project(), {"2023", "2024-H2", "2023-Q2"})
    assert "from 2024-07-01 to 2024-12-31" in line
    assert "2024-H2" in line


@pytest.mark.parametrize("period", ["2023-05", "2023-04", "2023-Q2", "2023", "2021-2024"])
def test_a_period_with_a_day_of_any_table_is_not_silent(project, period):
    assert silent(project(), [period]) == []


@pytest.mark.parametrize("period", ["2023-03", "2023-06"])
def test_a_period_that_only_touches_what_happened_is_silent(project, period):
    assert len(silent(project(), [period])) == 1


def test_a_birth_makes_no_period_speak(project):
    assert len(silent(project(), ["1950"])) == 1


def test_of_exports_that_cannot_be_read_nothing_is_said_twice(project):
    made = project(visits=[*VISITS, ["Matti", "R99", "4.4.2023", "x"]])
    assert check_sources(made, "example")
    assert silent(made, ["2024"]) == []


def test_where_nothing_asks_for_a_report_no_table_is_read(project):
    assert silent_periods(project(), Tables("example", None, frozenset(TABLES)), []) == []
