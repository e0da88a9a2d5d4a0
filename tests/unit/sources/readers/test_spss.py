import contextlib
import datetime as dt
import struct

import pandas as pd
import pytest

from arvio.errors import SourceError
from arvio.params import Source
from arvio.sources import read
from arvio.sources.raw_table import whole
from arvio.sources.readers import spss
from arvio.sources.source_file import SourceFile

AGREE = {1: "täysin eri mieltä", 2: "eri mieltä", 3: "samaa mieltä", 4: "täysin samaa mieltä", 9: "en osaa sanoa"}


def source(**more):
    return Source(table="answers", reader="spss", files="kysely.sav", **more)


def saved(tmp_path, columns, *, name="kysely.sav", **more):
    """A file as pyreadstat writes it, which is in UTF-8."""
    import pyreadstat

    write = pyreadstat.write_por if name.endswith(".por") else pyreadstat.write_sav
    write(pd.DataFrame(columns), tmp_path / name, **more)
    return SourceFile(tmp_path / name, name)


def table(file, **more):
    return whole(read(source(**more), file))


def refused(file, **more):
    with pytest.raises(SourceError) as caught:
        table(file, **more)
    return str(caught.value)


# --- a file written by hand: what pyreadstat does not write, namely other encodings and multiple-response sets


def number(value):
    return struct.pack("<i", value)


def variable(name, *, width=0, label=b""):
    """One variable: a number, or a text of up to eight letters."""
    shape = number(1 << 16 | 8 << 8) if width else number(5 << 16 | 8 << 8 | 2)
    words = number(len(label)) + label + b" " * (-len(label) % 4) if label else b""
    return number(2) + number(width) + number(bool(label)) + number(0) + shape * 2 + name.ljust(8) + words


def labels(place, options):
    """The labels of the variable at a place, counted from 1."""
    written = [struct.pack("<d", code) + bytes([len(word)]) + word for code, word in options.items()]
    padded = [one + b" " * (-(len(one) - 8) % 8) for one in written]
    return number(3) + number(len(padded)) + b"".join(padded) + number(4) + number(1) + number(place)


