"""How the evaluator, or a test, chooses by what notebooks are executed."""

ENGINE_CHOICE = "ARVIO_ENGINE"
"""The environment variable that says it."""
A_KERNEL = "kernel"
"""Its value for papermill's own engine, with a kernel of its own for each notebook."""
