"""Files of the first formats, kept as they were written then: today's arvio reads the same in them.

`1/` is a project as arvio left one before any of its files said its format. It is never changed: what has to change for
a test to pass again is the code. `params.json` holds what was read in its params then, without any key that came later.
"""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from arvio import withdrawals
from arvio.commentary.accepted import confirmations_path, confirmed, first, first_path
from arvio.commentary.sidecar import read_sidecar, sidecar_path
from arvio.disclosure import register
from arvio.disclosure.register_file import PATH
from arvio.errors import ArvioError, DataError, ParamsError, ProtectionError, RunError, UsageError
from arvio.gate.record import read_record
from arvio.mirror import history
from arvio.mirror.members import read_members
from arvio.mirror.signing import opened
from arvio.params import Run, open_project
from arvio.params.recipients import recipients_of
from arvio.params.signatures import Signed, add_event, events_of, signature_path
from arvio.publish import manifest, places
from arvio.publish.versions.keeping import keep_version, numbers, version
from arvio.shipped import RECORD
from arvio.workbench.laid import read_laid, was_shipped

from ..conftest import PROJECT

KEPT = Path(__file__).parent / "1"
RUN = Run("miessakit", "2025", "feedback", "public", "fi")
TOLD = "37a338a8f2ca9161eca8c831b7a28e358ac00fea536ea45fa916259fa888dbd2"
"""The fingerprint of the facts that were published."""
SECRET = b"sample-key-of-the-tests"
WORDS = "70640bafc59bc9ca5db838d1552f773accc08673bdcc5ef0f0c32a11bc53287f"
NEWER = "was made by a newer arvio: it is of format 2\n    expected: format 1 at most\n    to do: update arvio"
PARAMS = (
    "params/suite.yaml",
    "params/organisations/miessakit.yaml",
    "params/instruments/mens_work.yaml",
    "params/recipients.yaml",
)


