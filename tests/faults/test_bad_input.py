"""Each way in which an export can be wrong, and the words that an evaluator then reads: file, place, what was
expected, what to do."""

import io
import zipfile

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

HEADER = ["Vastausaika", "Minua kuultiin", "Nimi", "Avoin palaute"]
GOOD = ["4.4.2023", 5, "Uolevi Esimerkki", "Salainen lause"]
FILE = "data/example/palaute.xlsx"
CSV = {"reader": "csv", "files": "palaute.csv"}
PARAMS = "params/organisations/example.yaml under sources.feedback"


def test_a_good_export_is_read(house):
    house.workbook([HEADER, GOOD, ["15.4.2023", "En osaa sanoa", None, None]])
    answers = house.load().table("answers")
    assert list(answers["value"].dropna()) == [5.0]
    assert list(answers["missing_reason"]) == ["", "does_not_know"]


# --- files


def test_a_missing_file_is_named_beside_similar_ones(house):
    house.workbook([HEADER, GOOD], name="palaute_2023.xlsx")
    assert house.message() == (
        f"{FILE}: there is no such file\n"
        "    expected: a file in data/example\n"
        "    to do: similar names: palaute_2023.xlsx; mend files in params, or put the export there"
    )


def test_a_pattern_that_matches_nothing_says_so(house):
    house.workbook([HEADER, GOOD])
    assert house.message(files="vastaukset_*.csv") == (
        "data/example/vastaukset_*.csv: no file matches the pattern\n"
        "    expected: a file in data/example\n"
        "    to do: the folder holds: palaute.xlsx; mend files in params, or put the export there"
    )


def test_a_missing_data_folder_is_named(house):
    house.folder.rmdir()
    assert house.message() == ("data/example: there is no such folder\n    to do: make it, or mend data_folder")


def test_a_path_that_leaves_the_folder_is_refused(house):
    (house.root / "palaute.xlsx").write_bytes(b"somebody else's")
    assert house.message(files="../../palaute.xlsx") == (
        "../../palaute.xlsx: the path leaves the data folder\n"
        "    expected: a file below data/example\n"
        "    to do: move the file there and name it"
    )


@pytest.mark.parametrize("files", ["/etc/passwd", "C:\\Users\\palaute.xlsx", "..\\palaute.xlsx", "~/palaute.xlsx"])
def test_a_path_from_elsewhere_is_refused(house, files):
    assert f"{files}: the path leaves the data folder" in house.message(files=files)


def test_a_link_that_leaves_the_folder_is_refused(house):
    elsewhere = house.root / "elsewhere.xlsx"
    house.workbook([HEADER, GOOD]).rename(elsewhere)
    (house.folder / "palaute.xlsx").symlink_to(elsewhere)
    assert house.message() == (
        f"{FILE}: the path leaves the data folder through a link\n"
        "    expected: a file that lies in the folder itself\n"
        "    to do: copy the file there instead of linking to it"
    )


@pytest.mark.parametrize("source", [{}, CSV])
def test_a_file_of_0_bytes_says_so(house, source):
    name = source.get("files", "palaute.xlsx")
    (house.folder / name).touch()
    assert house.message(**source) == (
        f"data/example/{name}: the file is empty (0 bytes)\n"
        "    expected: an export with headers and rows\n"
        "    to do: export or copy the file again"
    )


# --- workbooks


def test_a_password_protected_workbook_says_how_to_open_it(house):
    plain = io.BytesIO(house.workbook([HEADER, GOOD]).read_bytes())
    with (house.folder / "palaute.xlsx").open("wb") as file:
        OOXMLFile(plain).encrypt("salasana", file)
    assert house.message() == (
        f"{FILE}: the workbook is protected with a password\n"
        "    expected: a workbook that opens without a password\n"
        "    to do: open it in Excel, choose File, Info, Protect Workbook, Encrypt with Password, "
        "empty the field and save; keep the file in a folder that only you can open"
    )


def test_an_old_workbook_says_how_to_save_it(house):
    (house.folder / "palaute.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert house.message() == (
        f"{FILE}: is an old workbook (.xls)\n"
        "    expected: a workbook (.xlsx)\n"
        "    to do: open it in Excel and save it as Excel workbook (.xlsx)"
    )


