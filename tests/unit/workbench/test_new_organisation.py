import csv
import datetime as dt
import os
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from arvio.datasets import check_sources, load_tables
from arvio.errors import ArvioError, ProtectionError, RunError, SourceError, UsageError
from arvio.params import open_project
from arvio.saying import said_in
from arvio.workbench import new_files, new_organisation
from arvio.workbench.new_organisation import Request, make_organisation

from ...conftest import PROJECT
from ...faults.exports import write_export

TODAY = dt.date(2026, 3, 1)
READERS = (
    *("csv", "google_forms", "limesurvey", "kobo", "redcap", "surveymonkey", "qualtrics"),
    *("excel", "attendance_workbook", "spss"),
)
HEADERS = ["Aikaleima", "Minua kuultiin", "Sain apua", "Mistä kuulit", "Sähköposti", "Vapaa sana"]
WORDS = ("kiitos paljon", "hyvin meni", "lisää tällaista", "en keksi mitään", "mukavaa oli")
ROWS = [
    [
        *(f"1{n % 9}.2.2025", str(n % 5 + 1), str((n + 2) % 5 + 1), ("Lehdestä", "Ystävältä")[n % 2]),
        *(f"a{n}@example.org", f"{WORDS[n % 5]} {n}"),
    ]
    for n in range(20)
]


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A project with the suite, instruments and notebooks that arvio ships, and no organisation."""
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    root = tmp_path / "project"
    ignored = shutil.ignore_patterns("organisations", "commentary", "signatures", "drafts", ".ipynb_checkpoints")
    for folder in ("params", "notebooks"):
        shutil.copytree(PROJECT / folder, root / folder, ignore=ignored)
    return root


@pytest.fixture
def export(tmp_path):
    """An export from elsewhere."""

    def written(rows=ROWS, name="palaute.csv", headers=HEADERS):
        path = tmp_path / "muualla" / name
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headers, *rows])
        return path

    return written


def made(root, *exports, name="talo", **said):
    return make_organisation(open_project(root), Request(name, exports, **said), TODAY)


def files(root):
    """What lies in a project, beside the secret and what was kept of exports that were read."""
    found = (path for path in root.rglob("*") if ".cache" not in path.parts and path.name != ".key")
    return {path.relative_to(root).as_posix() for path in found if path.is_file()}


def text_of(root, name="talo"):
    return (root / "params/organisations" / f"{name}.yaml").read_text(encoding="utf-8")


def test_params_instrument_comments_and_a_copy_of_the_export_are_made(root, export):
    before, path = files(root), export()
    found = made(root, path, title="Talo ry")
    assert set(found.paths) == files(root) - before
    assert set(found.paths) == {
        "params/organisations/talo.yaml",
        "params/instruments/talo.yaml",
        "params/commentary/talo/2025.fi.md",
        "params/commentary/talo/2025.en.md",
        "data/talo/palaute.csv",
    }
    assert (root / "data/talo/palaute.csv").read_bytes() == path.read_bytes()
    assert path.exists()


def test_what_was_made_reads_every_answer_and_asks_for_reports(root, export):
    made(root, export(), title="Talo ry")
    project = open_project(root)
    organisation = project.organisation("talo")
    assert check_sources(project, "talo") == []
    assert len(load_tables(project, "talo").table("responses")) == len(ROWS)
    assert (organisation.name, organisation.sensitivity) == ("Talo ry", "special")
    assert [(one.notebook, one.periods, one.audiences, one.stage) for one in organisation.reports] == [
        ("feedback", ["2025"], ["internal"], "draft"),
        ("data_quality", ["2025"], ["internal"], "draft"),
    ]


def test_persons_and_open_answers_are_left_out(root, export):
    made(root, export())
    source = open_project(root).organisation("talo").sources["answers"]
    assert (source.personal, source.open_text) == (["Sähköposti"], ["Vapaa sana"])


def test_each_key_of_an_organisation_has_a_remark_on_it_or_above_it(root, export):
    made(root, export())
    lines = text_of(root).splitlines()
    keys = [place for place, line in enumerate(lines) if re.match(r"[a-z]", line)]
    assert len(keys) == 8
    assert [lines[place] for place in keys if "#" not in lines[place] and not lines[place - 1].startswith("#")] == []


def test_remarks_are_in_the_evaluators_language_and_keys_are_not(root, export):
    with said_in("fi"):
        made(root, export())
    text = text_of(root)
    assert "sensitivity: special" in text
    assert "Mitä haittaa" in text
    assert "What harm" not in text
    assert open_project(root).organisation("talo").sensitivity == "special"


def test_languages_and_period_are_those_asked_for(root, export):
    found = made(root, export(), languages=("sv",), period="2024-H1")
    (feedback, _) = open_project(root).organisation("talo").reports
    assert (feedback.languages, feedback.periods) == (["sv"], ["2024-H1"])
    assert "params/commentary/talo/2024-H1.sv.md" in found.paths


def test_exports_of_several_groups_become_sources_of_their_own(root, export):
    participants, workers = export(name="palaute.csv"), export(name="henkilöstökysely.csv")
    made(root, participants, workers)
    organisation = open_project(root).organisation("talo")
    groups = {name: source.constants["respondent_group"] for name, source in organisation.sources.items()}
    assert groups == {"palaute": "participants", "henkilostokysely": "workers"}
    assert {one.respondent_group for one in organisation.surveys} == {"participants", "workers"}
    assert len({source.instrument for source in organisation.sources.values()}) == 2
    assert check_sources(open_project(root), "talo") == []


def test_two_exports_of_one_wave_are_one_survey(root, export):
    made(root, export(name="a.csv"), export(rows=ROWS[:5], name="b.csv"))
    (survey,) = open_project(root).organisation("talo").surveys
    assert (survey.opened, survey.closed) == (dt.date(2025, 2, 10), dt.date(2025, 2, 18))


def test_exports_that_lie_together_below_data_stay_there(root, export):
    folder = root / "data" / "talon_viennit"
    folder.mkdir(parents=True)
    path = shutil.copy(export(), folder)
    found = made(root, Path(path))
    assert open_project(root).organisation("talo").data_folder == "data/talon_viennit"
    assert [one for one in found.paths if one.startswith("data/")] == []


def test_a_form_without_a_scale_gets_no_report_on_feedback_and_is_told_why(root, export):
    rows = [[f"1{n % 9}.2.2025", ("Kyllä", "Ei")[n % 2]] for n in range(12)]
    found = made(root, export(rows, headers=["Aikaleima", "Saitko apua?"]))
    assert [one.notebook for one in open_project(root).organisation("talo").reports] == ["data_quality"]
    assert "palaute.csv asks nothing on a scale" in found.notes[0]
    assert not (root / "params/commentary").exists()


def test_open_answers_that_must_be_read_first_are_told_and_stop_nothing(root, export):
    rows = [[*row[:-1], f"{row[-1]}, kiitos Matti Virtanen"] for row in ROWS]
    found = made(root, export(rows))
    assert "nobody has reviewed" in found.notes[-1]
    assert all(isinstance(one, ProtectionError) for one in check_sources(open_project(root), "talo"))


def test_without_exports_a_skeleton_is_made_that_is_in_order(root):
    found = made(root)
    assert found.paths == ("params/organisations/talo.yaml",)
    project = open_project(root)
    assert check_sources(project, "talo") == []
    assert project.organisation("talo").sources == {}
    assert "arvio inspect FILE" in text_of(root)


@pytest.mark.parametrize("reader", READERS)
def test_an_export_of_each_reader_is_made_an_organisation_that_reads_it(root, tmp_path, reader):
    path = write_export(reader, tmp_path)
    path = path.rename(
        path.with_suffix({"excel": ".xlsx", "attendance_workbook": ".xlsx", "spss": ".sav"}.get(reader, ".csv"))
    )
    made(root, path)
    project = open_project(root)
    assert check_sources(project, "talo") == []
    assert list(project.organisation("talo").sources) == [
        "attendance" if reader == "attendance_workbook" else "answers"
    ]


@pytest.mark.parametrize("name", ["Talo", "talo ry", "../talo", "1talo", "", "tälo", "a" * 61, "talo\n"])
def test_a_name_that_params_do_not_allow_is_refused(root, export, name):
    before = files(root)
    with pytest.raises(UsageError, match="cannot be a name"):
        made(root, export(), name=name)
    assert files(root) == before


def test_a_name_of_a_device_is_refused(root, export):
    with pytest.raises(UsageError, match="Windows keeps"):
        made(root, export(), name="con")


def test_nothing_is_written_over(root, export):
    made(root, export())
    before = {name: (root / name).read_bytes() for name in files(root)}
    with pytest.raises(UsageError, match="already"):
        made(root, export())
    assert {name: (root / name).read_bytes() for name in files(root)} == before


def test_a_comment_that_is_there_already_is_kept_and_nothing_is_made(root, export):
    words = root / "params/commentary/talo/2025.en.md"
    words.parent.mkdir(parents=True)
    words.write_text("## feedback\n\nours\n")
    before = files(root)
    with pytest.raises(UsageError, match="already"):
        made(root, export())
    assert files(root) == before
    assert words.read_text() == "## feedback\n\nours\n"


def test_two_exports_of_one_name_are_refused(root, export, tmp_path):
    other = tmp_path / "toinen" / "palaute.csv"
    other.parent.mkdir()
    shutil.copy(export(), other)
    with pytest.raises(UsageError, match="same name"):
        made(root, export(), other)


def test_an_export_without_anything_to_count_makes_nothing(root, export):
    before = files(root)
    with pytest.raises(UsageError, match="no column that a report could count"):
        made(root, export([["oma lause"], ["toinen lause"]], headers=["Vapaa sana"]))
    assert files(root) == before


def test_a_full_disk_leaves_nothing_half_made(root, export, monkeypatch):
    def fails(_path):
        raise RunError("no space left")

    before, folders = files(root), {path for path in root.rglob("*") if path.is_dir()}
    monkeypatch.setattr(new_files, "_bytes", fails)
    with pytest.raises(RunError, match="no space left"):
        made(root, export())
    assert files(root) == before
    assert {path for path in root.rglob("*") if path.is_dir()} == folders


def test_a_draft_that_does_not_read_its_export_leaves_nothing(root, export, monkeypatch):
    before = files(root)
    error = SourceError("row 3 cannot be read")
    monkeypatch.setattr(new_organisation, "check_sources", lambda *_: [error])
    with pytest.raises(SourceError, match="was not made"):
        made(root, export())
    assert files(root) == before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(
        st.binary(max_size=300),
        st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=4), max_size=8).map(
            lambda rows: "\n".join(",".join(row) for row in rows).encode("utf-8", "surrogatepass")
        ),
    ),
    ending=st.sampled_from(["csv", "tsv", "xlsx", "sav", "txt"]),
)
def test_any_file_makes_a_whole_organisation_or_nothing(root, tmp_path, content, ending):
    path = tmp_path / f"vienti.{ending}"
    path.write_bytes(content)
    before, name = files(root), f"talo_{os.urandom(4).hex()}"
    try:
        paths = set(made(root, path, name=name).paths)
    except ArvioError as error:
        paths = set()
        event(type(error).__name__)
    assert files(root) - before == paths
    assert bool(paths) == (name in open_project(root).organisations)


def test_goes_on_where_one_was_killed_before_params_asked_for_it(root, export):
    path, before = export(), files(root)
    made(root, path)
    after = {name: (root / name).read_bytes() for name in files(root)}
    (root / "params/organisations/talo.yaml").unlink()

    made(root, path)

    assert {name: (root / name).read_bytes() for name in files(root)} == after
    assert before < after.keys()


def test_params_ask_for_an_organisation_only_when_all_else_is_there(root, export, monkeypatch):
    written = []
    write = new_files.write_new
    monkeypatch.setattr(
        new_files, "write_new", lambda path, *rest, **more: written.append(path.name) or write(path, *rest, **more)
    )

    made(root, export())

    assert written[-1] == "talo.yaml"
    assert written[0] == "palaute.csv"
