"""The command as a scheduler sees it: a tiny project, real kernels, streams and exit codes."""

import io
import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from nbformat import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from arvio import cli
from arvio.disclosure import register
from arvio.errors import RunError
from arvio.gate.record import HeldBack, read_record
from arvio.params import Run
from arvio.publish.paper.browsers import find_browser

from ..conftest import without
from ..end_to_end.languages import words

SUITE = """
languages: [en]
time_limit_seconds: 10
audiences:
  public:
    minimum_n_persons: 5
    minimum_n_statistics: 5
    minimum_n_sensitive: 10
    minimum_n_interval: 20
    decimals: 1
    spread: withheld
    band_of_share: 0.9
    rounding_base: 5
    source: invented for the test
"""
ORGANISATION = """
organisation: testers
name: Testers ry
data: synthetic
data_folder: data/testers
sensitivity: ordinary
sources:
  groups: {table: groups, reader: csv, files: groups.csv}
reports:
"""
REPORT = "  - {notebook: %s, periods: ['%s'], audiences: [public], stage: %s}\n"
PARAMETERS = 'organisation = "x"\nperiod = "x"\nlanguage = "x"\naudience = "x"'
TOLD = "__import__('json').loads(__import__('os').environ['ARVIO_RUN'])"
"""What the batch tells the notebook of its run."""
MARKED = 'from arvio.presentation.marks import Shown\nShown("figure", "<p>" + organisation + "</p>", "")'
NOTEBOOKS = {
    "good": ("final", MARKED),
    "noisy": ("final", "import sys\nprint('secret warning', file=sys.stderr)"),
    "drafted": ("draft", "print('secret print')"),
    "broken": ("final", "1 / 0"),
    "ours": ("final", "from arvio.errors import ProtectionError\nraise ProtectionError('release it first')"),
    "dying": ("final", "import os\nos._exit(1)"),
    "slow": ("final", "import time\ntime.sleep(60)"),
    "published": ("final", MARKED.replace("organisation +", f"{TOLD}['notebook'] + ' is published' +")),
}


def make_project(root, names):
    (root / "params" / "organisations").mkdir(parents=True)
    (root / "notebooks").mkdir()
    (root / "params" / "suite.yaml").write_text(SUITE)
    reports = "".join(REPORT % (name, "2025", NOTEBOOKS[name][0]) for name in names)
    (root / "params" / "organisations" / "testers.yaml").write_text(ORGANISATION + reports)
    for name in names:
        save_notebook(root, name, NOTEBOOKS[name][1])
    return root


def save_notebook(root, name, source):
    parameters = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    cells = [new_markdown_cell(f"# Report {name}"), parameters, new_code_cell(source)]
    write(new_notebook(cells=cells), root / "notebooks" / f"{name}.ipynb")


def start(root, *arguments):
    command = [sys.executable, "-m", "arvio", *arguments]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def arvio(root, *arguments):
    process = start(root, *arguments)
    stdout, stderr = process.communicate(timeout=120)
    return subprocess.CompletedProcess(arguments, process.returncode, stdout, stderr)


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    """A project whose every kind of notebook has been run once."""
    root = make_project(tmp_path_factory.mktemp("project"), NOTEBOOKS)
    older = root / "reports" / "public" / "testers" / "2025" / "broken.en.html"
    older.parent.mkdir(parents=True)
    older.write_text("from last year")
    return root, arvio(root, "run", "--jobs", "3")


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path / "project", ["good"])


def reports(root):
    return sorted(path.name for path in (root / "reports" / "public").rglob("*.html"))


def error_page(root, name):
    return (root / "reports" / ".run" / "public" / "testers" / "2025" / f"{name}.en.error.html").read_text()


def test_a_failed_run_costs_only_itself(batch):
    root, _ = batch
    assert reports(root) == ["drafted.en.html", "good.en.html", "index.html", "published.en.html"]


def test_a_protection_rule_decides_the_exit_code(batch):
    assert batch[1].returncode == 3


