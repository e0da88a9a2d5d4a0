"""What somebody has who installs the wheel and never saw the checkout: a project, an organisation, a report.

The environment is one of its own, into which pip installs the wheel alone, without an index. The other packages come
from the environment of these tests by a path at the end of its own: nothing is fetched, and they are the versions of
the lock, as `arvio doctor` says there. That arvio itself comes from the wheel is asked, since another runs the tests.
"""

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from ..conftest import BATCH_SECONDS, PROJECT

pytestmark = pytest.mark.timeout(BATCH_SECONDS)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder with the sdist and the wheel, and what was said of them."""
    folder = tmp_path_factory.mktemp("release")
    return folder, ran([sys.executable, PROJECT / "release" / "build.py", folder], PROJECT, os.environ)


@pytest.fixture(scope="module")
def environment(built, tmp_path_factory):
    """A function that runs a program of the clean environment, in a folder outside the checkout."""
    place = tmp_path_factory.mktemp("clean") / "env"
    ran([sys.executable, "-m", "venv", "--without-pip", place], place.parent)
    packages = next(place.rglob("site-packages"))
    wheel = next(built[0].glob("*.whl"))
    pip = [sys.executable, "-m", "pip", "--python", place, "--disable-pip-version-check"]
    ran([*pip, "install", "--quiet", "--no-deps", "--no-index", wheel], place.parent)
    (packages / "of_the_tests.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    ran([*pip, "check"], place.parent)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    return lambda folder, program, *arguments: ran([programs / program, *arguments], folder)


@pytest.fixture(scope="module")
def project(environment, tmp_path_factory):
    """A project that was begun with the installed command, with one organisation in it."""
    folder = tmp_path_factory.mktemp("elsewhere")
    with (folder / "palaute.csv").open("w", encoding="utf-8", newline="") as file:
        rows = ([f"{n + 1}.2.2025", n % 3 + 3, n % 2 + 3] for n in range(28))
        csv.writer(file).writerows([["Aikaleima", "Minua kuultiin", "Sain apua siihen, mihin sitä hain"], *rows])
    environment(folder, "arvio", "new", "project", "arviointi")
    begin = ("new", "organisation", "talo", "--from", "../palaute.csv", "--name", "Talo ry", "--language", "fi,en,sv")
    environment(folder / "arviointi", "arvio", *begin)
    return folder / "arviointi"


def without_paths():
    """The environment of the tests without what would lead a Python to the checkout."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def ran(command, folder, given=None):
    """What a program said; it must end well."""
    ended = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        env={**(given or without_paths()), "ARVIO_KEY": "sample-key-of-the-tests"},
        capture_output=True,
        encoding="utf-8",
        timeout=BATCH_SECONDS,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def test_what_was_built_is_named_with_its_digest(built):
    folder, said = built
    digests = {path: digest for digest, path in (line.split("  ") for line in said.splitlines())}
    assert {Path(path).suffix for path in digests} == {".whl", ".gz"}
    assert all(hashlib.sha256(Path(path).read_bytes()).hexdigest() == digest for path, digest in digests.items())
    assert {path.name for path in folder.iterdir()} == {Path(path).name for path in digests}


def test_arvio_comes_from_the_wheel(environment, project):
    where = environment(project, "python", "-c", "import arvio, pathlib; print(pathlib.Path(arvio.__file__).resolve())")
    assert Path(where.strip()).parent.parent.name == "site-packages"
    assert not Path(where.strip()).is_relative_to(PROJECT)


def test_it_tells_its_version_and_lock(environment, project):
    lock = hashlib.sha256((PROJECT / "requirements.lock").read_bytes()).hexdigest()[:8]
    assert re.fullmatch(rf"arvio \S+ \(Python \S+, lock {lock}\)\n", environment(project, "arvio", "--version"))


def test_the_doctor_finds_nothing_wrong_and_no_package_missing(environment, project):
    checks = [json.loads(line) for line in environment(project, "arvio", "doctor", "--json").splitlines()]
    found = {one["check"]: one for one in checks}
    assert [name for name, one in found.items() if one["state"] == "wrong"] == []
    assert found["packages"]["facts"]["missing"] == []
    assert found["params"]["facts"]["organisations"] == 1


@pytest.mark.parametrize("language", ["fi", "en", "sv"])
def test_a_report_is_made_in_each_language(environment, project, language):
    made = environment(project, "arvio", "run", "talo", "--notebook", "feedback", "--language", language)
    assert made.splitlines()[0].endswith(f"feedback.{language}.html")
    page = project / "reports" / "internal" / "talo" / "2025" / f"feedback.{language}.html"
    assert "Talo ry" in page.read_text(encoding="utf-8")


def test_nothing_that_was_made_knows_of_the_checkout(environment, project):
    environment(project, "arvio", "run", "talo", "--notebook", "data_quality", "--language", "fi")
    written = [path for path in (project / "reports").rglob("*") if path.is_file()]
    assert len(written) > 5
    assert [path for path in written if str(PROJECT).encode() in path.read_bytes()] == []


def test_a_newer_arvio_brings_what_it_ships_and_a_signed_report_stays(environment, project):
    report = project / "reports" / "internal" / "talo" / "2025" / "feedback.fi.html"
    comments = project / "params" / "commentary" / "talo"
    environment(project, "arvio", "run", "talo", "--notebook", "feedback", "--language", "fi")
    for path in comments.glob("*.md"):
        path.write_text("## feedback\n\nSana.\n\n## groups\n\nSana.\n", encoding="utf-8")
    one = ("talo", "2025", "--notebook", "feedback", "--language", "fi")
    wanted = ("run", "talo", "--notebook", "feedback", "--language", "fi")
    environment(project, "arvio", *wanted)
    environment(project, "arvio", "sign", *one, "--by", "Maija Meri")
    environment(project, "arvio", *wanted)
    signed = report.read_bytes()
    older = (project / "notebooks" / "feedback.ipynb").read_bytes()
    become_newer(shipped(environment, project) / "notebooks" / "feedback.ipynb")
    written = environment(project, "arvio", "upgrade").splitlines()
    assert {Path(name).parts[-3:] for name in written if "upgrade" in name} == {
        ("older", "notebooks", "feedback.ipynb")
    }
    assert "notebooks/feedback.ipynb" in written
    kept = next(project.glob("upgrade/*/older/notebooks/feedback.ipynb"))
    assert kept.read_bytes() == older
    assert report.read_bytes() == signed
    environment(project, "arvio", *wanted)
    assert "Newer words" in report.read_text(encoding="utf-8")
    assert "Maija Meri" in report.read_text(encoding="utf-8")
    assert environment(project, "arvio", "upgrade") == ""


def shipped(environment, project):
    """Where the installed arvio has what it ships."""
    asked = environment(project, "python", "-c", "from arvio.shipped import shipped_root; print(shipped_root())")
    return Path(asked.strip())


def become_newer(path):
    """A notebook as a newer arvio might ship it: a paragraph says something else."""
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain["cells"][0]["source"] = ["# Feedback\n", "\n", "Newer words for those who lead."]
    path.write_text(json.dumps(plain, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
