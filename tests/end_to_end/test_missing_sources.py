"""An organisation that does not collect one of its tables: the section says so, and the rest of the report stands."""

import html
import re
import shutil
from collections import Counter

import pytest
import yaml

from arvio.params import needs_of_notebooks
from arvio.params.yaml_file import read_yaml

from ..conftest import BATCH_SECONDS, PROJECT, Batch, run_arvio

pytestmark = pytest.mark.timeout(BATCH_SECONDS + 300)

ORGANISATIONS = ("harjula", "miessakit", "silmu", "voimaa")
ABOUT_THE_DATA = {"data_quality"}
NOT_COLLECTED = "arvio-not-collected"
METHODS, CLAIMS = "Menetelmät ja tietosuoja", "Pitääkö julkisuudessa sanottu paikkansa?"
ONLY_DIVIDES = {("silmu", "partners", "family_work"), ("harjula", "enrolments", "change")}
"""Where a table only divides by sector or target group what another tells: nothing of the section is missing."""
OF_EVERYTHING = {"annual", "project_end"}
"""Each section tells of several tables: it says less, and that nothing was collected only where it has none of them."""
BESIDE = 2
"""How many sections at most tell less for want of the table without being empty, as visits without a county."""
NEEDS = {name: needs.tables for name, needs in needs_of_notebooks(PROJECT / "notebooks").items()}


def params_of(organisation: str) -> dict:
    """The organisation's params as they are written: every value a text, as the project reads them."""
    path = PROJECT / "params" / "organisations" / f"{organisation}.yaml"
    return read_yaml(path, path.name).contents


def tables_of(source: dict) -> set[str]:
    return {"answers", "responses"} if source["table"] == "answers" else {source["table"]}


def reports_of(params: dict, tables: set[str]) -> list[tuple[str, str]]:
    """Each notebook that needs one of the tables, with the last period it is asked for."""
    return [
        (report["notebook"], report["periods"][-1])
        for report in params["reports"]
        if report["notebook"] not in ABOUT_THE_DATA and tables & set(NEEDS.get(report["notebook"], ()))
    ]


CASES = [
    (organisation, source, notebook, period)
    for organisation in ORGANISATIONS
    for source, said in params_of(organisation)["sources"].items()
    for notebook, period in reports_of(params_of(organisation), tables_of(said))
]


def without(organisation: str, source: str) -> dict:
    """The organisation's params less one source, under a name of their own; its reports for the internal audience."""
    params = params_of(organisation)
    removed = params["sources"].pop(source)
    reports = [
        {
            "notebook": notebook,
            "periods": [period],
            "audiences": ["internal"],
            "languages": ["fi"],
            "stage": "final",
            "commentary": "optional",
        }
        for notebook, period in reports_of(params, tables_of(removed))
    ]
    return {**params, "organisation": name_of(organisation, source), "reports": reports}


def name_of(organisation: str, source: str) -> str:
    return f"{organisation}_without_{source}"


@pytest.fixture(scope="module")
def poorer(tmp_path_factory) -> Batch:
    """The sample project with an organisation for each source that is taken away, rendered in one batch."""
    root = tmp_path_factory.mktemp("without-sources")
    for folder in ("notebooks", "params/instruments", "data/sample"):
        ignored = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")
        shutil.copytree(PROJECT / folder, root / folder, ignore=ignored)
    shutil.copy(PROJECT / "params" / "suite.yaml", root / "params" / "suite.yaml")
    folder = root / "params" / "organisations"
    folder.mkdir()
    for organisation, source in dict.fromkeys(case[:2] for case in CASES):
        name = name_of(organisation, source)
        text = yaml.safe_dump(without(organisation, source), allow_unicode=True, sort_keys=False)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
        if (PROJECT / "params" / "commentary" / organisation).exists():
            shutil.copytree(PROJECT / "params/commentary" / organisation, root / "params/commentary" / name)
    return run_arvio(root, "run", "--jobs", "2")


def sections(page: str) -> dict[str, str]:
    """The body of each section by its heading, as text that does not change with what stands before it."""
    found = re.split(r'<h2 id="section-\d+">(.*?)</h2>', page)
    return {html.unescape(heading): _bare(body) for heading, body in zip(found[1::2], found[2::2], strict=True)}


def _bare(body: str) -> str:
    """Without the numbers that figures are given in order, which the links to their data have too."""
    return re.sub(r'<span class="number">[^<]*</span>|<p class="arvio-data">.*?</p>', "", body)


def read(body: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_every_report_is_made_whatever_is_missing(poorer):
    assert poorer.exit_code == 0, poorer.stderr


@pytest.mark.parametrize(("organisation", "source", "notebook", "period"), CASES)
def test_the_section_says_that_it_was_not_collected_and_the_rest_stands(
    poorer, sample_reports, organisation, source, notebook, period
):
    full = sections(sample_reports.page(f"internal/{organisation}/{period}/{notebook}.fi"))
    left = sections(poorer.page(f"internal/{name_of(organisation, source)}/{period}/{notebook}.fi"))
    assert list(left) == list(full)
    assert all(read(body) for body in left.values())
    said = {heading for heading, body in left.items() if body.count(NOT_COLLECTED) > full[heading].count(NOT_COLLECTED)}
    touched = {heading for heading, body in left.items() if read(body) != read(full[heading])} - {METHODS, CLAIMS}
    assert len(touched) < len(left) - 1, "the whole report is another one"
    if is_the_only_one(organisation, source) and notebook not in OF_EVERYTHING:
        assert said or (organisation, source, notebook) in ONLY_DIVIDES
        assert len(touched - said) <= BESIDE


def is_the_only_one(organisation: str, source: str) -> bool:
    """Whether nothing else fills the source's table."""
    sources = params_of(organisation)["sources"]
    return Counter(one["table"] for one in sources.values())[sources[source]["table"]] == 1
