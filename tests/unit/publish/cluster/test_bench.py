"""A report is made beside what was sent; the notebook runs in a process of its own."""

from dataclasses import replace

import pytest
from nbformat.v4 import new_code_cell

from arvio.publish import places
from arvio.publish.cluster.bench import Bench
from arvio.publish.cluster.messages import Lacking, Made, Request
from arvio.publish.cluster.parcels import packed
from arvio.publish.outcomes import Outcome

KEY = b"key-of-the-persons-of-the-tests"


@pytest.fixture
def bench(tmp_path):
    folder = tmp_path / "bench"
    folder.mkdir()
    return Bench(folder, KEY)


def delivered(bench, contents):
    parcel = packed(contents)
    path = bench._folder / "parcels" / parcel.digest
    path.write_bytes(b"".join(part for _, part, _ in parcel.parts()))
    return parcel.digest


def test_what_has_come_is_not_lacking(bench, edition):
    came = delivered(bench, {"a": b"1"})
    assert bench.make(Request(edition, came, "state"), print) == Lacking(("state",))


def test_a_report_that_fails_comes_home_with_its_error_page_and_leaves_nothing_behind(bench, edition, save, notebook):
    code = f"import pathlib\nassert pathlib.Path('../data/.key').read_bytes().strip() == {KEY!r}\n1 / 0"
    path = save("plain", notebook(new_code_cell(code)))
    project = delivered(bench, {"notebooks/plain.ipynb": path.read_bytes(), "params/suite.yaml": b""})
    heard = []
    request = Request(replace(edition, root=edition.root / "elsewhere"), project, delivered(bench, {}))
    made = bench.make(request, heard.append)
    assert isinstance(made, Made)
    assert isinstance(made.made, Outcome)
    assert (made.made.state, made.made.reason) == ("failed", "cell 3: ZeroDivisionError: division by zero")
    folder = "reports/.run/public/testers/2025/plain.en"
    assert set(made.files) == {f"{folder}{end}" for end in (".ipynb", ".json", ".error.html")}
    assert [event.cell for event in heard][-1] == 3
    assert {event.run for event in heard} == {edition.run}
    assert [*(bench._folder / "made").iterdir()] == []
    assert not places.workings(edition.root).exists()


def test_what_was_given_does_not_come_home_again(bench, edition, save, notebook):
    path = save("plain", notebook(new_code_cell("1 / 0")))
    project = delivered(bench, {"notebooks/plain.ipynb": path.read_bytes(), "params/suite.yaml": b""})
    state = delivered(bench, {"reports/.run/coarsened/testers.json": b"[]", "reports/.run/register.sqlite": b"x"})
    made = bench.make(Request(edition, project, state), print)
    assert [name for name in made.files if "coarsened" in name or "register" in name] == []
