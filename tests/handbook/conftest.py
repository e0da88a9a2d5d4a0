"""The handbook built once for all tests of its pages."""

import importlib.util
import sys
from pathlib import Path

import pytest

from .pages import HANDBOOK


@pytest.fixture(scope="session")
def building():
    """The builder, which lies beside the pages and is no part of the package."""
    return _loaded("build")


@pytest.fixture(scope="session")
def built(building, tmp_path_factory) -> Path:
    """The folder of the built handbook; a warning of Sphinx is an error."""
    folder = tmp_path_factory.mktemp("handbook")
    complaints = building.build(folder)
    assert complaints == []
    return folder


@pytest.fixture(scope="session")
def said():
    """What the page of all messages is made by."""
    return _loaded("said")


def _loaded(name: str):
    specification = importlib.util.spec_from_file_location(f"handbook_{name}", HANDBOOK / f"{name}.py")
    module = importlib.util.module_from_spec(specification)
    sys.modules[specification.name] = module  # dataclasses look their module up by its name
    specification.loader.exec_module(module)
    return module
