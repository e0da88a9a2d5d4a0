"""The engine that papermill knows as "arvio". papermill loads every engine whenever it is imported, and this one is
loaded in the middle of that: it imports nothing before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode

NAME = "arvio"


class DisposableEngine:
    """Executes a notebook in a disposable process, where that gives what papermill's own engine gives.

    In a disposable process of `arvio.publish.running.children` the notebook is executed in the process itself,
    elsewhere in a new one. Where such processes cannot be had, for another kernel, and where each cell has a limit of
    its own, papermill's own engine does it.
    """

    @classmethod
    def execute_notebook(cls, nb: NotebookNode, kernel_name: str, **options: object) -> NotebookNode:
        from arvio.publish.running.executing import Executing

        return Executing.execute_notebook(nb, kernel_name, **options)

    @classmethod
    def nb_kernel_name(cls, nb: NotebookNode, name: str | None = None) -> str:
        from papermill.utils import nb_kernel_name

        return nb_kernel_name(nb, name)

    @classmethod
    def nb_language(cls, nb: NotebookNode, language: str | None = None) -> str:
        from papermill.utils import nb_language

        return nb_language(nb, language)
