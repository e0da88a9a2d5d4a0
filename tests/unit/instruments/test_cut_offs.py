import pandas as pd
import pytest

from arvio.errors import ParamsError
from arvio.instruments import at_cut_offs, cut_offs


def scores(name, *values):
    table = pd.DataFrame({"score": name, "timing": "at_the_time", "value": values})
    return table.assign(response_id=[f"r{place}" for place in range(len(values))])


def test_a_default_is_told_as_one_with_its_source(shipped):
    used = cut_offs(shipped["ucla_3"]).to_dict("records")
    assert used == [
        {
            "instrument": "ucla_3",
            "score": "ucla_3",
            "cut_off": "lonely",
            "side": "at_least",
            "value": 6,
            "chosen_by": "default",
            "source": "Practice in the United Kingdom; published studies use 4 as well",
            "verified": "no",
        }
    ]


def test_what_params_choose_is_told_as_chosen(shipped):
    used = cut_offs(shipped["ucla_3"], {"lonely": 4}).iloc[0]
    assert (used["value"], used["chosen_by"], used["source"]) == (4, "params", "analysis.cut_offs")


def test_one_of_several_can_be_chosen(shipped):
    used = cut_offs(shipped["audit_c"], {"audit_c_men": 4}).set_index("cut_off")
    assert used["chosen_by"].to_dict() == {
        "audit_c_men": "params",
        "audit_c_women": "default",
        "audit_c_over_65": "default",
    }


def test_an_unknown_cut_off_is_refused_with_the_nearest(shipped):
    with pytest.raises(ParamsError, match=r"ucla_3\.lonley: (.|\n)*no such cut-off(.|\n)*did you mean lonely\?"):
        cut_offs(shipped["ucla_3"], {"lonley": 4})


def test_a_cut_off_that_the_score_cannot_reach_is_refused(shipped):
    with pytest.raises(ParamsError, match=r"outside the score's range, got: '12'(.|\n)*expected: 3 to 9"):
        cut_offs(shipped["ucla_3"], {"lonely": 12})


def test_an_instrument_without_cut_offs_has_none(shipped):
    assert cut_offs(shipped["swemwbs"]).empty


def test_who_reaches_a_cut_off_is_1_and_who_has_no_score_is_missing(shipped):
    reached = at_cut_offs(scores("ucla_3", 5, 6, None), cut_offs(shipped["ucla_3"]))["reached"]
    assert reached.tolist()[:2] == [0, 1]
    assert pd.isna(reached.iloc[2])


def test_sides_are_told_apart(shipped):
    used = cut_offs(shipped["who5"]).head(1)
    assert at_cut_offs(scores("who5", 48, 50, 52), used)["reached"].tolist() == [1, 1, 0]
    assert at_cut_offs(scores("srs", 35.9, 36), cut_offs(shipped["srs"]))["reached"].tolist() == [1, 0]
