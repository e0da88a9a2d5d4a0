import pytest

from arvio.indicators.parts import part_numbers


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([3, 4, 9, 2], [0, 0, 1, 1]),  # 7, then 9 and the 2 that are left over
        ([5, 5], [0, 1]),
        ([1, 2], [0, 0]),  # never enough: one part
        ([], []),
    ],
)
def test_neighbours_are_put_together_until_there_is_enough(counts, expected):
    assert part_numbers(counts, at_least=5) == expected
