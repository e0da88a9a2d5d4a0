"""How an evaluator, or a test, chooses what executes notebooks."""

from __future__ import annotations

import os

VARIABLE = "ARVIO_ENGINE"
A_KERNEL = "kernel"
"""Its value for papermill's own engine everywhere, with a kernel of its own for each notebook."""


def asks_for_a_kernel() -> bool:
    """Whether each notebook is to have a kernel of its own, whatever else there is."""
    return os.environ.get(VARIABLE) == A_KERNEL