def test_stdout_holds_the_paths_of_the_reports_only(batch):
    folder = "reports/public/testers/2025"
    assert batch[1].stdout.splitlines() == [f"{folder}/{name}.en.html" for name in ("drafted", "good", "published")]


def test_stderr_has_a_line_for_each_report_and_ends_with_where_to_look(batch):
    lines = batch[1].stderr.splitlines()
    assert "executed public/testers/2025/good.en" in batch[1].stderr
    assert [line.split("]")[0] for line in lines if line.startswith("[")] == [f"[{n}/8" for n in range(1, 9)]
    assert lines[-1] == "Open: reports/public/index.html"


def test_nothing_that_a_notebook_or_library_printed_is_on_the_screen(batch):
    _, ended = batch
    shown = ended.stdout + ended.stderr
    assert "secret" not in shown
    assert not re.search(r"[Ww]arning:|Traceback|encryption|papermill", shown)


def test_refused_output_is_named_by_cell(batch):
    root, ended = batch
    assert "refused public/testers/2025/noisy.en: notebooks/noisy.ipynb: cell 3 (import sys)" in ended.stderr
    assert "secret" not in error_page(root, "noisy")


def test_a_draft_has_a_box_in_place_of_what_was_printed(batch):
    html = (batch[0] / "reports" / "public" / "testers" / "2025" / "drafted.en.html").read_text()
    assert "DRAFT" in html
    assert "secret print" not in html


def test_a_traceback_stands_on_the_error_page_only(batch):
    root, ended = batch
    assert "failed public/testers/2025/broken.en: cell 3: ZeroDivisionError: division by zero" in ended.stderr
    assert "Traceback" in error_page(root, "broken")


def test_an_older_report_of_a_failed_run_is_withdrawn(batch):
    previous = batch[0] / "reports" / ".run" / "public" / "testers" / "2025" / "broken.en.previous.html"
    assert previous.read_text() == "from last year"


def test_an_error_of_ours_is_told_by_its_message(batch):
    assert "refused public/testers/2025/ours.en: cell 3: release it first" in batch[1].stderr


def test_a_kernel_that_dies_and_one_that_never_ends_cost_only_their_reports(batch):
    assert "dying.en: cell 3: the process that made it ended by itself (exit code 1)" in batch[1].stderr
    assert "slow.en: cell 3: stopped: it took longer than 10 seconds" in batch[1].stderr


def test_the_notebook_knows_its_run_and_gets_its_parameters(batch):
    folder = batch[0] / "reports" / "public" / "testers" / "2025"
    assert "<p>testers</p>" in (folder / "good.en.html").read_text()
    assert "published is published" in (folder / "published.en.html").read_text()


def test_the_catalogue_links_what_is_ready_and_gives_no_reasons(batch):
    html = (batch[0] / "reports" / "public" / "index.html").read_text()
    assert set(re.findall(r'href="(testers/[^"]+)"', html)) == {
        f"testers/2025/{name}.en.html" for name in ("drafted", "good", "published")
    }
    assert "division" not in html
    assert "held back" in html


def test_a_batch_is_told_in_the_evaluators_language_and_to_programs_in_none(tmp_path, monkeypatch):
    root = make_project(tmp_path / "project", ["good", "noisy", "dying"])
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")
    said = arvio(root, "run").stderr
    assert "valmis public/testers/2025/good.en" in said
    assert "pysäytetty public/testers/2025/noisy.en: notebooks/noisy.ipynb: solu 3 (import sys): siinä näkyy" in said
    assert "epäonnistui public/testers/2025/dying.en: solu 3: sitä tehnyt prosessi päättyi itsestään (paluuk" in said
    assert words(said.splitlines(), "en") == []
    assert '<pre class="message" lang="fi">notebooks/noisy.ipynb: solu 3' in error_page(root, "noisy")
    assert '<html lang="en"' in error_page(root, "noisy")
    for_programs = _events(arvio(root, "run", "--force", "--json"))
    ended = "cell 3: the process that made it ended by itself (exit code 1): perhaps memory ran out"
    assert [one["reason"].partition(", got")[0] for one in for_programs][:2] == [ended, ""]
    assert for_programs[2]["reason"].startswith("notebooks/noisy.ipynb: cell 3 (import sys): shows a warning")
    for arguments in (("list",), ("run", "--why")):
        finnish = arvio(root, *arguments).stdout
        monkeypatch.setenv("ARVIO_LANGUAGE", "en")
        assert arvio(root, *arguments).stdout == finnish
        monkeypatch.setenv("ARVIO_LANGUAGE", "fi")


