"""Which numbers of persons stand behind a figure, and among whom somebody is counted."""

from arvio.disclosure.auditing.cells import (
    BASE_OF,
    NOT_OF_FAMILIES,
    NOT_OF_N,
    OF_FORMS,
    OF_OTHERS,
    PART_OF,
    REASONS,
)
from arvio.results import INDICATORS, STATISTICS


def test_what_is_told_apart_is_a_statistic_or_an_indicator_that_is_computed():
    named = {*BASE_OF, *PART_OF, *NOT_OF_N, *OF_OTHERS, *OF_FORMS, *REASONS}
    assert named <= set(STATISTICS)
    assert set(PART_OF.values()) <= set(STATISTICS)
    assert set(NOT_OF_FAMILIES) <= INDICATORS
