"""Files that nobody made for this project, where they are found; what was seen is printed with -rA or -s."""

import os
import shutil
from pathlib import Path

import pytest

from arvio.errors import SourceError
from arvio.sources.files import SourceFile
from arvio.sources.inspection.columns.kinds import columns_of
from arvio.sources.inspection.columns.profile import look_through
from arvio.sources.inspection.reports.report import report

BESIDE = Path(__file__).parents[4].parent / "shared" / "exports"
FOLDER = Path(os.environ.get("ARVIO_REAL_EXPORTS", BESIDE))
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

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"real exports are not in {FOLDER.name}/: set ARVIO_REAL_EXPORTS to their folder"
)


@pytest.mark.parametrize("name", FOUND)
def test_a_real_export_is_told_and_its_draft_reads_it(name, drafted, tmp_path):
    folder = tmp_path / "data"
    shutil.copytree((FOLDER / name).parent, folder)
    file = SourceFile(folder / Path(name).name, name, folder)
    profile = look_through(file)
    reader, rows, columns, responses = FOUND[name]
    told = report(profile, columns_of(profile, {}), {})
    print(f"{name}: {profile.format.name}, {profile.rows} rows, {len(profile.raw.headers)} columns; {profile.notes}")
    assert (profile.format.source.reader, profile.rows, len(profile.raw.headers)) == (reader, rows, columns)
    assert max(map(len, told.splitlines())) <= 110
    tables = drafted(file)
    assert len(tables.table("responses")) == responses
    assert len(tables.table("answers")) > 0


@pytest.mark.parametrize("path", sorted(FOLDER.glob("redcap/*/dictionary.csv")), ids=lambda path: path.parent.name)
def test_a_dictionary_beside_an_export_is_told_as_a_codebook(path):
    with pytest.raises(SourceError, match="a codebook"):
        look_through(SourceFile(path, path.name))
