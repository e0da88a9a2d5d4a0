"""Each command that writes is disturbed at its stages: killed, cut off, without space, refused, its files held.

ARVIO_FAULTS=all disturbs every stage of every command in every way, for hours, and a number so many stages of each, by
chance; without it one stage of a batch in each way, and of any other command in two: the same every time, others with
ARVIO_SEED.
"""

import json
import os
import random
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from arvio import mirror
from arvio.mirror.keys import VARIABLE, key_path, public_text, read_key
from arvio.shipped import RECORD
from arvio.sources.personal.identity import person_key
from arvio.workbench.laid import given, record_text

from ..conftest import BROWSERS
from . import batches, members, stages, words
from .stages import Scenario

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="stages are counted by what Linux tells of files"),
    pytest.mark.timeout(7200),
]

FAULTS = os.environ.get("ARVIO_FAULTS", "")
EVERY = FAULTS == "all"
SEED = os.environ.get("ARVIO_SEED", "1")
NAME, PERIOD = words.NAME, words.PERIOD
COPY = f"workbench/{NAME}/{PERIOD}/trust.ipynb"
RUN = "run", "--quiet", "--jobs", "1"
BY = "--by", "Eeva"
KEY = "sample-key-of-the-tests"
FORGOTTEN = person_key("7", KEY.encode())
EXPORT = "when;How was it?;Did it help?\n" + "".join(
    f"2025-04-{1 + n % 28:02};{1 + n % 5};{1 + n % 4}\n" for n in range(40)
)


def arvio(root, *arguments):
    code, _, stderr = batches.arvio(root, *arguments)
    assert code == 0, stderr


def nothing(root):
    """A project of which nothing was made yet."""


def wrote(root):
    words.words_path(root).write_text(f"## {words.SECTION}\n\nTrust was high.\n", encoding="utf-8")


def made(root):
    wrote(root)
    arvio(root, *RUN)


def changed(root):
    """Another answer since the reports were made."""
    made(root)
    words.answer(root, 8)


def stale(root):
    changed(root)
    arvio(root, *RUN)


def signed(root):
    made(root)
    arvio(root, "sign", NAME, PERIOD, *BY)


def final(root):
    signed(root)
    arvio(root, *RUN)


def opened(root):
    arvio(root, "open", NAME, PERIOD, "trust", "--no-lab")


def edited(root):
    opened(root)
    copy = root / COPY
    copy.write_text(copy.read_text(encoding="utf-8").replace("(told)", "(told)  # ours"), encoding="utf-8")


def with_feedback(root):
    for name in ("feedback", "data_quality"):
        shutil.copy2(Path(__file__).parents[2] / "notebooks" / f"{name}.ipynb", root / "notebooks")


def given_older(root):
    """An older arvio gave it two notebooks, of which the evaluator changed one; what it took away stays away."""
    with_feedback(root)
    paths = [root / "notebooks" / f"{name}.ipynb" for name in ("feedback", "data_quality")]
    for path in paths:
        _older(path)
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    (root / RECORD).write_text(record_text({**given(), **files}), encoding="utf-8")
    _change_last(paths[0])


def _older(path):
    """The notebook with another title, as if arvio had shipped it so."""
    path.write_text(path.read_text(encoding="utf-8").replace('"# ', '"# Older: ', 1), encoding="utf-8")


def _change_last(path):
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain["cells"][-2]["source"] = ["## Ours"]
    path.write_text(json.dumps(plain), encoding="utf-8")


def exported(root):
    with_feedback(root)
    (root / "data" / "talo.csv").write_text(EXPORT, encoding="utf-8")


def with_names(root):
    """Whoever answered is named in the export."""
    _change(root, lambda plain: plain["sources"]["answers"].update(person="id"))
    made(root)


def peer(root):
    """A member of a mirror that has its key."""
    _change(root, lambda plain: plain.update(mirror=members.CHOICES))
    wider = {**words.SUITE["audiences"]["internal"], "rounding_base": 5, "minimum_n_persons": 5}
    suite = {**words.SUITE, "audiences": {**words.SUITE["audiences"], "public": wider}}
    (root / "params" / "suite.yaml").write_text(yaml.safe_dump(suite, sort_keys=False), encoding="utf-8")
    made(root)
    if not key_path(root, NAME).exists():  # of all scenarios one
        mirror.create_key(root, NAME)


def gathering(root):
    """A member to whom all others sent their files, and of whom a report of the mirror is asked."""
    peer(root)
    arvio(root, "export", NAME, "--period", PERIOD)
    public = public_text(read_key(root, NAME).public_key())
    members.send_all(root, root / "reports" / "mirror" / PERIOD / f"{members.OWN}.json", public)
    shutil.copy2(Path(__file__).parents[2] / "notebooks" / "mirror.ipynb", root / "notebooks")
    _change(root, lambda plain: plain["reports"].append({**words.ORGANISATION["reports"][0], "notebook": "mirror"}))


def printed(root):
    signed(root)
    arvio(root, *RUN, "--pdf")


