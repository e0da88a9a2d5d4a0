"""The two commands of a mirror."""

import pytest
from click.testing import CliRunner

from arvio.cli import arvio

from ...conftest import PROJECT


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("ARVIO_KEY", "only for these tests, never a real one")
    monkeypatch.setenv("ARVIO_MIRROR_KEY", str(tmp_path / "key.pem"))
    return lambda *arguments: CliRunner().invoke(arvio, arguments, standalone_mode=False)


def test_a_key_is_made_outside_the_project_and_its_public_half_shown(run, tmp_path):
    shown = run("mirror-key", "miessakit").stdout.strip()
    assert len(shown) == 44
    assert (tmp_path / "key.pem").exists()
    assert "PRIVATE" not in shown


def test_an_organisation_without_a_mirror_exports_nothing(run):
    result = run("export", "voimaa", "--period", "2024")
    assert "takes part in no mirror" in result.output
    assert result.stdout == ""


def test_without_a_key_nothing_is_signed(run):
    assert "make one with: arvio mirror-key miessakit" in run("export", "miessakit", "--period", "2025").output
