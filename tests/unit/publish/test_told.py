"""What is refused when reports are made is told in the evaluator's language, whatever it is that went wrong."""

import re

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from arvio.errors import ArvioError
from arvio.evaluation.refusals import refuse_outsiders, refuse_the_public
from arvio.params import Run
from arvio.publish import files
from arvio.publish.batch.batch import _not_audited
from arvio.publish.cluster.cluster import _no_station
from arvio.publish.cluster.connecting import require_privacy
from arvio.publish.cluster.equipment import Equipment, require_equal
from arvio.publish.cluster.homecoming import put_in_place
from arvio.publish.cluster.parcels import inner_path, unpack
from arvio.publish.freshness import asked
from arvio.publish.making.failures import failure_of_process
from arvio.publish.notebooks.notebooks import read_notebook
from arvio.publish.notebooks.parameters import check_parameters
from arvio.publish.page.fingerprints import check_fingerprint
from arvio.publish.page.inspection import check_form_page, check_page
from arvio.publish.page.leaving import check_leaving
from arvio.publish.page.parts import parts, require_marked
from arvio.publish.paper.browsers import find_browser
from arvio.publish.paper.printing import _not_printed
from arvio.publish.running.children import _cannot_start, _packed, _why
from arvio.publish.running.ended import ChildEnded
from arvio.saying import spoken
from arvio.turns import in_turn

RUN = Run("testers", "2025", "plain", "public", "en")
FAMILIES = Run("testers", "2025", "family_work", "public", "en")
ROWS = "<table>" + "".join(f"<tr><td>{n}</td></tr>" for n in (4, 5, 3, 3, 5, 1, 4, 2)) + "</table>"
FOLDER = "/".join(["", "home", "somebody", "x"])
PAGE = f"""<html><head><style>p {{}}</style></head><body><!-- x --><script>1</script><p onclick="x" data-x="1">
{FOLDER} 010190-123A <table class="dataframe"></table></p>{ROWS}<p id="person-77">x</p><iframe src="http://x"></iframe>
<a href="file:x" style="background: url(http://x)">x</a><svg><title>a</title><circle/><circle><title>b</title></circle>
<line/><line/></svg><img src="data:image/svg+xml,x"></body></html>"""


def cells(*sources):
    return new_notebook(cells=[new_code_cell(source, metadata={"tags": ["parameters"]}) for source in sources])


def outputs():
    kinds = [new_output("stream", name="stderr", text="x"), new_output("stream", name="stdout", text="x")]
    kinds += [new_output("error", ename="X", evalue="x", traceback=[]), new_output("display_data", {"image/png": ""})]
    kinds += [new_output("display_data", {"text/plain": "1"}), new_output("display_data", {}, metadata={"arvio": {}})]
    return new_notebook(cells=[new_code_cell("show()", outputs=kinds)])


def turn_of_a_file(folder):
    (folder / "file").write_text("")
    with in_turn(folder / "file" / "lock", seconds=0, what="testers"):
        pass


def turn_that_is_taken(folder):
    with in_turn(folder / "lock", seconds=0, what="testers"), in_turn(folder / "lock", seconds=0, what="testers"):
        pass


def unpacked(folder):
    (folder / "parcel").write_bytes(b"x")
    unpack(folder / "parcel", "0", folder / "to")


def broken_notebook(folder):
    (folder / "x.ipynb").write_text("{")
    read_notebook(folder / "x.ipynb")


REFUSED = [
    lambda folder: check_parameters(cells("a = 1", "b"), {}, "plain.ipynb"),
    lambda folder: check_parameters(cells("a = 'x'\nimport os"), {"period": "2025"}, "plain.ipynb"),
    lambda folder: check_parameters(cells("a ="), {}, "plain.ipynb"),
    lambda folder: read_notebook(folder / "gone.ipynb"),
    broken_notebook,
    lambda folder: check_page(PAGE, "plain.en.html", folder),
    lambda folder: check_form_page("<p></p>", "plain.en.text.html", folder, script="x"),
    lambda folder: check_leaving(PAGE, "abcdef0123456789abcdef0123456789.html", root=folder),
    lambda folder: check_fingerprint("<p></p>", RUN, {"cells": []}),
    lambda folder: require_marked(parts(outputs()), "plain"),
    lambda folder: find_browser({}, "linux"),
    lambda folder: find_browser({"ARVIO_BROWSER": "/nowhere"}, "linux"),
    lambda folder: require_privacy(["tcp://10.0.0.1:8786"]),
    lambda folder: require_equal(
        Equipment("3.12.1", "Linux x", {f"package{n}": "2" for n in range(20)}),
        {"tls://a": Equipment("3.11.1", "Linux y", {"package0": "1"})},
    ),
    lambda folder: put_in_place(folder, RUN, {"params/suite.yaml": b""}, ""),
    lambda folder: inner_path("../x"),
    unpacked,
    turn_of_a_file,
    turn_that_is_taken,
    lambda folder: files.move_into_place(folder / "gone", folder / "x"),
    lambda folder: _packed(lambda: None, ()),
    lambda folder: refuse_outsiders(RUN),
    lambda folder: refuse_the_public(FAMILIES),
]


def english_in(text):
    """What is English in a text beside what it quotes: values between quotation marks, and what Python says."""
    told = re.sub(r"'[^']*'|\([^()]*\)|<[^>]*>", "", text)
    return re.findall(r"\b(?:the|is|are|was|not|that|which|has|holds|it|of|and|or|be|by|to|with|no|as)\b", told)


@pytest.mark.parametrize("refused", REFUSED)
def test_an_error_has_no_english_left_in_finnish(refused, tmp_path, monkeypatch):
    with pytest.raises(ArvioError) as raised:
        refused(tmp_path)
    english = str(raised.value)
    monkeypatch.setenv("ARVIO_LANGUAGE", "fi")
    assert english_in(english) != []
    assert english_in(str(raised.value)) == []
    assert len(str(raised.value).splitlines()) == len(english.splitlines())


@pytest.mark.parametrize(
    "said",
    [
        *(_why(code)[1] for code in (None, 3)),
        _cannot_start(OSError("x")).said,
        _not_audited(ChildEnded("killed", "SIGKILL")).said,
        _no_station("tls://a", "x").said,
        _not_printed("x").said,
        *(asked.in_words((kind, "a", "b", "c")) for kind in ("part", "steps", "told")),
        *(asked.in_words(question) for question in (("listing", "a", "b"), ("mirrors", "a"), ("database", "a"))),
    ],
)
def test_a_reason_has_no_english_left_in_finnish(said):
    assert english_in(spoken(said, "fi")) == []
    assert spoken(said, "fi") != said
    assert spoken(said, "sv") != said


@pytest.mark.parametrize("reason", ["limit", "memory", "killed", "crashed"])
def test_the_end_of_a_process_is_told_in_the_evaluators_language(edition, reason):
    failure = failure_of_process(ChildEnded(reason, _why(3)[1]), edition)
    assert english_in(failure.summary) != []
    assert english_in(re.sub("params/suite.yaml", "", spoken(failure.summary, "fi"))) == []
