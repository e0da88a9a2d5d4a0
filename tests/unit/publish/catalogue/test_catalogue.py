import base64
import hashlib
import json
import re
from dataclasses import replace
from types import SimpleNamespace

import pytest
from markupsafe import escape

from arvio.errors import ProtectionError
from arvio.params import Run, parse_period
from arvio.params.signatures import Signature
from arvio.publish import manifest, places
from arvio.publish.catalogue import catalogue
from arvio.publish.catalogue.searched import check_searched
from arvio.publish.editions import edition
from arvio.publish.freshness.code import versions
from arvio.publish.freshness.inputs import Inputs, digest_of_edition
from arvio.publish.freshness.judging import Judge
from arvio.publish.freshness.tidying import standings


class TinyProject(SimpleNamespace):
    """Two organisations, of which one is a sample, and their runs for two audiences."""

    def __init__(self, root):
        organisations = {
            "others": SimpleNamespace(name="<b>Others</b>", data="real"),
            "testers": SimpleNamespace(name="Testers", data="synthetic"),
        }
        suite = SimpleNamespace(languages=["en", "fi"], time_limit_seconds=60, memory_limit_mb=4000, funder_form=None)
        super().__init__(root=root, suite=suite, organisations=organisations)

    def organisation(self, name):
        return self.organisations[name]

    def period(self, organisation, text):
        return parse_period(text)

    def stage(self, run):
        return "final"

    def signature(self, run):
        return None

    def annexes(self, run):
        return []

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


def end(project, run, state, page="x" * 2400, **changed):
    """A run as it ended; its report was made from nothing that could have changed."""
    path, report = places.manifest(project.root, run), places.report(project.root, run)
    path.parent.mkdir(parents=True, exist_ok=True)
    (listed := places.code(project.root, "none")).parent.mkdir(parents=True, exist_ok=True)
    listed.write_text("{}")
    inputs = Inputs(digest_of_edition(edition(project, run)), "none", versions=versions()).plain()
    files = {report.name: hashlib.sha256(page.encode()).hexdigest()}
    path.write_text(json.dumps({"state": state, "error": "secret reason", "files": files, **inputs, **changed}))
    if state == "done":
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(page)


def test_audiences_never_see_each_other(project):
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    public = places.catalogue(project.root, "public").read_text()
    internal = places.catalogue(project.root, "internal").read_text()
    assert "Testers" in public
    assert "Others" not in public
    assert "&lt;b&gt;Others&lt;/b&gt;" in internal
    assert "Testers" not in internal


def test_only_a_page_with_sample_data_says_so(project):
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    assert "ynthetic sample data" in places.catalogue(project.root, "public").read_text()
    assert "ynthetic sample data" not in places.catalogue(project.root, "internal").read_text()


def test_what_is_ready_is_linked_and_what_is_not_has_a_state_without_a_reason(project):
    ready, failed, refused, _ = [run for run in project.runs() if run.audience == "public"]
    for run, state in ((ready, "done"), (failed, "failed"), (refused, "refused")):
        end(project, run, state)
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    html = places.catalogue(project.root, "public").read_text()
    assert 'href="testers/2024/plain.en.html" hreflang="en"' in html
    assert re.findall('href="([^"]+)"', html) == ["#content", "testers/2024/plain.en.html"]
    assert ", 2\u00a0kB" in html
    for words in ("could not be made", "held back", "not made yet"):
        assert words in html
    assert "secret" not in html


def test_texts_for_the_form_are_linked_beside_their_report(project):
    run = project.runs()[-1]
    end(project, run, "done")
    for path in (places.form_page(project.root, run), places.form_text(project.root, run)):
        path.write_text("x")
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    html = places.catalogue(project.root, "public").read_text()
    assert f'href="testers/2025/plain.text.{run.language}.html"' in html
    assert f'href="testers/2025/plain.{run.language}.txt"' in html


