"""A thousand reports, eight at a time: is each page the report that it says it is? And what does nothing to do cost?

250 organisations with two years and two languages each, a light notebook: `make bench`. Organisations are given to the
command in an order that was drawn. No two of them have as many answers in a year, so that a page with another one's
figures would be seen. Each page is read back and held against params and data: its place and fingerprint, the name of
the organisation, the period and the language, and how many answered. Then the same command is given again, and has
nothing to do. A page that is wrong, missing or too many ends the benchmark with an error.

ARVIO_BENCH_IDENTITIES (1000) makes it smaller.
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generated import Size, answers_in_files, write_project
from ways import arvio, require_done

from arvio.errors import ArvioError
from arvio.params import Project, Run, open_project
from arvio.publish import places
from arvio.publish.notebooks.notebooks import read_notebook
from arvio.publish.page.fingerprints import check_fingerprint

RUNS = int(os.environ.get("ARVIO_BENCH_IDENTITIES", "1000"))
PERIODS, LANGUAGES, JOBS = ("2024", "2025"), ("fi", "en"), 8
ORGANISATIONS = RUNS // (len(PERIODS) * len(LANGUAGES))
FEWEST_ANSWERS = 100
MOST_SECONDS, MOST_MEGABYTES = 2, 200
"""Of a batch that has nothing to do."""


_MARK = re.compile(r'<meta name="arvio-run" content="(\S+) [0-9a-f]{64}">')
_LANGUAGE = re.compile(r'<html lang="(\w+)"')
_TITLE = re.compile(r'<span class="of"><bdi>(\D+ \d{4})</bdi> (\S+)</span></h1>')
_WAVE = re.compile(r'<th scope="row">(\d{4})-\d</th><td[^>]*>\d+</td><td[^>]*>(\d+)</td>')


@dataclass(frozen=True)
class Page:
    """Whose report a page is, by all that can be read on it."""

    place: str
    organisation_name: str
    period: str
    language: str
    answered: int


def page_of(text: str) -> Page:
    """What a page says of itself; empty where it does not say it."""
    mark, title, language = _MARK.search(text), _TITLE.search(text), _LANGUAGE.search(text)
    return Page(
        place=mark[1] if mark else "",
        organisation_name=title[1] if title else "",
        period=title[2] if title else "",
        language=language[1] if language else "",
        answered=sum(int(answered) for _, answered in _WAVE.findall(text)),
    )


def expected(project: Project, run: Run, answers: Mapping[tuple[str, str], int]) -> Page:
    """The same as params and the data files have it."""
    name = project.organisation(run.organisation).name
    return Page(str(run.place), name, run.period, run.language, answers[run.organisation, run.period])


def faults(project: Project) -> Counter[str]:
    """How many reports are of somebody else, were changed after they were made, are lost, or are there twice."""
    answers, notebook = answers_in_files(project.root), read_notebook(places.notebook(project.root, "light"))
    found, fingerprints = Counter(mismatched=0, lost=0, duplicated=0), Counter()
    for run in project.runs():
        path = places.report(project.root, run)
        if not path.exists():
            found["lost"] += 1
            continue
        text = path.read_text(encoding="utf-8")
        found["mismatched"] += page_of(text) != expected(project, run, answers) or _is_spoilt(text, run, notebook)
        fingerprints[_digest(text)] += 1
    wanted = {places.report(project.root, run) for run in project.runs()}
    found["duplicated"] += sum(n - 1 for n in fingerprints.values())
    found["duplicated"] += len(set(places.reports(project.root).glob("internal/*/*/*.html")) - wanted)
    return found


def _is_spoilt(text: str, run: Run, notebook: Mapping) -> bool:
    try:
        check_fingerprint(text, run, notebook)
    except ArvioError:
        return True
    return False


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def main() -> int:
    size = Size(ORGANISATIONS, dict.fromkeys(PERIODS, FEWEST_ANSWERS), "light", LANGUAGES, step=1)
    with tempfile.TemporaryDirectory() as temporary:
        folder = write_project(Path(temporary, "project"), size)
        project = open_project(folder)
        n, names = len(project.runs()), sorted(project.organisations)
        random.Random(1).shuffle(names)
        command = ("run", "--quiet", "--jobs", str(JOBS), *names)
        made = require_done(arvio(folder, *command), n)
        print(f"{n} reports, {JOBS} at a time: {made.seconds:.0f} s, at most {made.megabytes:.0f} MB")
        found = faults(project)
        print(", ".join(f"{count} {fault}" for fault, count in found.items()))
        again = arvio(folder, *command, every=0.05)
        print(f"again, nothing to do: {again.seconds:.2f} s, at most {again.megabytes:.0f} MB, ends with {again.code}")
        print(f"wanted: at most {MOST_SECONDS} s and {MOST_MEGABYTES} MB, and nothing mismatched, lost or duplicated")
    return 1 if found.total() or again.code else 0


if __name__ == "__main__":
    raise SystemExit(main())
