import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_output

from arvio.disclosure import register
from arvio.errors import DataError, RunError
from arvio.publish import files, manifest, places
from arvio.publish.freshness.judging import Judge
from arvio.publish.making import making

PRINTED = new_output("stream", name="stdout", text="secret")


def make(edition):
    """Both steps of making a report, which the gate lets pass."""
    made = making.execute_report(edition)
    return making.publish_report(made) if isinstance(made, making.Ready) else made


@pytest.fixture
def executes(monkeypatch, save, notebook):
    """What the notebook shows when it is executed: outputs, or an error to raise."""

    def prepared(*outputs):
        executed = notebook(*[output for output in outputs if not isinstance(output, Exception)])
        save("plain", executed)
        errors = [output for output in outputs if isinstance(output, Exception)]

        def execute(edition):
            for error in errors:
                raise error
            files.write_whole(edition.root, places.executed(edition.root, edition.run), nbformat.writes(executed))
            return executed

        monkeypatch.setattr(making, "execute", execute)

    return prepared


def test_a_report_is_written_with_its_manifest(edition, executes, marked):
    executes(marked("<p>heard</p>"))
    outcome = make(edition)
    assert (outcome.state, outcome.path) == ("done", places.report(edition.root, edition.run))
    written = json.loads(places.manifest(edition.root, edition.run).read_text())
    assert written["state"] == "done"
    assert written["fingerprint"] in outcome.path.read_text()
    assert written["run"]["organisation"] == "testers"


def test_a_failed_run_withdraws_the_older_report(edition, executes, marked):
    executes(marked("<p>heard</p>"))
    older = make(edition).path
    executes(DataError("answers.csv: row 4: <out> of range"))
    outcome = make(edition)
    assert outcome.state == "failed"
    assert not older.exists()
    assert places.previous(edition.root, edition.run, places.report(edition.root, edition.run)).exists()
    assert "&lt;out&gt; of range" in outcome.path.read_text()
    assert outcome.path == places.error_page(edition.root, edition.run)
    assert manifest.state(edition.root, edition.run) == "failed"


def test_a_refused_run_publishes_nothing(edition, executes):
    executes(PRINTED)
    assert make(edition).state == "refused"
    assert not (edition.root / "reports" / "public").exists()
    assert "secret" not in places.error_page(edition.root, edition.run).read_text()


def test_a_run_that_succeeds_again_clears_its_error_page(edition, executes, marked):
    executes(RunError("x"))
    make(edition)
    executes(marked("<p>heard</p>"))
    make(edition)
    assert not places.error_page(edition.root, edition.run).exists()


def test_a_failure_that_cannot_be_recorded_is_still_told(edition, executes):
    executes(RunError("x"))
    places.partial(edition.root).parent.mkdir(parents=True)
    places.partial(edition.root).write_text("in the way")
    outcome = make(edition)
    assert outcome.reason.startswith("x (and this could not be recorded: ")


def test_an_interrupt_is_not_taken_for_a_failure(edition, executes, monkeypatch):
    def interrupt(edition):
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "execute", interrupt)
    with pytest.raises(KeyboardInterrupt):
        make(edition)
    assert not places.error_page(edition.root, edition.run).exists()


FACT = dict.fromkeys(register.FACT, "") | {"indicator": "heard", "value": 4.5, "low": None, "high": None, "n": 9}


@pytest.fixture
def releases(monkeypatch, edition):
    """What the notebook releases when it is executed, beside what it shows; or how its file of facts ends."""

    def prepared(*facts, end="\n"):
        shows = making.execute

        def execute(edition):
            path = register.facts_path(edition.root, edition.run, by="batch")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(map(json.dumps, facts)) + end, encoding="utf-8")
            return shows(edition)

        monkeypatch.setattr(making, "execute", execute)

    return prepared


