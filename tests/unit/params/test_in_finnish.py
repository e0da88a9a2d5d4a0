"""What is wrong with params, told in Finnish: no English is left but names, keys and values as written."""

import re
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from arvio.errors import ArvioError, Problem
from arvio.params import open_project, parse_period, unknown_tables
from arvio.params.codebooks import instrument_faults
from arvio.params.models import Instrument, Organisation, Suite
from arvio.params.notebooks import Needs
from arvio.params.protection_faults import protection_faults
from arvio.saying import Said, spoken

ROOT = Path(__file__).resolve().parents[3]
ENGLISH = re.compile(
    r"\b(the|is|are|of|not|no|each|or|and|an|that|with|there|should|than|has|twice|which|such|line|known|add)\b"
)
SAMPLE = {
    part: yaml.safe_load((ROOT / "params" / file).read_text(encoding="utf-8"))
    for part, file in (("suite", "suite.yaml"), ("organisation", "organisations/harjula.yaml"))
}
ORGANISATION = """
organisation: toinen
name: Talo ry
data: oikea
data_folder: ../talo
sensitivities: {nothing_like_it: special}
colour: blue
project: {name: Hanke, start: soon}
periods:
  spring: {start: 2025-05-01, end: 2025-03-01}
surveys:
  - {wave: kevät, respondent_group: participants, opened: 2025-03-01, closed: 2025-02-01, invited: -1}
sources:
  visits: {table: visits, reader: csv, columns: [a], header_rows: 9}
reports:
  - {notebook: feedbak, periods: [], audiences: [public], stage: final}
claims:
  - {claim: c, text: Sanat, indicator: heard, statistic: mea, comparator: "=", value: a}
"""
INCONSISTENT = """
organisation: toinen
name: Talo ry
data: synthetic
data_folder: ../talo
sensitivity: ordinary
sensitivities: {nothing_like_it: special}
periods:
  spring: {start: 2025-05-01, end: 2025-03-01}
surveys:
  - {wave: 2025-1, respondent_group: participants, opened: 2025-03-01, closed: 2025-02-01}
  - {wave: 2025-1, respondent_group: participants, opened: 2025-03-01, closed: 2025-04-01}
sources:
  visits: {table: visits, reader: csv, query: a, constants: {county: kymenlakso}}
  other: {table: visits, reader: database, files: ../a.sqlite}
  answers:
    {table: answers, reader: kobo, files: a, instrument: nothing, shared: {folder: /a, column: b, values: c}}
  more: {table: answers, reader: csv, files: a.csv}
reports:
  - {notebook: data_quality, periods: [2025, spring, keväällä], audiences: [public], stage: final, due: [year-end]}
  - {notebook: family_work, periods: [2025], audiences: [public], stage: final}
claims:
  - {claim: c, text: {fi: a, en: b}, source: a, indicator: heard, statistic: mea, comparator: "=", value: 0.85}
  - {claim: c, text: {fi: a, en: b}, source: a, indicator: heard, statistic: mean, comparator: "=", value: 1}
analysis:
  closed: [{start: 2025-05-01, end: 2025-03-01}]
  cut_offs: {nothing: {a: 1}}
  services_for_children: [a]
mirror:
  member: m-00000000
  folder: ../a
  members: b
  indicators: [{indicator: a}, {indicator: a, statistic: need_met}]
"""
RULE = {"source": "a", "verified": "yes"}
NAME = {"fi": "a", "en": "a"}
SCORE = {"score": "total", "name": NAME, "method": "sum", "lowest": 0, "highest": 9, "missing": {"allowed": 5, **RULE}}


@pytest.fixture
def finnish(monkeypatch):
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")


@pytest.fixture
def folder(tmp_path):
    for one in ("organisations", "instruments"):
        (tmp_path / "params" / one).mkdir(parents=True)
    written = yaml.safe_dump(SAMPLE["suite"], allow_unicode=True)
    (tmp_path / "params" / "suite.yaml").write_text(written, encoding="utf-8")
    return tmp_path


def english_left(told: str) -> list[str]:
    """English words outside quotation marks and brackets, which hold what was written in a file."""
    return ENGLISH.findall(re.sub(r"'[^'\n]*'|\[[^\]\n]*\]", "", told))


def error_of(folder: Path, text: str) -> ArvioError:
    (folder / "params" / "organisations" / "talo.yaml").write_text(text, encoding="utf-8")
    return open_project(folder).broken["talo"]


