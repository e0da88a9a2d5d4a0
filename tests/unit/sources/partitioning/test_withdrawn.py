"""A shared file is divided without the rows of those who withdrew, in the organisations that they withdrew from."""

import csv

import pandas as pd
import pytest
import yaml

from arvio.datasets import load_tables
from arvio.params import open_project
from arvio.partitions import finding
from arvio.partitions.partition import FOLDER
from arvio.sources.partitioning.making import make
from arvio.sources.personal.identity import person_key, secret
from arvio.withdrawals import add

HEADER = ["Järjestö", "Asiakas", "Suostumus"]
ROWS = [
    ["Talo ry", "Unto Unohdettava", "kyllä"],
    ["Mökki ry", "Unto Unohdettava", "kyllä"],
    ["Talo ry", "Seppo Muu", "kyllä"],
    ["Talo ry", "unohdettava, unto", "kyllä"],
]
SUITE = "languages: [fi]\naudiences: {}\ntime_limit_seconds: 60\n"


def params(name, title, form):
    source = {
        "table": "persons",
        "reader": "parquet" if form == "parquet" else "csv",
        "files": "*",
        "shared": {"folder": "data/national", "column": "Järjestö", "values": title},
        "person": "Asiakas",
        "columns": {"consent": "Suostumus"},
        "values": {"consent": {"kyllä": "yes"}},
    }
    said = {"organisation": name, "name": title, "data": "synthetic", "data_folder": f"data/{name}"}
    return yaml.safe_dump(said | {"sensitivity": "ordinary", "sources": {"persons": source}}, allow_unicode=True)


@pytest.fixture(params=["csv", "parquet"])
def root(request, tmp_path, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    monkeypatch.setattr(finding, "_divide", make)
    (tmp_path / "params" / "organisations").mkdir(parents=True)
    (tmp_path / "data" / "national").mkdir(parents=True)
    (tmp_path / "params" / "suite.yaml").write_text(SUITE, encoding="utf-8")
    for name, title in (("talo", "Talo ry"), ("mokki", "Mökki ry")):
        (tmp_path / "params" / "organisations" / f"{name}.yaml").write_text(
            params(name, title, request.param), encoding="utf-8"
        )
    write(tmp_path / "data" / "national" / f"asiakkaat.{request.param}")
    return tmp_path


def write(path):
    if path.suffix == ".parquet":
        pd.DataFrame(ROWS, columns=HEADER).to_parquet(path)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADER, *ROWS])


def forget(root, *organisations):
    key = secret(root)
    add(root, [person_key("Unto Unohdettava", key)], organisations, key)


def divided(root):
    """The names that lie in the parts of each organisation."""
    return sorted(name for path in (root / FOLDER).rglob("*.parquet") for name in names(pd.read_parquet(path)))


def names(table):
    return [cell for column in table for cell in map(str, table[column]) if "nto" in cell or "Seppo" in cell]


def persons(root, organisation):
    return load_tables(open_project(root), organisation)


def test_the_person_lies_in_no_part_of_the_organisation_and_in_those_of_others(root):
    assert len(persons(root, "mokki").table("persons")) == 1
    assert len(divided(root)) == 4
    forget(root, "talo")
    assert len(persons(root, "talo").table("persons")) == 1
    assert divided(root) == ["Seppo Muu", "Unto Unohdettava"]
    assert len(persons(root, "mokki").table("persons")) == 1


def test_the_rows_are_counted_though_they_are_nowhere(root):
    forget(root, "talo")
    record = persons(root, "talo").record
    assert record.withdrawn == 1
    assert list(record.intake["left_out_withdrawn"]) == [2]
    assert list(record.intake["kept"]) == [1]


def test_an_organisation_whose_only_person_withdrew_has_no_part(root):
    forget(root, "mokki")
    assert len(persons(root, "talo").record.intake) == 1
    assert sorted(divided(root)) == ["Seppo Muu", "Unto Unohdettava", "unohdettava, unto"]