def test_a_report_goes_out_with_its_facts_in_the_register(edition, executes, releases, marked):
    executes(marked())
    releases(FACT)
    make(edition)
    facts = register.published(edition.root, edition.run.organisation)
    assert facts[["indicator", "value", "n", "audience"]].to_numpy().tolist() == [
        ["heard", 4.5, 9, edition.run.audience]
    ]


def test_a_refused_report_enters_no_facts(edition, executes, releases):
    executes(PRINTED)
    releases(FACT)
    make(edition)
    assert register.published(edition.root, edition.run.organisation).empty


def test_no_report_goes_out_whose_facts_cannot_be_registered(edition, executes, releases, marked):
    executes(marked())
    releases(FACT)
    (edition.root / register.PATH).parent.mkdir(parents=True, exist_ok=True)
    (edition.root / register.PATH).write_text("not a database, and long enough to be taken for one" * 50)
    outcome = make(edition)
    assert outcome.state == "refused"
    assert "register.damaged-" in outcome.path.read_text()
    assert not places.report(edition.root, edition.run).exists()


def test_no_report_goes_out_whose_facts_were_cut_short(edition, executes, releases, marked):
    executes(marked())
    releases(FACT, FACT | {"value": 4}, end="")
    assert make(edition).state == "failed"
    assert not places.report(edition.root, edition.run).exists()
    assert register.published(edition.root, edition.run.organisation).empty


def test_no_report_with_numbers_goes_out_whose_facts_were_never_written_down(edition, executes, marked):
    executes(marked())
    outcome = make(edition)
    assert outcome.state == "refused"
    assert "no release of them was written down" in outcome.path.read_text()
    assert not places.report(edition.root, edition.run).exists()


def test_facts_that_an_earlier_run_left_are_not_those_of_this_one(edition, executes, releases, marked):
    executes(PRINTED)
    releases(FACT)
    assert make(edition).state == "refused"
    executes(marked("<p>heard</p>"))
    assert make(edition).state == "done"
    assert register.published(edition.root, edition.run.organisation).empty


def test_the_manifest_says_which_version_of_the_report_lies_there(edition, executes, releases, marked):
    for value, version in ((4.5, 1), (4.5, 1), (4.6, 2)):
        executes(marked())
        releases(FACT | {"value": value})
        make(edition)
        manifest_of_it = json.loads(places.manifest(edition.root, edition.run).read_text())
        assert (manifest_of_it["state"], manifest_of_it["version"]) == ("done", version)


def test_a_page_that_cannot_be_written_leaves_its_facts_registered(edition, executes, releases, marked, monkeypatch):
    move = making.files.move_into_place

    def full(partial, path):
        if path == places.report(edition.root, edition.run):
            raise RunError("no space left")
        move(partial, path)

    executes(marked())
    releases(FACT)
    with monkeypatch.context() as disk:
        disk.setattr(making.files, "move_into_place", full)
        assert make(edition).state == "failed"
    assert not places.report(edition.root, edition.run).exists()
    assert len(register.published(edition.root, edition.run.organisation)) == 1
    assert make(edition).state == "done"
    assert register.history(edition.root, edition.run.organisation)["version"].tolist() == [1]


def test_a_page_that_holds_what_must_not_leave_is_refused(edition, executes, releases, marked):
    executes(marked("<p>2025-01-03;nainen;4;5;3;2</p>"))
    releases(FACT)
    outcome = make(edition)
    assert outcome.state == "refused"
    assert "holds rows or lists of data" in outcome.path.read_text()
    assert register.published(edition.root, edition.run.organisation).empty


