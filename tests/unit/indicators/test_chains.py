import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arvio.indicators import chain_lengths, chains, common_chains
from arvio.indicators.chains import linked
from arvio.results import STATISTICS


def enrolments(*rows):
    """person, service, start, end; a start or an end that is not known is None."""
    table = pd.DataFrame(rows, columns=["person_key", "service", "start", "end"])
    return table.assign(start=pd.to_datetime(table["start"]), end=pd.to_datetime(table["end"]))


def figures(results, statistic="persons"):
    table = results.table[results.table["statistic"] == statistic]
    return {row.group: row.value for row in table.itertuples() if row.indicator != "chain_rule"}


def pairs(*rows, statistic="persons"):
    return figures(common_chains(enrolments(*rows), minimum=1), statistic)


def lengths(*rows):
    return figures(chain_lengths(enrolments(*rows), minimum=1))


def test_a_service_that_starts_90_days_after_the_end_goes_on_with_the_chain():
    # 31 January and 90 days is 1 May
    first = ("p", "askel", "2025-01-01", "2025-01-31")
    assert lengths(first, ("p", "olopiste", "2025-05-01", "2025-06-01")) == {"all": 1, "2": 1}


def test_a_service_that_starts_91_days_after_the_end_begins_a_new_chain():
    first = ("p", "askel", "2025-01-01", "2025-01-31")
    later = ("p", "olopiste", "2025-05-02", "2025-06-01")
    assert lengths(first, later) == {"all": 1, "1": 1}
    assert pairs(first, later) == {}


def test_the_gap_is_a_parameter_and_is_told():
    table = enrolments(("p", "askel", "2025-01-01", "2025-01-31"), ("p", "olopiste", "2025-02-10", None))
    near, far = chains(table, chain_gap_days=9), chains(table, chain_gap_days=10)
    assert (figures(near)["no_chain"], figures(far)["chain"]) == (1, 1)
    rule = near.table[near.table["indicator"] == "chain_rule"]
    assert rule[["statistic", "value"]].to_numpy().tolist() == [["chain_gap_days", 9]]


def test_the_chain_goes_on_from_the_latest_end_and_not_from_the_last_start():
    # olopiste ends within askel; omakamu starts 92 days after it, but askel still runs
    nested = (
        ("p", "askel", "2025-01-01", "2025-12-31"),
        ("p", "olopiste", "2025-02-01", "2025-03-01"),
        ("p", "omakamu", "2025-06-01", "2025-07-01"),
    )
    assert lengths(*nested) == {"all": 1, "3": 1}
    assert pairs(*nested) == {"all": 1, "askel > olopiste": 1, "olopiste > omakamu": 1}


def test_a_service_still_going_on_is_overlapped_by_all_that_start_later():
    assert pairs(("p", "askel", "2023-01-01", None), ("p", "olopiste", "2025-12-01", None))["askel > olopiste"] == 1


def test_services_that_start_on_the_same_day_are_in_order_of_their_names():
    same_day = (("p", "olopiste", "2025-01-01", "2025-02-01"), ("p", "askel", "2025-01-01", "2025-03-01"))
    assert pairs(*same_day) == pairs(*reversed(same_day)) == {"all": 1, "askel > olopiste": 1}


def test_the_hour_of_a_start_does_not_make_an_order_of_the_same_day():
    same_day = (("p", "olopiste", "2025-01-01 08:00", None), ("p", "askel", "2025-01-01 15:00", None))
    assert pairs(*same_day) == {"all": 1, "askel > olopiste": 1}


def test_a_return_to_the_same_service_is_one_step_and_no_pair():
    again = (("p", "askel", "2025-01-01", "2025-01-31"), ("p", "askel", "2025-02-10", "2025-03-01"))
    assert lengths(*again) == {"all": 1, "1": 1}
    assert pairs(*again) == {}


def test_going_back_after_another_service_is_a_third_step():
    back = (
        ("p", "askel", "2025-01-01", "2025-01-31"),
        ("p", "olopiste", "2025-02-10", "2025-03-01"),
        ("p", "askel", "2025-03-10", None),
    )
    assert lengths(*back) == {"all": 1, "3": 1}
    assert pairs(*back) == {"all": 1, "askel > olopiste": 1, "olopiste > askel": 1}


def test_a_person_with_two_chains_counts_once_by_the_longer_one():
    assert lengths(
        ("p", "askel", "2023-01-01", "2023-01-31"),
        ("p", "olopiste", "2023-02-01", "2023-02-28"),
        ("p", "askel", "2025-01-01", "2025-01-31"),
    ) == {"all": 1, "2": 1}


def test_an_end_before_its_start_is_taken_for_the_start():
    wrong = (("p", "askel", "2025-05-01", "2024-05-01"), ("p", "olopiste", "2025-07-01", None))
    assert lengths(*wrong) == {"all": 1, "2": 1}


def test_a_period_without_a_start_is_in_no_chain():
    assert lengths(("p", "askel", None, "2025-01-31"), ("p", "olopiste", "2025-02-01", None)) == {"all": 1, "1": 1}
    assert lengths(("p", "askel", None, None)) == {}


