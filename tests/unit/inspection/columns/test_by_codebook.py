from arvio.inspection.columns.by_codebook import missing_of, with_options
from arvio.inspection.columns.column import Column
from arvio.inspection.columns.tally import Tally
from arvio.sources.raw_table import Question


def column(**forms):
    counted = Tally()
    counted.forms.update({form.removeprefix("n"): n for form, n in forms.items()})
    return Column("q", "A", "open text", counted)


def test_codes_and_labels_become_options():
    asked = Question("Palvelu", "choice", {"1": "Chat", "2": "Ryhmä"})
    found = with_options(column(n1=3, n2=1), asked, "")
    assert [(one.code, one.words, one.n) for one in found.options] == [("1", "Chat", 3), ("2", "Ryhmä", 1)]
    assert (found.kind, found.rare) == ("choice", 0)


def test_answers_in_words_are_counted_with_their_codes():
    found = with_options(column(n1=3, Chat=2), Question("", "choice", {"1": "Chat", "2": "Ryhmä"}), "")
    assert found.options[0].n == 5


def test_codes_in_a_row_are_a_scale_only_where_their_labels_show_an_order():
    ordered = {"1": "Täysin eri mieltä", "2": "Eri mieltä", "3": "Samaa mieltä", "4": "Täysin samaa mieltä"}
    assert with_options(column(n1=1), Question("", "scale", ordered), "").kind == "scale"
    towns = with_options(column(n1=1), Question("", "scale", {"1": "Turku", "2": "Oulu", "3": "Pori"}), "")
    assert (towns.kind, bool(towns.remark)) == ("choice", True)


def test_missing_answers_are_told_by_label_or_declared():
    asked = Question("", "choice", {"1": "Kyllä", "8": "En halua vastata", "9": "vanha lomake"}, missing=("9",))
    assert missing_of(asked) == {"9": "no_answer", "8": "refused"}
    assert [one.code for one in with_options(column(n1=1), asked, "").options] == ["1"]


def test_answers_that_the_codebook_lacks_are_counted():
    assert with_options(column(n1=3, n7=2), Question("", "choice", {"1": "Chat", "2": "Ryhmä"}), "").rare == 2


def test_several_codes_in_a_cell_are_known_one_by_one():
    counted = column()
    counted.tally.forms.update({"apu seura": 2, "apu outo": 1})
    found = with_options(counted, Question("", "choices", {"apu": "Apu", "seura": "Seura"}), " ")
    assert (found.kind, found.separator, found.rare) == ("choices", " ", 1)