BATCH = """
import datetime as dt, json, nbformat, os, signal, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from conftest import Inline, notebook_of, shown
from arvio.disclosure import register
from arvio.params import Run
from arvio.gate import Ruling
from arvio.publish import files, places
from arvio.publish.batch import batch
from arvio.publish.batch import errands
from arvio.publish.making import making
from arvio.publish.editions import Edition

root, values, die_at = Path(sys.argv[2]), json.loads(sys.argv[3]), sys.argv[4]
run = Run("testers", "2025", "plain", "public", "en")
edition = Edition(run, root, "Testers", "synthetic", "final", dt.date(2025, 1, 1), dt.date(2025, 12, 31), 60)
FACT = dict.fromkeys(register.FACT, "") | dict.fromkeys(("low", "high", "n")) | {"indicator": "heard"}

def execute(edition, value):
    path = register.facts_path(root, run, by="batch")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    for number in range(3):  # as a kernel does, one release after another
        with path.open("a") as file:
            file.write(json.dumps(FACT | {"group": f"g{number}", "value": value}) + "\\n")
        time.sleep(0.02)
    executed = notebook_of(shown(f"<p>{value} / 5</p>"))
    files.write_whole(root, places.executed(root, run), nbformat.writes(executed))
    return executed

def dying(function, when):
    def called(*given, **named):
        if when in str(given[1:2]):
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*given, **named)
    return called

if die_at == "register":
    register.enter = dying(register.enter, "plain")
if die_at == "page":
    files.move_into_place = dying(files.move_into_place, "plain.en.html")
if die_at == "manifest":
    files.write_whole = dying(files.write_whole, "plain.en.json")
errands.judge = lambda *given: Ruling()
for value in values:
    making.execute = lambda edition, value=value: execute(edition, value)
    *_, outcome = batch.outcomes([edition], Inline, 1)
    print(outcome.state, flush=True)
"""


