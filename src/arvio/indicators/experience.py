"""The means of items by what a response says of its respondent: role in the family, size of the municipality."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import pandas as pd

from arvio.indicators.enrolments import NOT_KNOWN, PERSON
from arvio.indicators.feedback import feedback
from arvio.indicators.rare import told_apart
from arvio.results import EVERYBODY, Results, results

FAMILIES = "participants"
ROLES = ("parent", "young_person")
OTHER_OR_NOT_KNOWN = "other_or_not_known"
ORDER = (EVERYBODY, "parent", "young_person", "small", "medium", "large", OTHER_OR_NOT_KNOWN, NOT_KNOWN)
"""The classes as one reads them."""
PLACES = {name: place for place, name in enumerate(ORDER)}


def means_by_role(
    answers: pd.DataFrame, responses: pd.DataFrame, *, items: Collection[str] = (), minimum: int = 1
) -> Results:
    """The mean of each item by the respondent's role in the family (parent, young_person), and of all of them.

    See `means_by_class`. `items` are those wanted; all where none is named.
    """
    chosen = answers[answers["item"].isin(items)] if items else answers
    of_families = _of_families(chosen, responses, minimum)
    return means_by_class(of_families, responses, by="respondent_role", minimum=minimum)


def means_by_wave(answers: pd.DataFrame, responses: pd.DataFrame, *, minimum: int = 1) -> Results:
    """The mean that families gave to each item wave by wave, and in all waves together.

    See `means_by_class`; a wave that asked an item in other words is no part of it. Told so rather than as a trend,
    a wave that is withheld hides the others: of all waves together its mean could be worked out. It is of the same
    respondents as `means_by_role`, so that the two do not give away who has no role.
    """
    of_families = _of_families(answers[answers["comparable"]], responses, minimum)
    return means_by_class(of_families, responses, by="wave", minimum=minimum)


def means_by_class(answers: pd.DataFrame, responses: pd.DataFrame, *, by: str, minimum: int = 1) -> Results:
    """The mean of each item by a column of the responses, and of all respondents: so that where a class has to be
    withheld, all are, since the mean of all would give it away.

    A response without a class is not_known. Classes with fewer answers to an item than the minimum are told together
    as other_or_not_known, with the smallest of the others if need be; where all would be, there is the mean of all
    only. Where no response has a class, nothing is said.
    """
    placed = _placed(answers, responses, by)
    if placed.empty or (placed[by] == NOT_KNOWN).all():
        return results([])
    apart = partial(told_apart, column=by, minimum=minimum, into=OTHER_OR_NOT_KNOWN)
    items = placed.groupby("item", sort=False)
    parts = [part.assign(**{by: name}) for _, one in items for name, part in apart(one)]
    in_order = sorted(parts, key=lambda part: PLACES.get(part[by].iloc[0], len(PLACES)))
    found = feedback(pd.concat([placed.assign(**{by: EVERYBODY}), *in_order]), by=by).table
    return Results(found[found["statistic"] == "mean"].reset_index(drop=True))


def of_the_same_forms(answers: pd.DataFrame, responses: pd.DataFrame, *, minimum: int) -> pd.DataFrame:
    """The answers without the families' forms that the means by role leave out.

    A report that told of these forms too would give away, beside one that does not, what the few answered: forms of no
    role in waves where they are fewer than the minimum, and others told theirs.
    """
    forms = responses[responses["respondent_group"] == FAMILIES].drop_duplicates("response_id")
    untold = ~forms["respondent_role"].isin(ROLES)
    by_wave = untold.groupby(forms["wave"])
    few = untold & (by_wave.transform("sum") < minimum) & ~by_wave.transform("all")
    return answers[~answers["response_id"].isin(forms.loc[few, "response_id"])]


def _of_families(answers: pd.DataFrame, responses: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """The families' answers; a role would be lost for a handful, were forms of no role not left out where few."""
    told = of_the_same_forms(answers, responses, minimum=minimum)
    return told[told["respondent_group"] == FAMILIES]


def _placed(answers: pd.DataFrame, responses: pd.DataFrame, by: str) -> pd.DataFrame:
    """The answers that have a value, each with the class of its respondent."""
    classes = responses.drop_duplicates("response_id").set_index("response_id")[by]
    known = answers["response_id"].map(classes).astype("object").fillna(NOT_KNOWN).replace("", NOT_KNOWN).astype("str")
    return answers.assign(**{by: known, PERSON: answers["response_id"]}).dropna(subset=["value"])
