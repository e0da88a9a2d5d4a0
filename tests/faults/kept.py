"""The smallest sound file of each kind that arvio keeps or is handed, and what reads it."""

import base64
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from arvio.commentary.accepted import Confirmation, confirmations, first, first_path
from arvio.commentary.sidecar import ShownWords, read_sidecar
from arvio.disclosure.coarsening import FOLDER as COARSENED
from arvio.disclosure.coarsening import Coarsening, coarsenings
from arvio.disclosure.manifests import publications_told
from arvio.disclosure.register import FACT, read_facts
from arvio.mirror.content import canonical
from arvio.mirror.history import PATH as MIRRORS
from arvio.mirror.history import read_history
from arvio.mirror.members import read_members
from arvio.mirror.signing import _SIGNED_AS, opened
from arvio.params import Instrument, Organisation, Run, Suite
from arvio.params.checking import checked
from arvio.params.notebook_texts import texts_of
from arvio.params.signatures import events_of, signature_path
from arvio.params.yaml_file import read_yaml
from arvio.publish.notebooks.notebooks import read_notebook
from arvio.shipped import RECORD
from arvio.workbench.laid import Laid, given, parts_of, read_laid, record_text
from arvio.workbench.upgrade_told import told
from arvio.workbench.upgrading import File, Upgrade, upgrade

from .conftest import FEEDBACK, INSTRUMENT, SUITE, SURVEY

RUN = Run("example", "2023", "feedback", "public", "fi")
DIGEST = "0" * 64
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
MEMBER = "m-00000000"
_REPORT = {"notebook": "feedback", "audience": "public", "language": "fi"}
_WORDS = ShownWords("reach", "written", DIGEST, DIGEST, ("a",), ({"value": 1},))
_MIRROR = {
    "schema": "arvio-mirror",
    "schema_version": 1,
    "member": MEMBER,
    "start": "2023-01-01",
    "end": "2023-12-31",
    "facts": [
        {
            "indicator": "heard",
            "statistic": "mean",
            "group": "participants",
            "counting": "mean/rows",
            "wording": "0" * 16,
            "scale": [1, 5],
            "value": 4.0,
            "low": None,
            "high": None,
            "n": 20,
            "basis": "collected",
            "status": "shown",
        }
    ],
}
_ORGANISATION = {
    "organisation": "example",
    "name": "Esimerkki ry",
    "data": "synthetic",
    "data_folder": "data/example",
    "sensitivity": "ordinary",
    "surveys": [SURVEY],
    "sources": {"feedback": FEEDBACK},
}
_HISTORY = {
    "organisation": "example",
    "start": "2023-01-01",
    "end": "2023-12-31",
    "members": [MEMBER],
    "figures": {"heard": {MEMBER: "0" * 16}},
}
_MEMBERS = {
    "schema": "arvio-mirror-members",
    "schema_version": 1,
    "earlier": [{"start": "2022-01-01", "end": "2022-12-31", "members": [MEMBER]}],
    "members": [
        {"member": MEMBER, "public_key": base64.b64encode(KEY.public_key().public_bytes_raw()).decode()},
    ],
}


@dataclass(frozen=True)
class Kind:
    """Where a file lies, what stands in it, how that is written, and how it is read."""

    place: Callable[[Path], Path]
    content: object
    read: Callable[[Path, Path], object]
    """Given the root of the project and the file."""
    form: str = "json"

    def written(self, as_json: Callable[[object], bytes], content: object) -> bytes:
        """A content of this kind as bytes."""
        if self.form == "lines":
            return b"".join(as_json(one) + b"\n" for one in (content if isinstance(content, list) else [content]))
        if self.form == "signed":
            return signed(content, as_json)
        return as_json(content)


_FEEDBACK = "notebooks/feedback.ipynb"
_NEWER = given()[_FEEDBACK]
_SHIPPED = json.loads(record_text({_FEEDBACK: _NEWER}))


def signed(content: object, as_json: Callable[[object], bytes]) -> bytes:
    """What a member who lies would send: any content, with a signature of its own where one can be made of it."""
    try:
        signature = KEY.sign(_SIGNED_AS + canonical(content))
    except ValueError:
        signature = bytes(64)
    return as_json({"content": content, "signature": base64.b64encode(signature).decode()}) + b"\n"


