import tomllib
from importlib.metadata import version
from pathlib import Path

from packaging.specifiers import SpecifierSet

from arvio.doctor import LOOK, OK, WRONG
from arvio.doctor import packages as module
from arvio.doctor.packages import OLDEST_PYTHON, locked, packages, python

PROJECT = Path(__file__).resolve().parents[3]
LXML, NUMPY, RUFF = version("lxml"), version("numpy"), version("ruff")


def lock(folder, *lines):
    (folder / "requirements.lock").write_text("".join(f"{line} \\\n    --hash=sha256:00\n" for line in lines))
    return packages(folder)


def test_the_oldest_python_is_the_one_that_the_package_asks_for():
    asked = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    assert SpecifierSet(asked) == SpecifierSet(">=" + ".".join(map(str, OLDEST_PYTHON)))


def test_an_older_python_is_wrong():
    assert python((3, 10, 14)).state == WRONG
    assert python((3, 10, 14)).said == "Python 3.10.14 is too old: arvio needs 3.11 or newer"
    assert python((3, 11, 0)).state == python().state == OK


def test_the_installed_versions_are_those_of_the_lock(tmp_path):
    found = lock(tmp_path, f"numpy=={NUMPY}", f"ruff=={RUFF}")
    assert (found.state, found.said) == (OK, "packages: all 2 are those of requirements.lock")


def test_another_version_is_named_with_the_one_of_the_lock(tmp_path):
    found = lock(tmp_path, "numpy==0.1", f"ruff=={RUFF}")
    assert (found.state, found.facts["other"]) == (LOOK, {"numpy": NUMPY})
    assert found.said == f"packages are not those of requirements.lock: numpy {NUMPY} instead of 0.1"
    assert "--require-hashes -r requirements.lock" in found.remedy


def test_a_missing_package_is_wrong_where_reports_rest_on_it(tmp_path, monkeypatch):
    real = module.distributions
    monkeypatch.setattr(module, "distributions", lambda: (one for one in real() if one.name not in ("numpy", "ruff")))
    found = lock(tmp_path, "numpy==2.0.0", f"lxml=={LXML}")
    assert (found.state, found.facts["missing"]) == (WRONG, ["numpy"])
    assert found.said.endswith("no numpy (2.0.0 is needed)")
    assert lock(tmp_path, f"ruff=={RUFF}").state == LOOK


def test_a_package_that_nothing_needs_is_to_look_at_only(tmp_path):
    found = lock(tmp_path, "no-such-package-of-ours==1.0", f"numpy=={NUMPY}")
    assert (found.state, found.facts["missing"]) == (LOOK, ["no-such-package-of-ours"])


def test_of_many_some_are_named_and_the_others_counted(tmp_path):
    found = lock(tmp_path, *(f"no-such-package-{number}==1.0" for number in range(12)))
    assert found.said.endswith("no no-such-package-7 (1.0 is needed) and 4 more")
    assert len(found.facts["missing"]) == 12


def test_an_entry_of_another_machine_is_left_out():
    text = (
        "a==1 ; sys_platform == 'nowhere' \\\n    --hash=sha256:00\n"
        "b==2 ; python_full_version < '3.5'\n"
        "B_c==3 ; python_full_version >= '3.5' \\\n    --hash=sha256:00\n# via a\n"
    )
    assert locked(text) == {"b-c": "3"}


def test_without_a_lock_it_is_said_that_there_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "shipped_root", lambda: tmp_path)
    assert packages(tmp_path).said == "there is no requirements.lock to hold the installed packages against"
    monkeypatch.undo()
    assert packages(tmp_path).facts["lock"] == len(locked((PROJECT / "requirements.lock").read_text(encoding="utf-8")))
