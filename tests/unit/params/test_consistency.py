"""Contradictions between the keys of one organisation's file."""

from pathlib import Path

import pytest

from arvio.errors import ParamsError
from arvio.params.checking import checked
from arvio.params.consistency import inconsistencies
from arvio.params.models import Instrument, Organisation, Suite
from arvio.params.yaml_file import read_yaml

SUITE = Suite.model_construct(languages=["fi"], audiences={}, time_limit_seconds=60)


def problems(folder: Path, source: str) -> list[str]:
    """What is said of an organisation whose one source has these lines."""
    path = folder / "talo.yaml"
    lines = "".join(f"    {line}\n" for line in source.splitlines())
    head = "organisation: talo\nname: Talo ry\ndata: synthetic\ndata_folder: data/talo\nsensitivity: ordinary\n"
    path.write_text(f"{head}sources:\n  visits:\n    table: visits\n{lines}", encoding="utf-8")
    file = read_yaml(path, "talo.yaml")
    organisation = checked(file, Organisation)
    found = inconsistencies(organisation, file, suite=SUITE, instruments={}, notebooks=())
    return [f"{problem.place.rpartition(', ')[2]}: {problem.what}" for problem in found]


@pytest.mark.parametrize(
    "source",
    [
        "reader: csv\nfiles: a.csv\ncodebook: forms/a.xlsx",
        "reader: database\nfiles: a.sqlite\nquery: visits",
        "reader: database\nconnection: ARVIO_DB\nquery: SELECT * FROM visits",
    ],
)
def test_a_source_that_says_where_its_rows_are_has_no_problems(tmp_path, source):
    assert problems(tmp_path, source) == []


@pytest.mark.parametrize("source", ["files: a.sqlite\nconnection: ARVIO_DB", ""])
def test_a_database_is_either_a_file_or_a_connection(tmp_path, source):
    found = problems(tmp_path, f"reader: database\nquery: visits\n{source}")
    assert found == ["sources.visits: a database is either a file or a connection"]


def test_a_database_needs_a_query(tmp_path):
    assert problems(tmp_path, "reader: database\nfiles: a.sqlite") == ["sources.visits.query: a database needs a query"]


def test_connection_and_query_are_for_databases_only(tmp_path):
    assert problems(tmp_path, "reader: csv\nfiles: a.csv\nconnection: ARVIO_DB\nquery: visits") == [
        "sources.visits.connection: is for databases only",
        "sources.visits.query: is for databases only",
    ]


def test_a_source_needs_its_file(tmp_path):
    assert problems(tmp_path, "reader: csv") == ["sources.visits.files: a source needs its file"]


@pytest.mark.parametrize("codebook", ["../other/a.xlsx", "/a.xlsx", "C:/a.xlsx"])
def test_a_codebook_outside_the_data_folder_is_refused(tmp_path, codebook):
    found = problems(tmp_path, f"reader: csv\nfiles: a.csv\ncodebook: {codebook}")
    assert found == ["sources.visits.codebook: leaves the data folder"]


def test_a_connection_string_in_params_is_refused_and_not_repeated(tmp_path):
    address = "postgresql://lukija:salaisuus@palvelin/asiakkaat"
    with pytest.raises(ParamsError) as caught:
        problems(tmp_path, f"reader: database\nconnection: {address}\nquery: visits")
    assert "sources.visits.connection" in str(caught.value)
    assert "salaisuus" not in str(caught.value)


