import pytest

from arvio.errors import ParamsError
from arvio.instruments import change_threshold, constants, reliability


def test_the_reliability_of_a_score_is_told_with_its_source(shipped):
    found = reliability(shipped["esis"], "esis")
    assert (found.value, found.kind, found.verified) == (0.89, "internal_consistency", "yes")


def test_a_score_without_reliability_has_no_reliable_change_index(shipped):
    with pytest.raises(ParamsError, match=r"who5\.yaml: scores, who5: the reliable change index needs the reliability"):
        reliability(shipped["who5"], "who5")


def test_a_change_threshold_may_be_unknown(shipped):
    assert change_threshold(shipped["who5"], "who5").points == 10
    assert change_threshold(shipped["ucla_3"], "ucla_3") is None


def test_every_constant_is_told_with_its_source_and_whether_it_is_verified(shipped):
    found = constants(shipped["ucla_3"])
    assert found[["score", "constant", "value", "verified"]].to_numpy().tolist() == [
        ["ucla_3", "scoring", "sum, 3 to 9", "yes"],
        ["ucla_3", "missing", "every item is needed", "no"],
        ["ucla_3", "cut_off lonely", "at_least 6", "no"],
        ["ucla_3", "reliability", "0.72 (internal_consistency)", "no"],
    ]
    assert (found["source"] != "").all()


def test_bands_thresholds_limits_and_cautions_are_constants_too(shipped):
    assert set(constants(shipped["phq_9"])["constant"]) >= {"bands", "change_threshold", "never_for"}
    assert "caution" in set(constants(shipped["kykyviisari"])["constant"])
    assert constants(shipped["phq_9"]).set_index("score").loc["phq_9_i09", "value"] == "groups under 20"
