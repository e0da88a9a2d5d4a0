"""What the evaluator sees when she opens an evaluation in JupyterLab; it never leaves the workbench."""

from __future__ import annotations

from html import escape

import pandas as pd

from arvio.disclosure import Context
from arvio.presentation import style
from arvio.presentation.marks import Shown

OUTPUT = ".jp-OutputArea-output"
"""Where JupyterLab shows what a cell returns."""


def workbench(context: Context, intake: pd.DataFrame, notes: pd.DataFrame) -> Shown:
    """Whose evaluation is open and what was read, with the style of the report so that figures look as they will.

    What readers remarked of a file stands here only: their words may quote it.
    """
    head = f"{context.organisation_name} · {context.period} · {context.language} · {context.audience}"
    remarks = notes[notes["kind"] == "reading"].groupby("file", sort=False)["detail"].agg("; ".join).to_dict()
    rows = "".join(
        f'<tr><th scope="row">{escape(row.file)}</th><td>{row.kept} / {row.read}</td>'
        f"<td>{escape(remarks.get(row.file, ''))}</td></tr>"
        for row in intake.itertuples()
    )
    # Nested in the output area, so that the style of a report's page does not reach JupyterLab itself.
    sheet = f"{OUTPUT} {{ {style.css().replace(':root', '&')} }}"
    html = f"<style>{sheet}</style><p><strong>{escape(head)}</strong></p><table>{rows}</table>"
    read = "\n".join(
        "; ".join(filter(None, [f"{row.file}: {row.kept} of {row.read} rows kept", remarks.get(row.file)]))
        for row in intake.itertuples()
    )
    return Shown("workbench", html, f"{head}\n{read}")
