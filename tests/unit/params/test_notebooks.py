import nbformat

from arvio.params import needs_of_notebooks, unknown_tables


def write(folder, name, **metadata):
    cells = [nbformat.v4.new_markdown_cell("# A title\n\nFor somebody.")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=metadata), folder / f"{name}.ipynb")


def test_a_notebook_tells_its_title_and_the_tables_that_it_needs(tmp_path):
    write(tmp_path, "feedback", arvio={"tables": ["answers", "surveys"]})
    needs = needs_of_notebooks(tmp_path)["feedback"]
    assert (needs.title, needs.tables) == ("A title", ("answers", "surveys"))


def test_one_that_tells_nothing_and_one_that_is_none_are_passed_over(tmp_path):
    write(tmp_path, "silent")
    (tmp_path / "broken.ipynb").write_text("{", encoding="utf-8")
    (tmp_path / "other.ipynb").write_text("[1]", encoding="utf-8")
    assert needs_of_notebooks(tmp_path) == {}


def test_a_table_that_there_is_not_is_told_with_its_notebook(tmp_path):
    write(tmp_path, "feedback", arvio={"tables": ["answers", "answer"]})
    (problem,) = unknown_tables(needs_of_notebooks(tmp_path))
    assert (problem.file, problem.value) == ("notebooks/feedback.ipynb", "answer")
