import datetime as dt
import json
from types import SimpleNamespace

import pytest

from arvio.errors import ProtectionError
from arvio.params import Run
from arvio.publish import catalogue, places


class TinyProject(SimpleNamespace):
    """Two organisations, of which one is a sample, and their runs for two audiences."""

    def __init__(self, root):
        organisations = {
            "others": SimpleNamespace(name="<b>Others</b>", data="real"),
            "testers": SimpleNamespace(name="Testers", data="synthetic"),
        }
        super().__init__(root=root, suite=SimpleNamespace(languages=["en", "fi"]), organisations=organisations)

    def organisation(self, name):
        return self.organisations[name]

    def period(self, organisation, text):
        return SimpleNamespace(end=dt.date(int(text), 12, 31))

    def runs(self, organisations=("others", "testers")):
        testers = [
            Run("testers", year, "plain", "public", language) for year in ("2024", "2025") for language in ("en", "fi")
        ]
        every = sorted([*testers, Run("others", "2025", "plain", "internal", "en")])
        return tuple(run for run in every if run.organisation in organisations)


@pytest.fixture
def project(tmp_path, save, notebook):
    save("plain", notebook())
    return TinyProject(tmp_path)


def end(project, run, state):
    path = places.manifest(project.root, run)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"state": state, "error": "secret reason"}))
    if state == "done":
        report = places.report(project.root, run)
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text("x" * 2400)


def test_audiences_never_see_each_other(project):
    catalogue.write_catalogues(project)
    public = places.catalogue(project.root, "public").read_text()
    internal = places.catalogue(project.root, "internal").read_text()
    assert "Testers" in public
    assert "Others" not in public
    assert "&lt;b&gt;Others&lt;/b&gt;" in internal
    assert "Testers" not in internal


def test_only_a_page_with_sample_data_says_so(project):
    catalogue.write_catalogues(project)
    assert "ynthetic sample data" in places.catalogue(project.root, "public").read_text()
    assert "ynthetic sample data" not in places.catalogue(project.root, "internal").read_text()


def test_what_is_ready_is_linked_and_what_is_not_has_a_state_without_a_reason(project):
    ready, failed, refused, _ = [run for run in project.runs() if run.audience == "public"]
    for run, state in ((ready, "done"), (failed, "failed"), (refused, "refused")):
        end(project, run, state)
    catalogue.write_catalogues(project)
    html = places.catalogue(project.root, "public").read_text()
    assert 'href="testers/2024/plain.en.html" hreflang="en"' in html
    assert html.count("href=") == 2  # the skip link and the report
    assert ", 2 kB" in html
    for words in ("could not be made", "held back", "not made yet"):
        assert words in html
    assert "secret" not in html


def test_texts_for_the_form_are_linked_beside_their_report(project):
    run = project.runs()[-1]
    end(project, run, "done")
    for path in (places.form_page(project.root, run), places.form_text(project.root, run)):
        path.write_text("x")
    catalogue.write_catalogues(project)
    html = places.catalogue(project.root, "public").read_text()
    assert f'href="testers/2025/plain.text.{run.language}.html"' in html
    assert f'href="testers/2025/plain.{run.language}.txt"' in html


def test_the_newest_period_comes_first(project):
    catalogue.write_catalogues(project)
    html = places.catalogue(project.root, "public").read_text()
    assert html.index(">2025<") < html.index(">2024<")


def test_a_report_whose_file_is_gone_is_not_ready(project):
    run = project.runs()[-1]
    end(project, run, "done")
    places.report(project.root, run).unlink()
    assert catalogue.state_of(project.root, run) == "not_made"


def test_a_damaged_manifest_is_not_ready(project):
    run = project.runs()[-1]
    end(project, run, "done")
    places.manifest(project.root, run).write_text("{")
    assert catalogue.state_of(project.root, run) == "not_made"


def test_a_catalogue_is_searched_before_it_is_written(project):
    project.organisations["testers"].name = "Testers 131052-308T"
    with pytest.raises(ProtectionError, match="personal identity code"):
        catalogue.write_catalogues(project)
    assert not places.catalogue(project.root, "public").exists()
