"""The browser of this machine, as the batch finds it."""

import pytest

from arvio.errors import RunError
from arvio.publish.paper.browsers import find_browser

from ....conftest import without


@pytest.fixture(scope="session")
def program():
    try:
        return find_browser()
    except RunError as error:
        without(str(error))
