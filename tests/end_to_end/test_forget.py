"""A person withdraws the consent: everything that arvio wrote is searched for what is known of that one person only.

The tests go on in one project, in their order: reports are made and looked at, the person is forgotten, reports are
made again, and all that was kept is purged.
"""

import json
import shutil

import openpyxl
import pytest

from arvio.disclosure.register import history, published
from arvio.gate.audited import audited
from arvio.gate.reading import reading_of
from arvio.params import open_project
from arvio.sources.personal.identity import person_key

from ..conftest import run_arvio
from .everywhere import holding

pytestmark = pytest.mark.timeout(600)

ID, NAME, NOTE = "K47110815", "Unto Unohdettava", "poikkeussana4711"
KEY = person_key(ID, b"sample-key-of-the-tests")
PLANTED = (ID, NAME, NOTE, KEY)
ONE = ("harjula", "--notebook", "change", "--period", "2023-2025", "--language", "fi", "--jobs", "1")
FOLDER = "data/sample/harjula"
ENROLMENTS, START, END = f"{FOLDER}/palvelujaksot.csv", f"{FOLDER}/alkukysely.xlsx", f"{FOLDER}/loppukysely.xlsx"
RAW = {ENROLMENTS, START, END}
SIGNED = ("--notebook", "change", "--audience", "funder", "--language", "fi")
SIGNED_PAGE = "reports/funder/harjula/2023-2025/change.fi.html"
SHOWS = {
    "cell_type": "code",
    "execution_count": None,
    "id": "shows-rows",
    "metadata": {},
    "outputs": [],
    "source": 'print(evaluation.tables.table("responses")["person_key"].to_list())',
}
"""A cell that shows rows, as evaluators' own do: the batch refuses the report, and the executed notebook has them."""


@pytest.fixture(scope="module")
def project(sample_project, tmp_path_factory):
    """The project with one person who has names and numbers of her own in all exports of Harjula, and its reports."""
    root = tmp_path_factory.mktemp("forget") / "project"
    shutil.copytree(sample_project, root, ignore=shutil.ignore_patterns("reports", ".cache"))
    assert planted(root)
    made = run_arvio(root, "run", *ONE)
    assert made.exit_code == 0, made.stderr
    signed = run_arvio(root, "sign", "harjula", "2023-2025", "--by", "Maija Meri", *SIGNED)
    assert signed.exit_code == 0, signed.stderr
    assert run_arvio(root, "run", *ONE).exit_code == 0
    show_rows(root)
    return root


def show_rows(root):
    """A working copy with rows in it, its preview, and a batch of another period that is refused because of them."""
    notebook = root / "notebooks" / "change.ipynb"
    shipped = notebook.read_bytes()
    written = json.loads(shipped)
    written["cells"].insert(3, SHOWS)
    notebook.write_text(json.dumps(written), encoding="utf-8")
    refused = run_arvio(root, "run", "harjula", "--notebook", "change", "--period", "2025", "--jobs", "1")
    assert refused.exit_code == 3, refused.stderr
    notebook.write_bytes(shipped)
    copy = root / "workbench" / "harjula" / "2025" / "change.ipynb"
    copy.parent.mkdir(parents=True)
    shutil.copy(root / "reports/.run/internal/harjula/2025/change.fi.ipynb", copy)
    run_arvio(root, "preview", "harjula", "2025", "change")
    keep_as_jupyterlab_does(root, [copy, root / ENROLMENTS])


def keep_as_jupyterlab_does(root, saved):
    """The second copy that JupyterLab keeps of each file saved in it, beside the file and where it was begun."""
    for path in saved:
        for folder in (path.parent, root):
            (folder / ".ipynb_checkpoints").mkdir(exist_ok=True)
            shutil.copy(path, folder / ".ipynb_checkpoints" / f"{path.stem}-checkpoint{path.suffix}")


def planted(root):
    """Give somebody who answered at the start and at the end a number, a name and a note that nobody else has."""
    books = {name: openpyxl.load_workbook(root / name) for name in (START, END)}
    ended = {str(row[2].value) for row in books[END].active.iter_rows(min_row=2)}
    who = next(str(row[2].value) for row in books[START].active.iter_rows(min_row=5) if str(row[2].value) in ended)
    for name, book in books.items():
        for row in book.active.iter_rows(min_row=2):
            row[2].value = ID if str(row[2].value) == who else row[2].value
        book.save(root / name)
    lines = (root / ENROLMENTS).read_text(encoding="cp1252").splitlines()
    named = [_named(line) if line.startswith(f"{who};") else line for line in lines]
    (root / ENROLMENTS).write_text("\n".join(named) + "\n", encoding="cp1252")
    return sum(line.startswith(ID) for line in named)