def _events(ended):
    """The last event of each run, in the order of their names."""
    told = [json.loads(line) for line in ended.stdout.splitlines()]
    return sorted((one for one in told if "reason" in one), key=lambda one: one["notebook"])


def test_an_error_of_ours_in_a_notebook_is_told_in_english_to_programs(tmp_path, monkeypatch):
    root = make_project(tmp_path / "project", ["ours"])
    source = "from arvio.errors import Problem, ProtectionError\nfrom arvio.saying import say\n"
    source += 'raise ProtectionError(Problem("a.csv", say("is being made anew")))'
    save_notebook(root, "ours", source)
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")
    assert "solu 3: a.csv: sitä tehdään juuri uudestaan" in arvio(root, "run").stderr
    (told,) = _events(arvio(root, "run", "--json"))
    assert told["reason"] == "cell 3: a.csv: is being made anew"


def test_list_shows_the_state_of_each_run(batch):
    lines = arvio(batch[0], "list").stdout.splitlines()
    states = {line.split("\t")[1]: line.split("\t")[-1] for line in lines}
    assert states["good"] == "ready"
    assert states["broken"] == "failed"
    assert states["noisy"] == "refused"


def test_a_run_again_gives_the_same_bytes(batch):
    root, _ = batch
    path = root / "reports" / "public" / "testers" / "2025" / "good.en.html"
    before = path.read_bytes()
    ended = arvio(root, "run", "testers", "--notebook", "good", "--quiet")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert path.read_bytes() == before


@pytest.fixture
def quickly(monkeypatch, capsys):
    """The command in this process: what needs no worker need not start Python again."""

    def called(root, *arguments):
        monkeypatch.chdir(root)
        monkeypatch.setattr(sys, "argv", ["arvio", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        stdout, stderr = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, left.value.code, stdout, stderr)

    return called


def test_streams_that_are_no_files_are_written_to_as_they_are(monkeypatch, project):
    # such as those of a notebook, which cannot be given another encoding
    shown, told = io.StringIO(), io.StringIO()
    for name, value in {"stdout": shown, "stderr": told, "argv": ["arvio", "run", "--dry-run"]}.items():
        monkeypatch.setattr(sys, name, value)
    monkeypatch.chdir(project)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert (left.value.code, shown.getvalue()) == (0, "public/testers/2025/good.en\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Windows closes no streams")
def test_a_command_without_standard_streams_has_empty_ones(project, tmp_path):
    told = tmp_path / "told"
    program = (
        "import os, sys; from arvio import cli; cli.arvio = lambda **how: "
        f"open({str(told)!r}, 'w').write(repr((sys.stdin.read(), [os.get_inheritable(n) for n in range(3)]))) and 0; "
        "cli.main()"
    )
    subprocess.run(["/bin/sh", "-c", '"$0" -c "$1" <&- >&- 2>&-', sys.executable, program], check=True, timeout=60)
    assert told.read_text() == "('', [True, True, True])"


def test_a_dry_run_makes_nothing(quickly, project):
    ended = quickly(project, "run", "--dry-run")
    assert (ended.returncode, ended.stdout) == (0, "public/testers/2025/good.en\n")
    assert not (project / "reports").exists()


@pytest.mark.parametrize("look", ["--dry-run", "--why"])
@pytest.mark.parametrize("way", ["--quiet", "--json"])
def test_who_only_looks_makes_nothing_however_it_is_to_be_shown(quickly, project, look, way):
    for order in ((look, way), (way, look)):
        ended = quickly(project, "run", *order)
        assert ended.stdout.startswith("public/testers/2025/good.en")
    assert not (project / "reports" / "public").exists()


def test_facts_are_shown_by_version_and_narrowed_to_what_is_wanted(quickly, project):
    for audience, value in (("public", 4.2), ("public", 4.1), ("funder", 4.25)):
        fact = dict.fromkeys(register.FACT, "") | dict.fromkeys(("low", "high", "n")) | {"value": value}
        register.publish(project, Run("testers", "2025", "good", audience, "en"), [fact])
    ended = quickly(project, "facts", "testers", "--audience", "public")
    header, *rows = [line.split("\t") for line in ended.stdout.splitlines()]
    assert ended.returncode == 0
    assert [(row[header.index("version")], row[header.index("value")]) for row in rows] == [("1", "4.2"), ("2", "4.1")]
    assert len(quickly(project, "facts", "testers").stdout.splitlines()) == 4
    assert quickly(project, "facts", "testers", "--period", "2024").stdout.count("\n") == 1


def publish_counts(root, **counts):
    """Publish how many went where, of which None is withheld."""
    counted = {"indicator": "destinations", "breakdown": "next_step", "wave": "", "statistic": "persons"}
    facts = [
        {**counted, "group": group, "value": value, "low": None, "high": None, "n": value, "basis": "collected"}
        | {"status": "withheld" if value is None else "shown"}
        for group, value in counts.items()
    ]
    register.publish(root, Run("testers", "2025", "good", "public", "en"), facts)


def refuse(root, reason):
    """Leave the manifest of a report that was held back."""
    path = root / "reports" / ".run" / "public" / "testers" / "2025" / "good.en.json"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"state": "refused", "error": reason}))


