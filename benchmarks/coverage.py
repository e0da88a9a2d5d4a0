"""How often our intervals of 95 % hold the true value, for 5 to 40 answers: `make coverage`.

Answers on a scale of 1–5 are drawn from three populations, each sample is given to the functions that reports use, and
what is counted is how often the interval holds the value of the population, in %. The table goes to
benchmarks/coverage.md, from where docs/methods.md takes it. Less than 93 % anywhere ends with an error.

satisfied: most give the two highest marks, as in feedback of participants; even: every mark is as common as the
others; low: nearly half give the lowest mark, as on loneliness or hardship. Changes are of persons whose two answers go
together (a normal copula with a correlation of 0.6). Of those asked, four of five answered. Rates of groups are drawn
around 0.7 with a standard deviation of 0.14; n is the number of groups.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations_with_replacement, product
from pathlib import Path

import numpy as np
from scipy.stats import norm

from arvio.indicators import estimates
from arvio.indicators.estimates import Estimate

POPULATIONS = {
    "satisfied": (0.01, 0.03, 0.08, 0.30, 0.58),
    "even": (0.20, 0.20, 0.20, 0.20, 0.20),
    "low": (0.45, 0.30, 0.15, 0.07, 0.03),
}
SIZES = (5, 8, 10, 15, 20, 30, 40)
SAMPLES = 4_000
SEED = 20_260
LOWEST, HIGHEST = 1.0, 5.0
MARKS = np.arange(LOWEST, HIGHEST + 1)
HIGH = np.array([0, 0, 0, 1, 1])
"""Shares of differences, changes and those asked are of the two highest marks."""
PARTS = {"two lowest": slice(0, 2), "middle": slice(2, 3), "two highest": slice(3, 5)}
CORRELATION = 0.6
RATES = (7, 3)
"""Of the beta distribution of the rates of groups: a mean of 0.7."""
AT_LEAST = 0.93

Counts = tuple[int, ...]
Case = Callable[[np.random.Generator, int], float]


def cases() -> Iterator[tuple[str, str, Case]]:
    """Each figure that reports publish, in each population, with what tells its coverage."""
    for name, chances in POPULATIONS.items():
        yield "mean", name, _single(chances, _mean, MARKS @ chances)
    for name, chances in POPULATIONS.items():
        for part, marks in PARTS.items():
            yield f"share of the {part}", name, _single(chances, _share_of(part), sum(chances[marks]))
    yield from (("difference of means", *one) for one in _differences(_difference, MARKS))
    yield from (("difference of shares", *one) for one in _differences(_difference_high, HIGH))
    yield from (("mean change", *one) for one in _changes(_change, MARKS))
    yield from (("change of share", *one) for one in _changes(_change_high, HIGH))
    for name, chances in POPULATIONS.items():
        yield "mean of those asked", name, _finite(chances, _mean_of_asked, MARKS)
    for name, chances in POPULATIONS.items():
        yield "share of those asked", name, _finite(chances, _share_of_asked, HIGH)
    yield "mean of rates", "groups", _rates


def _differences(estimate: Callable[[Counts, Counts], Estimate], scored: np.ndarray) -> Iterator[tuple[str, Case]]:
    for first, second in combinations_with_replacement(POPULATIONS, 2):
        yield f"{first} – {second}", _two(first, second, estimate, scored)


def _changes(estimate: Callable[[np.ndarray, np.ndarray], Estimate], scored: np.ndarray) -> Iterator[tuple[str, Case]]:
    for before, after in product(POPULATIONS, repeat=2):
        yield f"{before} → {after}", _paired(before, after, estimate, scored)


def _single(chances: tuple[float, ...], estimate: Callable[[Counts], Estimate], truth: float) -> Case:
    """The coverage of a figure of one group."""

    def coverage(draw: np.random.Generator, n: int) -> float:
        samples = draw.multinomial(n, chances, SAMPLES)
        return float(np.mean([_holds(estimate(tuple(one)), truth) for one in samples.tolist()]))

    return coverage


def _two(first: str, second: str, estimate: Callable[[Counts, Counts], Estimate], scored: np.ndarray) -> Case:
    """The coverage of a difference of two groups of n each."""
    truth = scored @ POPULATIONS[first] - scored @ POPULATIONS[second]

    def coverage(draw: np.random.Generator, n: int) -> float:
        samples = [draw.multinomial(n, POPULATIONS[name], SAMPLES).tolist() for name in (first, second)]
        return float(np.mean([_holds(estimate(tuple(a), tuple(b)), truth) for a, b in zip(*samples, strict=True)]))

    return coverage


def _paired(
    before: str, after: str, estimate: Callable[[np.ndarray, np.ndarray], Estimate], scored: np.ndarray
) -> Case:
    """The coverage of a change of the same n persons."""
    truth = scored @ POPULATIONS[after] - scored @ POPULATIONS[before]

    def coverage(draw: np.random.Generator, n: int) -> float:
        first = draw.standard_normal((SAMPLES, n))
        second = CORRELATION * first + np.sqrt(1 - CORRELATION**2) * draw.standard_normal((SAMPLES, n))
        marks = _marks(first, POPULATIONS[before]), _marks(second, POPULATIONS[after])
        return float(np.mean([_holds(estimate(a, b), truth) for a, b in zip(*marks, strict=True)]))

    return coverage


def _finite(chances: tuple[float, ...], estimate: Callable[[Counts, int], Estimate], scored: np.ndarray) -> Case:
    """The coverage of the figure of all who were asked, of whom n answered."""

    def coverage(draw: np.random.Generator, n: int) -> float:
        asked = n + max(n // 4, 1)
        populations = draw.multinomial(asked, chances, SAMPLES)
        samples = [draw.multivariate_hypergeometric(one, n).tolist() for one in populations]
        truths = populations @ scored / asked
        found = [_holds(estimate(tuple(a), asked), truth) for a, truth in zip(samples, truths, strict=True)]
        return float(np.mean(found))

    return coverage


def _rates(draw: np.random.Generator, n: int) -> float:
    """The coverage of a mean over n groups."""
    rates = draw.beta(*RATES, (SAMPLES, n))
    truth = RATES[0] / sum(RATES)
    return float(np.mean([_holds(estimates.mean_of_rates(one), truth) for one in rates]))


def _holds(estimate: Estimate, truth: float) -> bool:
    return bool(estimate.low - 1e-9 <= truth <= estimate.high + 1e-9)


def _marks(normal: np.ndarray, chances: tuple[float, ...]) -> np.ndarray:
    """Marks of 1–5 from normal values, so that each mark has its chance."""
    return np.searchsorted(norm.ppf(np.cumsum(chances)[:-1]), normal) + LOWEST


@cache
def _answers(counts: Counts) -> np.ndarray:
    return np.repeat(MARKS, counts)


@cache
def _mean(counts: Counts) -> Estimate:
    return estimates.mean(_answers(counts), lowest=LOWEST, highest=HIGHEST)


def _share_of(part: str) -> Callable[[Counts], Estimate]:
    return lambda counts: _share(sum(counts[PARTS[part]]), sum(counts))


@cache
def _share(count: int, n: int) -> Estimate:
    return estimates.share(count, n)


def _difference(first: Counts, second: Counts) -> Estimate:
    return estimates.difference_of_means(_answers(first), _answers(second), lowest=LOWEST, highest=HIGHEST)


def _difference_high(first: Counts, second: Counts) -> Estimate:
    return _difference_of_shares(sum(first[3:]), sum(first), sum(second[3:]), sum(second))


@cache
def _difference_of_shares(count: int, n: int, reference_count: int, reference_n: int) -> Estimate:
    return estimates.difference_of_shares(count, n, reference_count, reference_n)


def _change(before: np.ndarray, after: np.ndarray) -> Estimate:
    return estimates.mean_change(before, after, lowest=LOWEST, highest=HIGHEST)


def _change_high(before: np.ndarray, after: np.ndarray) -> Estimate:
    first, second = before >= MARKS[3], after >= MARKS[3]
    both, lost, gained = int(np.sum(first & second)), int(np.sum(first & ~second)), int(np.sum(second & ~first))
    return _change_of_share(both, gained, lost, len(before) - both - gained - lost)


@cache
def _change_of_share(both: int, gained: int, lost: int, neither: int) -> Estimate:
    return estimates.change_of_share(both=both, gained=gained, lost=lost, neither=neither).change


def _mean_of_asked(counts: Counts, asked: int) -> Estimate:
    return estimates.mean_of_population(_answers(counts), lowest=LOWEST, highest=HIGHEST, population=asked)


@cache
def _share_of_asked(counts: Counts, asked: int) -> Estimate:
    return estimates.share_of_population(sum(counts[3:]), sum(counts), asked)


def measured() -> dict[tuple[str, str], list[float]]:
    """The coverage of each case by number of answers; each case draws anew from the same seed."""
    return {
        (figure, population): [case(np.random.default_rng([SEED, n]), n) for n in SIZES]
        for figure, population, case in cases()
    }


def table(coverage: dict[tuple[str, str], list[float]]) -> str:
    """The coverage in percent, as a table of Markdown."""
    heads = ["figure", "population", *(f"n = {n}" for n in SIZES)]
    lines = ["| " + " | ".join(heads) + " |", "|---|---|" + "--:|" * len(SIZES)]
    for (figure, population), values in coverage.items():
        lines.append(f"| {figure} | {population} | " + " | ".join(f"{100 * value:.1f}" for value in values) + " |")
    return "\n".join(lines)


def main() -> int:
    coverage = measured()
    written = table(coverage)
    Path(__file__).with_suffix(".md").write_text(written + "\n", encoding="utf-8", newline="\n")
    print(written)
    short = [name for name, values in coverage.items() if min(values) < AT_LEAST]
    for figure, population in short:
        print(f"under {AT_LEAST:.0%}: {figure}, {population}", file=sys.stderr)
    return 1 if short else 0


if __name__ == "__main__":
    raise SystemExit(main())
