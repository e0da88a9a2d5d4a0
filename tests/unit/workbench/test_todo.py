"""Each thing to do says where it is and what to do about it."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from arvio.params import Run, open_project
from arvio.presentation.marks import Shown
from arvio.publish.making.failures import Failure
from arvio.workbench import todo
from arvio.workbench.todo import ToDo

from ...faults.batches import make_project

RUN = Run("testers", "2025", "own", "internal", "fi")
FACT = {"indicator": "heard", "breakdown": "respondent_group", "status": "shown"}


class Project:
    """What texts are looked up by."""

    def __init__(self, root):
        self.root = root


def executed(*outputs):
    return new_notebook(cells=[new_markdown_cell("# Own"), new_code_cell("answers", outputs=list(outputs))])


def printed(text):
    return new_output("stream", name="stdout", text=text)


def test_an_output_that_was_not_released_is_named_and_not_quoted():
    (found,) = todo.of_outputs(executed(printed("Matti Meikäläinen")))
    assert (found.cell, found.line, found.weight) == (2, "answers", "must")
    assert str(found.said) == "cell 2 (answers): shows something that has not been released: printed text"
    assert "Matti" not in str(found.plain())


def test_what_was_released_is_nothing_to_do():
    data, metadata = Shown("sentences", "<p>All</p>", "All")._repr_mimebundle_()
    assert todo.of_outputs(executed(new_output("display_data", data=data, metadata=metadata))) == []


def test_a_syntax_error_is_one_sentence_with_cell_and_line():
    reason = "SyntaxError: '(' was never closed (3948271, line 2)"
    found = todo.of_failure(Failure("failed", reason, cell=5, line="answers = feedback("))
    assert str(found.said) == "cell 5 (answers = feedback(): line 2: is not Python: '(' was never closed"


def test_any_other_error_tells_the_line_of_its_cell():
    traceback = "NameError\nCell In[3], line 4\n      3 one\n----> 4 two"
    failure = Failure("failed", "NameError: name 'two' is not defined", cell=3, line="one", traceback=traceback)
    assert str(todo.of_failure(failure).said) == "cell 3 (one): line 4: NameError: name 'two' is not defined"


def test_headings_without_words_in_the_language_are_named_once_by_one(tmp_path):
    notebook = new_notebook(cells=[new_markdown_cell("# Annual report\n\nOnly ours."), new_markdown_cell("## 2025")])
    (found,) = todo.of_translations(Project(tmp_path), RUN, notebook)
    assert (found.cell, found.line) == (1, "Only ours.")
    assert "params/translations/own.yaml" in found.remedy


def test_words_of_the_own_file_are_enough(tmp_path):
    file = tmp_path / "params" / "translations" / "own.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("Only ours.:\n  fi: Vain meidän.\n", encoding="utf-8")
    notebook = new_notebook(cells=[new_markdown_cell("Only\nours.")])
    assert todo.of_translations(Project(tmp_path), RUN, notebook) == []


def test_a_notebook_written_in_finnish_lacks_nothing_in_finnish(tmp_path):
    notebook = new_notebook(cells=[new_markdown_cell("# Omat luvut")], metadata={"arvio": {"language": "fi"}})
    assert todo.of_translations(Project(tmp_path), RUN, notebook) == []


def test_a_section_that_no_notebook_asks_for_is_named_with_the_nearest(tmp_path):
    project = open_project(make_project(tmp_path, {"ends": 'evaluation.commentary("ends")'}))
    path = tmp_path / "params" / "commentary" / "testers" / "2025.en.md"
    path.parent.mkdir(parents=True)
    path.write_text("## end\n\nMisspelt.\n")
    [found] = todo.of_words(project, Run("testers", "2025", "ends", "public", "en"))
    assert (found.kind, found.weight, found.remedy) == ("comment", "should", "did you mean ends?")
    assert found.what.startswith("params/commentary/testers/2025.en.md: line 1: no notebook")
    assert found.what.endswith(": end")
    assert todo.of_words(project, Run("testers", "2025", "ends", "public", "fi")) == []


def test_what_is_withheld_is_counted_by_table(tmp_path):
    facts = [FACT, FACT | {"status": "withheld"}, FACT | {"status": "withheld", "breakdown": ""}]
    (found,) = todo.of_disclosure(tmp_path, RUN, facts)
    assert (found.kind, found.weight) == ("withheld", "know")
    assert str(found.what).endswith("2 of 3 figures (heard/respondent_group, heard)")


@pytest.mark.parametrize(("cells", "n"), [(["a", "b"], 0), (["a", "c"], 1), (["a"], 1), (["a", "b", "c", "d"], 2)])
def test_cells_that_differ_from_the_project_are_counted(cells, n):
    shipped = new_notebook(cells=[new_code_cell(one) for one in ("a", "b")])
    found = todo.of_changes(new_notebook(cells=[new_code_cell(one) for one in cells]), shipped)
    assert [str(one.what).split()[0] for one in found] == [str(n)] * bool(n)


def test_what_must_be_done_stands_first_and_is_numbered():
    know, must = ToDo("withheld", "know", "few"), ToDo("unmarked", "must", "raw", "release it", 3, "raw")
    assert todo.in_words(todo.sorted_by_weight([know, must])) == [
        "1. must: cell 3 (raw): raw",
        "   to do: release it",
        "2. to know: few",
    ]