def test_an_audit_has_a_row_for_each_reader_a_record_and_a_page(quickly, project):
    publish_counts(project, all=40, home=20, work=10, moved=None, not_known=None)
    ended = quickly(project, "audit")
    header, *rows = [line.split("\t") for line in ended.stdout.splitlines()]
    assert ended.returncode == 0
    assert header[:7] == ["organisation", "reader", "facts", "shown", "protected", "leaks", "contradictions"]
    assert [row[:7] for row in rows] == [
        ["testers", reader, "5", "3", "5", "0", "0"] for reader in ("public", "funder", "internal")
    ]
    assert rows[0][header.index("narrowest")].endswith("(next_step, moved, 2025): 0 to 10")
    assert ended.stderr.splitlines() == [
        "5 facts, 5 protected numbers, 0 leaks, 0 contradictions: 1 organisations, reader internal",
        "Open: reports/internal/protection.html",
    ]
    assert set(read_record(project, "testers").readers) == {"public", "funder", "internal"}
    assert "moved" in (project / "reports" / "internal" / "protection.html").read_text()


def test_a_leak_is_explained_once_and_decides_the_exit_code(quickly, project):
    publish_counts(project, all=40, home=20, work=17, moved=None)
    ended = quickly(project, "audit", "testers")
    assert ended.returncode == 3
    assert ended.stderr.count("known to be few: 3. It follows from") == 1
    assert "- good 2025 (public): persons of destinations (next_step, all) is 40" in ended.stderr
    assert "1 more leaks, told with a higher --leaks" in quickly(project, "audit", "--leaks", "0").stderr


def test_facts_that_contradict_each_other_are_told_and_decide_the_exit_code(quickly, project):
    publish_counts(project, all=40, home=30, work=17)
    ended = quickly(project, "audit", "--reader", "public")
    assert ended.returncode == 3
    assert "testers, public: no numbers of persons fit these facts together:\n- good 2025 (public)" in ended.stderr
    assert ended.stdout.splitlines()[1].split("\t")[5:7] == ["3", "1"]