def _change(root, change):
    path = root / "params" / "organisations" / f"{NAME}.yaml"
    plain = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(plain)
    path.write_text(yaml.safe_dump(plain, sort_keys=False, allow_unicode=True), encoding="utf-8")


SCENARIOS = {
    "run": Scenario(nothing, RUN),
    "run_again": Scenario(changed, RUN),
    "run_signed": Scenario(signed, RUN),
    "confirm": Scenario(stale, ("confirm", NAME, PERIOD, *BY)),
    "sign": Scenario(made, ("sign", NAME, PERIOD, *BY)),
    "withdraw": Scenario(signed, ("sign", NAME, PERIOD, "--withdraw", *BY), (0, 2)),
    "open": Scenario(nothing, ("open", NAME, PERIOD, "trust", "--no-lab")),
    "preview": Scenario(opened, ("preview", COPY)),
    "adopt": Scenario(edited, ("adopt", COPY, "--as", "ours")),
    "new_notebook": Scenario(with_feedback, ("new", "notebook", "ours", "--for", NAME), (0, 2)),
    "new_organisation": Scenario(exported, ("new", "organisation", "talo", "--from", "data/talo.csv"), (0, 2)),
    "upgrade": Scenario(given_older, ("upgrade",)),
    "bundle": Scenario(final, ("bundle", "internal")),
    "audit": Scenario(made, ("audit",)),
    "print": Scenario(made, (*RUN, "--pdf")),
    "mail": Scenario(printed, ("mail", "internal")),
    "export": Scenario(peer, ("export", NAME, "--period", PERIOD)),
    "gather": Scenario(gathering, RUN),
    "forget": Scenario(with_names, ("forget", FORGOTTEN)),
    "purge": Scenario(with_names, ("purge",)),
}
OF_PAPER = "print", "mail"


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """Where the key of a mirror lies, which is outside the project."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def key(monkeypatch, keys):
    monkeypatch.setenv("ARVIO_KEY", KEY)
    monkeypatch.setenv(VARIABLE, str(keys / "mirror.pem"))


@pytest.fixture(scope="module")
def ready(tmp_path_factory):
    """Of each scenario its prepared project, what lies in it, what the undisturbed command leaves, and its stages."""
    found = {}

    def of(name):
        if name not in found:
            folder = tmp_path_factory.mktemp(name)
            root = words.make_project(folder / "prepared")
            SCENARIOS[name].prepare(root)
            done = stages.copied(root, folder / "done")
            ended, n = stages.disturbed(done, SCENARIOS[name].command)
            assert ended.returncode == 0, ended.stderr
            found[name] = root, stages.left(root), stages.left(done), n
        return found[name]

    return of


def some():
    """Of which command which way of disturbing it is tried."""
    every = [(name, kind) for name in SCENARIOS for kind in stages.KINDS]
    chance = random.Random(SEED)
    few = {name: chance.sample(stages.KINDS, len(stages.KINDS) if name == "run" else 2) for name in SCENARIOS}
    return every if FAULTS else [(name, kind) for name, kind in every if kind in few[name]]


@pytest.mark.parametrize(("name", "kind"), some())
def test_a_disturbed_command_leaves_what_is_whole_and_the_next_try_what_it_should(name, kind, ready, tmp_path):
    if name in OF_PAPER and not any(map(shutil.which, BROWSERS)):
        pytest.skip("no Chromium, Chrome or Edge")
    prepared, before, after, n = ready(name)
    for at in chosen(name, kind, n):
        root = stages.copied(prepared, tmp_path / "project")
        ended, _ = stages.disturbed(root, SCENARIOS[name].command, kind, at)
        told = f"{name}, {kind} at stage {at} of {n}: {stage_of(root, at)}\n{ended.stderr[-3000:]}"
        assert ended.returncode in stages.allowed(kind), told
        assert "Traceback" not in ended.stderr, told
        print(told)
        stages.require_whole(root, before, after)
        code, _, stderr = batches.arvio(root, *SCENARIOS[name].command)
        assert code in SCENARIOS[name].done_before, stderr
        stages.require_same(root, after)
        if name in ("forget", "purge"):
            assert holding(FORGOTTEN, root) == []
    shutil.rmtree(tmp_path / "project")


def chosen(name, kind, n):
    """Which stages are disturbed."""
    every = range(1, n + 1)
    each = int(FAULTS) if FAULTS.isdigit() else 1
    return every if EVERY else sorted(random.Random(f"{name} {kind} {SEED}").sample(every, min(each, n)))


def holding(person: str, root: Path) -> list[str]:
    """Files that name a person by the key."""
    files = (path for path in root.rglob("*") if path.is_file())
    return [path.relative_to(root).as_posix() for path in files if person.encode() in path.read_bytes()]


def stage_of(root: Path, at: int) -> str:
    lines = root.with_name(f"{root.name}.stages").read_text(encoding="utf-8").splitlines()
    return lines[at - 1] if len(lines) >= at else "never reached"
