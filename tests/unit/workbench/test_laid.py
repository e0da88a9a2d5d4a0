import json

import pytest

from arvio.errors import UsageError
from arvio.shipped import RECORD
from arvio.workbench import laid
from arvio.workbench.laid import parts_of, read_laid, record_text, was_shipped

CELL = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": ["# Title"]}


def notebook(*cells, **metadata):
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}).encode()


def write(root, **said):
    (root / RECORD).parent.mkdir(parents=True, exist_ok=True)
    (root / RECORD).write_text(json.dumps({"format": 1, "arvio": "0.1.0", "files": {}, **said}), encoding="utf-8")


def test_a_record_is_read_as_it_was_written(tmp_path):
    contents = {"notebooks/own.ipynb": notebook(CELL), "params/suite.yaml": b"a: 1\n"}
    (tmp_path / RECORD).parent.mkdir()
    (tmp_path / RECORD).write_text(record_text(contents), encoding="utf-8")
    assert read_laid(tmp_path).files == {name: parts_of(name, content) for name, content in contents.items()}


def test_of_a_project_without_a_record_nothing_is_known(tmp_path):
    assert read_laid(tmp_path) == laid.Laid()


def test_a_notebook_is_known_by_its_cells():
    code = {**CELL, "cell_type": "code", "id": "sum", "source": ["1 + 1"]}
    before = parts_of("a.ipynb", notebook(CELL, code))
    after = parts_of("a.ipynb", notebook(CELL, {**code, "source": "1 + 2"}))
    assert [*before] == ["", "title", "sum"]
    assert [id_ for id_ in before if before[id_] != after[id_]] == ["sum"]


def test_what_jupyterlab_does_when_it_saves_is_no_change():
    code = {**CELL, "cell_type": "code", "source": ["1 + 1"], "outputs": [], "execution_count": None}
    run = {**code, "source": "1 + 1", "outputs": [{"output_type": "stream"}], "execution_count": 3}
    kernel = {"kernelspec": {"name": "python3"}}
    assert parts_of("a.ipynb", notebook(code)) == parts_of("a.ipynb", notebook(run, **kernel))


def test_what_a_notebook_says_to_arvio_and_the_tag_of_a_cell_count():
    plain = parts_of("a.ipynb", notebook(CELL))
    assert parts_of("a.ipynb", notebook(CELL, arvio={"tables": ["answers"]}))[""] != plain[""]
    assert parts_of("a.ipynb", notebook({**CELL, "metadata": {"tags": ["parameters"]}}))["title"] != plain["title"]


def test_ends_of_lines_do_not_count():
    assert parts_of("params/suite.yaml", b"a: 1\r\n") == parts_of("params/suite.yaml", b"a: 1\n")


@pytest.mark.parametrize(
    "content",
    [
        b"<<<<<<< HEAD",
        b"[]",
        b'{"cells": 5}',
        notebook(CELL, CELL),
        notebook({**CELL, "id": 7}),
        notebook({**CELL, "id": ""}),
        notebook({name: value for name, value in CELL.items() if name != "metadata"}),
        notebook({**CELL, "source": ["\ud800"]}),
        notebook({**CELL, "source": 5}),
        notebook({**CELL, "cell_type": ["markdown"]}),
        notebook({**CELL, "metadata": {"tags": 5}}),
        notebook({**CELL, "metadata": []}),
        b"[" * 100_000,
        b"\xff",
    ],
)
def test_what_cannot_be_told_apart_by_cells_counts_as_a_whole(content):
    assert [*parts_of("a.ipynb", content)] == [""]


def test_what_nobody_ever_shipped_is_known_as_such():
    assert not was_shipped("params/suite.yaml", parts_of("params/suite.yaml", b"ours: 1\n"))
    assert not was_shipped("notebooks/ours.ipynb", parts_of("notebooks/ours.ipynb", notebook(CELL)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "cannot be read"),
        ("[]", "cannot be read"),
        ('{"arvio": "0.1.0", "files": []}', "cannot be read"),
        ('{"arvio": "0.1.0", "files": {"../away": {}}}', "no file of a project"),
        ('{"arvio": "0.1.0", "files": {"/away": {}}}', "no file of a project"),
        ('{"arvio": "0.1.0", "files": {"a\\u0000": {}}}', "no file of a project"),
        ('{"arvio": "0.1.0", "files": {"a": 5}}', "cannot be read"),
        ("[" * 100_000, "nested too deep"),
    ],
)
def test_a_spoilt_record_is_told_of_with_what_to_do(tmp_path, text, said):
    (tmp_path / RECORD).parent.mkdir()
    (tmp_path / RECORD).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said) as raised:
        read_laid(tmp_path)
    assert "take it from the last commit" in str(raised.value)


def test_a_record_of_a_newer_format_is_refused(tmp_path):
    write(tmp_path, format=2)
    with pytest.raises(UsageError, match="was made by a newer arvio: it is of format 2"):
        read_laid(tmp_path)


def test_an_older_arvio_lays_nothing_over_what_a_newer_one_gave(tmp_path, monkeypatch):
    monkeypatch.setattr(laid, "version", lambda _: "0.9.0")
    write(tmp_path, arvio="0.10.0")
    with pytest.raises(UsageError, match=r"was written by arvio 0\.10\.0, and this is arvio 0\.9\.0"):
        read_laid(tmp_path)
    write(tmp_path, arvio="0.9.0")
    assert read_laid(tmp_path).version == "0.9.0"
