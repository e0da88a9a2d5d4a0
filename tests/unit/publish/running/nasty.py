"""Notebooks that try everything that a notebook can do to its kernel, written as text in notebooks/.

`# %%` begins a cell, `# %% fails` one that may fail: it has the tag with which Jupyter goes on after its error.
"""

import re
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

FOLDER = Path(__file__).with_name("notebooks")
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
_KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
_CELL = re.compile(r"^# %%( fails)?\n(.*?)\n*(?=^# %%|\Z)", re.MULTILINE | re.DOTALL)


def nasty(name: str) -> nbformat.NotebookNode:
    """The notebook of that name."""
    return notebook((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))


def notebook(text: str) -> nbformat.NotebookNode:
    """A notebook of the cells in a text, as papermill gives it to an engine."""
    cells = [new_markdown_cell("# Nasty")]
    cells += [new_code_cell(source, metadata=_tags(fails)) for fails, source in _CELL.findall(text)]
    for number, cell in enumerate(cells):
        cell.id = f"cell-{number}"
        cell.metadata["papermill"] = {}
    return nbformat.from_dict({**new_notebook(cells=cells), "metadata": {"papermill": {}, "kernelspec": _KERNEL}})


def _tags(fails: str) -> dict[str, list[str]]:
    return {"tags": ["raises-exception"]} if fails else {}
