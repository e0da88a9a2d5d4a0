import pytest

from arvio.errors import SourceError
from arvio.params import Source
from arvio.sources import raw_table as raw_tables_module
from arvio.sources import read
from arvio.sources.raw_table import NOT_SHOWN, whole
from arvio.sources.source_file import SourceFile

DICTIONARY_HEADER = (
    '"Variable / Field Name","Form Name","Section Header","Field Type","Field Label",'
    '"Choices, Calculations, OR Slider Labels","Field Note","Text Validation Type OR Show Slider Number",'
    '"Text Validation Min","Text Validation Max",Identifier?,"Branching Logic (Show field only if...)",'
    '"Required Field?","Custom Alignment","Question Number (surveys only)","Matrix Group Name","Matrix Ranking?",'
    '"Field Annotation"'
)


def field(name, form, kind, label, *, choices="", validation="", identifier=""):
    """One of the 18 columns' rows."""
    return f'{name},{form},,{kind},{label},"{choices}",,{validation},,,{identifier},,,,,,,'


DICTIONARY = [
    field("tunnus", "alku", "text", "Vastaajan tunnus"),
    field("sukunimi", "alku", "text", "Sukunimi", identifier="y"),
    field("sposti", "alku", "text", "Osoite", validation="email"),
    field("syntynyt", "alku", "text", "Syntymäaika", validation="date_dmy"),
    field(
        "tuki",
        "alku",
        "checkbox",
        "<b>Mistä</b> sait tukea?",
        choices="1, Ryhmästä, viikoittain | 2, Läheisiltä | -9, En osaa sanoa",
    ),
    field("kuultu", "loppu", "radio", "Tulin kuulluksi", choices="1, Eri mieltä | 2, Siltä väliltä | 3, Samaa mieltä"),
    field("kanava", "loppu", "dropdown", "Kanava", choices="1, Puhelin | 2, Verkko | 99, En muista"),
    field("suositus", "loppu", "yesno", "Suosittelisitko?"),
    field("apu", "loppu", "checkbox", "Mikä auttoi?", choices="a, Juttelu | B, Tekeminen"),
    field("pisteet", "loppu", "calc", "Pisteet", choices="[kuultu]*2"),
    field("paino", "loppu", "text", "Paino", validation="number_comma_decimal"),
    field("pituus", "loppu", "text", "Pituus", validation="number"),
    field("ohje", "loppu", "descriptive", "Lue tämä"),
    field("sanallinen", "loppu", "notes", "Muuta"),
]


