"""What the evaluator sees when she opens an evaluation in JupyterLab; it never leaves the workbench."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from arvio.disclosure import Context
from arvio.presentation import style
from arvio.presentation.marks import Shown
from arvio.saying import Said, joined, say, say_count, spoken

OUTPUT = ".jp-OutputArea-output"
"""Where JupyterLab shows what a cell returns."""
_TO_THE_LEFT = 'style="text-align:left"'
"""Words: JupyterLab sets all that stands in a table to the right."""
_HEADS = (say("File"), say("Rows used"), say("Left out"), say("Remarks"))
_LEFT_OUT = {
    "duplicates": say("the same answer twice"),
    "left_out_test": say("test rows"),
    "left_out_withdrawn": say("consent withdrawn"),
    "left_out_empty": say("empty rows"),
    "left_out_other_service": say("of another service"),
}
"""Why a row of an export is no answer, by the count that tells it."""


def workbench(context: Context, intake: pd.DataFrame, notes: pd.DataFrame) -> Shown:
    """Whose evaluation is open, what was read and what was left out, in the evaluator's language.

    With the style of the report, so that figures look as they will. What readers remarked of a file stands here only:
    their words may quote it.
    """
    head = f"{context.organisation_name} · {context.period} · {context.language} · {context.audience}"
    remarks = notes[notes["kind"] == "reading"].groupby("file", sort=False)["detail"].agg(list).to_dict()
    rows = [_row(row, remarks.get(row.file, [])) for row in intake.itertuples()]
    # Nested in the output area, so that the style of a report's page does not reach JupyterLab itself.
    sheet = f"{OUTPUT} {{ {style.css().replace(':root', '&')} }}"
    counted = spoken(_counted(intake))
    told = f'<p><strong>{escape(head)}</strong></p><p role="status">{escape(counted)}</p>'
    lines = [": ".join([file, "; ".join(filter(None, told))]) for file, *told in rows]
    return Shown("workbench", f"<style>{sheet}</style>{told}{_table(rows)}", "\n".join([head, counted, *lines]))


def _counted(intake: pd.DataFrame) -> Said:
    left = int(intake["read"].sum() - intake["kept"].sum()) if len(intake) else 0
    return say_count(
        "%(files)s files were read; %(n)s row was left out.",
        "%(files)s files were read; %(n)s rows were left out.",
        left,
        files=len(intake),
        n=left,
    )


def _row(row: Any, remarks: list[str]) -> tuple[str, str, str, str]:
    """A file with what became of its rows, each a text in the evaluator's language."""
    used = say("%(kept)s of %(read)s", kept=row.kept, read=row.read)
    left = [
        say("%(why)s: %(n)s", why=why, n=getattr(row, name)) for name, why in _LEFT_OUT.items() if getattr(row, name)
    ]
    return row.file, spoken(used), spoken(joined(left)), spoken(joined(remarks, "; "))


def _table(rows: list[tuple[str, str, str, str]]) -> str:
    heads = "".join(f'<th scope="col" {_TO_THE_LEFT}>{escape(spoken(head))}</th>' for head in _HEADS)
    body = "".join(
        f'<tr><th scope="row" {_TO_THE_LEFT}>{escape(file)}</th>{"".join(map(_cell, told))}</tr>'
        for file, *told in rows
    )
    caption = escape(spoken(_CAPTION))
    return f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def _cell(text: str) -> str:
    return f"<td {_TO_THE_LEFT}>{escape(text)}</td>"


_CAPTION = say("What was read")
