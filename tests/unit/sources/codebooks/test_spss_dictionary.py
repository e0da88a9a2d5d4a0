import pytest

from arvio.sources.codebooks.spss_dictionary import Dictionary, headers_of, is_date, questions_of

FIVE = {1.0: "ei lainkaan", 2.0: "vähän", 3.0: "jonkin verran", 4.0: "paljon", 5.0: "erittäin paljon"}


def question(options=None, *, measure="unknown", kind="double", form="F8.2", **more):
    """What is said of a file's only variable."""
    dictionary = Dictionary(
        ["q1"],
        ["Saitko tukea?"],
        options={"q1": options} if options else {},
        measures={"q1": measure},
        formats={"q1": form},
        types={"q1": kind},
        **more,
    )
    return questions_of(dictionary)["Saitko tukea?"]


@pytest.mark.parametrize("measure", ["ordinal", "scale"])
def test_labels_in_a_row_on_an_ordered_variable_are_a_scale(measure):
    assert question(FIVE, measure=measure).kind == "scale"


@pytest.mark.parametrize("measure", ["nominal", "unknown"])
def test_labels_on_a_variable_without_order_are_a_choice(measure):
    assert question(FIVE, measure=measure).kind == "choice"


def test_a_code_declared_missing_does_not_break_a_scale():
    found = question({**FIVE, 9.0: "en osaa sanoa"}, measure="ordinal", missing={"q1": [{"lo": 9.0, "hi": 9.0}]})
    assert (found.kind, found.missing) == ("scale", ("9",))


def test_labels_with_a_gap_are_a_choice():
    assert question({1.0: "alle 30", 2.0: "30–49", 4.0: "65 tai yli"}, measure="ordinal").kind == "choice"


def test_a_scale_of_which_only_the_ends_have_words_has_all_its_steps():
    found = question({1.0: "huono", 4.0: "hyvä", 9.0: "eos"}, measure="scale", missing={"q1": [{"lo": 9.0, "hi": 9.0}]})
    assert found.kind == "scale"
    assert found.options == {"1": "huono", "2": "2", "3": "3", "4": "hyvä", "9": "eos"}


def test_yes_and_no_are_a_choice_whatever_the_measure():
    assert question({1.0: "kyllä", 2.0: "ei"}, measure="scale").kind == "choice"


def test_a_figure_with_one_label_is_a_number():
    assert question({0.0: "ei tuloja"}, measure="scale").kind == "number"


def test_figures_words_and_days_are_told_by_their_format():
    assert question().kind == "number"
    assert question(kind="string", form="A20").kind == "text"
    assert question(form="EDATE10").kind == "date"
    assert question({"N": "nainen", "M": "mies"}, kind="string", form="A1").kind == "choice"


def test_times_of_day_and_words_are_no_days():
    dictionary = Dictionary(
        ["a", "b"], [None, None], formats={"a": "TIME8", "b": "DATE"}, types={"a": "double", "b": "string"}
    )
    assert [is_date(dictionary, name) for name in "ab"] == [False, False]


def test_words_declared_missing_are_told():
    found = question({"X": "ei tietoa"}, kind="string", form="A1", missing={"q1": [{"lo": "X", "hi": "X"}]})
    assert found.missing == ("X",)


def test_columns_of_a_set_of_categories_hold_whole_answers():
    counties = {1.0: "Kymenlaakso", 2.0: "Etelä-Karjala"}
    together = {"is_dichotomy": False, "counted_value": None, "label": "Missä?", "variable_list": ["Q1"]}
    found = question(counties, sets={"missa": together})
    assert (found.kind, found.parent, found.options) == ("choice", "Missä?", {"1": "Kymenlaakso", "2": "Etelä-Karjala"})


@pytest.mark.parametrize(
    ("labels", "headers"),
    [
        (["Tuki", "Apu"], ["Tuki", "Apu"]),
        (["Tuki", None], ["Tuki", "q2"]),
        (["Tuki", "Tuki "], ["q1", "q2"]),
        (["q2", "Apu"], ["q1", "Apu"]),
        (["q1", "Apu"], ["q1", "Apu"]),
    ],
)
def test_a_header_is_a_label_that_stands_for_nothing_else(labels, headers):
    assert list(headers_of(Dictionary(["q1", "q2"], labels)).values()) == headers