def test_a_truncated_workbook_says_so(house):
    path = house.workbook([HEADER, GOOD])
    path.write_bytes(path.read_bytes()[:-200])
    assert house.message() == (
        f"{FILE}: the workbook ends too early: it was cut off while being copied or downloaded\n"
        "    expected: a whole workbook (.xlsx)\n"
        "    to do: copy or export the file again"
    )


def test_a_zip_that_is_no_workbook_says_so(house):
    with zipfile.ZipFile(house.folder / "palaute.xlsx", "w") as archive:
        archive.writestr("vastaukset.csv", "Vastausaika;Minua kuultiin")
    assert house.message() == (
        f"{FILE}: is a zip archive of 1 files and no workbook\n"
        "    expected: a workbook (.xlsx)\n"
        "    to do: unpack it and put the export itself into the folder"
    )


def test_a_workbook_with_broken_contents_says_so(house):
    with zipfile.ZipFile(house.folder / "palaute.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types")
        archive.writestr("xl/workbook.xml", "<workbook")
    message = house.message()
    assert message.startswith(f"{FILE}: the workbook is damaged and cannot be read (")
    assert "to do: open it in Excel, save it under a new name, or export it again" in message


def test_a_zip_bomb_is_not_unpacked(house):
    with zipfile.ZipFile(house.workbook([HEADER, GOOD]), "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/kuva.bin", bytes(2_000_000))
    assert house.message(limits={"unpacked_mb": 1}) == (
        f"{FILE}: would unpack to more than 1 MB\n"
        "    expected: an export as the survey tool writes it\n"
        "    to do: export it again, or ask where it came from; if it really is so large, write limits: "
        "{unpacked_mb: …} with a larger number for this source in params, and why"
    )


def test_a_text_file_named_as_a_workbook_says_which_reader_to_choose(house):
    house.text([HEADER, GOOD], name="palaute.xlsx")
    message = house.message()
    assert f"{FILE}: is not a workbook (its first bytes are not those of one)" in message
    assert "to do: if it is text, choose the reader csv or google_forms in params" in message


def test_a_wrong_sheet_is_named_beside_the_sheets_that_there_are(house):
    house.workbook([HEADER, GOOD], sheet="Vastaukset")
    assert house.message(sheet="Vastukset") == (
        f"{FILE}: has no such sheet, got: 'Vastukset'\n"
        "    expected: one of its sheets: Vastaukset\n"
        "    to do: did you mean Vastaukset?; mend sheet: in params, or the name in the workbook"
    )


# --- text files


def test_a_csv_in_the_wrong_encoding_names_the_byte_and_the_likely_encoding(house):
    house.text([HEADER, GOOD, ["15.4.2023", "ei lainkaan tärkeä", "", "Pitäisi päästä käymään"]], encoding="cp1252")
    assert house.message(**CSV) == (
        "data/example/palaute.csv: byte 114 (0xe4, on line 3) is not UTF-8\n"
        "    expected: text in the encoding that params declare, or UTF-8\n"
        "    to do: it looks like cp1252: write encoding: cp1252 for this source in params"
    )


def test_a_csv_in_the_encoding_that_params_declare_is_read(house):
    house.text([HEADER, ["15.4.2023", "ei lainkaan tärkeä", "", ""]], encoding="cp1252")
    assert list(house.load(**CSV, encoding="windows-1252").table("answers")["value"]) == [1.0]


def test_excels_unicode_text_is_recognised(house):
    house.text([HEADER, ["15.4.2023", "ei lainkaan tärkeä", "", ""]], encoding="utf-16")
    assert list(house.load(**CSV).table("answers")["value"]) == [1.0]


def test_an_unknown_encoding_in_params_is_named(house):
    house.text([HEADER, GOOD])
    assert "params name an unknown encoding, got: 'finnish'" in house.message(**CSV, encoding="finnish")


def test_nul_bytes_are_refused(house):
    (house.folder / "palaute.csv").write_bytes("Vastausaika;Minua kuultiin\n".encode("utf-16-le"))
    assert "is a NUL, which no text holds" in house.message(**CSV)


