"""Which cell of the evaluator's notebook is executed."""

import pytest

from arvio.publish.running.progress import AtCell, at_cell


def cell(*tags):
    return {"metadata": {"tags": list(tags)}}


CELLS = [cell(), cell("parameters"), cell("injected-parameters"), cell(), {"metadata": {}}]


@pytest.mark.parametrize(("index", "number"), [(0, 1), (1, 2), (2, 2), (3, 3), (4, 4)])
def test_cells_are_counted_without_the_one_that_was_put_in(index, number):
    assert at_cell(CELLS, index) == AtCell(number, 4)


def test_the_cell_that_was_put_in_counts_as_the_first_where_nothing_is_before_it():
    assert at_cell([cell("injected-parameters"), cell()], 0) == AtCell(1, 1)
