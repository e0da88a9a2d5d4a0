"""What arvio rests on may be handed on with it, and the page that says so is true of the lock."""

import importlib.util

from .conftest import PROJECT

SPEC = importlib.util.spec_from_file_location("dependencies", PROJECT / "docs" / "dependencies.py")
dependencies = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(dependencies)


def rows():
    lines = dependencies.PAGE.read_text(encoding="utf-8").splitlines()
    return {
        name: (version, licence) for name, version, licence in (line.strip("| ").split(" | ") for line in lines[6:])
    }


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
        name: (dependencies.locked()[name], dependencies.licence(of))
        for name, of in dependencies.needed().items()
        if name != "arvio"
    }
    page = rows()
    missing = {name: told for name, told in needed.items() if page.get(name) != told}
    assert not missing, "run: make dependencies"
    assert page.keys() <= dependencies.locked().keys(), "run: make dependencies"
