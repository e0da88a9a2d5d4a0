"""What came after each service: another one, the same again, an exit, or nothing yet.

The order of services and which of them follow one another is the rule of `arvio.indicators.chains`.
"""

from __future__ import annotations

import datetime as dt

import pandas as pd

from arvio.indicators.chains import CHAIN_GAP_DAYS, linked, times_and_persons
from arvio.indicators.enrolments import NOT_KNOWN, PERSON, basis_of, has_begun, known_by
from arvio.indicators.rare import OTHER_SERVICES, merged, renamed
from arvio.results import EVERYBODY, Results, results

OTHER_OR_NOT_KNOWN = "other_or_not_known"
EXIT, STILL, NOT_STARTED = "exit", "still_in_service", "not_started"


def transitions(
    enrolments: pd.DataFrame, *, until: dt.date, minimum: int, chain_gap_days: int = CHAIN_GAP_DAYS
) -> Results:
    """What came after each period of service: `breakdown` is the service, `group` what followed; n counts persons.

    Every row known by the day until is counted once: under the service that followed in its chain (the same service,
    where the person returned to it), whether or not this one had ended by then; the last of a chain as

    - still_in_service, where it or another of the chain had not ended by the day until,
    - exit, where all had ended and no service followed within chain_gap_days,
    - not_known, where those days have not all passed by then.

    Outside chains, a row with an end and no start is not_known too, having no place in the order, and one with neither
    is not_started.

    Services of fewer persons than the minimum are the row other_services, as in `services`. In each row, services that
    followed for fewer persons are other_services; where these or a state still have fewer, they are other_or_not_known
    together, if need be with the smallest of the others, states before services. `all` of a row is the sum of its
    other groups, and `all` without a breakdown that of all rows. What nobody did has no row.
    """
    moves = _moves(known_by(enrolments, until=until), until, chain_gap_days)
    if moves.empty:
        return results([])
    common = {"indicator": "transitions", "basis": basis_of(enrolments)}
    told = merged(moves, "service", minimum=minimum, into=OTHER_SERVICES)
    return results(
        [{**common, **times_and_persons(moves)}]
        + [
            {**common, "breakdown": service, "group": group, **times_and_persons(part)}
            for service, one in told.groupby("service")
            for group, part in [(EVERYBODY, one), *_merged_states(one, minimum).groupby("state")]
        ]
    )


def _moves(known: pd.DataFrame, until: dt.date, chain_gap_days: int) -> pd.DataFrame:
    """Each row with its state: what came after it."""
    placed = linked(known, chain_gap_days=chain_gap_days)
    passed = pd.Timestamp(until) - placed["chain_end"] >= pd.Timedelta(days=chain_gap_days)
    state = pd.Series(NOT_KNOWN, index=placed.index).mask(passed, EXIT).mask(placed["chain_end"].isna(), STILL)
    placed = placed.assign(state=placed["following"].fillna(state), follows=placed["following"].notna())
    rest = known[known["start"].isna()]
    unplaced = pd.Series(NOT_STARTED, index=rest.index).mask(has_begun(rest), NOT_KNOWN)
    columns = [PERSON, "service", "state", "follows"]
    parts = [part[columns] for part in (placed, rest.assign(state=unplaced, follows=False)) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else placed[columns]


def _merged_states(moves: pd.DataFrame, minimum: int) -> pd.DataFrame:
    follows = moves["follows"]
    # A pair that stands among the common chains stays whole: else the two tables would tell the rest by subtraction.
    services = renamed(moves[follows], "state", minimum=minimum, into=OTHER_SERVICES)
    named = services["state"] != OTHER_SERVICES
    others = pd.concat([services[~named], moves[~follows]])
    # For the same reason rare services and states are merged with one another first, and with a named service last.
    others = merged(others, "state", minimum=minimum, into=OTHER_OR_NOT_KNOWN)
    return merged(pd.concat([services[named], others]), "state", minimum=minimum, into=OTHER_OR_NOT_KNOWN)