def _below(*parts: str) -> Callable[[Path], Path]:
    return lambda root: root.joinpath(*parts)


def _params(model: type) -> Callable[[Path, Path], object]:
    return lambda root, path: checked(read_yaml(path, path.name), model)


def _upgraded(root: Path, path: Path) -> None:
    """A notebook of which the newer arvio has another title, taken through an upgrade."""
    shutil.rmtree(root / "upgrade", ignore_errors=True)  # of the input before
    came = {**parts_of(_FEEDBACK, _NEWER), "title": "0"}
    file = File(_FEEDBACK, root, came, path.read_bytes(), _NEWER)
    plan = Upgrade(root, Laid("0.0.1", {_FEEDBACK: came}), {_FEEDBACK: _NEWER}, (file,))
    assert [*told(plan)]
    upgrade(plan)


KINDS = {
    "signatures": Kind(
        lambda root: signature_path(root, "example", "2023"),
        {
            "events": [
                {
                    "event": "signed",
                    "at": "2024-01-01T00:00:00Z",
                    "by": "Aino Esimerkki",
                    "reports": [{**_REPORT, "facts": DIGEST, "words": {"reach": DIGEST}}],
                },
                {"event": "withdrawn", "at": "2024-01-02T00:00:00Z", "by": "Aino", "reports": [_REPORT]},
            ]
        },
        lambda root, path: events_of(root, "example", "2023"),
    ),
    "facts": Kind(_below("facts.jsonl"), [dict.fromkeys(FACT, "a")], lambda root, path: read_facts(path), "lines"),
    "sidecar": Kind(_below("words.jsonl"), [asdict(_WORDS)], lambda root, path: read_sidecar(path), "lines"),
    "manifest": Kind(
        _below("reports", ".run", "example", "2023", "public", "feedback.fi.json"),
        {"run": {**_REPORT, "organisation": "example", "period": "2023"}, "version": 1, "facts": DIGEST},
        lambda root, path: list(publications_told(root)),
    ),
    "coarsened": Kind(
        lambda root: root / COARSENED / "example.json",
        [asdict(Coarsening("2023", "public", "heard", "group", "", "drop_mean"))],
        lambda root, path: coarsenings(root, "example"),
    ),
    "confirmations": Kind(
        _below("params", "commentary", "example", "2023.json"),
        [asdict(Confirmation("reach", DIGEST, DIGEST, DIGEST, "feedback", "public", "Aino", "2024-01-01"))],
        lambda root, path: confirmations(path),
    ),
    "first_words": Kind(
        lambda root: first_path(root, RUN),
        [{"section": "reach", "words": DIGEST, "numbers": DIGEST, "told": DIGEST}],
        lambda root, path: first(root, RUN),
    ),
    "mirror": Kind(
        _below("jasen.json"),
        _MIRROR,
        lambda root, path: opened(path.read_bytes(), path.name, {MEMBER: KEY.public_key()}),
        "signed",
    ),
    "members": Kind(_below("members.json"), _MEMBERS, lambda root, path: read_members(path, path.name)),
    "mirrors": Kind(lambda root: root / MIRRORS, [_HISTORY], lambda root, path: read_history(root, "example"), "lines"),
    "notebook": Kind(
        _below("notebooks", "own.ipynb"),
        {
            "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Oma\n"]}],
            "metadata": {},
            "nbformat": 4,
            "nbformat_minor": 5,
        },
        lambda root, path: read_notebook(path),
    ),
    "shipped": Kind(lambda root: root / RECORD, _SHIPPED, lambda root, path: read_laid(root)),
    "upgraded": Kind(_below(*_FEEDBACK.split("/")), json.loads(_NEWER), _upgraded),
    "suite": Kind(_below("suite.yaml"), SUITE, _params(Suite)),
    "organisation": Kind(_below("example.yaml"), _ORGANISATION, _params(Organisation)),
    "instrument": Kind(_below("meetings.yaml"), INSTRUMENT, _params(Instrument)),
    "translations": Kind(
        _below("params", "translations", "own.yaml"),
        {"Why?": {"fi": "Miksi?", "sv": "Varför?"}},
        lambda root, path: texts_of(root, "own"),
    ),
}
PARAMS = {
    name: yaml.safe_dump(json.loads(json.dumps(KINDS[name].content)), allow_unicode=True).encode()
    for name in ("suite", "organisation", "instrument", "translations")
}
