"""A file that several organisations share is divided once, and each reads its rows as from a file of its own."""

import csv
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path

import pandas as pd
import pytest

from arvio import partitions
from arvio.datasets import check_sources, divide_shared, load_tables, loading, unread_rows
from arvio.errors import ArvioError, SourceError
from arvio.observed import observing
from arvio.params import Organisation, Project
from arvio.partitions import finding, partition
from arvio.partitions.partition import FOLDER
from arvio.saying import said_in
from arvio.sources import read
from arvio.sources.partitioning.making import make
from arvio.sources.sharing import own_names, sharing_of, with_own_rows

HEADER = ["Järjestö", "Tunnus", "Alkoi", "Kunta"]
ROWS = [
    ["Talo ry", "R01", "4.4.2023", "Kotka"],
    ["Mökki ry", "M01", "5.4.2023", "Hamina"],
    ["Talo ry", "R02", "26.4.2023", "Kotka"],
    ["", "X01", "7.4.2023", "Kotka"],
    ["mökki  RY", "M02", "8.4.2023", "Hamina"],
    ["Muu ry", "U01", "9.4.2023", "Kotka"],
]
NAMES = {"talo": "Talo ry", "mokki": "Mökki ry"}


def organisation(name, **more):
    source = {
        "table": "groups",
        "reader": "csv",
        "files": "*.csv",
        "shared": {"folder": "data/national", "column": "Järjestö", "values": NAMES[name]},
        "columns": {"group_id": "Tunnus", "start": "Alkoi", "municipality": "Kunta"},
        "constants": {"county": "kymenlaakso"},
        **more,
    }
    said = {"organisation": name, "name": NAMES[name], "data": "synthetic", "data_folder": f"data/{name}"}
    return Organisation.model_validate(said | {"sensitivity": "ordinary", "sources": {"groups": source}})


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    """Files are divided without a process for each, which takes a second; some tests have it so all the same."""
    processes = finding._divide
    monkeypatch.setattr(finding, "_divide", make)
    return processes


@pytest.fixture
def in_a_process(in_this_process, monkeypatch):
    monkeypatch.setattr(finding, "_divide", in_this_process)


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    (tmp_path / "data" / "national").mkdir(parents=True)

    def made(rows=ROWS, *, header=HEADER, file="ryhmat.csv", **more):
        if rows is not None:
            write(tmp_path / "data" / "national" / file, [header, *rows])
        return Project(tmp_path, None, {}, {name: organisation(name, **more) for name in NAMES}, {})

    return made


def write(path, rows, mode="w"):
    with path.open(mode, encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def groups(project, name="talo"):
    return list(load_tables(project, name).table("groups")["group_id"])


def problem(project, name="talo"):
    with pytest.raises(ArvioError) as caught:
        load_tables(project, name).table("groups")
    return str(caught.value)


@pytest.fixture
def divides(monkeypatch):
    """How often a file was divided by this process."""
    found = []
    before = finding._divide

    def counted(root, sharing):
        found.append(sharing.file)
        return before(root, sharing)

    monkeypatch.setattr(finding, "_divide", counted)
    return found


def settle(root):
    """As if the file had been written long ago: what changed just now is looked at again."""
    for path in (root / "data" / "national").iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))


def test_each_organisation_reads_its_own_rows(project, in_a_process):
    made = project()
    assert groups(made, "talo") == ["R01", "R02"]
    assert groups(made, "mokki") == ["M01", "M02"]


def test_own_rows_alone_are_counted(project):
    assert load_tables(project(), "talo").intake[["read", "kept"]].to_numpy().tolist() == [[2, 2]]


def test_tables_are_those_of_a_file_of_ones_own(project, tmp_path):
    shared = load_tables(project(), "talo").table("groups")
    alone = tmp_path / "alone"
    shutil.copytree(tmp_path / "data" / "national", alone / "data" / "talo")
    write(alone / "data" / "talo" / "ryhmat.csv", [HEADER, *(row for row in ROWS if row[0] == "Talo ry")])
    source = organisation("talo").model_dump()
    source["sources"]["groups"] |= {"shared": None, "ignored": ["Järjestö"]}
    own = Project(alone, None, {}, {"talo": Organisation.model_validate(source)}, {})
    pd.testing.assert_frame_equal(shared, load_tables(own, "talo").table("groups"))


def test_the_file_is_divided_once_for_all(project, divides, tmp_path):
    made = project()
    settle(tmp_path)
    for name in ("talo", "mokki", "talo"):
        groups(made, name)
    assert divides == ["data/national/ryhmat.csv"]


