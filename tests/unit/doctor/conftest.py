"""A project with as little as there may be, to be spoilt."""

import pytest
from nbformat import write
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

SUITE = """
languages: [en]
time_limit_seconds: 10
audiences:
  public:
    minimum_n_persons: 5
    minimum_n_statistics: 5
    minimum_n_sensitive: 10
    minimum_n_interval: 20
    decimals: 1
    spread: withheld
    band_of_share: 0.9
    rounding_base: 5
    source: invented for the test
"""
ORGANISATION = """
organisation: testers
name: Testers ry
data: synthetic
data_folder: data/testers
sensitivity: ordinary
sources:
  groups: {table: groups, reader: csv, files: groups.csv}
reports:
  - {notebook: good, periods: ['2025'], audiences: [public], stage: final}
"""
PARAMETERS = 'organisation = "x"\nperiod = "x"\nlanguage = "x"\naudience = "x"'


@pytest.fixture
def root(tmp_path):
    """A whole project that asks for one report and has made none."""
    (tmp_path / "params" / "organisations").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "params" / "suite.yaml").write_text(SUITE)
    (tmp_path / "params" / "organisations" / "testers.yaml").write_text(ORGANISATION)
    parameters = new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]})
    write(new_notebook(cells=[new_markdown_cell("# Report"), parameters]), tmp_path / "notebooks" / "good.ipynb")
    return tmp_path
