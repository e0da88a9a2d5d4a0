"""The evaluator's words from the first draft to a final report whose figures changed, in a tiny project."""

import json

import pytest
from nbformat import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from ..faults.batches import ORGANISATION, PARAMETERS, SUITE, arvio

COLUMNS = "columns: {group_id: id, start: s, end: e, continues: c}, date_order: year_first"
REPORT = "  - {notebook: ends, periods: ['2025'], audiences: [internal, public], stage: %s}\n"
INTERNAL = """
  internal:
    minimum_n_persons: 3
    minimum_n_statistics: 5
    minimum_n_sensitive: 5
    minimum_n_interval: 20
    decimals: 1
    spread: withheld
    band_of_share: 0.9
    rounding_base: 1
    source: invented for the test
"""
RELEASED = """ended = indicators.continuity(evaluation.current.groups, until=evaluation.period.end)
going_on = evaluation.release(ended)
figures.continuity(going_on)"""
CELLS = (
    "from arvio import figures, indicators, open_evaluation",
    "evaluation = open_evaluation(organisation, period, language, audience)",
    RELEASED,
    'evaluation.commentary("ends", going_on)',
)
WORDS = "## ends\n\nBoth groups go on, as they wished.\n"
ROW = "%s,2025-01-01,2025-06-30,yes\n"


def make_project(root, stage):
    (root / "params" / "organisations").mkdir(parents=True)
    (root / "notebooks").mkdir()
    (root / "params" / "suite.yaml").write_text(SUITE.format(seconds=60) + INTERNAL.strip("\n") + "\n")
    reads = ORGANISATION.replace("files: groups.csv}", f"files: groups.csv, {COLUMNS}}}")
    (root / "params" / "organisations" / "testers.yaml").write_text(reads + REPORT % stage)
    (root / "data" / "testers").mkdir(parents=True)
    write_groups(root, "ab")
    parameters = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    cells = [new_markdown_cell("# What goes on"), parameters, *map(new_code_cell, CELLS)]
    write(new_notebook(cells=cells), root / "notebooks" / "ends.ipynb")
    return root


def write_groups(root, names):
    (root / "data" / "testers" / "groups.csv").write_text("id,s,e,c\n" + "".join(ROW % name for name in names))


def write_words(root, words=WORDS):
    path = root / "params" / "commentary" / "testers" / "2025.en.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words)
    return path


def page(root, audience="internal"):
    path = root / "reports" / audience / "testers" / "2025" / "ends.en.html"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def states(root):
    _, stdout, _ = arvio(root, "list", "--comments")
    return [line.split("\t", 2)[1:] for line in stdout.splitlines()]


def require_fresh(root):
    _, stdout, _ = arvio(root, "run", "--why")
    assert {line.split("\t")[1] for line in stdout.splitlines()} == {"is fresh"}


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "sample-key-of-the-tests")


def test_a_draft_says_which_words_are_missing_and_which_are_old(tmp_path):
    root = make_project(tmp_path / "project", "draft")
    code, _, stderr = arvio(root, "confirm", "testers", "2025", "--by", "Maija")
    assert code == 2
    assert "nothing of it was put out yet, so there is nothing to confirm" in stderr
    assert arvio(root, "run")[0] == 0
    place = "It is written in params/commentary/testers/2025.en.md below the heading ## ends."
    assert "comment is missing here." in page(root)
    assert place in page(root)
    assert "comment is missing here." in page(root, "public")
    assert place not in page(root, "public")
    assert "Comments missing: 2, about other figures: 0" in arvio(root, "list")[2]

    path = write_words(root)
    assert states(root) == [["ends", "written"], ["ends", "written"]]
    assert arvio(root, "run")[0] == 0
    assert "Both groups go on" in page(root)
    assert "missing here" not in page(root)
    require_fresh(root)

    write_groups(root, "abc")
    assert arvio(root, "run")[0] == 0
    assert "The figures have changed since this comment was written:" in page(root)
    assert "2 → 3" in page(root)
    assert "Both groups go on" in page(root)
    require_fresh(root)
    found = states(root)
    assert [state.split("\t")[0] for _, state in found] == ["stale", "stale"]
    assert "2 → 3" in found[0][1]
    assert "about other figures: 2" in arvio(root, "list")[2]

    assert arvio(root, "confirm", "testers", "2025")[0] == 2  # nobody answers for it
    code, stdout, stderr = arvio(root, "confirm", "testers", "2025", "--by", "Maija Meri")
    assert (code, stdout) == (0, "params/commentary/testers/2025.en.numbers.json\n")
    assert "2 → 3" in stderr
    kept = json.loads((root / stdout.strip()).read_text())
    assert {(one["audience"], one["section"], one["by"]) for one in kept} == {
        ("internal", "ends", "Maija Meri"),
        ("public", "ends", "Maija Meri"),
    }
    assert states(root) == [["ends", "written"], ["ends", "written"]]
    assert arvio(root, "run")[0] == 0
    assert "figures have changed" not in page(root)
    require_fresh(root)
    assert path.read_text() == WORDS


def test_a_final_report_waits_for_its_words_and_for_whoever_reads_them_again(tmp_path):
    root = make_project(tmp_path / "project", "final")
    code, _, stderr = arvio(root, "run")
    assert code == 1
    assert "## ends: the comment is missing, and a final report needs it" in stderr
    assert page(root) == ""

    path = write_words(root)
    assert arvio(root, "run")[0] == 0
    write_groups(root, "abc")
    code, _, stderr = arvio(root, "run")
    assert code == 1
    assert "the figures have changed since the comment was written" in stderr
    assert "2 → 3" in stderr
    assert page(root) == ""

    sound = path.read_bytes()
    path.write_bytes(sound + b"\xff")
    code, _, stderr = arvio(root, "confirm", "testers", "2025", "--by", "Maija")
    assert code != 0
    assert "2025.en.md" in stderr
    path.write_bytes(sound)

    code, _, stderr = arvio(root, "confirm", "testers", "2025", "end", "--by", "Maija")
    assert code == 2
    assert "no notebook of these reports asks for this section" in stderr
    assert "did you mean ends?" in stderr
    assert arvio(root, "confirm", "testers", "2025", "ends", "--by", "Maija")[0] == 0
    assert arvio(root, "run")[0] == 0
    assert "Both groups go on" in page(root)
    require_fresh(root)
    report = root / "reports" / "internal" / "testers" / "2025" / "ends.en.html"
    assert arvio(root, "verify", str(report))[0] == 0


def test_two_versions_of_words_stop_their_reports_and_lose_nothing(tmp_path):
    root = make_project(tmp_path / "project", "draft")
    words = f"<<<<<<< HEAD\n{WORDS}=======\n## ends\n\nNobody knows.\n>>>>>>> other\n"
    path = write_words(root, words)
    code, _, stderr = arvio(root, "run")
    assert code == 1
    assert "line 1: holds two versions" in stderr
    assert path.read_text() == words
    write_words(root, "Above.\n\n## end\n\nMisspelt.\n")
    code, _, stderr = arvio(root, "check")
    assert code == 1
    assert "line 1: what stands above the first heading is shown in no report" in stderr
    assert "line 3: no notebook of the organisation's reports asks for this section, got: 'end'" in stderr
    assert "did you mean ends?" in stderr
