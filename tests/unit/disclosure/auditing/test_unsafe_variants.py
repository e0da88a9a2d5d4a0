"""Reports as a careless tool would make them, from answers and endings made here: each is caught, with its facts.

Beside each stands what our own door lets out of the same data, which gives nothing away.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from arvio.disclosure.auditing.facts import Cell, Reading, with_insider
from arvio.disclosure.auditing.verdicts import audit
from arvio.disclosure.register import FACT
from arvio.disclosure.rules import protect
from arvio.gate.audited import Audited, audited
from arvio.indicators import destinations, feedback
from arvio.indicators.estimates import rounded
from arvio.params import Audience
from arvio.results import STATISTICS, Results

MINIMUM = 5
PUBLIC = Audience(
    minimum_n_persons=MINIMUM,
    minimum_n_statistics=10,
    minimum_n_sensitive=10,
    minimum_n_interval=20,
    decimals=1,
    spread="withheld",
    band_of_share=0.9,
    rounding_base=5,
    source="the rules of the public audience in params/suite.yaml",
)
TWO_DECIMALS = PUBLIC.model_copy(update={"decimals": 2})
ENDED = {"home": 25, "work": 20, "not_known": 12, "moved": 3}
OF_ITEM = {"indicator": "heard", "breakdown": "respondent_group", "group": "participants", "wave": ""}


def test_stars_beside_totals_are_caught():
    unsafe = edition(starred(destinations(ended(ENDED), minimum=1)))

    found = audit_of(unsafe)

    leak = leak_on(found, "(next_step, moved")
    assert (leak.verdict, leak.range[:2]) == ("known_small", (3, 3))
    assert told(found, leak) == {"all": 60, "home": 25, "work": 20, "not_known": 12}
    assert explained(found, leak) == [
        "harjula: persons of destinations (next_step, moved, 2025): known to be few: 3. It follows from",
        *(
            f"- pathways 2025 (public): persons of destinations (next_step, {group}) is {value}"
            for group, value in [("all", 60), ("home", 25), ("not_known", 12), ("work", 20)]
        ),
    ]


def test_the_door_leaves_nothing_of_the_starred_to_be_subtracted():
    safe = edition(by_the_rules(destinations(ended(ENDED), minimum=MINIMUM)))

    assert is_safe(safe)


def test_a_starred_part_of_a_distribution_beside_the_others_is_caught():
    item = feedback(answers({1: 1, 2: 1, 3: 10, 4: 14, 5: 14}))
    unsafe = edition(starred(shares_of(item)))

    found = audit_of(unsafe)

    leak = leak_on(found, "share_low of heard")
    assert (leak.verdict, leak.range[:2]) == ("known_small", (2, 2))
    assert told(found, leak, by="statistic") == {"share_middle": 0.25, "share_high": 0.7}
    assert is_safe(edition(by_the_rules(item)))


def test_means_of_two_decimals_are_caught():
    item = feedback(answers({4: 1, 5: 13}))
    unsafe = edition(starred(only(item, "mean"), decimals=2))

    found = audit_of(unsafe, rules=TWO_DECIMALS)

    leak = leak_on(found, "answer 4 of heard")
    assert (leak.verdict, leak.range[:2]) == ("known_small", (1, 1))
    assert explained(found, leak) == [
        "harjula: answer 4 of heard (respondent_group, participants, 2025): known to be few: 1. It follows from",
        "- pathways 2025 (public): mean of heard (respondent_group, participants) is 4.93 of n = 14",
    ]
    assert is_safe(edition(by_the_rules(item)))


def test_a_mean_of_one_decimal_is_the_exact_sum_of_ten_answers():
    found = audit_of(edition(by_the_rules(feedback(answers({4: 1, 5: 9})))))

    assert leak_on(found, "answer 4 of heard").range[:2] == (1, 1)


def test_n_mean_standard_deviation_and_agreement_are_the_whole_distribution():
    given = {1: 1, 2: 0, 3: 2, 4: 4, 5: 4}
    item = feedback(answers(given))
    line = edition(starred(only(item, "mean", "sd", "share_high"), decimals=2, few=1))

    found = audit_of(line, rules=TWO_DECIMALS, exactly=True)

    ranges = {one.protected.name: one.range[:2] for one in found.audit.judged}
    assert {mark: ranges[str(of_mark(mark))] for mark in given} == {mark: (n, n) for mark, n in given.items()}
    leak = leak_on(found, "answer 1 of heard")
    assert leak.verdict == "known_small"
    assert set(told(found, leak, by="statistic")) == {"mean", "sd", "share_high"}
    assert is_safe(edition(by_the_rules(item)))


@pytest.fixture
def quarters():
    """Four quarters of 25 answers; in the last two answered low, so that its three groups are hidden whole."""
    given = [{1: 8, 3: 5, 5: 12}, {1: 7, 3: 7, 5: 11}, {1: 6, 3: 9, 5: 10}, {1: 2, 3: 10, 5: 13}]
    tables = [by_the_rules(shares_of(feedback(answers(one)))) for one in given]
    return pd.concat(
        [edition(one, period=f"2025-Q{number}") for number, one in enumerate(tables, start=1)], ignore_index=True
    )


@pytest.fixture
def year():
    """The answers of all four quarters together."""
    return edition(by_the_rules(shares_of(feedback(answers({1: 23, 3: 31, 5: 46})))))


def test_an_exact_total_of_the_year_beside_its_quarters_is_caught(quarters, year):
    found = audit_of(quarters, year)

    leak = leak_on(found, "share_low of heard (respondent_group, participants, 2025-Q4")
    assert (leak.verdict, leak.range[:2]) == ("known_small", (2, 2))
    assert {fact.period for fact in found.behind(leak)} == {"2025", "2025-Q1", "2025-Q2", "2025-Q3"}
    _, *facts = explained(found, leak)
    assert {fact.partition(" of heard")[0].rpartition("share_")[0] for fact in facts} == {
        f"- pathways {period} (public): " for period in ("2025", "2025-Q1", "2025-Q2", "2025-Q3")
    }


def test_the_quarters_or_the_year_alone_are_safe(quarters, year):
    assert is_safe(quarters)
    assert is_safe(year)


def test_a_total_without_the_starred_beside_a_table_that_counts_them_is_caught():
    """Totals made anew without whom a table stars differ from those of another table by just these persons."""
    with_margins = destinations(ended({step: n for step, n in ENDED.items() if n >= MINIMUM}), minimum=1)
    of_all = destinations(ended(ENDED), minimum=1)
    first = [starred(with_margins), starred(only(of_all, "persons", group="moved"))]
    only_total = starred(only(of_all, "persons", group="all"))

    found = audit_of(edition(pd.concat(first)), edition(only_total, notebook="annual"))

    leak = leak_on(found, "(next_step, moved")
    assert (leak.verdict, leak.range[:2]) == ("known_small", (3, 3))
    assert "- annual 2025 (public): persons of destinations (next_step, all) is 60" in explained(found, leak)
    safe = by_the_rules(destinations(ended(ENDED), minimum=MINIMUM))
    assert is_safe(edition(safe), edition(safe, notebook="annual"))


ON_TIME = {1: 2, 2: 4, 3: 13, 4: 17, 5: 13}
WITH_A_LATE_FIVE = {**ON_TIME, 5: 14}


def test_a_late_answer_behind_two_decimals_is_caught():
    first, again = (only(feedback(answers(given)), "mean") for given in (ON_TIME, WITH_A_LATE_FIVE))
    versions = [edition(starred(one, decimals=2)) for one in (first, again)]

    found = audit_of(*versions, rules=TWO_DECIMALS)

    leak = leak_on(found, "answer 5 of heard", added=True)
    assert (leak.verdict, leak.range[:2]) == ("known_small", (1, 1))
    what, *facts = explained(found, leak)
    assert what.endswith("participants, 2025), of those added in version 2: known to be few: 1. It follows from")
    assert facts == [
        "- pathways 2025 (public): mean of heard (respondent_group, participants) is 3.71 of n = 49",
        "- pathways 2025 (public): mean of heard (respondent_group, participants) is 3.74 of n = 50",
    ]


def test_a_late_answer_behind_one_decimal_and_no_shares_is_not_known():
    versions = [edition(by_the_rules(only(feedback(answers(given)), "mean"))) for given in (ON_TIME, WITH_A_LATE_FIVE)]

    assert is_safe(*versions)


def test_a_late_answer_behind_shares_in_whole_percent_is_caught():
    """The door alone does not see it: each version is safe, and both together tell which group the late one is in."""
    versions = [edition(by_the_rules(feedback(answers(given)))) for given in (ON_TIME, WITH_A_LATE_FIVE)]

    found = audit_of(*versions)

    assert all(is_safe(one) for one in versions)
    leak = leak_on(found, "share_high of heard", added=True)
    assert (leak.verdict, leak.range[:2]) == ("known_small", (1, 1))
    assert {fact.version for fact in found.behind(leak)} == {1, 2}
    assert {fact.n for fact in found.behind(leak)} == {49, 50}


def test_who_gave_an_answer_that_few_gave_knows_the_others():
    item = only(feedback(answers({4: 2, 5: 12})), "mean")
    outside = audit_of(edition(starred(item, decimals=2)), rules=TWO_DECIMALS)

    assert outside.audit.is_safe
    inside = insider(outside, of_mark(4))
    leak = leak_on(inside, "answer 4 of heard", others=True)
    assert (leak.verdict, leak.range[:2]) == ("known_small", (1, 1))
    assert explained(inside, leak)[0].endswith("known to be few: 1. It follows from")
    assert "mean" in told(inside, leak, by="statistic")


def test_who_gave_an_answer_that_few_gave_does_not_know_the_others_by_our_rules():
    outside = audit_of(edition(by_the_rules(feedback(answers({4: 2, 5: 12})))))

    assert insider(outside, of_mark(4)).audit.is_safe


def answers(given: dict[int, int]) -> pd.DataFrame:
    """Answers of participants to one item: how many gave each mark."""
    marks = [float(mark) for mark, n in given.items() for _ in range(n)]
    return pd.DataFrame({"item": "heard", "value": marks}).assign(
        respondent_group="participants",
        wave="2025-1",
        missing_reason="",
        scale_lowest=1.0,
        scale_highest=5.0,
        basis="collected",
    )


def ended(given: dict[str, int]) -> pd.DataFrame:
    """Enrolments that ended in 2025, one of each person, by where they went."""
    steps = [None if step == "not_known" else step for step, n in given.items() for _ in range(n)]
    return pd.DataFrame({"next_step": steps}).assign(
        person_key=[f"p{number}" for number in range(len(steps))],
        service="askel",
        start=pd.Timestamp("2025-01-01"),
        end=pd.Timestamp("2025-06-01"),
        basis="collected",
    )


def only(found: Results, *statistics: str, **wanted: str) -> Results:
    """Some of the rows, as a report that leaves out the rest."""
    table = found.table[found.table["statistic"].isin(statistics)]
    for column, word in wanted.items():
        table = table[table[column] == word]
    return Results(table.reset_index(drop=True))


def shares_of(item: Results) -> Results:
    return only(item, "share_low", "share_middle", "share_high")


def starred(found: Results, *, decimals: int = 1, few: int = MINIMUM) -> pd.DataFrame:
    """As a tool releases that knows stars only: cells of few persons are hidden one by one, and nothing else."""
    kinds = found.table["statistic"].map(STATISTICS)
    persons = found.table["value"].where(kinds == "persons", (found.table["value"] * found.table["n"]).round())
    hidden = kinds.isin(["persons", "share"]) & persons.between(1, few - 1)
    places = kinds.map(lambda kind: 2 if kind == "share" else decimals)
    values = [rounded(value, digits) for value, digits in zip(found.table["value"], places, strict=True)]
    shown = found.table.assign(value=values, low=float("nan"), high=float("nan"))
    shown.loc[hidden, ["value", "n"]] = float("nan")
    return shown.assign(status=hidden.map({True: "withheld", False: "shown"}))


def by_the_rules(found: Results) -> pd.DataFrame:
    """As our own door lets it out to the public."""
    return protect(found.table, audience=PUBLIC, sensitivity=lambda indicator: "ordinary")


def edition(table: pd.DataFrame, *, notebook: str = "pathways", period: str = "2025") -> pd.DataFrame:
    """A report's facts as they stand in the register."""
    run = {"organisation": "harjula", "period": period, "notebook": notebook, "audience": "public", "language": "fi"}
    return table.assign(**run)[[*run, *FACT]]


