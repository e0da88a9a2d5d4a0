"""What params say of a mirror, held against itself."""

import pytest

from arvio.params.mirror_faults import mirror_faults
from arvio.params.models import Organisation


def faults(*indicators, **more):
    mirror = {"member": "m-00000001", "folder": "data/mirror", "members": "data/mirror/members.json", **more}
    organisation = Organisation(
        organisation="talo",
        name="Talo ry",
        data="synthetic",
        data_folder="data/talo",
        sensitivity="ordinary",
        sources={},
        mirror={**mirror, "indicators": list(indicators) or [{"indicator": "heard"}]},
    )
    return [(".".join(map(str, key)), what) for key, what, *_ in mirror_faults(organisation)]


def test_a_mirror_as_the_handbook_has_it_is_right():
    change = {"indicator": "loneliness", "counting": "change", "statistic": "mean_change"}
    assert faults({"indicator": "heard"}, change) == []


@pytest.mark.parametrize("path", ["../elsewhere", "/elsewhere", "C:\\elsewhere"])
def test_a_folder_outside_the_project_is_refused(path):
    assert faults(folder=path) == [("mirror.folder", "leaves the project")]
    assert faults(members=path) == [("mirror.members", "leaves the project")]


def test_an_indicator_stands_once():
    assert faults({"indicator": "heard"}, {"indicator": "heard", "statistic": "share_high"}) == [
        ("mirror.indicators.1", "is named twice")
    ]


def test_a_statistic_is_one_that_the_counting_gives():
    assert faults({"indicator": "heard", "counting": "change"}) == [
        ("mirror.indicators.0.statistic", "is not what change gives")
    ]
