import pandas as pd

from arvio.params import Instrument, Source
from arvio.sources.mapping.answers import map_answers
from arvio.sources.mapping.decisions import decide
from arvio.sources.mapping.export import Setting
from arvio.sources.raw_table import NOT_CHOSEN, NOT_SHOWN, raw_table
from arvio.sources.source_file import SourceFile

FILE = SourceFile(None, "vienti.csv")
INSTRUMENT = Instrument.model_validate(
    {
        "instrument": "meetings",
        "name": {"fi": "Tapaamiset", "en": "Meetings"},
        "source": "made up for this test",
        "licence": "none",
        "shipping": "text",
        "scale": {"lowest": 1, "highest": 5},
        "items": [
            {"item": "heard"},
            {"item": "hope", "scale": {"lowest": 0, "highest": 10}},
            {"item": "visits", "kind": "number"},
            {"item": "county", "kind": "choice", "options": {"kymi": ["Kymenlaakso", "1"], "other": ["*"]}},
            {"item": "contact", "kind": "choice", "options": {"phone": ["Puhelin"], "chat": ["Chat"]}},
            {
                "item": "towns",
                "kind": "choices",
                "options": {"capital": ["Etelä (Lohja, Hanko, Inkoo)"], "kotka": ["Kotka"], "salo": ["Salo"]},
            },
        ],
        "missing": {
            "En osaa sanoa": "does_not_know",
            "En halua vastata": "refused",
            "Ei koske minua": "not_applicable",
        },
    }
)


def mapped(rows, separator="", not_asked=(), not_comparable=(), **source):
    wanted = {"table": "answers", "reader": "csv", "files": "vienti.csv", "instrument": "meetings"}
    wanted["separator"] = source.pop("source_separator", None)
    raw = raw_table(FILE, rows)
    raw = raw.__class__(**{**raw.__dict__, "separator": separator})
    setting = Setting(
        "example",
        Source(**wanted, **source),
        "params.yaml",
        b"x" * 32,
        INSTRUMENT,
        frozenset(not_asked),
        frozenset(not_comparable),
    )
    return map_answers(raw, setting, decide([raw], setting))


def states(table):
    """Option, value and reason of each row; None where there is no value."""
    return [
        (option, None if pd.isna(value) else value, reason)
        for option, value, reason in zip(table["option"], table["value"], table["missing_reason"], strict=True)
    ]


# --- the states of an answer, which have different denominators


def test_the_seven_states_stay_apart():
    table, found = mapped(
        [
            ["Nro", "K", "Chat", "Puhelin"],
            [1, "En osaa sanoa", "1", ""],
            [2, "En halua vastata", "", NOT_CHOSEN],
            [3, "Ei koske minua", NOT_SHOWN, NOT_SHOWN],
            [4, "", "", ""],
        ],
        items={"heard": "K"},
        options={"towns": {"kotka": "Chat", "salo": "Puhelin"}},
        not_asked=["visits"],
    )
    assert found == []
    by_item = {item: states(one) for item, one in table.groupby("item")}
    reasons = ["does_not_know", "refused", "not_applicable", "no_answer"]
    assert [reason for _, _, reason in by_item["heard"]] == reasons
    assert by_item["towns"][:4] == [
        ("kotka", 1.0, ""),
        ("kotka", 0.0, ""),
        ("kotka", None, "not_shown"),
        ("kotka", None, "no_answer"),
    ]
    assert {reason for _, _, reason in by_item["visits"]} == {"not_asked"}


# --- scales and figures


def test_an_item_may_have_a_scale_of_its_own():
    table, found = mapped([["T"], ["0"], ["10"], ["11"]], items={"hope": "T"})
    assert list(table["value"].dropna()) == [0, 10]
    assert [finding.expected for finding in found] == ["a whole number from 0 to 10"]