def _named(line):
    return ";".join([ID, NAME, *line.split(";")[2:-1], NOTE])


def outside_raw(root):
    return {name: words for name, words in holding(root, PLANTED).items() if name not in RAW}


def leaks(root, reader="internal"):
    """What the register gives away of those who were taken out."""
    found = audited(
        published(root, "harjula"), "harjula", reading_of(open_project(root), "harjula"), reader=reader
    ).audit.leaking
    return [one for one in found if "of those removed" in one.protected.words]


def test_before_that_the_person_lies_in_tables_notebooks_previews_and_working_copies(project):
    found = set(outside_raw(project))
    kept = {name for name in found if name.startswith("data") and ".ipynb_checkpoints" not in name}
    assert {name.split("/")[1] for name in kept} == {".cache"}
    assert "reports/.run/internal/harjula/2025/change.fi.ipynb" in found
    assert "workbench/harjula/2025/change.ipynb" in found
    assert [name for name in found if name.startswith("reports/.run/preview/")]
    assert len([name for name in found if ".ipynb_checkpoints/" in name]) == 4


def test_what_is_handed_over_and_the_register_never_had_the_person(project):
    found = set(outside_raw(project))
    assert not [name for name in found if name.startswith("reports/") and not name.startswith("reports/.run/")]
    assert not [name for name in found if "register" in name or "versions" in name or name.endswith(".facts.jsonl")]
    assert len(history(project, "harjula"))


def test_after_arvio_forget_no_file_beside_the_raw_exports_has_the_person(project):
    ended = run_arvio(project, "forget", KEY, "--organisation", "harjula")
    assert ended.exit_code == 0, ended.stderr
    told = [line.split("\t") for line in ended.stdout.splitlines()]
    assert {line[0] for line in told} == RAW
    assert not [word for word in (ID, NAME, NOTE) if word in ended.stdout + ended.stderr]
    assert "internal/harjula/2023-2025/change.fi was made with data that has been forgotten" in ended.stderr
    assert "funder/harjula/2023-2025/change.fi is signed, and a run holds it back" in ended.stderr
    assert outside_raw(project) == {}


def test_the_rows_that_it_names_are_the_persons(project):
    ended = run_arvio(project, "forget", KEY, "--organisation", "harjula")
    lines = (project / ENROLMENTS).read_text(encoding="cp1252").splitlines()
    rows = [int(line.split("\t")[-1]) for line in ended.stdout.splitlines() if line.startswith(ENROLMENTS)]
    assert rows == [number for number, line in enumerate(lines, start=1) if ID in line]


def test_reports_that_are_made_again_do_not_bring_the_person_back_nor_give_her_away(project):
    before, signed = len(history(project, "harjula")), (project / SIGNED_PAGE).read_bytes()
    ended = run_arvio(project, "run", *ONE)
    assert ended.exit_code == 3, ended.stderr
    assert "refused funder/harjula/2023-2025/change.fi" in ended.stderr
    assert (project / SIGNED_PAGE).read_bytes() == signed
    assert outside_raw(project) == {}
    assert len(history(project, "harjula")) >= before
    assert [leaks(project, reader) for reader in ("public", "funder", "internal")] == [[], [], []]


def test_a_purge_leaves_reports_and_the_register_and_no_row_of_anybody(project):
    pages = {path: path.read_bytes() for path in project.glob("reports/[!.]*/**/*.html")}
    register = len(history(project, "harjula"))
    ended = run_arvio(project, "purge")
    assert ended.exit_code == 0, ended.stderr
    assert not list((project / "data" / ".cache").rglob("*.parquet"))
    assert not list((project / "reports" / ".run").rglob("*.ipynb"))
    assert {path: path.read_bytes() for path in project.glob("reports/[!.]*/**/*.html")} == pages
    assert len(history(project, "harjula")) == register


def test_when_the_exports_are_gone_too_the_signed_report_stays_and_a_run_says_what_is_missing(project):
    signed = (project / SIGNED_PAGE).read_bytes()
    shutil.rmtree(project / FOLDER)
    ended = run_arvio(project, "run", *ONE)
    assert ended.exit_code in (1, 3), ended.stderr
    assert f"{FOLDER}: there is no such folder" in ended.stderr
    assert (project / SIGNED_PAGE).read_bytes() == signed