def test_an_audit_for_one_reader_leaves_the_records_of_the_others(quickly, project):
    publish_counts(project, all=40, home=20, work=20)
    quickly(project, "audit")
    refuse(project, "known to be few")
    publish_counts(project, all=41, home=21, work=20)
    ended = quickly(project, "audit", "--reader", "funder")
    record = read_record(project, "testers")
    assert [line.split("\t")[1] for line in ended.stdout.splitlines()[1:]] == ["funder"]
    assert record.readers["funder"].facts > record.readers["public"].facts
    assert record.held_back == (HeldBack("public/testers/2025/good.en", "known to be few"),)
    assert "testers: public/testers/2025/good.en: held back, because known to be few" in ended.stderr


def test_one_fact_is_explained_with_what_hangs_on_it(quickly, project):
    publish_counts(project, all=40, home=20, work=17, moved=None)
    ended = quickly(project, "audit", "--reader", "public", "--explain", "destinations/moved")
    header, row = [line.split("\t") for line in ended.stdout.splitlines()]
    assert (ended.returncode, header[2:]) == (3, ["id", "number", "range", "verdict"])
    assert row[3:] == ["persons of destinations (next_step, moved, 2025)", "3", "known_small"]
    assert (
        "1 facts tell of it\n- good 2025 (public): persons of destinations (next_step, moved) is withheld"
        in ended.stderr
    )
    assert quickly(project, "audit", "--explain", row[2]).stdout.splitlines()[1].split("\t")[3:] == row[3:]
    assert quickly(project, "audit", "--explain", "destinations/home").returncode == 0
    assert not (project / "reports" / "internal").exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [("destinatons", "did you mean destinations?"), ("destinations/mooved", "did you mean destinations/moved?")],
)
def test_an_unknown_fact_is_told_with_the_nearest(quickly, project, asked, said):
    publish_counts(project, all=40, home=20, moved=20)
    ended = quickly(project, "audit", "--explain", asked)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr


def test_where_nothing_was_published_an_audit_says_so(quickly, project):
    assert quickly(project, "audit").stdout.splitlines()[1].split("\t")[:5] == ["testers", "public", "0", "0", "0"]
    ended = quickly(project, "audit", "--explain", "heard")
    assert ended.returncode == 2
    assert "arvio facts ORGANISATION" in ended.stderr


def test_a_damaged_register_stops_the_batch_before_it_begins(quickly, project):
    (project / register.PATH).parent.mkdir(parents=True)
    (project / register.PATH).write_bytes(b"")
    ended = quickly(project, "run")
    assert (ended.returncode, ended.stdout) == (3, "")
    assert "register.sqlite: is empty" in ended.stderr
    assert not (project / "reports" / "public").exists()
    assert quickly(project, "facts", "testers").returncode == 3


def make_due(root, *moments):
    """The tiny project's reports, due at the moments."""
    suite, organisation = root / "params" / "suite.yaml", root / "params" / "organisations" / "testers.yaml"
    suite.write_text(SUITE + "moments: {year-end: a year is over, project-end: a project is over}\n")
    text = organisation.read_text()
    organisation.write_text(text.replace("stage: final}", f"stage: final, due: [{', '.join(moments)}]}}"))


def test_what_is_due_at_a_moment_is_made_in_one_command_and_named_at_the_end(project):
    make_due(project, "project-end")
    ended = arvio(project, "run", "--at", "project-end")
    path = "reports/public/testers/2025/good.en.html"
    assert (ended.returncode, ended.stdout) == (0, f"{path}\n")
    row = ["done", "testers", "good", "2025", "public", "en", path]
    assert row in [line.split() for line in ended.stderr.splitlines()]


def test_what_failed_at_a_moment_is_named_with_the_page_that_explains_it(tmp_path):
    root = make_project(tmp_path / "project", ["good", "broken"])
    make_due(root, "year-end")
    ended = arvio(root, "run", "--at", "year-end")
    lines = [line.split() for line in ended.stderr.splitlines()]
    assert ended.returncode == 1
    assert ["failed", "testers", "broken", "2025", "public", "en"] in [line[:-1] for line in lines]
    assert any(line[-1:] == ["reports/.run/public/testers/2025/broken.en.error.html"] for line in lines)


