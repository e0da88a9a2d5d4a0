"""A report from draft to signed, held back, withdrawn and compared: a tiny project, real processes."""

import json

import pytest

from ..faults import words
from ..faults.batches import arvio, make_project

SOURCE = """
from pathlib import Path
from arvio.evaluation import open_evaluation
from arvio.presentation.marks import Shown
from arvio.results import results
evaluation = open_evaluation(organisation, period, language, audience)
value = float(Path("../data/testers/value.txt").read_text())
told = evaluation.release(results([{"indicator": "trust", "statistic": "mean", "value": value, "n": 30}]))
said = f"Trust is {told.table['value'].iloc[0]}."
Shown("sentences", f"<p>{said}</p>", said)
"""
PAGE = "reports/public/testers/2025/trust.en.html"
CATALOGUE = "reports/public/index.html"
SIGNATURES = "params/signatures/testers/2025.json"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    root = make_project(tmp_path_factory.mktemp("signing") / "project", {"trust": SOURCE})
    params = root / "params/organisations/testers.yaml"
    params.write_text(params.read_text().replace(", stage: final", ""))
    (root / "data/testers").mkdir(parents=True)
    (root / "data/testers/groups.csv").write_text("group\n")
    say_value(root, 4.5)
    return root


def say_value(root, value):
    (root / "data/testers/value.txt").write_text(f"{value}\n")


def test_a_report_is_signed_held_back_withdrawn_and_compared(project):
    code, _, stderr = arvio(project, "sign", "testers", "2025", "--by", "Maija Meikäläinen")
    assert code == 1
    assert "it was never made" in stderr
    assert "run it first, and read it: arvio run testers --period 2025" in stderr

    code, _, stderr = arvio(project, "run")
    assert code == 0, stderr
    assert "DRAFT" in (project / PAGE).read_text()

    code, stdout, stderr = arvio(project, "sign", "testers", "2025", "--by", "Maija Meikäläinen")
    assert (code, stdout) == (0, f"{SIGNATURES}\n"), stderr
    assert "made before the latest changes" in (project / CATALOGUE).read_text()  # it says DRAFT until it is run
    code, _, stderr = arvio(project, "run")
    assert code == 0, stderr
    assert "signed by Maija Meikäläinen on" in (project / CATALOGUE).read_text()
    assert "made before the latest changes" not in (project / CATALOGUE).read_text()
    signed = (project / PAGE).read_text()
    assert "DRAFT" not in signed
    assert "signed by Maija Meikäläinen on" in signed
    assert "is fresh" in arvio(project, "run", "--why")[1]
    code, _, stderr = arvio(project, "sign", "testers", "2025", "--by", "Ville Virtanen")
    assert "signed already by Maija Meikäläinen" in stderr
    assert len(json.loads((project / SIGNATURES).read_text())["events"]) == 1

    say_value(project, 3.5)
    code, stdout, stderr = arvio(project, "run", "--json")
    assert code == 3, stderr
    (ended,) = [one for one in map(json.loads, stdout.splitlines()) if one["event"] == "refused"]
    assert "differs from what Maija Meikäläinen signed" in ended["reason"]
    assert "trust, all, mean: 4.5, n 30 → 3.5, n 30" in ended["reason"]
    (difference,) = ended["differences"]
    assert (difference["before"]["value"], difference["now"]["value"]) == (4.5, 3.5)
    assert (project / PAGE).read_text() == signed
    assert "What was signed stays in its place" in (project / ended["path"]).read_text()
    assert arvio(project, "list")[1].strip().endswith("older")
    assert "made before the latest changes" in (project / CATALOGUE).read_text()
    assert "signed by Maija Meikäläinen on" in (project / CATALOGUE).read_text()
    assert arvio(project, "bundle", "public")[0] == 1

    say_value(project, 4.5)
    assert "is fresh" in arvio(project, "run", "--why")[1]

    say_value(project, 3.5)
    code, _, stderr = arvio(project, "sign", "testers", "2025", "--by", "Maija Meikäläinen", "--withdraw")
    assert code == 0, stderr
    assert "Maija" not in (project / CATALOGUE).read_text()
    assert "made before the latest changes" in (project / CATALOGUE).read_text()
    code, _, stderr = arvio(project, "run")
    assert code == 0, stderr
    assert "Trust is 3.5." in (project / PAGE).read_text()
    assert "DRAFT" in (project / PAGE).read_text()

    code, stdout, stderr = arvio(project, "diff", "testers", "2025")
    assert code == 0, stderr
    assert "trust, all, mean: 4.5, n 30 → 3.5, n 30" in stdout
    assert "was: Trust is 4.5. | is: Trust is 3.5." in stdout
    assert "data/testers/value.txt: changed" in stdout
    (told,) = json.loads(arvio(project, "diff", "testers", "2025", "--json")[1])
    assert [one["change"] for one in told["figures"]] == ["changed"]
    assert (told["from"]["signed"]["by"], told["to"]["signed"]) == ("Maija Meikäläinen", None)
    code, stdout, stderr = arvio(project, "diff", "testers", "2025", "--page")
    assert code == 0, stderr
    assert "3.5, n 30" in (project / stdout.strip()).read_text()


def test_an_interrupted_or_failing_run_leaves_the_signed_page(project):
    assert arvio(project, "run")[0] == 0
    assert arvio(project, "sign", "testers", "2025", "--by", "Maija")[0] == 0
    assert arvio(project, "run")[0] == 0
    signed = (project / PAGE).read_bytes()
    say_value(project, "no number")
    code, _, stderr = arvio(project, "run")
    assert code == 1, stderr
    assert (project / PAGE).read_bytes() == signed


def test_nothing_is_signed_before_open_answers_with_persons_in_them_were_read(tmp_path):
    root = words.make_project(tmp_path / "project")
    params, answers = root / f"params/organisations/{words.NAME}.yaml", root / f"data/{words.NAME}/answers.csv"
    params.write_text(params.read_text().replace("    reader: csv\n", "    reader: csv\n    open_text: [said]\n"))
    head, *rows = answers.read_text().splitlines()
    answers.write_text("\n".join([f"{head};said", *(f"{row};ask 040 123 4567" for row in rows)]) + "\n")
    code, _, stderr = arvio(root, "sign", words.NAME, words.PERIOD, "--by", "Maija")
    assert code == 3, stderr
    assert "personal data in open answers that nobody has reviewed" in stderr


def test_spoilt_signatures_are_told_in_a_sentence_and_nothing_goes_out(project):
    before = (project / SIGNATURES).read_text()
    (project / SIGNATURES).write_text("<<<<<<< HEAD\n" + before)
    code, _, stderr = arvio(project, "run")
    assert code == 2
    assert f"{SIGNATURES}: line 1: holds the marks of a merge conflict" in stderr
    code, _, stderr = arvio(project, "sign", "testers", "2025", "--by", "Maija")
    assert code == 2
    assert (project / SIGNATURES).read_text() == "<<<<<<< HEAD\n" + before
