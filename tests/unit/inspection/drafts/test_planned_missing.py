from arvio.inspection.columns.column import Column, Option
from arvio.inspection.columns.scales import Steps
from arvio.inspection.columns.tally import Tally
from arvio.inspection.drafts.planned_missing import without_conflicts


def scale(header, highest, **missing):
    return Column(
        header, "", "scale", steps=Steps(1, highest), missing={code[1:]: why for code, why in missing.items()}
    )


def test_missing_answers_of_all_questions_are_gathered():
    _, missing = without_conflicts([scale("a", 5, n9="does_not_know"), scale("b", 5, n99="refused")])
    assert missing == {"9": "does_not_know", "99": "refused"}


def test_a_code_that_is_an_answer_elsewhere_stays_an_option():
    kept, missing = without_conflicts([scale("a", 5, n9="does_not_know"), scale("b", 10)])
    assert missing == {}
    assert kept[0].kind == "choice"
    assert [one.words for one in kept[0].options] == ["1", "2", "3", "4", "5", "9"]
    assert "9 (does not know)" in kept[0].remark


def test_a_figure_elsewhere_is_an_answer_too():
    figure = Column("b", "", "number", Tally())
    figure.tally.forms.update({"9": 1})
    kept, missing = without_conflicts([scale("a", 5, n9="does_not_know"), figure])
    assert (kept[0].kind, missing) == ("choice", {})


def test_codes_of_a_codebook_keep_their_words():
    coded = Column("a", "", "choice", options=(Option("Kyllä", code="1"),), missing={"2": "refused"})
    other = Column("b", "", "choice", options=(Option("Ei", code="2"),))
    kept, missing = without_conflicts([coded, other])
    assert [(one.code, one.words) for one in kept[0].options] == [("1", "Kyllä"), ("", "2")]
    assert missing == {}
