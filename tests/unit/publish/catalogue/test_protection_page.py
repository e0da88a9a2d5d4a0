import re
from types import SimpleNamespace

import pytest

from arvio.disclosure.coarsening import Coarsening, write_coarsenings
from arvio.gate.record import AuditRecord, Narrowest, OfReader, write_record
from arvio.params import Instrument, Run, parse_period
from arvio.publish import places
from arvio.publish.catalogue import catalogue
from arvio.publish.catalogue.protection_page import write_protection_page
from arvio.publish.freshness.judging import Judge
from arvio.publish.freshness.tidying import standings

NARROW = Narrowest("heard/participants/2025/1", "talo: answer 1 of heard: 0 to 4", 0, 4)
CELL = ("heard", "respondent_group", "participants", "", "2025-H2", "1")
FORM = Instrument.model_validate(
    {
        "instrument": "form",
        "name": {"fi": "Lomake", "en": "Form"},
        "source": "made up for this test",
        "licence": "none",
        "shipping": "text",
        "scale": {"lowest": 1, "highest": 5},
        "items": [{"item": "heard", "text": {"fi": "Minua kuultiin", "en": "I was <heard>"}}],
    }
)
WHEN = "2026-01-02T03:04:05+00:00"


def _suite(language):
    return SimpleNamespace(languages=[language], time_limit_seconds=60, memory_limit_mb=4000, funder_form=None)


class TinyProject(SimpleNamespace):
    """Two organisations with one report within and one for the public."""

    def __init__(self, root, language):
        organisations = {
            "talo": SimpleNamespace(name="<b>Talo</b>", data="real", claims=[], goals=[], names={}),
            "others": SimpleNamespace(name="Others", data="synthetic"),
        }
        super().__init__(root=root, suite=_suite(language), organisations=organisations)
        self.audiences = ("internal", "public")

    def organisation(self, name):
        return self.organisations[name]

    def instruments_of(self, organisation):
        return (FORM,)

    def period(self, organisation, text):
        return parse_period(text)

    def stage(self, run):
        return "final"

    def signature(self, run):
        return None

    def annexes(self, run):
        return []

    def runs(self, organisations=("talo",)):
        audiences = self.audiences if "talo" in organisations else ()
        return tuple(Run("talo", "2025", "plain", audience, "en") for audience in audiences)


@pytest.fixture
def project(tmp_path, save, notebook):
    save("plain", notebook())
    return TinyProject(tmp_path, "en")


def keep(project, *, high=4, cell=()):
    narrowest = Narrowest(NARROW.fact, NARROW.words, 0, high, cell)
    readers = {
        "internal": OfReader("2026-01-03T00:00:00+00:00", 4791, 3361, 4202, 2, 1, narrowest),
        "public": OfReader(WHEN, 1445, 909, 1763, 0, 0, None),
    }
    write_record(project.root, "talo", AuditRecord(readers))


def page_of(project):
    return write_protection_page(project).read_text(encoding="utf-8")


def test_tells_counts_and_the_narrowest_range_of_each_reader(project):
    keep(project)
    html = page_of(project)
    assert "&lt;b&gt;Talo&lt;/b&gt;" in html
    assert "Looked at on 2 January 2026." in html
    assert html.index(">Anybody<") < html.index(">Within the organisation<")
    for number in ("1,445", "909", "1,763", "4,791", "3,361", "4,202", "0–4"):
        assert f">{number}</td>" in html
    assert "heard/<wbr>participants/<wbr>2025/<wbr>1" in html


def test_a_number_is_told_in_words_beside_its_name(project):
    keep(project, cell=CELL)
    html = page_of(project)
    told = "I was &lt;heard&gt;\N{NO-BREAK SPACE}· Participants\N{NO-BREAK SPACE}· July–December 2025"
    assert f"<td><bdi>{told}\N{NO-BREAK SPACE}· How many answered 1</bdi><br><code>heard/" in html


def test_a_number_without_words_has_its_name_alone(project):
    keep(project, cell=("home_made", *CELL[1:]))
    assert "<td><code>heard/" in page_of(project)


def test_a_period_that_is_in_params_no_longer_is_told_as_it_is_written(project):
    keep(project, cell=(*CELL[:4], "autumn", "1"))
    assert "· autumn\N{NO-BREAK SPACE}·" in page_of(project)


def test_a_range_without_an_end_says_so(project):
    keep(project, high=None)
    assert "0 or more" in page_of(project)


def test_what_was_coarsened_has_its_reason_in_general_words(project):
    leak = "talo: answer 1 of heard: known to be few: 1. It follows from\n- a figure"
    coarsened = [
        Coarsening("2025", "public", "heard", "respondent_group", "workers", "merge_answers", leak),
        Coarsening("2025", "funder", "trust", "wave", "", "merge_groups", "answer 3 of trust is 1"),
    ]
    write_coarsenings(project.root, "talo", coarsened)
    html = page_of(project)
    assert "answers are told in fewer groups" in html
    assert "that there are only a few persons" in html
    assert "too much of single persons" in html
    assert "heard/<wbr>respondent_group/<wbr>workers" in html
    assert "<bdi>I was &lt;heard&gt;\N{NO-BREAK SPACE}· Workers</bdi>" in html
    assert not re.search("known to be|It follows|trust is 1", html)


def test_what_was_held_back_is_named_and_nothing_of_it_told(project):
    keep(project)
    path = places.manifest(project.root, project.runs()[0])
    path.parent.mkdir(parents=True)
    path.write_text('{"state": "refused", "error": "answer 3 is known to be 1"}')
    html = page_of(project)
    assert "internal/<wbr>talo/<wbr>2025/<wbr>plain.en" in html
    assert "known to be 1" not in html


def test_an_organisation_that_was_never_audited_says_so(project):
    keep(project)
    html = page_of(project)
    assert html.count("have not been looked at yet") == 1
    assert html.count("No report was held back.") == 1


def test_is_in_the_first_language_of_the_suite(tmp_path):
    project = TinyProject(tmp_path, "fi")
    keep(project)
    html = page_of(project)
    assert '<html lang="fi">' in html
    assert "Miten ihmisiä on suojattu" in html
    assert ">1\u00a0445</td>" in html


def test_lies_beside_the_internal_catalogue_which_alone_links_to_it(project):
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    assert places.protection(project.root).exists()
    linked = {
        name: 'href="protection.html"' in places.catalogue(project.root, name).read_text() for name in project.audiences
    }
    assert linked == {"internal": True, "public": False}


def test_is_not_made_by_a_batch_without_internal_reports(project):
    project.audiences = ("public",)
    catalogue.write_catalogues(project, standings(project, Judge(project.root)))
    assert not places.protection(project.root).exists()