def test_what_is_wrong_is_told_with_the_row_of_the_shared_file(project):
    made = project([*ROWS[:2], ["Talo ry", "R02", "ei tiedossa", "Kotka"]])
    assert "row 4" in problem(made)
    assert "ei tiedossa" in problem(made)
    assert groups(made, "mokki") == ["M01"]


def test_a_new_row_of_one_leaves_what_is_known_of_the_others(project, tmp_path, monkeypatch):
    made = project()
    groups(made, "talo")
    groups(made, "mokki")
    read = []
    before = loading.read_file

    def told(file, setting, *given, **named):
        read.append(setting.params_file)
        return before(file, setting, *given, **named)

    monkeypatch.setattr(loading, "read_file", told)
    write(tmp_path / "data" / "national" / "ryhmat.csv", [["Talo ry", "R03", "1.5.2023", "Kotka"]], mode="a")
    assert groups(made, "mokki") == ["M01", "M02"]
    assert read == []
    assert groups(made, "talo") == ["R01", "R02", "R03"]
    assert len(read) == 1


def digests(root):
    source = {name: organisation(name).sources["groups"] for name in NAMES}
    return {
        name: partitions.part_digest(root, folder.name, *own_names(source[name]))
        for name in NAMES
        for folder in (root / FOLDER).iterdir()
    }


def test_the_digest_of_a_part_changes_with_its_own_cells_only(project, tmp_path):
    made = project()
    groups(made)
    before = digests(tmp_path)
    assert len(set(before.values())) == 2
    project([["Talo ry", "R00", "3.4.2023", "Kotka"], *ROWS])  # above the others, whose rows move
    after = digests(tmp_path)
    assert after["mokki"] == before["mokki"]
    assert after["talo"] != before["talo"]
    project([[*row[:3], "Pyhtää"] if row[0] == "mökki  RY" else row for row in ROWS])
    assert digests(tmp_path)["talo"] == before["talo"]
    assert digests(tmp_path)["mokki"] != before["mokki"]


def test_rows_that_move_keep_their_place_in_messages(project):
    wrong = ["Talo ry", "R02", "ei tiedossa", "Kotka"]
    assert "row 4" in problem(project([*ROWS[:2], wrong]))
    assert "row 5" in problem(project([ROWS[1], *ROWS[:2], wrong]))


def test_cells_stay_the_texts_that_they_were(project, tmp_path):
    odd = ["007", " 1,5", 'a "quoted" word', "two\nlines", "1e5", "NA", "None", "\u00a0x", "", "2023-01-01"]
    rows = [["Talo ry", f"R{n:02}", "4.4.2023", cell] for n, cell in enumerate(odd)]
    made = project(rows)
    file, source = loading.shared_files(made, made.organisation("talo"))[0]
    own = pd.concat([part.cells for part in read(source, with_own_rows(tmp_path, file, source))])
    whole = pd.concat([part.cells for part in read(source, file)])
    pd.testing.assert_frame_equal(own, whole)
    assert list(own["Kunta"]) == odd


def test_rows_shorter_or_longer_than_the_headers_are_told_as_ever(project, tmp_path):
    made = project([*ROWS, ["Talo ry", "R03", "5.5.2023", "Kotka", "over"]])
    assert "1 rows have more cells than there are headers" in problem(made)
    assert "row 8" in problem(made)
    assert groups(made, "mokki") == ["M01", "M02"]
    assert groups(project([*ROWS, ["Talo ry", "R03", "5.5.2023"]])) == ["R01", "R02", "R03"]


def test_several_words_for_one_organisation_keep_the_order_of_the_rows(project):
    made = project()
    said = made.organisation("talo").model_dump()
    said["sources"]["groups"]["shared"]["values"] = ["Muu ry", "Mökki ry"]
    assert groups(Project(made.root, None, {}, {"talo": Organisation.model_validate(said)}, {})) == [
        "M01",
        "M02",
        "U01",
    ]


def test_a_file_without_own_rows_is_passed_over_when_another_has_some(project, tmp_path):
    project([["Mökki ry", "M09", "5.4.2022", "Hamina"]], file="ryhmat_2022.csv")
    made = project()
    assert groups(made, "talo") == ["R01", "R02"]
    assert groups(made, "mokki") == ["M01", "M02", "M09"]


def test_an_organisation_without_any_row_is_told_the_nearest_name(project):
    told = problem(project([["Tallo ry", *ROWS[0][1:]], ROWS[1]]))
    assert "no row belongs to the organisation" in told
    assert "did you mean Tallo ry?" in told


def test_a_column_that_is_not_there_is_told_with_the_nearest(project):
    told = problem(project(header=["Järjesto", *HEADER[1:]]))
    assert "there is no such column that tells whose a row is" in told
    assert "did you mean Järjesto?" in told


