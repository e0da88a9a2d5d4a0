import pytest

from arvio.errors import RunError
from arvio.publish.cluster.equipment import (
    SHOWN_AT_MOST,
    Equipment,
    equipment_here,
    equipment_of,
    needed_packages,
    require_equal,
)

HERE = Equipment("3.11.7", "Linux x86_64", {"pandas": "3.0.1", "scipy": "1.16.0"})


def message(**workers):
    with pytest.raises(RunError) as raised:
        require_equal(HERE, workers)
    return str(raised.value)


def test_the_same_is_passed():
    require_equal(HERE, {"tcp://one": HERE, "tcp://two": Equipment(HERE.python, HERE.system, dict(HERE.packages))})


def test_another_package_is_told_with_the_worker_and_both_versions():
    there = Equipment("3.11.7", "Linux x86_64", {"pandas": "2.9", "scipy": ""})
    told = message(one=HERE, two=there)
    assert "worker two: has other packages: pandas 2.9 instead of 3.0.1; no scipy (1.16.0 is needed)" in told
    assert "requirements.lock" in told
    assert "worker one" not in told


def test_another_python_and_another_machine_are_told():
    told = message(two=Equipment("3.12.1", "Linux aarch64", HERE.packages))
    assert "has another Python, got: '3.12.1'\n    expected: 3.11.7" in told
    assert "is another kind of machine, got: 'Linux aarch64'\n    expected: Linux x86_64" in told


def test_of_many_packages_some_are_named_and_the_rest_counted():
    many = {f"p{number:02}": "1" for number in range(SHOWN_AT_MOST + 3)}
    with pytest.raises(RunError, match=r"no p11 \(1 is needed\) and 3 more"):
        require_equal(Equipment("3", "x", many), {"one": Equipment("3", "x", {})})


def test_what_dask_tells_of_this_machine_is_what_is_found_here():
    from distributed.versions import get_versions

    here = equipment_here()
    assert equipment_of(get_versions(list(here.packages))).packages.items() >= here.packages.items()
    assert equipment_of(get_versions()).python == here.python
    assert equipment_of(get_versions()).system == here.system


def test_needed_are_the_packages_that_others_need_too():
    needed = needed_packages()
    assert {"pandas", "numpy", "distributed", "tornado", "traitlets"} <= needed
    assert not {"arvio", "pytest", "ruff"} & needed
