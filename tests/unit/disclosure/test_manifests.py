import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import asdict

import pytest

from arvio.disclosure import register
from arvio.disclosure.register_file import FACT, PATH
from arvio.errors import ProtectionError
from arvio.params import Run

TALO = Run("talo", "2025", "feedback", "funder", "fi")
FACTS = [dict.fromkeys(FACT, "") | dict.fromkeys(("low", "high", "n")) | {"value": value} for value in (4.2, 3.9, 4.0)]


def published(root, facts, run=TALO):
    """A report that went out with these facts, as its manifest tells."""
    publication = register.enter(root, run, facts)
    told(root, {"state": "done", "version": publication.version, "facts": publication.fingerprint}, run)
    return publication


def told(root, ending, run=TALO):
    path = root / "reports" / ".run" / f"{run.place}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"run": asdict(run), **ending}))


def test_a_register_that_knows_every_manifest_is_used(tmp_path):
    published(tmp_path, FACTS[:1])
    published(tmp_path, FACTS[:2])
    register.enter(tmp_path, TALO, FACTS)  # by a batch that was killed before it wrote its manifest
    told(tmp_path, {"state": "failed", "error": "x"}, Run("talo", "2024", "feedback", "funder", "fi"))
    (tmp_path / "reports" / ".run" / "funder" / "talo" / "2024" / "feedback.en.json").write_text("{")
    register.require_register(tmp_path)


def test_an_older_copy_of_the_register_is_refused(tmp_path):
    published(tmp_path, FACTS[:1])
    shutil.copy(tmp_path / PATH, tmp_path / "backup")
    published(tmp_path, FACTS[:2])
    shutil.copy(tmp_path / "backup", tmp_path / PATH)
    with pytest.raises(ProtectionError, match=r"version 2 of funder/talo/2025/feedback.fi") as refused:
        register.require_register(tmp_path)
    assert "lacks publications" in str(refused.value)
    assert "Bring back the newest register.sqlite" in str(refused.value)


def test_another_register_with_the_same_versions_is_refused(tmp_path):
    published(tmp_path, FACTS[:1])
    published(tmp_path / "other", FACTS[:2])
    shutil.copy(tmp_path / "other" / PATH, tmp_path / PATH)
    with pytest.raises(ProtectionError, match="version 1 of funder/talo"):
        register.require_register(tmp_path)


def test_no_register_is_begun_anew_where_manifests_tell_of_publications(tmp_path):
    for year in ("2021", "2022", "2023", "2024", "2025"):
        published(tmp_path, FACTS, Run("talo", year, "feedback", "funder", "fi"))
    (tmp_path / PATH).unlink()
    with pytest.raises(ProtectionError, match=r"is missing, but reports went out with it.* and 2 more"):
        register.require_register(tmp_path)


LAST = """
import json, os, signal, sqlite3, sys
from pathlib import Path
from arvio.disclosure import register
from arvio.params import Run
root = Path(sys.argv[1])
held = sqlite3.connect(root / register.PATH)  # so that nothing is taken over from the log
held.execute("select count(*) from fact").fetchone()
entered = register.enter(root, Run("talo", "2025", "feedback", "funder", "fi"), json.loads(sys.argv[2]))
print(json.dumps([entered.version, entered.fingerprint]), flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("log", ["is there", "is lost", "is damaged"])
def test_a_register_without_its_log_is_refused(tmp_path, log):
    published(tmp_path, FACTS[:1])
    command = [sys.executable, "-c", LAST, str(tmp_path), json.dumps(FACTS)]
    killed = subprocess.run(command, stdout=subprocess.PIPE, text=True, timeout=60)
    version, fingerprint = json.loads(killed.stdout)
    told(tmp_path, {"state": "done", "version": version, "facts": fingerprint})
    if log == "is there":
        register.require_register(tmp_path)
        assert len(register.published(tmp_path, "talo")) == 3
        return
    written = tmp_path / f"{PATH}-wal"
    if log == "is lost":
        written.unlink()
    else:
        written.write_bytes(bytes(byte ^ 0x55 for byte in written.read_bytes()))
    with pytest.raises(ProtectionError, match="version 2 of funder/talo"):
        register.require_register(tmp_path)


def test_a_register_from_before_there_were_fingerprints_is_used(tmp_path):
    publication = published(tmp_path, FACTS)
    with closing(sqlite3.connect(tmp_path / PATH)) as opened, opened:
        opened.execute("drop trigger publication_update")
        opened.execute("update publication set fingerprint = ''")
    told(tmp_path, {"state": "done", "version": 1, "facts": publication.fingerprint})
    register.require_register(tmp_path)