def batch(edition, values, die_at=""):
    """Another process that makes the report, once for each value that the data give."""
    arguments = [str(Path(__file__).parents[1]), str(edition.root), json.dumps(values), die_at]
    return subprocess.Popen([sys.executable, "-c", BATCH, *arguments], stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(("die_at", "entered", "is_out"), [("register", 0, 0), ("page", 3, 0), ("manifest", 3, 1)])
def test_a_batch_killed_on_the_way_out_loses_no_fact(edition, executes, marked, die_at, entered, is_out):
    executes(marked())
    process = batch(edition, [4.5], die_at)
    assert process.communicate(timeout=60)[0] == ""
    assert process.returncode == -9
    assert len(register.published(edition.root, "testers")) == entered
    assert places.report(edition.root, edition.run).exists() == bool(is_out)
    assert batch(edition, [4.5]).communicate(timeout=60)[0] == "done\n"
    assert register.history(edition.root, "testers")["version"].tolist() == [1, 1, 1]


def test_two_batches_at_once_publish_each_version_whole_and_the_last_one_lies_there(edition, executes, marked):
    executes(marked())
    batches = [batch(edition, [base + number / 10 for number in range(6)]) for base in (1, 2)]
    assert [one.communicate(timeout=120)[0] for one in batches] == ["done\n" * 6] * 2
    told = register.history(edition.root, "testers")
    assert told.groupby("version")["value"].agg(["size", "nunique"]).to_numpy().tolist() == [[3, 1]] * 12
    last = told[told["version"] == 12]["value"].iloc[0]
    assert f"<p>{last} / 5</p>" in places.report(edition.root, edition.run).read_text()
    assert json.loads(places.manifest(edition.root, edition.run).read_text())["version"] == 12


@pytest.fixture
def with_annexes(edition):
    return replace(edition, annexes=("xlsx", "csv"))


ANNEXES = ("plain.en.csv", "plain.en.xlsx", "plain.excel.en.csv")


def names_beside(edition):
    folder = places.report(edition.root, edition.run).parent
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_report_that_wants_no_annexes_has_none_and_loads_no_library_for_them(edition, executes, marked):
    executes(marked("<p>heard</p>"))
    make(edition)
    assert names_beside(edition) == ["plain.en.html"]
    assert "Files beside" not in places.report(edition.root, edition.run).read_text()


def test_the_libraries_of_annexes_are_loaded_where_there_are_annexes_only():
    code = (
        "import sys, arvio.publish.making.making\n"
        "libraries = 'xlsxwriter', 'docx', 'lxml.html', 'arvio.publish.annexes.content'\n"
        "print([one for one in libraries if one in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert told.stdout.strip() == "[]"


def test_annexes_lie_beside_the_page_which_links_to_them_and_the_manifest_knows_them(with_annexes, executes, marked):
    executes(marked("<p>heard</p>"))
    outcome = make(with_annexes)
    assert names_beside(with_annexes) == sorted([*ANNEXES, "plain.en.html"])
    page = outcome.path.read_text()
    for name in ANNEXES:
        assert f'<a href="{name}">' in page
    size = round(places.annex(with_annexes.root, with_annexes.run, "xlsx").stat().st_size / 1000)
    assert f"Download the data of this report (XLSX, {size}\u00a0kB)" in page
    written = json.loads(places.manifest(with_annexes.root, with_annexes.run).read_text())["files"]
    assert sorted(written) == names_beside(with_annexes)
    for name, digest in written.items():
        assert hashlib.sha256(outcome.path.with_name(name).read_bytes()).hexdigest() == digest


def test_a_report_whose_annex_is_gone_or_changed_is_not_fresh(with_annexes, executes, marked):
    executes(marked("<p>heard</p>"))
    make(with_annexes)
    annex = places.annex(with_annexes.root, with_annexes.run, "xlsx")
    assert Judge(with_annexes.root).is_fresh(with_annexes)
    content = annex.read_bytes()
    annex.write_bytes(content + b" ")
    assert Judge(with_annexes.root).standing(with_annexes).reasons == ("plain.en.xlsx was changed by somebody",)
    annex.unlink()
    assert Judge(with_annexes.root).standing(with_annexes).reasons == ("plain.en.xlsx is gone",)
    make(with_annexes)
    assert annex.read_bytes() == content


def test_annexes_that_are_no_longer_asked_for_are_taken_away(with_annexes, edition, executes, marked):
    executes(marked("<p>heard</p>"))
    make(with_annexes)
    assert not Judge(edition.root).is_fresh(edition)
    make(edition)
    assert names_beside(edition) == ["plain.en.html"]


def test_a_failed_run_withdraws_the_annexes_with_the_page(with_annexes, executes, marked):
    executes(marked("<p>heard</p>"))
    make(with_annexes)
    executes(DataError("answers.csv: row 4"))
    assert make(with_annexes).state == "failed"
    assert names_beside(with_annexes) == []
    root, run = with_annexes.root, with_annexes.run
    assert places.previous(root, run, places.annex(root, run, "xlsx")).exists()


def test_an_annex_that_must_not_leave_stops_the_report(with_annexes, executes, marked, monkeypatch):
    from arvio.publish.annexes import annexes

    leaky = {"xlsx": annexes.workbook, "csv": annexes.for_programs, "excel_csv": lambda *_: b"131052-308T"}
    monkeypatch.setattr(annexes, "_WRITERS", leaky)
    executes(marked("<p>heard</p>"))
    outcome = make(with_annexes)
    assert outcome.state == "refused"
    assert names_beside(with_annexes) == []
    assert "plain.excel.en.csv" in outcome.path.read_text()


def test_a_pdf_goes_with_the_page_it_was_printed_from(edition, executes, marked):
    executes(marked("<p>heard</p>"))
    make(edition)
    paper = places.paper(edition.root, edition.run)
    paper.write_bytes(b"%PDF of the first page")
    executes(marked("<p>heard again</p>"))
    make(edition)
    assert not paper.exists()
    paper.write_bytes(b"%PDF of the second page")
    executes(RunError("x"))
    make(edition)
    assert not paper.exists()
    assert places.previous(edition.root, edition.run, paper).read_bytes() == b"%PDF of the second page"
