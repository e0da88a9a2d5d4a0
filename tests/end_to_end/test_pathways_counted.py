"""Chains and transitions of the sample, counted again from the raw export by plain loops that share no code."""

import csv
import datetime as dt
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from arvio import indicators, open_evaluation

from ..conftest import PROJECT

GAP = dt.timedelta(days=90)
FIRST, LAST = dt.date(2023, 1, 1), dt.date(2025, 12, 31)
SERVICES = {
    "Kuntouttava työtoiminta": "kuntouttava_tyotoiminta",
    "Olopiste": "olopiste",
    "OmaKamu": "omakamu",
    "Oma Kamu": "omakamu",
    "Askel": "askel",
    "Minun Suomeni": "minun_suomeni",
    "Valopilkku": "valopilkku",
}


@pytest.fixture(scope="module")
def clients() -> dict[str, list[tuple]]:
    """The periods of each client who allowed their use: start, service, end and referral, as known on the last day."""
    rows = {(row["Asiakasnumero"], row["Palvelu"], row["Ohjattu"]): row for row in _rows()}  # the last of copies
    found = defaultdict(list)
    for row in rows.values():
        referred, start, end = (_day(row[name]) for name in ("Ohjattu", "Alkoi", "Päättyi"))
        found[row["Asiakasnumero"]].append((start, SERVICES[row["Palvelu"].strip()], end, referred))
    return dict(found)


def _rows() -> Iterator[dict]:
    with (PROJECT / "data/sample/harjula/palvelujaksot.csv").open(encoding="cp1252", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    gone = {row["Asiakasnumero"] for row in rows if row["Arviointilupa"] == "peruttu"}
    return (row for row in rows if row["Nimi"] != "Testi Asiakas" and row["Asiakasnumero"] not in gone)


def _day(text: str) -> dt.date | None:
    day, month, year = map(int, text.split(".")) if text.strip() else (31, 12, 9999)
    found = dt.date(year, month, day)
    return found if found <= LAST else None


def chains_of(periods: list[tuple]) -> list[list[tuple]]:
    """A client's periods in chains: one goes on where it starts within the gap after the latest end before it."""
    chains, latest = [], None
    for period in sorted((one for one in periods if one[0]), key=lambda one: (one[0], one[1], one[2] or dt.date.max)):
        start, _, end, _ = period
        if chains and (latest is None or start - latest <= GAP):
            chains[-1].append(period)
        else:
            chains.append([period])
            latest = start
        latest = None if latest is None or end is None else max(latest, end)
    return chains


def moves_of(periods: list[tuple]) -> Iterator[tuple[str, str]]:
    """Each period's service and what came after it: the next in its chain, an exit, or why that is not known."""
    for chain in chains_of(periods):
        for one, following in itertools.pairwise(chain):
            yield one[1], following[1]
        yield chain[-1][1], _end_of(chain)
    for start, service, end, _ in periods:
        if start is None:
            yield service, "not_known" if end else "not_started"


def _end_of(chain: list[tuple]) -> str:
    if any(end is None for _, _, end, _ in chain):
        return "still_in_service"
    return "exit" if LAST - max(end for _, _, end, _ in chain) >= GAP else "not_known"


@pytest.fixture(scope="module")
def evaluation(sample_project, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(sample_project / "notebooks")
        patched.setenv("ARVIO_KEY", "sample-key-of-the-tests")
        yield open_evaluation("harjula", "2023-2025", "fi", "internal")


def counted(results, statistic: str) -> dict[tuple[str, str], float]:
    rows = results.table[results.table["statistic"] == statistic]
    return {(row.breakdown, row.group): row.value for row in rows.itertuples()}


def test_every_transition_is_counted_alike(evaluation, clients):
    again = Counter(move for periods in clients.values() for move in moves_of(periods))
    served = indicators.served(evaluation.current.referrals, start=FIRST, end=LAST)
    found = counted(indicators.transitions(evaluation.current.referrals, until=LAST, minimum=1), "transitions")
    parts = {key: value for key, value in found.items() if key[0] and key[1] != "all"}
    assert parts == dict(again)
    assert len(again) > 20
    assert len(served) <= sum(again.values())


def test_every_pair_of_services_is_counted_alike(evaluation, clients):
    pairs = Counter(
        f"{first} > {second}"
        for periods in clients.values()
        for chain in chains_of(periods)
        for (_, first, *_), (_, second, *_) in itertools.pairwise(chain)
        if first != second
    )
    histories = indicators.histories(evaluation.current.referrals, start=FIRST, end=LAST)
    found = counted(indicators.common_chains(histories, minimum=1), "transitions")
    assert {group: value for (_, group), value in found.items() if group != "all"} == dict(pairs)
    assert pairs["valopilkku > minun_suomeni"] == 2, "the rare chain is planted"


def test_who_had_a_chain_is_counted_alike(evaluation, clients):
    def steps(chain: list[tuple]) -> int:
        services = [service for _, service, *_ in chain]
        return 1 + sum(one != following for one, following in itertools.pairwise(services))

    longest = [max(map(steps, chains)) for chains in map(chains_of, clients.values()) if chains]
    histories = indicators.histories(evaluation.current.referrals, start=FIRST, end=LAST)
    found = counted(indicators.chains(histories), "persons")
    in_chain = sum(length > 1 for length in longest)
    assert found == {
        ("chain", "all"): len(longest),
        ("chain", "chain"): in_chain,
        ("chain", "no_chain"): len(longest) - in_chain,
    }
    lengths = counted(indicators.chain_lengths(histories, minimum=1), "persons")
    assert {group: value for (_, group), value in lengths.items() if group != "all"} == {
        str(length): count for length, count in Counter(longest).items()
    }


def test_the_sample_has_what_makes_the_counting_hard(clients):
    periods = [sorted(one for one in rows if one[0]) for rows in clients.values()]
    neighbours = [pair for rows in periods for pair in itertools.pairwise(rows)]
    assert any(first[0] == second[0] for first, second in neighbours), "no services that start on the same day"
    assert any(first[2] and second[0] < first[2] for first, second in neighbours), "no overlap"
    assert any(first[2] and second[0] - first[2] > GAP for first, second in neighbours), "no gap"
    assert any(first[1] == second[1] for first, second in neighbours), "no return"
    assert any(end is None for rows in periods for _, _, end, _ in rows), "nobody is still in service"
