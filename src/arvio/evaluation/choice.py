"""What can be chosen in an open notebook: whatever params ask of this notebook. Never in the batch."""

from __future__ import annotations

import sys
from pathlib import Path

from arvio.params import Project, Run


def offer_choice(project: Project, run: Run) -> None:
    """Show the choice of report in JupyterLab; nothing where no browser is behind the notebook."""
    kernel = _kernel()
    if not kernel:
        return
    from arvio.presentation.choice import show_choice  # ipywidgets, which nothing but this needs

    asked = [one.parameters for one in project.runs() if one.notebook == run.notebook]
    show_choice(run.parameters, asked, kernel)


def _kernel() -> str:
    """The id by which JupyterLab knows this kernel; "" in a terminal, in a plain process and in the batch."""
    if "ipykernel" not in sys.modules:
        return ""
    from ipykernel.kernelapp import IPKernelApp

    if not IPKernelApp.initialized() or not IPKernelApp.instance().connection_file:
        return ""
    return Path(IPKernelApp.instance().connection_file).stem.removeprefix("kernel-")
