"""The text for the funder's form: it fits its fields, and no number is without basis or not the report's."""

import json
import re

import pytest
from lxml import html as markup

from arvio.disclosure.register import facts_path, read_facts
from arvio.params import Run, open_project
from arvio.presentation.hyphens import without_soft_hyphens
from arvio.publish.page.form_blocks import length

from .test_sentences import NUMBER, released_numbers, tokens

BASES = {
    "fi": ("kerätty tieto", "otos", "arvio"),
    "sv": ("insamlad uppgift", "urval", "uppskattning"),
    "en": ("collected", "sample", "estimate"),
}
ROUNDED = {"fi": "pyöristetty", "sv": "avrundat", "en": "rounded"}
QUOTED = re.compile("[“”][^“”]*”")
"""Goals and statements in the organisation's own words, whose numbers are no results."""
FIGURE = re.compile(r"[+\u2212]?\d(?:[\d\u00a0]*\d)?(?:[.,]\d+)*(?:\u00a0?%)?")
IN_BRACKETS = re.compile(r"\(([^()]*)\)")


@pytest.fixture(scope="module")
def pages(sample_reports):
    """Each page of texts for the form, by its place."""
    found = sorted(sample_reports.reports.glob("funder/*/*/*.text.*.html"))
    assert found, sample_reports.stderr
    return {path.relative_to(sample_reports.reports).as_posix(): path for path in found}


@pytest.fixture(scope="module")
def texts(pages):
    """The text of each field of each page, by its place and question."""
    return {
        (place, block.get("id").removeprefix("text-")): block.text_content()
        for place, path in pages.items()
        for block in markup.fromstring(path.read_text(encoding="utf-8")).xpath("//*[@class='form-text']")
    }


def run_of(place):
    audience, organisation, period, name = place.split("/")
    notebook, _, language, _ = name.split(".")
    return Run(organisation, period, notebook, audience, language)


def language_of(place):
    return run_of(place).language


def test_every_annual_report_for_the_funder_has_its_texts_and_no_other_has(sample_reports, pages):
    project = open_project(sample_reports.root)
    annual = [run for run in project.runs() if run.notebook == "annual"]
    wanted = {f"{run.place}".replace("annual.", "annual.text.") + ".html" for run in annual if run.audience == "funder"}
    assert set(pages) == wanted
    plain = sample_reports.reports.glob("[!.]*/**/*.txt")
    assert {path.relative_to(sample_reports.reports).as_posix() for path in plain} == {
        place.replace(".text.", ".").replace(".html", ".txt") for place in wanted
    }


def test_every_text_fits_its_field_and_its_length_is_told(sample_reports, pages, texts):
    form = open_project(sample_reports.root).suite.funder_form
    limits = {question.question: question.limit for question in form.questions}
    assert {question for _, question in texts} == set(limits)
    assert {key: text for key, text in texts.items() if not 0 < length(text) <= limits[key[1]]} == {}
    for place, path in pages.items():
        page = markup.fromstring(path.read_text(encoding="utf-8"))
        told = [re.sub(r"\D", "", re.split("merkkiä|of|av", one)[0]) for one in page.xpath("//section/p[1]/text()")]
        assert told == [str(length(texts[place, question])) for question in limits]


def test_after_every_number_stands_its_basis(texts):
    for (place, question), text in texts.items():
        assert without_basis(text, language_of(place)) == [], (place, question)


def test_a_number_without_its_basis_is_found():
    assert without_basis("Ryhmissä kävi 41 henkilöä.", "fi") == ["41"]
    assert without_basis("Ryhmissä kävi 41 (suunnilleen) henkilöä.", "fi") == ["41"]
    assert without_basis("Tavoite ”100 miestä” saavutettiin: 112 (kerätty tieto).", "fi") == []
    assert without_basis("Muutos oli −40\u00a0% (kerätty tieto; luottamusväli −53…−22\u00a0%).", "fi") == []


def test_every_number_is_a_released_fact_of_the_run(sample_reports, texts):
    for (place, question), text in texts.items():
        run = run_of(place)
        facts = read_facts(facts_path(sample_reports.root, run, by="batch"))
        unknown = set(NUMBER.findall(QUOTED.sub("", text))) - released_numbers(facts, run.language)
        assert unknown == set(), (place, question)


def test_every_number_stands_in_the_report_or_is_told_as_rounded(sample_reports, texts):
    for (place, question), text in texts.items():
        report = sample_reports.reports / place.replace(".text.", ".")
        told = tokens(*markup.fromstring(without_soft_hyphens(report.read_text(encoding="utf-8"))).itertext())
        exact = re.sub(rf"{FIGURE.pattern} \([^()]*{ROUNDED[language_of(place)]}[^()]*\)", "", QUOTED.sub("", text))
        assert set(NUMBER.findall(exact)) - told == set(), (place, question)


def test_the_text_file_holds_the_same_texts(sample_reports, pages, texts):
    for place in pages:
        plain = (sample_reports.reports / place.replace(".text.", ".").replace(".html", ".txt")).read_text(
            encoding="utf-8"
        )
        own = [text for (of, _), text in texts.items() if of == place]
        assert [text for text in own if f"\n\n{text}\n" not in plain] == []


def test_the_manifest_knows_every_file(sample_reports, pages):
    for place in pages:
        run = run_of(place)
        manifest = json.loads((sample_reports.reports / ".run" / f"{run.place}.json").read_text(encoding="utf-8"))
        names = {f"annual.{run.language}.html", f"annual.text.{run.language}.html", f"annual.{run.language}.txt"}
        assert set(manifest["files"]) == names


def test_the_catalogue_of_the_funder_leads_to_each(sample_reports, pages):
    links = markup.fromstring(sample_reports.page("funder/index")).xpath("//main//a/@href")
    wanted = {place.removeprefix("funder/") for place in pages}
    assert wanted <= set(links)
    assert {place.replace(".text.", ".").replace(".html", ".txt") for place in wanted} <= set(links)


def without_basis(text: str, language: str) -> list[str]:
    """The numbers of a text that are neither followed by a bracket with a basis nor stand in one."""
    own = QUOTED.sub("", text)
    told = [found.span() for found in IN_BRACKETS.finditer(own) if found[1].startswith(BASES[language])]
    starts = {start for start, _ in told}
    return [
        found[0]
        for found in FIGURE.finditer(own)
        if found.end() + 1 not in starts and not any(start < found.start() < end for start, end in told)
    ]