def test_nothing_due_at_a_moment_is_no_batch_that_is_done(quickly, project):
    make_due(project, "project-end")
    ended = quickly(project, "run", "--at", "year-end")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "params ask for no report" in ended.stderr


def test_an_organisation_with_broken_params_costs_the_others_nothing_and_decides_the_exit_code(quickly, project):
    make_due(project, "year-end")
    (project / "params" / "organisations" / "others.yaml").write_text("organisation: others\n")
    ended = quickly(project, "run", "--at", "year-end", "--dry-run")
    assert (ended.returncode, ended.stdout) == (2, "public/testers/2025/good.en\n")


def test_list_shows_what_is_due_at_a_moment(quickly, project):
    make_due(project, "project-end")
    assert quickly(project, "list", "--at", "project-end").stdout.split("\t")[1] == "good"
    assert quickly(project, "list", "--at", "year-end").stdout == ""


def test_an_unknown_moment_is_told_with_the_known_ones(quickly, project):
    make_due(project, "project-end")
    for command in ("run", "list"):
        ended = quickly(project, command, "--at", "easter")
        assert ended.returncode == 2
        assert "known: project-end, year-end" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "testars"], "testers"),
        (["run", "--period", "2026"], "2025"),
        (["run", "--notebook", "god"], "good"),
        (["list", "testars"], "testers"),
        (["check", "testars"], "testers"),
        (["audit", "testars"], "testers"),
        (["audit", "--reader", "everybody"], "--reader"),
        (["check", "--claims", "testars"], "testers"),
        (["run", "--jobs", "none"], "--jobs"),
        (["rum"], "rum"),
    ],
)
def test_wrong_use_is_told_with_what_is_known(quickly, project, arguments, said):
    ended = quickly(project, *arguments)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_broken_params_are_told_and_cost_only_their_organisation(quickly, project):
    (project / "params" / "organisations" / "others.yaml").write_text("organisation: others\nnmae: Others\n")
    ended = quickly(project, "run", "--dry-run")
    assert (ended.returncode, ended.stdout) == (2, "public/testers/2025/good.en\n")
    assert "nmae" in ended.stderr


def test_outside_a_project_the_command_says_so(quickly, tmp_path):
    ended = quickly(tmp_path, "list")
    assert ended.returncode == 2
    assert "is not in an arvio project" in ended.stderr


def test_check_names_an_export_that_is_missing(quickly, project):
    ended = quickly(project, "check")
    assert ended.returncode == 1
    assert "data/testers" in ended.stderr


def test_check_names_a_notebook_that_was_saved_with_what_it_computed(quickly, project):
    path = project / "notebooks" / "good.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    shown = {"output_type": "stream", "name": "stdout", "text": "Unto, 78"}
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert "nobody judged" not in quickly(project, "check").stderr
    code["outputs"] = [shown]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    ended = quickly(project, "check")
    assert ended.returncode == 1
    assert "notebooks/good.ipynb: was saved with what it computed" in ended.stderr
    assert "Unto" not in ended.stderr


def test_a_reports_folder_that_cannot_be_written_is_told(quickly, project):
    (project / "reports").write_text("a file in the way")
    ended = quickly(project, "run")
    assert ended.returncode == 1
    assert "cannot be written" in ended.stderr


CLAIM = """
claims:
  - claim: all_go_on
    text: {fi: Kaikki jatkavat, en: All go on}
    source: a test
    indicator: continuity
    breakdown: continues
    group: "yes"
    statistic: groups
    comparator: "="
    value: VALUE
"""
COLUMNS = "columns: {group_id: id, start: s, end: e, continues: c}, date_order: year_first"


def make_claim(root, value):
    """The tiny project with two groups that go on, and a claim of how many do."""
    organisation = root / "params" / "organisations" / "testers.yaml"
    text = organisation.read_text().replace("files: groups.csv}", f"files: groups.csv, {COLUMNS}}}")
    organisation.write_text(text + CLAIM.replace("VALUE", str(value)))
    (root / "data" / "testers").mkdir(parents=True, exist_ok=True)
    rows = "a,2024-01-01,2024-06-30,yes\nb,2024-01-01,2024-06-30,yes\n"
    (root / "data" / "testers" / "groups.csv").write_text("id,s,e,c\n" + rows)


