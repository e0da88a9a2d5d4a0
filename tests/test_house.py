"""What a colleague relies on before reading any code: two equal ways in, no trace of one machine, true documents."""

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCK = "requirements.lock"
EDITABLE = "pip install --no-deps --no-build-isolation -e ."
OTHER_LOCKS = {
    "uv.lock",
    "poetry.lock",
    "Pipfile.lock",
    "pdm.lock",
    "pylock.toml",
    "conda-lock.yml",
    "package-lock.json",
}
# Written in pieces, so that this file does not find itself.
REGISTRIES = re.compile(
    "|".join(["py" + r"pi\.", "python" + "hosted", "anaconda" + r"\.(?:org|com)", "npm" + "js"]), re.IGNORECASE
)
PERSONAL_FOLDER = r"(?<![\w.])/(?:work|home|root|Users)" + r"/\w"
PERSONAL_FOLDER_OF_WINDOWS = r"[A-Z]:\\{1,2}Users" + r"\\{1,2}[^\\\s]+\\"
MACHINE_PATHS = re.compile(f"{PERSONAL_FOLDER}|{PERSONAL_FOLDER_OF_WINDOWS}", re.IGNORECASE)
REGISTRY_OPTIONS = re.compile("--(?:extra-)?index" + "-url|--find" + "-links")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def git_files() -> list[Path]:
    """The files that git tracks; outside a repository this cannot be told."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git repository")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def git_texts() -> dict[str, str]:
    """The text of every tracked file that is text, by its path."""
    contents = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in git_files()}
    return {name: found.decode("utf-8", "replace") for name, found in contents.items() if b"\0" not in found}


def places_of(pattern: re.Pattern) -> list[str]:
    return sorted(name for name, found in git_texts().items() if pattern.search(found))


def locked() -> dict[str, list[str]]:
    """The versions of each package in the lock; several where they differ between versions of Python."""
    versions: dict[str, list[str]] = {}
    for entry in lock_entries():
        requirement = Requirement(entry.split(" --hash")[0])
        versions.setdefault(canonicalize_name(requirement.name), []).append(str(requirement.specifier)[2:])
    return versions


def lock_entries() -> list[str]:
    """Each entry of the lock with its hashes, on one line."""
    lines = text(LOCK).replace("\\\n", " ").splitlines()
    return [" ".join(line.split()) for line in lines if line.strip() and not line.lstrip().startswith("#")]


def declared() -> list[Requirement]:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    extras = [one for several in project["optional-dependencies"].values() for one in several]
    return [Requirement(one) for one in [*project["dependencies"], *extras]]


# --- two ways in that install the same


def test_make_and_conda_install_the_same_lock():
    packages = yaml.safe_load(text("environment.yml"))["dependencies"]
    assert packages == ["python>=3.11", "pip", {"pip": [f"-r {LOCK}"]}]
    assert re.findall(r"-r (\S+)", text("Makefile")) == [LOCK]


def test_make_and_conda_install_the_package_alike():
    assert EDITABLE in text("environment.yml")
    assert EDITABLE in text("README.md")
    assert EDITABLE.removeprefix("pip install ") in text("Makefile")


def test_conda_has_the_python_that_the_package_asks_for():
    asked = tomllib.loads(text("pyproject.toml"))["project"]["requires-python"]
    assert f"python{asked}" in yaml.safe_load(text("environment.yml"))["dependencies"]


@pytest.mark.parametrize("requirement", declared(), ids=lambda requirement: requirement.name)
def test_the_lock_satisfies_every_dependency_and_extra(requirement):
    versions = locked().get(canonicalize_name(requirement.name), [])
    assert versions, f"{requirement.name} is not in the lock; run: make lock"
    assert [version for version in versions if not requirement.specifier.contains(version, prereleases=True)] == []


def test_every_entry_of_the_lock_has_hashes_and_one_version():
    entries = lock_entries()
    assert [entry for entry in entries if not re.search(r"==\S+.* --hash=sha256:[0-9a-f]{64}", entry)] == []
    assert len(entries) > len(declared())


def test_there_is_one_lock_only():
    assert [path.name for path in git_files() if path.name in OTHER_LOCKS] == []


# --- nothing of one machine


def test_no_tracked_file_names_a_registry():
    assert places_of(REGISTRIES) == []
    assert places_of(REGISTRY_OPTIONS) == []


def test_no_tracked_file_holds_a_path_of_a_machine():
    assert places_of(MACHINE_PATHS) == []


@pytest.mark.parametrize("found", ["see /ho" + "me/eva/data", "C:\\Us" + "ers\\eva\\data", '"/wo' + 'rk/main"'])
def test_paths_of_machines_are_recognised(found):
    assert MACHINE_PATHS.search(found)


def test_a_registry_is_recognised():
    assert REGISTRIES.search("https://py" + "pi.org/simple")


def test_tracked_notebooks_have_no_outputs():
    notebooks = [path for path in git_files() if path.suffix == ".ipynb"]
    cells = [cell for path in notebooks for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    assert [cell["id"] for cell in cells if cell.get("outputs") or cell.get("execution_count")] == []


# --- what runs it: make, hooks, continuous integration


def make_verbs() -> set[str]:
    return set(re.findall(r"^([a-z]+):.*##", text("Makefile"), re.MULTILINE))


def test_make_has_its_verbs():
    assert make_verbs() >= {"reports", "test", "check", "bench", "lab", "lock", "schemas", "translations"}


def test_hooks_fetch_nothing():
    repositories = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"]
    hooks = [hook for repository in repositories for hook in repository["hooks"]]
    assert {repository["repo"] for repository in repositories} == {"local"}
    assert {hook["language"] for hook in hooks} == {"system"}
    assert not any("additional_dependencies" in hook for hook in hooks)


def test_hook_and_make_strip_notebooks_alike():
    hooks = yaml.safe_load(text(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    entry = next(hook["entry"] for hook in hooks if hook["id"] == "nbstripout")
    assert f"STRIP := {entry.removeprefix('nbstripout ')}\n" in text("Makefile")


def test_continuous_integration_runs_what_a_colleague_runs():
    lines = text(".ci/run").splitlines()
    assert lines.index("make check") < lines.index("make test")
    assert "set -euo pipefail" in lines
    assert any("ARVIO_REQUIRE_ALL=1" in line for line in lines)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permission")
def test_continuous_integration_can_be_started():
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


# --- documents


def test_the_licence_is_bsd_3_clause():
    found = " ".join(text("LICENSE").split())
    assert "BSD 3-Clause License Copyright (c) 2026, the arvio authors" in found
    assert all(f" {number}. " in found for number in (1, 2, 3))
    assert "Neither the name of the copyright holder" in found
    assert tomllib.loads(text("pyproject.toml"))["project"]["license"] == "BSD-3-Clause"


DOCUMENTS = ["README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_documents_name_verbs_of_make_that_exist(document):
    named = re.findall(r"(?:`|^    )make (?:[A-Z]+=\S+ )?([a-z]+)", text(document), re.MULTILINE)
    assert set(named) <= make_verbs()


def test_every_decision_is_in_the_index():
    decisions = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert re.findall(r"\(decisions/([^)]+)\)", text("docs/README.md")) == decisions


def test_decisions_are_numbered_as_in_the_index():
    for number, path in enumerate(sorted((ROOT / "docs" / "decisions").glob("*.md")), start=1):
        title = path.read_text(encoding="utf-8").splitlines()[0]
        assert path.name.startswith(f"{number:04}-")
        assert title.startswith(f"# {number}. ")
        assert f"[{title.split('. ', 1)[1]}](" in text("docs/README.md")


def terms() -> list[str]:
    return [line for line in text("GLOSSARY.md").splitlines() if line.startswith("- ")]


def test_every_term_has_its_finnish_and_swedish_word_and_one_sentence():
    term = re.compile(r"- \*\*[^*]+\*\* \(fi: [^;()]+; sv: [^;()]+\) [A-Z].*\.")
    assert [line for line in terms() if not term.fullmatch(line)] == []
    assert len(terms()) >= 40


def test_no_term_stands_twice():
    names = [line.split("**")[1] for line in terms()]
    assert len(names) == len(set(names))


def test_the_changelog_has_the_version_of_the_package():
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}\b", text("CHANGELOG.md"), re.MULTILINE)