def audit_of(*editions: pd.DataFrame, rules: Audience = PUBLIC, exactly: bool = False) -> Audited:
    """The audit of all editions together, as the public has them; with the exact range of each number where wanted."""
    reading = Reading(lambda fact: rules, lambda indicator: False, {"heard": (1, 5)})
    found = audited(pd.concat(editions, ignore_index=True), "harjula", reading, reader="public")
    if exactly:
        return replace(found, audit=audit(found.statements.rows, found.statements.protected))
    return found


def is_safe(*editions: pd.DataFrame) -> bool:
    """Whether editions that show something give nothing away together."""
    found = audit_of(*editions)
    return bool(found.shown and found.audit.is_safe)


def insider(found: Audited, cell: Cell) -> Audited:
    """The same for one of the persons in a cell."""
    known = with_insider(found.statements, cell)
    return replace(found, statements=known, audit=audit(known.rows, known.protected))


def of_mark(mark: int) -> Cell:
    return Cell("", "harjula", "2025", version=1, who=mark, **OF_ITEM)


def leak_on(found: Audited, words: str, *, added: bool = False, others: bool = False):
    """The only leak of these words, on those added or the others where wanted."""
    (leak,) = [
        one
        for one in found.audit.leaking
        if words in one.protected.words
        and ("added in" in one.protected.words) == added
        and one.protected.name.endswith("the others") == others
        and one.protected.kind in ("count", "answers")
    ]
    return leak


def told(found: Audited, leak, *, by: str = "group") -> dict[str, float]:
    return {getattr(fact, by): fact.value for fact in found.behind(leak)}


def explained(found: Audited, leak) -> list[str]:
    return found.explained(leak).split("\n")
