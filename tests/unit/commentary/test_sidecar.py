"""What a run showed of the words comes back as it was, or with an error: never as if comments were in order."""

import json

import pytest

from arvio.commentary.sidecar import ShownWords, read_sidecar, sidecar_path, write_shown
from arvio.errors import RunError

STALE = ShownWords("heard", "stale", "a1", "b2", ("4.2 → 4.4",), ({"indicator": "heard", "value": 4.4},))
MISSING = ShownWords("trust", "missing")


@pytest.fixture
def path(tmp_path):
    return sidecar_path(tmp_path / "run" / "feedback.fi.facts.jsonl")


def test_stands_beside_the_facts_of_the_run(path):
    assert path.name == "feedback.fi.commentary.jsonl"


def test_sections_come_back_in_their_order_as_they_were(path):
    for shown in (STALE, MISSING):
        write_shown(path, shown)
    assert read_sidecar(path) == [STALE, MISSING]


def test_a_run_without_words_has_none(path):
    assert read_sidecar(path) == []


@pytest.mark.parametrize(
    "spoilt", ['{"section": "tr', "no json\n", '["trust"]\n', '{"section": "trust", "stage": ""}\n']
)
def test_a_file_that_was_cut_short_or_changed_is_an_error(path, spoilt):
    write_shown(path, STALE)
    path.write_text(path.read_text(encoding="utf-8") + spoilt, encoding="utf-8")
    with pytest.raises(RunError, match="was cut short or changed"):
        read_sidecar(path)


def test_a_line_of_a_newer_arvio_is_refused_as_that(path):
    write_shown(path, STALE)
    line = {**json.loads(path.read_text(encoding="utf-8")), "format": 99}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    with pytest.raises(RunError, match="newer"):
        read_sidecar(path)


def test_where_it_cannot_be_written_nothing_is_published_and_that_is_said(tmp_path):
    (tmp_path / "run").write_text("a file where a folder should be")
    with pytest.raises(RunError, match="nothing was published"):
        write_shown(tmp_path / "run" / "feedback.commentary.jsonl", STALE)
