"""A tiny project with one report that has words of an evaluator, and the ways in which one works on it."""

import re
from pathlib import Path

import yaml
from nbformat import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

NAME, PERIOD, SECTION = "kokko", "2025", "trust"
SUITE = {
    "languages": ["en"],
    "time_limit_seconds": 60,
    "audiences": {
        "internal": {
            "minimum_n_persons": 3,
            "minimum_n_statistics": 5,
            "minimum_n_sensitive": 5,
            "minimum_n_interval": 20,
            "decimals": 1,
            "spread": "withheld",
            "band_of_share": 0.9,
            "rounding_base": 1,
            "source": "invented for the test",
        }
    },
}
INSTRUMENT = {
    "instrument": "confidence",
    "name": {"fi": "Luottamus", "en": "Trust"},
    "source": "invented for the test",
    "licence": "free",
    "shipping": "text",
    "scale": {"lowest": "1", "highest": "5"},
    "items": [{"item": "trust", "text": {"fi": "Koin luottamusta", "en": "I felt trust"}}],
}
ORGANISATION = {
    "organisation": NAME,
    "name": "Kokko ry",
    "data": "synthetic",
    "data_folder": f"data/{NAME}",
    "sensitivity": "ordinary",
    "surveys": [
        {"wave": "2025-1", "respondent_group": "participants", "opened": "2025-03-01", "closed": "2025-05-31"},
    ],
    "sources": {
        "answers": {
            "table": "answers",
            "reader": "csv",
            "files": "answers.csv",
            "instrument": "confidence",
            "constants": {"respondent_group": "participants"},
            "columns": {"response_id": "id", "submitted_at": "when"},
            "items": {"trust": "trust"},
        }
    },
    "reports": [{"notebook": "trust", "periods": [PERIOD], "audiences": ["internal"]}],
}
OPENED = """from arvio import indicators, open_evaluation, tables

evaluation = open_evaluation(organisation, period, language, audience)"""
CELLS = (
    ("opened", OPENED),
    ("told", "told = evaluation.release(indicators.feedback(evaluation.current.answers))\ntables.feedback(told)"),
    ("words", f'evaluation.commentary("{SECTION}", told)'),
)
PARAMETERS = f'organisation = "{NAME}"\nperiod = "{PERIOD}"\nlanguage = "en"\naudience = "internal"'


def make_project(root: Path) -> Path:
    """The project, with answers whose mean is 4."""
    for folder in ("organisations", "instruments", f"commentary/{NAME}"):
        (root / "params" / folder).mkdir(parents=True)
    (root / "notebooks").mkdir()
    (root / "data" / NAME).mkdir(parents=True)
    _write(root / "params" / "suite.yaml", SUITE)
    _write(root / "params" / "instruments" / "confidence.yaml", INSTRUMENT)
    _write(root / "params" / "organisations" / f"{NAME}.yaml", ORGANISATION)
    cells = [
        new_markdown_cell("# Trust\n\nWhat was asked, for the test.", id="title"),
        new_code_cell(PARAMETERS, id="parameters", metadata={"tags": ["parameters"]}),
        *(new_code_cell(source, id=name) for name, source in CELLS),
    ]
    write(new_notebook(cells=cells), root / "notebooks" / "trust.ipynb")
    answer(root, 0)
    return root


def answer(root: Path, more: int) -> None:
    """Answers of forty persons, of whom so many more than twenty are wholly content."""
    marks = [5] * (20 + more) + [3] * (20 - more)
    rows = [f"{number};2025-04-{1 + number % 28:02} 12:00;{mark}" for number, mark in enumerate(marks)]
    (root / "data" / NAME / "answers.csv").write_text("\n".join(["id;when;trust", *rows]) + "\n")


def words_path(root: Path) -> Path:
    return root / "params" / "commentary" / NAME / f"{PERIOD}.en.md"


def page_path(root: Path) -> Path:
    return root / "reports" / "internal" / NAME / PERIOD / "trust.en.html"


def copy_path(root: Path) -> Path:
    return root / "workbench" / NAME / PERIOD / "trust.ipynb"


def told_on(page: str) -> list[str]:
    """The cells of the tables of a page: its numbers."""
    return re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)


def _write(path: Path, contents: dict) -> None:
    path.write_text(yaml.safe_dump(contents, sort_keys=False, allow_unicode=True))
