"""Params files read from a small project made by hand in each test."""

import json
import textwrap

import nbformat
import pytest

from arvio.errors import ParamsError, UsageError
from arvio.params import open_project
from arvio.params.project import LONGEST_ROOT_BYTES

AUDIENCE = """
    minimum_n_persons: 5
    minimum_n_statistics: 7
    minimum_n_sensitive: 10
    minimum_n_interval: 20
    decimals: 1
    spread: withheld
    band_of_share: 0.9
    rounding_base: 1
    source: a test
"""

SUITE = f"""
languages: [fi, en]
time_limit_seconds: 60
audiences:
  funder: {textwrap.indent(AUDIENCE, "  ")}
"""

ORGANISATION = """
organisation: talo
name: Talo ry
data: synthetic
data_folder: data/talo
sensitivity: ordinary
sources:
  visits:
    table: visits
    reader: csv
    files: visits.csv
    columns: {date: Päivä}
reports:
  - notebook: feedback
    periods: [2025, 2025-H1]
    audiences: [funder]
    stage: final
"""


@pytest.fixture
def project_folder(tmp_path):
    for folder in ("params/organisations", "params/instruments", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    write(tmp_path / "params/suite.yaml", SUITE)
    write(tmp_path / "params/organisations/talo.yaml", ORGANISATION)
    nbformat.write(nbformat.v4.new_notebook(), tmp_path / "notebooks/feedback.ipynb")
    return tmp_path


def write(path, text):
    path.write_text(text, encoding="utf-8")


def organisation_error(folder, text):
    write(folder / "params/organisations/talo.yaml", text)
    with pytest.raises(ParamsError) as caught:
        open_project(folder).organisation("talo")
    return str(caught.value)


def test_opens_from_any_folder_of_the_project(project_folder):
    assert open_project(project_folder / "notebooks").root == project_folder


def test_a_folder_outside_any_project_is_told_so(tmp_path):
    with pytest.raises(UsageError, match=r"params/suite\.yaml here or above"):
        open_project(tmp_path)


def test_runs_are_one_for_each_period_audience_and_language(project_folder):
    runs = open_project(project_folder).runs()
    assert [str(run) for run in runs] == [
        "funder/talo/2025/feedback.en",
        "funder/talo/2025/feedback.fi",
        "funder/talo/2025-H1/feedback.en",
        "funder/talo/2025-H1/feedback.fi",
    ]


def test_wanted_runs_only(project_folder):
    runs = open_project(project_folder).runs(periods=["2025"], languages=["fi"])
    assert [str(run) for run in runs] == ["funder/talo/2025/feedback.fi"]


def test_a_report_may_name_a_language_that_the_suite_does_not(project_folder):
    write(project_folder / "params/organisations/talo.yaml", f"{ORGANISATION}    languages: [sv]\n")
    project = open_project(project_folder)
    (run,) = project.runs(periods=["2025"], languages=["sv"])
    assert str(run) == "funder/talo/2025/feedback.sv"
    project.check_words(run)


def test_a_misspelt_wish_is_an_error_and_not_an_empty_batch(project_folder):
    with pytest.raises(UsageError, match="did you mean feedback"):
        open_project(project_folder).runs(notebooks=["feedbck"])


def test_an_unknown_organisation_is_told_the_nearest(project_folder):
    with pytest.raises(UsageError, match="did you mean talo"):
        open_project(project_folder).organisation("tallo")


def test_a_misspelt_key_is_named_with_its_line_and_the_nearest_known_key(project_folder):
    message = organisation_error(project_folder, ORGANISATION.replace("    reader:", "    raeder:"))
    assert "params/organisations/talo.yaml: line 10, sources.visits.raeder: unknown key" in message
    assert "did you mean reader?" in message
    assert "sources.visits.reader: this key is missing" in message


def test_all_problems_of_a_file_are_told_at_once(project_folder):
    text = ORGANISATION.replace("stage: final", "stage: finish").replace("data: synthetic", "data: invented")
    message = organisation_error(project_folder, text)
    assert "reports.0.stage: is not one of the choices, got: 'finish'" in message
    assert "expected: one of draft, final" in message
    assert "data: is not one of the choices, got: 'invented'" in message


def test_broken_yaml_is_told_with_line_and_column(project_folder):
    message = organisation_error(project_folder, "organisation: talo\nname: [Talo\ndata: x\n")
    assert "params/organisations/talo.yaml: line 3" in message
    assert "is not YAML" in message


def test_a_file_that_is_not_utf_8_is_told_so(project_folder):
    (project_folder / "params/organisations/talo.yaml").write_bytes("name: Sääti\xf6".encode("cp1252"))
    with pytest.raises(ParamsError, match="byte 7 is not UTF-8"):
        open_project(project_folder).organisation("talo")


def test_an_empty_file_is_told_so(project_folder):
    assert "is empty" in organisation_error(project_folder, "# nothing yet\n")


def test_a_key_that_stands_twice_is_refused(project_folder):
    assert "the key name stands twice" in organisation_error(project_folder, ORGANISATION + "name: Toinen ry\n")


def test_an_alias_is_refused(project_folder):
    text = ORGANISATION.replace("name: Talo ry", "name: &n Talo ry\nproject: {name: x, funder: *n}")
    assert "an alias (*) stands here" in organisation_error(project_folder, ORGANISATION + "claims: &c []\ngoals: *c\n")
    assert "project" in organisation_error(project_folder, text)


def test_a_period_that_is_none_is_refused_before_anything_runs(project_folder):
    message = organisation_error(project_folder, ORGANISATION.replace("2025-H1", "2025-H3"))
    assert "reports.0.periods.1: is not a period, got: '2025-H3'" in message


def test_an_unknown_notebook_is_refused(project_folder):
    message = organisation_error(project_folder, ORGANISATION.replace("notebook: feedback", "notebook: feedbak"))
    assert "there is no such notebook, got: 'feedbak'" in message
    assert "did you mean feedback?" in message


def test_data_outside_the_project_are_refused(project_folder):
    assert "leaves the project" in organisation_error(project_folder, ORGANISATION.replace("data/talo", "../talo"))
    assert "leaves the data folder" in organisation_error(
        project_folder, ORGANISATION.replace("files: visits.csv", "files: ../../secret.csv")
    )


def test_a_broken_file_leaves_the_other_organisations(project_folder):
    write(project_folder / "params/organisations/mokki.yaml", "organisation: mokki\n")
    project = open_project(project_folder)
    assert set(project.organisations) == {"talo"}
    assert set(project.broken) == {"mokki"}


def test_words_of_yaml_stay_words(project_folder):
    text = ORGANISATION.replace(
        "columns: {date: Päivä}", "columns: {date: no}\n    values: {held: {007: 'yes', on: no}}"
    )
    write(project_folder / "params/organisations/talo.yaml", text)
    source = open_project(project_folder).organisation("talo").sources["visits"]
    assert source.columns["date"] == ["no"]
    assert source.values["held"] == {"007": "yes", "on": "no"}


def test_an_audience_without_rules_is_refused(project_folder):
    message = organisation_error(project_folder, ORGANISATION.replace("[funder]", "[funder, public]"))
    assert "params/suite.yaml has no rules for it, got: 'public'" in message


def test_rules_below_the_least_protection_are_refused(project_folder):
    write(project_folder / "params/suite.yaml", SUITE.replace("minimum_n_persons: 5", "minimum_n_persons: 1"))
    with pytest.raises(ParamsError, match="minimum_n_persons"):
        open_project(project_folder)


def test_what_is_about_the_data_themselves_is_made_for_nobody_outside(project_folder):
    nbformat.write(nbformat.v4.new_notebook(), project_folder / "notebooks/data_quality.ipynb")
    message = organisation_error(project_folder, ORGANISATION.replace("notebook: feedback", "notebook: data_quality"))
    assert "data_quality is about the data themselves and is made for the internal audience only" in message
    assert "take the other audiences out" in message


# --- moments at which reports are due

MOMENTS = "moments: {year-end: a year is over, project-end: a project is over}\n"
YEARLY = "  - {notebook: feedback, periods: ['2025'], audiences: [funder], stage: final, due: [year-end]}\n"
WHOLE_SPAN = "  - {notebook: feedback, periods: [2023-2025], audiences: [funder], stage: final, due: [project-end]}\n"
NEVER_DUE = "  - {notebook: feedback, periods: ['2024'], audiences: [funder], stage: final}\n"


@pytest.fixture
def project_with_moments(project_folder):
    write(project_folder / "params/suite.yaml", SUITE + MOMENTS)
    head = ORGANISATION.partition("  - notebook")[0]
    write(project_folder / "params/organisations/talo.yaml", head + YEARLY + WHOLE_SPAN + NEVER_DUE)
    return project_folder


@pytest.mark.parametrize(("at", "periods"), [("year-end", {"2025"}), ("project-end", {"2023-2025"})])
def test_at_a_moment_there_is_what_names_it_and_nothing_else(project_with_moments, at, periods):
    assert {run.period for run in open_project(project_with_moments).runs(at)} == periods


def test_without_a_moment_there_is_everything(project_with_moments):
    assert {run.period for run in open_project(project_with_moments).runs()} == {"2024", "2025", "2023-2025"}


def test_what_is_due_can_be_narrowed_further(project_with_moments):
    runs = open_project(project_with_moments).runs("year-end", languages=["fi"])
    assert [str(run) for run in runs] == ["funder/talo/2025/feedback.fi"]


@pytest.mark.parametrize(
    ("at", "told"), [("project-ends", "did you mean project-end"), ("easter", "known: project-end, year-end")]
)
def test_an_unknown_moment_is_told_with_the_known_ones(project_with_moments, at, told):
    with pytest.raises(UsageError, match="there is no such moment") as caught:
        open_project(project_with_moments).runs(at)
    assert told in str(caught.value)
    assert "year-end, project-end" in str(caught.value)


def test_a_suite_without_moments_says_so(project_folder):
    with pytest.raises(UsageError, match=r"params/suite\.yaml has no moments"):
        open_project(project_folder).runs("year-end")


def test_a_report_that_is_due_at_no_known_moment_is_refused(project_with_moments):
    text = (project_with_moments / "params/organisations/talo.yaml").read_text(encoding="utf-8")
    message = organisation_error(project_with_moments, text.replace("[year-end]", "[year-and]"))
    assert "reports.0.due.0: params/suite.yaml has no such moment, got: 'year-and'" in message
    assert "did you mean year-end?" in message


# --- drafts and what was signed


def sign(root, event="signed", **of_report):
    report = {"notebook": "feedback", "audience": "funder", "language": "fi", **of_report}
    events = [{"event": event, "at": "2026-03-02T10:20:30Z", "by": "Maija Meikäläinen", "reports": [report]}]
    (root / "params/signatures/talo").mkdir(parents=True, exist_ok=True)
    write(root / "params/signatures/talo/2025.json", json.dumps({"events": events}))


def stages(root):
    project = open_project(root)
    return [project.stage(run) for run in project.runs(periods=["2025"])]


def test_a_report_is_a_draft_until_params_say_final(project_folder):
    assert stages(project_folder) == ["final", "final"]
    write(project_folder / "params/organisations/talo.yaml", ORGANISATION.replace("    stage: final\n", ""))
    assert stages(project_folder) == ["draft", "draft"]


def test_a_signed_report_is_final_and_its_other_language_a_draft(project_folder):
    write(project_folder / "params/organisations/talo.yaml", ORGANISATION.replace("stage: final", "stage: draft"))
    sign(project_folder, facts="a" * 64)
    assert stages(project_folder) == ["draft", "final"]


def test_spoilt_signatures_cost_their_organisation_and_no_other(project_folder):
    write(project_folder / "params/organisations/muu.yaml", ORGANISATION.replace("talo", "muu"))
    sign(project_folder, event="sgned", facts="a" * 64)
    project = open_project(project_folder)
    assert {run.organisation for run in project.runs()} == {"muu"}
    assert "params/signatures/talo/2025.json: line 1, events.0: is not one of the choices" in str(
        project.broken["talo"]
    )


@pytest.mark.parametrize("beyond", [0, 1])
def test_a_project_that_lies_too_deep_is_refused(beyond, tmp_path):
    room = LONGEST_ROOT_BYTES - len(bytes(tmp_path)) + beyond
    root = tmp_path.joinpath(*["d" * 49] * (room // 50 - 1), "e" * (49 + room % 50))
    assert len(bytes(root)) == LONGEST_ROOT_BYTES + beyond
    (root / "params").mkdir(parents=True)
    (root / "params" / "suite.yaml").write_text(SUITE)
    if beyond:
        with pytest.raises(
            UsageError, match=r"lies too deep[\s\S]*401[\s\S]*at most 400 bytes[\s\S]*nearer to the top"
        ):
            open_project(root)
    else:
        assert open_project(root).root == root
