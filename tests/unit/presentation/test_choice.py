import json
import subprocess
import sys

import pytest

from arvio.presentation.choice import PARTS, choices_of, fitting, lines, script, show_choice

ASKED = [
    {"organisation": "a", "period": "2023", "language": "fi", "audience": "internal"},
    {"organisation": "a", "period": "2024", "language": "fi", "audience": "internal"},
    {"organisation": "a", "period": "2024", "language": "en", "audience": "public"},
    {"organisation": "b", "period": "2021-2024", "language": "fi", "audience": "funder"},
]


@pytest.fixture
def shown(monkeypatch):
    """What a cell shows, and the lists of the choice in it."""
    displayed = []
    monkeypatch.setattr("IPython.display.display", displayed.append)
    show_choice(ASKED[1], ASKED, "the-kernel")
    [box] = displayed
    named = {one.description: one for one in box.children if hasattr(one, "description")}
    return displayed, named, box.children


def test_only_what_params_ask_for_can_be_chosen():
    now = ASKED[1]
    assert {part: choices_of(part, now, ASKED) for part in PARTS} == {
        "organisation": ["a", "b"],
        "period": ["2023", "2024"],
        "language": ["en", "fi"],
        "audience": ["internal", "public"],
    }


def test_what_is_open_can_stay_though_params_do_not_ask_for_it():
    now = {"organisation": "a", "period": "2022", "language": "fi", "audience": "funder"}
    assert choices_of("period", now, ASKED) == ["2022", "2023", "2024"]
    assert choices_of("audience", now, ASKED) == ["funder"]


def test_another_organisation_brings_a_combination_that_there_is():
    assert fitting({**ASKED[0], "organisation": "b"}, ASKED) == ASKED[3]
    assert fitting({**ASKED[0], "period": "2024"}, ASKED) == ASKED[1]


def test_a_script_holds_what_is_to_be_written_and_where():
    code = script(ASKED[0], kernel="k", place="p", choice=3, run=False)
    given = json.loads(code[code.rindex("})(") + 3 : -1])
    assert given["values"] == ASKED[0]
    assert (given["kernel"], given["place"], given["choice"], given["run"]) == ("k", "p", "3", False)
    assert given["done"].startswith("Written into the parameters cell")


def test_names_cannot_end_the_script_of_a_page():
    assert "</" not in script({**ASKED[0], "period": "</script>"}, kernel="k", place="p", choice=1, run=False)


def test_each_list_has_a_label_and_nothing_is_written_before_somebody_chooses(shown):
    displayed, named, _ = shown
    assert set(named) >= {"Organisation", "Period", "Language", "Audience", "Restart and run all cells"}
    assert len(displayed) == 1


def test_a_choice_writes_the_document_and_shows_the_lines_for_where_it_cannot(shown):
    displayed, named, children = shown
    named["Period"].value = "2023"
    assert '"period": "2023"' in displayed[-1].data
    assert named["Audience"].options == ("internal",)
    assert "period = &quot;2023&quot;<br>" in children[-2].value


def test_choosing_an_organisation_moves_the_other_lists_and_writes_once(shown):
    displayed, named, _ = shown
    named["Organisation"].value = "b"
    assert [named[part].value for part in ("Period", "Language", "Audience")] == ["2021-2024", "fi", "funder"]
    assert len(displayed) == 2


def test_the_button_writes_and_runs_from_the_beginning(shown):
    displayed, named, _ = shown
    named["Restart and run all cells"].click()
    assert '"run": true' in displayed[-1].data


def test_the_lines_are_those_of_the_parameters_cell():
    values: dict = {}
    exec(lines({**ASKED[0], "period": 'a "b" ä'}), values)
    assert {part: values[part] for part in PARTS} == {**ASKED[0], "period": 'a "b" ä'}


def test_nothing_but_a_choice_imports_the_package_of_the_lists():
    code = "import sys, arvio.evaluation, arvio.presentation.choice; sys.exit('ipywidgets' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
