import itertools

import numpy as np
import pytest

from arvio.disclosure import derived
from arvio.disclosure.derived import Printed, Scale, gives_answers_away, is_near_an_end
from arvio.indicators import estimates

SCALE, MINIMUM = Scale(1, 5), 5


def told(marks, decimals=1):
    """The mean of some marks and the ends of its interval, as they are printed."""
    found = estimates.mean(np.array(marks, dtype=float), lowest=1, highest=5)
    ends = tuple(estimates.rounded(end, decimals) for end in (found.low, found.high))
    return Printed(estimates.rounded(found.value, decimals), (len(marks),), decimals), ends


def by_all_that_fit(printed, ends):
    """The same question asked of every table of marks that fits, without leaving any out."""
    found = list(derived._possible(printed, SCALE, ends, None))
    low, high = np.min([low for low, _ in found], axis=0), np.max([high for _, high in found], axis=0)
    return bool(np.any((low >= 1) & (low < MINIMUM) & (high - low + 1 < derived.FEWEST_VALUES)))


def mixed(n):
    """Answers of n persons in many mixtures."""
    for shares in itertools.product((0, 0.2, 0.5), repeat=4):
        counts = [int(share * n) for share in shares]
        if sum(counts) <= n:
            yield [
                mark for mark, count in zip(range(1, 6), [*counts, n - sum(counts)], strict=True) for _ in range(count)
            ]


@pytest.mark.parametrize("n", [5, 8, 13, 21, 40])
def test_what_a_mean_tells_is_what_all_tables_that_fit_have_in_common(n):
    for marks in mixed(n):
        printed, ends = told(marks)
        assert gives_answers_away(printed, SCALE, ends=ends, minimum=MINIMUM) == by_all_that_fit(printed, ends), marks


def test_a_mean_that_no_answers_have_tells_nothing():
    assert not gives_answers_away(Printed(4.95, (3,), 2), SCALE, ends=(4.9, 5.0), minimum=MINIMUM)


@pytest.mark.parametrize(("marks", "tells"), [([5] * 9 + [1], True), ([1] * 20 + [3] * 40 + [5] * 60, False)])
def test_the_interval_of_few_answers_tells_and_of_many_does_not(marks, tells):
    printed, ends = told(marks)
    assert gives_answers_away(printed, SCALE, ends=ends, minimum=MINIMUM) is tells


def tables(n):
    """How many of n persons gave each of five marks, in every way there is."""
    for bars in itertools.combinations(range(n + 4), 4):
        ends = (-1, *bars, n + 4)
        yield tuple(after - before - 1 for before, after in itertools.pairwise(ends))


def marks_of(counts):
    return [mark for mark, count in enumerate(counts, start=1) for _ in range(count)]


def parts(counts):
    """How many gave each mark, the two lowest and the two highest."""
    return (*counts, counts[0] + counts[1], counts[3] + counts[4])


def spans(found):
    return [derived.Span(int(low), int(high)) for low, high in found]


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_what_fits_a_mean_and_its_interval_is_what_trying_every_table_finds(decimals):
    alike = {}
    for counts in tables(7):
        alike.setdefault(told(marks_of(counts), decimals), []).append(parts(counts))

    for (printed, ends), every in alike.items():
        found = list(derived._possible(printed, SCALE, ends, None))
        low, high = np.min([low for low, _ in found], axis=0), np.max([high for _, high in found], axis=0)
        assert spans(zip(low, high, strict=True)) == spans((min(one), max(one)) for one in zip(*every, strict=True))


@pytest.mark.parametrize("around", [0, 1])
def test_what_fits_a_mean_and_the_answer_groups_is_what_trying_every_table_finds(around):
    every = [(told(marks_of(counts))[0], parts(counts)) for counts in tables(6)]

    for printed, (*marks, lowest, highest) in every:
        groups = tuple(derived.Span(max(n - around, 0), n + around) for n in (lowest, marks[2], highest))
        fit = [
            one
            for same, one in every
            if same == printed
            and all(span.low <= n <= span.high for span, n in zip(groups, (one[5], one[2], one[6]), strict=True))
        ]
        found = list(derived._possible(printed, SCALE, None, groups))
        low, high = np.min([low for low, _ in found], axis=0), np.max([high for _, high in found], axis=0)
        assert spans(zip(low, high, strict=True)) == spans((min(one), max(one)) for one in zip(*fit, strict=True))


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("highest", "n", "steps", "near"),
    [
        (5, 7, 3, True),  # of no more than the minimum, three steps are three persons with the next mark
        (5, 7, 4, False),
        (5, 8, 2, True),
        (5, 8, 3, False),
        (3, 8, 3, True),
        (3, 8, 4, False),
        (2, 20, 6, True),  # of two marks it is a share: as many as the minimum are needed
        (2, 20, 7, False),
    ],
)
def test_a_mean_is_near_an_end_by_as_few_steps_as_give_single_answers_away(highest, n, steps, near, turned):
    total = n + steps if turned else n * highest - steps
    printed = Printed(estimates.rounded(total / n, 2), (n,), 2)
    assert is_near_an_end(printed, Scale(1, highest), minimum=7) is near
