"""Projects that are made up for benchmarks: organisations, their params, and answers of persons whom nobody has met.

The same seed gives the same files. Every page made of them says that its persons are synthetic.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

HERE = Path(__file__).parent
ITEMS = tuple(f"statement_{number:02}" for number in range(1, 13))
GROUPS = {"participants": "Osallistuja", "stakeholders": "Sidosryhmä"}
SHARE_OF_PARTICIPANTS = 0.7
MISSING = {"": 0.02, "En osaa sanoa": 0.03}
QUARTERS = (("01-12", "02-20"), ("04-07", "05-15"), ("07-28", "09-04"), ("10-13", "11-20"))
"""When the four waves of a year are open."""
INVITED = 1.4
"""How many were asked for each who answered."""
LOCAL_SECRET = {"ARVIO_KEY": "only for the benchmark, never a real one"}


@dataclass(frozen=True)
class Size:
    """What a project is asked to hold: organisations, and of each the number of answers by period (a year)."""

    organisations: int
    answers: Mapping[str, int]
    notebook: str
    languages: Sequence[str] = ("fi", "en")
    beside: Sequence[str] = ()
    """Further notebooks, each of which makes a report of the same periods and languages."""
    step: int = 0
    """How many answers more each next period and organisation has, so that pages can be told apart by their figures."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """What the suite allows a run, where that is not as in params/suite.yaml."""


def write_project(folder: Path, size: Size, *, seed: int = 1) -> Path:
    """A project of generated organisations in a new folder; the folder.

    Which answers an organisation gets does not follow from its place in the alphabet: numbers are drawn.
    """
    for name in ("params/instruments", "params/organisations", "notebooks", "data"):
        (folder / name).mkdir(parents=True)
    suite = yaml.safe_load((HERE.parent / "params" / "suite.yaml").read_text(encoding="utf-8"))
    _write_yaml(folder / "params" / "suite.yaml", suite | dict(size.limits))
    for notebook in (size.notebook, *size.beside):
        shutil.copy(HERE / "notebooks" / f"{notebook}.ipynb", folder / "notebooks")
    _write_yaml(folder / "params" / "instruments" / "statements.yaml", instrument())
    chance = np.random.default_rng(seed)
    numbers = chance.permutation(size.organisations)
    for place, number in enumerate(numbers):
        name, counts = f"organisation_{number:04}", answers_of(size, int(place))
        waves = [wave for period, n in counts.items() for wave in _waves(period, n)]
        (folder / "data" / name).mkdir()
        write_answers(folder / "data" / name / "vastaukset.csv", waves, chance)
        _write_yaml(folder / "params" / "organisations" / f"{name}.yaml", organisation(name, size, waves))
    return folder


def answers_of(size: Size, place: int) -> dict[str, int]:
    """How many answered in each period; where the size has a step, no two organisations and periods have as many."""
    first = place * len(size.answers)
    return {period: n + size.step * (first + later) for later, (period, n) in enumerate(size.answers.items())}


def answers_in_files(folder: Path) -> dict[tuple[str, str], int]:
    """How many answered of each organisation and period, counted from the data files."""
    found = {}
    for path in sorted((folder / "data").glob("*/vastaukset.csv")):
        years = pd.read_csv(path, sep=";", usecols=["Vastausaika"], dtype=str)["Vastausaika"].str[6:10]
        found.update({(path.parent.name, year): int(n) for year, n in years.value_counts().items()})
    return found


def instrument() -> dict:
    """Twelve statements with marks from 1 to 5."""
    return {
        "instrument": "statements",
        "name": {"fi": "Keksityt väittämät", "en": "Made-up statements"},
        "source": "Made up for the benchmarks",
        "licence": "BSD-3-Clause, as the project",
        "shipping": "text",
        "scale": {"lowest": 1, "highest": 5},
        "missing": {"En osaa sanoa": "does_not_know"},
        "items": [
            {"item": item, "text": {"fi": f"Keksitty väittämä {number}", "en": f"Made-up statement {number}"}}
            for number, item in enumerate(ITEMS, start=1)
        ],
        "scores": [_each_item()],
    }


def _each_item() -> dict:
    known = {"source": "Each statement is one item", "verified": "yes"}
    named = {"score": "statements", "name": {"fi": "Väittämät yksitellen", "en": "Statements one by one"}}
    return {**named, "method": "each_item", "lowest": 1, "highest": 5, **known, "missing": {"allowed": 0, **known}}


def organisation(name: str, size: Size, waves: Iterable[Mapping]) -> dict:
    """The params of one organisation."""
    return {
        "organisation": name,
        "name": f"Keksitty järjestö {name[-4:]}",
        "data": "synthetic",
        "data_folder": f"data/{name}",
        "sensitivity": "ordinary",
        "surveys": [{key: one[key] for key in _OF_SURVEY} for one in waves],
        "sources": {"statements": _source()},
        "claims": [_claim(item) for item in ITEMS[:2]],
        "analysis": {"reference_group": "participants"},
        "reports": [_report(notebook, size) for notebook in (size.notebook, *size.beside)],
    }


def _report(notebook: str, size: Size) -> dict:
    return {
        "notebook": notebook,
        "periods": list(size.answers),
        "audiences": ["internal"],
        "languages": list(size.languages),
        "stage": "final",
        "commentary": "optional",
    }


_OF_SURVEY = ("wave", "respondent_group", "opened", "closed", "invited")


def _source() -> dict:
    return {
        "table": "answers",
        "reader": "csv",
        "files": "vastaukset.csv",
        "encoding": "utf-8",
        "delimiter": ";",
        "date_order": "day_first",
        "instrument": "statements",
        "columns": {"response_id": "Vastaajanumero", "submitted_at": "Vastausaika", "respondent_group": "Ryhmä"},
        "values": {"respondent_group": {label: code for code, label in GROUPS.items()}},
        "items": {item: _header(item) for item in ITEMS},
    }


def _header(item: str) -> str:
    return f"Väittämä {int(item[-2:])}"


def _claim(item: str) -> dict:
    text = {"fi": f"{_header(item)} saa hyvän arvosanan", "en": f"Statement {int(item[-2:])} gets a good mark"}
    figure = {"breakdown": "respondent_group", "group": "participants", "statistic": "mean"}
    return {
        "claim": f"good_{item}",
        "text": text,
        "source": "Made up for the benchmarks",
        "indicator": item,
        **figure,
        "comparator": ">=",
        "value": 3.5,
        "decimals": 1,
    }


def _waves(period: str, answers: int) -> list[dict]:
    """Four waves of each respondent group in a year, with as many answers between them as were asked for."""
    of_participants = round(answers * SHARE_OF_PARTICIPANTS)
    totals = {"participants": of_participants, "stakeholders": answers - of_participants}
    return [
        {
            "wave": f"{period}-{number}",
            "respondent_group": group,
            "opened": f"{period}-{opened}",
            "closed": f"{period}-{closed}",
            "answered": answered,
            "invited": int(answered * INVITED),
        }
        for group, total in totals.items()
        for number, ((opened, closed), answered) in enumerate(zip(QUARTERS, _divided(total), strict=True), start=1)
    ]


def _divided(total: int) -> list[int]:
    return [len(part) for part in np.array_split(np.empty(total), len(QUARTERS))]


def write_answers(path: Path, waves: Sequence[Mapping], chance: np.random.Generator) -> None:
    """A CSV of the answers of some waves, in the order in which they came."""
    level = chance.normal(0.6, 0.25) + chance.normal(0, 0.3, len(ITEMS))
    parts = [_of_wave(wave, level, chance) for wave in waves]
    table = pd.concat(parts).sort_values("moment", kind="stable")
    table.insert(0, "Vastaajanumero", range(1, len(table) + 1))
    table.insert(1, "Vastausaika", table.pop("moment").dt.strftime("%d.%m.%Y %H:%M"))
    table.to_csv(path, sep=";", index=False, encoding="utf-8", lineterminator="\r\n")


def _of_wave(wave: Mapping, level: np.ndarray, chance: np.random.Generator) -> pd.DataFrame:
    """A row for each who answered a wave. A person who is content is so with everything a little."""
    n, opened, closed = wave["answered"], pd.Timestamp(wave["opened"]), pd.Timestamp(wave["closed"])
    minutes = chance.integers(8 * 60, int((closed - opened).total_seconds()) // 60, n)
    liking = level + chance.normal(0, 0.7, (n, 1)) + chance.normal(0, 0.8, (n, len(ITEMS)))
    marks = np.clip(np.rint(3.2 + liking), 1, 5).astype(int).astype(object)
    missed = chance.random(marks.shape)
    marks[missed < sum(MISSING.values())] = "En osaa sanoa"
    marks[missed < MISSING[""]] = ""
    table = pd.DataFrame(marks, columns=[_header(item) for item in ITEMS])
    table.insert(0, "Ryhmä", GROUPS[wave["respondent_group"]])
    table.insert(0, "moment", opened + pd.to_timedelta(minutes, unit="min"))
    return table


def _write_yaml(path: Path, contents: Mapping) -> None:
    path.write_text(yaml.safe_dump(contents, allow_unicode=True, sort_keys=False), encoding="utf-8")
