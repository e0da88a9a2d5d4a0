import json

import pytest

from arvio.workbench.joining import Sides, joined
from arvio.workbench.laid import parts_of


def notebook(text, **metadata):
    """A notebook of a cell for each word: `title` is one of that id, `title=ours` the same with other words."""
    cells = []
    for word in text.split():
        id_, _, source = word.partition("=")
        cells.append({"cell_type": "markdown", "id": id_, "metadata": {}, "source": source or id_})
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def sides(came, mine, newer):
    return Sides(*(parts_of("a.ipynb", json.dumps(one).encode()) for one in (came, mine, newer)))


def words(came, mine, newer):
    """What comes of three notebooks, in the same words; None where it cannot be had."""
    came, mine, newer = map(notebook, (came, mine, newer))
    made = joined(sides(came, mine, newer), mine, newer)
    if made is None:
        return None
    return " ".join(
        cell["id"] + (f"={cell['source']}" if cell["source"] != cell["id"] else "") for cell in made["cells"]
    )


@pytest.mark.parametrize(
    ("mine", "newer", "both"),
    [
        ("a=x b c", "a b c=y", "a=x b c=y"),  # changed different cells
        ("a=x b c", "a b=y c", "a=x b=y c"),  # also beside one another
        ("a=x b c", "a=x b c", "a=x b c"),  # changed one cell alike
        ("a b c own", "a b=y c", "a b=y c own"),  # the evaluator added one
        ("a one two b c", "a b new c", "a one two b new c"),  # both added, at different places
        ("a b c", "a new b c", "a new b c"),  # the newer added one
        ("own a b c", "a b c=y", "own a b c=y"),  # added one before all others
        ("a c", "a b c=y", "a c=y"),  # the evaluator took one out
        ("a=x b c", "a c", "a=x c"),  # the newer took one out
        ("a own c", "a=y b c", "a=y own c"),  # put one in the place of another
        ("c a b", "a=y b c", "c a=y b"),  # the evaluator moved one
        ("a=x b c", "c a b", "c a=x b"),  # the newer moved one
        ("b own c", "b c=y new", "b own c=y new"),  # both took out the same, and added elsewhere
    ],
)
def test_changes_of_different_cells_are_joined(mine, newer, both):
    assert words("a b c", mine, newer) == both


@pytest.mark.parametrize(
    ("mine", "newer"),
    [
        ("a=x b c", "a=y b c"),  # changed the same cell
        ("a=x b c", "b c"),  # changed what the newer took out
        ("b c", "a=y b c"),  # took out what the newer changed
        ("a b c own", "a b c new"),  # added at the same place
        ("own a b c", "new a b c"),  # before all others too
        ("a b c own=x", "a b c own=y"),  # added cells of one name
        ("c a b", "b a c"),  # both moved cells
    ],
)
def test_what_both_did_at_one_place_is_not_joined(mine, newer):
    assert words("a b c", mine, newer) is None


def test_it_is_told_who_changed_which_cell():
    found = sides(notebook("a b c d"), notebook("a=x b=x own d"), notebook("a=x b=y c"))
    assert found.changed == ["a", "b", "own", "c"]
    assert found.renewed == ["a", "b", "d"]
    assert found.contested == ["b"]


@pytest.mark.parametrize(("mine", "newer", "told"), [("x", "a", "x"), ("a", "y", "y"), ("x", "y", None)])
def test_what_a_notebook_says_to_arvio_is_joined_like_a_cell(mine, newer, told):
    came, own, other = (notebook("a", arvio={"tables": [one]}) for one in ("a", mine, newer))
    made = joined(sides(came, own, other), own, other)
    assert (made and made["metadata"]["arvio"]) == (told and {"tables": [told]})


def test_what_the_evaluators_jupyterlab_noted_stays():
    came, mine, newer = notebook("a b"), notebook("a=x b", kernelspec={"name": "ours"}), notebook("a b=y")
    assert joined(sides(came, mine, newer), mine, newer)["metadata"] == {"kernelspec": {"name": "ours"}}


def test_a_joined_notebook_has_no_outputs():
    code = {"cell_type": "code", "id": "a", "metadata": {}, "source": "1", "outputs": ["1"], "execution_count": 4}
    made = {**notebook(""), "cells": [code]}
    parts = parts_of("own.ipynb", json.dumps(made).encode())
    bare = joined(Sides(parts, parts, parts), made, made)
    assert bare["cells"] == [{**code, "outputs": [], "execution_count": None}]
    assert code["outputs"] == ["1"]
