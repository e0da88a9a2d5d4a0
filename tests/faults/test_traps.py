"""The traps of real exports, each under its name: what used to go wrong in silence, and what happens now."""

import pytest

from arvio.errors import DataError, SourceError

HEADER = ["Vastausaika", "Minua kuultiin", "Nimi", "Avoin palaute"]
CSV = {"reader": "csv", "files": "palaute.csv"}


def row(answer, day="4.4.2023", words=""):
    return [day, answer, "", words]


def answers(house, rows, **source):
    house.text([HEADER, *rows], encoding=source.pop("written", "utf-8"))
    return house.load(**CSV, **source).table("answers")


@pytest.mark.parametrize("written", ["6", "9", "99", "En osaa sanoa"])
def test_en_osaa_sanoa_as_a_number_or_words_is_a_reason_and_no_part_of_the_mean(house, written):
    table = answers(house, [row("5"), row("4"), row(written)], missing={written: "does_not_know"})
    assert table["value"].mean() == 4.5
    assert list(table["missing_reason"]) == ["", "", "does_not_know"]


def test_a_label_in_place_of_its_code_is_read_and_an_unknown_one_is_no_missing_answer(house):
    labels = ["ei lainkaan tärkeä", "5 – Erittäin tärkeä", "5 = erittäin tärkeä", "5 -erittäin  tärkeä"]
    assert list(answers(house, [row(label) for label in labels])["value"]) == [1, 5, 5, 5]
    with pytest.raises(DataError, match="an unknown answer label"):
        answers(house, [row("Jokseenkin samaa mieltä")])


def test_a_scale_that_runs_the_other_way_in_one_form_is_turned_by_its_version(house):
    turned = {str(code): 6 - code for code in range(1, 6)}
    versions = [{"files": "palaute.csv", "labels": turned}]
    assert list(answers(house, [row("1"), row("4")], versions=versions)["value"]) == [5, 2]


def test_twelve_hour_times_without_am_or_pm_are_noted(house):
    rows = [row("5", f"{1 + n % 28}.4.2023 {1 + n % 12}:0{n % 10}") for n in range(24)]
    house.text([HEADER, *rows])
    notes = house.load(**CSV).record.notes
    found = notes[notes["detail"].str.contains("no hour over 12")]
    assert list(found["column"]) == ["Vastausaika"]


def test_day_and_month_are_told_apart_over_the_column_and_refused_when_nothing_shows(house):
    assert len(answers(house, [row("5", "26/09/2023 16:34"), row("5", "07/10/2023 10:04")])) == 2
    with pytest.raises(DataError, match="ambiguous dates"):
        answers(house, [row("5", "07/10/2023 10:04")])


def test_letters_lost_by_a_tool_are_counted(house):
    house.text([HEADER, row("5", words="se ei ollut hyv?? eik? k?ynti, miksi?")])
    notes = house.load(**CSV).record.notes
    assert notes.loc[notes["kind"] == "lost_letters", "n"].sum() == 1


@pytest.mark.parametrize(
    ("written", "number"),
    [("1\u00a0234,5", 1234.5), ("1\u2009234,5", 1234.5), ("\u22120,5", -0.5), ("45 %", 0.45), ("1.234,5", 1234.5)],
)
def test_numbers_as_finnish_excel_writes_them(written, number):
    from arvio.sources.numbers import parse_number

    assert parse_number(written, ",") == number


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-15"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_every_delimiter_and_encoding_is_found_or_declared(house, encoding, delimiter):
    lines = [delimiter.join(cells) for cells in (HEADER, row("ei lainkaan tärkeä"))]
    (house.folder / "palaute.csv").write_bytes("\r\n".join(lines).encode(encoding))
    declared = {} if encoding.startswith("utf") else {"encoding": encoding}
    assert list(house.load(**CSV, **declared).table("answers")["value"]) == [1]


def test_title_rows_above_the_header_and_a_double_header_are_declared(house):
    house.text([["Palautekysely 2023", "", "", ""], HEADER, row("5")])
    assert len(house.load(**CSV, header_row=2).table("answers")) == 1
    house.text([["Vastausaika", "Kokemus", "", "Avoin palaute"], ["", "Minua kuultiin", "Nimi", ""], row("5")])
    items = {"heard": "Kokemus: Minua kuultiin"}
    found = house.load(**CSV, header_rows=2, items=items, personal=["Kokemus: Nimi", "Avoin palaute"])
    assert list(found.table("answers")["value"]) == [5]