def test_a_quote_that_is_never_closed_is_refused(house):
    (house.folder / "palaute.csv").write_text('Vastausaika;Minua kuultiin;Nimi;Avoin palaute\n4.4.2023;5;;"abc\n')
    assert "palaute.csv: row 2: is not delimited text: unexpected end of data" in house.message(**CSV)


def test_a_row_with_more_cells_than_headers_is_named(house):
    house.text([HEADER, GOOD, [*GOOD, "yksi liikaa"]])
    message = house.message(**CSV)
    assert message.startswith("data/example/palaute.csv: row 3: 1 rows have more cells than there are headers")
    assert "yksi liikaa" not in message


def test_a_workbook_named_as_csv_says_which_readers_to_choose(house):
    house.workbook([HEADER, GOOD], name="palaute.csv")
    assert "data/example/palaute.csv: is a workbook and not a text file" in house.message(**CSV)


# --- headers


@pytest.mark.parametrize("source", [{}, CSV])
def test_an_empty_export_says_so(house, source):
    house.workbook([HEADER])
    house.text([HEADER])
    message = house.message(**source)
    assert "the export has headers and no rows" in message
    assert "to do: export again with the answers chosen, or take the file away" in message


def test_an_unknown_column_is_named_with_the_remedy(house):
    house.workbook([[*HEADER, "Ikäryhmä"], [*GOOD, "50–59"]])
    assert house.message() == (
        f"{FILE}: sheet Vastaukset, column E, 'Ikäryhmä': a column that params say nothing about\n"
        "    expected: every column under columns, items or person, or under personal, open_text or ignored\n"
        f"    to do: list it in {PARAMS}.ignored, under personal when it is about persons, or under open_text"
    )


def test_a_reworded_question_is_named_from_both_sides(house):
    house.workbook([["Vastausaika", "minua Kuultiin hyvin", "Nimi", "Avoin palaute"], GOOD])
    message = house.message()
    assert f"{FILE}: sheet Vastaukset: a column that params map is missing\n    expected: 'Minua kuultiin'" in message
    assert (
        f"did you mean 'minua Kuultiin hyvin'? Write the header as the file has it into {PARAMS}.items.heard" in message
    )
    assert "is it 'Minua kuultiin', reworded or retyped? Then add it there." in message


def test_a_header_in_other_letter_case_is_missing_with_a_hint(house):
    house.workbook([["vastausaika", *HEADER[1:]], GOOD])
    assert "did you mean 'vastausaika'? Write the header as the file has it" in house.message()


def test_headers_with_line_breaks_and_no_break_spaces_are_found(house):
    house.workbook([["Vastausaika ", "Minua\xa0kuultiin\n", *HEADER[2:]], GOOD])
    assert len(house.load().table("answers")) == 1


def test_a_header_that_stands_twice_must_be_told_apart(house):
    house.workbook([[*HEADER, "Minua kuultiin"], [*GOOD, 4]])
    assert "column E, 'Minua kuultiin [2]': a column that params say nothing about" in house.message()


def test_a_merged_header_names_the_column_that_has_none_and_the_rows_to_declare(house):
    house.workbook([["Vastausaika", "Kokemus", None, "Avoin palaute"], [None, "Kuultiin", "Nimi", None], GOOD])
    message = house.message(items={"heard": "Kokemus"}, personal=["Avoin palaute"])
    assert "column C, '[column C]': a column that params say nothing about" in message
    assert "it has cells and no header: if its header is in the row below or in a merged cell to its left" in message
    assert "write header_rows: 2" in message


def test_a_column_about_persons_that_params_forgot_is_told_as_such(house):
    house.workbook([[*HEADER, "Sähköposti"], [*GOOD, "uolevi@example.fi"]])
    message = house.message()
    assert f"it is about persons (header says e-mail): list it in {PARAMS}.personal" in message
    assert "uolevi" not in message


# --- cells