def test_annexes_are_linked_beside_their_report_with_their_sizes(project):
    run = project.runs()[-1]
    end(project, run, "done")
    places.annex(project.root, run, "xlsx").write_bytes(b"x" * 12_345)
    places.annex(project.root, run, "excel_csv").write_bytes(b"x")
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    html = places.catalogue(project.root, "public").read_text()
    assert f'href="testers/2025/plain.{run.language}.xlsx"' in html
    assert "data (XLSX, 12\u00a0kB)" in html
    assert f'href="testers/2025/plain.excel.{run.language}.csv"' in html
    assert "data for Excel with decimal commas (CSV, 1\u00a0kB)" in html


def test_the_newest_period_comes_first(project):
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    html = places.catalogue(project.root, "public").read_text()
    assert html.index(">2025<") < html.index(">2024<")


def test_a_report_whose_file_is_gone_is_not_ready(project):
    run = project.runs()[-1]
    end(project, run, "done")
    places.report(project.root, run).unlink()
    assert links(project) == []


def test_a_damaged_manifest_is_not_ready(project):
    run = project.runs()[-1]
    end(project, run, "done")
    places.manifest(project.root, run).write_text("{")
    assert links(project) == []


def test_a_report_made_of_other_params_or_data_is_linked_as_older(project):
    run = project.runs()[-1]
    end(project, run, "done")
    project.organisations["testers"].name = "Testers and others"
    assert links(project) == ["testers/2025/plain.fi.html"]
    assert "made before the latest changes" in places.catalogue(project.root, "public").read_text()


def test_a_page_that_somebody_put_in_the_place_of_another_is_not_linked(project):
    *_, other, run = project.runs()
    end(project, run, "done")
    end(project, other, "done")
    places.report(project.root, run).write_text("the report of somebody else")
    assert links(project) == ["testers/2025/plain.en.html"]
    assert "changed after it was made" in places.catalogue(project.root, "public").read_text()


def test_the_report_that_lay_there_before_a_failure_is_told_of_within_the_house_and_linked_nowhere(project):
    runs = [project.runs()[0], project.runs()[-1]]
    for run in runs:
        end(project, run, "failed")
        places.previous(project.root, run, places.report(project.root, run)).write_text("x")
    assert [run.audience for run in runs] == ["internal", "public"]
    assert links(project, "public") == links(project, "internal") == []
    told = "the evaluator has an older version"
    assert told in places.catalogue(project.root, "internal").read_text()
    assert told not in places.catalogue(project.root, "public").read_text()


def sign(project, *runs, by="Maija <b>Meri</b>"):
    """Signatures under some of the reports."""
    signatures = {run: Signature(by, "2026-02-03T10:00:00+00:00", "facts", {}) for run in runs}
    project.signature = signatures.get


def told_of_signing(project):
    """How often the public catalogue tells who signed."""
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    html = places.catalogue(project.root, "public").read_text()
    return html.count("signed by Maija &lt;b&gt;Meri&lt;/b&gt; on 3 February 2026")


def test_who_signed_a_report_is_told_once_for_all_its_languages(project):
    *_, english, finnish = project.runs()
    sign(project, english, finnish)
    end(project, english, "done")
    assert told_of_signing(project) == 1  # of the one that is there
    end(project, finnish, "done")
    assert told_of_signing(project) == 1
    sign(project, english)
    end(project, finnish, "done")
    end(project, english, "done")
    assert told_of_signing(project) == 1


def test_languages_that_different_people_signed_are_told_apart(project):
    *_, english, finnish = project.runs()
    sign(project, english, finnish)
    signatures = {english: project.signature(english), finnish: replace(project.signature(finnish), by="Eeva")}
    project.signature = signatures.get
    end(project, english, "done")
    end(project, finnish, "done")
    assert told_of_signing(project) == 1
    assert "signed by Eeva on" in places.catalogue(project.root, "public").read_text()


