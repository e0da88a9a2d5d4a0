"""A fifth organisation, with a mix of reports that nobody had before: one YAML file, and no code."""

import html
import re
import shutil
from pathlib import Path

import pytest
import yaml

from arvio.params.yaml_file import read_yaml

from ..conftest import BATCH_SECONDS, PROJECT, Batch, run_arvio

pytestmark = pytest.mark.timeout(BATCH_SECONDS + 300)

NAME, TITLE = "aallokko", "Aallokon Yhteisötalo ry"
TAKEN = {
    "harjula": ("enrolments", "contacts", "gaps"),
    "voimaa": ("groups", "attendance", "persons", "volunteers"),
    "silmu": ("staff_events", "staff_feedback_items", "worker_feedback"),
}
"""Whose exports it has, as sources of its own."""
PERIOD = "2024"
NOTEBOOKS = ("pathways", "groups", "work_quality", "feedback", "data_quality")
AUDIENCES = ("internal", "funder", "public")
INTERNAL_ONLY = {"data_quality"}
PLACES = [
    f"{audience}/{NAME}/{PERIOD}/{notebook}.{language}"
    for notebook in NOTEBOOKS
    for audience in AUDIENCES
    for language in ("fi", "en")
    if audience == "internal" or notebook not in INTERNAL_ONLY
]
OTHERS = ("Harjula", "Voimaa", "Silmu", "Miessakit")


def organisation() -> dict:
    """The one file: who it is, where its exports lie and what they hold, and which reports it wants."""
    params = {name: _params(name) for name in TAKEN}
    sources = {source: params[name]["sources"][source] for name, wanted in TAKEN.items() for source in wanted}
    reports = [
        {
            "notebook": notebook,
            "periods": [PERIOD],
            "audiences": ["internal"] if notebook in INTERNAL_ONLY else list(AUDIENCES),
            "stage": "final",
            "commentary": "optional",
        }
        for notebook in NOTEBOOKS
    ]
    return {
        "organisation": NAME,
        "name": TITLE,
        "data": "synthetic",
        "data_folder": f"data/sample/{NAME}",
        "sensitivity": "special",
        "surveys": [one for one in params["silmu"]["surveys"] if one["respondent_group"] == "workers"],
        "sources": sources,
        "analysis": {
            "closed": params["silmu"]["analysis"]["closed"],
            "minimum_age": "60",
            "services_for_children": params["harjula"]["analysis"]["services_for_children"],
        },
        "reports": reports,
    }


def _params(name: str) -> dict:
    path = PROJECT / "params" / "organisations" / f"{name}.yaml"
    return read_yaml(path, path.name).contents


@pytest.fixture(scope="module")
def fifth(tmp_path_factory) -> Batch:
    """The project with the exports of others as those of a fifth organisation, and its one file."""
    root = tmp_path_factory.mktemp("fifth")
    ignored = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__", "organisations", "commentary")
    for folder in ("notebooks", "params"):
        shutil.copytree(PROJECT / folder, root / folder, ignore=ignored)
    for name in TAKEN:
        shutil.copytree(PROJECT / "data/sample" / name, root / "data/sample" / NAME, dirs_exist_ok=True)
    file = root / "params" / "organisations" / f"{NAME}.yaml"
    file.parent.mkdir()
    file.write_text(yaml.safe_dump(organisation(), allow_unicode=True, sort_keys=False), encoding="utf-8")
    return run_arvio(root, "run", "--jobs", "2")


def read(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_every_report_is_made(fifth):
    assert fifth.exit_code == 0, fifth.stderr
    assert sorted(fifth.stdout.splitlines()) == sorted(f"reports/{place}.html" for place in PLACES)


@pytest.mark.parametrize("place", PLACES)
def test_a_report_speaks_of_the_new_organisation_and_of_no_other(fifth, place):
    text = read(fifth.page(place))
    assert TITLE in text
    assert [name for name in OTHERS if name in text] == []


def test_its_pathways_are_those_of_the_exports(fifth, sample_reports):
    """The same exports give the same findings, whoever they belong to."""
    own, others = (
        batch.page(f"internal/{name}/{PERIOD}/pathways.fi")
        for batch, name in ((fifth, NAME), (sample_reports, "harjula"))
    )
    assert _numbers(own) == _numbers(others)


def _numbers(page: str) -> list[str]:
    """The cells of the first tables: services, target groups and chains, which no params choose."""
    tables = re.findall(r"<table.*?</table>", page, flags=re.DOTALL)
    return [read(cell) for table in tables[:3] for cell in re.findall(r"<td.*?</td>", table, flags=re.DOTALL)]


def test_it_took_one_file_and_no_code(fifth):
    def files(root: Path) -> set[str]:
        found = (path for folder in ("notebooks", "params") for path in (root / folder).rglob("*") if path.is_file())
        return {path.relative_to(root).as_posix() for path in found if "__pycache__" not in path.parts}

    added = files(fifth.root) - files(PROJECT)
    assert added == {f"params/organisations/{NAME}.yaml"}
    assert not list(fifth.root.rglob("*.py"))
