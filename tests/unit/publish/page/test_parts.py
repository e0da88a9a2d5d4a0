import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from arvio.errors import ProtectionError
from arvio.presentation.markdown import html
from arvio.presentation.marks import Shown
from arvio.publish.page.parts import parts, require_facts, require_marked

PRINTED = new_output("stream", name="stdout", text="secret")
WARNED = new_output("stream", name="stderr", text="<temp>/1.py: FutureWarning")
FRAME = new_output("execute_result", {"text/html": "<table>secret</table>", "text/plain": "secret"})
FIGURE = new_output("display_data", {"image/png": "iVBORw0KGgo="})
ERROR = new_output("error", ename="ZeroDivisionError", evalue="secret", traceback=["secret"])


def kinds(notebook):
    return [part.kind for part in parts(notebook)]


def test_keeps_markdown_and_marked_outputs(notebook, marked):
    assert kinds(notebook(new_markdown_cell("## Why?"), marked())) == ["markdown", "markdown", "figure"]


def test_leaves_out_what_the_workbench_shows(notebook):
    data, metadata = Shown("workbench", "<p>rows read</p>", "rows read")._repr_mimebundle_()
    assert kinds(notebook(new_output("execute_result", data, metadata=metadata))) == ["markdown"]


@pytest.mark.parametrize("metadata", [None, {"arvio": 1}, {"arvio": []}, {"arvio": {}}])
def test_metadata_that_nobody_expects_are_no_mark(metadata):
    output = {"output_type": "display_data", "data": {"text/html": "secret"}, "metadata": metadata}
    cell = {"cell_type": "code", "metadata": {}, "source": "show()", "outputs": [output]}
    assert kinds({"cells": [cell]}) == ["unmarked"]


def test_half_a_letter_in_a_text_is_a_question_mark():
    assert html("## Why \ud800?") == "<h2>Why ??</h2>"


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (PRINTED, "printed text"),
        (WARNED, "on stderr"),
        (FRAME, "was not released"),
        (FIGURE, "not made by arvio.figures"),
        (ERROR, "an error"),
    ],
)
def test_refuses_and_names_unmarked_output_without_repeating_it(notebook, output, said):
    with pytest.raises(ProtectionError, match=said) as raised:
        require_marked(parts(notebook(output)), "plain")
    assert "notebooks/plain.ipynb: cell 3 (show())" in str(raised.value)
    assert "secret" not in str(raised.value)


def test_refuses_a_marked_output_that_was_edited(notebook, marked):
    output = marked()
    output["data"]["text/html"] = "<p>4,9 / 5</p>"
    with pytest.raises(ProtectionError, match="changed after it was shown"):
        require_marked(parts(notebook(output)), "plain")


def test_names_all_unmarked_cells_at_once(notebook, marked):
    with pytest.raises(ProtectionError) as raised:
        require_marked(parts(notebook(PRINTED, marked(), WARNED)), "plain")
    assert [problem.place for problem in raised.value.problems] == ["cell 3 (show())", "cell 5 (show())"]


def test_counts_cells_as_the_evaluator_sees_them(notebook):
    found = parts(notebook(new_code_cell("a = 1"), new_code_cell("first line\nsecond", outputs=[PRINTED])))
    assert (found[-1].cell, found[-1].line) == (4, "first line")


def of_kind(kind, html):
    data, metadata = Shown(kind, html, "text")._repr_mimebundle_()
    return new_output("execute_result", data, metadata=metadata, execution_count=1)


@pytest.mark.parametrize("kind", ["figure", "table", "sentences", "form_text"])
def test_numbers_whose_release_was_never_written_down_are_not_published(notebook, tmp_path, kind):
    made = notebook(of_kind(kind, "<p>The mean is 4.5.</p>"))
    with pytest.raises(ProtectionError, match=rf"cell 3 \(show\(\)\): shows numbers \({kind}\), but no release"):
        require_facts(made, tmp_path / "facts.jsonl", "plain")
    (tmp_path / "facts.jsonl").write_text("{}\n")
    require_facts(made, tmp_path / "facts.jsonl", "plain")


def test_a_table_has_facts_and_a_sentence_on_what_was_not_collected_has_none(notebook, tmp_path):
    (tmp_path / "facts.jsonl").touch()
    require_facts(
        notebook(of_kind("sentences", "<p>Nothing was collected in 2025.</p>")), tmp_path / "facts.jsonl", "a"
    )
    with pytest.raises(ProtectionError, match=r"shows numbers \(table\)"):
        require_facts(notebook(of_kind("table", "<td>4.5</td>")), tmp_path / "facts.jsonl", "plain")


def test_text_alone_needs_no_facts(notebook, tmp_path):
    texts = [of_kind(kind, "<p>In 2025 we met.</p>") for kind in ("commentary", "method", "workbench")]
    words = of_kind("table", '<p class="r-2">withheld</p>')
    require_facts(notebook(new_markdown_cell("In 2025"), words, *texts), tmp_path / "facts.jsonl", "plain")
