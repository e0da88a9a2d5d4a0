import pytest

from arvio.errors import UsageError
from arvio.inspection.columns.profile import look_through
from arvio.inspection.reports.target import Target, as_mapped, named_target, orders_before, target_of
from arvio.params import Instrument, Organisation, Project, Source

INSTRUMENT = Instrument.model_validate(
    {
        "instrument": "oma",
        "name": {"fi": "Oma", "en": "Own"},
        "source": "made up for this test",
        "licence": "none",
        "shipping": "text",
        "scale": {"lowest": 1, "highest": 5},
        "items": [{"item": "heard"}],
    }
)
FEEDBACK = {
    "table": "answers",
    "reader": "google_forms",
    "files": "palaute_*.csv",
    "instrument": "oma",
    "constants": {"respondent_group": "participants"},
    "columns": {"submitted_at": "Aikaleima"},
    "items": {"heard": "Minua kuultiin"},
}
GROUPS = {
    "table": "groups",
    "reader": "csv",
    "files": "ryhmat.csv",
    "columns": {"group_id": "Tunnus", "start": "Alkoi"},
}
ROWS = [["Aikaleima", "Minua kuultiin"], ["13/2/2024", "5"], ["14/2/2024", "4"]]


@pytest.fixture
def project(tmp_path):
    organisation = Organisation.model_validate(
        {
            "organisation": "talo",
            "name": "Talo ry",
            "data": "synthetic",
            "data_folder": "data/talo",
            "sensitivity": "ordinary",
            "sources": {"feedback": FEEDBACK, "groups": GROUPS},
        }
    )
    return Project(tmp_path, None, {"oma": INSTRUMENT}, {"talo": organisation}, {})


def test_a_file_belongs_to_the_source_whose_pattern_finds_it(project, written):
    assert str(target_of(project, look_through(written(ROWS, "data/talo/palaute_2024.csv")))) == "talo/feedback"


def test_a_file_of_another_name_belongs_to_the_source_that_knows_its_headers(project, written):
    assert str(target_of(project, look_through(written(ROWS, "data/talo/kevät.csv")))) == "talo/feedback"


def test_a_file_with_nothing_in_common_is_new(project, written):
    rows = [["Aikaleima", "Palvelu", "Arvio"], ["13/2/2024", "chat", "5"]]
    assert target_of(project, look_through(written(rows, "data/talo/muu.csv"))) is None


def test_a_file_from_elsewhere_is_new(project, written):
    assert target_of(project, look_through(written(ROWS, "muualla/palaute_2024.csv"))) is None


def test_a_source_may_be_named(project):
    assert named_target(project, "talo/groups").source.table == "groups"


@pytest.mark.parametrize(
    ("name", "told"), [("talo/feedbak", "talo/feedback"), ("talo", "talo/"), ("tallo/feedback", "talo")]
)
def test_a_misspelt_source_is_told_with_the_nearest(project, name, told):
    with pytest.raises(UsageError, match=told):
        named_target(project, name)


def test_a_file_is_read_as_the_source_would(project, workbook, tmp_path):
    file = workbook({"Vastaukset": ROWS, "Vanhat": [*ROWS, ["1/3/2024", "2"]]})
    source = Source.model_validate(FEEDBACK | {"sheet": "Vastaukset"})
    found = look_through(file)
    assert found.format.source.sheet == "Vanhat"
    assert as_mapped(found, Target("talo", "feedback", source, tmp_path)).format.source.sheet == "Vastaukset"


def test_a_file_that_the_reader_of_the_source_refuses_stays_as_found(written, tmp_path):
    found = look_through(written(ROWS))
    source = Source.model_validate(FEEDBACK | {"reader": "spss"})
    assert as_mapped(found, Target("talo", "feedback", source, tmp_path)) == found


def test_the_order_of_dates_before_is_that_of_the_newest_other_file(project, written):
    written([["Aikaleima", "Minua kuultiin"], ["2/13/2022", "5"]], "data/talo/palaute_2022.csv")
    written([["Aikaleima", "Minua kuultiin"], ["13/2/2021", "5"]], "data/talo/palaute_2021.csv")
    written([["Jokin"], ["muu"]], "data/talo/palaute_2023.csv")
    file = written(ROWS, "data/talo/palaute_2024.csv")
    assert orders_before(named_target(project, "talo/feedback"), file) == {"Aikaleima": "month_first"}