@pytest.mark.usefixtures("finnish")
@pytest.mark.parametrize(
    ("text", "at_least"),
    [(ORGANISATION, 14), (INCONSISTENT, 26), ("a: 1\na: 2\nb: &x {c: 1}\nd: *x\n", 2), ("a: [", 1), ("", 1)],
)
def test_what_is_wrong_with_an_organisation(folder, text, at_least):
    error = error_of(folder, text)
    assert len(error.problems) >= at_least
    english = [str.__str__(problem.what) for problem in error.problems]
    told = re.sub(r"YAML-muotoa: .*", "", str(error))  # what the YAML library found is quoted
    assert english_left("\n".join(english))
    assert english_left(told) == []


@pytest.mark.usefixtures("finnish")
def test_what_is_wrong_with_an_instrument():
    item = {"item": "heard", "kind": "scale"}
    faults = [
        *_faults([item, item], [SCORE | RULE, SCORE | RULE]),
        *_faults([item | {"text": NAME}], [SCORE | RULE | {"items": ["hear"], "scores": ["total"]}], number_of_items=3),
        *_faults([item | {"points": {1: 2}, "then_test_of": "a"}], [SCORE | RULE | {"method": "share"}]),
        *_faults([{"item": "b", "kind": "choice"}], [SCORE | RULE | {"method": "sum_of_scores"}], no_total="ei ole"),
        *_faults([item], [SCORE | RULE | {"missing": {"allowed": 0, **RULE}, "conversion": {1: 1}}]),
        *_faults([item], [SCORE | RULE | {"method": "goal_attainment"}], scale={"lowest": 3, "highest": 2}),
    ]
    told = "\n".join(
        str(Problem("a", what, expected, remedy, value=value)) for _, what, expected, remedy, value in faults
    )
    assert len(faults) > 12
    assert english_left(told) == []


@pytest.mark.usefixtures("finnish")
def test_rules_that_contradict_each_other():
    plain = SAMPLE["suite"]
    audience = plain["audiences"]["public"] | {
        "minimum_n_persons": 9,
        "rounding_base": 2,
        "band_of_share": 1,
        "decimals": 2,
        "spread": "shown",
        "source": "",
    }
    faults = [
        *protection_faults(Suite.model_validate(plain | {"audiences": plain["audiences"] | {"public": audience}}))
    ]
    told = "\n".join(str(Problem("a", *(one for one in found[1:4]))) for found in faults)
    assert len(faults) > 6
    assert english_left(told) == []


@pytest.mark.usefixtures("finnish")
@pytest.mark.parametrize("text", ["next year", "2025-2024"])
def test_what_is_no_period(text):
    with pytest.raises(ArvioError) as caught:
        parse_period(text)
    assert english_left(str(caught.value)) == []


@pytest.mark.usefixtures("finnish")
def test_what_is_asked_for_and_not_there(folder):
    project = open_project(folder)
    for ask in (
        lambda: project.organisation("talo"),
        lambda: project.runs(at="never"),
        lambda: project.runs(notebooks=["feedback"]),
        lambda: open_project(Path(folder.anchor)),
    ):
        with pytest.raises(ArvioError) as caught:
            ask()
        assert english_left(str(caught.value)) == []
    (problem,) = unknown_tables({"feedback": Needs("Feedback", ("nothing",))})
    assert english_left(str(problem)) == []


@pytest.mark.parametrize("model", [Suite, Organisation, Instrument])
def test_what_a_key_that_must_be_there_is_for_is_told_in_finnish(model):
    described = {
        f"{one.__name__}.{name}": field.description
        for one in _models(model, set())
        for name, field in one.model_fields.items()
        if field.is_required() and field.description
    }
    assert described
    assert [name for name, words in described.items() if not isinstance(words, Said)] == []
    assert [name for name, words in described.items() if spoken(words, "fi") == words] == []


def _faults(items: list[dict], scores: list[dict], **more: object) -> list[tuple]:
    common = {"instrument": "a", "name": NAME, "source": "a", "licence": "a", "shipping": "keys"}
    scale = {"scale": {"lowest": 1, "highest": 5, "labels": {9: ["a"], 1: ["a"]}}}
    return list(
        instrument_faults(Instrument.model_validate({**common, **scale, "items": items, "scores": scores} | more))
    )


def _models(model: type[BaseModel], seen: set) -> set:
    """A model and all that its fields are made of."""
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for inner in _inside(field.annotation):
                _models(inner, seen)
    return seen


def _inside(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [one for part in getattr(annotation, "__args__", ()) for one in _inside(part)]
