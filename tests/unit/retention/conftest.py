import csv
import json

import pytest

from arvio.datasets import load_tables
from arvio.params import open_project
from arvio.sources.personal.identity import person_key, secret

SUITE = "languages: [fi]\naudiences: {}\ntime_limit_seconds: 60\n"
PARAMS = """organisation: {name}
name: {name}
data: synthetic
data_folder: data/{name}
sensitivity: ordinary
sources:
  persons:
    table: persons
    reader: csv
    files: henkilot.csv
    person: Nimi
    columns: {{consent: Suostumus}}
    values: {{consent: {{kyllä: "yes"}}}}
  partners:
    table: partners
    reader: csv
    files: kumppanit.csv
    columns: {{partner_id: Tunnus}}
"""
FORGOTTEN = "Unto Unohdettava"
WORKINGS = {
    "public/{name}/2025/feedback.fi.ipynb": "rows",
    "public/{name}/2025/feedback.fi.error.html": "rows",
    "public/{name}/2025/feedback.fi.ready.html": "rows",
    "public/{name}/2025/broken.fi.json": json.dumps({"state": "failed", "error": "got: 'rows'"}),
    "preview/public/{name}/2025/feedback.fi.html": "rows",
    "solved/{name}.json": "{}",
}
STAYS = {
    "public/{name}/2025/feedback.fi.json": json.dumps({"state": "done"}),
    "public/{name}/2025/feedback.fi.facts.jsonl": "",
    "versions/public/{name}/2025/feedback.fi/1.json": "{}",
    "coarsened/{name}.json": "[]",
}


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Two organisations with exports, tables that were kept, and what batches, previews and JupyterLab leave behind."""
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    write(tmp_path / "params" / "suite.yaml", SUITE)
    for name in ("talo", "mokki"):
        write(tmp_path / "params" / "organisations" / f"{name}.yaml", PARAMS.format(name=name))
        write(tmp_path / "data" / name / "kumppanit.csv", "Tunnus\nK1\n")
        write_persons(tmp_path / "data" / name / "henkilot.csv")
        for path, content in {**WORKINGS, **STAYS}.items():
            write(tmp_path / "reports" / ".run" / path.format(name=name), content)
        write(tmp_path / "reports" / "public" / name / "2025" / "feedback.fi.html", "<p>released</p>")
        write(tmp_path / "workbench" / name / "2025" / "feedback.ipynb", notebook())
        write(tmp_path / "workbench" / name / "2025" / ".ipynb_checkpoints" / "feedback.ipynb", notebook())
    found = open_project(tmp_path)
    for name in ("talo", "mokki"):
        load_tables(found, name).table("persons")
    return found


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def write_persons(path):
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [["Nimi", "Suostumus"], ["Seppo Muu", "kyllä"], [FORGOTTEN, "kyllä"]]
        csv.writer(file).writerows(rows)


def notebook():
    output = {"output_type": "stream", "name": "stdout", "text": [FORGOTTEN]}
    cells = [
        {"cell_type": "markdown", "metadata": {}, "source": ["own words"], "id": "a"},
        {"cell_type": "code", "metadata": {}, "source": ["1"], "id": "b", "outputs": [output], "execution_count": 1},
    ]
    return json.dumps({"cells": cells, "metadata": {"widgets": {"x": FORGOTTEN}}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def key(project):
    return person_key(FORGOTTEN, secret(project.root))
