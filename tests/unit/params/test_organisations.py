"""Which params files are read: the one that is asked for and what it needs; others only when somebody asks for them."""

import shutil
from pathlib import Path

import pytest

from arvio.errors import ParamsError, UsageError
from arvio.params import instruments, open_project, organisations

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture
def folder(tmp_path):
    for part in ("params", "notebooks"):
        shutil.copytree(PROJECT / part, tmp_path / part)
    return tmp_path


@pytest.fixture
def parsed(monkeypatch):
    """The names of the params files that were read as YAML, in turn."""
    found = []
    for module in (instruments, organisations):
        before = module.parsed

        def told(contents, name, before=before):
            found.append(name)
            return before(contents, name)

        monkeypatch.setattr(module, "parsed", told)
    return found


def spoil(folder, name, kind="organisations"):
    (folder / "params" / kind / f"{name}.yaml").write_text("nothing: of this\n", encoding="utf-8")


def test_opening_a_project_reads_no_organisation_and_no_instrument(folder, parsed):
    assert set(open_project(folder).names) == {"harjula", "miessakit", "silmu", "voimaa"}
    assert parsed == []


def test_of_one_organisation_its_file_and_its_instruments_are_read(folder, parsed):
    project = open_project(folder)
    assert project.organisation("harjula") is project.organisation("harjula")
    assert parsed == ["params/organisations/harjula.yaml", "params/instruments/everyday_life.yaml"]


def test_runs_of_one_organisation_read_no_other(folder, parsed):
    runs = open_project(folder).runs(organisations=["voimaa"], languages=["fi"])
    assert {run.organisation for run in runs} == {"voimaa"}
    assert [name for name in parsed if "organisations" in name] == ["params/organisations/voimaa.yaml"]


def test_a_notebook_that_only_another_organisation_has_is_a_known_one(folder):
    assert open_project(folder).runs(organisations=["voimaa"], notebooks=["family_work"]) == ()


def test_a_misspelt_notebook_is_told_the_nearest_of_all_organisations(folder):
    with pytest.raises(UsageError, match="did you mean family_work"):
        open_project(folder).runs(organisations=["voimaa"], notebooks=["family_wrk"])


def test_a_broken_file_is_known_by_its_name_without_reading_another(folder, parsed):
    spoil(folder, "silmu")
    project = open_project(folder)
    assert "silmu" in project.broken
    assert "silmu" not in project.organisations
    assert parsed == ["params/organisations/silmu.yaml"]
    assert len(project.broken) == 1
    assert len(project.organisations) == 3


def test_runs_of_a_broken_organisation_are_none_and_no_misspelling(folder):
    spoil(folder, "silmu")
    assert open_project(folder).runs(organisations=["silmu"]) == ()


def test_an_instrument_that_is_wrong_stops_whoever_uses_it_with_all_that_are_wrong(folder):
    spoil(folder, "everyday_life", "instruments")
    spoil(folder, "audit_c", "instruments")
    with pytest.raises(ParamsError) as caught:
        open_project(folder).organisation("harjula")
    assert "params/instruments/everyday_life.yaml" in str(caught.value)
    assert "params/instruments/audit_c.yaml" in str(caught.value)


def test_an_instrument_that_nobody_uses_stops_whoever_wants_everything(folder):
    (folder / "params/instruments/spare.yaml").write_text("nothing: of this\n", encoding="utf-8")
    assert open_project(folder).runs(organisations=["voimaa"])
    with pytest.raises(ParamsError, match="spare"):
        open_project(folder).runs()


def test_an_instrument_must_have_the_name_of_its_file(folder):
    path = folder / "params/instruments/csat.yaml"
    path.rename(path.with_name("other.yaml"))
    with pytest.raises(ParamsError, match="differs from the file's name"):
        open_project(folder).instruments["other"]


def test_a_sensitivity_may_name_an_item_of_an_instrument_that_others_use(folder):
    path = folder / "params/organisations/voimaa.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\nsensitivities: {sdq_total: special, sdq_totl: special}\n", encoding="utf-8")
    told = str(open_project(folder).broken["voimaa"])
    assert "got: 'sdq_totl'" in told
    assert "did you mean sdq_total?" in told
    assert "got: 'sdq_total'" not in told
