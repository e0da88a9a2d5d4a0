import pytest

from arvio.params import Run

KEYS = {"indicator": "trust", "breakdown": "", "group": "participants", "wave": "", "statistic": "mean"}


@pytest.fixture
def run():
    return Run("talo", "2025", "feedback", "internal", "fi")


@pytest.fixture
def fact():
    """A released figure, changed as wanted."""
    numbers = {"value": 4.2, "low": None, "high": None, "n": 20.0, "basis": "collected", "status": "shown"}
    return lambda **changed: {**KEYS, **numbers, **changed}
