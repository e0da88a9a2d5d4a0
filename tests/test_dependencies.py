"""What arvio rests on may be handed on with it, and the page that says so is true of the lock."""

import importlib.util
import sys

import pytest

from .conftest import PROJECT

SPEC = importlib.util.spec_from_file_location("dependencies", PROJECT / "docs" / "dependencies.py")
dependencies = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(dependencies)


def rows():
    """What the page tells of each package that is installed here, by its name."""
    table = dependencies.PAGE.read_text(encoding="utf-8").partition(dependencies.TABLE)[2].partition("\n\n")[0]
    split = [line.strip("| ").split(" | ") for line in table.splitlines()]
    return {name: tuple(told) for name, *told in split}


def test_no_package_at_run_time_has_a_licence_that_is_refused_or_unknown():
    assert len(dependencies.needed()) > 100
    assert dependencies.refused() == []


def test_refused_are_the_licences_that_reach_beyond_their_package():
    found = [
        bool(dependencies.REFUSED.search(name)) for name in ("GPL-3.0-only", "LGPLv2+", "AGPL-3.0", "MPL-2.0", "MIT")
    ]
    assert found == [True, True, True, False, False]
    assert dependencies.REFUSED.search("GNU General Public License v3 (GPLv3)")


def test_the_page_has_every_package_that_is_needed_here_with_its_version_in_the_lock():
    needed = {
        name: (dependencies.locked()[name], *dependencies.licence(of))
        for name, of in dependencies.needed().items()
        if name != "arvio"
    }
    page = rows()
    missing = {name: told for name, told in needed.items() if page.get(name) != told}
    assert not missing, "run: make dependencies"
    assert page.keys() <= dependencies.locked().keys(), "run: make dependencies"


def test_a_licence_comes_with_from_where_it_is_known():
    assert {where for _, _, where in rows().values()} <= {"expression", "classifier", "field", dependencies.READ}
    assert {name for name, (*_, where) in rows().items() if where == dependencies.READ} == set(dependencies.NOT_TOLD)


@pytest.mark.skipif(sys.platform != "linux" or sys.version_info[:2] == (3, 12), reason="has some of them itself")
def test_what_other_systems_install_is_known_with_its_licence():
    assert dependencies.not_for_here() == set(dependencies.ELSEWHERE)
    page = dependencies.PAGE.read_text(encoding="utf-8")
    others = page.partition(dependencies.OTHERS)[2]
    for name, (where, *told) in dependencies.ELSEWHERE.items():
        assert f"| {name} | {where} | {dependencies.locked()[name]} | {' | '.join(told)} |" in others


def test_asking_for_weaknesses_takes_what_cannot_be_asked_for_a_failure():
    verbs = (PROJECT / "Makefile").read_text(encoding="utf-8")
    command = next(line for line in verbs.splitlines() if "pip-audit" in line and line.startswith("\t"))
    assert "--strict" in command
    assert "requirements.lock" in command
    assert "vulnerabilities" not in (PROJECT / ".ci" / "run").read_text(encoding="utf-8")
