import os

from arvio.programs import KEY, without_secrets
from arvio.sources.personal.identity import VARIABLE


def test_other_programs_get_the_environment_without_the_key_and_without_passwords(monkeypatch):
    monkeypatch.setenv("ARVIO_KEY", "a secret")
    monkeypatch.setenv("TALO_DATABASE", "postgresql+pg8000://evaluator:password@127.0.0.1:5432/talo")
    monkeypatch.setenv("LINK", "https://example.org/a:b")
    given = without_secrets()
    assert given.keys() == os.environ.keys() - {"ARVIO_KEY", "TALO_DATABASE"}
    assert given["LINK"] == "https://example.org/a:b"


def test_the_key_is_the_one_that_readers_take():
    assert KEY == VARIABLE
