"""The same persons at the baseline and at the follow-up: what the indicators of change read.

The table has a row for each person and score, and is never shown. Columns beside those of `arvio.instruments.paired`:

in_period      whether the follow-up was answered in the period of the report
lowest, highest, step, better, reliability   of the score, as `score_table` gives them
basis          the weakest of the responses behind it
subgroup       by which the report divides change; where nothing is known of a person, not_known

A person who may still come back in time has the state not_due in came_back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from arvio.instruments import paired, score, score_table, then_test_pairs, with_persons
from arvio.instruments.pairs import ONLY_BASELINE, PERSON
from arvio.instruments.scoring import AT_THE_TIME
from arvio.params import Change, Instrument, Period
from arvio.params.scores import score_names
from arvio.results import weakest_basis

NOT_DUE = "not_due"
NOT_KNOWN = "not_known"
DAY = pd.Timedelta(days=1)


def pairs_of(
    answers: pd.DataFrame, responses: pd.DataFrame, *, instruments: Sequence[Instrument], choices: Change
) -> pd.DataFrame:
    """Each person's scores at both times, of all persons who answered either; `choices` are those of params.

    Only scores that were asked at both times. Refused: a wave that there is not, the same person twice in a wave, a
    follow-up before the baseline.
    """
    asked = responses[responses["respondent_group"] == choices.respondent_group]
    table = score_table(instruments)
    scored = _scored(answers[answers["response_id"].isin(asked["response_id"])], asked, instruments=instruments)
    names = choices.scores or list(table["score"])
    scored = scored[scored["score"].isin(names)]
    looking_back = choices.design == "then_test"
    found = then_test_pairs(scored, wave=choices.follow_up) if looking_back else _pairs(scored, choices)
    both = found.groupby("score")[["baseline", "follow_up"]].transform("count").gt(0).all(axis=1)
    order = found["score"].map({name: place for place, name in enumerate(names)})
    in_order = found[both].assign(_order=order).sort_values(["_order", PERSON], ignore_index=True)
    return in_order.drop(columns="_order").merge(table, on="score").assign(basis=weakest_basis(asked["basis"]))


def placed(pairs: pd.DataFrame, responses: pd.DataFrame, *, choices: Change, period: Period) -> pd.DataFrame:
    """The pairs with in_period; follow-ups after the window are taken out, and who may still come back in time is told
    from who did not.

    Where the time before was judged at the end, `responses` are of the period and so are all pairs.
    """
    if choices.design == "then_test":
        return pairs.assign(in_period=True)
    first, last = (pairs[PERSON].map(_times(responses, wave)) for wave in (choices.baseline, choices.follow_up))
    found = pairs.assign(in_period=last >= pd.Timestamp(period.start))
    if choices.window_days is None:
        return found
    latest = first + choices.window_days * DAY
    late, open_still = last > latest, latest >= pd.Timestamp(period.end) + DAY
    came_back = found["came_back"].mask(late, ONLY_BASELINE)
    came_back = came_back.mask(came_back.eq(ONLY_BASELINE) & ~late & open_still, NOT_DUE)
    return found.assign(follow_up=found["follow_up"].mask(late), came_back=came_back)


def is_asked(responses: pd.DataFrame, choices: Change) -> bool:
    """Whether anybody has answered the waves that are compared."""
    wanted = {choices.follow_up} | ({choices.baseline} if choices.design == "baseline" else set())
    own = responses[responses["respondent_group"] == choices.respondent_group]
    return wanted <= set(own["wave"].dropna())


def with_subgroups(pairs: pd.DataFrame, enrolments: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """The pairs with the subgroup of each person: what `by` says in the service that began first."""
    known = enrolments.dropna(subset=["start", by]).sort_values("start", kind="stable")
    subgroups = known.drop_duplicates(PERSON).set_index(PERSON)[by]
    return pairs.assign(subgroup=pairs[PERSON].map(subgroups).astype("str").fillna(NOT_KNOWN))


def no_pairs() -> pd.DataFrame:
    """What there is where nobody can have answered twice yet."""
    words, numbers = ("score", "came_back", "design", "better", "basis", PERSON, "subgroup"), ("lowest", "highest")
    kinds = {**dict.fromkeys(words, "str"), "in_period": "bool"}
    kinds |= dict.fromkeys((*numbers, "step", "reliability", "baseline", "follow_up"), "float64")
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in kinds.items()})


def _scored(answers: pd.DataFrame, responses: pd.DataFrame, *, instruments: Iterable[Instrument]) -> pd.DataFrame:
    """The scores of all instruments that were answered, with their persons, waves and times."""
    asked = set(answers["item"])
    tables = [
        score(answers, one, scores=list(_of_answers(one)))
        for one in instruments
        if asked & {item.item for item in one.items} and list(_of_answers(one))
    ]
    return with_persons(pd.concat(tables) if tables else _no_scores(), responses)


def _no_scores() -> pd.DataFrame:
    words = dict.fromkeys(("response_id", "score", "timing"), "str")
    return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in {**words, "value": "float64"}.items()})


def _of_answers(instrument: Instrument) -> Iterator[str]:
    """The scores that are made of answers; goals have tables of their own."""
    for name, rule in score_names(instrument).items():
        if rule.method != "goal_attainment":
            yield name


def _pairs(scored: pd.DataFrame, choices: Change) -> pd.DataFrame:
    at_the_time = scored[scored["timing"] == AT_THE_TIME]
    return paired(at_the_time, baseline=choices.baseline, follow_up=choices.follow_up)


def _times(responses: pd.DataFrame, wave: str) -> pd.Series:
    """When each person answered a wave."""
    keyed = responses[(responses["wave"] == wave) & responses[PERSON].notna() & (responses[PERSON] != "")]
    return keyed.groupby(PERSON)["submitted_at"].min()
