"""A report that was made of a few small files."""

import hashlib
import json
from dataclasses import asdict

import pytest

from arvio.observed import observing
from arvio.publish import places
from arvio.publish.freshness.inputs import inputs_of


@pytest.fixture
def data(edition):
    path = edition.root / "data" / "answers.csv"
    path.parent.mkdir()
    path.write_text("a;b\n1;2\n")
    return path


@pytest.fixture
def inputs(edition, data):
    """What a report was made from that read the file of answers only."""
    with observing() as seen:
        data.read_text()
    return inputs_of(edition, seen)


@pytest.fixture
def report(edition):
    path = places.report(edition.root, edition.run)
    path.parent.mkdir(parents=True)
    path.write_text("<p>4,5</p>")
    return path


@pytest.fixture
def manifest(edition, inputs, report):
    """The manifest of the report, which lies there; gives a function that writes it with other contents."""
    files = {report.name: hashlib.sha256(report.read_bytes()).hexdigest()}
    content = {"run": asdict(edition.run), "state": "done", "files": files, **inputs.plain()}
    path = places.manifest(edition.root, edition.run)
    path.parent.mkdir(parents=True, exist_ok=True)

    def write(**changed):
        path.write_text(json.dumps({**content, **changed}))
        return path

    write()
    return write
