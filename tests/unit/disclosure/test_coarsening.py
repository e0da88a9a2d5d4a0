import pytest

from arvio.disclosure.coarsening import (
    FOLDER,
    LADDER,
    Coarsening,
    coarsenings,
    hidden_by,
    steps_of,
    write_coarsenings,
)
from arvio.disclosure.rules import protect
from arvio.errors import ProtectionError, RunError
from arvio.params import Audience
from arvio.results import results

RULES = Audience(
    minimum_n_persons=3,
    minimum_n_statistics=5,
    minimum_n_sensitive=5,
    minimum_n_interval=20,
    decimals=1,
    spread="withheld",
    band_of_share=0.9,
    rounding_base=1,
    source="test",
)
TABLE = results(
    [
        {"indicator": "heard", "breakdown": "role", "group": group, "statistic": statistic, "value": value, "n": n}
        for group, n in (("men", 40), ("women", 50), ("all", 90))
        for statistic, value in (
            *(("mean", 4.2), ("share_low", 0.2), ("share_middle", 0.3), ("share_high", 0.5), ("agreeing", 0.5)),
        )
    ]
    + [{"indicator": "heard", "breakdown": "role", "group": "men", "statistic": "answered", "value": 40}]
).table


def hidden(step, group=""):
    found = hidden_by(TABLE, {("heard", "role"): frozenset({(step, group)})})
    return set(TABLE.loc[found, ["group", "statistic"]].itertuples(index=False, name=None))


def test_each_step_hides_its_part_of_the_table():
    assert hidden("merge_answers", "men") == {("men", "share_low"), ("men", "share_middle")}
    assert hidden("drop_mean", "women") == {("women", "mean")}
    shares = {"share_low", "share_middle", "share_high", "agreeing"}
    assert hidden("drop_distribution", "men") == {("men", statistic) for statistic in shares}
    assert {group for group, _ in hidden("merge_groups")} == {"men", "women"}
    assert len(hidden("widen_period")) == len(TABLE)


def test_another_table_is_left_as_it_is():
    assert not hidden_by(TABLE, {("heard", "age"): frozenset({("widen_period", "")})}).any()


@pytest.mark.parametrize("step", LADDER)
def test_what_a_step_hides_is_withheld_and_so_is_what_gives_it_away(step):
    coarsened = {("heard", "role"): frozenset({(step, "men" if step.startswith(("drop", "merge_a")) else "")})}
    shown = protect(TABLE, audience=RULES, sensitivity=lambda indicator: "ordinary", coarsened=coarsened)
    found = hidden_by(TABLE, coarsened)
    assert (shown.loc[found, "status"] == "withheld").all()
    assert shown.loc[found, ["value", "n"]].isna().all(axis=None)
    if step == "drop_mean":  # with the mean of all and of women, that of men would follow
        means = shown[shown["statistic"] == "mean"].set_index("group")["status"].to_dict()
        assert means == {"men": "withheld", "women": "withheld", "all": "shown"}


def test_what_was_decided_is_kept_for_a_period_and_an_audience(tmp_path):
    assert coarsenings(tmp_path, "testers") == ()
    decided = Coarsening("2025", "public", "heard", "role", "men", "drop_mean", "3 of 9 are known")
    write_coarsenings(tmp_path, "testers", [decided])
    kept = coarsenings(tmp_path, "testers")
    assert kept == (decided,)
    assert steps_of(kept, period="2025", audience="public") == {("heard", "role"): {("drop_mean", "men")}}
    assert steps_of(kept, period="2024", audience="public") == {}
    assert steps_of(kept, period="2025", audience="funder") == {}


@pytest.mark.parametrize("text", ["{", "[1]", '[{"step": "drop_mean"}]', "null"])
def test_what_was_decided_and_cannot_be_read_is_never_taken_for_nothing(tmp_path, text):
    path = tmp_path / FOLDER / "testers.json"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    with pytest.raises(ProtectionError, match=r"testers\.json: cannot be read"):
        coarsenings(tmp_path, "testers")


def test_a_step_that_there_is_not_is_refused(tmp_path):
    write_coarsenings(tmp_path, "testers", [Coarsening("2025", "public", "heard", "role", "", "blur")])
    with pytest.raises(ProtectionError, match="no such step of the ladder: blur"):
        coarsenings(tmp_path, "testers")
    with pytest.raises(ProtectionError, match="blur"):
        hidden_by(TABLE, {("heard", "role"): frozenset({("blur", "")})})


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path):
    (tmp_path / "reports").write_text("in the way")
    with pytest.raises(RunError, match=r"testers\.json: cannot be written"):
        write_coarsenings(tmp_path, "testers", [])
