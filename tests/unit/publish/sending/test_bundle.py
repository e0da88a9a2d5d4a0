import errno
import re
import zipfile

import pytest

from arvio.errors import RunError, UsageError
from arvio.params import Run
from arvio.publish import places
from arvio.publish.sending import bundle, current
from arvio.publish.sending.bundle import write_bundle
from arvio.whole_files import take_away

FI, EN = (Run("testers", "2025", "plain", "public", language) for language in ("fi", "en"))


def contents(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_a_bundle_has_the_current_reports_of_one_audience_and_organisation(project, make, printed):
    for run in project.runs():
        make(run)
    printed(FI)
    made = write_bundle(project, "public", "testers")
    folder = "testers/2025/plain"
    older = {f"testers/2024/plain.{language}.html" for language in ("en", "fi")}
    found = contents(made.path)
    assert set(found) == {"index.html", f"{folder}.fi.html", f"{folder}.fi.pdf", f"{folder}.en.html", *older}
    assert found[f"{folder}.fi.html"] == f"<p>{FI}</p>"
    assert (made.n, made.left_out) == (4, ())
    assert "Others" not in found["index.html"]


def test_every_link_of_its_catalogue_leads_to_a_file_of_the_bundle_and_none_is_missing(project, make, printed):
    for run in project.runs():
        make(run)
        printed(run)
    found = contents(write_bundle(project, "funder", None).path)
    links = re.findall(r'href="([^"#]+)"', found["index.html"])
    assert sorted(links) == sorted(set(found) - {"index.html"})
    assert len(links) == 16


def test_the_same_reports_give_the_same_bytes(project, make):
    make(FI)
    first = write_bundle(project, "public", None).path.read_bytes()
    places.report(project.root, FI).touch()
    assert write_bundle(project, "public", None).path.read_bytes() == first


def test_what_is_not_current_is_left_out_and_named(project, make, printed):
    other = Run("others", "2025", "plain", "public", "fi")
    make(FI)
    make(EN).write_text("of somebody else")
    make(other)
    project.organisations["others"].name = "Another name"
    failed = Run("testers", "2024", "plain", "public", "fi")
    make(failed, "failed")
    printed(FI).write_bytes(b"of somebody else")
    project.drafts = (draft := Run("testers", "2024", "plain", "public", "en"),)
    make(draft)
    made = write_bundle(project, "public", None)
    found = contents(made.path)
    assert set(found) == {"index.html", "testers/2025/plain.fi.html"}
    assert f"{EN}: changed after it was made" in made.left_out
    assert f"{other}: made before the latest changes" in made.left_out
    assert f"{failed}: could not be made" in made.left_out
    assert f"{draft}: a draft" in made.left_out
    assert "raporttia on jätetty tästä pois" in found["index.html"]


def test_nothing_that_no_manifest_names_goes_along(project, make):
    folder = make(FI).parent
    (folder / "plain.fi.txt").write_text("notes of somebody")
    (folder / "plain.fi.xlsx").write_text("a table of somebody")
    assert set(contents(write_bundle(project, "public", "testers").path)) == {
        "index.html",
        "testers/2025/plain.fi.html",
    }


def test_without_a_current_report_there_is_no_bundle_and_no_older_one(project, make):
    make(FI)
    path = write_bundle(project, "public", "testers").path
    make(FI, "failed")
    with pytest.raises(RunError, match="could not be made"):
        write_bundle(project, "public", "testers")
    assert not path.exists()


def test_a_report_that_is_being_made_anew_stops_the_bundle(project, make, monkeypatch):
    page = make(FI)
    selected = current.select(project, "public", "testers")
    monkeypatch.setattr("arvio.publish.sending.bundle.select", lambda *asked: selected)
    page.write_text("the next one")
    with pytest.raises(RunError, match="is being made anew"):
        write_bundle(project, "public", "testers")
    assert not places.bundle(project.root, "public", "testers").exists()
    assert list(places.partial(project.root).iterdir()) == []


def test_an_audience_that_there_is_not_is_named(project):
    with pytest.raises(UsageError, match="did you mean public"):
        write_bundle(project, "publik", None)


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "../../etc/passwd", "\u202eoikealta", "🙂", "Nimi " * 2000]
)
def test_a_hostile_name_names_no_file(project, make, name):
    project.organisations["testers"].name = name
    make(FI)
    found = contents(write_bundle(project, "public", "testers").path)
    assert set(found) == {"index.html", "testers/2025/plain.fi.html"}
    assert found["index.html"].count("<script>") == 1


def test_a_full_disk_is_told_and_leaves_the_older_bundle_alone(project, make, monkeypatch):
    make(FI)
    older = write_bundle(project, "public", "testers").path
    before = older.read_bytes()

    def full(*given):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(bundle, "write_archive", full)
    monkeypatch.setattr(bundle, "take_away", lambda paths: take_away([project.root / "reports"]))  # cannot be taken
    with pytest.raises(RunError, match=r"public\S*\.zip: .*cannot be written \(No space left on device\)"):
        write_bundle(project, "public", "testers")
    assert older.read_bytes() == before
