"""What the evaluator sees when she opens an evaluation in JupyterLab; it never leaves the workbench."""

from __future__ import annotations

from html import escape
from importlib.resources import files

import pandas as pd

from arvio.disclosure import Context
from arvio.presentation.marks import Shown


def workbench(context: Context, intake: pd.DataFrame) -> Shown:
    """Whose evaluation is open and what was read, with the style of the report so that figures look as they will."""
    head = f"{context.organisation_name} · {context.period} · {context.language} · {context.audience}"
    rows = "".join(
        f"<tr><th scope='row'>{escape(row.file)}</th><td>{row.kept} / {row.read}</td></tr>"
        for row in intake.itertuples()
    )
    css = files("arvio.presentation").joinpath("report.css").read_text(encoding="utf-8")
    html = f"<style>@scope {{{css}}}</style><p><strong>{escape(head)}</strong></p><table>{rows}</table>"
    read = "\n".join(f"{row.file}: {row.kept} of {row.read} rows kept" for row in intake.itertuples())
    return Shown("workbench", html, f"{head}\n{read}")
