"""Where the figures of a mirror stand for an auditor."""

from __future__ import annotations

import pandas as pd
import pytest

from arvio.disclosure.auditing.declared import BY_BREAKDOWN
from arvio.disclosure.auditing.times import OF_BREAKDOWN
from arvio.disclosure.register_file import FACT, RUN
from arvio.gate.mirror import TABLES, as_files_tell
from arvio.mirror.content import Statistic


def row(statistic: str, group: str, **other: object) -> dict:
    run = {"organisation": "talo", "period": "2025", "notebook": "mirror", "audience": "internal", "language": "fi"}
    of = {"indicator": "heard", "breakdown": "participants", "group": group, "wave": "", "statistic": statistic}
    numbers = {"value": 4.2, "low": 4.0, "high": 4.4, "n": 15.0, "basis": "collected", "status": "shown"}
    return {**run, **of, **numbers, **other}


def register(*rows: dict) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*RUN, *FACT])


def test_ones_own_figure_is_the_one_that_the_file_told_everybody():
    told = as_files_tell(register(row("mean", "own")))

    (own,) = told.to_dict("records")
    assert (own["notebook"], own["audience"]) == ("mirror_export", "public")
    assert (own["breakdown"], own["group"], own["value"], own["n"]) == ("respondent_group", "participants", 4.2, 15)


def test_a_change_is_of_everybody_who_answered_twice():
    (own,) = as_files_tell(register(row("mean_change", "own"))).to_dict("records")

    assert (own["breakdown"], own["group"]) == ("baseline", "all")


def test_figures_of_others_and_of_all_are_of_no_persons_of_this_organisation():
    rows = [row("mean", "others", n=510.0), row("organisations", "all"), row("i_squared", "all")]

    assert as_files_tell(register(*rows)).empty


def test_figures_drawn_towards_the_mean_of_all_are_left_out():
    assert as_files_tell(register(row("drawn_mean", "own"), row("limit_low", "own"))).empty


def test_other_reports_stay_as_they_are():
    rest = register(row("mean", "participants", notebook="feedback", breakdown="respondent_group"))

    pd.testing.assert_frame_equal(as_files_tell(rest), rest)
    both = as_files_tell(pd.concat([rest, register(row("mean", "own"))], ignore_index=True))
    assert list(both["notebook"]) == ["feedback", "mirror_export"]


@pytest.mark.parametrize("statistic", Statistic.__args__)
def test_every_statistic_of_a_file_comes_from_a_table_that_the_auditor_knows(statistic):
    assert TABLES[statistic] in {*BY_BREAKDOWN, *OF_BREAKDOWN}