def test_check_tells_of_a_period_without_anything_and_does_not_fail_for_it(quickly, project, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    make_claim(project, 2)
    ended = quickly(project, "check")
    assert ended.returncode == 0, ended.stderr
    assert "testers: no export tells of anything from 2025-01-01 to 2025-12-31" in ended.stderr
    groups = project / "data" / "testers" / "groups.csv"
    groups.write_text(groups.read_text().replace("b,2024-01-01,2024-06-30", "b,2024-01-01,2025-06-30"))
    assert quickly(project, "check").stderr == "notebooks: nothing to mend\ntesters: nothing to mend\n"


@pytest.mark.parametrize(("value", "code", "said"), [(2, 0, "supported"), (3, 1, "not supported")])
def test_claims_are_judged_on_the_terminal_and_decide_the_exit_code(quickly, project, monkeypatch, value, code, said):
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    make_claim(project, value)
    ended = quickly(project, "check", "--claims")
    assert (ended.returncode, ended.stderr) == (code, "")
    assert ended.stdout.splitlines()[:4] == [
        "testers 2025",
        f"{said}: All go on",
        "    now 2; n = –; until 31 December 2025; collected",
        "    a test",
    ]
    assert not (project / "reports").exists()


def test_claims_are_judged_in_the_evaluators_language(quickly, project, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")
    make_claim(project, 3)
    ended = quickly(project, "check", "--claims")
    assert ended.returncode == 1
    assert words(ended.stdout.splitlines(), "en") == []
    assert ended.stdout.splitlines()[2] == "    nyt 2; n = –; 31.12.2025 asti; kerätty tieto"


def test_claims_that_cannot_be_computed_for_want_of_an_export_say_so(quickly, project):
    make_claim(project, 2)
    (project / "data" / "testers" / "groups.csv").unlink()
    ended = quickly(project, "check", "--claims")
    assert ended.returncode == 1
    assert "groups.csv" in ended.stderr


def test_an_organisation_without_claims_has_none_to_judge(quickly, project):
    ended = quickly(project, "check", "--claims")
    assert (ended.returncode, ended.stdout) == (0, "")


EXPORT = "Aikaleima,Nimi,Arvio\n" + "".join(f"1{n}.2.2024,Uolevi Esimerkki {n},{n}\n" for n in range(1, 6))


@pytest.fixture
def export(tmp_path):
    path = tmp_path / "palaute_2024.csv"
    path.write_text(EXPORT, encoding="utf-8")
    return path


def test_inspect_tells_what_an_export_is_and_ends_with_the_paths_of_its_drafts(quickly, project, export):
    ended = quickly(project, "inspect", str(export))
    assert ended.returncode == 0
    assert "Google Forms, text file" in ended.stdout
    paths = ended.stdout.splitlines()[-2:]
    assert paths == [f"params/drafts/palaute_2024.{kind}.yaml" for kind in ("organisation", "instrument")]
    assert all((project / path).is_file() for path in paths)
    assert ended.stderr.startswith("To take it into use: put palaute_2024.csv into data/palaute_2024/")


def test_inspect_shows_no_name(quickly, project, export):
    ended = quickly(project, "inspect", str(export))
    assert "Uolevi" not in ended.stdout + ended.stderr


def test_drafts_taken_into_use_as_told_read_the_export(quickly, project, export, monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    quickly(project, "inspect", str(export))
    for kind in ("organisation", "instrument"):
        target = project / "params" / f"{kind}s" / "palaute_2024.yaml"
        target.parent.mkdir(exist_ok=True)
        (project / "params" / "drafts" / f"palaute_2024.{kind}.yaml").rename(target)
    (project / "data" / "palaute_2024").mkdir(parents=True)
    export.rename(project / "data" / "palaute_2024" / export.name)
    ended = quickly(project, "check", "palaute_2024")
    assert (ended.returncode, ended.stderr) == (0, "notebooks: nothing to mend\npalaute_2024: nothing to mend\n")
    again = quickly(project, "inspect", f"data/palaute_2024/{export.name}")
    assert again.stderr == "The mapping of palaute_2024/answers reads the file as it is.\n"


def test_inspect_tells_what_changed_against_a_source(quickly, project, export):
    ended = quickly(project, "inspect", str(export), "--against", "testers/groups")
    assert ended.returncode == 0
    assert "Against testers/groups" in ended.stdout
    assert ended.stdout.splitlines()[-1] == "params/drafts/palaute_2024.version.yaml"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["missing.csv"], 2, "missing.csv"),
        (["empty.csv"], 1, "the file is empty"),
        (["export.csv", "--against", "testers/grups"], 2, "testers/groups"),
        (["export.csv", "--against", "testars/groups"], 2, "testers"),
    ],
)
def test_inspect_tells_what_is_wrong(quickly, project, arguments, code, said):
    (project / "empty.csv").write_text("")
    (project / "export.csv").write_text(EXPORT, encoding="utf-8")
    ended = quickly(project, "inspect", *arguments)
    assert ended.returncode == code
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_version_and_help():
    told = arvio(Path.cwd(), "--version").stdout
    assert re.fullmatch(r"arvio \d+\.\d+\.\d+ \(Python 3\.\d+\.\d+\S*, lock [0-9a-f]{8}\)\n", told)
    assert "list" in arvio(Path.cwd(), "--help").stdout


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)])
def test_a_stopped_batch_leaves_whole_files_and_no_process(tmp_path, sent, code):
    root = make_project(tmp_path / "project", ["slow"])
    source = "import os, pathlib, time\npathlib.Path('pid').write_text(f'{os.getpid()} {os.getppid()}')\ntime.sleep(60)"
    save_notebook(root, "slow", source)
    pids = root / "notebooks" / "pid"
    with start(root, "run") as process:
        _wait_until(lambda: pids.exists() and pids.read_text())
        process.send_signal(sent)
        _, said = process.communicate(timeout=20)
    _wait_until(lambda: not any(_is_running(int(pid)) for pid in pids.read_text().split()))
    assert process.returncode == code, said
    assert [path.name for path in (root / "reports").rglob("*slow*")] == []