def project(tmp_path, rows, *, dictionary=None, **params):
    (tmp_path / "vienti.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    if dictionary is not None:
        (tmp_path / "sanakirja.csv").write_text("\n".join([DICTIONARY_HEADER, *dictionary]) + "\n", encoding="utf-8")
        params["codebook"] = "sanakirja.csv"
    source = Source(table="answers", reader="redcap", **params)
    return list(read(source, SourceFile(tmp_path / "vienti.csv", "vienti.csv")))


def read_whole(tmp_path, rows, **params):
    return whole(project(tmp_path, rows, **params))


TWO_FORMS = ["tunnus,alku_complete,tuki___1,tuki___2,sanallinen,loppu_complete"]


def test_reads_without_a_dictionary(tmp_path):
    table = read_whole(tmp_path, ["tunnus,kuultu,loppu_complete", "1,3,2", "2,,0"])
    assert table.cells["kuultu"].tolist() == ["3", ""]
    assert table.questions == {}


def test_the_dictionary_says_what_each_column_asks_and_how(tmp_path):
    header = "tunnus,sukunimi,sposti,syntynyt,kuultu,kanava,suositus,pisteet,paino,pituus,sanallinen"
    questions = read_whole(tmp_path, [header, "1,,,,3,1,1,6,,,"], dictionary=DICTIONARY).questions
    kinds = {name: question.kind for name, question in questions.items()}
    assert kinds == {
        "tunnus": "text",
        "sukunimi": "text",
        "sposti": "text",
        "syntynyt": "date",
        "kuultu": "scale",
        "kanava": "choice",
        "suositus": "choice",
        "pisteet": "number",
        "paino": "number",
        "pituus": "number",
        "sanallinen": "text",
    }
    assert questions["kuultu"].text == "Tulin kuulluksi"
    assert questions["kuultu"].options == {"1": "Eri mieltä", "2": "Siltä väliltä", "3": "Samaa mieltä"}
    assert questions["suositus"].options == {"1": "Yes", "0": "No"}


def test_a_box_knows_its_label_with_its_comma_and_its_question(tmp_path):
    rows = ["tunnus,tuki___1,tuki___2,tuki____9,apu___b", "1,1,0,0,1"]
    questions = read_whole(tmp_path, rows, dictionary=DICTIONARY).questions
    assert questions["tuki___1"].options == {"1": "Ryhmästä, viikoittain"}
    assert questions["tuki___1"].text == "Mistä sait tukea?: Ryhmästä, viikoittain"
    assert questions["tuki____9"].options == {"1": "En osaa sanoa"}
    assert questions["apu___b"].options == {"1": "Tekeminen"}
    assert {questions[name].parent for name in ("tuki___1", "tuki____9")} == {"tuki"}
    assert {question.kind for name, question in questions.items() if "___" in name} == {"option"}


def test_identifiers_of_the_dictionary_are_personal_also_as_boxes(tmp_path):
    dictionary = [*DICTIONARY, field("lupa", "loppu", "checkbox", "Lupa", choices="1, Kyllä", identifier="y")]
    rows = ["tunnus,redcap_survey_identifier,sukunimi,sposti,syntynyt,lupa___1", "1,a,b,c,,1"]
    personal = read_whole(tmp_path, rows, dictionary=dictionary).personal
    assert personal == {"redcap_survey_identifier", "sukunimi", "sposti", "lupa___1"}


def test_a_record_id_that_names_a_person_is_not_the_id_of_the_answer(tmp_path):
    dictionary = [field("tunnus", "alku", "text", "Puhelinnumero", identifier="y")]
    table = read_whole(tmp_path, ["tunnus,kuultu", "1,3"], dictionary=dictionary)
    assert "tunnus" in table.personal
    assert "response_id" not in table.provides


def test_not_shown_vs_not_chosen_a_box_of_a_form_never_opened_is_not_shown(tmp_path):
    cells = read_whole(tmp_path, [*TWO_FORMS, "1,2,0,0,,0", "2,2,0,1,,2", "3,2,0,0,,"]).cells
    assert cells["tuki___1"].tolist() == [NOT_SHOWN, "0", NOT_SHOWN]
    assert cells["tuki___2"].tolist() == [NOT_SHOWN, "1", NOT_SHOWN]


def test_boxes_left_empty_in_an_opened_form_stay_as_found(tmp_path):
    rows = [*TWO_FORMS, "1,2,0,0,,1", "2,2,0,0,Kiitos,0", "3,2,1,0,,0"]
    assert read_whole(tmp_path, rows).cells["tuki___2"].tolist() == ["0", "0", "0"]


def test_the_dictionary_tells_the_form_of_a_box_wherever_its_column_stands(tmp_path):
    header = "tunnus,apu___a,apu___b,sukunimi,alku_complete,kuultu,pisteet,loppu_complete"
    rows = [header, "1,0,0,Malli,2,,0,0", "2,0,0,Malli,2,0,0,0"]
    known = read_whole(tmp_path, rows, dictionary=DICTIONARY).cells["apu___a"]
    assert known.tolist() == [NOT_SHOWN, "0"]
    assert read_whole(tmp_path, rows).cells["apu___a"].tolist() == ["0", "0"]


def test_a_survey_begun_and_not_sent_in_was_opened_and_has_no_time(tmp_path):
    rows = ["tunnus,loppu_timestamp,apu___a,loppu_complete", "1,[not completed],0,0", "2,2024-03-05 10:00:00,0,2"]
    table = read_whole(tmp_path, [*rows, "3,,0,0"])
    assert table.cells["apu___a"].tolist() == ["0", "0", NOT_SHOWN]
    assert table.cells["loppu_timestamp"].tolist() == ["", "2024-03-05 10:00:00", ""]
    assert table.provides["submitted_at"] == "loppu_timestamp"


def test_the_only_form_tells_whether_an_answer_is_complete(tmp_path):
    table = read_whole(tmp_path, ["tunnus,kuultu,loppu_complete", "1,3,2", "2,2,1", "3,1,0", "4,1,"])
    assert table.provides == {"response_id": "tunnus", "complete": "[complete]"}
    assert table.cells["[complete]"].tolist() == ["yes", "no", "no", "no"]
    assert {"[complete]", "loppu_complete"} <= table.bookkeeping


def test_several_forms_leave_open_which_of_them_counts(tmp_path):
    rows = ["tunnus,a_timestamp,x,a_complete,b_timestamp,y,b_complete", "1,2024-03-05 10:00,1,2,2024-03-06 10:00,1,2"]
    assert read_whole(tmp_path, rows).provides == {"response_id": "tunnus"}


def test_a_field_that_only_ends_like_the_state_of_a_form_is_a_field(tmp_path):
    dictionary = [*DICTIONARY, field("hoito_complete", "alku", "yesno", "Päättyikö hoito?")]
    table = read_whole(tmp_path, ["tunnus,hoito_complete,alku_complete", "1,1,2"], dictionary=dictionary)
    assert "hoito_complete" not in table.bookkeeping
    assert table.provides["complete"] == "[complete]"


REPEATS = [
    "tunnus,redcap_repeat_instrument,redcap_repeat_instance,kunta,apu___a,alku_complete,paine,pulssi,mittaus_complete",
    "1,,,Lahti,1,2,,,",
    "1,mittaus,1,,,,120,,2",
    "1,mittaus,2,,0,,121,,2",
    "2,,,Kotka,0,2,,,",
    "2,kotikaynti,1,,,,,,",
]


def test_rows_that_do_not_repeat_are_read_unless_an_instrument_is_named(tmp_path):
    table = read_whole(tmp_path, REPEATS)
    assert table.cells["kunta"].tolist() == ["Lahti", "Kotka"]
    assert table.places["source_row"].tolist() == [2, 5]
    assert not {"paine", "pulssi", "mittaus_complete"} & set(table.headers)
    assert table.provides == {"response_id": "tunnus", "complete": "[complete]"}


def test_a_named_instrument_gives_its_rows_and_keeps_its_own_empty_columns(tmp_path):
    table = read_whole(tmp_path, REPEATS, sheet="mittaus")
    assert table.cells["paine"].tolist() == ["120", "121"]
    assert "pulssi" in table.headers
    assert not {"kunta", "apu___a", "alku_complete"} & set(table.headers)


def test_each_repeat_of_a_record_is_an_answer_of_its_own(tmp_path):
    table = read_whole(tmp_path, REPEATS, sheet="mittaus")
    assert table.cells[table.provides["response_id"]].tolist() == ["1/1", "1/2"]


def test_each_event_of_a_record_is_an_answer_of_its_own(tmp_path):
    table = read_whole(tmp_path, ["tunnus,redcap_event_name,kuultu", "1,alku_arm_1,2", "1,loppu_arm_1,3"])
    assert table.cells[table.provides["response_id"]].tolist() == ["1/alku_arm_1", "1/loppu_arm_1"]
    assert "redcap_event_name" in table.bookkeeping


def test_an_unknown_instrument_is_refused_with_those_there_are(tmp_path):
    with pytest.raises(SourceError, match=r"one of those there are: kotikaynti, mittaus(.|\n)*to do: mend sheet"):
        read_whole(tmp_path, REPEATS, sheet="mitaus")
    with pytest.raises(SourceError, match="nothing repeats in this file"):
        read_whole(tmp_path, ["tunnus,kuultu", "1,3"], sheet="mittaus")


def test_a_file_of_repeats_only_asks_which(tmp_path):
    with pytest.raises(SourceError, match="every row belongs to a repeating instrument"):
        read_whole(tmp_path, [REPEATS[0], REPEATS[2]])


def test_decimal_comma_and_dot_in_one_file_stay_as_found_and_are_told(tmp_path):
    table = read_whole(tmp_path, ["tunnus,paino,pituus", '1,"1,234",1.234'], dictionary=DICTIONARY)
    assert table.cells.loc[2, ["paino", "pituus"]].tolist() == ["1,234", "1.234"]
    assert table.notes == ("decimal comma in: paino; decimal dot in other columns",)


def test_every_part_of_a_long_file_has_the_same_columns(tmp_path, monkeypatch):
    monkeypatch.setattr(raw_tables_module, "ROWS_AT_ONCE", 2)
    parts = project(tmp_path, REPEATS)
    assert len(parts) == 2
    assert parts[0].headers == parts[1].headers


def test_the_dictionary_is_utf_8_whatever_the_export_is(tmp_path):
    (tmp_path / "vienti.csv").write_bytes("tunnus,kuultu,sanallinen\n1,3,hyvä\n".encode("cp1252"))
    (tmp_path / "sanakirja.csv").write_text("\n".join([DICTIONARY_HEADER, *DICTIONARY]), encoding="utf-8")
    source = Source(table="answers", reader="redcap", codebook="sanakirja.csv", encoding="cp1252")
    table = whole(read(source, SourceFile(tmp_path / "vienti.csv", "vienti.csv")))
    assert table.cells.loc[2, "sanallinen"] == "hyvä"
    assert table.questions["kuultu"].options["1"] == "Eri mieltä"


def test_a_codebook_that_is_no_dictionary_is_refused(tmp_path):
    (tmp_path / "muu.csv").write_text("Kenttä,Selite\na,b\n", encoding="utf-8")
    with pytest.raises(
        SourceError, match=r"muu\.csv: is no data dictionary of REDCap: it lacks 'Variable / Field Name'"
    ):
        read_whole(tmp_path, ["tunnus,kuultu", "1,3"], codebook="muu.csv")


def test_a_workbook_is_told_to_be_saved_as_text(tmp_path):
    (tmp_path / "vienti.csv").write_bytes(b"PK\x03\x04")
    source = Source(table="answers", reader="redcap")
    with pytest.raises(SourceError, match="is a workbook and not a text file"):
        list(read(source, SourceFile(tmp_path / "vienti.csv", "vienti.csv")))