FOUR_PERSONS = (
    *[("p", "askel", "2025-01-01", "2025-01-31"), ("p", "olopiste", "2025-02-01", "2025-02-28")],
    *[("q", "askel", "2025-01-01", "2025-01-31"), ("q", "olopiste", "2025-02-01", None)],
    ("r", "askel", "2025-01-01", None),
    *[("s", "askel", "2025-01-01", "2025-01-31"), ("s", "olopiste", "2025-12-01", None)],
)


def test_a_very_long_gap_counts_all_with_two_services_or_more():
    found = chains(enrolments(*FOUR_PERSONS), chain_gap_days=36500)
    assert figures(found) == {"all": 4, "chain": 3, "no_chain": 1}


def test_a_chain_or_none_counts_each_person_once():
    found = chains(enrolments(*FOUR_PERSONS))
    assert figures(found) == {"all": 4, "chain": 2, "no_chain": 2}
    share = found.table[found.table["statistic"] == "in_chain"].iloc[0]
    # Clopper and Pearson, 2 of 4
    assert (share["value"], share["n"]) == (0.5, 4)
    assert (share["low"], share["high"]) == pytest.approx((0.0676, 0.9324), abs=1e-4)


def test_a_person_who_did_the_same_pair_twice_is_one_person_and_two_transitions():
    twice = (
        ("p", "askel", "2023-01-01", "2023-01-31"),
        ("p", "olopiste", "2023-02-01", "2023-02-28"),
        ("p", "askel", "2025-01-01", "2025-01-31"),
        ("p", "olopiste", "2025-02-01", "2025-02-28"),
    )
    assert pairs(*twice) == {"all": 1, "askel > olopiste": 1}
    assert pairs(*twice, statistic="transitions") == {"all": 2, "askel > olopiste": 2}


def test_rare_chains_are_told_as_one_after_the_common_ones():
    rows = [
        (person, service, start, None)
        for person, path in {"p": "ab", "q": "ab", "r": "ab", "s": "ba", "t": "ba", "u": "ac", "v": "bc"}.items()
        for service, start in zip(path, ("2025-01-01", "2025-02-01"), strict=True)
    ]
    found = common_chains(enrolments(*rows), minimum=2)
    assert list(figures(found).items()) == [("all", 7), ("a > b", 3), ("b > a", 2), ("other_chains", 2)]


def test_the_longest_chains_are_told_together_where_they_are_few():
    rows = [
        (person, service, f"2025-0{month}-01", None)
        for person, path in {"p": "a", "q": "b", "r": "ab", "s": "ba", "t": "abc", "u": "abcd"}.items()
        for month, service in enumerate(path, start=1)
    ]
    table = enrolments(*rows)
    assert figures(chain_lengths(table, minimum=1)) == {"all": 6, "1": 2, "2": 2, "3": 1, "4": 1}
    assert figures(chain_lengths(table, minimum=2)) == {"all": 6, "1": 2, "2": 2, "3_or_more": 2}
    assert figures(chain_lengths(table, minimum=3)) == {"all": 6}


def test_nothing_collected_gives_no_results_and_no_error():
    none = enrolments(("p", "askel", "2025-01-01", None)).iloc[:0]
    found = [chains(none), chain_lengths(none, minimum=3), common_chains(none, minimum=3)]
    assert all(results.table.empty for results in found)


def test_rests_on_the_weakest_basis_of_its_rows():
    table = enrolments(*FOUR_PERSONS).assign(basis=["collected"] * 6 + ["estimate"])
    found = common_chains(table, minimum=1).table
    assert set(found["basis"]) == {"estimate"}


# --- whatever the periods are

DAYS = st.integers(0, 400).map(lambda day: pd.Timestamp("2024-01-01") + pd.Timedelta(days=day))
ROWS = st.lists(
    st.tuples(st.sampled_from("pqrs"), st.sampled_from("abc"), DAYS | st.none(), DAYS | st.none()), max_size=14
)
bounded = settings(max_examples=60, deadline=None)


@bounded
@given(ROWS, st.integers(0, 2**16), st.integers(1, 3))
def test_the_order_of_rows_changes_nothing(rows, seed, minimum):
    table = enrolments(*rows)
    shuffled = table.sample(frac=1, random_state=seed)
    for indicator in (
        chains,
        lambda one: chain_lengths(one, minimum=minimum),
        lambda one: common_chains(one, minimum=minimum),
    ):
        pd.testing.assert_frame_equal(indicator(table).table, indicator(shuffled).table)


@bounded
@given(ROWS)
def test_each_person_who_began_counts_once_and_each_step_but_the_first_is_a_transition(rows):
    table = enrolments(*rows)
    begun = table[table["start"].notna()]
    counts = figures(chains(table))
    assert counts.get("all", 0) == begun["person_key"].nunique() == counts.get("chain", 0) + counts.get("no_chain", 0)
    assert figures(chain_lengths(table, minimum=1)).get("all", 0) == begun["person_key"].nunique()
    steps = linked(table).groupby(["person_key", "chain"])["step"].nunique()
    found = figures(common_chains(table, minimum=2), "transitions")
    total = found.pop("all", 0)
    assert total == (steps - 1).sum() == sum(found.values())


def test_the_statistics_are_known_to_disclosure_control():
    assert STATISTICS["transitions"] == STATISTICS["enrolments"] == STATISTICS["referrals"] == "events"
    assert STATISTICS["in_chain"] == STATISTICS["begun_in_time"] == STATISTICS["need_met"] == "share"
