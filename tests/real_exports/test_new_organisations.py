"""Every real export makes an organisation as it is: read without an edit, and asking for reports that it can fill."""

import datetime as dt
import shutil

import pytest

from arvio.datasets import load_tables
from arvio.errors import SourceError
from arvio.params import open_project
from arvio.workbench.new_organisation import Request, make_organisation

from ..conftest import PROJECT

CODEBOOK = "dictionary.csv"
WITH_A_SCALE = {"redcap/survey/data.csv", "surveymonkey/StarWars.csv"}
"""Exports on which something is answered on a scale: the others have nothing that a report on feedback could tell."""


def test_a_real_export_makes_an_organisation_unedited(real_export, tmp_path, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    ignored = shutil.ignore_patterns("organisations", "commentary", "signatures", "drafts", ".ipynb_checkpoints")
    for folder in ("params", "notebooks"):
        shutil.copytree(PROJECT / folder, tmp_path / folder, ignore=ignored)
    request = Request("oikea", (real_export.path,))
    if real_export.path.name == CODEBOOK:
        with pytest.raises(SourceError, match="a codebook"):
            make_organisation(open_project(tmp_path), request, dt.date(2026, 3, 1))
        return
    make_organisation(open_project(tmp_path), request, dt.date(2026, 3, 1))
    project = open_project(tmp_path)
    assert len(load_tables(project, "oikea").table("answers")) > 0
    notebooks = [report.notebook for report in project.organisation("oikea").reports]
    assert notebooks == [*["feedback"] * (real_export.name in WITH_A_SCALE), "data_quality"]