def test_the_same_answer_twice_and_test_answers_are_left_out_and_counted(house):
    rows = [row("5", words="a"), row("5", words="a"), row("4", words=" TESTI ")]
    rules = {
        "duplicates": {"by": ["Vastausaika", "Avoin palaute"]},
        "leave_out": [{"column": "Avoin palaute", "values": ["testi"], "reason": "test"}],
    }
    house.text([HEADER, *rows])
    tables = house.load(**CSV, **rules)
    assert list(tables.table("answers")["value"]) == [5]
    assert tables.intake[["read", "duplicates", "left_out_test", "kept"]].iloc[0].tolist() == [3, 1, 1, 1]


def test_an_identity_code_in_open_text_waits_for_somebody_to_read_it(house):
    house.text([HEADER, row("5", words="Soita numeroon 040 123 4567"), row("4", words="Kiitos")])
    source = {**CSV, "personal": ["Nimi"], "open_text": ["Avoin palaute"]}
    found = house.load(**source).record
    code = found.unreviewed["data/example/palaute.csv", "Avoin palaute"]
    assert found.notes.loc[found.notes["kind"] == "personal", ["column", "detail", "n"]].values.tolist() == [
        ["Avoin palaute", "phone", 1]
    ]
    assert house.load(**source, reviewed=[code]).record.unreviewed == {}
    house.text([HEADER, row("5", words="Soita numeroon 040 123 4568"), row("4", words="Kiitos")])
    assert house.load(**source, reviewed=[code]).record.unreviewed != {}


def test_an_identity_code_in_a_column_that_is_kept_is_refused_and_not_told(house):
    house.text([["Tunnus", "Alkoi", "Kunta"], ["R01", "4.4.2023", "131052-308T"]])
    source = {
        **CSV,
        "table": "groups",
        "columns": {"group_id": "Tunnus", "start": "Alkoi", "municipality": "Kunta"},
        "constants": {"county": "kymenlaakso"},
        "items": {},
        "personal": [],
        "instrument": None,
    }
    with pytest.raises(DataError) as caught:
        house.load(**source).table("groups")
    assert "personal identity code" in str(caught.value)
    assert "131052" not in str(caught.value)


def test_leading_zeros_of_codes_stay(house):
    house.text([["Tunnus", "Alkoi", "Kunta"], ["001", "4.4.2023", "091"]])
    columns = {"group_id": "Tunnus", "start": "Alkoi", "municipality": "Kunta"}
    source = {"table": "groups", "columns": columns, "constants": {"county": "helsinki"}, "items": {}, "personal": []}
    groups = house.load(**CSV, **source, instrument=None).table("groups")
    assert groups[["group_id", "municipality"]].iloc[0].tolist() == ["001", "091"]


def test_a_question_reworded_between_years_is_one_item_by_version_and_no_trend_unless_comparable(house):
    house.text([HEADER, row("5")], name="palaute_2024.csv")
    house.text([["Vastausaika", "Kuultiinko?", "Nimi", "Avoin palaute"], row("4")], name="palaute_2023.csv")
    version = {"files": "palaute_2023.csv", "items": {"heard": "Kuultiinko?"}, "not_comparable": ["heard"]}
    table = house.load(reader="csv", files="palaute_*.csv", versions=[version]).table("answers")
    assert dict(zip(table["value"], table["comparable"], strict=True)) == {4.0: False, 5.0: True}


def test_rows_of_two_encodings_in_one_file_are_refused(house):
    lines = [";".join(cells) for cells in (HEADER, row("5", words="hyvä"), row("4", words="sää"))]
    mixed = b"\r\n".join(line.encode("cp1252" if number == 2 else "utf-8") for number, line in enumerate(lines))
    (house.folder / "palaute.csv").write_bytes(mixed)
    with pytest.raises(SourceError, match="and lines above it are"):
        house.load(**CSV).table("answers")
    with pytest.raises(SourceError, match="holds letters in UTF-8, and the file is read as cp1252"):
        house.load(**CSV, encoding="cp1252").table("answers")
