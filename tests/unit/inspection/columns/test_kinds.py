from openpyxl import Workbook

from arvio.inspection.columns.kinds import columns_of
from arvio.inspection.columns.profile import look_through
from arvio.sources.source_file import SourceFile

FORM = ["Aikaleima", "Nimi", "Palvelu"]


def test_columns_of_the_tool_and_about_persons_are_told(columns):
    rows = [[*FORM], *(["13.2.2024", f"Uolevi Esimerkki {n}", "chat"] for n in range(4))]
    found = columns(rows)
    assert found["Aikaleima"].kind == "bookkeeping"
    assert "d/m/y" in found["Aikaleima"].why
    assert (found["Nimi"].kind, found["Nimi"].why) == ("personal", "header says name")


def test_boxes_stand_under_their_question(columns):
    rows = [["Rivi", "Syyt [Apu]", "Syyt [Seura]", "Syyt [Muu, mikä?]"]]
    rows += [["a", "1", "0", ""], ["b", "0", "1", "oma lause"], ["c", "1", "1", ""]]
    found = columns(rows)
    assert [found[header].kind for header in rows[0][1:3]] == ["box", "box"]
    assert found["Syyt [Muu, mikä?]"].kind == "open text"
    assert found["Syyt [Apu]"].part.parent == "Syyt"


def test_what_people_wrote_beside_boxes_is_open_text_though_several_wrote_the_same(columns):
    rows = [["Syyt: Apu", "Syyt: Seura", "Syyt: Muu, mikä?"], *(["x", "", "ystävä"] for _ in range(5))]
    found = columns([*rows, ["", "x", "naapuri"], ["x", "x", "naapuri"]])
    assert (found["Syyt: Muu, mikä?"].kind, found["Syyt: Muu, mikä?"].options) == ("open text", ())


def test_a_question_for_own_words_that_nobody_answered_stays_one(columns):
    assert columns([["Arvio", "Vapaa sana"], ["5", ""], ["4", ""]])["Vapaa sana"].kind == "open text"


def test_a_box_that_nobody_ticked_is_known_by_those_beside_it(columns):
    found = columns([["Rivi", "Syyt: Apu", "Syyt: Seura"], ["a", "x", ""], ["b", "x", ""]])
    assert found["Syyt: Seura"].kind == "box"


def test_a_matrix_of_marks_is_no_set_of_boxes(columns):
    rows = [["Rivi", "Arvio: Chat", "Arvio: Ryhmä"], *([str(n), str(n % 5 + 1), "4"] for n in range(5))]
    found = columns(rows)
    assert found["Arvio: Chat"].kind == "scale"
    assert (found["Arvio: Ryhmä"].kind, found["Arvio: Ryhmä"].steps.highest) == ("scale", 5)


def test_a_question_whose_highest_marks_nobody_gave_has_the_scale_of_the_others(columns):
    rows = [["Chat", "Ryhmä"], ["5", "3"], ["1", "2"], ["3", "1"], ["2", "3"], ["4", "1"]]
    assert columns(rows)["Ryhmä"].steps.highest == 5


def test_five_and_do_not_know_do_not_widen_the_others(columns):
    rows = [["Chat", "Ryhmä"], *([str(n + 1), str(min(n + 1, 5))] for n in range(6))]
    assert columns(rows)["Ryhmä"].steps.highest == 5


def test_an_order_asked_for_has_the_first_as_its_best(columns):
    rows = [["Rivi", "Laita järjestykseen: Chat", "Laita järjestykseen: Ryhmä"]]
    rows += [[str(n), str(n % 3 + 1), str((n + 1) % 3 + 1)] for n in range(6)]
    assert columns(rows)["Laita järjestykseen: Chat"].steps.direction == "lower_is_better"


def test_the_number_of_the_answer_is_none_to_evaluate(columns):
    found = columns([["Vastaajanumero", "Arvio"], ["1", "5"], ["2", "4"], ["2", "4"]])
    assert found["Vastaajanumero"].kind == "bookkeeping"
    assert "some answers share" in found["Vastaajanumero"].why


def test_a_codebook_goes_before_the_cells(written):
    written(
        [
            [
                "Variable / Field Name",
                "Form Name",
                "Field Type",
                "Field Label",
                "Choices, Calculations, OR Slider Labels",
            ],
            ["tunnus", "kysely", "text", "Tunnus", ""],
            ["palvelu", "kysely", "radio", "Palvelu", "1, Chat | 2, Ryhmä"],
            ["syy", "kysely", "checkbox", "Syy", "1, Apu | 2, Seura"],
        ],
        "sanakirja.csv",
    )
    rows = [["tunnus", "palvelu", "syy___1", "syy___2", "kysely_complete"], ["1", "2", "1", "0", "2"]]
    profile = look_through(written(rows))
    found = {column.header: column for column in columns_of(profile, {})}
    assert [one.words for one in found["palvelu"].options] == ["Chat", "Ryhmä"]
    assert (found["syy___1"].kind, found["syy___1"].part.own) == ("box", "Apu")


def test_marks_of_an_attendance_list_are_shown(tmp_path):
    book = Workbook()
    book.active.append(["Nimi", "1.2.2024", "8.2.2024"])
    for name in ("Uolevi", "Kerttu", "Tyyne", "Eino"):
        book.active.append([name, "x", "-"])
    book.save(tmp_path / "lista.xlsx")
    profile = look_through(SourceFile(tmp_path / "lista.xlsx", "lista.xlsx"))
    why = {column.header: column.why for column in columns_of(profile, {})}
    assert why["[mark]"] == "marks: x | -"
