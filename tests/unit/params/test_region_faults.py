"""Counties that params call otherwise than the list does."""

import pytest

from arvio.params.models import Organisation
from arvio.params.region_faults import region_faults


def faults(**source):
    organisation = Organisation(
        organisation="talo",
        name="Talo ry",
        data="synthetic",
        data_folder="data/talo",
        sensitivity="ordinary",
        sources={"groups": {"table": "groups", "reader": "csv", "files": "a.csv", **source}},
    )
    return [(key[-1], what, remedy, value) for key, what, _, remedy, value in region_faults(organisation)]


@pytest.mark.parametrize("county", ["kymenlaakso", "helsinki", "not_known"])
def test_a_county_of_the_list_is_no_fault(county):
    assert faults(values={"county": {"Alue": county}}) == []


def test_a_county_that_there_is_not_is_told_with_the_nearest():
    what = "there is no such wellbeing services county"
    assert faults(values={"county": {"Alue": "kymenlakso"}}) == [
        ("Alue", what, "did you mean kymenlaakso?", "kymenlakso")
    ]
    assert faults(constants={"county": "uusimaa"})[0][:2] == ("county", what)