def extension(kind, size, contents):
    return number(7) + number(kind) + number(size) + number(len(contents) // size) + contents


def by_hand(tmp_path, variables, cells, *, extensions=(), value_labels=b"", n_rows=1):
    head = b"$FL2" + b"@(#) SPSS DATA FILE".ljust(60) + number(2) + number(len(variables)) + number(0) * 2
    head += number(n_rows) + struct.pack("<d", 100.0) + b"05 Jan 2410:00:00".ljust(84)
    integers = extension(3, 4, b"".join(map(number, (20, 0, 0, -1, 1, 1, 2, 1252))))
    rest = value_labels + integers + b"".join(extensions) + number(999) + number(0)
    path = tmp_path / "kysely.sav"
    path.write_bytes(head + b"".join(variables) + rest + b"".join(cells))
    return SourceFile(path, path.name)


# --- cells


def test_codes_stay_codes_and_dates_become_moments(tmp_path):
    columns = {"q1": [4.0, None], "paiva": [dt.date(2024, 1, 5), None], "klo": [dt.datetime(2024, 1, 5, 10, 30), None]}
    found = table(saved(tmp_path, {**columns, "sana": ["äiti", "isä"]}))
    assert found.cells.values.tolist() == [
        [4.0, dt.datetime(2024, 1, 5), dt.datetime(2024, 1, 5, 10, 30), "äiti"],
        [None, None, None, "isä"],
    ]


def test_rows_are_numbered_as_at_the_left_in_spss(tmp_path):
    found = table(saved(tmp_path, {"q1": [1.0, None, 3.0]}))
    assert list(found.places["source_row"]) == [1, 3]
    assert list(found.cells.index) == [1, 3]
    assert found.blank == 1


def test_trap_dont_know_declared_missing_keeps_its_code(tmp_path):
    file = saved(
        tmp_path, {"q1": [4.0, 9.0]}, missing_ranges={"q1": [9]}, variable_value_labels={"q1": AGREE},
        variable_measure={"q1": "ordinal"},
    )  # fmt: skip
    found = table(file)
    assert list(found.cells["q1"]) == [4.0, 9.0]
    assert found.questions["q1"].missing == ("9",)
    assert found.questions["q1"].options["9"] == "en osaa sanoa"
    assert found.questions["q1"].kind == "scale"


def test_a_missing_range_is_told_as_the_codes_that_have_a_label_or_stand_in_a_cell(tmp_path):
    file = saved(
        tmp_path,
        {"q1": [1.0, 97.0, 120.0]},
        missing_ranges={"q1": [{"lo": 90, "hi": 99}, -1]},
        variable_value_labels={"q1": {1: "kyllä", 98: "ei halua vastata"}},
    )
    assert table(file).questions["q1"].missing == ("-1", "97", "98")


def test_a_date_declared_missing_keeps_its_number(tmp_path):
    second_day = 86_400.0
    file = saved(
        tmp_path,
        {"paiva": [second_day, 99_999_999_999.0]},
        variable_format={"paiva": "DATE11"},
        missing_ranges={"paiva": [99_999_999_999]},
    )
    assert list(table(file).cells["paiva"]) == [dt.datetime(1582, 10, 15), 99_999_999_999.0]


def test_parts_of_a_large_file_follow_one_another(tmp_path, monkeypatch):
    monkeypatch.setattr(spss, "ROWS_AT_ONCE", 2)
    file = saved(tmp_path, {"q1": [1.0, 2.0, 3.0, 4.0, 5.0]}, compress=True)
    assert list(table(file).cells["q1"]) == [1.0, 2.0, 3.0, 4.0, 5.0]


# --- headers and questions


def test_headers_are_the_labels_and_names_still_find_them(tmp_path):
    file = saved(tmp_path, {"q1": [1.0], "q2": [2.0]}, column_labels=["Minua  kuultiin", None])
    found = table(file)
    assert found.headers == ["Minua kuultiin", "q2"]
    assert found.codes == {"q1": "Minua kuultiin", "q2": "q2"}
    assert found.questions["Minua kuultiin"].text == "Minua kuultiin"


def test_a_label_that_stands_twice_names_nothing(tmp_path):
    file = saved(tmp_path, {"q1": [1.0], "q2": [2.0], "q3": [3.0]}, column_labels=["Tuki", "Tuki", "q1"])
    assert table(file).headers == ["q1", "q2", "q3"]


def test_the_column_of_selected_cases_is_bookkeeping(tmp_path):
    file = saved(tmp_path, {"q1": [1.0], "filter_$": [1.0]}, column_labels=[None, "q1 = 1 (FILTER)"])
    assert table(file).bookkeeping == {"q1 = 1 (FILTER)"}


def test_boxes_of_one_question_know_it(tmp_path):
    boxes = [variable(b"APU1", label="Rahaa".encode("cp1252")), variable(b"APU2", label="Läsnäoloa".encode("cp1252"))]
    together = "$apu=D1 1 9 Mitä apua apu1 apu2\n".encode("cp1252")
    file = by_hand(tmp_path, boxes, [struct.pack("<dd", 1, 0)], extensions=[extension(7, 1, together)])
    found = table(file).questions["Läsnäoloa"]
    assert (found.kind, found.parent, found.options) == ("option", "Mitä apua", {"1": "Läsnäoloa"})


# --- encodings


def old_file(tmp_path, words, **more):
    """A file that says Windows-1252 of itself, whatever its bytes are."""
    cells = [struct.pack("<d", 1) + words.ljust(8)]
    return by_hand(tmp_path, [variable(b"Q1", label=words), variable(b"Q2", width=8)], cells, **more)


def test_old_files_are_read_in_their_own_encoding(tmp_path):
    found = table(old_file(tmp_path, "Määrä".encode("cp1252")))
    assert found.headers == ["Määrä", "Q2"]
    assert list(found.cells["Q2"]) == ["Määrä"]
    assert found.notes[0] == "read as windows-1252"


def test_a_declared_encoding_goes_before_that_of_the_file(tmp_path):
    file = old_file(tmp_path, "Määrä".encode("cp850"))
    assert table(file, encoding="cp850").headers == ["Määrä", "Q2"]


@pytest.mark.parametrize("encoding", [None, "iso-8859-15"])
def test_letters_read_in_a_wrong_encoding_are_noticed(tmp_path, encoding):
    message = refused(old_file(tmp_path, "Määrä".encode()), encoding=encoding)
    assert "holds letters in UTF-8, and is read as" in message
    assert "write encoding: utf-8" in message


def test_a_wrong_encoding_is_told_with_the_one_to_try(tmp_path):
    message = refused(old_file(tmp_path, "Määrä".encode("cp1252")), encoding="utf-8")
    assert "try cp1252 or iso-8859-15: write encoding: cp1252 for this source in params" in message
    assert "Määrä" not in message


def test_an_unknown_encoding_is_refused(tmp_path):
    assert "is not known, got: 'cp1252x'" in refused(saved(tmp_path, {"q1": [1.0]}), encoding="cp1252x")


# --- other forms, and files that are none


def test_a_portable_file_is_read_and_says_what_it_has_lost(tmp_path):
    found = table(saved(tmp_path, {"q1": [1.0, 2.0]}, name="kysely.por"))
    assert found.cells.values.tolist() == [[1.0], [2.0]]
    assert "cells declared missing are read as empty" in found.notes[0]


def test_a_file_of_another_kind_is_told_so(tmp_path):
    (tmp_path / "kysely.sav").write_text("q1;q2\n1;2\n")
    assert "is no SPSS file" in refused(SourceFile(tmp_path / "kysely.sav", "kysely.sav"))


def test_a_file_cut_off_is_told_so(tmp_path):
    file = saved(tmp_path, {"q1": [1.0] * 100})
    file.path.write_bytes(file.path.read_bytes()[:-20])
    assert "ends too early" in refused(file)


def test_a_file_without_cases_is_told_so(tmp_path):
    assert "headers and no rows" in refused(saved(tmp_path, {"q1": pd.Series([], dtype=float)}))


def test_labels_of_a_variable_that_is_not_there_end_the_reading_and_not_python(tmp_path):
    """pyreadstat falls over them so hard that it would take the whole of Python with it."""
    nobodys = labels(500, {1: b"a"})
    in_utf8 = extension(20, 1, b"UTF-8")
    file = by_hand(tmp_path, [variable(b"Q1")], [struct.pack("<d", 1)], value_labels=nobodys, extensions=[in_utf8])
    assert "is damaged and cannot be read (its reader crashed)" in refused(file)


@pytest.mark.parametrize("place", range(176, 400, 16))
def test_a_file_with_bytes_changed_is_read_or_refused(tmp_path, place):
    file = saved(tmp_path, {"q1": [1.0, 9.0]}, variable_value_labels={"q1": AGREE}, missing_ranges={"q1": [9]})
    spoilt = bytearray(file.path.read_bytes())
    spoilt[place : place + 4] = b"\xff\xff\xff\x7f"
    file.path.write_bytes(spoilt)
    with contextlib.suppress(SourceError):
        assert table(file).headers