def test_what_the_dividing_process_found_wrong_is_told_in_the_evaluators_language(project):
    with said_in("fi"):
        told = problem(project(header=["Järjesto", *HEADER[1:]]))
    assert "rivi 1: sellaista saraketta, joka kertoo kenen rivi on, ei ole" in told
    assert "tarkoititko: Järjesto?" in told


def test_a_column_that_stands_twice_is_refused(project):
    assert "several columns have the header" in problem(project(header=[*HEADER[:3], "Järjestö"]))


def test_rows_that_nobody_reads_are_counted(project):
    lines = unread_rows(project())
    assert any("1 rows have nothing in column 'Järjestö'" in line for line in lines)
    assert any("1 of 5 rows are of 1 names" in line and "'Muu ry' 1" in line for line in lines)


def test_nothing_is_told_where_every_row_is_read(project):
    assert unread_rows(project([ROWS[0], ROWS[1]])) == []
    assert check_sources(project([ROWS[0], ROWS[1]]), "talo") == []


def test_blank_rows_are_nobodys_and_no_rows_without_an_owner(project):
    made = project([*ROWS[:3], ["", "", "", ""], [], ROWS[4]])
    assert unread_rows(made) == []
    assert groups(made, "mokki") == ["M01", "M02"]


def test_what_is_kept_is_the_owners_alone(project, in_a_process, tmp_path):
    groups(project())
    if os.name == "posix":
        found = [tmp_path / FOLDER, *(tmp_path / FOLDER).rglob("*")]
        assert {path.stat().st_mode & 0o077 for path in found} == {0}


def kept(root, ends):
    return sorted((root / FOLDER).glob(f"*/[!.]*/*{ends}"))


def test_one_state_of_a_file_is_kept(project, tmp_path):
    groups(project())
    before = kept(tmp_path, "record.json")
    groups(project(ROWS[:3]))
    after = kept(tmp_path, "record.json")
    assert len(before) == len(after) == 1
    assert before != after


def test_cells_of_a_file_that_is_gone_are_removed(project, tmp_path):
    groups(project(file="old.csv"))
    (tmp_path / "data" / "national" / "old.csv").unlink()
    groups(project())
    assert len(list((tmp_path / FOLDER).iterdir())) == 1


@pytest.mark.parametrize("ends", ["record.json", "seen.json", ".parquet"])
@pytest.mark.parametrize("contents", [b"", b"{}", b"PAR1 but not whole"])
def test_what_is_damaged_is_made_anew(project, tmp_path, ends, contents):
    made = project()
    settle(tmp_path)
    groups(made)
    shutil.rmtree(tmp_path / "data" / ".cache" / "talo")
    for path in kept(tmp_path, ends):
        path.write_bytes(contents)
    assert groups(made) == ["R01", "R02"]


def test_what_a_killed_process_left_is_removed_and_never_read(project, tmp_path):
    made = project()
    groups(made)
    folder = next((tmp_path / FOLDER).iterdir())
    left = folder / ".making-1234"
    left.mkdir()
    (left / "record.json").write_text("{}", encoding="utf-8")
    write(tmp_path / "data" / "national" / "ryhmat.csv", [["Talo ry", "R03", "1.5.2023", "Kotka"]], mode="a")
    assert groups(made) == ["R01", "R02", "R03"]
    assert not left.exists()


def test_two_at_once_divide_it_once_and_read_the_same(project, in_a_process, tmp_path):
    made = project([[f"{'Talo' if n % 2 else 'Mökki'} ry", f"R{n}", "4.4.2023", "Kotka"] for n in range(3000)])
    settle(tmp_path)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda name: groups(made, name), ["talo", "mokki", "talo", "mokki"]))
    assert found[0] == found[2]
    assert len(found[0]) == len(found[1]) == 1500
    assert len(kept(tmp_path, "record.json")) == 1


def test_a_process_killed_while_it_divides_leaves_nothing_half(project, tmp_path):
    made = project([[f"Talo {n % 50} ry" if n else "Talo ry", f"R{n}", "4.4.2023", "Kotka"] for n in range(60_000)])
    file, source = loading.shared_files(made, made.organisation("talo"))[0]
    sharing = sharing_of(file, source)
    code = "import json, sys; print('ready', flush=True); from arvio.sources.partitioning.__main__ import main; main()"
    for seconds in (0.3, 0.6, 0.9):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", code, str(tmp_path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
            process.stdin.write(json.dumps(asdict(sharing)).encode())
            process.stdin.close()
            process.stdout.readline()
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
        whole = kept(tmp_path, "record.json")
        assert all(len(list(path.parent.glob("*.parquet"))) == 51 for path in whole)
    assert groups(made) == ["R0"]
    assert not list((tmp_path / FOLDER).glob("*/.making-*"))