def test_an_unknown_label_is_named_beside_the_nearest(house):
    house.workbook([HEADER, GOOD, ["15.4.2023", "5 - eritäin tärkeä", None, None]])
    assert house.message() == (
        f"{FILE}: sheet Vastaukset, row 3, column 'Minua kuultiin': "
        "an unknown answer label, got: '5 - eritäin tärkeä'\n"
        "    expected: 1 to 5, or one of: ei lainkaan tärkeä; 5 – erittäin tärkeä; En osaa sanoa\n"
        f"    to do: the nearest known is '5 – erittäin tärkeä'; write it with its number in {PARAMS}.labels, "
        "or with its reason under missing"
    )


def test_an_answer_outside_the_scale_is_named_with_the_remedy_for_does_not_know(house):
    house.workbook([HEADER, GOOD, *[[f"{day}.4.2023", 6, None, None] for day in range(10, 16)]])
    assert house.message() == (
        f"{FILE}: sheet Vastaukset, rows 3, 4, 5 and 3 more, column 'Minua kuultiin': "
        "an answer outside the scale, got: '6'\n"
        "    expected: a whole number from 1 to 5\n"
        '    to do: correct it, or if it stands for "don\'t know" write "6": does_not_know in '
        f"{PARAMS}.missing"
    )


def test_ambiguous_dates_name_the_evidence_and_the_key_to_write(house):
    house.workbook([HEADER, ["07/10/2023", *GOOD[1:]], ["08/10/2023", 4, None, None]])
    assert house.message() == (
        f"{FILE}: sheet Vastaukset, rows 2, 3, column 'Vastausaika': ambiguous dates: "
        "none of 2 dates has a part over 12: 07/10/2023 can be read in two ways\n"
        "    expected: dates that show which of day and month comes first\n"
        f"    to do: write date_order: day_first or date_order: month_first into {PARAMS}"
    )


def test_ambiguous_dates_are_read_as_declared(house):
    house.workbook([HEADER, ["07/10/2023", *GOOD[1:]]])
    day = house.load(date_order="month_first").table("responses")["submitted_at"][0]
    assert (day.month, day.day) == (7, 10)


def test_what_is_no_date_is_named(house):
    house.workbook([HEADER, GOOD, ["31.4.2023", 5, None, None]])
    message = house.message()
    assert f"{FILE}: sheet Vastaukset, row 3, column 'Vastausaika': is not a date, got: '31.4.2023'" in message
    assert "to do: correct it as 4.4.2023 (the column is read with the day first)" in message


def test_an_answer_outside_every_survey_names_the_windows(house):
    house.workbook([HEADER, ["4.4.2022", *GOOD[1:]]])
    assert house.message() == (
        f"{FILE}: sheet Vastaukset, row 2, column 'Vastausaika': "
        "an answer of participants given while none of their surveys was open, got: '2022-04-04'\n"
        "    expected: 2023-1 from 2023-01-01 to 2023-12-31\n"
        "    to do: correct opened and closed of the survey in params, or leave the row out with a rule under leave_out"
    )


def test_all_problems_of_a_file_are_told_at_once(house):
    house.workbook([HEADER, ["4.4.2022", 6, None, None], ["huhtikuu", "hyvä", None, None]])
    message = house.message()
    for part in ("outside the scale", "an unknown answer label", "is not a date", "none of their surveys was open"):
        assert part in message


def test_the_problems_of_all_files_are_told_at_once(house):
    house.workbook([HEADER, ["4.4.2023", 6, None, None]], name="palaute_1.xlsx")
    house.workbook([HEADER, ["4.4.2023", 7, None, None]], name="palaute_2.xlsx")
    message = house.message(files="palaute_*.xlsx")
    assert "palaute_1.xlsx" in message
    assert "palaute_2.xlsx" in message


def test_no_message_holds_a_name_or_open_text(house):
    house.workbook(
        [HEADER, ["Salainen", 6, "Uolevi Esimerkki", "Salainen lause"], ["4.4.2022", "x", "Uolevi", "lause"]]
    )
    message = house.message(columns={"submitted_at": "Vastausaika", "service": "Avoin palaute"}, person="Nimi")
    assert "Uolevi" not in message
    assert "lause" not in message
    assert "row 2, column 'Avoin palaute': is not a code\n" in message
