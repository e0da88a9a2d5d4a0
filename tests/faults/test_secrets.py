"""Secrets stand in no file and no message, whether a batch ends well or badly."""

import pytest

from . import batches

KEY = "planted-secret-of-the-keys-of-persons"
PASSWORD = "planted-password-of-a-database"
READING = "from arvio import open_evaluation\nopen_evaluation(organisation, period, language, audience).current.groups"
SOURCES = """sources:
  groups: {table: groups, reader: database, connection: TESTERS_DATABASE, query: groups}
"""


@pytest.fixture(scope="module")
def batch(tmp_path_factory):
    """A report that is made, one whose database does not answer, and one with a mistake of its own."""
    notebooks = {"good": "", "reading": READING, "mistaken": "import os\nraise ValueError(len(os.environ))"}
    root = batches.make_project(tmp_path_factory.mktemp("secrets") / "project", notebooks)
    organisation = root / "params" / "organisations" / "testers.yaml"
    text = organisation.read_text()
    start, end = text.index("sources:"), text.index("reports:")
    organisation.write_text(text[:start] + SOURCES + text[end:])
    (root / "data" / "testers").mkdir(parents=True)
    url = f"postgresql+pg8000://evaluator:{PASSWORD}@127.0.0.1:1/testers"
    secrets = {"ARVIO_KEY": KEY, "TESTERS_DATABASE": url}
    said = [batches.arvio(root, *command, **secrets) for command in (["run"], ["check"], ["doctor"], ["run", "--json"])]
    return root, said


def test_one_is_made_and_two_fail_each_with_its_reason(batch):
    _root, said = batch
    code, out, err = said[0]
    assert (code, out.split()) == (1, ["reports/public/testers/2025/good.en.html"]), err
    assert "failed public/testers/2025/reading.en" in err
    assert "failed public/testers/2025/mistaken.en" in err
    assert "TESTERS_DATABASE" in err


@pytest.mark.parametrize("secret", [KEY, PASSWORD], ids=["key", "password"])
def test_no_command_says_a_secret(batch, secret):
    _, said = batch
    assert not [text for _, out, err in said for text in (out, err) if secret in text]


@pytest.mark.parametrize("secret", [KEY, PASSWORD], ids=["key", "password"])
def test_no_file_holds_a_secret(batch, secret):
    root, _ = batch
    written = [path for path in root.rglob("*") if path.is_file()]
    assert len(written) > 10
    assert not [path for path in written if secret.encode() in path.read_bytes()]
