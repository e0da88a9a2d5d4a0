import json

import pytest
from nbformat.v4 import new_output

from arvio.disclosure import register
from arvio.errors import DataError, RunError
from arvio.publish import making, manifest, places

PRINTED = new_output("stream", name="stdout", text="secret")


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
            return executed

        monkeypatch.setattr(making, "execute", execute)

    return prepared


def test_a_report_is_written_with_its_manifest(edition, executes, marked):
    executes(marked())
    outcome = making.make_report(edition)
    assert (outcome.state, outcome.path) == ("done", places.report(edition.root, edition.run))
    written = json.loads(places.manifest(edition.root, edition.run).read_text())
    assert written["state"] == "done"
    assert written["fingerprint"] in outcome.path.read_text()
    assert written["run"]["organisation"] == "testers"


def test_a_failed_run_withdraws_the_older_report(edition, executes, marked):
    executes(marked())
    older = making.make_report(edition).path
    executes(DataError("answers.csv: row 4: <out> of range"))
    outcome = making.make_report(edition)
    assert outcome.state == "failed"
    assert not older.exists()
    assert places.previous(edition.root, edition.run, places.report(edition.root, edition.run)).exists()
    assert "&lt;out&gt; of range" in outcome.path.read_text()
    assert outcome.path == places.error_page(edition.root, edition.run)
    assert manifest.state(edition.root, edition.run) == "failed"


def test_a_refused_run_publishes_nothing(edition, executes):
    executes(PRINTED)
    assert making.make_report(edition).state == "refused"
    assert not (edition.root / "reports" / "public").exists()
    assert "secret" not in places.error_page(edition.root, edition.run).read_text()


def test_a_run_that_succeeds_again_clears_its_error_page(edition, executes, marked):
    executes(RunError("x"))
    making.make_report(edition)
    executes(marked())
    making.make_report(edition)
    assert not places.error_page(edition.root, edition.run).exists()


def test_a_failure_that_cannot_be_recorded_is_still_told(edition, executes):
    executes(RunError("x"))
    (edition.root / "reports").write_text("in the way")
    outcome = making.make_report(edition)
    assert outcome.reason.startswith("x (and this could not be recorded: ")


def test_an_interrupt_is_not_taken_for_a_failure(edition, executes, monkeypatch):
    def interrupt(edition):
        raise KeyboardInterrupt

    monkeypatch.setattr(making, "execute", interrupt)
    with pytest.raises(KeyboardInterrupt):
        making.make_report(edition)
    assert not places.error_page(edition.root, edition.run).exists()


FACT = dict.fromkeys(register.FACT, "") | {"indicator": "heard", "value": 4.5, "low": None, "high": None, "n": 9}


def write_fact(edition):
    path = register.facts_path(edition.root, edition.run, by="batch")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(FACT) + "\n", encoding="utf-8")


def test_a_report_goes_out_with_its_facts_in_the_register(edition, executes, marked):
    executes(marked())
    write_fact(edition)
    making.make_report(edition)
    facts = register.published(edition.root, edition.run.organisation)
    assert facts[["indicator", "value", "n", "audience"]].to_numpy().tolist() == [
        ["heard", 4.5, 9, edition.run.audience]
    ]


def test_a_refused_report_enters_no_facts(edition, executes):
    executes(PRINTED)
    write_fact(edition)
    making.make_report(edition)
    assert register.published(edition.root, edition.run.organisation).empty


def test_no_report_goes_out_whose_facts_cannot_be_registered(edition, executes, marked):
    executes(marked())
    write_fact(edition)
    (edition.root / register.PATH).parent.mkdir(parents=True, exist_ok=True)
    (edition.root / register.PATH).write_text("not a database, and long enough to be taken for one" * 50)
    outcome = making.make_report(edition)
    assert outcome.state == "failed"
    assert not places.report(edition.root, edition.run).exists()
