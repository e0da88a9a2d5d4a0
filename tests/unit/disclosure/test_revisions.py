import datetime as dt

import pandas as pd
import pytest

from arvio.disclosure import Context, Released
from arvio.disclosure.register import FACT
from arvio.disclosure.revisions import revisions

CONTEXT = Context("talo", "Talo", "2023-2024", dt.date(2023, 1, 1), dt.date(2024, 12, 31), "fi", "funder", {})
KEY = {"indicator": "reach", "breakdown": "county", "group": "all", "statistic": "persons", "basis": "collected"}
UNKNOWN = dict.fromkeys(("low", "high", "n"), float("nan"))


def fact(value, wave="", **more):
    return {**KEY, **UNKNOWN, "wave": wave, "value": value, "status": "shown", **more}


def now(*facts):
    return Released(pd.DataFrame(facts, columns=list(FACT)), CONTEXT)


def published(value, period="2023", notebook="groups", audience="funder", **more):
    run = {"organisation": "talo", "period": period, "notebook": notebook, "audience": audience, "language": "fi"}
    return {**run, **fact(value, **more)}


def told(found):
    return found.changed.table.set_index("wave")["value"].to_dict()


def test_a_figure_that_changed_is_told_as_it_was_and_with_the_difference():
    found = revisions([now(fact(121, "2023"))], pd.DataFrame([published(119)]))
    assert told(found) == {"2023/was": 119, "2023/difference": 2}


def test_a_difference_has_neither_the_interval_nor_the_n_of_what_was_told():
    before, after = ({"low": value - 1, "high": value + 1, "n": 40.0} for value in (119, 121))
    found = revisions([now(fact(121, "2023", **after))], pd.DataFrame([published(119, **before)])).changed.table
    assert found.set_index("wave")[["low", "high", "n"]].loc["2023/was"].tolist() == [118, 120, 40]
    assert found.set_index("wave")[["low", "high", "n"]].loc["2023/difference"].isna().all()


def test_a_figure_that_was_rounded_is_held_against_one_that_is():
    rounded = {"status": "rounded"}
    found = revisions([now(fact(125, "2023", **rounded))], pd.DataFrame([published(120, **rounded)]))
    assert told(found) == {"2023/was": 120, "2023/difference": 5}


def test_a_figure_that_is_the_same_is_no_revision_whatever_the_language():
    same = pd.DataFrame([published(119), {**published(119), "language": "en"}])
    found = revisions([now(fact(119, "2023"), fact(80, "2024"))], same)
    assert told(found) == {}
    assert (found.told, found.untold) == (("2023",), ("2024",))


@pytest.mark.parametrize("other", [{"audience": "internal"}, {"notebook": "project_end"}, {"period": "2022"}])
def test_other_audiences_years_and_final_reports_are_not_looked_at(other):
    found = revisions([now(fact(121, "2023"))], pd.DataFrame([published(119, **other)]))
    assert told(found) == {}
    assert found.untold == ("2023",)


def test_what_is_withheld_in_one_of_them_was_not_corrected():
    withheld = {"value": float("nan"), "status": "withheld"}
    found = revisions([now(fact(121, "2023"))], pd.DataFrame([published(**withheld)]))
    assert (told(found), found.told) == ({}, ("2023",))
    found = revisions([now({**fact(0, "2023"), **withheld})], pd.DataFrame([published(121)]))
    assert told(found) == {}


def test_a_yearly_report_made_anew_still_has_told_the_first_figure():
    found = revisions([now(fact(121, "2023"))], pd.DataFrame([published(119), published(121)]))
    assert told(found) == {"2023/was": 119, "2023/difference": 2}


def test_an_empty_register_leaves_every_year_untold():
    nothing = pd.DataFrame([published(1)]).iloc[:0]
    assert revisions([now(fact(121, "2023")), now()], nothing).untold == ("2023",)
