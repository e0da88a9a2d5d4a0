"""A smallest project whose one export each test spoils in its own way."""

import csv

import pytest
from openpyxl import Workbook

from arvio.datasets import load_tables
from arvio.errors import ArvioError
from arvio.params import Instrument, Organisation, Project, Suite

from . import fuzzing

INSTRUMENT = {
    "instrument": "meetings",
    "name": {"fi": "Tapaamiset", "en": "Meetings"},
    "source": "made up for this test",
    "licence": "none",
    "shipping": "text",
    "scale": {"lowest": 1, "highest": 5, "labels": {1: ["ei lainkaan tärkeä"], 5: ["5 – erittäin tärkeä"]}},
    "items": [{"item": "heard"}],
    "missing": {"En osaa sanoa": "does_not_know"},
}
AUDIENCE = {
    "minimum_n_persons": 5,
    "minimum_n_statistics": 10,
    "minimum_n_sensitive": 20,
    "minimum_n_interval": 20,
    "decimals": 1,
    "spread": "withheld",
    "band_of_share": 0.9,
    "rounding_base": 5,
    "source": "made up for this test",
}
SUITE = {"languages": ["fi"], "audiences": {"public": AUDIENCE}, "time_limit_seconds": 60}
FEEDBACK = {
    "table": "answers",
    "reader": "excel",
    "files": "palaute.xlsx",
    "instrument": "meetings",
    "constants": {"respondent_group": "participants"},
    "columns": {"submitted_at": "Vastausaika"},
    "items": {"heard": "Minua kuultiin"},
    "personal": ["Nimi", "Avoin palaute"],
}
SURVEY = {"wave": "2023-1", "respondent_group": "participants", "opened": "2023-01-01", "closed": "2023-12-31"}

HEADER = ["Vastausaika", "Minua kuultiin", "Nimi", "Avoin palaute"]
ROWS = [["4.4.2023", 5, "Uolevi Esimerkki", "Salainen lause"], ["15.4.2023", "ei lainkaan tärkeä", None, None]]


def pytest_terminal_summary(terminalreporter):
    if fuzzing.FUZZ:
        terminalreporter.write_line(f"{sum(fuzzing.TRIED.values()):,} hostile inputs were tried")


class House:
    """A project in a folder of its own; `source` changes what params say of the export."""

    def __init__(self, root):
        self.root = root
        self.folder = root / "data" / "example"
        self.folder.mkdir(parents=True)

    def project(self, **source):
        organisation = {
            "organisation": "example",
            "name": "Esimerkki ry",
            "data": "synthetic",
            "data_folder": "data/example",
            "sensitivity": "ordinary",
            "surveys": [SURVEY],
            "sources": {"feedback": FEEDBACK | source},
        }
        return Project(
            self.root,
            Suite.model_validate(SUITE),
            {"meetings": Instrument.model_validate(INSTRUMENT)},
            {"example": Organisation.model_validate(organisation)},
            {},
        )

    def load(self, **source):
        return load_tables(self.project(**source), "example")

    def message(self, **source):
        """What an evaluator reads when the export cannot be loaded."""
        with pytest.raises(ArvioError) as caught:
            self.load(**source).table("answers")
        return str(caught.value)

    def workbook(self, rows, name="palaute.xlsx", sheet="Vastaukset"):
        workbook = Workbook()
        workbook.active.title = sheet
        for row in rows:
            workbook.active.append(row)
        workbook.save(self.folder / name)
        return self.folder / name

    def text(self, rows, name="palaute.csv", encoding="utf-8"):
        path = self.folder / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        return path


@pytest.fixture
def house(tmp_path, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    return House(tmp_path)


@pytest.fixture(autouse=True)
def said(problems_are_said):
    """Whatever is wrong here can be told in the evaluator's language."""
