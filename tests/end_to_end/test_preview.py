"""What an evaluator sees of her working copy is what the batch makes of the same notebook."""

import json
import re
import shutil
from dataclasses import replace

import pytest

from arvio.disclosure.register import facts_path
from arvio.params import Run, open_project
from arvio.publish import places
from arvio.publish.making.making import execute_report
from arvio.publish.running.children import run_in_child
from arvio.workbench.copies import make_copy
from arvio.workbench.preview import draft_of, make_preview

from ..conftest import PROJECT

SECONDS = 120
BOX = re.compile(r'<section class="preview".*?</section>\n', re.DOTALL)
FINGERPRINT = re.compile(r"[0-9a-f]{64}|<code>[0-9a-f]{16}</code>")
RUNS = (
    Run("miessakit", "2025", "feedback", "internal", "fi"),
    Run("harjula", "2025", "change", "public", "sv"),
    Run("silmu", "2023", "family_work", "funder", "en"),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = tmp_path_factory.mktemp("previewed")
    for folder in ("notebooks", "params", "data/sample"):
        shutil.copytree(PROJECT / folder, root / folder)
    return root


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")


@pytest.mark.parametrize("run", RUNS, ids=str)
def test_the_page_is_the_draft_of_the_batch_but_for_the_box_on_top(root, run):
    project = open_project(root)
    draft = draft_of(project, run)
    copy = make_copy(project, run).path
    made = run_in_child(make_preview, (draft, copy), limit_seconds=SECONDS)
    ready = run_in_child(execute_report, (replace(draft),), limit_seconds=SECONDS)
    page, n = BOX.subn("", made.page.read_text(encoding="utf-8"))
    batch = places.ready(root, run, places.report(root, ready.edition.run)).read_text(encoding="utf-8")
    assert (n, made.is_made) == (1, True)
    assert FINGERPRINT.sub("", page) == FINGERPRINT.sub("", batch)
    assert "DRAFT" in page or "LUONNOS" in page or "UTKAST" in page
    told = [facts_path(root, run, by=by).read_bytes() for by in ("preview", "batch")]
    assert told[0] == told[1]
    assert len(told[0]) > 1000


FEW = [("own", "respondent_group", "participants", 3)]
OF_UNDECLARED_GROUPS = [("own", "shoe_size", "45", 3), ("own", "shoe_size", "46", 30), ("own", "shoe_size", "all", 33)]


@pytest.mark.parametrize(("rows", "words"), [(FEW, ""), (OF_UNDECLARED_GROUPS, "is not declared")])
def test_an_own_indicator_is_withheld_of_few_and_held_back_where_nobody_said_how_its_groups_lie(root, rows, words):
    run = Run("miessakit", "2025", "feedback", "public", "fi")
    copy = make_copy(open_project(root), run).path
    before = copy.read_text(encoding="utf-8")
    copy.write_text(json.dumps(with_own_indicator(json.loads(before), rows)), encoding="utf-8")
    try:
        made = run_in_child(make_preview, (draft_of(open_project(root), run), copy, True), limit_seconds=SECONDS)
    finally:
        copy.write_text(before, encoding="utf-8")
    assert any("imports something else than parts of arvio" in str(one.what) for one in made.todo)
    told = [json.loads(line) for line in facts_path(root, run, by="preview").read_text(encoding="utf-8").splitlines()]
    few = [fact for fact in told if fact["indicator"] == "own" and fact["group"] in ("participants", "45")]
    assert [(fact["status"], fact["value"]) for fact in few] == [("withheld", None)]
    gate = " ".join(str(one.what) for one in made.todo if (one.kind, one.weight) == ("gate", "must"))
    assert words in gate if words else not gate


def with_own_indicator(notebook, rows):
    """A notebook that computes something itself and releases it."""
    names = ("indicator", "breakdown", "group", "value")
    same = {"wave": "", "statistic": "persons", "low": None, "high": None, "basis": "collected"}
    told = [{**same, **dict(zip(names, row, strict=True)), "n": row[-1]} for row in rows]
    source = f"from arvio.results import results\nevaluation.release(results({told}));"
    notebook["cells"].insert(3, {**notebook["cells"][2], "id": "own", "source": source})
    return notebook
