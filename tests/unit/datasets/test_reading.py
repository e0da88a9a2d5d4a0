"""A file of several parts is read as one: nothing may depend on where it was cut."""

import pytest

from arvio.datasets.reading import read_file
from arvio.datasets.stores import MemoryStore
from arvio.errors import DataError
from arvio.params import Instrument, Source, Survey
from arvio.sources import raw_table
from arvio.sources.mapping.export import Setting
from arvio.sources.source_file import SourceFile

INSTRUMENT = Instrument.model_validate(
    {
        "instrument": "meetings",
        "name": {"fi": "Tapaamiset", "en": "Meetings"},
        "source": "made up for this test",
        "licence": "none",
        "shipping": "text",
        "scale": {"lowest": 1, "highest": 5},
        "items": [{"item": "heard"}],
    }
)
SURVEY = Survey.model_validate(
    {"wave": "2024", "respondent_group": "participants", "opened": "2024-01-01", "closed": "2024-12-31"}
)
SOURCE = {
    "table": "answers",
    "reader": "csv",
    "files": "vienti.csv",
    "instrument": "meetings",
    "columns": {"submitted_at": "Aika", "response_id": "Nro"},
    "constants": {"respondent_group": "participants"},
    "items": {"heard": "Kuultiin"},
    "open_text": ["Sana"],
    "duplicates": {"by": ["Nro"]},
}
HEADER = "Nro;Aika;Kuultiin;Sana"
ROWS = [f"{n};{1 + n % 28:02}/{1 + n % 12:02}/2024;{1 + n % 5};sana" for n in range(9)]


def read(tmp_path, lines, rows_at_once, monkeypatch):
    monkeypatch.setattr(raw_table, "ROWS_AT_ONCE", rows_at_once)
    path = tmp_path / "vienti.csv"
    path.write_text("\r\n".join([HEADER, *lines]), encoding="utf-8")
    store = MemoryStore()
    setting = Setting("example", Source.model_validate(SOURCE), "params.yaml", b"x" * 32, INSTRUMENT)
    return read_file(SourceFile(path, "vienti.csv"), setting, [SURVEY], store=store), store


@pytest.mark.parametrize("rows_at_once", [1, 2, 4, 9, 100])
def test_parts_give_the_same_tables_and_counts_as_the_whole(tmp_path, monkeypatch, rows_at_once):
    lines = ["x;;;", *ROWS[:4], "", "3;25/01/2024;5;taas", *ROWS[4:], "", ""]
    lines = [line for line in lines if line != "x;;;"]
    record, store = read(tmp_path, lines, rows_at_once, monkeypatch)
    answers = store.table("answers")
    assert (record.intake.read, record.intake.duplicates, record.intake.kept) == (11, 1, 9)
    assert list(answers["value"]) == [1, 2, 3, 5, 5, 1, 2, 3, 4]
    assert store.table("responses")["wave"].unique().tolist() == ["2024"]
    assert record.notes[("dates", "Aika", "day_first")] == 10
    assert record.notes[("dates_over_12", "Aika", "day_first")] == 1


@pytest.mark.parametrize("rows_at_once", [1, 100])
def test_what_is_wrong_in_any_part_is_told_at_once(tmp_path, monkeypatch, rows_at_once):
    lines = [*ROWS, "20;25/01/2024;7;sana", "21;25/01/2024;;", "22;26/01/2024;9;sana"]
    with pytest.raises(DataError) as caught:
        read(tmp_path, lines, rows_at_once, monkeypatch)
    assert [problem.place for problem in caught.value.problems] == [
        "row 11, column 'Kuultiin'",
        "row 13, column 'Kuultiin'",
    ]


def test_lost_letters_are_counted_by_column(tmp_path, monkeypatch):
    record, _ = read(tmp_path, [*ROWS, "20;25/01/2024;5;se ei ollut hyv? eik? k?ynyt. miksi?"], 100, monkeypatch)
    assert record.notes[("lost_letters", "Sana", "")] == 1