def test_a_figure_is_read_as_finns_write_it_and_what_is_none_is_told():
    table, found = mapped([["Käyntejä"], ["1 200"], ["3,5"], ["monta"]], items={"visits": "Käyntejä"})
    assert list(table["value"].dropna()) == [1200, 3.5]
    assert [(finding.what, finding.value) for finding in found] == [("is not a number", "monta")]


# --- choices


def test_a_choice_is_the_option_that_its_label_or_code_stands_for():
    table, _ = mapped([["Alue", "x"], ["kymenlaakso"], ["1"], ["Muu, mikä?"], ["", "x"]], items={"county": "Alue"})
    assert states(table) == [("kymi", 1.0, ""), ("kymi", 1.0, ""), ("other", 1.0, ""), ("", None, "no_answer")]


def test_an_unknown_option_is_an_error_where_nothing_takes_the_rest():
    _, found = mapped([["Yhteys"], ["Puhelim"]], items={"contact": "Yhteys"})
    assert found[0].what == "an unknown answer label"
    assert "the nearest known is 'Puhelin'" in found[0].remedy
    assert "params/instruments/meetings.yaml" in found[0].remedy


def test_several_answers_in_one_cell_are_parted_where_options_hold_the_comma():
    table, found = mapped(
        [["Missä", "x"], ["Kotka, Etelä (Lohja, Hanko, Inkoo)"], ["Salo"], ["", "x"]],
        separator=", ",
        items={"towns": "Missä"},
    )
    assert found == []
    by_option = {option: list(one["value"].fillna(-1)) for option, one in table.groupby("option")}
    assert by_option == {"capital": [1, 0, -1], "kotka": [1, 0, -1], "salo": [0, 1, -1]}


def test_a_semicolon_after_the_last_answer_is_no_answer():
    table, found = mapped([["Missä"], ["Kotka;Salo;"]], separator=";", items={"towns": "Missä"})
    assert found == []
    assert table.set_index("option")["value"].to_dict() == {"capital": 0.0, "kotka": 1.0, "salo": 1.0}


def test_params_may_say_what_parts_the_answers():
    table, _ = mapped([["Missä"], ["Kotka / Salo"]], items={"towns": "Missä"}, source_separator="/")
    assert table.set_index("option")["value"].to_dict() == {"capital": 0.0, "kotka": 1.0, "salo": 1.0}


def test_an_unknown_part_of_a_cell_is_told_alone():
    _, found = mapped([["Missä"], ["Kotka, Turku"]], separator=", ", items={"towns": "Missä"})
    assert [finding.value for finding in found] == ["turku"]


def test_a_box_may_hold_a_mark_or_the_words_of_its_option():
    boxes = {"towns": {"kotka": "Kotka?", "salo": "Salo?"}}
    table, _ = mapped([["Kotka?", "Salo?"], ["Kotka", ""], ["Y", "N"], ["1", "0"]], options=boxes)
    assert list(table["value"]) == [1, 1, 1, 0, 0, 0]


def test_boxes_all_blank_are_no_answer_and_not_a_no():
    boxes = {"towns": {"kotka": "Kotka?", "salo": "Salo?"}}
    table, _ = mapped([["Kotka?", "Salo?", "x"], ["", "", "rivi"], ["1", "", "rivi"]], options=boxes)
    assert states(table)[:2] == [("kotka", None, "no_answer"), ("kotka", 1.0, "")]
    assert states(table)[2:] == [("salo", None, "no_answer"), ("salo", 0.0, "")]


def test_a_box_with_other_words_is_told():
    _, found = mapped([["Kotka?"], ["ehkä"], ["1"]], options={"towns": {"kotka": "Kotka?"}})
    assert [(finding.value, finding.rows) for finding in found] == [("ehkä", (2,))]


# --- wording


def test_items_worded_otherwise_are_marked_not_comparable():
    table, _ = mapped([["K", "T"], ["5", "9"]], items={"heard": "K", "hope": "T"}, not_comparable=["hope"])
    assert table.set_index("item")["comparable"].to_dict() == {"heard": True, "hope": False}
