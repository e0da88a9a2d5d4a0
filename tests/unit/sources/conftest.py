import pytest


@pytest.fixture(autouse=True)
def said(problems_are_said):
    """Whatever is wrong here can be told in the evaluator's language."""
