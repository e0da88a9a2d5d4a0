"""The same persons at baseline and at follow-up, and those who did not come back.

A then-test, in which the time before is judged at the end, is no baseline: it is paired within one response, and the
two kinds of pairs are never put together.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from arvio.errors import DataError, Problem, UsageError
from arvio.instruments.answers import responses_in_words
from arvio.instruments.scoring import AT_THE_TIME, THEN_TEST
from arvio.params.checking import nearest
from arvio.saying import say, say_count

BOTH, ONLY_BASELINE, ONLY_FOLLOW_UP, NO_KEY = "both", "only_baseline", "only_follow_up", "no_key"
SIDES = ["baseline", "follow_up"]
PERSON = "person_key"


def with_persons(scores: pd.DataFrame, responses: pd.DataFrame) -> pd.DataFrame:
    """Scores with the person, the wave and the time of their response."""
    known = [column for column in (PERSON, "respondent_group", "wave", "submitted_at") if column in responses]
    return scores.merge(responses[["response_id", *known]], on="response_id", how="inner", validate="many_to_one")


def paired(scores: pd.DataFrame, *, baseline: str, follow_up: str, by: str = PERSON) -> pd.DataFrame:
    """Each person's score at baseline and at follow-up, a row per person and score.

    `scores` has a column for the person (`by`), wave, score and value, and may have timing, response_id and
    submitted_at: what with_persons or goal_attainment gives. The result has person, score, baseline, follow_up (missing
    where there was no answer or no score), came_back and design:

    came_back  both; only_baseline, who did not come back; only_follow_up; no_key, of whom nobody knows who they are
    design     baseline, since both answers were given at their own times

    Refused: then-tests, a wave that there is not, the same person twice in a wave, a follow-up before the baseline.
    """
    _refuse_then_tests(scores)
    _refuse_unknown_waves(scores, baseline, follow_up)
    waves = scores[scores["wave"].isin([baseline, follow_up])]
    has_key = waves[by].notna() & waves[by].ne("")
    known = waves[has_key].assign(_at=waves["wave"].map({baseline: "baseline", follow_up: "follow_up"}))
    problems = [*_twice(known, by), *_backwards(known, by)]
    if problems:
        raise DataError(problems)
    pairs = pd.concat([_pairs(known, by), _without_key(waves[~has_key], by, baseline=baseline)], ignore_index=True)
    return pairs.assign(design="baseline").sort_values([by, "score"], ignore_index=True)


def then_test_pairs(scores: pd.DataFrame, *, wave: str, by: str = PERSON) -> pd.DataFrame:
    """How each person judged the time before and the time of answering, both asked at the end, as `paired` gives it.

    Reports must call it a then-test (in Finnish: jälkikäteisarvio).
    """
    asked = scores[scores["wave"] == wave]
    if not asked["timing"].eq(THEN_TEST).any():
        what, remedy = (
            say("holds no then-test answers"),
            say("give the items that ask about the time before then_test_of"),
        )
        raise DataError(
            Problem(
                "scores", what, say("scores of the timing then_test"), remedy, say("wave %(wave)s", wave=wave), wave
            )
        )
    has_key = asked[by].notna() & asked[by].ne("")
    known = asked[has_key].assign(_at=asked["timing"].map({THEN_TEST: "baseline", AT_THE_TIME: "follow_up"}))
    problems = [*_twice(known, by)]
    if problems:
        raise DataError(problems)
    # Each pair stands within one response, so that it needs no key to be made.
    nameless = asked[~has_key].assign(_at=asked["timing"].map({THEN_TEST: "baseline", AT_THE_TIME: "follow_up"}))
    pairs = pd.concat([_pairs(known, by), _within_responses(nameless, by)], ignore_index=True)
    return pairs.assign(design="then_test").sort_values([by, "score"], ignore_index=True)


def design_of(pairs: pd.DataFrame) -> str:
    """How change was asked for: baseline or then_test. Refused where both stand in one table."""
    designs = sorted(set(pairs["design"]))
    if len(designs) > 1:
        what = say("then-tests and true baselines stand in one table")
        remedy = say("compute each by itself: looking back, people see more change than two answers show")
        raise DataError(Problem("pairs", what, say("pairs of one design"), remedy, value=", ".join(designs)))
    return designs[0] if designs else "baseline"


def _refuse_then_tests(scores: pd.DataFrame) -> None:
    if "timing" in scores and scores["timing"].eq(THEN_TEST).any():
        what = say("then-test answers cannot stand for a baseline or be counted with one")
        code = 'scores[scores["timing"] == "at_the_time"]'
        remedy = say("keep %(code)s, and pair then-tests with then_test_pairs", code=code)
        raise DataError(Problem("scores", what, say("answers given at their own times"), remedy, value=THEN_TEST))


def _refuse_unknown_waves(scores: pd.DataFrame, baseline: str, follow_up: str) -> None:
    known = sorted(set(scores["wave"].dropna()))
    problems = [
        Problem(
            word,
            say("nobody answered in this wave"),
            say("one of %(known)s", known=", ".join(known)),
            nearest(wave, known),
            value=wave,
        )
        for word, wave in (("baseline", baseline), ("follow-up", follow_up))
        if wave not in known
    ]
    if baseline == follow_up:
        problems.append(
            Problem("follow-up", say("is the same wave as the baseline"), say("a later wave"), value=follow_up)
        )
    if problems:
        raise UsageError(problems)


def _twice(known: pd.DataFrame, by: str) -> Iterator[Problem]:
    """Persons with two responses in one wave: which of them is the change counted from?"""
    repeated = known[known.duplicated([by, "wave", "score", "_at"], keep=False)]
    for wave, rows in repeated.groupby("wave"):
        count = rows[by].nunique()
        yield Problem(
            "scores",
            say_count(
                "one person answered twice in the wave %(wave)s",
                "%(count)s persons answered twice in the wave %(wave)s",
                count,
                count=count,
                wave=wave,
            ),
            say("one response of each person in a wave"),
            say("keep the first or the last with a rule under duplicates of the source, or leave one out"),
            _place(rows),
            str(wave),
        )


def _backwards(known: pd.DataFrame, by: str) -> Iterator[Problem]:
    """Persons whose follow-up was answered before their baseline."""
    if "submitted_at" not in known:
        return
    times = known.groupby([by, "_at"])["submitted_at"].agg("min").unstack("_at").reindex(columns=SIDES)
    wrong = times.index[times["follow_up"] < times["baseline"]]
    if len(wrong):
        yield Problem(
            "scores",
            say_count(
                "one person answered the follow-up before the baseline",
                "%(count)s persons answered the follow-up before the baseline",
                len(wrong),
                count=len(wrong),
            ),
            say("a follow-up after the baseline"),
            say("see whether the waves are the wrong way round, or two persons share a key"),
            _place(known[known[by].isin(wrong)]),
        )


def _place(rows: pd.DataFrame) -> str:
    """The responses in question. A person is never named, not even by a key."""
    return responses_in_words(rows["response_id"]) if "response_id" in rows else ""


def _pairs(known: pd.DataFrame, by: str) -> pd.DataFrame:
    """Values side by side; who has no row in a wave did not answer it."""
    sides = known.set_index([by, "score", "_at"])["value"].unstack("_at").reindex(columns=SIDES)
    there = known.assign(_there=True).set_index([by, "score", "_at"])["_there"].unstack("_at")
    there = there.reindex(columns=SIDES).eq(True)
    came_back = pd.Series(BOTH, index=sides.index, dtype="str")
    came_back = came_back.mask(~there["follow_up"], ONLY_BASELINE).mask(~there["baseline"], ONLY_FOLLOW_UP)
    return sides.rename_axis(columns=None).assign(came_back=came_back).reset_index()


def _without_key(waves: pd.DataFrame, by: str, *, baseline: str) -> pd.DataFrame:
    """Responses that cannot be paired, kept so that nobody is lost from the count."""
    is_baseline = waves["wave"] == baseline
    return pd.DataFrame(
        {
            by: pd.Series(pd.NA, index=waves.index, dtype="str"),
            "score": waves["score"],
            "baseline": waves["value"].where(is_baseline),
            "follow_up": waves["value"].where(~is_baseline),
            "came_back": NO_KEY,
        }
    )


def _within_responses(nameless: pd.DataFrame, by: str) -> pd.DataFrame:
    pairs = _pairs(nameless, "response_id").drop(columns="response_id")
    return pairs.assign(**{by: pd.Series(pd.NA, index=pairs.index, dtype="str")})