LONELY = {
    "instrument": "lonely",
    "name": {"fi": "Yksin", "en": "Lonely"},
    "source": "a test",
    "licence": "none",
    "shipping": "keys",
    "scale": {"lowest": 1, "highest": 3},
    "items": [{"item": "alone"}],
    "scores": [
        {
            "score": "lonely",
            "name": {"fi": "Yksin", "en": "Lonely"},
            "method": "sum",
            "lowest": 1,
            "highest": 3,
            "source": "a test",
            "verified": "no",
            "missing": {"allowed": 0, "source": "a test", "verified": "no"},
            "cut_offs": [
                {
                    "cut_off": "often",
                    "side": "at_least",
                    "value": 2,
                    "text": {"fi": "Usein", "en": "Often"},
                    "source": "a test",
                    "verified": "no",
                }
            ],
        }
    ],
}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ("lonely: {often: 3}", []),
        ("lonley: {often: 3}", ["analysis.cut_offs.lonley: there is no such instrument"]),
        ("lonely: {oftn: 3}", ["analysis.cut_offs.lonely.oftn: lonely has no such cut-off"]),
        ("lonely: {often: 4}", ["analysis.cut_offs.lonely.often: a cut-off outside the score's range"]),
    ],
)
def test_a_chosen_cut_off_is_one_that_its_instrument_has_and_its_score_can_reach(tmp_path, chosen, expected):
    path = tmp_path / "talo.yaml"
    head = "organisation: talo\nname: Talo ry\ndata: synthetic\ndata_folder: data/talo\nsensitivity: ordinary\n"
    path.write_text(f"{head}sources: {{}}\nanalysis:\n  cut_offs:\n    {chosen}\n", encoding="utf-8")
    file = read_yaml(path, "talo.yaml")
    instruments = {"lonely": Instrument.model_validate(LONELY)}
    organisation = checked(file, Organisation)
    found = inconsistencies(organisation, file, suite=SUITE, instruments=instruments, notebooks=())
    assert [f"{problem.place.rpartition(', ')[2]}: {problem.what}" for problem in found] == expected


def told_to(folder: Path, notebook: str, audience: str) -> list[str]:
    """What is said of a report of a notebook to an audience, in a suite that knows every audience."""
    path = folder / "talo.yaml"
    head = "organisation: talo\nname: Talo ry\ndata: synthetic\ndata_folder: data/talo\nsensitivity: ordinary\n"
    report = f'  - {{notebook: {notebook}, periods: ["2025"], audiences: [internal, {audience}], stage: final}}\n'
    path.write_text(f"{head}sources: {{}}\nreports:\n{report}", encoding="utf-8")
    file, known = read_yaml(path, "talo.yaml"), dict.fromkeys(["internal", "funder", "public"])
    suite = SUITE.model_copy(update={"audiences": known})
    notebooks = ["family_work", "data_quality", "groups"]
    found = inconsistencies(checked(file, Organisation), file, suite=suite, instruments={}, notebooks=notebooks)
    return [str(problem) for problem in found]


def test_a_report_on_families_is_refused_to_the_public_with_a_remedy(tmp_path):
    [said] = told_to(tmp_path, "family_work", "public")
    for words in ("talo.yaml", "reports", "never made for the public", "internal or funder", "take public out"):
        assert words in said


@pytest.mark.parametrize(
    ("notebook", "audience", "problems"),
    [("family_work", "funder", 0), ("data_quality", "funder", 1), ("groups", "public", 0)],
)
def test_other_reports_go_to_those_they_may_go_to(tmp_path, notebook, audience, problems):
    assert len(told_to(tmp_path, notebook, audience)) == problems


@pytest.mark.parametrize("name", ["con", "nul", "com1"])
def test_what_files_are_made_of_is_not_named_like_a_device_of_windows(tmp_path, name):
    path = tmp_path / f"{name}.yaml"
    lines = f"organisation: {name}\nname: Talo ry\ndata: synthetic\ndata_folder: data/talo\nsensitivity: ordinary\n"
    path.write_text(
        f"{lines}sources: {{}}\nperiods: {{aux: {{start: 2025-01-01, end: 2025-12-31}}}}\n", encoding="utf-8"
    )

    with pytest.raises(ParamsError) as found:
        checked(read_yaml(path, path.name), Organisation)
    assert str(found.value).count("that Windows does not keep for a device") == 2
