"""Every real export is recognised and read, told without a cell of it, and becomes tables by its own draft mapping."""

import shutil

import pytest

from arvio.errors import SourceError
from arvio.inspection.columns.kinds import columns_of
from arvio.inspection.columns.profile import look_through
from arvio.inspection.reports.report import report
from arvio.sources.source_file import SourceFile

FOUND = {
    "google_forms/palkkakysely_2021.tsv": ("google_forms", 500, 14, 500),
    "google_forms/palkkakysely_2021.xlsx": ("google_forms", 500, 14, 500),
    "google_forms/palkkakysely_2022.tsv": ("google_forms", 685, 23, 685),
    "google_forms/palkkakysely_2022.xlsx": ("google_forms", 685, 23, 685),
    "google_forms/palkkakysely_2024_fi.tsv": ("google_forms", 683, 26, 683),
    "surveymonkey/StarWars.csv": ("surveymonkey", 1186, 38, 1186),
    "qualtrics/sample.csv": ("qualtrics", 1, 21, 1),
    "qualtrics/sample_legacy.csv": ("qualtrics", 1, 16, 1),
    "redcap/checkboxes-1/data.csv": ("redcap", 4, 13, 3),
    "redcap/decimal-comma-and-dot/data.csv": ("redcap", 4, 10, 4),
    "redcap/repeating-instruments-sparse/data.csv": ("redcap", 5, 12, 2),
    "redcap/survey/data.csv": ("redcap", 2, 33, 2),
    "spss/ordered_category.sav": ("spss", 4, 1, 4),
    "spss/sample.sav": ("spss", 5, 7, 5),
    "spss/sample_missing.sav": ("spss", 7, 7, 7),
}
"""File: the format found, its rows and columns, and the answers that its draft reads: empty rows are none."""

CODEBOOK = "dictionary.csv"
WIDTH = 110


def test_a_real_export_is_told_and_its_draft_reads_it_unedited(real_export, seen, drafted, tmp_path):
    if real_export.path.name == CODEBOOK:
        with pytest.raises(SourceError, match="a codebook"):
            look_through(SourceFile(real_export.path, CODEBOOK))
        return
    folder = tmp_path / "data"
    shutil.copytree(real_export.path.parent, folder)
    file = SourceFile(folder / real_export.path.name, real_export.name, folder)
    profile = look_through(file)
    columns = columns_of(profile, {})
    told = report(profile, columns, {})
    tables = drafted(file)
    seen(profile, columns, len(tables.table("responses")))
    assert max(map(len, told.splitlines())) <= WIDTH
    found = profile.format.source.reader, profile.rows, len(profile.raw.headers), len(tables.table("responses"))
    assert found == FOUND[real_export.name]
    assert len(tables.table("answers")) > 0