def _wait_until(condition):
    end = time.monotonic() + 120  # a server that imports everything starts first, on a machine that may be busy
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def _is_running(pid):
    """Whether a process runs; one that has ended and waits to be collected does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_reports_are_printed_when_asked_and_a_missing_browser_costs_only_the_pdfs(project, monkeypatch):
    folder = "reports/public/testers/2025"
    page, paper = f"{folder}/good.en.html", f"{folder}/good.en.pdf"
    monkeypatch.setenv("ARVIO_BROWSER", "/nowhere/browser")
    missing = arvio(project, "run", "--pdf")
    assert (missing.returncode, missing.stdout.splitlines()) == (1, [page])
    assert "ARVIO_BROWSER: names no program that can be started" in missing.stderr
    monkeypatch.delenv("ARVIO_BROWSER")
    try:
        find_browser()
    except RunError as error:
        without(str(error))
    made = arvio(project, "run", "--pdf")
    assert (made.returncode, sorted(made.stdout.splitlines())) == (0, [page, paper])
    assert (project / paper).read_bytes().startswith(b"%PDF-")
    assert "testers/2025/good.en.pdf" in (project / "reports" / "public" / "index.html").read_text()
    before = (project / paper).stat().st_mtime_ns
    assert arvio(project, "run").returncode == 0
    assert (project / paper).stat().st_mtime_ns == before
    assert arvio(project, "bundle", "public").stdout == "outbox/public.zip\n"
    assert arvio(project, "mail", "public", "testers").stdout == "outbox/public/testers/2025.en.eml\n"
    assert arvio(project, "mail", "funder").returncode == 2
