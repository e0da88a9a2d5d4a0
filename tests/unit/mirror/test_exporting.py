"""What an organisation may not put into its file."""

from types import SimpleNamespace

import pytest

from arvio.errors import ProtectionError, UsageError
from arvio.mirror.counting import is_whole, wanted_rows
from arvio.mirror.exporting import _refuse_families, mirror_of
from arvio.params.models import Mirror, MirrorIndicator

HEARD = MirrorIndicator(indicator="heard")
MIRROR = Mirror(member="m-00000001", folder="data/mirror", members="data/mirror/members.json", indicators=[HEARD])


def params(**more):
    return SimpleNamespace(**{"organisation": "talo", "sensitivities": {}, "sensitivity": "ordinary", **more})


def test_an_organisation_without_a_mirror_is_told_how_to_take_part():
    project = SimpleNamespace(organisation=lambda name: SimpleNamespace(mirror=None))
    with pytest.raises(UsageError, match=r"takes part in no mirror[\s\S]*docs/mirror.md"):
        mirror_of(project, "talo")


def test_what_families_in_child_welfare_said_goes_into_no_mirror():
    with pytest.raises(ProtectionError, match=r"mirror.indicators.0: what is told of families"):
        _refuse_families(SimpleNamespace(params=params(sensitivity="child_welfare")), MIRROR)
    _refuse_families(SimpleNamespace(params=params(sensitivities={"heard": "staff"})), MIRROR)


def test_an_item_of_which_some_answers_are_not_comparable_is_left_out_whole():
    import pandas as pd

    answers = pd.DataFrame({"item": ["heard", "heard", "trust"], "comparable": [True, False, True]})
    evaluation = SimpleNamespace(current=SimpleNamespace(answers=answers))
    assert not is_whole(evaluation, HEARD)
    assert is_whole(evaluation, MirrorIndicator(indicator="trust"))


def test_answers_are_of_a_group_and_referrals_of_all():
    assert wanted_rows(MirrorIndicator(indicator="heard", group="workers"))["group"] == "workers"
    waiting = MirrorIndicator(indicator="begun_in_time", counting="waiting", statistic="begun_in_time")
    assert wanted_rows(waiting)["group"] == "all"