@pytest.fixture
def root(tmp_path):
    """The kept project with the notebooks of today, and its register of schema 2."""
    shutil.copytree(KEPT, tmp_path, dirs_exist_ok=True)
    shutil.copytree(PROJECT / "notebooks", tmp_path / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    begin_register(tmp_path, 2)
    return tmp_path


def begin_register(root, schema):
    """The register as an arvio of that schema wrote it."""
    (root / PATH).unlink(missing_ok=True)
    with closing(sqlite3.connect(root / PATH)) as begun:
        begun.executescript((KEPT / f"register_of_schema_{schema}.sql").read_text(encoding="utf-8"))


def holds(now, then):
    """Whether all that was read then is read now; what came later may stand beside it."""
    if isinstance(then, dict):
        return isinstance(now, dict) and all(name in now and holds(now[name], one) for name, one in then.items())
    if isinstance(then, list):
        return isinstance(now, list) and len(now) == len(then) and all(map(holds, now, then))
    return now == then


def mark_newer(path):
    """A file as a newer arvio would write it: of the next format, with a key that nobody knows here."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yaml":
        path.write_text(f"format: 2\nsomething_new: 1\n{text}", encoding="utf-8")
        return
    found = json.loads(text)
    newer = {"format": 2, "something_new": found} if isinstance(found, list) else {**found, "format": 2}
    path.write_text(json.dumps(newer) + "\n", encoding="utf-8")


def refusal(error, read, *arguments):
    """What a file of a newer arvio is refused with, and that it was left as it was."""
    with pytest.raises(error) as raised:
        read(*arguments)
    return str(raised.value)


# --- params


def test_params_say_the_same(root):
    project = open_project(root)
    now = {
        "suite": project.suite.model_dump(mode="json"),
        "organisations": {name: project.organisation(name).model_dump(mode="json") for name in project.names},
        "instruments": {name: one.model_dump(mode="json") for name, one in project.instruments.items()},
    }
    assert holds(now, json.loads((KEPT / "params.json").read_text(encoding="utf-8")))
    assert recipients_of(project) == {("miessakit", "funder"): ("raportit@example.org",)}


def test_what_a_project_was_given_says_the_same_and_was_shipped_then(root):
    found = read_laid(root)
    assert found.version == "0.1.0"
    assert len(found.files) == 44
    assert [*found.files["notebooks/mirror.ipynb"]][:4] == ["", "title", "parameters", "open"]
    assert [name for name, parts in found.files.items() if not was_shipped(name, parts)] == []
    mark_newer(root / RECORD)
    assert NEWER in refusal(UsageError, read_laid, root)


def test_holding_is_more_than_looking_alike():
    assert holds({"a": [1], "b": 2}, {"a": [1]})
    assert not holds({"a": [1]}, {"a": [1], "b": 2})
    assert not holds({"a": [1, 2]}, {"a": [1]})
    assert not holds({"a": [{"b": 1}]}, {"a": [{"b": 2}]})


@pytest.mark.parametrize("written", ["format: 1\n", "format: '1'\n"])
@pytest.mark.parametrize("name", PARAMS)
def test_params_may_say_the_format_that_they_are_of(root, name, written):
    path = root / name
    path.write_text(written + path.read_text(encoding="utf-8"), encoding="utf-8")
    test_params_say_the_same(root)


@pytest.mark.parametrize("name", PARAMS)
def test_params_of_a_newer_arvio_are_refused_by_that_alone(root, name):
    mark_newer(root / name)
    before = (root / name).read_bytes()
    said = refusal(
        ParamsError, lambda: [open_project(root).organisation("miessakit"), recipients_of(open_project(root))]
    )
    assert said.startswith(f"{name}: line 1, format: {NEWER}")
    assert "something_new" not in said
    assert (root / name).read_bytes() == before


def test_an_organisation_of_a_newer_arvio_leaves_the_others_as_they_are(root):
    mark_newer(root / PARAMS[1])
    project = open_project(root)
    assert project.organisation("voimaa").organisation == "voimaa"
    assert set(project.broken) == {"miessakit"}


@pytest.mark.parametrize("written", ["0", "two", "-1"])
def test_a_format_that_there_has_never_been_is_no_newer_one(root, written):
    path = root / PARAMS[0]
    path.write_text(f"format: {written}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    said = refusal(ParamsError, open_project, root)
    assert "format: the value does not fit" in said
    assert "newer" not in said


# --- signatures, words and confirmations


def test_a_signature_stands(root):
    kinds = [type(one).__name__ for one in events_of(root, "miessakit", "2025")]
    assert kinds == ["Signed", "Withdrawn", "Signed"]
    signature = open_project(root).signature(RUN)
    assert (signature.by, signature.facts, dict(signature.words)) == ("Maija Meri", TOLD, {"feedback": WORDS})


def test_signing_on_keeps_what_was_signed_and_says_the_format(root):
    before = events_of(root, "miessakit", "2025")
    again = Signed.model_validate({**before[0].model_dump(), "at": "2026-12-01T09:00:00Z"})
    written = json.loads(add_event(root, "miessakit", "2025", again).read_text(encoding="utf-8"))
    assert written["format"] == 1
    assert events_of(root, "miessakit", "2025") == [*before, again]


def test_signatures_of_a_newer_arvio_are_refused_and_not_written_over(root):
    path = signature_path(root, "miessakit", "2025")
    event = events_of(root, "miessakit", "2025")[0]
    mark_newer(path)
    before = path.read_bytes()
    assert NEWER in refusal(ParamsError, events_of, root, "miessakit", "2025")
    assert NEWER in refusal(ParamsError, add_event, root, "miessakit", "2025", event)
    assert path.read_bytes() == before


def test_with_which_numbers_words_went_out_and_were_confirmed_is_known(root):
    assert [(one.section, one.words, one.told) for one in first(root, RUN)] == [("feedback", WORDS, TOLD)]
    assert [(one.by, one.words, one.numbers) for one in confirmed(root, RUN)] == [("Maija Meri", WORDS, "ab" * 32)]


@pytest.mark.parametrize(
    ("read", "place", "error"), [(first, first_path, RunError), (confirmed, confirmations_path, ParamsError)]
)
def test_what_a_newer_arvio_confirmed_is_refused(root, read, place, error):
    mark_newer(place(root, RUN))
    assert refusal(error, read, root, RUN).startswith(
        f"{place(root, RUN).relative_to(root).as_posix()}: format: {NEWER}"
    )


def test_what_a_run_showed_of_the_words_is_read(root):
    path = sidecar_path(register.facts_path(root, RUN, by="batch"))
    assert [(one.section, one.state, one.words, len(one.about)) for one in read_sidecar(path)] == [
        ("feedback", "written", WORDS, 147)
    ]
    mark_newer(path)
    assert NEWER in refusal(RunError, read_sidecar, path)


# --- what was published


@pytest.mark.parametrize("schema", [1, 2])
def test_the_register_knows_every_fact(root, schema):
    begin_register(root, schema)
    told = register.published(root, "miessakit")
    assert len(told) == 239
    one = told[(told["indicator"] == "response") & (told["statistic"] == "answered") & (told["wave"] == "2025-1")]
    assert one["value"].tolist()[0] == 104
    assert register.last_published(root, "miessakit") == ("" if schema == 1 else "2026-11-23T07:40:27+00:00")


def test_a_register_of_a_newer_arvio_stops_all_and_is_left_as_it_is(root):
    with closing(sqlite3.connect(root / PATH)) as newer:
        newer.execute("pragma user_version = 3")
    before = (root / PATH).read_bytes()
    assert "schema 2; a newer arvio reads a newer register" in refusal(
        ProtectionError, register.published, root, "talo"
    )
    assert (root / PATH).read_bytes() == before


def test_a_kept_version_is_read_with_the_figures_of_the_register(root):
    found = version(root, RUN, "1")
    assert (found.number, found.stage, len(found.facts)) == (1, "final", 235)
    assert register.fingerprint_of(found.facts) == TOLD
    assert "feedback" in found.commentary


def test_a_version_of_a_newer_arvio_is_refused_and_the_next_is_kept_beside_it(root):
    known = version(root, RUN, "1")
    mark_newer(places.versions(root, RUN) / "1.json")
    before = (places.versions(root, RUN) / "1.json").read_bytes()
    assert NEWER in refusal(RunError, version, root, RUN, "1")
    assert keep_version(root, replace(known, stage="draft")) == 2
    assert numbers(root, RUN) == [1, 2]
    assert (places.versions(root, RUN) / "1.json").read_bytes() == before


def test_a_manifest_is_read_and_one_of_a_newer_arvio_counts_as_none(root):
    assert manifest.state(root, RUN) == "done"
    mark_newer(places.manifest(root, RUN))
    assert manifest.state(root, RUN) == ""


def test_the_last_audit_is_read_and_one_that_cannot_be_counts_as_none(root):
    assert read_record(root, "miessakit").readers["public"].shown > 0
    path = root / "reports/.run/audit/miessakit.json"
    path.write_text(json.dumps({"format": 2, "of_readers": {}}), encoding="utf-8")
    assert read_record(root, "miessakit") is None


# --- who withdrew the consent


def test_who_was_forgotten_stays_forgotten(root):
    found = withdrawals.withdrawals_of(root, "miessakit", SECRET)
    assert found.digest_of("a key of nobody") in found.digests
    assert found.digest_of("a key of somebody else") not in found.digests
    assert not withdrawals.withdrawals_of(root, "voimaa", SECRET)


def test_a_list_of_the_forgotten_of_a_newer_arvio_stops_all_reading(root):
    mark_newer(root / withdrawals.PATH)
    assert NEWER in refusal(ProtectionError, withdrawals.withdrawals_of, root, "miessakit", SECRET)


# --- mirrors


def test_a_file_of_a_mirror_opens_with_the_members_of_then(root):
    members = read_members(root / "mirror/members.json", "members.json")
    written = (root / "mirror/m-0b7d1f64.json").read_bytes()
    found = opened(written, "m-0b7d1f64.json", members.keys)
    assert (found.member, found.start.isoformat()) == ("m-0b7d1f64", "2025-01-01")
    assert {fact.key for fact in found.facts} >= {"heard/participants/mean"}


def test_members_and_files_of_a_newer_arvio_are_refused(root):
    members, file = root / "mirror/members.json", root / "mirror/m-0b7d1f64.json"
    keys = read_members(members, "members.json").keys
    for path in (members, file):
        path.write_bytes(
            path.read_bytes()
            .replace(b'"schema_version":1', b'"schema_version":2')
            .replace(b'"schema_version": 1', b'"schema_version": 2')
        )
    assert NEWER in refusal(DataError, read_members, members, "members.json")
    assert "is of a newer schema (2) than this arvio can read" in refusal(
        DataError, opened, file.read_bytes(), "m.json", keys
    )


def test_which_mirrors_there_have_been_is_known(root):
    (found,) = history.read_history(root, "miessakit")
    assert (found.days, len(found.members)) == (("2025-01-01", "2025-12-31"), 2)
    mark_newer(root / history.PATH)
    assert NEWER in refusal(ArvioError, history.read_history, root, "miessakit")