def test_a_disk_that_takes_nothing_is_told(project, in_a_process, tmp_path):
    made = project()
    (tmp_path / "data" / ".cache").mkdir()
    (tmp_path / "data" / ".cache" / ".shared").write_text("a file where a folder should be", encoding="utf-8")
    told = problem(made)
    assert "cannot be divided by organisation" in told
    assert "to do: make room or ask for write access" in told


def test_a_process_that_ends_by_itself_is_told(project, in_a_process, monkeypatch):
    monkeypatch.setattr(finding, "_DIVIDES", "arvio.no_such_module")
    assert "the process that does it ended by itself" in problem(project())


def test_a_parquet_file_keeps_the_types_of_its_cells(project, tmp_path):
    rows = pd.DataFrame(
        {
            "Järjestö": ["Talo ry", "Mökki ry", None, "Talo ry"],
            "Tunnus": ["R01", "M01", "X01", "R02"],
            "Alkoi": pd.to_datetime(["2023-04-04", "2023-04-05", "2023-04-06", "2023-04-26"]),
            "Kunta": ["Kotka", None, None, None],
        }
    )
    rows.to_parquet(tmp_path / "data" / "national" / "ryhmat.parquet")
    made = project(None, reader="parquet", files="*.parquet")
    table = load_tables(made, "talo").table("groups")
    assert list(table["group_id"]) == ["R01", "R02"]
    assert list(table["start"]) == [pd.Timestamp("2023-04-04"), pd.Timestamp("2023-04-26")]
    assert groups(made, "mokki") == ["M01"]
    assert any("1 rows have nothing" in line for line in unread_rows(made))


def test_damaged_text_is_told_as_ever(project, tmp_path):
    made = project()
    (tmp_path / "data" / "national" / "ryhmat.csv").write_bytes("Järjestö;Alkoi\nTalo ry;ä\n".encode("cp1252"))
    assert "is not UTF-8" in problem(made)
    assert isinstance(check_sources(made, "talo")[0], SourceError)


def test_other_settings_of_reading_divide_anew(project, tmp_path):
    made = project()
    groups(made)
    text = (tmp_path / "data" / "national" / "ryhmat.csv").read_text(encoding="utf-8")
    path = tmp_path / "data" / "national" / "ryhmat.csv"
    path.write_text(f"Vienti 1.5.2023\n{text.replace(',', ';')}", encoding="cp1252")
    again = project(None, header_row=2, encoding="cp1252", delimiter=";")
    assert groups(again) == ["R01", "R02"]


def test_what_was_divided_in_another_format_has_another_name_and_is_never_opened(monkeypatch):
    sharing = partition.Sharing("data/national/ryhmat.csv", "Järjestö", "text")
    before = sharing.key
    monkeypatch.setattr(partition, "FORMAT", partition.FORMAT + 1)
    assert sharing.key != before


def test_the_folder_of_shared_files_is_named_in_params(project):
    made = project()
    shutil.rmtree(Path(made.root) / "data" / "national")
    assert "data/national" in problem(made)


def test_what_is_shared_is_divided_before_reports_are_made(project, divides, tmp_path):
    made, told = project(), []
    settle(tmp_path)
    divide_shared(made, NAMES, told=told.append)
    divide_shared(made, NAMES, told=told.append)
    assert divides == ["data/national/ryhmat.csv"]
    assert told == ["data/national/ryhmat.csv is divided by organisation, once for all of them."]


def test_a_file_that_cannot_be_divided_is_told_by_who_reads_it(project):
    made = project(header=["Muuta", *HEADER[1:]])
    divide_shared(made, NAMES, told=lambda line: None)
    assert "there is no such column" in problem(made)


def test_a_wrong_cell_of_a_parquet_file_has_its_row_in_the_file(project, tmp_path):
    rows = pd.DataFrame([[*row[:2], "ei" if row[1] == "R02" else "4.4.2023", row[3]] for row in ROWS], columns=HEADER)
    rows.to_parquet(tmp_path / "data" / "national" / "ryhmat.parquet")
    assert "row 3" in problem(project(None, reader="parquet", files="*.parquet"))


def test_a_report_depends_on_its_own_rows(project, in_a_process):
    made = project()
    with observing() as seen:
        groups(made, "talo")
    asked = [question for question in seen.asked if question[0] == "part"]
    assert [question[1] for question in asked] == ["data/national/ryhmat.csv"]
    assert not [path for path in seen.files if path.endswith("ryhmat.csv")]
