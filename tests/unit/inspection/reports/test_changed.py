from pathlib import Path

from arvio.inspection.reports.changed import Changes, Otherwise
from arvio.inspection.reports.target import Target
from arvio.params import Source

TARGET = Target("talo", "feedback", Source(table="answers", reader="csv", files="a.csv"), Path("data/talo"))


def test_what_is_read_all_the_same_is_no_change():
    assert Changes(TARGET, same=3, noted=("an order of dates",)).are_none


def test_anything_that_needs_the_mapping_mended_is_a_change():
    assert not Changes(TARGET, same=3, otherwise=(Otherwise("delimiter", ",", ";", ""),)).are_none