def test_a_signature_is_told_when_the_page_tells_it(project):
    run = project.runs()[-1]
    end(project, run, "done")
    sign(project, run)
    assert links(project) == ["testers/2025/plain.fi.html"]
    assert told_of_signing(project) == 0  # signed since it was made: the page does not say so yet
    end(project, run, "done")
    assert told_of_signing(project) == 1
    sign(project)
    assert told_of_signing(project) == 0  # withdrawn
    assert "made before the latest changes" in places.catalogue(project.root, "public").read_text()


def test_a_signed_report_whose_data_changed_since_is_still_told_as_signed(project):
    run = project.runs()[-1]
    sign(project, run)
    end(project, run, "done", page=f"{catalogue.SIGNED_MARK}x</p>")
    project.organisations["testers"].name = "Testers and others"
    assert told_of_signing(project) == 1


def links(project, audience="public"):
    """The reports that a catalogue links."""
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    return re.findall('href="([^"#]*plain[^"]*)"', places.catalogue(project.root, audience).read_text())


def test_a_catalogue_is_searched_before_it_is_written(project):
    project.organisations["testers"].name = "Testers 131052-308T"
    with pytest.raises(ProtectionError, match="personal identity code"):
        catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    assert not places.catalogue(project.root, "public").exists()


def test_a_pdf_is_linked_while_it_is_of_the_page_beside_it(project):
    run = project.runs()[-1]
    end(project, run, "done")
    places.paper(project.root, run).write_bytes(b"x" * 5000)
    link = f'<a href="testers/2025/plain.{run.language}.pdf"'
    assert links(project) == [f"testers/2025/plain.{run.language}.html"]
    digests = [hashlib.sha256(content).hexdigest() for content in (b"x" * 5000, b"x" * 2400)]
    manifest.keep_paper(project.root, run, {"sha256": digests[0], "page": digests[1]})
    assert links(project) == [f"testers/2025/plain.{run.language}.{kind}" for kind in ("html", "pdf")]
    html = places.catalogue(project.root, "public").read_text()
    assert link in html
    assert "for printing (PDF, 5\u00a0kB)" in html


def test_each_period_has_the_days_of_its_data(project):
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    html = places.catalogue(project.root, "public").read_text()
    assert 'data of 1 <span class="range">January\u201331</span> December 2025' in html


def test_only_the_search_may_run_and_the_policy_names_it(project):
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    html = places.catalogue(project.root, "public").read_text()
    (running,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(running.encode()).digest()).decode()
    assert f"style-src 'unsafe-inline'; script-src 'sha256-{digest}'\"" in html
    assert 'role="search" aria-label="Search among the reports" hidden>' in html


@pytest.mark.parametrize("harm", ["<script>1</script>", '<input type="search" id="other">', catalogue.OURS[1]])
def test_another_script_or_field_is_refused(project, harm):
    with pytest.raises(ProtectionError):
        check_searched(project, "index.html", "".join(catalogue.OURS) + harm, catalogue.OURS)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\"'>&", "\u202eoikealta\u200f", "🙂", "../../etc"])
def test_a_hostile_name_is_text(project, name):
    project.organisations["testers"].name = name
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    html = places.catalogue(project.root, "public").read_text()
    assert f'<h2 id="testers"><bdi>{escape(name)}</bdi></h2>' in html
    assert html.count("<script>") == 1


def test_many_organisations_are_folded_into_a_list(project):
    runs = [Run(f"o-{chr(97 + n // 26)}{chr(97 + n % 26)}", "2025", "plain", "public", "en") for n in range(40)]
    project.organisations |= {
        run.organisation: SimpleNamespace(name=f"Talo {run.organisation}", data="real") for run in runs
    }
    html = catalogue.current_page(project, dict.fromkeys(runs, "failed"))
    assert "<summary>40 organisations</summary>" in html
    assert html.count('class="shelf"') == 40
    assert "40 reports are left out here" in html
